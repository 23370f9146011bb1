from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

import kraokr.language
from kraokr.errors import KraokrError
from kraokr.language import ENGLISH, Lexicon, lexicon
from kraokr.language.verbs import Form
from kraokr.language.words import fold, singular, split_words

FILES = sorted((Path(kraokr.language.__file__).parent / "en").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_files_are_yaml_and_we_read_what_yaml_reads(file: Path) -> None:
    for name, words in YAML(typ="safe").load(file).items():
        assert ENGLISH.lists[name] == tuple(words)


def test_the_shipped_lexicon_is_one_object() -> None:
    assert lexicon() is lexicon("en") is ENGLISH


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KraokrError, match='"xx"'):
        lexicon("xx")


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KraokrError, match='"verbz"'):
        ENGLISH.extended({"verbz": ["run"]})


def test_extending_leaves_the_original_alone() -> None:
    more = ENGLISH.extended({"cadence": ["each tide"]})
    assert "each tide" in more.lists["cadence"]
    assert "each tide" not in ENGLISH.lists["cadence"]


@pytest.mark.parametrize(
    ("word", "base", "form"),
    [
        ("planned", "plan", Form.PAST),
        ("preparing", "prepare", Form.GERUND),
        ("hires", "hire", Form.THIRD),
        ("wrote", "write", Form.PAST),
        ("organised", "organize", Form.PAST),
        ("verifies", "verify", Form.THIRD),
        ("regrade", "regrade", Form.BASE),
        ("notarise", "notarize", Form.BASE),
    ],
)
def test_verb_forms(word: str, base: str, form: Form) -> None:
    verb = ENGLISH.verb(fold(word))
    assert verb is not None
    assert (verb.base, verb.form) == (base, form)


@pytest.mark.parametrize("word", ["enterprise", "ward", "revenue"])
def test_nouns_are_no_verbs(word: str) -> None:
    assert ENGLISH.verb(fold(word)) is None


def test_singular() -> None:
    plurals = ["policies", "classes", "wards", "analysis", "process", "as"]
    assert [singular(word) for word in plurals] == ["policy", "class", "ward", "analysis", "process", "as"]


def test_words_know_where_they_stand() -> None:
    text = "Mark pupils’ 3.5 re-sits, twice"
    words = split_words(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert [word.key for word in words] == ["mark", "pupils", "3.5", "re-sits", ",", "twice"]


def test_whole_words_only() -> None:
    assert not list(ENGLISH.find("cadence", "a dailyness of biweeklies"))
    assert [m[0] for m in ENGLISH.find("cadence", "Daily and every  week")] == ["Daily", "every  week"]


@pytest.mark.parametrize("name", sorted(ENGLISH.lists))
def test_an_entry_is_found_at_the_first_look_and_at_the_last(name: str) -> None:
    texts = [
        f"so {entry.replace(' ', '-').replace(chr(39), '’')}, and so on" for entry in ENGLISH.lists[name]
    ]
    for text in texts:
        assert [m[0] for m in lexicon_of_its_own().find(name, text)], text
    often = lexicon_of_its_own()
    for _ in range(30):
        assert not list(often.find(name, "§"))
    assert all(list(often.find(name, text)) for text in texts)


def lexicon_of_its_own() -> Lexicon:
    """The English lexicon before anything was looked for."""
    return ENGLISH.extended({})
