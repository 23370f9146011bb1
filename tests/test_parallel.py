"""Two processes say what one says, and one is enough if the other dies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")

_LINT = """
import kraokr.parallel as parallel
parallel.WORTH_IT = {worth_it}
{more}
from kraokr.cli.app import run
raise SystemExit(run(["lint", {target!r}, "--no-cache", "--color", "never", "--format", "json"]))
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", dedent(code)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def lint(worth_it: int, target: str = "examples/messy", more: str = "") -> tuple[str, str, int]:
    done = run(_LINT.format(worth_it=worth_it, target=target, more=more))
    return done.stdout, done.stderr, done.returncode


def test_two_processes_find_what_one_finds() -> None:
    alone = lint(10**9)
    assert alone[2] == 1
    assert alone[0].count('"rule"') > 50
    assert lint(2) == alone


def test_an_error_is_said_once() -> None:
    _, said, code = lint(2, "examples/nowhere")
    assert said.count("error:") == 1
    assert code == 2


def test_if_the_second_process_dies_the_first_does_its_part() -> None:
    die = """
    import os
    from kraokr.lint.checks import Checks
    first = os.getpid()
    look = Checks._look_through
    Checks._look_through = lambda self, part: look(self, part) if os.getpid() == first else os._exit(3)
    """
    assert lint(2, more=dedent(die)) == lint(10**9)


def test_both_processes_get_both_results_in_order() -> None:
    done = run(
        """
        import os, pickle
        import kraokr.parallel as parallel
        parallel.WORTH_IT = 1
        team = parallel.team_for(60)
        squares = [n * n for n in range(60)]
        shared = team.share(lambda part: [n * n for n in part], range(60), pickle.dump, pickle.load)
        told = lambda part: [(os.getpid(), shared == squares) for _ in part]
        last = team.finish(told, range(60), pickle.dump, pickle.load)
        print(shared == squares, len({pid for pid, _ in last}), all(right for _, right in last), flush=True)
        """
    )
    assert done.stdout == "True 2 True\n", done.stderr


def test_only_lint_shares_its_work() -> None:
    done = run(
        """
        import os
        import kraokr.parallel as parallel
        parallel.WORTH_IT = 2
        os.fork = None
        from kraokr.cli.app import run
        raise SystemExit(run(["review", "examples/acme/people/alice.yaml"]))
        """
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# Performance review: Alice Rao")
