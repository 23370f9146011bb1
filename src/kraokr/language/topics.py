"""Which fields of work a text speaks of: hiring, uptime, patient care."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.reading import Evidence
from kraokr.language.similarity import overlap, stem, subject_words
from kraokr.language.verbs import bare_forms
from kraokr.language.words import fold, singular, split_words

Topics: TypeAlias = Mapping[str, tuple[Evidence, ...]]
"""The fields that a text speaks of, the likeliest first, each with the words that say so."""

_PREFIX = "topic_"
_LEAST = 0.3
"""A field counts from so much on; a word of three fields says a third of each."""
_SHARE = 0.3
"""So much of what is said of the likeliest field must be said of another."""
_SAME = 0.6
"""From this overlap on two statements have one subject, whatever their fields."""
_Fields: TypeAlias = frozenset[str]
_NONE: _Fields = frozenset()


class _Part(NamedTuple):
    """A word, or a part of one with a hyphen, in the singular."""

    key: str
    start: int
    end: int


class _Index(NamedTuple):
    """The fields of each entry by its words, and by the first of them how many the longest entry has."""

    entries: Mapping[tuple[str, ...], _Fields]
    longest: Mapping[str, int]


@lru_cache(maxsize=16384)
def read_topics(text: str, lexicon: Lexicon = ENGLISH, without: frozenset[str] = _NONE) -> Topics:
    """The fields of work that a text speaks of; words with the stems `without` are passed over."""
    told: dict[str, list[Evidence]] = {}
    weights: dict[str, float] = {}
    for parts, fields in _find(_parts(text), _index(lexicon)):
        if without and any(stem(part.key) in without for part in parts):
            continue
        start, end = parts[0].start, parts[-1].end
        for field in fields:
            told.setdefault(field, []).append(Evidence(start, end, f'"{text[start:end].lower()}"'))
            weights[field] = weights.get(field, 0.0) + 1 / len(fields)
    least = max(_LEAST, _SHARE * max(weights.values(), default=0.0))
    clear = sorted((field for field in told if weights[field] >= least), key=lambda f: (-weights[f], f))
    return {field: tuple(told[field]) for field in clear}


@lru_cache(maxsize=16384)
def read_apart(title: str, area: str, lexicon: Lexicon = ENGLISH) -> tuple[Topics, Topics] | None:
    """What a title and an area speak of if that is not one field of work, else None.

    They have no field in common; or all they have in common is a word, and what else the title says is of
    fields that do not touch the area's.
    """
    told, known = read_topics(title, lexicon), read_topics(area, lexicon)
    if not told or not known:
        return None
    if told.keys().isdisjoint(known):
        return told, known
    subject, other = subject_words(title, lexicon), subject_words(area, lexicon)
    if overlap(subject, other) >= _SAME:
        return None
    rest, near = read_topics(title, lexicon, subject & other), neighbours(lexicon)
    if rest and all(near[field].isdisjoint(rest) for field in known):
        return rest, known
    return None


@lru_cache(maxsize=4)
def neighbours(lexicon: Lexicon = ENGLISH) -> Mapping[str, frozenset[str]]:
    """The fields that touch each field, itself among them."""
    near = {field: {field} for field in _fields(lexicon)}
    for group in lexicon.lists["neighbouring_topics"]:
        for field in group.split():
            near.setdefault(field, {field}).update(group.split())
    return {field: frozenset(others) for field, others in near.items()}


def _fields(lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    lists = lexicon.lists.items()
    return {name.removeprefix(_PREFIX): words for name, words in lists if name.startswith(_PREFIX)}


def _parts(text: str) -> list[_Part]:
    found = []
    for word in split_words(text):
        start = word.start
        for part in word.key.split("-"):
            found.append(_Part(singular(part), start, min(start + len(part), word.end)))
            start += len(part) + 1
    return found


def _find(parts: Sequence[_Part], index: _Index) -> Iterator[tuple[Sequence[_Part], _Fields]]:
    """Words with their fields: the longest phrase at each place."""
    at = 0
    while at < len(parts):
        length, fields = _at(parts, at, index)
        if fields:
            yield parts[at : at + length], fields
        at += length


def _at(parts: Sequence[_Part], at: int, index: _Index) -> tuple[int, _Fields]:
    key = parts[at].key
    for length in range(min(index.longest.get(key, 0), len(parts) - at), 0, -1):
        fields = index.entries.get(tuple([part.key for part in parts[at : at + length]]))
        if fields is not None:
            return length, fields
    return 1, next(filter(None, (index.entries.get((base,)) for base, _ in bare_forms(key))), _NONE)


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> _Index:
    entries: dict[tuple[str, ...], _Fields] = {
        (singular(fold(word)),): _NONE for word in lexicon.lists["fieldless_words"]
    }
    longest = {first: 1 for (first,) in entries}
    for field, phrases in _fields(lexicon).items():
        own = frozenset((field,))
        for phrase in phrases:
            words = tuple([singular(fold(word)) for word in phrase.replace("-", " ").split()])
            entries[words] = entries.get(words, _NONE) | own
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return _Index(entries, longest)
