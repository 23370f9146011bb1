"""The rule placeholder-text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kraokr.language import Evidence, may_hold_placeholder, read_placeholder
from kraokr.lint import Context, NoOptions, rule
from kraokr.model import Config, Kpi, Kra, Node, Objective, Role
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.source.document import Document, YamlPath
from kraokr.workspace import references

_NOT_ACTIVE = ("draft", "retired", "dropped")


@rule(group="wording", on=Document, severity=Severity.ERROR, since="0.1", tier="nice", profile="basic")
def placeholder_text(document: Document, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A text still waits to be filled in.

    ## Why
    A placeholder in something that is in force looks like an agreement and is none: one reads a blank, the
    other remembers a number that was never written down.

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: acquisition
        name: Customer acquisition
        outcome: TBD
        kpis:
          - {name: Win rate, unit: percent, target: XX%}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: acquisition
        name: Customer acquisition
        outcome: New enterprise customers join us at a healthy margin.
        kpis:
          - {name: Win rate, unit: percent, target: ">= 30"}
    ```

    ## Exceptions
    Drafts, and what is retired or dropped, may hold placeholders; so may the target of a KPI until the day
    under `baseline_until:`. A "TODO app" is a product. Keys that start with `x-` are yours. An owner, or
    another name that is looked up, is the affair of the rules on owners and references.
    """
    if ctx.lexicon is None or not may_hold_placeholder(document.file.text, ctx.lexicon):
        return
    top = ctx.ws.top(document)
    if top is None or isinstance(top, Config):
        return
    for node in top.walk():
        for path, text in _texts(node, ctx.today):
            lexicon = ctx.reads(text)
            if lexicon is not None and _is_active(node):
                for piece in read_placeholder(text, lexicon):
                    yield _finding(node, path, text, piece)


def _texts(node: Node, today: date) -> Iterator[tuple[YamlPath, str]]:
    """The texts that stand in a node itself, with the keys that lead to them."""
    cited = {reference.keys for reference in references(node) if not reference.is_key}
    for name in sorted(node.model_fields_set):
        key = node.__class__.model_fields[name].alias or name
        if isinstance(getattr(node, name), Node) or (key == "target" and _is_open(node, today)):
            continue
        parts = _parts(key, node.document.get((*node.path, key)))
        yield from ((path, item) for path, item in parts if isinstance(item, str) and path not in cited)


def _parts(key: str, value: object) -> Iterator[tuple[YamlPath, object]]:
    if isinstance(value, dict):
        yield from (((key, step), item) for step, item in value.items())
    elif isinstance(value, list):
        yield from (((key, index), item) for index, item in enumerate(value))
    else:
        yield (key,), value


def _is_open(node: Node, today: date) -> bool:
    """Whether a KPI has still time to find its target."""
    return isinstance(node, Kpi) and node.baseline_until is not None and today <= node.baseline_until


def _is_active(node: Node) -> bool:
    current: Node | None = node
    while current is not None:
        if getattr(current, "status", None) in _NOT_ACTIVE:
            return False
        current = current.holder
    return True


def _finding(node: Node, path: YamlPath, text: str, piece: Evidence) -> Finding:
    words, key = text[piece.start : piece.end], str(path[0])
    at = node.at(*path) if len(path) > 1 else node.part(key, piece.start, piece.end)
    return Finding(
        Location(at.file, at.span, "waits to be filled in"),
        f'`{key}` still says "{words}"',
        f"write what it is to say{_or_draft(node)}",
    )


def _or_draft(node: Node) -> str:
    current: Node | None = node
    while current is not None:
        if isinstance(current, (Kra, Objective, Role)):
            return f", or set `status: draft` on `{current.id}` until then"
        current = current.holder
    return ""
