"""The one exception that a user ever sees."""

from __future__ import annotations


class KraokrError(Exception):
    """The job could not be done: `message` says why in one line, `help` what to do about it."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
