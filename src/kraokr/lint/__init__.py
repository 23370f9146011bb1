"""Rules, how they are configured and suppressed, and the engine that runs them."""

from kraokr.lint.context import Context, NoOptions, RuleOptions
from kraokr.lint.engine import Result, lint
from kraokr.lint.rule import GROUPS, Rule, problem_kind, rule
from kraokr.lint.settings import Settings, settle

__all__ = [
    "GROUPS",
    "Context",
    "NoOptions",
    "Result",
    "Rule",
    "RuleOptions",
    "Settings",
    "lint",
    "problem_kind",
    "rule",
    "settle",
]
