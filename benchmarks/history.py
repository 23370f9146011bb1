"""Times what reads the git history against `git log -p` on the same repository, as ratios.

    python benchmarks/history.py --roles 500 --commits 2000 --rounds 3

A role file and a person's file, with objectives, for each role; then commits over three years, written by
`git fast-import`. Half of them record a check-in; the others move a target, reword or rename an area, add or
remove one, move a file, or write one in another style. Several at once happen too. The tools run in turn in
each round, so that a machine that slows down slows them all; start-up is included. `git log -p`, which prints
every change of every file without understanding any, is the floor.
"""

from __future__ import annotations

import argparse
import compileall
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import kraokr
from goalfiles import AREAS, FIELDS, write_people, write_roles

_YEARS = 3
_LAST = date(2026, 3, 13)
_KRAOKR = (sys.executable, "-m", "kraokr")
_FLOOR = "git log -p"
_PLAIN = "lint, no history rules"
Files = dict[str, str]


class Tool(NamedTuple):
    """A command, what is done before, which is not timed, and the seconds that it may take."""

    name: str
    command: Sequence[str]
    before: Callable[[], object] = lambda: None
    most: float | None = None


def main() -> None:
    """Make the repository and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--roles", type=int, default=500)
    options.add_argument("--commits", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--keep", type=Path, help="make the repository here and leave it")
    given = options.parse_args()
    compileall.compile_dir(kraokr.__path__[0], quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        root = given.keep or Path(folder) / "goals"
        make_repository(root, given.roles, given.commits)
        report(f"{given.roles} roles, {given.commits} commits", tools(root), given.rounds)


def make_repository(root: Path, roles: int, commits: int) -> None:
    """A repository of so many roles and commits in a new folder; the same one for the same numbers."""
    root.mkdir(parents=True)
    write_roles(root, roles)
    write_people(root, roles)
    files = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.yaml")}
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    stream = "".join(_stream(dict(sorted(files.items())), commits, random.Random(3)))
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=stream.encode(), check=True)
    subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard"], check=True)


def _stream(files: Files, commits: int, chance: random.Random) -> Iterator[str]:
    """What `git fast-import` reads: a commit with all files, then those that change some of them."""
    first = _LAST - timedelta(days=365 * _YEARS)
    yield from _commit(first, "All roles and people", files)
    for number in range(1, commits):
        day = first + timedelta(days=number * 365 * _YEARS // commits)
        edit = chance.choices([one for one, _ in _EDITS], [share for _, share in _EDITS])[0]
        changed: dict[str, str | None] = {}
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            changed |= edit(files, number, chance)
        for path, text in changed.items():
            if text is None:
                del files[path]
            else:
                files[path] = text
        yield from _commit(day, f"{edit.__name__.strip('_').replace('_', ' ')} {number}", changed)


def _commit(day: date, message: str, files: Mapping[str, str | None]) -> Iterator[str]:
    noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    yield "commit refs/heads/main\n"
    for who in ("author", "committer"):
        yield f"{who} Sam Person <sam@example.com> {noon} +0000\n"
    yield f"data {len(message.encode())}\n{message}\n"
    for path, text in files.items():
        yield f"D {path}\n" if text is None else f"M 644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def _check_in(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "person", chance)
    return {
        path: f"{files[path]}  - date: {_LAST - timedelta(days=chance.randint(0, 60))}\n    confidence: 6\n"
    }


def _target_moved(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "role", chance)
    targets = re.findall(r'target: "[<>]= \d+', files[path])
    old = chance.choice(targets)
    return {path: files[path].replace(old, re.sub(r"\d+", str(chance.randint(5, 95)), old), 1)}


def _outcome_reworded(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "role", chance)
    old = chance.choice(re.findall(r"outcome: .*", files[path]))
    return {
        path: files[path].replace(old, f"outcome: Nobody waits for {chance.choice(FIELDS)} work {number}.", 1)
    }


def _area_renamed(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "role", chance)
    old = chance.choice(re.findall(r"^    name: .*", files[path], re.MULTILINE))
    new = f"    name: {chance.choice(FIELDS).capitalize()} {chance.choice(AREAS)}"
    return {path: files[path].replace(old, new, 1)}


def _area_added(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "role", chance)
    area = f"  - id: area-{number}\n    name: Partner {chance.choice(AREAS)}\n    outcome: Partners stay.\n"
    return {path: files[path].replace("kras:\n", f"kras:\n{area}", 1)}


def _area_removed(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "role", chance)
    return {path: re.sub(r"  - id: area-\d+\n(?:    .*\n)+", "", files[path], count=1)}


def _file_moved(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "role", chance)
    return {path: None, f"moved/{chance.randint(0, 12)}/{path.rpartition('/')[2]}": files[path]}


def _reformatted(files: Files, number: int, chance: random.Random) -> dict[str, str | None]:
    path = _some(files, "role", chance)
    return {path: f"# Looked at in commit {number}.\n{files[path]}"}


_EDITS = (
    (_check_in, 50),
    (_target_moved, 20),
    (_outcome_reworded, 10),
    (_area_renamed, 5),
    (_area_added, 5),
    (_area_removed, 4),
    (_file_moved, 3),
    (_reformatted, 3),
)
"""What commits do, and in how many of a hundred."""


def _some(files: Files, kind: str, chance: random.Random) -> str:
    return chance.choice([path for path in files if f"/{kind}-" in path])


def tools(root: Path) -> list[Tool]:
    """What is run in the repository."""
    there = ("-C", str(root))
    lint = (*_KRAOKR, "lint", "--exit-zero", "-f", "concise", "--no-cache", ".")
    forget = lambda: shutil.rmtree(root / ".kraokr_cache", ignore_errors=True)  # noqa: E731
    history = (*_KRAOKR, "history", "-f", "json")
    return [
        Tool(_FLOOR, ("git", *there, "log", "-p")),
        Tool("diff HEAD~50", (*_KRAOKR, "diff", "HEAD~50", "-f", "json"), most=1.5),
        Tool("history, cold", history, forget, 20),
        Tool("history, again", history),
        Tool(_PLAIN, (*lint, "--ignore", "history")),
        Tool("lint, all rules", lint),
    ]


def report(title: str, tools: Sequence[Tool], rounds: int) -> None:
    """Run the tools in turn in the repository; print the median of each beside the floor and the limit."""
    root = Path(tools[0].command[2])
    times: dict[str, list[float]] = {tool.name: [] for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            tool.before()
            start = time.perf_counter()
            run(tool.command, root)
            times[tool.name].append(time.perf_counter() - start)
    median = {name: statistics.median(seconds) for name, seconds in times.items()}
    print(f"\n{title}, median of {rounds} rounds")
    for tool in tools:
        least, most = min(times[tool.name]), max(times[tool.name])
        limit = f"  at most {tool.most} s" if tool.most else ""
        share = f"{median[tool.name] / median[_FLOOR]:>6.2f} x {_FLOOR}"
        print(f"  {tool.name:<24}{median[tool.name]:>8.2f} s  ({least:.2f} to {most:.2f}){share}{limit}")
    more = median["lint, all rules"] / median[_PLAIN] - 1
    print(f"  history rules add {more:.0%} to lint (at most 30 %)")


def run(command: Sequence[str], folder: Path) -> None:
    """Run a command that may find something, but has to do its job."""
    result = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if result.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{result.stderr.decode()}")


if __name__ == "__main__":
    main()
