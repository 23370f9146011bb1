"""What rules share that compare two texts: how much of their subject is the same."""

from __future__ import annotations

from functools import lru_cache

from kraokr.language import Lexicon, subject_words
from kraokr.language.words import on_demand, split_words

_MARKS = on_demand(r"[\W_]+")


def likeness(one: str, other: str, lexicon: Lexicon | None) -> float:
    """The share of subject words that both texts have, |A ∩ B| / |A ∪ B|; 1 where only case or marks differ.

    Without a lexicon, texts in a language that is not read are alike only if their words are the same.
    """
    if same_words(one, other):
        return 1.0
    if lexicon is None:
        return 0.0
    ours, theirs = subject_words(one, lexicon), subject_words(other, lexicon)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.0


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for case and marks."""
    return spoken(one) == spoken(other)


@lru_cache(maxsize=16384)
def spoken(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded, without its marks."""
    return tuple(word.key for word in split_words(text) if word.key[0].isalnum())


def plain(text: str) -> str:
    """A text without case and marks: what `spoken` compares, for many texts and without folding spellings."""
    return _MARKS().sub(" ", text.casefold()).strip()
