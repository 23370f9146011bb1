"""New key results, from what a person says: the numbers of a title are written as fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from kraokr.authoring.entry import Entry, ref
from kraokr.authoring.ids import short_id_of, unique
from kraokr.lint import Result, lint, settle
from kraokr.lint.fix import fix_all
from kraokr.rules import RULES
from kraokr.source.document import Document
from kraokr.source.edits import scalar
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace import Tree, Workspace, load
from kraokr.workspace.load import CONFIG_PATH

_PATH = PurePosixPath("new.yaml")
_RULE = "kr-number-only-in-title"


def key_results(ws: Workspace, titles: Sequence[str], today: date) -> list[Entry]:
    """The entries of key results with these titles, each with an id and the fields that its title tells.

    What the fields are is decided by the rule on numbers that stand only in a title, through its safe fix.

    Raises:
        KraokrError: no id can be made from a title.
    """
    taken: list[str] = []
    for title in titles:
        taken.append(unique(short_id_of(title), taken, title))
    document = _with_fields(ws, titles, today)
    return [{"id": ref(id), **_written(document, index)} for index, id in enumerate(taken)]


def _with_fields(ws: Workspace, titles: Sequence[str], today: date) -> Document:
    head = "kind: objectives\nobjectives:\n  - id: new\n    title: New\n    key_results:\n"
    text = head + "".join(f"      - title: {scalar(title)}\n" for title in titles)
    config = {path: file.file.text for path, file in ws.documents.items() if path == CONFIG_PATH}
    settings = settle(RULES, ws.config, [_RULE])

    def relint(texts: Tree) -> Result:
        return lint(load({**config, _PATH: text, **texts}), settings, today)

    return parse(SourceFile(_PATH, fix_all(relint({}), relint).texts.get(_PATH, text)))


def _written(document: Document, index: int) -> Entry:
    path = ("objectives", 0, "key_results", index)
    spans = {key: document.values[(*path, key)] for key in document.get(path)}
    return {key: document.file.text[span.start : span.end] for key, span in spans.items()}
