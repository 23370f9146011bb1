"""Values that a line of HTML does not break: an amount, a share, a day with its month and year."""

from __future__ import annotations

import re

_VALUES = re.compile(r"\d %|\b[A-Z]{3} -?\d|\b\d{1,2} [JFMASOND][a-z]{2,8} \d{4}\b")


def unbroken(html: str) -> str:
    """The page with spaces that do not break inside of its values."""
    return _VALUES.sub(lambda found: found[0].replace(" ", "\u00a0"), html)
