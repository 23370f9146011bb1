"""What a rule's docstring says: summary, why, bad and good examples, false positives."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import NamedTuple

from kraokr.language.words import on_demand

_SECTION = on_demand(r"^## (?P<title>.+)$", re.MULTILINE)
_BLOCK = on_demand(r"^```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class RuleDoc(NamedTuple):
    """The parts of a rule's documentation; `bad` and `good` are YAML files that pair up in order."""

    summary: str
    why: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    exceptions: str = ""


def parse_doc(docstring: str) -> RuleDoc:
    """Read a docstring of a summary line and the sections Why, Bad, Good and, if needed, Exceptions.

    Raises:
        ValueError: a section is missing or has no example.
    """
    text = cleandoc(docstring)
    head, *rest = _SECTION().split(text)
    sections = dict(zip(rest[::2], (part.strip("\n") for part in rest[1::2]), strict=True))
    for title in ("Why", "Bad", "Good"):
        if not sections.get(title, "").strip():
            raise ValueError(f"the documentation of a rule lacks the section {title}: {head.strip()!r}")
    return RuleDoc(
        summary=head.strip(),
        why=sections["Why"].strip(),
        bad=_blocks(sections["Bad"]),
        good=_blocks(sections["Good"]),
        exceptions=sections.get("Exceptions", "").strip(),
    )


def _blocks(section: str) -> tuple[str, ...]:
    return tuple(match["text"] for match in _BLOCK().finditer(section + "\n"))
