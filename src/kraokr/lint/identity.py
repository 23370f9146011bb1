"""What makes a finding the same finding while lines move: its rule, its file and the node it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from kraokr.model.role import slug
from kraokr.source.diagnostic import Diagnostic
from kraokr.source.document import Document, Mark
from kraokr.source.text import SourceFile, Span
from kraokr.source.yaml import parse

_NAMES = ("id", "name", "title", "date")
_PRIVATE_NAMES = ("id", "date")
_LIKE_AN_ID = re.compile(r"[\w.-]+")
"""In a review a key or a name that is written otherwise may be what the review says."""
_UNNAMED = "*"


class Identity(NamedTuple):
    """A finding by what it is about.

    `node` is the innermost place in the YAML that holds the finding, items by their id or name:
    `kras[quality].kpis[csat].target`; it is empty for the file as a whole. `occurrence` counts from 0 where
    several findings of a rule are about one node. Nothing a review or a check-in says is part of it.
    """

    rule: str
    path: str
    node: str
    occurrence: int = 0


def identities(diagnostics: Sequence[Diagnostic]) -> list[Identity]:
    """The identity of each diagnostic, all different.

    They stay as they are if lines move, items change places or other parts of the file are edited.
    """
    documents: dict[SourceFile, Document] = {}
    found: dict[int, Identity] = {}
    seen: Counter[Identity] = Counter()
    for index in sorted(range(len(diagnostics)), key=lambda index: diagnostics[index].finding.at.span):
        diagnostic = diagnostics[index]
        file, span, _ = diagnostic.finding.at
        if file not in documents:
            documents[file] = parse(file)
        identity = Identity(diagnostic.rule, str(file.path), _node(documents[file], span, diagnostic.private))
        found[index] = identity._replace(occurrence=seen[identity])
        seen[identity] += 1
    return [found[index] for index in range(len(diagnostics))]


def fingerprint(identity: Identity) -> str:
    """An identity as 32 hexadecimal digits."""
    from hashlib import sha256

    text = "\0".join(map(str, identity))
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def _node(document: Document, span: Span, private: bool) -> str:
    mark, data, path = document.mark, document.data, ""
    while len(mark) == 4:
        step = _item_around(mark, span) if mark[2] is None else _key_around(mark, span)
        if step is None:
            break
        mark, data = mark[3][step], data[step]
        path += f".{_key(step, private)}" if isinstance(step, str) else f"[{_item(data, private)}]"
    return path.removeprefix(".")


def _key_around(mark: Mark, span: Span) -> str | None:
    for key, value in mark[3].items():
        start, end = mark[2][key]
        if start <= span.start and span.end <= max(end, value[1]):
            return str(key)
    return None


def _item_around(mark: Mark, span: Span) -> int | None:
    index = bisect_right(mark[3], span.start, key=lambda item: item[0]) - 1
    return index if index >= 0 and span.end <= mark[3][index][1] else None


def _key(key: str, private: bool) -> str:
    return _UNNAMED if private and not _LIKE_AN_ID.fullmatch(key) else key


def _item(data: Any, private: bool) -> str:
    """What an item of a list goes by; items without a name are told apart by their occurrence only."""
    if isinstance(data, dict):
        names = _PRIVATE_NAMES if private else _NAMES
        name = next((data[name] for name in names if data.get(name) is not None), "")
    else:
        name = "" if private else data
    return _UNNAMED if isinstance(name, (dict, list)) else slug(_key(str(name), private)) or _UNNAMED
