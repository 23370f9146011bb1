"""The rules, one a file; this tuple is the registry."""

from __future__ import annotations

from typing import Any

from kraokr.lint.options import options_schema
from kraokr.lint.rule import GROUPS, Rule
from kraokr.rules.alignment.kr_not_beyond_kpi import kr_not_beyond_kpi
from kraokr.rules.alignment.kra_outside_owner_role import kra_outside_owner_role
from kraokr.rules.alignment.objective_without_kra import objective_without_kra
from kraokr.rules.alignment.objective_without_parent import objective_without_parent
from kraokr.rules.alignment.okr_outside_kra import okr_outside_kra
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
from kraokr.rules.history.backdated_checkin import backdated_checkin
from kraokr.rules.history.changed_after_freeze import changed_after_freeze
from kraokr.rules.history.kra_churn import kra_churn
from kraokr.rules.history.objective_dropped_mid_cycle import objective_dropped_mid_cycle
from kraokr.rules.history.off_season_kra_edit import off_season_kra_edit
from kraokr.rules.history.review_edited_after_final import review_edited_after_final
from kraokr.rules.history.target_moved_mid_cycle import target_moved_mid_cycle
from kraokr.rules.kpi.kpi_bad_thresholds import kpi_bad_thresholds
from kraokr.rules.kpi.kpi_is_activity import kpi_is_activity
from kraokr.rules.kpi.kpi_missing_target import kpi_missing_target
from kraokr.rules.kpi.kpi_not_measurable import kpi_not_measurable
from kraokr.rules.kpi.kpi_not_readable import kpi_not_readable
from kraokr.rules.kpi.kpi_restates_kra import kpi_restates_kra
from kraokr.rules.kpi.kpi_stale_reading import kpi_stale_reading
from kraokr.rules.kpi.kpi_unpaired import kpi_unpaired
from kraokr.rules.kra.kra_completable import kra_completable
from kraokr.rules.kra.kra_count import kra_count
from kraokr.rules.kra.kra_is_metric import kra_is_metric
from kraokr.rules.kra.kra_is_task import kra_is_task
from kraokr.rules.kra.kra_missing_dimension import kra_missing_dimension
from kraokr.rules.kra.kra_missing_outcome import kra_missing_outcome
from kraokr.rules.kra.kra_names_tactic import kra_names_tactic
from kraokr.rules.kra.kra_near_duplicate import kra_near_duplicate
from kraokr.rules.kra.kra_not_discussed import kra_not_discussed
from kraokr.rules.kra.kra_review_overdue import kra_review_overdue
from kraokr.rules.kra.kra_too_many_kpis import kra_too_many_kpis
from kraokr.rules.kra.kra_weights_sum import kra_weights_sum
from kraokr.rules.kra.kra_without_kpi import kra_without_kpi
from kraokr.rules.kra.level_scope import level_scope
from kraokr.rules.kra.role_missing_purpose import role_missing_purpose
from kraokr.rules.okr.key_result_count import key_result_count
from kraokr.rules.okr.kr_all_milestones import kr_all_milestones
from kraokr.rules.okr.kr_compound import kr_compound
from kraokr.rules.okr.kr_direction_conflict import kr_direction_conflict
from kraokr.rules.okr.kr_is_activity import kr_is_activity
from kraokr.rules.okr.kr_missing_baseline import kr_missing_baseline
from kraokr.rules.okr.kr_not_measurable import kr_not_measurable
from kraokr.rules.okr.kr_number_only_in_title import kr_number_only_in_title
from kraokr.rules.okr.kr_percent_complete import kr_percent_complete
from kraokr.rules.okr.objective_has_metric import objective_has_metric
from kraokr.rules.okr.objective_is_task import objective_is_task
from kraokr.rules.okr.objective_without_key_results import objective_without_key_results
from kraokr.rules.okr.okr_business_as_usual import okr_business_as_usual
from kraokr.rules.okr.okr_carried_over import okr_carried_over
from kraokr.rules.okr.okr_cycle_too_long import okr_cycle_too_long
from kraokr.rules.okr.okr_missing_commitment import okr_missing_commitment
from kraokr.rules.okr.okr_not_closed_out import okr_not_closed_out
from kraokr.rules.okr.okr_not_time_bound import okr_not_time_bound
from kraokr.rules.okr.okr_sandbagged import okr_sandbagged
from kraokr.rules.okr.okr_tied_to_pay import okr_tied_to_pay
from kraokr.rules.okr.stale_checkin import stale_checkin
from kraokr.rules.okr.status_contradicts_pace import status_contradicts_pace
from kraokr.rules.okr.stored_score_mismatch import stored_score_mismatch
from kraokr.rules.okr.too_many_objectives import too_many_objectives
from kraokr.rules.ownership.metric_owned_twice import metric_owned_twice
from kraokr.rules.ownership.missing_owner import missing_owner
from kraokr.rules.ownership.multiple_owners import multiple_owners
from kraokr.rules.ownership.owner_is_team import owner_is_team
from kraokr.rules.reference.missing_id import missing_id
from kraokr.rules.reference.reference_cycle import reference_cycle
from kraokr.rules.reference.unknown_reference import unknown_reference
from kraokr.rules.review.promotion_without_scope import promotion_without_scope
from kraokr.rules.review.rating_contradicts_results import rating_contradicts_results
from kraokr.rules.review.rating_not_on_scale import rating_not_on_scale
from kraokr.rules.review.review_blanket_verdict import review_blanket_verdict
from kraokr.rules.review.review_level_mismatch import review_level_mismatch
from kraokr.rules.review.review_missing_okr_summary import review_missing_okr_summary
from kraokr.rules.review.review_no_development_plan import review_no_development_plan
from kraokr.rules.review.review_no_evidence import review_no_evidence
from kraokr.rules.review.review_not_acknowledged import review_not_acknowledged
from kraokr.rules.review.review_overdue import review_overdue
from kraokr.rules.review.review_recency import review_recency
from kraokr.rules.review.review_skips_kra import review_skips_kra
from kraokr.rules.review.review_surprise import review_surprise
from kraokr.rules.review.review_uniform_ratings import review_uniform_ratings
from kraokr.rules.review.reviewer_is_reviewee import reviewer_is_reviewee
from kraokr.rules.wording.absolutes import absolutes
from kraokr.rules.wording.placeholder_text import placeholder_text
from kraokr.rules.wording.protected_topic import protected_topic
from kraokr.rules.wording.trait_words import trait_words
from kraokr.rules.wording.vague_praise import vague_praise
from kraokr.rules.wording.weasel_words import weasel_words

