"""The words that rules on wording know: those of the language, and the config's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kraokr.language import Lexicon, lexicon
from kraokr.model import Config
from kraokr.model.messages import unknown_word
from kraokr.source.diagnostic import Finding, Location, Problem

READ_LANGUAGES = ("en",)


def lexicon_of(config: Config) -> tuple[Lexicon | None, list[Problem]]:
    """The lexicon of the config's language with the config's own words; None if the language is not read.

    `lexicon:` in kraokr.yaml maps a list to words to add, or to `{add: […], remove: […]}`.
    """
    if config.lang not in READ_LANGUAGES:
        return None, []
    words = lexicon(config.lang)
    if not config.lexicon:
        return words, []
    problems = [Problem("invalid-value", finding) for finding in _misfits(config, words)]
    known = {name: entry for name, entry in config.lexicon.items() if name in words.lists and _listed(entry)}
    add = {name: _part(entry, "add") for name, entry in known.items()}
    remove = {name: _part(entry, "remove") for name, entry in known.items()}
    return words.extended(add, remove), problems


def _part(entry: Sequence[str] | Mapping[str, Sequence[str]], name: str) -> Sequence[str]:
    if isinstance(entry, Mapping):
        return entry.get(name, ())
    return entry if name == "add" else ()


def _listed(entry: Any) -> bool:
    parts = list(entry.values()) if isinstance(entry, Mapping) else [entry]
    if isinstance(entry, Mapping) and not entry.keys() <= {"add", "remove"}:
        return False
    return all(isinstance(part, list) and all(isinstance(word, str) for word in part) for part in parts)


def _misfits(config: Config, words: Lexicon) -> Iterator[Finding]:
    for name, entry in config.lexicon.items():
        if name not in words.lists:
            span = config.document.keys[("lexicon", name)]
            message, help = unknown_word("word list", name, sorted(words.lists))
            yield Finding(Location(config.document.file, span), message, help)
        elif not _listed(entry):
            help = "write a list of words, or `add:` and `remove:` with a list each"
            yield Finding(config.at("lexicon", name), f"`{name}` is no list of words", help)
