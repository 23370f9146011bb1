"""Shared by the tests of linting."""

from __future__ import annotations

import pytest

from commands import Commands


@pytest.fixture
def kraokr(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The command line, as a function of its arguments."""
    return Commands(monkeypatch, capsys)
