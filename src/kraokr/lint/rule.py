"""Rule: one check, said once, with its documentation in its docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeAlias, TypeVar, overload

from kraokr.language import Lexicon, is_english
from kraokr.lint.ruledoc import RuleDoc, parse_doc
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

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

T = TypeVar("T")
O = TypeVar("O", bound="RuleOptions")  # noqa: E741


class RuleOptions:
    """The options of a rule: annotated attributes with their defaults, of which some may be given.

    No dataclass, since making one for each rule would take longer than running them on a file.
    """

    def __init__(self, **given: Any) -> None:
        vars(self).update(given)

    def __eq__(self, other: object) -> bool:
        return other.__class__ is self.__class__ and vars(other) == vars(self)

    __hash__ = None  # type: ignore[assignment]


class NoOptions(RuleOptions):
    """A rule without options."""


class Context(NamedTuple, Generic[O]):
    """What a rule may look at beside the node: the workspace, its own options, the day, the words it knows.

    `lexicon` is None where the config's language is not read.
    """

    ws: Workspace
    options: O
    today: date
    lexicon: Lexicon | None

    def reads(self, text: str | None) -> Lexicon | None:
        """The lexicon to read a text with; None where there is none, or it is in a language not read."""
        if text is None or self.lexicon is None:
            return None
        return self.lexicon if is_english(text, self.lexicon) else None


@dataclass(frozen=True, eq=False)
class Rule(Generic[T, O]):
    """A named check of one type of thing: a node class, some of them, `Document` or `Workspace`.

    `profile` is the first profile it is on in; `tier` says how sure its source is; `unless` names a rule that
    says the same thing better when both fire on one node. A problem kind is a rule without a check: its
    findings are made while files are read.
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
            check=None,
            docstring=described.__doc__ or "",
        )

    return make


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")
