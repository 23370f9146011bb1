"""Numbers by which a state knows a person: Aadhaar and PAN (India), social security numbers (USA)."""

from __future__ import annotations

import re

from kraokr.language.words import on_demand

_START, _END = r"(?<![\w./=-])", r"(?![\w-])"
_AADHAAR = on_demand(rf"{_START}[2-9]\d{{3}}(?P<gap>[ -]?)\d{{4}}(?P=gap)\d{{4}}{_END}")
_PAN = on_demand(rf"{_START}[A-Z]{{3}}[ABCFGHJLPT][A-Z]\d{{4}}[A-Z]{_END}")
_SSN = on_demand(rf"{_START}(?!000|666|9)\d{{3}}-(?!00)\d{{2}}-(?!0000)\d{{4}}{_END}")
_SHAPE = bytes.maketrans(b"123456789BCDEFGHIJKLMNOPQRSTUVWXYZ", b"0" * 9 + b"A" * 25)
_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def find_identity_number(text: str) -> tuple[str, str] | None:
    """What the first identity number in a text is, and the number as written; None if there is none.

    An Aadhaar number counts only with a right check digit (Verhoeff 1969), a PAN only with a letter that
    stands for a kind of holder in the fourth place, a social security number only if it could be given out.
    """
    if not _may_hold_one(text):
        return None
    for match in _AADHAAR().finditer(text):
        if has_check_digit(re.sub(r"\D", "", match[0])):
            return "an Aadhaar number", match[0]
    for what, pattern in (("a PAN", _PAN), ("a social security number", _SSN)):
        found = pattern().search(text)
        if found:
            return what, found[0]
    return None


def _may_hold_one(text: str) -> bool:
    """A quick look at a long text: whether it has nine digits in a row, gaps aside, or the shape of a PAN."""
    shape = text.encode(errors="replace").translate(_SHAPE, b" -")
    return b"000000000" in shape or b"AAAAA0000A" in shape


def has_check_digit(digits: str) -> bool:
    """Whether the last digit is the check digit of the others by Verhoeff's method.

    Digits are turned by a power of one permutation that grows with their place from the right, and added up
    in the dihedral group of ten elements; the sum has to be zero.
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        turned = int(digit)
        for _ in range(place % 8):
            turned = _TURN[turned]
        total = _added(total, turned)
    return total == 0


def _added(first: int, second: int) -> int:
    """The sum of two elements of the dihedral group: 0 to 4 rotate, 5 to 9 reflect."""
    if first < 5:
        return (first + second) % 5 + (5 if second >= 5 else 0)
    return (first - second) % 5 + (0 if second >= 5 else 5)
