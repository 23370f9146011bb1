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
_CHANGES = ("increase_verbs", "decrease_verbs", "improve_verbs")
_MORE = ("more", "additional", "extra")
_UP_OR_DOWN = ("increase_verbs", "decrease_verbs")
_LIMITS = frozenset({"from", "to", "by", "below", "under", "above", "over"})
_NO_HEADS = ("cadence", "determiners")
_FILLERS = frozenset({"to", "please", "also", "help", "successfully"})


class Phrase(NamedTuple):
    """An entry of several words in a statement: its list, and the indices of its first and last word."""

    name: str
    first: int
    last: int


class Clause(NamedTuple):
    """A statement cut into words; `lead` is the index of the word that opens it (the length if none does).

    For each word there are the lists that hold it (`tags`) and the verb that it may be; `held` are the lists
    that hold any of them.
    """

    text: str
    lexicon: Lexicon
    words: tuple[Word, ...]
    tags: tuple[frozenset[str], ...]
    verbs: tuple[Verb | None, ...]
    phrases: tuple[Phrase, ...]
    lead: int
    held: frozenset[str]

    def has(self, index: int, *lists: str) -> bool:
        """Whether a word stands in one of the lists; an index past the end has nothing."""
        return index < len(self.words) and not self.tags[index].isdisjoint(lists)

    def verb(self, index: int) -> Verb | None:
        """The verb that the word at an index may be."""
        return self.verbs[index] if index < len(self.words) else None

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
            key, tags = self.words[index].key, self.tags[index]
            if key in _JOINS:
                if head is not None:
                    yield head
                head = None
            elif index > start and self._ends_phrase(index, head):
                break
            elif tags.isdisjoint(_NO_HEADS) and not _is_adverb(key):
                head = index
        if head is not None:
            yield head

    def auxiliary(self, start: int) -> int | None:
        """The index of the auxiliary that makes the statement a sentence, before any relative clause."""
        for index in range(start, len(self.words) if "auxiliaries" in self.held else 0):
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
            verb = self.verbs[index]
            if verb is not None and not verb.lists.isdisjoint(_UP_OR_DOWN):
                apart = self.has(index - 1, "prepositions", "conjunctions", "determiners")
                told = self.key(index + 1) in _LIMITS or self.is_number(index + 1)
                return index if told and not apart else None
        return None

    def opens_with(self, *lists: str) -> bool:
        """Whether it opens with a verb of one of the lists."""
        verb = self.verb(self.lead)
        return verb is not None and not verb.lists.isdisjoint(lists)

    def keeps(self) -> bool:
        """Whether it opens with a verb that keeps what is so; `keep growing`, `keep 30% more` change it."""
        if not self.opens_with("upkeep_verbs", "ensure_verbs"):
            return False
        after = self.lead + 1
        other = self.verb(after + (self.key(after) == "to"))
        moves = other is not None and not other.lists.isdisjoint(_CHANGES) and other.form is not Form.PAST
        return not moves and not any(word.key in _MORE for word in self.words)

    def _ends_phrase(self, index: int, head: int | None) -> bool:
        tags = self.tags[index]
        mark = not self.words[index].key[0].isalnum()
        return mark or "prepositions" in tags or (head is not None and "determiners" in tags)

    def find(self, *lists: str, start: int = 0) -> int | None:
        """The first word from `start` on that stands in one of the lists."""
        if self.held.isdisjoint(lists):
            return None
        return next((i for i in range(start, len(self.words)) if self.has(i, *lists)), None)

    def phrase(self, name: str) -> Evidence | None:
        """Where the first entry of a list stands, and that the text says it; entries may be several words."""
        single = self.find(name)
        found = [(one.first, -one.last) for one in self.phrases if one.name == name]
        if single is not None:
            found.append((single, -single))
        if not found:
            return None
        first, last = min(found)
        start, end = self.words[first].start, self.words[-last].end
        says = "repeats" if name == "cadence" else "says"
        return Evidence(start, end, f'{says} "{self.text[start:end].lower()}"')

    def evidence(self, index: int, reason: str) -> Evidence:
        """The word at an index as evidence; `{}` in the reason stands for the word."""
        word = self.words[index]
        return Evidence(word.start, word.end, reason.format(f'"{word.text.lower()}"'))


@lru_cache(maxsize=16384)
def parse(text: str, lexicon: Lexicon) -> Clause:
    """A statement as a clause."""
    words = split_words(text)
    tags = tuple([lexicon.tags(word.key) for word in words])
    verbs = tuple([lexicon.verb(word.key) for word in words])
    phrases = tuple(_phrases(words, lexicon))
    return Clause(text, lexicon, words, tags, verbs, phrases, _lead(words, verbs), frozenset().union(*tags))


def _phrases(words: tuple[Word, ...], lexicon: Lexicon) -> Iterator[Phrase]:
    openings = lexicon.openings
    for first, word in enumerate(words):
        for keys, name in openings.get(word.key, ()):
            if tuple(other.key for other in words[first : first + len(keys)]) == keys:
                yield Phrase(name, first, first + len(keys) - 1)


def _lead(words: tuple[Word, ...], verbs: tuple[Verb | None, ...]) -> int:
    """Past bullets, `to`, and adverbs: the word that opens the statement."""
    for index, word in enumerate(words):
        if not word.key[0].isalnum() or (word.key in _FILLERS and index + 1 < len(words)):
            continue
        if not (_is_adverb(word.key) and verbs[index] is None):
            return index
    return len(words)


def _is_adverb(key: str) -> bool:
    return key.endswith("ly") and len(key) > 4
