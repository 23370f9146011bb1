"""The shape of a statement: the word that opens it, and the nouns that its phrases are about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.lexicon import Lexicon, Verb
from kraokr.language.reading import Evidence
from kraokr.language.verbs import Form
from kraokr.language.words import Word, singular, split_words

_JOINS = frozenset({",", "&", "/", "and", "or", "+"})
_RELATIVES = frozenset({"where", "that", "which", "who", "when", "so", "because", "while", "to", "if"})
_LIMITS = frozenset({"from", "to", "by", "below", "under", "above", "over"})
_FILLERS = frozenset({"to", "please", "also", "help", "successfully"})


class Clause(NamedTuple):
    """A statement cut into words; `lead` is the index of the word that opens it (the length if none does)."""

    text: str
    lexicon: Lexicon
    words: tuple[Word, ...]
    tags: tuple[frozenset[str], ...]
    lead: int

    def has(self, index: int, *lists: str) -> bool:
        """Whether a word stands in one of the lists; an index past the end has nothing."""
        return index < len(self.words) and not self.tags[index].isdisjoint(lists)

    def verb(self, index: int) -> Verb | None:
        """The verb that the word at an index may be."""
        return self.lexicon.verb(self.words[index].key) if index < len(self.words) else None

    def key(self, index: int) -> str:
        """The folded word at an index, empty past the end."""
        return self.words[index].key if index < len(self.words) else ""

    def is_plural(self, index: int) -> bool:
        """Whether the word looks like a plural noun."""
        return singular(self.words[index].key) != self.words[index].key

    def is_number(self, index: int) -> bool:
        """Whether the word is a number, in digits or letters."""
        return self.key(index)[:1].isdigit() or self.has(index, "number_words")

    def heads(self, start: int) -> tuple[int, ...]:
        """The last noun of each phrase from `start` up to the first preposition or full stop."""
        return tuple(self._heads(start))

    def _heads(self, start: int) -> Iterator[int]:
        head = None
        for index in range(start, len(self.words)):
            word = self.words[index]
            if word.key in _JOINS:
                if head is not None:
                    yield head
                head = None
            elif index > start and self._ends_phrase(index, head):
                break
            elif not self.has(index, "cadence", "determiners") and not _is_adverb(word.key):
                head = index
        if head is not None:
            yield head

    def auxiliary(self, start: int) -> int | None:
        """The index of the auxiliary that makes the statement a sentence, before any relative clause."""
        for index in range(start, len(self.words)):
            if self.has(index, "auxiliaries"):
                return index
            if self.key(index) in _RELATIVES:
                return None
        return None

    def is_sentence(self, verb: Verb) -> bool:
        """Whether the word that opens like a verb is a subject after all: `Research is …`."""
        ambiguous = verb.form is Form.GERUND or ("soft_verbs" in verb.lists and verb.form is Form.BASE)
        noun = self.key(self.lead + 1) == "of" or self.auxiliary(self.lead + 1) is not None
        return ambiguous and (noun or self.moves(self.lead + 1) is not None or self.tells(self.lead + 1))

    def tells(self, start: int) -> bool:
        """Whether a word that can only be a verb in the third person follows: `Route planning becomes …`."""
        told = self.find("finite_forms", start=start)
        return told is not None and not any(self.key(i) in _RELATIVES for i in range(start, told))

    def moves(self, start: int) -> int | None:
        """The verb by which something rises or falls further on: `Reading scores rise from …`."""
        for index in range(start, len(self.words) - 1):
            verb = self.verb(index)
            if verb is not None and not verb.lists.isdisjoint(("increase_verbs", "decrease_verbs")):
                apart = self.has(index - 1, "prepositions", "conjunctions", "determiners")
                told = self.key(index + 1) in _LIMITS or self.is_number(index + 1)
                return index if told and not apart else None
        return None

    def _ends_phrase(self, index: int, head: int | None) -> bool:
        mark = not self.words[index].key[0].isalnum()
        return (
            mark or self.has(index, "prepositions") or (head is not None and self.has(index, "determiners"))
        )

    def find(self, *lists: str, start: int = 0) -> int | None:
        """The first word from `start` on that stands in one of the lists."""
        return next((i for i in range(start, len(self.words)) if self.has(i, *lists)), None)

    def phrase(self, name: str) -> Evidence | None:
        """Where the first entry of a list stands, and that the text says it; entries may be several words."""
        return _first_phrase(self.lexicon, name, self.text)

    def evidence(self, index: int, reason: str) -> Evidence:
        """The word at an index as evidence; `{}` in the reason stands for the word."""
        word = self.words[index]
        return Evidence(word.start, word.end, reason.format(f'"{word.text.lower()}"'))


@lru_cache(maxsize=16384)
def _first_phrase(lexicon: Lexicon, name: str, text: str) -> Evidence | None:
    match = next(lexicon.find(name, text), None)
    says = "repeats" if name == "cadence" else "says"
    return match and Evidence(match.start(), match.end(), f'{says} "{match[0].lower()}"')


@lru_cache(maxsize=16384)
def parse(text: str, lexicon: Lexicon) -> Clause:
    """A statement as a clause."""
    words = split_words(text)
    tags = tuple(lexicon.tags(word.key) for word in words)
    return Clause(text, lexicon, words, tags, _lead(words, lexicon))


def _lead(words: tuple[Word, ...], lexicon: Lexicon) -> int:
    """Past bullets, `to`, and adverbs: the word that opens the statement."""
    for index, word in enumerate(words):
        if not word.key[0].isalnum() or (word.key in _FILLERS and index + 1 < len(words)):
            continue
        if not (_is_adverb(word.key) and lexicon.verb(word.key) is None):
            return index
    return len(words)


def _is_adverb(key: str) -> bool:
    return key.endswith("ly") and len(key) > 4
