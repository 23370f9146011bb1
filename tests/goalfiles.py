"""Random goal files built from the models' own fields, and small mistakes in them."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from kraokr.model import types as single
from kraokr.model.node import Node

TEXTS = ("Win rate", ">= 85", "none", "2026-Q1", "a b: c")
IDS = ("win-rate", "q1", "a", 7)
EXAMPLES: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (single.Id, IDS),
    (single.Ref, (*IDS, "role/kra/kpi", "Alice Rao", -3)),
    (single.Number, (3, 2.5, -1, 0)),
    (single.Weight, (0, 40, 2.5)),
    (single.Share, (0, 1, 0.25)),
    (single.Reading, (True, 9, 28.5, -2)),
    (single.Confidence, (1, 6, 10)),
    (single.Whole, (1, 3, -2)),
    (single.Flag, (True, False)),
    (single.DayOfYear, ("04-01", "12-31")),
    (single.Text, TEXTS),
    (str, ("any", "a-b", "x-y", "Win rate", "")),
    (Any, (None, 3, "x", [1], {"a": None})),
)
WRONG = (
    None,
    "",
    "  ",
    "text",
    "Kebab Not",
    "a--b",
    -1,
    11,
    2.5,
    True,
    [],
    {},
    ["a"],
    [[]],
    [1, 2, 3, 4, 5],
    {"zz": 1},
)
WRONG_DAYS = ("2026-02-30", "2026-03-31", "2026-3-1", "31.03.2026", "13-01", "02-30")


def example(model: type[Node], random: Random, depth: int = 0) -> dict[str, Any]:
    """A mapping of the model, each value right by itself; fields together may be misfits."""
    hints = get_type_hints(model, include_extras=True)
    chance = 0.5 if depth < 2 else 0.3
    return {
        field.alias or name: _day(name) if hints[name] in _DATES else _value(hints[name], random, depth)
        for name, field in model.model_fields.items()
        if field.is_required() or name == "kind" or random.random() < chance
    }


_DATES = (single.Date, single.Date | None)


def _day(name: str) -> str:
    """A day; a start comes before any other."""
    return "2026-01-01" if name == "start" else "2026-06-30"


def _value(hint: Any, random: Random, depth: int) -> Any:
    for known, values in EXAMPLES:
        if _is(hint, known):
            return random.choice(values)
    if isinstance(hint, type) and issubclass(hint, Node):
        return example(hint, random, depth + 1)
    arguments, origin = get_args(hint), get_origin(hint)
    if origin is Literal:
        return random.choice(arguments)
    if origin is Annotated:
        return _value(arguments[0], random, depth) if arguments[0] != _NUMBERS else _numbers(arguments[1:])
    if origin in (Union, UnionType):
        return _value(random.choice([one for one in arguments if one is not NoneType]), random, depth)
    count = range(random.randint(0, 2))
    if origin is tuple:
        return [_value(arguments[0], random, depth) for _ in count]
    assert origin is dict, f"no example for {hint}"
    return {_value(str, random, depth): _value(arguments[1], random, depth) for _ in count}


_NUMBERS = tuple[single.Number, ...]


def _numbers(metadata: tuple[Any, ...]) -> list[int]:
    """Falling numbers, as many as the field asks for."""
    (length,) = (bound.min_length for bound in metadata[0].metadata if hasattr(bound, "min_length"))
    return list(range(length, 0, -1))


def _is(hint: Any, known: Any) -> bool:
    """Whether a type is a known one, perhaps tagged as the member of a union."""
    if get_origin(hint) is not Annotated or get_origin(known) is not Annotated:
        return bool(hint == known)
    first = hint.__metadata__[: len(known.__metadata__)]
    return hint.__origin__ is known.__origin__ and first == known.__metadata__


def with_mistake(data: dict[str, Any], random: Random) -> tuple[dict[str, Any], tuple[str | int, ...]]:
    """A copy with one thing changed, and the path to it."""
    copy = deepcopy(data)
    path = random.choice([path for path in _paths(copy, ()) if path])
    holder: Any = copy
    for step in path[:-1]:
        holder = holder[step]
    change = random.choice(("value", "value", "day", "remove", "add", "rename", "own"))
    if change in ("value", "day"):
        holder[path[-1]] = random.choice(WRONG if change == "value" else WRONG_DAYS)
    elif change == "remove":
        del holder[path[-1]]
    elif isinstance(holder, dict):
        key = {"add": "zz", "rename": f"{path[-1]}s", "own": "x-own"}[change]
        holder[key] = holder.pop(path[-1]) if change == "rename" else random.choice(WRONG)
    else:
        holder.append(random.choice(WRONG))
    return copy, path


def _paths(value: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(below for step, item in items for below in _paths(item, (*path, step)))]
