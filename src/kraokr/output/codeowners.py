"""CODEOWNERS: who GitHub asks to review a change, and the seal by which a file of ours is known again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from kraokr.errors import KraokrError
from kraokr.model import Person
from kraokr.workspace import Workspace
from kraokr.workspace.approval import Approvers

MAX_BYTES = 3_000_000
"""GitHub ignores a file that is larger."""

_HEAD = """\
# Who is asked to review a change of a goal file. Made by `kraokr codeowners` from teams and owners:
# change those and run it again, rather than this file. The last line that fits a path counts.
"""
_SEAL = re.compile(r"# made by kraokr, sha256:(?P<hash>[0-9a-f]{64})\n\Z")
_HANDLE = re.compile(r"(?:@[\w.{}/-]+|[\w.+{}-]+@[\w.{}-]+)\Z")
_UNWRITABLE = re.compile(r"[\[\]*?!#\\\x00-\x1f\x7f]")


def render(ws: Workspace, approvers: Approvers, handle: str, prefix: str = "", own: str = "") -> str:
    """The file as text: folders first, then each goal file whose approver is another one.

    `handle` is how GitHub knows a person, with `{id}` for their id; `prefix` is the path from the top of the
    repository to the workspace, with a slash at its end; `own` is where the file itself goes.

    Raises:
        KraokrError: no handle can be made in this way, or the file gets too large.
    """
    if "{id}" not in handle or not _HANDLE.match(handle):
        raise KraokrError(f"`{handle}` is no handle", "write `@{id}`, `@{id}_acme` or `{id}@acme.com`")
    lines = (_line(path, people, handle) for path, people in _lines(ws, approvers, prefix, own))
    text = sealed(_HEAD + "".join(lines))
    if len(text.encode()) > MAX_BYTES:
        raise KraokrError(
            f"the file would have {len(text.encode()) / 1e6:.1f} MB, and GitHub reads up to 3 MB",
            "move closed cycles into a repository of their own",
        )
    return text


def unwritable(ws: Workspace) -> list[PurePosixPath]:
    """The goal files whose names hold a sign that has a meaning in CODEOWNERS; they get no line."""
    return [path for path in ws.documents if _UNWRITABLE.search(str(path))]


def sealed(text: str) -> str:
    """A text with a last line that carries the hash of all before it."""
    return f"{text}# made by kraokr, sha256:{sha256(text.encode()).hexdigest()}\n"


def is_untouched(text: str) -> bool:
    """Whether a text was made by us and nobody has changed it since."""
    match = _SEAL.search(text)
    return match is not None and sealed(text[: match.start()]) == text


def _lines(
    ws: Workspace, approvers: Approvers, prefix: str, own: str
) -> Iterator[tuple[str, Sequence[Person]]]:
    """The paths with their people: each folder for files to come, then the files that are for others."""
    folders: dict[str, set[bool]] = {}
    files = [(file.document.file.path, file) for file in ws.files]
    for path, file in files:
        if len(path.parts) > 1 and not _UNWRITABLE.search(path.parts[0]):
            folders.setdefault(path.parts[0], set()).add(approvers.is_free(file))
    general = {name: () if free == {True} else approvers.company for name, free in folders.items()}
    yield from ((f"{prefix}{name}/", people) for name, people in sorted(general.items()))
    for path, file in files:
        people = approvers.of(file)
        if people != general.get(path.parts[0]) and not _UNWRITABLE.search(str(path)):
            yield f"{prefix}{path}", people
    if own:
        yield own, approvers.company


def _line(path: str, people: Sequence[Person], handle: str) -> str:
    names = (handle.replace("{id}", person.id) for person in people)
    escaped = path.replace(" ", "\\ ")
    return " ".join((f"/{escaped}", *names)) + "\n"
