"""How much a template may do: counted in steps and characters, never by the clock."""

from __future__ import annotations

from typing import Any

STEPS = 5_000_000
"""What one document may cost: a step is a node of a template that is run, or an entry that is looked at."""

CALL = 5
"""What a call, a filter or an operation costs besides what it looks at."""

MOST_TEXT = 10_000_000
"""So many characters at most in one text."""

_CHARACTERS = 4
"""Two to this power: so many characters cost a step."""

_MOST_BITS = 10_000
_HELP = "look for a loop or a macro that repeats more than it should"


class Refused(Exception):
    """What a template does is not for a template: the text says what, `help` what to do instead."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help


class Budget:
    """What is left of the steps of the document that is being made."""

    def __init__(self) -> None:
        self.left = STEPS

    def refill(self) -> None:
        """Begin another document."""
        self.left = STEPS

    def spend(self, steps: int) -> None:
        """Take some steps away.

        Raises:
            Refused: there were fewer left.
        """
        self.left -= steps
        if self.left < 0:
            raise Refused(f"this document takes more than {STEPS:,} steps", _HELP)

    def weigh(self, value: object) -> None:
        """Pay for looking at a value: at a text by its length, at a list by its entries and theirs."""
        if isinstance(value, str):
            self.spend(CALL + (len(value) >> _CHARACTERS))
            return
        self.spend(CALL)
        if isinstance(value, range):
            self.spend(len(value))
        elif isinstance(value, (list, tuple, set)):
            for entry in value:
                self.weigh(entry)
        elif isinstance(value, dict):
            for key, entry in value.items():
                self.weigh(key)
                self.weigh(entry)

    def weighed(self, value: Any) -> Any:
        """The value, paid for."""
        self.weigh(value)
        return value

    def write(self, characters: int) -> None:
        """Pay for a text of so many characters, before it is made.

        Raises:
            Refused: it would be too long.
        """
        if characters > MOST_TEXT:
            raise Refused(f"this makes a text of more than {MOST_TEXT:,} characters", _HELP)
        self.spend(characters >> _CHARACTERS)

    def combine(self, operator: str, left: Any, right: Any) -> None:
        """Pay for `+`, `*`, `**` or `%` between two values, before the result is made.

        Raises:
            Refused: it would be too long or too large.
        """
        self.spend(CALL)
        if isinstance(left, int) and isinstance(right, int):
            if _bits(operator, left, right) > _MOST_BITS:
                raise Refused(f"this makes a number of more than {_MOST_BITS:,} bits", _HELP)
        elif operator == "%" and isinstance(left, str):
            raise Refused("`%` divides numbers and formats no text", "put text together with `~`")
        elif operator == "*":
            self._make(left, max(right, 0)) if isinstance(right, int) else self._make(right, left)
        elif operator == "+":
            self._make(left, 1)
            self._make(right, 1)

    def _make(self, value: object, times: Any) -> None:
        """Pay for a text or a list that is made by repeating one; what is neither costs nothing."""
        if isinstance(value, str):
            self.write(len(value) * times)
        elif isinstance(value, (list, tuple)):
            self.spend(len(value) * times)


def _bits(operator: str, left: int, right: int) -> int:
    """How many bits a whole number made of two others can have."""
    if operator == "**":
        return left.bit_length() * max(right, 1)
    return left.bit_length() + right.bit_length()
