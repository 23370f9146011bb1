"""The part of `kraokr init` that is about git: merges that unite what two branches have appended."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.workspace import Workspace

ATTRIBUTES = ".gitattributes"
NAME = "check-ins appended on two branches, united by kraokr"
DRIVER = (
    "if command -v kraokr >/dev/null 2>&1;"
    " then kraokr merge-driver --marker-size=%L -L %X -L %S -L %Y -- %O %A %B %P;"
    " else git merge-file --marker-size=%L -L ours -L base -L theirs -- %A %O %B; fi"
)
"""What git runs in a shell. Without kraokr on the path it merges as it would on its own."""

_USUAL = {"checkins": "checkins", "person": "people", "team": "teams"}
"""The kinds of file that can hold check-ins, each with the folder where it is usually kept."""

_ABOUT = "# Check-ins appended on two branches are united: `kraokr init --git`, once in each clone."
_SPECIAL = re.compile(r"[\\*?\[]")


def expect_repository(folder: Path) -> None:
    """Make sure that a folder, which need not be there yet, lies in the work tree of a repository.

    Raises:
        KraokrError: it does not, or there is no git.
    """
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())
    if _git(there, "rev-parse", "--is-inside-work-tree").stdout != b"true\n":
        raise KraokrError(f"{folder} lies in no git repository", "make one first: `git init`")


def set_up(root: Path, ws: Workspace) -> None:
    """Tell git, for one workspace and this clone, to merge check-ins with kraokr; what was done is told.

    Raises:
        KraokrError: a file or git's settings cannot be written.
    """
    _write_attributes(root, [f"{pattern} merge=kraokr" for pattern in patterns(ws)])
    for key, value in (("name", NAME), ("driver", DRIVER)):
        typer.echo(f"{_register(root, f'merge.kraokr.{key}', value)}  merge.kraokr.{key} of this clone")
    typer.echo("\nWhoever else clones the repository runs `kraokr init --git` once, too.")


def patterns(ws: Workspace) -> list[str]:
    """Git's patterns for where check-ins stand or can: with people and teams, and in files of their own."""
    paths = [(file.document.file.path, getattr(file, "kind", None)) for file in ws.files]
    found = set()
    for kind, usual in _USUAL.items():
        places = {path.parts[0] + ("/" if len(path.parts) > 1 else "") for path, of in paths if of == kind}
        found |= places or {f"{usual}/"}
    return sorted(map(_pattern, found))


def _pattern(place: str) -> str:
    """A file, or a folder with a slash behind it, as git reads it: in quotes where it has spaces."""
    plain = "/" + _SPECIAL.sub(r"\\\g<0>", place)
    pattern = f"{plain}**" if place.endswith("/") else plain
    if not re.search(r'[\s"]', pattern):
        return pattern
    quoted = re.sub(r'[\\"]', r"\\\g<0>", pattern)
    return f'"{quoted}"'


def _write_attributes(root: Path, lines: list[str]) -> None:
    from kraokr.workspace.save import save

    path = root / ATTRIBUTES
    try:
        before = path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError):
        raise KraokrError(f"{path} cannot be read as text", "correct it, and run this again") from None
    missing = list(_missing(before, lines))
    if missing:
        newline = "\r\n" if "\r\n" in before else "\n"
        gap = "" if not before or before.endswith("\n") else newline
        about = [] if _ABOUT in before else [_ABOUT]
        text = "".join(f"{line}\n" for line in (*about, *missing))
        save(path, before + gap + text.replace("\n", newline))
    for line in lines:
        typer.echo(f"{'written' if line in missing else 'kept   '}  {ATTRIBUTES}: {line}")


def _missing(before: str, lines: list[str]) -> Iterator[str]:
    """The lines that are not there, but for patterns that are there with another merge."""
    there = [line.strip() for line in before.splitlines()]
    for line in lines:
        pattern = line.removesuffix("merge=kraokr")
        if not any(one.startswith(pattern) and re.search(r"\s-?!?merge\b", one) for one in there):
            yield line


def _register(root: Path, key: str, value: str) -> str:
    """Put a setting into the repository's own config unless there is one; what was done."""
    known = _git(root, "config", "--local", "--get", key)
    if known.returncode == 0:
        same = os.fsdecode(known.stdout).removesuffix("\n") == value
        return "kept   " if same else f"kept as it was (remove it first: `git config --unset {key}`)"
    done = _git(root, "config", "--local", key, value)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise KraokrError(f"git config failed: {said}", "check the rights on the repository's config")
    return "written"


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError:
        raise KraokrError("git is not installed", "install it, and run this again") from None