RULES: tuple[Rule[Any, Any], ...] = (
    kra_without_kpi,
    kra_is_task,
    kra_count,
    kra_too_many_kpis,
    kra_is_metric,
    kra_completable,
    kra_review_overdue,
    kra_weights_sum,
    kra_missing_outcome,
    level_scope,
    kra_missing_dimension,
    role_missing_purpose,
    kra_names_tactic,
    kra_not_discussed,
    kra_near_duplicate,
    kpi_not_measurable,
    kpi_missing_target,
    kpi_not_readable,
    kpi_restates_kra,
    kpi_is_activity,
    kpi_bad_thresholds,
    kpi_stale_reading,
    kpi_unpaired,
    too_many_objectives,
    kr_not_measurable,
    kr_missing_baseline,
    kr_is_activity,
    status_contradicts_pace,
    stale_checkin,
    objective_without_key_results,
    okr_not_time_bound,
    kr_direction_conflict,
    okr_tied_to_pay,
    okr_cycle_too_long,
    stored_score_mismatch,
    okr_business_as_usual,
    okr_sandbagged,
    key_result_count,
    okr_missing_commitment,
    kr_percent_complete,
    kr_number_only_in_title,
    kr_compound,
    okr_not_closed_out,
    objective_has_metric,
    objective_is_task,
    kr_all_milestones,
    okr_carried_over,
    objective_without_kra,
    okr_repeats_kra,
    kr_not_beyond_kpi,
    kra_outside_owner_role,
    objective_without_parent,
    okr_outside_kra,
    multiple_owners,
    missing_owner,
    owner_is_team,
    metric_owned_twice,
    review_skips_kra,
    review_blanket_verdict,
    review_no_evidence,
    review_level_mismatch,
    review_no_development_plan,
    promotion_without_scope,
    rating_contradicts_results,
    review_overdue,
    review_surprise,
    review_recency,
    review_uniform_ratings,
    review_missing_okr_summary,
    review_not_acknowledged,
    rating_not_on_scale,
    reviewer_is_reviewee,
    protected_topic,
    trait_words,
    weasel_words,
    placeholder_text,
    absolutes,
    vague_praise,
    kra_churn,
    changed_after_freeze,
    target_moved_mid_cycle,
    review_edited_after_final,
    objective_dropped_mid_cycle,
    off_season_kra_edit,
    backdated_checkin,
    unknown_reference,
    reference_cycle,
    missing_id,
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
