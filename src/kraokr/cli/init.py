"""`kraokr init`."""

from __future__ import annotations


def init_command() -> None:
    """To be written."""
