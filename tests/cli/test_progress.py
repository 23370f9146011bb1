"""The bar is for people who watch a long job, and for nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from kraokr.cli.progress import with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Called in the test itself, since pytest sets standard error anew after the fixtures."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_a_long_job_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    items = with_progress(range(20), 20, "Counting")
    assert [next(items) for _ in range(5)] == [0, 1, 2, 3, 4]
    assert "Counting" in terminal.getvalue()
    assert "5/20" in terminal.getvalue()
    assert "6/20" not in terminal.getvalue()
    assert list(items) == list(range(5, 20))


@pytest.mark.parametrize(
    ("total", "variable"), [(5, ("CI", "")), (20, ("CI", "true")), (20, ("TERM", "dumb"))]
)
def test_there_is_none_for_a_handful_and_in_logs(
    monkeypatch: pytest.MonkeyPatch, total: int, variable: tuple[str, str]
) -> None:
    terminal = terminal_of(monkeypatch)
    monkeypatch.setenv(*variable)
    assert list(with_progress(range(total), total, "Counting")) == list(range(total))
    assert terminal.getvalue() == ""


def test_there_is_none_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(with_progress(range(20), 20, "Counting")) == list(range(20))
    assert capsys.readouterr().err == ""
