"""The hash of what a view says, which names a document whatever its format."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kraokr.review.calibration.view import CalibrationView
    from kraokr.review.view import ReviewView


def content_hash(view: ReviewView | CalibrationView) -> str:
    """The SHA-256 of all that a view says besides this hash, in hexadecimal digits."""
    plain = json.dumps(replace(view, content_hash=""), default=_plain, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Decimal | date):
        return str(value)
    raise TypeError(value)
