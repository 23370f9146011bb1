"""The dashboard as JSON: the rows as they are, under the names of their fields.

Scores and health are shares of 1 with four decimals at most, days are ISO dates, and `weakest` is an id.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kraokr.model import Target
from kraokr.scoring.rounding import round_half_up, show_target
from kraokr.status.rows import Board


def render(board: Board) -> str:
    """The whole dashboard as one JSON object."""
    return dumped({**as_data(board), "summary": as_data(board.summary)})


def dumped(data: Any) -> str:
    """Data as JSON text."""
    import json

    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def as_data(value: Any) -> Any:
    """A row, or a part of one, as what JSON knows."""
    if isinstance(value, Target):
        return show_target(value)
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return {name: _field(name, part) for name, part in value._asdict().items()}
    return [as_data(part) for part in value] if isinstance(value, tuple) else value


def number(value: Decimal) -> int | float:
    """A number with four decimals at most."""
    short = round_half_up(value, 4)
    return int(short) if short == short.to_integral_value() else float(short)


def _field(name: str, part: Any) -> Any:
    return (part and part.id) if name == "weakest" else as_data(part)
