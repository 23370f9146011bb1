"""`--watch`: linted again after each change, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from commands import VARIABLES, Commands
from kraokr.lint.baseline import read_baseline
from trees import ROLE, write

TASK = ROLE.replace("Sales", "Run audits")
PATIENCE = 60


class Watching:
    """A process that watches, and what it says line by line."""

    def __init__(self, root: Path, *arguments: str) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kraokr", "lint", "--watch", *arguments],
            cwd=root,
            env={**environment, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str | None] = Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def until(self, words: str) -> str:
        """What it says up to a line with some words."""
        said = ""
        while words not in said:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, f"it ended after saying {said!r}"
            said += line
        return said

    def stop(self) -> int:
        """Press Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[Path, list[Watching]]]:
    """A workspace, and the processes to end after the test."""
    pytest.importorskip("watchfiles", reason="--watch needs watchfiles")
    if sys.platform == "win32":
        pytest.skip("Ctrl-C cannot be sent to one process here")
    started: list[Watching] = []
    yield write(tmp_path / "goals", {"kraokr.yaml": "kind: config\n", "a.yaml": ROLE}), started
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()
        one.reader.join()
        assert one.process.stdout is not None
        one.process.stdout.close()


def start(watching: tuple[Path, list[Watching]], *arguments: str) -> Watching:
    root, started = watching
    started.append(Watching(root, "--select", "kra-is-task,unknown-reference,invalid-yaml", *arguments))
    return started[-1]


def change_until_seen(path: Path, text: str, watched: Watching, words: str) -> str:
    """Write a file and wait for some words; the first change may come before the watch is set up."""
    said = ""
    done = threading.Event()

    def write_again() -> None:
        number = 0
        while not done.wait(0.5 if number else 0):
            number += 1
            path.write_text(f"{text}# {number}\n")

    writer = threading.Thread(target=write_again)
    writer.start()
    try:
        said = watched.until(words)
    finally:
        done.set()
        writer.join()
    return said


def test_it_is_linted_again_after_each_change(watching: tuple[Path, list[Watching]]) -> None:
    root, _ = watching
    watched = start(watching)
    first = watched.until("watching")
    assert "No problems found." in first
    assert f"watching {root} for changes, Ctrl-C stops." in first
    assert "warning[kra-is-task]" in change_until_seen(root / "a.yaml", TASK, watched, " --> a.yaml:6:11")
    person = "kind: person\nid: p\nrole: nobody\n"
    assert "[unknown-reference]" in change_until_seen(root / "p.yaml", person, watched, " --> p.yaml:3:7")
    change_until_seen(root / "b.yaml", "kind: role\nid: [\n", watched, "error[invalid-yaml]")
    (root / "b.yaml").unlink()
    (root / "p.yaml").unlink()
    change_until_seen(root / "a.yaml", ROLE, watched, "No problems found.")
    assert watched.stop() in (0, 1)  # of the last run, or of the one before if it was not over
    assert not (root / ".kraokr_cache").exists()


def test_the_exit_status_is_that_of_the_last_run(watching: tuple[Path, list[Watching]]) -> None:
    root, _ = watching
    (root / "a.yaml").write_text(TASK)
    watched = start(watching)
    watched.until("watching")
    change_until_seen(root / "a.yaml", TASK, watched, "watching")
    assert watched.stop() == 1


def test_a_mistake_in_between_does_not_end_it(watching: tuple[Path, list[Watching]]) -> None:
    root, _ = watching
    write(root, {"b.yaml": TASK.replace("seller", "b")})
    watched = start(watching, "b.yaml")
    watched.until("watching")
    (root / "b.yaml").unlink()
    change_until_seen(root / "a.yaml", ROLE, watched, "error: b.yaml does not exist")
    change_until_seen(root / "b.yaml", TASK.replace("seller", "b"), watched, " --> b.yaml:6")
    assert watched.stop() == 1


def test_what_it_writes_is_no_change(
    kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watchfiles = pytest.importorskip("watchfiles", reason="--watch needs watchfiles")
    root = write(tmp_path, {"kraokr.yaml": "kind: config\n", "a.yaml": TASK, "sub/b.yaml": "kind: rol\n"})
    sees: dict[str, bool] = {}

    def watch(folder: Path, *, watch_filter: Callable[..., bool], **_: Any) -> tuple[()]:
        assert folder == root
        for name in (
            "a.yaml",
            "sub/new.yaml",
            "kraokr.yaml",
            "found.json",
            "sub/x",
            ".kraokr_cache/files.jsonl",
        ):
            sees[name] = watch_filter(watchfiles.Change.modified, str(root / name))
        return ()

    monkeypatch.setattr(watchfiles, "watch", watch)
    code = kraokr(
        "lint", "--watch", "-f", "json", "-o", "../found.json", "-f", "text", "-o", "x", cwd=root / "sub"
    ).code
    assert code == 1
    assert [name for name, seen in sees.items() if seen] == ["a.yaml", "sub/new.yaml", "kraokr.yaml"]


def test_the_baseline_counts(watching: tuple[Path, list[Watching]], kraokr: Commands) -> None:
    root, _ = watching
    (root / "a.yaml").write_text(TASK)
    kraokr("lint", "--select", "kra-is-task", "--baseline", "b.json", "--write-baseline", cwd=root)
    assert read_baseline(root / "b.json")
    watched = start(watching, "--baseline", "b.json")
    assert "No problems found." in watched.until("watching")
    change_until_seen(root / "c.yaml", ROLE.replace("seller", "c"), watched, "watching")
    assert watched.stop() == 0


def test_watching_needs_a_package(kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    code, out, err = kraokr("lint", "--watch", cwd=write(tmp_path, {"a.yaml": ROLE}))
    assert (code, out) == (2, "")
    error, help = err.splitlines()
    assert error == "error: --watch needs the package watchfiles"
    assert help == "help: install it with `pip install 'kraokr[watch]'`"


def test_no_goal_files_to_watch(kraokr: Commands, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="--watch needs watchfiles")
    code, _, err = kraokr("lint", "--watch", "gone", cwd=write(tmp_path, {"a.yaml": ROLE}))
    assert (code, err.splitlines()[0]) == (2, "error: gone does not exist")
