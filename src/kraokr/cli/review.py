"""`kraokr review`."""

from __future__ import annotations


def review_command() -> None:
    """To be written."""
