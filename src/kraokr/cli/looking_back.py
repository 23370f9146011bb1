"""The history that `kraokr lint` judges by: the log, or with `--against` the change since a revision."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from kraokr.cli.terminal import say
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.history.record import History
    from kraokr.history.repository import Repository
    from kraokr.lint import Settings
    from kraokr.workspace import Found, Opened

_UNREAD = (
    "git does not read the repository that this lies in, so the rules on its history were not checked; "
    "`git status` says why"
)


class Past:
    """The past of the workspace at a root, as one run sees it."""

    def __init__(self, found: Found, against: str | None) -> None:
        self._root = found.root
        self._against = against
        self.notes: tuple[str, ...] = ()

    @cached_property
    def base(self) -> str | None:
        """The commit that `--against` compares with: where its revision and HEAD have parted.

        Raises:
            KraokrError: there is no repository, or no such revision.
        """
        if self._against is None:
            return None
        from kraokr.history.repository import Repository

        repository = Repository(self._root)
        other = repository.commit(self._against)
        if other is None:
            raise KraokrError(
                f"`{self._against}` is no revision of this repository",
                "correct its name, or fetch it: a shallow clone lacks other branches and older commits",
            )
        return (repository.merge_base(other, repository.head) if repository.head else None) or other

    @property
    def key(self) -> str:
        """What tells this past from others that may lead to other findings."""
        from kraokr.history.stamp import stamp

        return f"{stamp(self._root)}\n{self.base or ''}"

    def history(self, opened: Opened, settings: Settings, today: date) -> History | None:
        """What rules may ask; None without a repository, or where no rule that is on looks back.

        What was committed later than the day to judge by is no past: an archive or an example that is looked
        at as of its own day has none in the repository that keeps it.
        """
        from kraokr.history.stamp import git_folder

        if not _looks_back(settings) or (git_folder(self._root) is None and self._against is None):
            return None
        from kraokr.history.record import History
        from kraokr.history.repository import Repository

        base = self.base
        try:
            repository = Repository(self._root)
        except KraokrError as error:
            self.notes = (_UNREAD,) if "installed" not in error.message else ()
            return None
        if base is None and _is_later(repository, today):
            return None
        return History(repository, opened.found, opened.workspace, today, base)


def _is_later(repository: Repository, today: date) -> bool:
    """Whether the newest commit is of a later day, by more than days differ around the world."""
    head = repository.head
    return head is not None and repository.day(head) > today + timedelta(days=1)


def _looks_back(settings: Settings) -> bool:
    return any(
        active.rule.looks_back is not None and active.severity is not None
        for variant in settings.variants()
        for active in variant.active.values()
    )


def say_notes(notes: Sequence[str]) -> None:
    """Say what could not be checked; on GitHub as an annotation, which is seen where findings are."""
    for note in notes:
        if os.environ.get("GITHUB_ACTIONS") == "true":
            say(f"::warning title=kraokr::{note}")
        else:
            say(f"note: {note}")
