"""From a document to nodes: everything wrong is reported at once, and costs the smallest unit.

An unknown key or a bad optional value is left out; a bad required value costs its list item; a file keeps
its other parts whatever is wrong in one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from kraokr.model import KINDS
from kraokr.model.messages import listing, shown, unknown_word
from kraokr.model.node import Node, judges
from kraokr.model.reader import MAX_PROBLEMS, Reader
from kraokr.source.diagnostic import Finding, Problem, Severity
from kraokr.source.document import Document, YamlPath


def validate(document: Document, status_aliases: Mapping[str, str] | None = None) -> Node | None:
    """The node of a document, bound to its places; None if there is nothing to make one of.

    Problems are added to the document's own. A document without `kind:` gives None and no problem: it is
    not ours.
    """
    model = None if document.broken else _model(document)
    node = _read(document, model, status_aliases or {}) if model else None
    _shorten(document)
    return node


def _read(document: Document, model: type[Node], status_aliases: Mapping[str, str]) -> Node | None:
    reader = Reader(document, model, {"status_aliases": status_aliases})
    node = reader.read()
    if node is not None:
        nodes = _bind(node, document, (), None, reader.kept)
        whole = (part for part in nodes if judges(part.__class__) and part.path not in reader.spoilt)
        document.problems += (
            Problem("invalid-value", finding) for part in whole for finding in part.misfits()
        )
    return node


def is_ours(document: Document) -> bool:
    """Whether a document claims to be a goal file: a mapping with `kind:` and without `apiVersion:`."""
    data = document.data
    return isinstance(data, dict) and "kind" in data and "apiVersion" not in data


def _model(document: Document) -> type[Node] | None:
    if document.data is None:
        _report(
            document, (), "the file is empty", "write `kind:` first, or remove the file", Severity.WARNING
        )
        return None
    if not isinstance(document.data, dict):
        form = "a list" if isinstance(document.data, list) else "plain text"
        _report(document, (), f"this file is {form}, but one mapping is expected", "write `kind:` first")
        return None
    if not is_ours(document):
        return None
    kind = document.data["kind"]
    if not isinstance(kind, str):
        _report(
            document, ("kind",), f"`kind` is {shown(kind)}, but a word is expected", listing(tuple(KINDS))
        )
    elif kind not in KINDS:
        _report(document, ("kind",), *unknown_word("kind", kind, tuple(KINDS)))
    return KINDS.get(kind) if isinstance(kind, str) else None


def _report(
    document: Document, path: YamlPath, message: str, help: str | None, ceiling: Severity | None = None
) -> None:
    finding = Finding(document.at(path), message, help, severity=ceiling)
    document.problems.append(Problem("invalid-value", finding))


def _bind(
    node: Node, document: Document, path: YamlPath, holder: Node | None, kept: Mapping[YamlPath, list[int]]
) -> list[Node]:
    """Say of a node and all below it where they stand; `kept` has the indexes of lists that lost items."""
    node.bind(document, path, holder)
    bound = [node]
    for below, child in node.children():
        steps = (*path, *below)
        last = steps[-1]
        if kept and isinstance(last, int):
            left = kept.get(steps[:-1])
            steps = (*steps[:-1], left[last]) if left else steps
        bound += _bind(child, document, steps, node, kept)
    return bound


def _shorten(document: Document) -> None:
    problems = document.problems
    if len(problems) > MAX_PROBLEMS:
        last = problems[MAX_PROBLEMS - 1]
        more = f"and {len(problems) - MAX_PROBLEMS} more problems in this file"
        document.problems[MAX_PROBLEMS:] = [Problem(last.kind, Finding(last.finding.at, more))]
