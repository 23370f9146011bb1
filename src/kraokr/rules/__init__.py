"""The rules, one a file; this tuple is the registry."""

from __future__ import annotations

from typing import Any

from kraokr.lint.options import options_schema
from kraokr.lint.rule import Rule
from kraokr.rules.file.bad_suppression import bad_suppression
from kraokr.rules.file.duplicate_id import duplicate_id
from kraokr.rules.file.file_too_large import file_too_large
from kraokr.rules.file.invalid_value import invalid_value
from kraokr.rules.file.invalid_yaml import invalid_yaml
from kraokr.rules.file.rule_crashed import rule_crashed
from kraokr.rules.file.unknown_key import unknown_key
from kraokr.rules.file.unsupported_yaml import unsupported_yaml
from kraokr.rules.kra.kra_count import kra_count
from kraokr.rules.kra.kra_is_task import kra_is_task

RULES: tuple[Rule[Any, Any], ...] = (
    kra_is_task,
    kra_count,
    unknown_key,
    invalid_value,
    duplicate_id,
    bad_suppression,
    invalid_yaml,
    unsupported_yaml,
    file_too_large,
    rule_crashed,
)
"""Every rule, by group and then in the order of its worth."""


def option_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each rule's options by the rule's name."""
    return {rule.name: options_schema(rule) for rule in RULES}
