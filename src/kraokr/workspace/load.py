"""Loading: from a tree of text to a workspace, whatever the tree comes from."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from kraokr.model import KINDS, Config, Node
from kraokr.model.validate import is_ours, validate
from kraokr.source.diagnostic import Finding, Problem
from kraokr.source.document import Document
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace.duplicates import duplicate_ids
from kraokr.workspace.tree import CONFIG_NAME, Tree, find_root, read_disk, read_text, relative
from kraokr.workspace.workspace import Workspace

CONFIG_PATH = PurePosixPath(CONFIG_NAME)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that has been read: its document, and the node if it holds one."""

    document: Document
    node: Node | None


@dataclass(frozen=True)
class Opened:
    """A workspace on disk: its root, the paths that were asked for, and why other files were passed over."""

    root: Path
    workspace: Workspace
    asked: tuple[PurePosixPath, ...] = ()
    skipped: Mapping[PurePosixPath, str] = field(default_factory=dict)

    def covers(self, path: PurePosixPath) -> bool:
        """Whether a file is among the paths asked for; all are if none was."""
        return not self.asked or any(path == asked or asked in path.parents for asked in self.asked)


def open_workspace(paths: Sequence[Path], cwd: Path) -> Opened:
    """Load the workspace that the paths, or the working directory, lie in.

    Raises:
        KraokrError: a path does not exist or lies outside the workspace.
    """
    root = find_root(paths, cwd)
    asked = tuple(relative(path, root, cwd) for path in paths)
    known = {}
    config = Config()
    text = read_text(root, CONFIG_PATH)
    if text is not None:
        known[CONFIG_PATH] = load_file(CONFIG_PATH, text, named=True)
        config = _config(known[CONFIG_PATH])
    named = frozenset(path for path in asked if not (root / path).is_dir())
    read = read_disk(root, config.files, config.exclude, named)
    workspace = load(read.files, named=named, problems=read.problems, known=known)
    return Opened(root, workspace, asked, read.skipped)


def load(
    tree: Tree,
    *,
    named: frozenset[PurePosixPath] = frozenset(),
    problems: Sequence[Problem] = (),
    known: Mapping[PurePosixPath, Loaded] | None = None,
) -> Workspace:
    """Read every file of a tree and put them together.

    `named` files must be goal files even if they do not say so; `problems` were met while the tree was read;
    `known` files are taken as they are.
    """
    with without_garbage_collection():
        loaded = dict(known or {})
        if CONFIG_PATH in tree and CONFIG_PATH not in loaded:
            loaded[CONFIG_PATH] = load_file(CONFIG_PATH, tree[CONFIG_PATH], named=True)
        config = _config(loaded.get(CONFIG_PATH))
        for path in sorted(tree.keys() - loaded.keys()):
            loaded[path] = load_file(path, tree[path], config.status_aliases, path in named)
        return _workspace(config, dict(sorted(loaded.items())), problems)


def load_file(
    path: PurePosixPath, text: str, status_aliases: Mapping[str, str] | None = None, named: bool = False
) -> Loaded:
    """One file, parsed and validated; a `named` one has to be a goal file."""
    document = parse(SourceFile(path, text))
    node = validate(document, status_aliases)
    if named and not document.broken and isinstance(document.data, dict) and not is_ours(document):
        finding = Finding(
            document.at(()),
            "no `kind:` says what this file is",
            f"start it with `kind:` and one of {', '.join(KINDS)}",
        )
        document.problems.append(Problem("invalid-value", finding))
    return Loaded(document, node)


def _config(loaded: Loaded | None) -> Config:
    return loaded.node if loaded and isinstance(loaded.node, Config) else Config()


def _workspace(
    config: Config, loaded: Mapping[PurePosixPath, Loaded], problems: Sequence[Problem]
) -> Workspace:
    documents = {path: file.document for path, file in loaded.items()}
    nodes = [file.node for file in loaded.values() if file.node is not None]
    read = chain.from_iterable(document.problems for document in documents.values())
    workspace = Workspace(config, documents, nodes, (*problems, *read))
    workspace.problems = (*workspace.problems, *duplicate_ids(workspace))
    return workspace


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
