"""Loading: from a tree of text to a workspace, whatever the tree comes from."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from kraokr.model import KINDS, Config, Node
from kraokr.model.validate import is_ours, validate
from kraokr.parallel import ALONE, Team
from kraokr.source.batch import parse_all
from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.source.document import Document
from kraokr.source.text import SourceFile
from kraokr.source.yaml import marks_of, parse
from kraokr.workspace.duplicates import duplicate_ids
from kraokr.workspace.tree import CONFIG_NAME, Tree
from kraokr.workspace.workspace import Workspace

CONFIG_PATH = PurePosixPath(CONFIG_NAME)
_KIND = re.compile(r"^kind\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that has been read: its document, and the node if it holds one."""

    document: Document
    node: Node | None


def load(
    tree: Tree,
    *,
    named: frozenset[PurePosixPath] = frozenset(),
    problems: Sequence[Problem] = (),
    known: Mapping[PurePosixPath, Loaded] | None = None,
    parsed: Mapping[PurePosixPath, Any] | None = None,
    team: Team = ALONE,
) -> Workspace:
    """Read every file of a tree and put them together.

    Files of other programs are passed over, except `named` ones: those have to be goal files. `problems` were
    met while the tree was read; `known` files are taken as they are; of `parsed` ones the data is known; the
    work is shared out to the `team`.
    """
    with without_garbage_collection():
        loaded = dict(known or {})
        if CONFIG_PATH in tree and CONFIG_PATH not in loaded:
            loaded[CONFIG_PATH] = load_file(SourceFile(CONFIG_PATH, tree[CONFIG_PATH]))
        config = _config(loaded.get(CONFIG_PATH))
        files = [SourceFile(path, tree[path]) for path in tree if path not in loaded]
        for document in _documents(files, parsed or {}, team):
            path = document.file.path
            if path in named or not _is_foreign(document):
                loaded[path] = _validated(document, config.status_aliases, path in named)
        return _workspace(config, dict(sorted(loaded.items())), problems)


def _documents(
    files: Sequence[SourceFile], parsed: Mapping[PurePosixPath, Any], team: Team
) -> Iterator[Document]:
    for file in files:
        if file.path in parsed:
            yield Document(file, parsed[file.path], marks_of, [])
    yield from parse_all([file for file in files if file.path not in parsed], team)


def load_file(file: SourceFile) -> Loaded:
    """One file by itself, parsed and validated, which has to be a goal file."""
    return _validated(parse(file), {}, named=True)


def _validated(document: Document, status_aliases: Mapping[str, str], named: bool) -> Loaded:
    node = validate(document, status_aliases)
    if named and not document.broken and isinstance(document.data, dict) and not is_ours(document):
        foreign = "apiVersion" in document.data
        message = "`apiVersion` marks another program's file" if foreign else "no `kind:` says what this is"
        help = f"start it with `kind:` and one of {', '.join(KINDS)}"
        finding = Finding(_head(document), message, None if foreign else help)
        document.problems.append(Problem("invalid-value", finding))
    return Loaded(document, node)


def _head(document: Document) -> Location:
    """The first key of a mapping."""
    first = next(iter(document.data), None)
    return Location(document.file, document.keys[(first,)]) if first else document.at(())


def _is_foreign(document: Document) -> bool:
    """Whether a file is another program's: a mapping without `kind:`, or with `apiVersion:`."""
    data = document.data
    if not isinstance(data, dict) or is_ours(document):
        return False
    if document.broken and "apiVersion" not in data:
        return bool(data) and _KIND.search(document.file.text) is None
    return True


def _config(loaded: Loaded | None) -> Config:
    return loaded.node if loaded and isinstance(loaded.node, Config) else Config()


def _workspace(
    config: Config, loaded: Mapping[PurePosixPath, Loaded], problems: Sequence[Problem]
) -> Workspace:
    documents = {path: file.document for path, file in loaded.items()}
    nodes = [file.node for file in loaded.values() if file.node is not None]
    read = chain.from_iterable(document.problems for document in documents.values())
    misplaced = filter(None, map(_misplaced, nodes))
    workspace = Workspace(config, documents, nodes, (*problems, *read, *misplaced))
    workspace.problems = (*workspace.problems, *duplicate_ids(workspace))
    return workspace


def _misplaced(file: Node) -> Problem | None:
    """A config that is not kraokr.yaml at the root, or a kraokr.yaml that is no config."""
    if (file.document.file.path == CONFIG_PATH) == isinstance(file, Config):
        return None
    message, help = f"{CONFIG_NAME} has to be of `kind: config`", "correct its kind, or rename the file"
    if isinstance(file, Config):
        message = f"a config counts only in {CONFIG_NAME} at the top of the workspace"
        help = "move it there, or remove it"
    return Problem("invalid-value", Finding(file.at("kind"), message, help))


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Loading and linting make many objects and little garbage: collecting it costs half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
