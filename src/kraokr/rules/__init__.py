"""The rules, one a file; this tuple is the registry."""

from __future__ import annotations

from typing import Any

from kraokr.lint.options import options_schema
from kraokr.lint.rule import GROUPS, Rule
from kraokr.rules.alignment.kr_not_beyond_kpi import kr_not_beyond_kpi
from kraokr.rules.alignment.objective_without_kra import objective_without_kra
from kraokr.rules.alignment.okr_repeats_kra import okr_repeats_kra
from kraokr.rules.file.bad_suppression import bad_suppression
from kraokr.rules.file.duplicate_id import duplicate_id
from kraokr.rules.file.file_too_large import file_too_large
from kraokr.rules.file.invalid_value import invalid_value
from kraokr.rules.file.invalid_yaml import invalid_yaml
from kraokr.rules.file.rule_crashed import rule_crashed
from kraokr.rules.file.sensitive_field import sensitive_field
from kraokr.rules.file.unknown_key import unknown_key
from kraokr.rules.file.unsupported_yaml import unsupported_yaml
from kraokr.rules.kpi.kpi_bad_thresholds import kpi_bad_thresholds
from kraokr.rules.kpi.kpi_missing_target import kpi_missing_target
from kraokr.rules.kpi.kpi_not_measurable import kpi_not_measurable
from kraokr.rules.kpi.kpi_not_readable import kpi_not_readable
from kraokr.rules.kra.kra_completable import kra_completable
from kraokr.rules.kra.kra_count import kra_count
from kraokr.rules.kra.kra_is_metric import kra_is_metric
from kraokr.rules.kra.kra_is_task import kra_is_task
from kraokr.rules.kra.kra_missing_outcome import kra_missing_outcome
from kraokr.rules.kra.kra_names_tactic import kra_names_tactic
from kraokr.rules.kra.kra_too_many_kpis import kra_too_many_kpis
from kraokr.rules.kra.kra_weights_sum import kra_weights_sum
from kraokr.rules.kra.kra_without_kpi import kra_without_kpi
from kraokr.rules.kra.role_missing_purpose import role_missing_purpose
from kraokr.rules.okr.key_result_count import key_result_count
from kraokr.rules.okr.kr_compound import kr_compound
from kraokr.rules.okr.kr_direction_conflict import kr_direction_conflict
from kraokr.rules.okr.kr_is_activity import kr_is_activity
from kraokr.rules.okr.kr_missing_baseline import kr_missing_baseline
from kraokr.rules.okr.kr_not_measurable import kr_not_measurable
from kraokr.rules.okr.kr_number_only_in_title import kr_number_only_in_title
from kraokr.rules.okr.objective_has_metric import objective_has_metric
from kraokr.rules.okr.objective_without_key_results import objective_without_key_results
from kraokr.rules.okr.okr_not_time_bound import okr_not_time_bound
from kraokr.rules.okr.too_many_objectives import too_many_objectives
from kraokr.rules.ownership.missing_owner import missing_owner
from kraokr.rules.ownership.multiple_owners import multiple_owners
from kraokr.rules.ownership.owner_is_team import owner_is_team
from kraokr.rules.reference.reference_cycle import reference_cycle
from kraokr.rules.reference.unknown_reference import unknown_reference
from kraokr.rules.review.review_blanket_verdict import review_blanket_verdict
from kraokr.rules.review.review_no_evidence import review_no_evidence
from kraokr.rules.review.review_skips_kra import review_skips_kra
from kraokr.rules.wording.placeholder_text import placeholder_text
from kraokr.rules.wording.protected_topic import protected_topic

RULES: tuple[Rule[Any, Any], ...] = (
    kra_without_kpi,
    kra_is_task,
    kra_count,
    kra_too_many_kpis,
    kra_is_metric,
    kra_completable,
    kra_weights_sum,
    kra_missing_outcome,
    role_missing_purpose,
    kra_names_tactic,
    kpi_not_measurable,
    kpi_missing_target,
    kpi_not_readable,
    kpi_bad_thresholds,
    too_many_objectives,
    kr_not_measurable,
    kr_missing_baseline,
    kr_is_activity,
    objective_without_key_results,
    okr_not_time_bound,
    kr_direction_conflict,
    key_result_count,
    kr_number_only_in_title,
    kr_compound,
    objective_has_metric,
    objective_without_kra,
    okr_repeats_kra,
    kr_not_beyond_kpi,
    multiple_owners,
    missing_owner,
    owner_is_team,
    review_skips_kra,
    review_blanket_verdict,
    review_no_evidence,
    protected_topic,
    placeholder_text,
    unknown_reference,
    reference_cycle,
    unknown_key,
    invalid_value,
    duplicate_id,
    sensitive_field,
    bad_suppression,
    invalid_yaml,
    unsupported_yaml,
    file_too_large,
    rule_crashed,
)
"""Every rule, by group and then in the order of its worth."""


def option_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of the options by name of rule; groups take a severity only."""
    return {**{group: {} for group in GROUPS}, **{rule.name: options_schema(rule) for rule in RULES}}
