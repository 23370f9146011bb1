"""A workspace that is linted once, or again and again: what stays the same is not read or checked twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from time import perf_counter
from typing import TYPE_CHECKING

from kraokr.cli.looking_back import Past
from kraokr.cli.request import LintRequest
from kraokr.cli.terminal import day

if TYPE_CHECKING:
    from kraokr.lint import Result, Settings
    from kraokr.lint.cache import Cache
    from kraokr.lint.checks import Checked
    from kraokr.model import Config
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Found, Opened


class Session:
    """The runs of one command; `opened` and `result` are those of the last one."""

    def __init__(self, request: LintRequest) -> None:
        self.request = request
        self.opened: Opened | None = None
        self.result: Result | None = None
        self._peeked: Opened | None = None
        self._settled: tuple[Config, Settings] | None = None

    def settings(self, config: Config) -> Settings:
        """The rules as the config and the command line want them.

        Raises:
            KraokrError: the command line names no rule.
        """
        from kraokr.lint import settle
        from kraokr.rules import RULES

        if self._settled is None or self._settled[0] is not config:
            chosen, left_out = words(self.request.select), words(self.request.ignore)
            self._settled = config, settle(RULES, config, chosen, left_out)
        return self._settled[1]

    def past(self, found: Found) -> Past:
        """The past of what was found, as it is now."""
        return Past(found, self.request.against)

    def run(
        self,
        found: Found,
        cache: Cache | None = None,
        timings: dict[str, float] | None = None,
    ) -> Result:
        """Load and lint; what a cache or the run before has left is used again.

        Raises:
            KraokrError: the command line names no rule, or no day.
        """
        from kraokr.lint import lint

        start = perf_counter()
        settings = self.settings(found.config)
        past = self.past(found)
        opened = self._opened(found, cache, share=timings is None)
        known = cache.known(opened.workspace) if cache else self._known(opened)
        today = day(self.request.today, found.config)
        if timings is not None:
            loaded = perf_counter()
            _ = opened.workspace.by_id
            timings |= {"loading": loaded - start, "index of ids": perf_counter() - loaded}
        self.result = lint(
            opened.workspace,
            settings,
            today,
            found.covers,
            team=opened.team,
            known=known,
            timings=timings,
            history=past.history(opened, settings, today),
        )
        self.result.notes = (*past.notes, *self.result.notes)
        self.opened, self._peeked = opened, None
        return self.result

    def peek(self, found: Found, paths: Collection[PurePosixPath]) -> list[Diagnostic]:
        """What is to be said after a change of some files: of those anew, of the others as before.

        Much faster than `run`, which has to follow: a change can have effects in other files too.
        """
        from kraokr.lint import lint
        from kraokr.lint.engine import order

        self._peeked = self._opened(found)
        settings, today = self.settings(found.config), day(self.request.today, found.config)
        workspace = self._peeked.workspace
        covers = frozenset(filter(found.covers, paths)).__contains__
        history = self.past(found).history(self._peeked, settings, today)
        new = lint(workspace, settings, today, covers, whole=False, history=history).diagnostics
        before = self.result.diagnostics if self.result else []
        return sorted((*new, *(one for one in before if one.finding.at.file.path not in paths)), key=order)

    def _opened(self, found: Found, cache: Cache | None = None, share: bool = False) -> Opened:
        from kraokr.workspace import open_found

        last = self._peeked or self.opened
        before = last.workspace if last else None
        parsed = cache.parsed if cache else None
        return open_found(found, share=share and before is None, parsed=parsed, before=before)

    def _known(self, opened: Opened) -> Mapping[PurePosixPath, Checked]:
        """What the run before said about files that are the same ones now."""
        if self.opened is None or self.result is None:
            return {}
        before, now = self.opened.workspace.documents, opened.workspace.documents
        checked = self.result.checked
        return {path: checked[path] for path in checked if before[path] is now.get(path)}


def words(given: Iterable[str]) -> list[str]:
    """The names in options that take several, with commas between them or one by one."""
    return [name.strip() for text in given for name in text.split(",") if name.strip()]
