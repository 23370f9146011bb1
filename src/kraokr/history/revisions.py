"""The two ends of a comparison: commits, as git lets people name them, or the files on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.history.repository import Repository

_DEEPEN = "fetch them: `fetch-depth: 0` for actions/checkout, `git fetch --unshallow` elsewhere"


class End(NamedTuple):
    """One end of a comparison: a commit with its day, or the files on disk where `commit` is None."""

    text: str
    commit: str | None = None
    on: date | None = None

    def __str__(self) -> str:
        if self.commit is None:
            return self.text
        short = self.commit[:7]
        return f"{short} ({self.on})" if self.text.startswith(short) else f"{self.text} ({short}, {self.on})"


WORKING_TREE = End("working tree")


class Ends(NamedTuple):
    """What is compared with what; only what stands in files below `paths`, relative to the root, if any.

    `note` says why it is these two, where nobody named them and they are not the obvious ones.
    """

    before: End
    after: End = WORKING_TREE
    paths: tuple[PurePosixPath, ...] = ()
    note: str | None = None

    def covers(self, path: PurePosixPath) -> bool:
        """Whether a file is asked for."""
        return not self.paths or any(path.is_relative_to(asked) for asked in self.paths)


def ends_of(repository: Repository, words: Sequence[str] = ()) -> Ends:
    """The ends that revisions mean: one, two, or a range with two dots or three; without any, the default.

    The default is where HEAD left the default branch, against the files on disk; on that branch it is HEAD.

    Raises:
        KraokrError: there is no commit, or none that is meant; there are too many.
    """
    if repository.head is None:
        help = "commit the goal files first; then there is something to compare with"
        raise KraokrError("this repository has no commits yet", help)
    if not words:
        return _default(repository)
    if len(words) == 1 and ".." in words[0]:
        return _range(repository, words[0])
    if len(words) > 2 or any(".." in word for word in words):
        raise KraokrError(f"`{' '.join(words)}` is more than two revisions", "name one, two, or a range A..B")
    before, after = [*(_end(repository, word) for word in words), WORKING_TREE][:2]
    return Ends(before, after)


def is_revision(repository: Repository, word: str) -> bool:
    """Whether a word is a revision, or a range of two; `..` alone is the folder above, as for git."""
    parts = [part for part in word.replace("...", "..").split("..") if part]
    return word != ".." and bool(word) and all(map(repository.commit, parts))


def hint(repository: Repository, word: str) -> str:
    """What the user may have meant by a word that means nothing, or how to come by it."""
    from difflib import get_close_matches

    alike = get_close_matches(word, repository.names, n=3, cutoff=0.6)
    if alike:
        return f"did you mean {' or '.join(f'`{name}`' for name in alike)}?"
    if repository.is_shallow:
        return f"this is a shallow clone, which lacks older commits and other branches; {_DEEPEN}"
    some = ", ".join(f"`{name}`" for name in repository.names[:5])
    return f"the newest branches and tags are {some}" if some else "`git log` shows the commits"


def _end(repository: Repository, revision: str) -> End:
    commit = repository.commit(revision)
    if commit is None:
        raise KraokrError(f"`{revision}` is no revision of this repository", hint(repository, revision))
    return End(revision, commit, repository.day(commit))


def _range(repository: Repository, word: str) -> Ends:
    dots = "..." if "..." in word else ".."
    before, _, after = word.partition(dots)
    one, other = (_end(repository, part or "HEAD") for part in (before, after))
    return Ends(_fork(repository, one, other) if dots == "..." else one, other)


def _default(repository: Repository) -> Ends:
    head, default = _end(repository, "HEAD"), repository.default_branch
    if default is None and repository.is_shallow:
        raise KraokrError("the default branch is not in this shallow clone", f"name a revision, or {_DEEPEN}")
    if default is None:
        return Ends(head, note="no default branch is known here, so this compares with HEAD")
    if default.removeprefix("origin/") == repository.branch:
        return Ends(head)
    return Ends(_fork(repository, _end(repository, default), head))


def _fork(repository: Repository, one: End, other: End) -> End:
    """The newest commit that both ends have in common."""
    commit = repository.merge_base(one.commit or "", other.commit or "")
    if commit is None:
        names = f"`{one.text}` and `{other.text}`"
        if repository.is_shallow:
            raise KraokrError(f"what {names} have in common is not in this shallow clone", _DEEPEN)
        raise KraokrError(f"{names} have no commit in common", "name both: `kraokr diff A B`")
    if commit == one.commit:
        return one
    return End(f"merge base of {one.text} and {other.text}", commit, repository.day(commit))
