"""Loading: from a tree of text to a workspace, whatever the tree comes from."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from kraokr.model import KINDS, Config, Node
from kraokr.model.validate import is_ours, validate
from kraokr.parallel import ALONE, Team, team_for
from kraokr.source.batch import parse_all
from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.source.document import Document
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace.duplicates import duplicate_ids
from kraokr.workspace.filesystem import exists, is_folder
from kraokr.workspace.tree import CONFIG_NAME, Tree, find_root, read_disk, read_text, relative
from kraokr.workspace.workspace import Workspace

CONFIG_PATH = PurePosixPath(CONFIG_NAME)
_FOREIGN = "no goal file: it has no `kind:`, or an `apiVersion:`"
_KIND = re.compile(r"^kind\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that has been read: its document, and the node if it holds one."""

    document: Document
    node: Node | None


@dataclass(frozen=True)
class Opened:
    """A workspace on disk: its root, the paths asked for, why others were passed over, who is at work."""

    root: Path
    workspace: Workspace
    asked: tuple[PurePosixPath, ...] = ()
    skipped: Mapping[PurePosixPath, str] = field(default_factory=dict)
    team: Team = ALONE

    def covers(self, path: PurePosixPath) -> bool:
        """Whether a file is among the paths asked for; all are if none was, and the config always is."""
        text = str(path)
        if not self.asked or text in (CONFIG_NAME, *map(str, self.asked)):
            return True
        return any(text.startswith(f"{asked}/") for asked in self.asked)


def open_workspace(paths: Sequence[Path], cwd: Path, *, share: bool = False) -> Opened:
    """Load the workspace that the paths, or the working directory, lie in.

    With `share`, a large one may be loaded by a team of two processes: both go on from here, and the caller
    has to see to it that the second one ends, as `lint` does.

    Raises:
        KraokrError: a path does not exist or lies outside the workspace.
    """
    root = find_root(paths, cwd)
    asked = tuple(relative(path, root, cwd) for path in paths)
    if PurePosixPath() in asked:
        asked = ()
    known = {}
    config = Config()
    text = read_text(root, CONFIG_PATH)
    if text is not None:
        known[CONFIG_PATH] = load_file(SourceFile(CONFIG_PATH, text))
        config = _config(known[CONFIG_PATH])
    named = frozenset(path for path in asked if not is_folder(root / path))
    unread = {CONFIG_PATH} if text is None and exists(root / CONFIG_PATH) else set()
    read = read_disk(root, config.files, config.exclude, named | unread)
    team = team_for(len(read.files)) if share else ALONE
    workspace = load(read.files, named=named, problems=read.problems, known=known, team=team)
    foreign = dict.fromkeys(read.files.keys() - workspace.documents.keys(), _FOREIGN)
    return Opened(root, workspace, asked, {**read.skipped, **foreign}, team)


def load(
    tree: Tree,
    *,
    named: frozenset[PurePosixPath] = frozenset(),
    problems: Sequence[Problem] = (),
    known: Mapping[PurePosixPath, Loaded] | None = None,
    team: Team = ALONE,
) -> Workspace:
    """Read every file of a tree and put them together.

    Files of other programs are passed over, except `named` ones: those have to be goal files. `problems` were
    met while the tree was read; `known` files are taken as they are; the work is shared out to the `team`.
    """
    with without_garbage_collection():
        loaded = dict(known or {})
        if CONFIG_PATH in tree and CONFIG_PATH not in loaded:
            loaded[CONFIG_PATH] = load_file(SourceFile(CONFIG_PATH, tree[CONFIG_PATH]))
        config = _config(loaded.get(CONFIG_PATH))
        files = [SourceFile(path, tree[path]) for path in tree if path not in loaded]
        for document in parse_all(files, team):
            path = document.file.path
            if path in named or not _is_foreign(document):
                loaded[path] = _validated(document, config.status_aliases, path in named)
        return _workspace(config, dict(sorted(loaded.items())), problems)


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
