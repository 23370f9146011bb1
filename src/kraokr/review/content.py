"""The hash of what a view says, which names a document whatever its format."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kraokr.review.calibration.view import CalibrationView
    from kraokr.review.view import ReviewView


def content_hash(view: ReviewView | CalibrationView) -> str:
    """The SHA-256 of all that a view says besides this hash and its reader, in hexadecimal digits."""
    said = {**_plain(view), "content_hash": "", "reader": ""}
    plain = json.dumps(said, default=_plainly, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def _plainly(value: Any) -> object:
    return str(value) if isinstance(value, Decimal | date) else _plain(value)


def _plain(value: Any) -> dict[str, object]:
    return {name: getattr(value, name) for name in _names(value.__class__)}


@cache
def _names(view: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(view))
