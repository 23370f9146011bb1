"""Matching what stood before with what stands after: by id, then by likeness."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

ALIKE = 0.8
"""From this likeness on, texts are taken for the same, put in other words."""

_PAIRS, _COSTLY_PAIRS = 20_000, 2_000
"""From so many pairs of strangers on, only equal texts are matched; fewer where the bar is low."""

_READ = 600
"""So many characters of a text are compared."""


class Matched(NamedTuple, Generic[T]):
    """What there was and what there is, None if it came or went. `likely`: matched by likeness, not by id."""

    before: T | None
    after: T | None
    likely: bool = False


def matched(
    before: Mapping[str, T], after: Mapping[str, T], text: Callable[[T], str], least: float = ALIKE
) -> list[Matched[T]]:
    """The things of both states in pairs: those with one id, then the most alike of the others."""
    same = [Matched(before[id], after[id]) for id in before if id in after]
    removed = [one for id, one in before.items() if id not in after]
    added = [one for id, one in after.items() if id not in before]
    return [*same, *alike(removed, added, text, least)]


def alike(
    removed: Sequence[T], added: Sequence[T], text: Callable[[T], str], least: float = ALIKE
) -> list[Matched[T]]:
    """Things without a common id in pairs, the most alike first, then those that are left alone."""
    pairs: list[Matched[T]] = []
    taken: set[int] = set()
    for old, new in _likely(removed, added, text, least):
        if not {id(old), id(new)} & taken:
            taken |= {id(old), id(new)}
            pairs.append(Matched(old, new, True))
    gone = [Matched(one, None) for one in removed if id(one) not in taken]
    fresh = [Matched(None, one) for one in added if id(one) not in taken]
    return [*pairs, *gone, *fresh]


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the letters they have in common, in order; either way round."""
    return _likeness(_folded(one), _folded(other), 0)


def is_reworded(old: str | None, new: str | None) -> bool:
    """Whether a text says something else now, rather than the same in other words or spelling."""
    return old != new and likeness(old or "", new or "") < ALIKE


def _likely(
    removed: Sequence[T], added: Sequence[T], text: Callable[[T], str], least: float
) -> Iterator[tuple[T, T]]:
    if not removed or not added:
        return
    olds, news = ([(_folded(text(one)), one) for one in side] for side in (removed, added))
    if len(olds) * len(news) > (_PAIRS if least >= ALIKE else _COSTLY_PAIRS):
        same = dict(reversed(news))
        yield from ((old, same[words]) for words, old in olds if words in same)
        return
    found = [(_likeness(a, b, least), sorted((a, b)), old, new) for a, old in olds for b, new in news]
    for ratio, _, old, new in sorted(found, key=lambda one: (-one[0], one[1])):
        if ratio >= least:
            yield old, new


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())[:_READ]


def _likeness(one: str, other: str, least: float) -> float:
    """The likeness of two folded texts; 0 where it is surely less than the least that matters."""
    if one == other:
        return 1.0
    first, second = sorted((one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio)
    if least and any(bound() < least for bound in bounds):
        return 0.0
    return matcher.ratio()
