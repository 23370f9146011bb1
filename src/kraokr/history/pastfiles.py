"""Past files: what the texts of a history say, each read once and only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from kraokr.history.entities import Key, entities
from kraokr.history.repository import Repository
from kraokr.history.sections import sections
from kraokr.history.steps import WORKING
from kraokr.model import Node
from kraokr.model.validate import validate
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse_later
from kraokr.workspace import Workspace


class PastFiles:
    """The texts of a history by their ids in git, those of the working tree included.

    `together` names texts that are likely to be asked for with one: git answers many as fast as one.
    """

    def __init__(
        self, repository: Repository, workspace: Workspace, together: Callable[[str], Sequence[str]]
    ) -> None:
        self._repository = repository
        self._workspace = workspace
        self._together = together
        self._texts: dict[str, str] = {}
        self._tops: dict[str, Node | None] = {}
        self._things: dict[str, Mapping[Key, Node]] = {}

    def things(self, path: PurePosixPath, blob: str) -> Mapping[Key, Node]:
        """The things that a file held, by their keys; none where it could not be read."""
        if blob not in self._things:
            top = self._top(path, blob)
            self._things[blob] = entities(top) if top else {}
        return self._things[blob]

    def is_unreadable(self, path: PurePosixPath, blob: str | None) -> bool:
        """Whether there was a file that could not be read as a goal file."""
        return blob is not None and self._top(path, blob) is None

    def section(self, blob: str | None, names: Sequence[str]) -> str:
        """What a text says under some of its top keys; nothing where there was no file."""
        return sections(self._text(blob), names) if blob else ""

    def _top(self, path: PurePosixPath, blob: str) -> Node | None:
        if blob not in self._tops:
            document = parse_later(SourceFile(path, self._text(blob)))
            self._tops[blob] = validate(document, self._workspace.config.status_aliases)
        return self._tops[blob]

    def _text(self, blob: str) -> str:
        if blob.startswith(WORKING):
            return self._workspace.documents[PurePosixPath(blob.removeprefix(WORKING))].file.text
        if blob not in self._texts:
            wanted = (blob, *self._together(blob))
            new = [one for one in wanted if one not in self._texts and not one.startswith(WORKING)]
            found = self._repository.content(new)
            self._texts.update((one, found.get(one, b"").decode("utf-8", "replace")) for one in new)
        return self._texts[blob]
