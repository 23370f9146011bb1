"""The types of single values, each with its JSON Schema; messages.py explains their errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DAY_OF_YEAR = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
KEBAB_CASE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NOT_BLANK = r"\S"


def _read_number(value: Any) -> Decimal:
    kind = value.__class__
    if kind is int:
        return Decimal(value)
    if kind is Decimal:
        return value  # type: ignore[no-any-return]
    raise PydanticCustomError("number", "not a number")


def _bounded(low: int | None, high: int | None = None) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        number = _read_number(value)
        if (low is not None and number < low) or (high is not None and number > high):
            raise PydanticCustomError("bounds", "out of bounds", {"low": low, "high": high})
        return number

    return read


def _read_reading(value: Any) -> Decimal:
    return Decimal(value) if value.__class__ is bool else _read_number(value)


def _read_date(value: Any) -> date:
    if not isinstance(value, str) or not _ISO_DATE.match(value):
        raise PydanticCustomError("date", "not a date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day") from None


def _read_confidence(value: Any) -> int:
    if value.__class__ is not int or not 1 <= value <= 10:
        raise PydanticCustomError("confidence", "not 1 to 10")
    return int(value)


def _read_whole(value: Any) -> int:
    if value.__class__ is not int:
        raise PydanticCustomError("whole", "not a whole number")
    return int(value)


def _text_of_number(value: Any) -> Any:
    return str(value) if value.__class__ is int else value


def _read_flag(value: Any) -> bool:
    if value.__class__ is not bool:
        raise PydanticCustomError("flag", "not true or false")
    return bool(value)


def _note_unknown(value: Any, info: ValidationInfo) -> Any:
    if info.context is not None and isinstance(value, (dict, list)):
        info.context[HOLDS_UNKNOWN] = True
    return value


HOLDS_UNKNOWN = "holds_unknown"
Anything: TypeAlias = Annotated[Any, AfterValidator(_note_unknown)]
"""A value that is not looked into; where it is no scalar, the context says so under `HOLDS_UNKNOWN`."""

Text: TypeAlias = Annotated[str, Field(pattern=NOT_BLANK)]
"""Text that is not blank."""

_IDENTIFIER: dict[str, Any] = {"type": ["string", "integer"]}
Id: TypeAlias = Annotated[
    str,
    Field(pattern=KEBAB_CASE),
    BeforeValidator(_text_of_number),
    WithJsonSchema({**_IDENTIFIER, "pattern": KEBAB_CASE, "minimum": 0}),
]
"""A kebab-case name of lower-case letters and digits, such as `customer-support`."""

Ref: TypeAlias = Annotated[
    str,
    Field(pattern=NOT_BLANK),
    BeforeValidator(_text_of_number),
    WithJsonSchema({**_IDENTIFIER, "pattern": NOT_BLANK}),
]
"""The id of something else; free text until it is resolved."""

Number: TypeAlias = Annotated[Decimal, PlainValidator(_read_number), WithJsonSchema({"type": "number"})]
"""An integer or a decimal number."""

Weight: TypeAlias = Annotated[
    Decimal, PlainValidator(_bounded(0)), WithJsonSchema({"type": "number", "minimum": 0})
]
"""A number that is not negative."""

Share: TypeAlias = Annotated[
    Decimal, PlainValidator(_bounded(0, 1)), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})
]
"""A number from 0 to 1."""

Reading: TypeAlias = Annotated[
    Decimal, PlainValidator(_read_reading), WithJsonSchema({"type": ["number", "boolean"]})
]
"""A measured value; true and false count as 1 and 0."""

Date: TypeAlias = Annotated[
    date,
    PlainValidator(_read_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""An ISO date such as 2026-03-31."""

Confidence: TypeAlias = Annotated[
    int,
    PlainValidator(_read_confidence),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 10}),
]
"""How sure one is to reach a key result, from 1 to 10."""

Whole: TypeAlias = Annotated[int, PlainValidator(_read_whole), WithJsonSchema({"type": "integer"})]
"""A whole number."""

Flag: TypeAlias = Annotated[bool, PlainValidator(_read_flag), WithJsonSchema({"type": "boolean"})]
"""true or false."""

DayOfYear: TypeAlias = Annotated[str, Field(pattern=_DAY_OF_YEAR)]
"""A day of any year, such as 04-01."""

RoleStatus: TypeAlias = Literal["draft", "active", "retired"]
Period: TypeAlias = Literal["day", "week", "month", "quarter", "half", "year"]
Reach: TypeAlias = Literal["self", "team", "multi_team", "org", "company"]


def _shape(value: Any) -> str:
    if isinstance(value, str):
        return "text"
    if isinstance(value, dict):
        return "map"
    if isinstance(value, list):
        return "list"
    return "number" if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else "other"


def _shape_of_reference(value: Any) -> str:
    shape = _shape(value)
    return "text" if shape == "number" else shape


Shape = Discriminator(_shape)
"""Chooses the member of a union, tagged `text`, `number`, `list` or `map`, by the shape of the value."""

Owner: TypeAlias = Annotated[
    Annotated[Ref, Tag("text")] | Annotated[tuple[Ref, ...], Tag("list")], Discriminator(_shape_of_reference)
]
"""One reference; a list is taken too, for the rules on ownership to judge."""

Refs: TypeAlias = Owner
"""One reference or a list of them."""


def described(**texts: str) -> dict[str, Any]:
    """What each value of an enumeration means, for editors to show."""
    return {"enumDescriptions": list(texts.values())}
