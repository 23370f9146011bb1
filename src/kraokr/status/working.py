"""The working of scores as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from kraokr.status import words
from kraokr.status.explain import Explained
from kraokr.status.json import as_data, dumped

_NAME = 22


def render(explained: Sequence[Explained], width: int = 100, color: bool = False) -> str:
    """Each score with its inputs and their places, the steps, then the scores it is made of."""
    return "\n".join("".join(f"{line}\n" for line in _lines(one, "", width, color)) for one in explained)


def render_json(explained: Sequence[Explained]) -> str:
    """The same as a JSON array."""
    return dumped([_data(one) for one in explained])


def _data(one: Explained) -> dict[str, object]:
    data: dict[str, object] = as_data(one._replace(parts=()))
    steps = [{"name": name, "text": text} for name, text in one.steps]
    return {**data, "steps": steps, "parts": [_data(part) for part in one.parts]}


def _lines(one: Explained, indent: str, width: int, color: bool) -> Iterator[str]:
    bold, dim, end = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if color else ("", "", "")
    yield f"{indent}{bold}{one.kind} {words.plain(one.title)}: {one.value}{end}"
    yield f"{indent}  {dim}{one.id}  {one.at}{end}"
    for name, value, at in one.inputs:
        yield f"{indent}  {words.plain(name):<{_NAME}} {words.plain(value)}  {dim}{at}{end}"
    for name, text in one.steps:
        yield from _wrapped(f"{indent}  {words.plain(name):<{_NAME}} ", words.plain(text), width)
    for part in one.parts:
        yield ""
        yield from _lines(part, f"{indent}  ", width, color)


def _wrapped(start: str, text: str, width: int) -> Iterator[str]:
    """A text after its name, on as many lines as it takes."""
    lines = wrap(text, max(width - len(start), _NAME)) or [""]
    yield f"{start}{lines[0]}"
    yield from (f"{' ' * len(start)}{line}" for line in lines[1:])
