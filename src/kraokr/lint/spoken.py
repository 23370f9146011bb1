"""What rules on the words of reviews share: the texts in which someone speaks of a person, and the names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kraokr.language import Evidence, Lexicon
from kraokr.model import CheckIn, Node, ReviewedKra, ReviewEntry
from kraokr.model.review import Amendment, DevelopmentAction, Overall, Review
from kraokr.source.diagnostic import Location
from kraokr.source.document import YamlPath
from kraokr.workspace import Workspace

_OF_REVIEW = ("summary", "uniform_reason")
SPOKEN: Mapping[type[Node], tuple[str, ...]] = {
    CheckIn: ("note",),
    ReviewEntry: _OF_REVIEW,
    Review: _OF_REVIEW,
    ReviewedKra: ("comment", "evidence", "strengths", "gaps", "scope_evidence", "override_reason"),
    Overall: ("reason",),
    DevelopmentAction: ("action",),
    Amendment: ("text",),
}
"""The keys under which others write of a person; what people write of themselves is theirs."""

_OF_PEOPLE = ("one_on_one", "feedback")


def spoken_texts(node: Node) -> Iterator[tuple[YamlPath, str]]:
    """The texts of a node in which others speak of a person, with the keys that lead to them.

    Of check-ins only the notes of talks and feedback: those on readings speak of numbers.
    """
    if isinstance(node, CheckIn) and node.type not in _OF_PEOPLE:
        return
    for key in SPOKEN.get(node.__class__, ()):
        value = getattr(node, key)
        if isinstance(value, str):
            yield (key,), value
        else:
            yield from (((key, index), text) for index, text in enumerate(value or ()) if " " in text)


def texts_with(node: Node, lexicon: Lexicon | None, words: str) -> Iterator[tuple[YamlPath, str]]:
    """Those of these texts in which an entry of a word list stands."""
    if lexicon is not None:
        for keys, text in spoken_texts(node):
            if next(lexicon.find(words, text), None) is not None:
                yield keys, text


def words_spoken(node: Node, keys: YamlPath, piece: Evidence, label: str = "") -> Location:
    """The place of some words in a text of a node; of the whole text where it stands in a list."""
    if len(keys) > 1:
        return node.at(*keys, label=label)
    return node.part(str(keys[0]), piece.start, piece.end, label)


def names_in(text: str, ws: Workspace) -> set[str]:
    """The names of the people of a workspace that a text uses, each form by itself."""
    return {form for form in _forms(ws) if form in text}


@lru_cache(maxsize=4)
def _forms(ws: Workspace) -> frozenset[str]:
    names = (person.name for person in ws.people.values() if person.name)
    return frozenset(form for name in names for form in (name, *name.split()))
