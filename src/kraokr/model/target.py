"""Targets as people write them: ">= 85", "<= 6 hours", "90..100", ">= 2500000 per quarter"."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, Tag

from kraokr.model.node import Node
from kraokr.model.types import Number, Period, Shape, Text

Comparator: TypeAlias = Literal["at_least", "at_most", "between", "equals"]

_NUMBER = r"[-+]?\d+(?:[ ,_]\d{3})*(?:\.\d+)?"
_UNIT = r"(?:\s*(?P<unit>%|(?!(?:per|an?)\s)[^\W\d_][^\d<>=]*?))?"
_PER = r"(?:\s*(?:per|/|a|an)\s*(?P<per>day|week|month|quarter|half|year))?"
_BEFORE = r"\s*(?P<op>>=|=>|≥|>|<=|=<|≤|<|==|=)?\s*(?P<currency>[$€£₹¥])?\s*"
_ONE = re.compile(rf"{_BEFORE}(?P<value>{_NUMBER})(?P<scale>[kKmM](?![a-zA-Z]))?{_UNIT}{_PER}\s*\Z")
_RANGE = re.compile(rf"\s*(?P<low>{_NUMBER})\s*(?:\.\.\.?|–|to)\s*(?P<high>{_NUMBER}){_UNIT}{_PER}\s*\Z")
_COMPARATORS: dict[str, Comparator] = {
    **dict.fromkeys((">=", "=>", "≥", ">"), "at_least"),
    **dict.fromkeys(("<=", "=<", "≤", "<"), "at_most"),
    **dict.fromkeys(("=", "=="), "equals"),
}
_SYMBOLS = {">=": "at_least", "<=": "at_most", "=": "equals"}
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000}


class Target(NamedTuple):
    """A level to reach or keep: `low` and `high` are its bounds, the one that is not bounded is None.

    `per` is the period a sum is counted over; `unit` is a unit written with the number.
    """

    comparator: Comparator
    low: Decimal | None
    high: Decimal | None
    per: Period | None = None
    unit: str | None = None

    @property
    def value(self) -> Decimal:
        """The bound that decides: the lower one, or the upper one of `at_most`."""
        value = self.high if self.low is None else self.low
        assert value is not None
        return value

    def met_by(self, actual: Decimal) -> bool:
        """Whether an actual value satisfies the target."""
        return (self.low is None or actual >= self.low) and (self.high is None or actual <= self.high)

    def __str__(self) -> str:
        if self.comparator == "between":
            shown = f"{self.low:,}..{self.high:,}"
        else:
            sign = next(sign for sign, name in _SYMBOLS.items() if name == self.comparator)
            shown = f"{sign} {self.value:,}"
        return shown + (f" per {self.per}" if self.per else "")


class TargetFields(Node):
    """A target written out as a mapping."""

    op: Comparator = Field(description="How the actual value is compared.")
    value: Annotated[
        Annotated[Number, Tag("number")]
        | Annotated[Annotated[tuple[Number, ...], Field(min_length=2, max_length=2)], Tag("list")],
        Shape,
    ] = Field(description="The level; for `between` a list of two.")
    per: Period | None = Field(default=None, description="The period a sum is counted over.")


KpiTarget: TypeAlias = Annotated[
    Annotated[Number, Tag("number")] | Annotated[Text, Tag("text")] | Annotated[TargetFields, Tag("map")],
    Shape,
]
"""What may stand under a KPI's `target:`."""

KeyResultTarget: TypeAlias = Annotated[Annotated[Number, Tag("number")] | Annotated[Text, Tag("text")], Shape]
"""What may stand under a key result's `target:`."""


def read_target(value: Decimal | str | TargetFields | None) -> Target | None:
    """The target that a value states; None where it states none, as a bare number without a comparator."""
    if isinstance(value, str):
        return parse_target(value)
    if isinstance(value, TargetFields):
        return _from_fields(value)
    return None


@lru_cache(maxsize=4096)
def parse_target(text: str) -> Target | None:
    """The target that a text states by a comparator or a range; None if it does not."""
    ranged = _RANGE.match(text)
    if ranged:
        low, high = _number(ranged["low"]), _number(ranged["high"])
        return Target("between", min(low, high), max(low, high), _period(ranged["per"]), ranged["unit"])
    match = _ONE.match(text)
    if not match or not match["op"]:
        return None
    value = _number(match["value"]) * _SCALES[(match["scale"] or "").lower()]
    return _target(
        _COMPARATORS[match["op"]], value, _period(match["per"]), match["unit"] or match["currency"]
    )


def _target(op: Comparator, value: Decimal, per: Period | None, unit: str | None = None) -> Target:
    low = None if op == "at_most" else value
    high = None if op == "at_least" else value
    return Target(op, low, high, per, unit)


def _from_fields(fields: TargetFields) -> Target | None:
    if isinstance(fields.value, tuple):
        return (
            Target("between", min(fields.value), max(fields.value), fields.per)
            if fields.op == "between"
            else None
        )
    return None if fields.op == "between" else _target(fields.op, fields.value, fields.per)


def _number(text: str) -> Decimal:
    return Decimal(re.sub(r"[ ,_]", "", text))


def _period(text: str | None) -> Period | None:
    return text  # type: ignore[return-value]
