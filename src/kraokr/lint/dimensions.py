"""What rules share that ask which sides of a role its areas cover."""

from __future__ import annotations

from typing import get_args

from kraokr.language import Lexicon
from kraokr.language.words import split_words
from kraokr.model import Kra
from kraokr.model.role import Dimension

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


def dimensions_of(kra: Kra, lexicon: Lexicon | None) -> frozenset[Dimension]:
    """The dimension that an area states, else those that words of its name hint at; empty where none does."""
    if kra.dimension is not None:
        return frozenset((kra.dimension,))
    if lexicon is None:
        return frozenset()
    lists = frozenset[str]().union(*(lexicon.tags(word.key) for word in split_words(kra.name)))
    return frozenset(dimension for dimension in DIMENSIONS if f"{dimension}_dimension" in lists)
