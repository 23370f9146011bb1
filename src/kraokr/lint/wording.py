"""What rules on wording share: where the words of a verdict stand, and why they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kraokr.language import Evidence
from kraokr.model import Node
from kraokr.source.diagnostic import Location


def words_at(node: Node, field: str, evidence: Sequence[Evidence], label: str = "") -> Location:
    """The place of the words in a node's text that made a verdict, from the first to the last."""
    if not evidence:
        return node.at(field, label=label)
    start = min(piece.start for piece in evidence)
    return node.part(field, start, max(piece.end for piece in evidence), label)


def because(evidence: Sequence[Evidence]) -> str:
    """The reasons in one phrase: `starts with "run" and repeats "quarterly"`."""
    return joined(dict.fromkeys(piece.reason for piece in evidence))


def joined(words: Iterable[str], last: str = "and") -> str:
    """Words as one phrase, with another word before the last of them: `a, b and c`."""
    *first, end = [*words] or [""]
    return f" {last} ".join(filter(None, (", ".join(first), end)))
