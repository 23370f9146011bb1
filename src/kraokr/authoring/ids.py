"""Ids made from names, in the manner of those that a workspace has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import count

from kraokr.errors import KraokrError
from kraokr.model import Person

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th"})
_SMALL = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "become", "becomes", "by", "for", "from", "get", "gets"),
        *(
            "has",
            "have",
            "how",
            "in",
            "into",
            "is",
            "it",
            "its",
            "more",
            "of",
            "on",
            "or",
            "our",
            "per",
            "percent",
        ),
        *(
            "than",
            "that",
            "the",
            "their",
            "them",
            "they",
            "this",
            "to",
            "up",
            "us",
            "we",
            "what",
            "when",
            "who",
        ),
        *("whose", "will", "with", "within", "without", "your"),
    }
)
_LONGEST = 3


def id_of(text: str) -> str:
    """A text in lower-case letters, digits and hyphens; empty where it has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)['’](?=\w)", "", letters)))


def short_id_of(text: str) -> str:
    """The first words of a sentence that say something, joined by hyphens; numbers say nothing."""
    words = [word for word in id_of(text).split("-") if word not in _SMALL and not word.isdigit()]
    return "-".join(words[:_LONGEST]) or id_of(text)


def unique(id: str, taken: Container[str], text: str) -> str:
    """An id, with a number after it where it is taken.

    Raises:
        KraokrError: the text it was made from has given none.
    """
    if not id:
        raise KraokrError(
            f'no id can be made from "{text}"', "give one with --id, in a to z, digits and hyphens"
        )
    return next(one for one in _numbered(id) if one not in taken)


def person_id(name: str, people: Iterable[Person]) -> str:
    """The id of a new person: the first name, the whole name or another form, as most others have it.

    Where the first choice is taken, the whole name.
    """
    known = list(people)
    used = Counter(form for one in known if one.name for form, id in _forms(one.name).items() if id == one.id)
    taken = {one.id for one in known}
    forms = _forms(name)
    best = max(forms, key=lambda form: used[form])
    return forms[best] if forms[best] not in taken else unique(forms["whole"], taken, name)


def _forms(name: str) -> dict[str, str]:
    words = id_of(name).split("-")
    return {
        "first": words[0],
        "whole": "-".join(words),
        "last": words[-1],
        "initial": words[0][:1] + words[-1],
    }


def _numbered(id: str) -> Iterator[str]:
    yield id
    yield from (f"{id}-{number}" for number in count(2))
