"""The word lists of one language: data files that a configuration can extend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.language.verbs import Form, bare_forms
from kraokr.language.words import fold, on_demand, singular

_LIST = on_demand(r"^(\w+):\s*\[([^\]]*)\]", re.MULTILINE)
_COINED = ("ize", "ify")
_AGAIN = "re"
_PATTERN_PAYS = 20
"""From so many looks on, a pattern that takes some 1.5 ms to make saves more than it costs."""
_NONE: frozenset[str] = frozenset()
_HERE = Path(__file__).parent
_READ_APART = ("irregular_pasts", "topic_")
"""Lists with readers of their own; thousands of entries need not be looked up for the others."""


class Verb(NamedTuple):
    """A verb of the lexicon: its bare form, the form it stands in, and the lists that hold it."""

    base: str
    form: Form
    lists: frozenset[str]


class Lexicon:
    """Named word lists of one language, read on first use; never changes, `extended` gives a new one."""

    def __init__(self, language: str, lists: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.language = language
        if lists is not None:
            self.lists = lists
        self._verbs: dict[str, Verb | None] = {}
        self._tags: dict[str, frozenset[str]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._asked: dict[str, int] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def extended(
        self, add: Mapping[str, Iterable[str]], remove: Mapping[str, Iterable[str]] | None = None
    ) -> Lexicon:
        """A lexicon with words added to and removed from the named lists; an unknown name is an error."""
        remove = remove or {}
        for name in (*add, *remove):
            if name not in self.lists:
                raise KraokrError(
                    f'there is no word list "{name}"', help=f"the lists are {', '.join(sorted(self.lists))}"
                )
        changed = {}
        for name, words in self.lists.items():
            gone = {word.lower() for word in remove.get(name, ())}
            kept = (word for word in (*words, *add.get(name, ())) if word.lower() not in gone)
            changed[name] = tuple(dict.fromkeys(kept))
        return Lexicon(self.language, changed)

    @cached_property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """Every list by name, as written in the data files."""
        files = sorted((_HERE / self.language).glob("*.yaml"))
        return {name: words for file in files for name, words in _read(file)}

    @cached_property
    def _entries(self) -> tuple[dict[str, frozenset[str]], dict[str, list[tuple[tuple[str, ...], str]]]]:
        """The lists that hold each single word; and by its first word, each entry of several and its list."""
        words: dict[str, str] = {}
        openings: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, entries in self.lists.items():
            for entry in () if name.startswith(_READ_APART) else entries:
                if " " not in entry:
                    key = entry if _is_folded(entry) else fold(entry)
                    words[key] = f"{words.get(key, '')} {name}"
                else:
                    keys = tuple(map(fold, entry.split()))
                    openings.setdefault(keys[0], []).append((keys, name))
        return {word: _set_of(names) for word, names in words.items()}, openings

    @property
    def _index(self) -> dict[str, frozenset[str]]:
        return self._entries[0]

    @property
    def openings(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """By the first word of each entry of several words: all its words, folded, and the list it is in."""
        return self._entries[1]

    @cached_property
    def _irregular(self) -> dict[str, tuple[str, Form]]:
        pairs = (entry.split() for entry in self.lists["irregular_pasts"])
        return {past: (base, Form.PAST) for base, *pasts in pairs for past in pasts}

    def tags(self, key: str) -> frozenset[str]:
        """The lists that hold a folded word, or its singular."""
        if key not in self._tags:
            self._tags[key] = self._index.get(key, _NONE) | self._index.get(singular(key), _NONE)
        return self._tags[key]

    def verb(self, key: str) -> Verb | None:
        """The verb a folded word is a form of; `re-` before a listed verb, `-ize` and `-ify` make verbs."""
        if key not in self._verbs:
            self._verbs[key] = self._find_verb(key) or self._coined_verb(key)
        return self._verbs[key]

    def _find_verb(self, key: str) -> Verb | None:
        candidates = [*bare_forms(key)]
        if key in self._irregular:
            candidates.append(self._irregular[key])
        for base, form in candidates:
            lists = frozenset(name for name in self._index.get(base, ()) if name.endswith("_verbs"))
            if lists:
                return Verb(base, form, lists)
        return None

    def _coined_verb(self, key: str) -> Verb | None:
        if len(key) <= len(_AGAIN) + 3 or key in self.word_set("never_a_verb"):
            return None
        if key.endswith(_COINED):
            return Verb(key, Form.BASE, frozenset({"output_verbs"}))
        verb = self._find_verb(key.removeprefix(_AGAIN).lstrip("-")) if key.startswith(_AGAIN) else None
        if verb is None or "output_verbs" not in verb.lists:
            return None
        return Verb(key, verb.form, verb.lists - {"soft_verbs"})

    def word_set(self, name: str) -> frozenset[str]:
        """The folded single words of a list."""
        if name not in self._sets:
            self._sets[name] = frozenset(map(fold, self.lists[name]))
        return self._sets[name]

    def find(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Where entries of a list stand in a text as whole words; an entry with a capital minds its case."""
        if name not in self._patterns:
            if self._is_new(name) and not self._may_hold(name, text):
                return iter(())
            self._patterns[name] = _whole_words(self.lists[name])
        return self._patterns[name].finditer(text)

    def _is_new(self, name: str) -> bool:
        """Whether a list has been looked for so seldom that making a pattern of it does not pay yet."""
        self._asked[name] = self._asked.get(name, 0) + 1
        return self._asked[name] < _PATTERN_PAYS

    def _may_hold(self, name: str, text: str) -> bool:
        """Whether the words of an entry stand in a text, in any order."""
        folded = text.casefold()
        entries = (entry.casefold().replace("'", " ").split() for entry in self.lists[name])
        return any(all(word in folded for word in words) for words in entries)


def _whole_words(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(entries, key=len, reverse=True)
    shapes = (re.escape(entry).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for entry in longest_first)
    cased = (shape if any(c.isupper() for c in shape) else f"(?i:{shape})" for shape in shapes)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(cased) or '(?!)'})(?!\w|-\w)")


ENGLISH = Lexicon("en")


@lru_cache(maxsize=8)
def lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language, as it ships; a language without word lists is an error."""
    if language == ENGLISH.language:
        return ENGLISH
    known = sorted(path.parent.name for path in _HERE.glob("*/verbs.yaml"))
    if language not in known:
        raise KraokrError(
            f'there are no word lists for the language "{language}"', help=f"known: {', '.join(known)}"
        )
    return Lexicon(language)


def _is_folded(entry: str) -> bool:
    """Whether an entry is surely folded already; to fold thousands takes as long as to read them."""
    return "is" not in entry and "ys" not in entry and "'" not in entry and entry.islower()


@cache
def _set_of(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _read(file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    for name, body in _LIST().findall(text):
        entries = [entry.strip("\"' ") for entry in " ".join(body.split()).split(",")]
        yield name, tuple(filter(None, entries))
