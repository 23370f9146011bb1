"""Texts that a document can hold: without control characters and halves of characters."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kraokr.review.view import ReviewView

_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")


def printable(view: ReviewView) -> ReviewView:
    """The view without the characters that neither XML nor a font knows."""
    cleaned: ReviewView = _clean(view)
    return cleaned


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, tuple):
        return tuple(_clean(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _clean(getattr(value, field.name)) for field in fields(value)})
    return value
