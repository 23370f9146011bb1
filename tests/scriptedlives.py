"""Views of lives for the tests of their formats."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fixtures.history.build import TODAY, build
from kraokr.history.chosen import choose
from kraokr.history.life import Lives, read_lives
from kraokr.history.quarters import Quarters
from kraokr.history.repository import Repository
from kraokr.output.lives.view import LivesView, Span, lives_view
from kraokr.workspace import Found, look_around


class Read:
    """The scripted repository, read once."""

    def __init__(self, folder: Path) -> None:
        self.commits = build(folder)
        self.found: Found = look_around([], folder)
        self.lives: Lives = read_lives(Repository(folder), self.found, TODAY)

    def view(self, *names: str, since: date = date(2024, 10, 1)) -> LivesView:
        quarters = Quarters(self.found.config)
        span = Span(quarters, tuple(quarters.between(since, TODAY)), TODAY)
        return lives_view(self.lives, choose(self.lives, names), span, ["a note"])
