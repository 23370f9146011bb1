"""`kraokr lint`: exit codes, options, and what goes where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import Commands, process
from kraokr import rules
from kraokr.cli.quick import FLAGS, VALUES
from kraokr.lint import Context, rule
from kraokr.model import Role
from kraokr.source.diagnostic import Finding, Severity
from trees import write

CLEAN = """\
kind: role
id: seller
title: Seller
purpose: Customers choose us and stay.
kras:
"""
for _id, _name in (("a", "Customer acquisition"), ("b", "Customer retention"), ("c", "Team development")):
    CLEAN += f"""\
  - id: {_id}
    name: {_name}
    outcome: Customers and colleagues find what they came for.
    kpis:
      - {{name: Share of {_name.lower()}, unit: percent, target: ">= 90", frequency: monthly, source: CRM}}
"""
TASK = CLEAN.replace("Customer retention", "Run quarterly QA audits")
REVIEW = "kind: review\nperson: nobody-secret\ncycle: 2025\nsumary: secret words\n"
MESSY = Path(__file__).parents[2] / "examples" / "messy"
ONLY = ["--select", "kra-is-task"]


@pytest.fixture
def goals(tmp_path: Path) -> Path:
    """A workspace with one warning."""
    return write(tmp_path / "goals", {"kraokr.yaml": "kind: config\n", "roles/a.yaml": TASK})


def test_clean_is_zero(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"kraokr.yaml": "kind: config\n", "a.yaml": CLEAN})
    assert kraokr("lint", *ONLY, cwd=root) == (0, "No problems found.\n", "")


def test_findings_are_one(kraokr: Commands, goals: Path) -> None:
    code, out, err = kraokr("lint", *ONLY, cwd=goals)
    assert (code, err) == (1, "")
    assert out.startswith("warning[kra-is-task]: ")
    assert " --> roles/a.yaml:" in out
    assert out.endswith("Found 1 warning in 1 file.\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--exit-zero"], 0),
        (["--fail-on", "info", "--exit-zero"], 0),
    ],
)
def test_fail_on(kraokr: Commands, goals: Path, arguments: list[str], code: int) -> None:
    outcome = kraokr("lint", *ONLY, *arguments, cwd=goals)
    assert outcome.code == code
    assert "kra-is-task" in outcome.out


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_fail_on_of_the_config(kraokr: Commands, goals: Path, level: str, code: int) -> None:
    write(goals, {"kraokr.yaml": f"kind: config\nfail_on: {level}\n"})
    assert kraokr("lint", *ONLY, cwd=goals).code == code
    assert kraokr("lint", *ONLY, "--fail-on", "info", cwd=goals).code == 1


def test_a_crash_is_two_whatever_is_asked(
    kraokr: Commands, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1")
    def role_bad(role: Role, ctx: Context[Any]) -> Iterator[Finding]:
        """A rule with a fault."""
        raise RuntimeError("oh no")
        yield

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, role_bad))
    for arguments in ([], ["--exit-zero"], ["--fail-on", "never"], ["--ignore", "rule-crashed"]):
        outcome = kraokr("lint", *arguments, cwd=goals)
        assert outcome.code == 2
        assert "error[rule-crashed]: the rule role-bad failed here: RuntimeError: oh no" in outcome.out
    assert "kra-is-task" in kraokr("lint", cwd=goals).out


@pytest.mark.parametrize(
    ("arguments", "error", "help"),
    [
        (["gone.yaml"], "gone.yaml does not exist", "check the spelling"),
        (["roles/a.yaml", "gone"], "gone does not exist", "check the spelling"),
        (["roles", ".."], ".. lies outside the workspace", "run kraokr once for each"),
        (["--select", "kra-is-taks"], "unknown rule or group `kra-is-taks`", "did you mean `kra-is-task`?"),
        (["--ignore", "okrr"], "unknown rule or group `okrr`", "did you mean `okr`?"),
        (["--select", "zzzz"], "unknown rule or group `zzzz`", "`kraokr rule --all` lists them"),
        (["--colour", "never"], "No such option: --colour", "`kraokr lint --help` shows"),
        (
            ["--format", "jsn"],
            "Invalid value for '--format' / '-f': 'jsn' is not one of",
            "`kraokr lint --help`",
        ),
        (["--fail-on", "eror"], "Invalid value for '--fail-on'", "`kraokr lint --help`"),
        (["--today", "31.3.2026"], "--today 31.3.2026 is no date", "year-month-day"),
        (["--today", "2026-02-30"], "--today 2026-02-30 is no date", "year-month-day"),
        (
            ["-o", "no/such/folder"],
            "no/such/folder cannot be written: No such file or directory",
            "check the folder",
        ),
        (
            ["-f", "json", "-o", "a", "-o", "b"],
            "both a and b are to take the format json",
            "give each --output-file",
        ),
        (["-f"], "Option '-f' requires an argument", "--help` shows how it is used"),
        (["\x1b[31mred\n"], r"\x1b[31mred\n does not exist", "check the spelling"),
        (["x" * 5000], "x does not exist", "check the spelling"),
    ],
)
def test_what_cannot_be_done_is_two(
    kraokr: Commands, goals: Path, arguments: list[str], error: str, help: str
) -> None:
    code, out, err = kraokr("lint", *arguments, cwd=goals)
    assert (code, out) == (2, "")
    first, second = err.splitlines()
    assert first.startswith("error: ")
    assert error in first
    assert second.startswith("help: ")
    assert help in second


@pytest.mark.parametrize("arguments", [["lnit"], ["--lnit"], ["rule", "--everything"]])
def test_unknown_commands_and_options(kraokr: Commands, tmp_path: Path, arguments: list[str]) -> None:
    code, out, err = kraokr(*arguments, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert [line.split(":")[0] for line in err.splitlines()] == ["error", "help"]


def test_no_goal_files(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"notes.txt": "hello", "compose.yaml": "services: {}\n"})
    code, out, err = kraokr("lint", cwd=root)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: no goal files in {root}\nhelp: ")
    assert kraokr("lint", "--allow-empty", cwd=root) == (0, "No problems found.\n", "")
    write(root, {"kraokr.yaml": "kind: config\n"})
    assert kraokr("lint", cwd=root).code == 2


def test_no_goal_files_in_a_folder(kraokr: Commands, goals: Path) -> None:
    write(goals, {"empty/x.txt": "", ".hidden/a.yaml": CLEAN, "out/a.yaml": CLEAN, ".gitignore": "out/\n"})
    assert "error: no goal files in empty\n" in kraokr("lint", "empty", cwd=goals).err
    assert "error: no goal files in .hidden (hidden)\n" in kraokr("lint", ".hidden", cwd=goals).err
    assert "error: no goal files in out (ignored by git)\n" in kraokr("lint", "out", cwd=goals).err
    assert kraokr("lint", "empty", "--allow-empty", cwd=goals).code == 0
    assert kraokr("lint", "kraokr.yaml", cwd=goals).code == 0


def test_a_file_with_faults_is_a_goal_file(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"a.yaml": "kind: role\nid: [\n"})
    code, out, _ = kraokr("lint", cwd=root)
    assert code == 1
    assert "error[invalid-yaml]" in out


def test_only_what_was_asked_for_is_reported(kraokr: Commands, goals: Path) -> None:
    write(goals, {"other/b.yaml": TASK.replace("seller", "other")})
    assert "other/b.yaml" in kraokr("lint", *ONLY, cwd=goals).out
    assert "other/b.yaml" not in kraokr("lint", *ONLY, "roles", cwd=goals).out
    assert kraokr("lint", *ONLY, "roles/a.yaml", "other", cwd=goals).out.count("kra-is-task]") == 2


def test_paths_are_shown_from_where_the_reader_stands(kraokr: Commands, goals: Path) -> None:
    assert " --> a.yaml:" in kraokr("lint", *ONLY, "a.yaml", cwd=goals / "roles").out.replace("../roles/", "")
    assert " --> ../roles/a.yaml:" in kraokr("lint", *ONLY, cwd=goals / "roles").out
    assert " --> goals/roles/a.yaml:" in kraokr("lint", *ONLY, "goals", cwd=goals.parent).out
    found = json.loads(kraokr("lint", *ONLY, "goals", "-f", "json", cwd=goals.parent).out)
    assert [one["path"] for one in found] == ["roles/a.yaml"]


def test_select_and_ignore_take_lists_and_groups(kraokr: Commands, goals: Path) -> None:
    def names(*arguments: str) -> set[str]:
        found = json.loads(kraokr("lint", "-f", "json", *arguments, cwd=goals).out)
        return {one["rule"] for one in found}

    assert names("--select", "kra-is-task,kra-count") == {"kra-is-task"}
    assert names("--select", "okr", "--select", "kra") >= {"kra-is-task"}
    assert "kra-is-task" not in names("--ignore", "kra-is-task, okr")
    assert "kra-is-task" not in names("--select", "kra", "--ignore", "kra-is-task")


def test_today(kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {"kraokr.yaml": "kind: config\nas_of: 2020-01-01\n", "a.yaml": CLEAN})
    days: list[str] = []

    @rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1")
    def role_day(role: Role, ctx: Context[Any]) -> Iterator[Finding]:
        """Remembers the day."""
        days.append(str(ctx.today))
        yield from ()

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, role_day))
    kraokr("lint", cwd=root)
    kraokr("lint", "--today", "2026-03-31", cwd=root)
    assert days == ["2020-01-01", "2026-03-31"]


def test_statistics(kraokr: Commands, goals: Path) -> None:
    assert kraokr("lint", *ONLY, "--statistics", cwd=goals) == (1, "1  warning  kra-is-task\n", "")


def test_timings(kraokr: Commands, goals: Path) -> None:
    code, out, err = kraokr("lint", *ONLY, "--timings", cwd=goals)
    assert (code, err) == (1, "")
    lines = [line.split() for line in out.splitlines()]
    assert {line[-1] for line in lines} >= {"loading", "ids", "kra-is-task", "all"}
    assert all(line[1] == "ms" and float(line[0]) >= 0 and line[2].endswith("%") for line in lines)
    times = [float(line[0]) for line in lines]
    assert times[:-1] == sorted(times[:-1], reverse=True)
    assert times[-1] == pytest.approx(sum(times[:-1]), abs=0.1 * len(times))
    both = kraokr("lint", *ONLY, "--statistics", "--timings", cwd=goals).out
    assert both.startswith("1  warning  kra-is-task\n ")
    assert "loading" in both
    assert "loading" not in kraokr("lint", *ONLY, "--timings", "-f", "json", cwd=goals).out
    assert "kra-is-task" in kraokr("lint", *ONLY, "--timings", cwd=goals).out


def test_quiet_shows_findings_only(kraokr: Commands, goals: Path) -> None:
    loud, quiet = kraokr("lint", *ONLY, cwd=goals).out, kraokr("lint", *ONLY, "-q", cwd=goals).out
    assert loud == quiet + "\nFound 1 warning in 1 file.\n"
    assert kraokr("lint", "--select", "kra-count", "--quiet", cwd=goals) == (0, "", "")


@pytest.mark.parametrize(
    ("env", "arguments", "colored"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"CLICOLOR_FORCE": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, [], True),
        ({}, ["--color", "always"], True),
        ({"NO_COLOR": "1"}, ["--color=always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({"FORCE_COLOR": "1"}, ["--color", "auto"], True),
    ],
)
def test_the_flag_beats_no_color_beats_force_color(
    kraokr: Commands, goals: Path, env: dict[str, str], arguments: list[str], colored: bool
) -> None:
    assert ("\x1b[" in kraokr("lint", *ONLY, *arguments, cwd=goals, **env).out) is colored


def test_a_terminal_gets_colour_unless_it_is_dumb(
    kraokr: Commands, goals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("_pytest.capture.CaptureIO.isatty", lambda self: True, raising=False)
    assert "\x1b[" in kraokr("lint", *ONLY, cwd=goals, TERM="xterm").out
    assert "\x1b[" not in kraokr("lint", *ONLY, cwd=goals, TERM="dumb").out
    assert "\x1b[" not in kraokr("lint", *ONLY, cwd=goals, TERM="xterm", NO_COLOR="1").out


def test_files_get_no_colour(kraokr: Commands, goals: Path) -> None:
    assert kraokr("lint", *ONLY, "--color", "always", "-o", "out.txt", cwd=goals) == (1, "", "")
    assert "\x1b" not in (goals / "out.txt").read_text()


@pytest.mark.parametrize(
    ("arguments", "shown", "files"),
    [
        (["-f", "json"], "json", {}),
        (["-fjson"], "json", {}),
        (["-qf", "json"], "json", {}),
        (["--format=json", "-o", "x"], "", {"x": "json"}),
        (["-o", "x"], "", {"x": "text"}),
        (["-o", "x", "-f", "json"], "json", {"x": "text"}),
        (["-f", "json", "-ox", "-f", "text"], "text", {"x": "json"}),
        (["-f", "text", "-f", "json", "--output-file=x"], "text", {"x": "json"}),
        (["-f", "json", "-o", "x", "roles", "-f", "concise", "-o", "y"], "", {"x": "json", "y": "concise"}),
        (["-f", "concise", "-o", "-"], "concise", {}),
        (["--select", "kra-is-task", "-f", "concise", "--", "roles"], "concise", {}),
    ],
)
def test_formats_and_files_go_in_pairs(
    kraokr: Commands, goals: Path, arguments: list[str], shown: str, files: dict[str, str]
) -> None:
    beginnings = {"json": "[\n", "text": "warning[kra-is-task]: ", "concise": "roles/a.yaml:", "": ""}
    code, out, err = kraokr("lint", *ONLY, *arguments, cwd=goals)
    assert (code, err) == (1, "")
    assert out.startswith(beginnings[shown])
    assert bool(out) is bool(shown)
    for name in "xy":
        path = goals / name
        assert path.exists() is (name in files)
        assert name not in files or path.read_text().startswith(beginnings[files[name]])


def test_what_was_shown_before_a_failure_is_not_lost(goals: Path) -> None:
    done = process(["lint", *ONLY, "-f", "concise", "-f", "json", "-o", "no/such/folder"], goals)
    assert done.returncode == 2
    assert done.stdout.startswith(b"roles/a.yaml:")
    assert done.stderr.startswith(b"error: no/such/folder cannot be written")


def test_annotations_are_the_default_on_github(kraokr: Commands, goals: Path) -> None:
    env = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(goals.parent)}
    out = kraokr("lint", *ONLY, cwd=goals, **env).out
    assert out.startswith("warning[kra-is-task]: ")
    assert " --> roles/a.yaml:" in out
    assert out.splitlines()[-1].startswith(
        "::warning title=kraokr (kra-is-task),file=goals/roles/a.yaml,line=12,"
    )
    assert "::" not in kraokr("lint", *ONLY, "-f", "concise", cwd=goals, **env).out
    assert kraokr("lint", *ONLY, "-o", "x", cwd=goals, **env).out == ""
    assert (goals / "x").read_text().startswith("::warning ")
    assert "::" not in kraokr("lint", *ONLY, cwd=goals, GITHUB_ACTIONS="false").out


def test_what_reviews_say_stays_out_of_public_logs(kraokr: Commands, goals: Path) -> None:
    write(goals, {"reviews/r.yaml": REVIEW, "reviews/broken.yaml": REVIEW + "x: a: secret\n"})
    private = kraokr("lint", "reviews", cwd=goals).out
    assert "secret words" in private
    for arguments in ([], ["-f", "concise"], ["-f", "github"], ["-f", "text"]):
        public = kraokr("lint", "reviews", *arguments, cwd=goals, GITHUB_ACTIONS="true")
        assert public.code == 1
        assert "secret" not in public.out
        assert "sumary" not in public.out
        assert "reviews/r.yaml" in public.out
    assert "secret" not in kraokr("lint", "reviews", "-f", "github", cwd=goals).out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-f", "json"],
        ["--select", "nonsense"],
        ["-f", "concise", "-o", "no/such/folder"],
        ["roles"],
        ["gone"],
    ],
)
def test_two_processes_say_the_same_as_one(arguments: list[str]) -> None:
    alone, shared = (
        process(["lint", "--no-cache", "--today", "2026-07-20", *arguments], MESSY, prelude=_from(files))
        for files in (10**9, 2)
    )
    assert (shared.returncode, shared.stdout, shared.stderr) == (
        alone.returncode,
        alone.stdout,
        alone.stderr,
    )


def _from(files: int) -> str:
    """A second process helps from so many files on."""
    return f"from kraokr import parallel; assert parallel.WORTH_IT; parallel.WORTH_IT = {files}"


def test_a_broken_pipe_is_no_failure(goals: Path) -> None:
    many = {f"roles/r{number}.yaml": TASK.replace("seller", f"seller-{number}") for number in range(150)}
    write(goals, many)
    prelude = "import os; r, w = os.pipe(); os.close(r); os.dup2(w, 1)"
    done = process(["lint", *ONLY], goals, prelude=prelude)
    assert (done.returncode, done.stderr) == (0, b"")
    done = process(["lint", "--select", "kra-count"], goals, prelude=prelude)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interruption_is_two(goals: Path) -> None:
    prelude = "import kraokr.lint\ndef lint(*_, **__): raise KeyboardInterrupt\nkraokr.lint.lint = lint"
    done = process(["lint"], goals, prelude=prelude)
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"error: stopped\n")


def test_a_terminal_that_cannot_show_a_character(goals: Path) -> None:
    write(goals, {"roles/b.yaml": TASK.replace("seller", "b").replace("QA", "質 👍")})
    done = process(["lint", *ONLY], goals, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert b"\\u8cea" in done.stdout
    assert done.stderr == b""


def test_a_fault_of_kraokr_is_two_and_no_traceback(
    goals: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kraokr import workspace
    from kraokr.cli.app import run

    def fail(*_: object, **__: object) -> None:
        raise ValueError("oh\nno")

    monkeypatch.setattr(workspace, "look_around", fail)
    monkeypatch.delenv("KRAOKR_DEBUG", raising=False)
    assert run(["lint", str(goals)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: kraokr itself failed: ValueError: oh\\nno\nhelp: please report this")
    monkeypatch.setenv("KRAOKR_DEBUG", "1")
    with pytest.raises(ValueError, match="oh"):
        run(["lint", str(goals)])


def test_help_names_every_option(kraokr: Commands, tmp_path: Path) -> None:
    code, out, err = kraokr("lint", "--help", cwd=tmp_path)
    assert (code, err) == (0, "")
    for option in (*FLAGS, *VALUES):
        assert option in out
    assert kraokr("lint", "-h", cwd=tmp_path).out == out
