from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cli.test_review import Kraokr, kraokr

__all__ = ["kraokr"]

STARTS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}


@pytest.mark.parametrize("format", STARTS)
def test_the_ending_or_the_option_gives_the_format(kraokr: Kraokr, format: str) -> None:
    assert kraokr.review("ann", "-o", f"ann.{format}").code == 0
    assert kraokr.review("ann", "-f", format, "-o", "out/").code == 0
    written = [Path(f"ann.{format}").read_bytes(), Path(f"out/ann-2026-H1.{format}").read_bytes()]
    assert written[0] == written[1]
    assert written[0].startswith(STARTS[format])


@pytest.mark.parametrize("format", STARTS)
def test_a_pipe_gets_the_bytes(kraokr: Kraokr, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    with Path("pipe").open("w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert kraokr.review("ann", "-f", format).code == 0
    assert Path("pipe").read_bytes().startswith(STARTS[format])


def test_a_terminal_is_told_to_name_a_file(kraokr: Kraokr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    ran = kraokr.review("ann", "-f", "pdf")
    assert (ran.code, ran.out) == (2, "")
    help = "help: write it with `--output ann-2026-H1.pdf`\n"
    assert ran.err.endswith(f"error: a terminal cannot show this format\n{help}")


@pytest.mark.parametrize("format", STARTS)
def test_only_what_nobody_changed_is_replaced(kraokr: Kraokr, format: str) -> None:
    file = Path(f"ann.{format}")
    kraokr.review("ann", "-o", str(file))
    assert kraokr.review("ann", "-o", str(file), "--cycle", "2025-H2").code == 0
    changed = file.read_bytes()[:-9]
    file.write_bytes(changed)
    assert kraokr.review("ann", "-o", str(file)).code == 2
    assert file.read_bytes() == changed


def test_what_no_font_shows_is_said(kraokr: Kraokr) -> None:
    unassigned = "\u0378"
    Path("people/ann.yaml").write_text(
        f"{{kind: person, id: ann, name: Ann {unassigned}, role: agent}}", encoding="utf-8"
    )
    ran = kraokr.review("ann", "-o", "ann.pdf")
    assert (ran.code, Path("ann.pdf").read_bytes()[:5]) == (0, b"%PDF-")
    assert "warning: no font on this machine shows `" in ran.err
