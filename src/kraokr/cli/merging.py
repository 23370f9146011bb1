"""`kraokr merge-driver`: what git runs to merge a file of check-ins."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.terminal import say
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.recording.merging import United

_CONFLICTS = 127
"""The most conflicts that `git merge-file` counts; beyond that it has failed."""

_UNSAID = ("%X", "%S", "%Y")
"""What an older git leaves in the place of a label."""


def merge_driver_command(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The ancestor: git's %O.")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Our side, which takes the result: git's %A.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The other side: git's %B.")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="The file that is merged: git's %P.")] = "",
    label: Annotated[
        list[str] | None, typer.Option("--label", "-L", help="Names ours, the ancestor and theirs, in turn.")
    ] = None,
    marker_size: Annotated[int, typer.Option(min=1, help="How long conflict markers are: git's %L.")] = 7,
) -> int:
    """Merge a file for git: unite what two branches have appended to check-ins, else do as git does.

    `kraokr init --git` sets it up.
    """
    united = _united(base, ours, theirs)
    for contradiction in united.contradictions:
        say(f"{path or ours}: {contradiction}")
    if united.text is not None:
        ours.write_bytes(united.text.encode())
        return 0
    conflicts = _merge_lines(ours, base, theirs, _labels(label or ()), marker_size)
    return int(conflicts > 0 or bool(united.contradictions))


def _united(base: Path, ours: Path, theirs: Path) -> United:
    from kraokr.recording.merging import United, unite

    try:
        texts = [path.read_bytes().decode() for path in (base, ours, theirs)]
        return unite(texts[0], texts[1], texts[2], _merged_text)
    except OSError as error:
        raise KraokrError(f"{error.filename} cannot be read: {error.strerror}") from None
    except Exception:  # whatever goes wrong here, git can still merge the lines
        return United(None)


def _merged_text(base: str, ours: str, theirs: str) -> str | None:
    """Three texts merged line by line by git; None where they conflict."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode())
        conflicts = _merge_lines(paths[0], paths[1], paths[2], (), 7)
        return paths[0].read_bytes().decode() if conflicts == 0 else None


def _merge_lines(ours: Path, base: Path, theirs: Path, labels: Sequence[str], size: int) -> int:
    """Merge line by line in the place of ours, as git does on its own; the number of conflicts.

    Raises:
        KraokrError: git cannot do it, as with a binary file.
    """
    named = [part for label in labels for part in ("-L", label)]
    command = ["git", "merge-file", "--quiet", f"--marker-size={size}", *named, "--"]
    try:
        run = subprocess.run([*command, ours, base, theirs], capture_output=True, check=False)
    except OSError:
        raise KraokrError("git is not installed", "install it, and merge again") from None
    if run.returncode > _CONFLICTS:
        said = run.stderr.decode(errors="replace").strip().removeprefix("error: ")
        raise KraokrError(f"git merge-file failed: {said}", "merge this file by hand")
    return run.returncode


def _labels(given: Sequence[str]) -> list[str]:
    """The names of ours, the ancestor and theirs, as git shows them."""
    branches = [name for key, name in os.environ.items() if key.startswith("GITHEAD_")]
    usual = ("HEAD", "base", branches[0] if len(branches) == 1 else "theirs")
    said = [label if label and label not in _UNSAID else "" for label in (*given, "", "", "")]
    return [one or other for one, other in zip(said, usual, strict=False)]
