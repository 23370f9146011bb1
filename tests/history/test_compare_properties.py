"""What holds for any two states: examples/acme as it is, written anew, and with things changed in it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kraokr.history.change import Change
from kraokr.history.compare import compare
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace import Workspace, load
from kraokr.workspace.load import Loaded
from restyle import Style, restyled, written

ACME = Path(__file__).parents[2] / "examples" / "acme"
TODAY = date(2026, 7, 20)
CONFIG = PurePosixPath("kraokr.yaml")
Texts = Mapping[PurePosixPath, str]
SEEDS = st.integers(0, 2**32)

MIRRORED = [
    ("added", "removed"),
    ("retired", "revived"),
    ("tightened", "loosened"),
    ("grown", "shrunk"),
    ("dropped", "resumed"),
    ("paused", "resumed"),
    ("closed", "reopened"),
    ("promoted", "level-lowered"),
    ("left", "returned"),
]


@cache
def acme() -> Texts:
    paths = sorted(ACME.rglob("*.yaml"))
    return {PurePosixPath(path.relative_to(ACME)): path.read_text("utf-8") for path in paths}


@cache
def acme_loaded() -> Workspace:
    return load(acme())


def loaded(texts: Texts) -> Workspace:
    """A workspace; what is the same as in acme is not read again."""
    ws = acme_loaded()
    same = (path for path, text in texts.items() if path in acme() and acme()[path] is text)
    known = {path: Loaded(ws.documents[path], ws.top(ws.documents[path])) for path in same}
    return load(texts, known=known)


def style(seed: int) -> Style:
    """A style by chance, with the keys of each mapping in another order."""
    chance = random.Random(seed)
    order: Callable[[list[str]], list[str]] = lambda keys: chance.sample(keys, len(keys))  # noqa: E731
    return Style(order, chance.choice([1, 2, 3, 4, 100]), chance.random() < 0.5)


def test_nothing_changed_where_nothing_changed() -> None:
    assert compare(acme_loaded(), load(dict(acme())), TODAY) == []


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_another_style_in_other_files_is_no_change(seed: int) -> None:
    chance = random.Random(seed)
    names = [PurePosixPath(f"{chance.random()}.yaml") for _ in acme()]
    anew = {
        path if path == CONFIG else name: restyled(text, style(seed))
        for name, (path, text) in zip(names, acme().items(), strict=True)
    }
    ws = load(anew)
    assert not ws.problems
    assert compare(acme_loaded(), ws, TODAY) == []
    assert compare(ws, acme_loaded(), TODAY) == []


def test_objectives_of_one_person_may_be_kept_together() -> None:
    merged = {path: text for path, text in acme().items() if path.parts[0] != "okrs"}
    for number, path in enumerate(path for path in acme() if path.parts[0] == "okrs"):
        data = parse(SourceFile(path, acme()[path])).data
        for entry in data["objectives"]:
            head = {key: data[key] for key in ("cycle", "owner", "team") if key in data}
            alone = {"kind": "objectives", "objectives": [{**head, **entry}]}
            merged[PurePosixPath(f"all/{number}-{entry['id']}.yaml")] = written(alone, Style())
    assert compare(acme_loaded(), load(merged), TODAY) == []


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_other_way_round_says_the_opposite(seed: int) -> None:
    ws = loaded(mutated(seed))
    there, back = compare(acme_loaded(), ws, TODAY), compare(ws, acme_loaded(), TODAY)
    assert Counter(map(told, there)) == Counter(map(mirrored, back))


def told(change: Change) -> tuple[str, str | None, str | None, str | None]:
    return change.name, change.field, change.old, change.new


def mirrored(change: Change) -> tuple[str, str | None, str | None, str | None]:
    name: str = change.name
    stays = name.endswith(("-left", "-paused")) and change.old and change.new
    for one, other in MIRRORED:
        if name.endswith(f"-{one}") and not stays:
            name = name.removesuffix(one) + other
            break
        if name.endswith(f"-{other}") and not (
            other == "resumed" and one == "dropped" and "objective" not in name
        ):
            name = name.removesuffix(other) + one
            break
    return name, change.field, change.new, change.old


def mutated(seed: int) -> Texts:
    """The files of acme with one to three parts by chance removed, or changed."""
    chance = random.Random(seed)
    texts = dict(acme())
    for _ in range(chance.randint(1, 3)):
        path = chance.choice([path for path in texts if path != CONFIG and path.parts[0] != "checkins"])
        data = parse(SourceFile(path, texts[path])).data
        holder, key = chance.choice(list(_parts(data)))
        _change(chance, holder, key)
        texts[path] = written(data, Style())
    return texts


def _parts(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every value of a file, each as what holds it and its key or index there."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _parts(data[key])


def _change(chance: random.Random, holder: Any, key: Any) -> None:
    value = holder[key]
    if isinstance(value, bool | dict | list) or chance.random() < 0.3:
        del holder[key]
    elif isinstance(value, str):
        holder[key] = value + "x" if chance.random() < 0.5 else value[: len(value) // 2].strip() or "y"
    else:
        holder[key] = value + chance.choice([-1, 1])
