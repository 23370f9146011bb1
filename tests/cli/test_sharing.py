"""Work shared out to processes: the results come in order, and nobody goes on alone."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kraokr.cli import sharing
from kraokr.cli.sharing import each

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
FIRST = os.getpid()


@pytest.fixture(params=[1, 2, 3])
def count(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sharing, "_processes", lambda items: request.param)
    return int(request.param)


def test_the_results_come_in_order_from_all_processes(count: int) -> None:
    found = list(each(lambda number: (number * number, os.getpid()), range(20)))
    assert [square for square, _ in found] == [number * number for number in range(20)]
    assert len({pid for _, pid in found}) == count
    assert (FIRST in {pid for _, pid in found}) == (count == 1)


def test_the_first_exception_ends_it(count: int) -> None:
    results = each(lambda number: 6 // (3 - number), range(20))
    assert [next(results) for _ in range(3)] == [2, 3, 6]
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_if_a_process_dies_the_first_one_does_its_part(count: int) -> None:
    def work(number: int) -> int:
        if number == 4 and os.getpid() != FIRST:
            os._exit(3)
        return number

    assert list(each(work, range(12))) == list(range(12))


def test_what_cannot_be_sent_is_done_here(count: int) -> None:
    made: list[Callable[[], int]] = list(each(lambda number: lambda: number, range(4)))
    assert [one() for one in made] == [0, 1, 2, 3]


def test_who_stops_early_leaves_no_process_behind(count: int, tmp_path: Path) -> None:
    def work(number: int) -> str:
        (tmp_path / str(number)).touch()
        time.sleep(0.02)
        return "x" * 100_000

    results = each(work, range(100))
    next(results)
    results.close()
    made = len(list(tmp_path.iterdir()))
    assert made <= 2 * count
    time.sleep(0.05)
    assert len(list(tmp_path.iterdir())) == made


def test_little_work_is_done_here() -> None:
    assert set(each(lambda _: os.getpid(), range(sharing.WORTH_IT - 1))) == {FIRST}


def test_threads_are_never_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(each(lambda _: os.getpid(), range(20))) == {FIRST}
    finally:
        stop.set()
        thread.join()
