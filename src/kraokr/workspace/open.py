"""Opening: finding what lies on disk around the paths asked for, and loading it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from kraokr.model import Config
from kraokr.parallel import ALONE, Team, team_for
from kraokr.source.text import SourceFile
from kraokr.workspace.filesystem import exists, is_folder, resolved
from kraokr.workspace.load import CONFIG_PATH, Loaded, load, load_file
from kraokr.workspace.tree import CONFIG_NAME, DiskTree, Tree, find_root, read_disk, read_text, relative
from kraokr.workspace.workspace import Workspace

_SAVED = 0.75
"""The share of the work on a file that is saved if its data is known."""

_FOREIGN = "no goal file: it has no `kind:`, or an `apiVersion:`"


@dataclass(frozen=True)
class Found:
    """What there is to load: the root, the paths asked for, the text of every file.

    `named` are the files among the paths, which have to be goal files. Where `only` is given, no other files
    are reported on.
    """

    root: Path
    asked: tuple[PurePosixPath, ...]
    named: frozenset[PurePosixPath]
    tree: DiskTree
    config_file: Loaded | None = None
    only: frozenset[PurePosixPath] | None = None

    @property
    def config(self) -> Config:
        """The workspace's config; a default one where there is none."""
        node = self.config_file.node if self.config_file else None
        return node if isinstance(node, Config) else Config()

    def covers(self, path: PurePosixPath) -> bool:
        """Whether a file is among the paths asked for; all are if none was, and the config always is."""
        if self.only is not None and path not in self.only:
            return False
        text = str(path)
        if not self.asked or text in (CONFIG_NAME, *map(str, self.asked)):
            return True
        return any(text.startswith(f"{asked}/") for asked in self.asked)

    def with_texts(self, texts: Tree) -> Found:
        """The same with other texts in the place of some files."""
        tree = replace(self.tree, files={**self.tree.files, **texts})
        config = (
            load_file(SourceFile(CONFIG_PATH, texts[CONFIG_PATH]))
            if CONFIG_PATH in texts
            else self.config_file
        )
        return replace(self, tree=tree, config_file=config)


@dataclass(frozen=True)
class Opened:
    """A loaded workspace, what it was loaded from, why files were passed over, and who is at work."""

    found: Found
    workspace: Workspace
    skipped: Mapping[PurePosixPath, str] = field(default_factory=dict)
    team: Team = ALONE

    @property
    def root(self) -> Path:
        """The workspace root."""
        return self.found.root


def look_around(paths: Sequence[Path], cwd: Path, unsaved: Mapping[Path, str] | None = None) -> Found:
    """Read everything that belongs to the workspace in which the paths, or the working directory, lie.

    `unsaved` texts, such as standard input, stand in for what those paths hold on disk.

    Raises:
        KraokrError: a path does not exist or lies outside the workspace.
    """
    root = find_root(paths, cwd)
    replaced = {_place(path, root, cwd): text for path, text in (unsaved or {}).items()}
    asked = tuple(
        _place(path, root, cwd) if path in (unsaved or ()) else relative(path, root, cwd) for path in paths
    )
    if PurePosixPath() in asked:
        asked = ()
    text = replaced[CONFIG_PATH] if CONFIG_PATH in replaced else read_text(root, CONFIG_PATH)
    config = load_file(SourceFile(CONFIG_PATH, text)) if text is not None else None
    named = frozenset(path for path in asked if not is_folder(root / path))
    unread = {CONFIG_PATH} if text is None and exists(root / CONFIG_PATH) else set()
    found = Found(root, asked, named, DiskTree(), config)
    tree = read_disk(root, found.config.files, found.config.exclude, (named | unread) - replaced.keys())
    tree.files.update(replaced)
    tree.problems = [one for one in tree.problems if one.finding.at.file.path not in replaced]
    return Found(root, asked, named, tree, config)


def _place(path: Path, root: Path, cwd: Path) -> PurePosixPath:
    """A path below the root that need not exist."""
    absolute = Path(os.path.normpath(resolved(cwd) / path))
    return (
        PurePosixPath(absolute.relative_to(root).as_posix())
        if absolute.is_relative_to(root)
        else PurePosixPath(path.name)
    )


def open_found(
    found: Found,
    *,
    share: bool = False,
    parsed: Mapping[PurePosixPath, Any] | None = None,
    before: Workspace | None = None,
) -> Opened:
    """Load what was found, with the help of what was `parsed` earlier or loaded `before`.

    With `share`, a large workspace may be loaded by a team of two processes: both go on from here, and the
    caller has to see to it that the second one ends, as `lint` does.
    """
    files = found.tree.files
    work = len(files) - len(parsed or ()) * _SAVED
    team = team_for(round(work)) if share else ALONE
    known = {CONFIG_PATH: found.config_file} if found.config_file else {}
    workspace = load(
        files,
        named=found.named,
        problems=found.tree.problems,
        known={**_unchanged(files, before), **known},
        parsed=parsed,
        team=team,
    )
    foreign = dict.fromkeys(files.keys() - workspace.documents.keys(), _FOREIGN)
    return Opened(found, workspace, {**found.tree.skipped, **foreign}, team)


def _unchanged(files: Mapping[PurePosixPath, str], before: Workspace | None) -> dict[PurePosixPath, Loaded]:
    """What was loaded before and still reads the same, unless the config has changed."""
    if before is None or not _same(files, before, CONFIG_PATH):
        return {}
    return {
        path: Loaded(document, before.top(document))
        for path, document in before.documents.items()
        if _same(files, before, path)
    }


def _same(files: Mapping[PurePosixPath, str], before: Workspace, path: PurePosixPath) -> bool:
    document = before.documents.get(path)
    text = files.get(path)
    return (document.file.text if document else None) == (
        text.removeprefix("\ufeff") if text is not None else None
    )


def open_workspace(paths: Sequence[Path], cwd: Path) -> Opened:
    """Load the workspace that the paths, or the working directory, lie in.

    Raises:
        KraokrError: a path does not exist or lies outside the workspace.
    """
    return open_found(look_around(paths, cwd))
