"""Where a text says what a person is like, and not what they did."""

from __future__ import annotations

from collections.abc import Collection

from kraokr.language.feedback import without_quotations
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.reading import Evidence
from kraokr.language.words import Word, split_words

_JOINS = frozenset({"and", "or", "but", "yet", ","})
_MODALS = frozenset({"can", "could", "may", "might", "has", "had", "have", "who", "will", "would"})
_CLOSED = frozenset(
    {"prepositions", "stop_words", "conjunctions", "trait_degrees", "pronouns", "determiners", "cadence"}
)
_ENDS = frozenset(".!?;:()–—")
_SHORT_LINKS = ("'s", "'re", "'m")
_LONGEST_LINK = 3
_LISTED = 2
"""So many traits may stand in a list before the one looked at: `emotional, rigid and lazy`."""
_HAVING = frozenset({"has", "have", "had", "with", "shows", "showed"})
_AGENTS = ("er", "or", "ist")


def read_traits(
    text: str, lexicon: Lexicon = ENGLISH, person_names: Collection[str] = (), traits: str = "trait_words"
) -> tuple[Evidence, ...]:
    """The words of the list `traits` that a text says of a person: `She is abrasive`, `his bossy tone`.

    A person is a pronoun or one of `person_names`, or is left out (`Can be too emotional.`); `aggressive
    caching` and `the plan was aggressive` are about work. Quotations are not read.
    """
    spoken = without_quotations(text)
    people = frozenset(part for name in person_names for part in name.split())
    return tuple(
        Evidence(match.start(), match.end(), f'says "{match[0].lower()}" of a person')
        for match in lexicon.find(traits, spoken)
        if _Sentence(spoken, match.start(), match.end(), lexicon, people).is_about_person()
    )


class _Sentence:
    """The words of a sentence before and after a trait."""

    def __init__(self, text: str, start: int, end: int, lexicon: Lexicon, people: frozenset[str]) -> None:
        words = split_words(text)
        first = max((word.end for word in words if word.text in _ENDS and word.end <= start), default=0)
        self._lexicon = lexicon
        self._people = people
        self._before = [word for word in words if first <= word.start < start]
        self._next = next((word for word in words if word.start >= end), None)
        self._too = text[start:end].lower().startswith("too ")

    def is_about_person(self) -> bool:
        """Whether the trait is joined to a person, or stands beside someone's manner."""
        left, attributive = self._without_degrees(len(self._before))
        if self._is_of_manner(left):
            return True
        if not self._stands_alone() and not (attributive and self._describes_bearer()):
            return False
        for _ in range(_LISTED):
            if left > 1 and self._before[left - 1].key in _JOINS:
                left, _ = self._without_degrees(left - 1)
                left, _ = self._without_degrees(left - 1)
        if left == 0:
            return self._too or any(word.key == "too" for word in self._before)
        link = self._link(left)
        return link > 0 and self._is_person_before(left, left - link)

    def _without_degrees(self, left: int) -> tuple[int, bool]:
        """How many words are left before those of degree, and whether an article is among these."""
        article = False
        while left and self._is_degree(self._before[left - 1]):
            left -= 1
            article = article or "determiners" in self._lexicon.tags(self._before[left].key)
        return left, article

    def _is_of_manner(self, left: int) -> bool:
        owner = self._before[left - 1] if left else None
        if owner is None or not self._is("trait_nouns", self._next):
            return False
        if owner.key in _HAVING:
            return self._is_person_before(left, left - 1)
        return self._is_owner(owner)

    def _is_owner(self, word: Word) -> bool:
        named = word.text.replace("’", "'").removesuffix("'s")
        return self._is("person_possessives", word) or (named != word.text and named in self._people)

    def _describes_bearer(self) -> bool:
        """Whether what follows is someone: `a difficult colleague`, `a rigid planner`."""
        word = self._next
        return word is not None and (self._is("trait_bearers", word) or word.key.endswith(_AGENTS))

    def _stands_alone(self) -> bool:
        """Whether no noun follows that the word would describe."""
        word = self._next
        if word is None or not word.key[0].isalpha():
            return True
        return not self._lexicon.tags(word.key).isdisjoint(_CLOSED) or word.key.endswith("ly")

    def _link(self, left: int) -> int:
        """How many words before a place join a trait to its subject: `comes across as`; 0 if none do."""
        links = self._lexicon.lists["trait_links"]
        for length in range(min(_LONGEST_LINK, left), 0, -1):
            if " ".join(word.text.lower() for word in self._before[left - length : left]) in links:
                return length
        return 1 if self._before[left - 1].text.lower().replace("’", "'").endswith(_SHORT_LINKS) else 0

    def _is_person_before(self, left: int, rest: int) -> bool:
        """Whether the subject of a joint is a person; `rest` words stand before it."""
        if self._before[left - 1].text.lower().replace("’", "'").endswith(_SHORT_LINKS):
            return self._is_person(self._before[left - 1])
        while rest and self._leads_to_link(self._before[rest - 1]):
            rest -= 1
        if rest == 0:
            return True
        if self._before[rest - 1].key in _JOINS:
            return self._is_person(self._before[0])
        subject = self._before[rest - 1]
        of_someone = rest > 1 and self._is("trait_nouns", subject) and self._is_owner(self._before[rest - 2])
        return of_someone or self._is_person(subject)

    def _leads_to_link(self, word: Word) -> bool:
        """Whether a word may stand between a subject and its joint: `can`, `often`, `is` before `seen as`."""
        return self._is_degree(word) or word.key in _MODALS or self._is("trait_links", word)

    def _is_person(self, word: Word) -> bool:
        bare = word.text.replace("’", "'").split("'")[0]
        return bare.lower() in self._lexicon.lists["person_subjects"] or bare in self._people

    def _is_degree(self, word: Word) -> bool:
        return "trait_degrees" in self._lexicon.tags(word.key) or word.key.endswith("ly")

    def _is(self, name: str, word: Word | None) -> bool:
        return word is not None and name in self._lexicon.tags(word.key)
