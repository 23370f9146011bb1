"""Whose review is asked for: by an id, by a file, or by a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kraokr.cli.writing import shown_path
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.model import Node, Person, ReviewEntry
    from kraokr.workspace import Opened


class Asked(NamedTuple):
    """A person, and the review if it is one that was asked for."""

    person: Person
    record: ReviewEntry | None = None

    @property
    def name(self) -> str:
        """How the person is called."""
        return self.person.name or self.person.id


def open_asked(who: Sequence[str]) -> Opened:
    """The workspace of those asked for.

    Raises:
        KraokrError: a path lies outside the workspace of the first one.
    """
    from kraokr.workspace import open_workspace
    from kraokr.workspace.filesystem import is_file

    paths = [Path(text) for text in who if is_file(Path(text)) or _is_folder(text)]
    return open_workspace(paths, Path.cwd())


def is_one(opened: Opened, who: Sequence[str]) -> bool:
    """Whether one person is asked for, and no folder."""
    return len(who) == 1 and (who[0] in opened.workspace.people or not _is_folder(who[0]))


def asked_for(opened: Opened, who: Iterable[str]) -> Iterator[Asked | KraokrError]:
    """Whose reviews are meant, in this order, below a folder in that of paths; or why nobody's is."""
    for text in who:
        try:
            yield from _meant(opened, text)
        except KraokrError as error:
            yield error


def _meant(opened: Opened, text: str) -> Iterator[Asked | KraokrError]:
    from kraokr.model.messages import unknown_word
    from kraokr.workspace.filesystem import is_file

    people = opened.workspace.people
    if is_file(Path(text)):
        yield _of_file(opened, _place(opened, text), text)
    elif text in people:
        yield Asked(people[text])
    elif _is_folder(text):
        yield from _below(opened, text)
    else:
        message, help = unknown_word("person or file", text, tuple(people))
        raise KraokrError(message, help if people else "run it where the goal files are, or give a file")


def _of_file(opened: Opened, path: PurePosixPath, shown: str) -> Asked:
    """The person whose file, or whose review's file, it is."""
    from kraokr.model import Person, ReviewEntry

    node = _node(opened, path)
    if isinstance(node, Person):
        return Asked(node)
    if isinstance(node, ReviewEntry):
        person = opened.workspace.people.get(node.person or "")
        if person is not None:
            return Asked(person, node)
        raise KraokrError(
            f"{shown} reviews `{node.person}`, who has no file that can be read",
            f"add a file with `kind: person` and `id: {node.person}`, or correct `person:`",
        )
    if node is None:
        raise KraokrError(
            f"{shown} cannot be read as a goal file", f"`kraokr lint {shown}` shows what is wrong"
        )
    raise KraokrError(
        f"{shown} has `kind: {node.document.data['kind']}` and is no person's file",
        "give a file with `kind: person`, or a person's id",
    )


def _below(opened: Opened, text: str) -> Iterator[Asked | KraokrError]:
    """The people below a folder; the reviews there of other people; the files there that cannot be read."""
    from kraokr.model import Person, ReviewEntry

    ws, folder = opened.workspace, _place(opened, text)
    files = [file for file in ws.files if file.document.file.path.is_relative_to(folder)]
    people = [file for file in files if isinstance(file, Person)]
    reviews = [file for file in files if isinstance(file, ReviewEntry) and ws.holder(file) not in people]
    unread = [path for path in _unread(opened) if path.is_relative_to(folder)]
    if not (people or reviews or unread):
        raise KraokrError(
            f"no person's file and no review lies below {text}", "name another folder, or people"
        )
    yield from map(Asked, people)
    for path in (*(review.document.file.path for review in reviews), *unread):
        try:
            yield _of_file(opened, path, shown_path(opened, path))
        except KraokrError as error:
            yield error


def _unread(opened: Opened) -> list[PurePosixPath]:
    """The files that nothing could be made of, and that may be a person's or a review."""
    ws = opened.workspace
    broken = {problem.finding.at.file.path for problem in ws.problems}
    read = {file.document.file.path for file in ws.files}
    return [path for path in sorted(broken - read) if _may_be_about_people(opened, path)]


def _may_be_about_people(opened: Opened, path: PurePosixPath) -> bool:
    from kraokr.model import KINDS

    document = opened.workspace.documents.get(path)
    kind = document.data.get("kind") if document and isinstance(document.data, dict) else None
    return kind in ("person", "review") or kind not in KINDS


def _node(opened: Opened, path: PurePosixPath) -> Node | None:
    return next((file for file in opened.workspace.files if file.document.file.path == path), None)


def _place(opened: Opened, text: str) -> PurePosixPath:
    from kraokr.workspace.tree import relative

    return relative(Path(text), opened.root, Path.cwd())


def _is_folder(text: str) -> bool:
    from kraokr.workspace.filesystem import is_folder

    return text != "" and is_folder(Path(text))
