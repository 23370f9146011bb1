"""Documents are the same bytes in every process, place, locale, time zone and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import process
from kraokr.documents import FORMATS

ACME = Path(__file__).parents[1] / "examples/acme"
HERE = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "TZ": "Asia/Tokyo",
    "HOME": "/nowhere",
}
LATER = """
import datetime, time
class Date(datetime.date):
    today = classmethod(lambda cls: cls(2031, 2, 3))
class Datetime(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls(2031, 2, 3, 4, 5, 6, tzinfo=tz))
    today = utcnow = now
datetime.date, datetime.datetime = Date, Datetime
time.time = lambda: 1927857906.0
assert datetime.date.today().year == 2031
"""
"""What moves the clock of a process."""

TODAY = ("--today", "2026-07-20")


def made(who: str, kind: str, cwd: Path, out: Path, env: dict[str, str], prelude: str) -> dict[str, bytes]:
    """The documents about somebody, by the endings of their files."""
    arguments = ["review", who, "-k", kind, "-f", ",".join(FORMATS), "-o", str(out), *TODAY]
    ran = process(arguments, cwd, env, prelude)
    assert ran.returncode == 0, ran.stderr.decode()
    return {path.suffix[1:]: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize(
    ("who", "kind"), [("alice", "review"), ("yuki", "one-on-one"), ("people", "calibration")]
)
def test_the_same_bytes_everywhere(tmp_path: Path, who: str, kind: str) -> None:
    path = ACME / "people" if who == "people" else ACME / f"people/{who}.yaml"
    here = made(who, kind, ACME, tmp_path / "here", HERE, "")
    elsewhere = made(str(path), kind, tmp_path, tmp_path / "elsewhere", ELSEWHERE, LATER)
    assert sorted(here) == sorted(FORMATS)
    for format in FORMATS:
        assert here[format] == elsewhere[format], format


def test_a_pipe_gets_the_bytes_of_the_file(tmp_path: Path) -> None:
    files = made("yuki", "review", ACME, tmp_path / "out", HERE, "")
    for format in FORMATS:
        ran = process(["review", "yuki", "-f", format, *TODAY], ACME, ELSEWHERE)
        assert ran.stdout == files[format], format
