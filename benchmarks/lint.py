"""Times `kraokr lint` against yamllint and check-jsonschema on the same files, as ratios.

    python benchmarks/lint.py --files 5000 --rounds 3

The tools run in turn in each round, so that a machine that slows down slows them all. The interpreter that
runs this file runs the tools: install the project with its `dev` extra first. kraokr's modules are compiled
before, as pip does with those of the others. check-jsonschema checks the files against our schema of roles.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import kraokr
from goalfiles import write_roles

SCHEMA = Path(__file__).parent.parent / "schemas" / "role.schema.json"
_BATCH = 500


def main() -> None:
    """Print a table for one file and one for all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=5000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    compileall.compile_dir(kraokr.__path__[0], quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_roles(root, given.files)
        one = next(root.rglob("role-*.yaml"))
        alone = root / "alone"
        alone.mkdir()
        (alone / "kraokr.yaml").write_text("kind: config\n", encoding="utf-8")
        (alone / one.name).write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
        report("one file", commands(alone), given.rounds * 5)
        report(f"{given.files} files", commands(root), given.rounds)


def commands(root: Path) -> dict[str, list[list[str]]]:
    """What each tool runs to check everything below a folder."""
    roles = sorted(
        str(file) for file in root.rglob("role-*.yaml") if root.name == "alone" or "alone" not in file.parts
    )
    check = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA)]
    batches = [roles[start : start + _BATCH] for start in range(0, len(roles), _BATCH)]
    return {
        "kraokr": [
            [sys.executable, "-m", "kraokr", "lint", "--no-cache", "--exit-zero", "-f", "concise", str(root)]
        ],
        "yamllint": [[sys.executable, "-m", "yamllint", "-d", "relaxed", str(root)]],
        "check-jsonschema": [[*check, *batch] for batch in batches],
    }


def report(title: str, tools: dict[str, list[list[str]]], rounds: int) -> None:
    """Run the tools in turn and print the median of each beside kraokr's."""
    times: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(rounds):
        for name, runs in tools.items():
            times[name].append(timed(runs))
    ours = statistics.median(times["kraokr"])
    print(f"\n{title}, median of {rounds} rounds")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        print(f"  {name:<18}{median:>8.2f} s  ({spread})  {median / ours:>6.1f} x kraokr")


def timed(runs: Sequence[Sequence[str]]) -> float:
    """The seconds that some commands take one after the other, start-up included."""
    start = time.perf_counter()
    for run in runs:
        result = subprocess.run(run, capture_output=True, check=False)
        if result.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(run[:4])} failed:\n{result.stderr.decode()}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
