"""English verb forms, taken back to the bare verb."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

VOWELS = "aeiou"


class Form(StrEnum):
    """The form a verb stands in."""

    BASE = "base"
    GERUND = "gerund"
    PAST = "past"
    THIRD = "third"


def bare_forms(key: str) -> Iterator[tuple[str, Form]]:
    """Each bare verb that a folded word could be a form of, likeliest first: `planned` → `plan`."""
    yield key, Form.BASE
    if key.endswith("ing") and len(key) > 5:
        yield from ((stem, Form.GERUND) for stem in _stems(key[:-3]))
    elif key.endswith("ied"):
        yield key[:-3] + "y", Form.PAST
    elif key.endswith("ed") and len(key) > 4:
        yield from ((stem, Form.PAST) for stem in _stems(key[:-2]))
    elif key.endswith("ies"):
        yield key[:-3] + "y", Form.THIRD
    elif key.endswith("s") and not key.endswith("ss"):
        yield key[:-1], Form.THIRD
        if key.endswith("es"):
            yield key[:-2], Form.THIRD


def _stems(stem: str) -> Iterator[str]:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        yield stem[:-1]
    yield stem
    yield stem + "e"
