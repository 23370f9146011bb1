"""Times `kraokr lint` against yamllint, ryl and check-jsonschema on the same files, as ratios.

    python benchmarks/lint.py --roles 5000 --rounds 3

A role file and a person's file, with objectives and a check-in a week, for each role; all rules are on. The
tools run in turn in each round, so that a machine that slows down slows them all. The interpreter that runs
this file runs the tools: install the project with its `dev` extra first. kraokr's modules are compiled
before, as pip does with those of the others.

kraokr runs without its cache (cold), with the cache of the run before (warm), and after 50 of the files have
changed since that run. ryl is yamllint in Rust: the floor that reading YAML alone sets. check-jsonschema
checks the files against our schemas.
"""

from __future__ import annotations

import argparse
import compileall
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import kraokr
from goalfiles import write_people, write_roles

SCHEMAS = Path(__file__).parent.parent / "schemas"
_BATCH = 500
_CHANGED = 50
_KRAOKR = (sys.executable, "-m", "kraokr", "lint", "--exit-zero", "-f", "concise")
_RYL = (str(Path(sys.executable).with_name("ryl")), "check", "--no-cache", "-d", "extends: relaxed")


class Tool(NamedTuple):
    """The commands of a tool, run one after the other, and what is done before, which is not timed."""

    name: str
    runs: Sequence[Sequence[str]]
    before: Callable[[], None] = lambda: None


def main() -> None:
    """Print a table for one file and one for all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--roles", type=int, default=5000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    compileall.compile_dir(kraokr.__path__[0], quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "all"
        root.mkdir()
        write_roles(root, given.roles)
        write_people(root, given.roles)
        alone = Path(folder) / "alone"
        alone.mkdir()
        for name in ("kraokr.yaml", "family-00/role-00000.yaml"):
            (alone / Path(name).name).write_bytes((root / name).read_bytes())
        report("one file", tools(alone), given.rounds * 5)
        count = sum(1 for _ in root.rglob("*.yaml"))
        report(f"{count} files", tools(root), given.rounds)


def tools(root: Path) -> list[Tool]:
    """What each tool runs to check everything below a folder."""
    kraokr = (*_KRAOKR, str(root))
    return [
        Tool("kraokr, cold", [(*kraokr, "--no-cache")]),
        Tool("kraokr, warm", [kraokr], before=lambda: run(kraokr)),
        Tool("kraokr, 50 changed", [kraokr], before=lambda: change(root)),
        Tool("yamllint", [(sys.executable, "-m", "yamllint", "-d", "relaxed", str(root))]),
        Tool("ryl", [(*_RYL, str(root))]),
        Tool("check-jsonschema", [*checks(root, "role"), *checks(root, "person")]),
    ]


def checks(root: Path, kind: str) -> list[Sequence[str]]:
    """The commands that check all files of a kind against its schema."""
    files = sorted(map(str, root.rglob(f"{kind}-*.yaml")))
    check = (sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMAS / f"{kind}.schema.json"))
    return [(*check, *files[start : start + _BATCH]) for start in range(0, len(files), _BATCH)]


def change(root: Path) -> None:
    """Add a line to some of the files, others each time."""
    files = sorted(root.rglob("*-0*.yaml"))
    for file in random.sample(files, min(_CHANGED, len(files))):
        file.write_text(f"{file.read_text(encoding='utf-8')}# changed\n", encoding="utf-8")


def report(title: str, tools: Sequence[Tool], rounds: int) -> None:
    """Run the tools in turn and print the median of each, and how many times as long yamllint takes."""
    times: dict[str, list[float]] = {tool.name: [] for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            tool.before()
            start = time.perf_counter()
            for command in tool.runs:
                run(command)
            times[tool.name].append(time.perf_counter() - start)
    theirs = statistics.median(times["yamllint"])
    print(f"\n{title}, median of {rounds} rounds")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        print(f"  {name:<20}{median:>8.2f} s  ({spread})  yamllint takes {theirs / median:.1f} x as long")


def run(command: Sequence[str]) -> None:
    """Run a command that may find something, but has to do its job."""
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{result.stderr.decode()}")


if __name__ == "__main__":
    main()
