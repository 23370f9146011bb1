"""Rule: one check, said once, with its documentation in its docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar, overload

from kraokr.lint.context import Context, NoOptions, O
from kraokr.lint.ruledoc import RuleDoc, parse_doc
from kraokr.source.diagnostic import Finding, Severity

Group: TypeAlias = Literal[
    "kra", "kpi", "okr", "alignment", "ownership", "review", "wording", "history", "reference", "file"
]
GROUPS: dict[Group, str] = {
    "kra": "key result areas and roles",
    "kpi": "indicators",
    "okr": "objectives and key results",
    "alignment": "how KRAs and OKRs fit together",
    "ownership": "who is accountable",
    "review": "reviews",
    "wording": "words",
    "history": "what changed over time",
    "reference": "ids and what they mean",
    "file": "the files themselves",
}
"""What the rules of each group are about."""

Tier: TypeAlias = Literal["core", "strong", "nice"]
ProfileName: TypeAlias = Literal["basic", "recommended", "strict"]
LooksBack: TypeAlias = Callable[[Context[Any]], date | None]
"""The first day of the log that a rule needs; None where it needs none, or only what a change began with."""

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Rule(Generic[T, O]):
    """A named check of one type of thing: a node class, some of them, `Document` or `Workspace`.

    `profile` is the first profile it is on in; `tier` says how sure its source is; `unless` names a rule that
    says the same thing better when both fire on one node. A rule that `looks_back` asks `ctx.history`. A
    problem kind is a rule without a check: its findings are made while files are read.
    """

    name: str
    group: Group
    on: type[T] | tuple[type[Any], ...]
    severity: Severity
    since: str
    options: type[O]
    tier: Tier
    profile: ProfileName
    unless: str | None
    looks_back: LooksBack | None
    check: Callable[[T, Context[O]], Iterator[Finding]] | None
    docstring: str

    @cached_property
    def doc(self) -> RuleDoc:
        """What the docstring says."""
        return parse_doc(self.docstring)


Check: TypeAlias = Callable[[T, Context[O]], Iterator[Finding]]


class MakesRule(Protocol[O]):
    """Makes a rule of a check of any of several node classes."""

    def __call__(self, check: Check[T, O]) -> Rule[T, O]: ...


@overload
def rule(
    *,
    group: Group,
    on: type[T],
    severity: Severity,
    since: str,
    options: type[O] = ...,
    tier: Tier = ...,
    profile: ProfileName = ...,
    unless: str | None = ...,
    looks_back: LooksBack | None = ...,
) -> Callable[[Check[T, O]], Rule[T, O]]: ...
@overload
def rule(
    *,
    group: Group,
    on: tuple[type[Any], ...],
    severity: Severity,
    since: str,
    options: type[O] = ...,
    tier: Tier = ...,
    profile: ProfileName = ...,
    unless: str | None = ...,
    looks_back: LooksBack | None = ...,
) -> MakesRule[O]: ...
def rule(
    *,
    group: Group,
    on: type[T] | tuple[type[Any], ...],
    severity: Severity,
    since: str,
    options: type[O] = NoOptions,  # type: ignore[assignment]
    tier: Tier = "core",
    profile: ProfileName = "recommended",
    unless: str | None = None,
    looks_back: LooksBack | None = None,
) -> Callable[[Check[T, O]], Rule[T, O]]:
    """Make a rule of a check function: its name with hyphens names it, its docstring documents it."""

    def make(check: Check[T, O]) -> Rule[T, O]:
        return Rule(
            name=_name(check),
            group=group,
            on=on,
            severity=severity,
            since=since,
            options=options,
            tier=tier,
            profile=profile,
            unless=unless,
            looks_back=looks_back,
            check=check,
            docstring=check.__doc__ or "",
        )

    return make


def problem_kind(
    *, severity: Severity, since: str, group: Group = "file", profile: ProfileName = "basic"
) -> Callable[[Callable[[], None]], Rule[Any, Any]]:
    """Make a problem kind of a documented function without a body: findings made while files are read."""

    def make(described: Callable[[], None]) -> Rule[Any, Any]:
        return Rule(
            name=_name(described),
            group=group,
            on=object,
            severity=severity,
            since=since,
            options=NoOptions,
            tier="strong",
            profile=profile,
            unless=None,
            looks_back=None,
            check=None,
            docstring=described.__doc__ or "",
        )

    return make


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")
