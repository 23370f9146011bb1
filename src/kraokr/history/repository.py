"""A git repository, asked through its plumbing and never written to."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha1, sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kraokr.errors import KraokrError

_DEFAULT_BRANCHES = ("main", "master", "trunk")
_LONG = 64
"""The digits of an id in repositories that use SHA-256."""

_FILE = ("100644", "100755", "100664")
_FORMAT = "%x01%H%x00%as%x00%an%x00%s%x00%(trailers:only,unfold,separator=%x02)"
"""A commit in the log: a mark, then its id, the day of its author, who, the subject, the trailers."""

_COMMIT = re.compile(rb"\x01(?=[0-9a-f]{40,64}\0)")


class Touched(NamedTuple):
    """A file that a commit touched: the ids of its content before and after, None where there was no file."""

    before: str | None
    after: str | None


class Commit(NamedTuple):
    """A commit with the files below the workspace root that it touched. `on` is the author's day."""

    id: str
    on: date
    author: str
    subject: str
    trailers: Mapping[str, str]
    files: Mapping[PurePosixPath, Touched]


class Repository:
    """The repository around a workspace root. Paths are relative to that root, as in the workspace."""

    def __init__(self, root: Path) -> None:
        """Raises KraokrError where there is no git, or no repository with a work tree around the root."""
        self.root = root
        asked = self._run(("rev-parse", "--is-inside-work-tree"))
        if asked.stdout != b"true\n":
            raise KraokrError(*_refused(root, asked.stderr))
        self._blobs: dict[str, bytes] = {}

    @cached_property
    def prefix(self) -> str:
        """The path of the workspace root below the top of the work tree: `a/b/`, empty at the top."""
        return self._ask("rev-parse", "--show-prefix") or ""

    @cached_property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when the repository was cloned."""
        return self._ask("rev-parse", "--is-shallow-repository") == "true"

    @cached_property
    def head(self) -> str | None:
        """The commit checked out; None before the first one."""
        return self.commit("HEAD")

    @cached_property
    def branch(self) -> str | None:
        """The branch checked out; None where HEAD is detached."""
        return self._ask("symbolic-ref", "--quiet", "--short", "HEAD")

    @cached_property
    def names(self) -> Sequence[str]:
        """The branches and tags, those with the newest commits first."""
        listed = self._ask(
            *("for-each-ref", "--sort=-creatordate", "--format=%(refname:lstrip=2)"),
            *("refs/heads", "refs/remotes", "refs/tags"),
        )
        return tuple(name for name in (listed or "").split("\n") if name and not name.endswith("/HEAD"))

    @cached_property
    def default_branch(self) -> str | None:
        """The branch that others leave and come back to: as the remote says, else by its usual names."""
        remote = self._ask("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
        usual = (self._ask("config", "init.defaultBranch"), *_DEFAULT_BRANCHES)
        candidates = (remote, *(f"{place}{name}" for name in usual if name for place in ("origin/", "")))
        return next((name for name in candidates if name and name in self.names), None)

    def commit(self, revision: str) -> str | None:
        """The id of the commit that a revision means; None where it means none."""
        return self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")

    def merge_base(self, one: str, other: str) -> str | None:
        """The newest commit that two commits have in common."""
        return self._ask("merge-base", one, other)

    def first_commits(self, commit: str) -> Sequence[str]:
        """The oldest commits that led to one by first parents; in a shallow clone, those where it ends."""
        found = self._ask("rev-list", "--first-parent", "--max-parents=0", commit)
        return found.split("\n") if found else ()

    def is_path(self, text: str) -> bool:
        """Whether a text names a file or folder of the work tree."""
        return os.path.lexists(text)

    def day(self, commit: str) -> date:
        """The author's day of a commit."""
        return date.fromisoformat(self._expect("log", "-1", "--format=%as", commit).decode().strip())

    def last_before(self, day: date) -> str | None:
        """The newest commit by the end of a day that led to HEAD; None if history begins later."""
        return self._ask("rev-list", "-1", "--first-parent", f"--before={day}T23:59:59", "HEAD") or None

    def last_change(self, commit: str, paths: Sequence[PurePosixPath]) -> str | None:
        """The newest commit up to one that touched some files."""
        below = [str(path) for path in paths]
        return self._ask("log", "-1", "--format=%H", commit, "--", *below) or None if below else None

    def files(self, commit: str) -> Mapping[PurePosixPath, str]:
        """The files of a commit below the root with the ids of their content; no links, no submodules."""
        listed = self._expect(
            "ls-tree", "-r", "-z", "--full-tree", commit, "--", *([self.prefix] if self.prefix else [])
        )
        found = {}
        for entry in listed.split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, _, blob = about.decode().split(" ")
            if mode in _FILE:
                found[PurePosixPath(os.fsdecode(path)[len(self.prefix) :])] = blob
        return found

    def blob(self, text: str) -> str:
        """The id that git gives to a text."""
        data = text.encode()
        made = sha256 if len(self.head or "") == _LONG else sha1
        return made(b"blob %d\0%b" % (len(data), data)).hexdigest()

    def content(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """The content of some blobs by their ids, each asked for once in the life of this object."""
        wanted = [blob for blob in dict.fromkeys(blobs) if blob not in self._blobs]
        if wanted:
            answer = self._expect("cat-file", "--batch", stdin="\n".join([*wanted, ""]).encode())
            self._blobs.update(_split(answer))
        return {blob: self._blobs[blob] for blob in blobs if blob in self._blobs}

    def log(
        self, since: date | None = None, paths: Sequence[PurePosixPath] = (), until: str = "HEAD"
    ) -> Iterator[Commit]:
        """The commits that touched files below the root, the newest first; merges by their first parent."""
        if self.commit(until) is None:
            return
        limits = [f"--since={since}T00:00:00"] if since else []
        below = [str(path) for path in paths] or ["."]
        answer = self._expect(
            *("log", "--raw", "--no-renames", "--no-abbrev", "-z", "-m", "--first-parent"),
            *("--root", "--no-show-signature"),  # whatever the user's config says
            *(f"--format={_FORMAT}", *limits, until, "--", *below),
        )
        for part in _COMMIT.split(answer)[1:]:
            yield self._commit(part)

    def _commit(self, part: bytes) -> Commit:
        fields = part.split(b"\0")
        id, on, author, subject, trailers = (os.fsdecode(field) for field in fields[:5])
        files = {}
        changes = [field.lstrip(b"\n") for field in fields[5:]]
        for about, path in zip(changes[::2], changes[1::2], strict=False):
            before_mode, after_mode, before, after, _ = about.decode().lstrip(":").split(" ")
            files[PurePosixPath(os.fsdecode(path)[len(self.prefix) :])] = Touched(
                before if before_mode in _FILE else None, after if after_mode in _FILE else None
            )
        return Commit(id, date.fromisoformat(on), author, subject, _trailers(trailers), files)

    def _ask(self, *arguments: str) -> str | None:
        """What a command says on its one line; None where it fails."""
        run = self._run(arguments)
        return os.fsdecode(run.stdout).removesuffix("\n") if run.returncode == 0 else None

    def _expect(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        run = self._run(arguments, stdin)
        if run.returncode:
            said = run.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
            raise KraokrError(f"git {arguments[0]} failed: {said}")
        return run.stdout

    def _run(
        self, arguments: Sequence[str], stdin: bytes | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "--no-optional-locks", "--literal-pathspecs", "-C", str(self.root), *arguments]
        environment = {**os.environ, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
        try:
            return subprocess.run(command, capture_output=True, input=stdin, env=environment, check=False)
        except OSError:
            raise KraokrError("git is not installed", "install it, and run this again") from None


def _refused(root: Path, said: bytes) -> tuple[str, str]:
    """Why git does not work in a folder, and what to do."""
    if b"dubious ownership" in said:
        message = f"git does not trust the repository around {root}, which belongs to somebody else"
        return message, f"if you do: `git config --global --add safe.directory {root}`"
    return f"{root} lies in no git repository", "run it where the goal files are kept in git"


def _split(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """The blobs in an answer of `cat-file --batch`; those that are missing are left out."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        about = answer[at:end].split(b" ")
        at = end + 1
        if about[-1] != b"missing":
            size = int(about[2])
            yield about[0].decode(), answer[at : at + size]
            at += size + 1


def _trailers(text: str) -> Mapping[str, str]:
    pairs = (line.partition(":") for line in text.split("\x02") if ":" in line)
    return {key.strip().casefold(): value.strip() for key, _, value in pairs}
