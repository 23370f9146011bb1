"""How an objective or key result stands to an area: the same in other words, a change in it, or outside."""

from __future__ import annotations

from functools import lru_cache

from kraokr.language.addition import read_addition
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.names import Names, named
from kraokr.language.signs import Signs, read_signs
from kraokr.language.similarity import overlap, subject_words
from kraokr.language.topics import read_apart, read_topics
from kraokr.language.weights import Weighed, judge

_MANY = 3


@lru_cache(maxsize=16384)
def weigh_pair(title: str, area: str, lexicon: Lexicon = ENGLISH) -> Weighed:
    """Whether a title is a `duplicate` of an area, `accelerates` it, or is `unrelated`.

    Beside the signs in the title counts what it adds, and how far the two share words and fields of work.
    """
    return Weighed(title, pair_signs(title, area, lexicon), judge("pair", lexicon))


def pair_signs(title: str, area: str, lexicon: Lexicon = ENGLISH) -> tuple[Signs, ...]:
    """The signs in a title, and those in what it has in common with an area."""
    return (*read_signs(title, lexicon), Signs(_between(title, area, lexicon)))


def _between(title: str, area: str, lexicon: Lexicon) -> Names:
    adds = read_addition(title, lexicon)
    told, known = subject_words(title, lexicon), subject_words(area, lexicon)
    shared = min(len(told & known), _MANY)
    share = int(overlap(told, known) * _MANY)
    field = _fields(title, area, lexicon)
    change = "a change" if adds.is_new else "no change"
    return named(
        f"adds:{adds.kind}",
        f"adds:{adds.kind} {adds.confidence}",
        f"adds:{change}",
        f"shares:{shared} words",
        f"shares:{share} of {_MANY}",
        f"field:{field}",
        f"field:{field}, {min(shared, 1)} words",
        f"{change} in {field}",
        f"{change} with {min(shared, 2)} words",
        f"{field} with {min(shared, 2)} words",
    )


def _fields(title: str, area: str, lexicon: Lexicon) -> str:
    """Whether the two speak of one field of work."""
    told, known = read_topics(title, lexicon), read_topics(area, lexicon)
    if read_apart(title, area, lexicon):
        return "another field"
    if not told.keys().isdisjoint(known):
        return "one field"
    return "no known field" if not (told and known) else "fields that touch"
