"""Values as people write them: `2,500,000`, `28.5 %`, `40k`, `done`, `yes`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.model import KeyResult, Kpi, Milestone, Node
from kraokr.model.messages import unknown_word
from kraokr.source.scalars import MAX_DIGITS
from kraokr.workspace import Workspace

_NUMBER = re.compile(
    r"(?P<before>[^\d\s.+−-]*)\s*(?P<sign>[-+−]?)"
    r"(?P<number>\d{1,3}(?:(?P<mark>[,_'  \u202f])\d{3})(?:(?P=mark)\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<scale>[kKM](?![a-zA-Z]))?\s*(?P<after>[^\d\s,.].*)?\Z"
)
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+\D*\Z")
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000}
_YES = frozenset(("done", "yes", "true", "y"))
_NO = frozenset(("no", "false", "n", "not done"))
_UNITS = {
    **dict.fromkeys(("%", "pct", "percents", "per cent"), "percent"),
    "$": "usd",
    "€": "eur",
    "£": "gbp",
    "¥": "jpy",
    "₹": "inr",
    **dict.fromkeys(("h", "hr", "hrs"), "hour"),
    **dict.fromkeys(("min", "mins"), "minute"),
    **dict.fromkeys(("s", "sec", "secs"), "second"),
    "d": "day",
    "wk": "week",
    "ms": "millisecond",
}


class Value(NamedTuple):
    """A number, or the id of a milestone that is done; neither where nothing was measured."""

    number: Decimal | None = None
    milestone: str | None = None


def unit_of(ws: Workspace, node: Node) -> str | None:
    """The unit of a key result or KPI: its own, one written in its target, or its KPI's."""
    if isinstance(node, KeyResult):
        own = node.unit or (node.threshold.unit if node.threshold else None)
        kpi = ws.find((Kpi,), node.kpi, node).node if node.kpi and not own else None
        return unit_of(ws, kpi) if kpi is not None else own
    if isinstance(node, Kpi):
        return node.unit or (node.standard.unit if node.standard else None)
    return None


def last_value(ws: Workspace, node: Node, today: date) -> tuple[date, Decimal] | None:
    """The newest reading of a key result or KPI up to a day, whoever wrote it down."""
    found = [(r.checkin.date, r.value) for r in ws.records.of(node) if r.value is not None]
    return max((pair for pair in found if pair[0] <= today), key=lambda pair: pair[0], default=None)


def read_value(ws: Workspace, node: Node, text: str | None, milestone: Milestone | None) -> Value:
    """What a text says of an item; `milestone` is the one named together with it.

    Raises:
        KraokrError: it says nothing of the kind.
    """
    if isinstance(node, KeyResult) and node.milestones and node.measure in ("milestone", "binary"):
        return Value(milestone=_milestone(node, text, milestone))
    if text is None:
        return Value()
    if not isinstance(node, KeyResult | Kpi):
        raise KraokrError("a key result area has no number", "leave VALUE out, and say with -m how it stands")
    word = text.strip().lower()
    if isinstance(node, KeyResult) and node.measure == "binary":
        if word in _YES or word in _NO:
            return Value(node.goal or Decimal(1) if word in _YES else Decimal(0))
        if node.goal is None and word not in ("0", "1"):
            raise KraokrError(f"`{text}`, but `{_name(node)}` is done or not", "write done, yes or no")
    if word in _YES or word in _NO:
        raise KraokrError(f"`{text}`, but `{_name(node)}` is a number", _number_help(ws, node))
    return Value(_number(ws, node, text))


def _milestone(kr: KeyResult, text: str | None, named: Milestone | None) -> str | None:
    id = _milestone_named(kr, text, named)
    done = next((one.done_on for one in kr.milestones if one.key_id == id), None)
    if done is not None:
        raise KraokrError(f"the milestone `{id}` has been done since {done}", "name another one")
    return id


def _milestone_named(kr: KeyResult, text: str | None, named: Milestone | None) -> str | None:
    known = [one.key_id for one in kr.milestones]
    word = (text or "").strip().lower()
    if named is not None:
        if word in _YES:
            return named.key_id
        raise KraokrError(
            f"`{text or ''}`, but all there is to say of a milestone is that it is done", "write done"
        )
    if text is None:
        return None
    if text in known:
        return text
    if word not in _YES:
        message, help = unknown_word(f"milestone of `{kr.key_id}`", text, known)
        raise KraokrError(message, help)
    if len(known) == 1:
        return known[0]
    raise KraokrError(
        f"`{kr.key_id}` has {len(known)} milestones", f"name the one that is done: {', '.join(known)}"
    )


def _number(ws: Workspace, node: KeyResult | Kpi, text: str) -> Decimal:
    match = _NUMBER.match(text.strip())
    if match is None:
        comma = _DECIMAL_COMMA.match(text.strip())
        help = f"write {text.strip().replace(',', '.')}" if comma else _number_help(ws, node)
        raise KraokrError(f"`{text}`, but `{_name(node)}` is a number", help)
    for given in (match["before"], match["after"]):
        if given:
            _expect_unit(node, given.strip(), unit_of(ws, node))
    digits = re.sub(r"[,_'\s]", "", match["number"])
    if len(digits.replace(".", "")) > MAX_DIGITS:
        raise KraokrError(f"the number {text} is longer than {MAX_DIGITS} digits", "correct it")
    number = Decimal(digits) * _SCALES[(match["scale"] or "").lower()]
    return -number if match["sign"] in ("-", "−") else number


def _expect_unit(node: KeyResult | Kpi, given: str, unit: str | None) -> None:
    if unit is None:
        raise KraokrError(f"`{_name(node)}` has no unit, but {given} is given", "leave the unit out")
    if _unit(given) not in (_unit(unit), _unit(unit.split(maxsplit=1)[0])):
        raise KraokrError(
            f"`{_name(node)}` is counted in {unit}, not in {given}", f"give the number in {unit}"
        )


def _unit(text: str) -> str:
    word = text.strip().lower()
    word = _UNITS.get(word, word)
    return word if len(word) < 4 else word.removesuffix("s")


def _number_help(ws: Workspace, node: Node) -> str:
    unit = unit_of(ws, node)
    return f"write a number{f' in {unit}' if unit else ''}, such as 40 or 2.5"


def _name(node: KeyResult | Kpi) -> str:
    return node.key_id


def as_yaml(number: Decimal) -> str:
    """A number as YAML: no exponent, its decimals as they were given."""
    text = f"{number:f}"
    whole = "." in text and number == number.to_integral_value()
    return text.rstrip("0").rstrip(".") if whole else text
