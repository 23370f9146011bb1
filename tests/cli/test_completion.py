"""What Tab offers, asked as bash, zsh and fish ask, and by the shells themselves where they are installed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import Commands, process
from kraokr.rules import RULES
from trees import write

PEOPLE = {
    "a.yaml": "kind: person\nid: alice\nname: Alice Ames\nrole: seller\n",
    "c.yaml": "kind: role\nid: seller\ntitle: Seller\nkras: [{id: sales, name: Sales}]\n",
    "sub/b.yaml": "kind: person\nid: bob\nrole: nobody\n",
    "other.yaml": "person: alfred\n",
    "broken.yaml": "kind: [\n",
}
SHELLS = ("bash", "zsh", "fish")


def offered(shell: str, line: str, cwd: Path) -> dict[str, str]:
    """What `kraokr` offers a shell at the end of a line: the words, and what is said about each."""
    words = line.split(" ")
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }
    done = process([], cwd, {"_KRAOKR_COMPLETE": f"complete_{shell}", **asked[shell]})
    assert (done.returncode, done.stderr) == (0, b"")
    out = done.stdout.decode()
    if shell == "zsh":
        head, tail = "_arguments '*: :((", "))'\n"
        out = out.removeprefix(head).removesuffix(tail).replace('":"', "\t").replace('"', "")
    lines = [] if out.strip() in ("", "_files") else out.splitlines()
    return {word: about for word, _, about in (line.partition("\t") for line in lines)}


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_offered_the_same(shell: str, tmp_path: Path) -> None:
    write(tmp_path, PEOPLE)
    kpi = [rule.name for rule in RULES if rule.name.startswith("kpi-n")]
    assert len(kpi) > 1
    assert [*offered(shell, "kraokr l", tmp_path)] == ["lint"]
    assert [*offered(shell, "kraokr rule kpi-n", tmp_path)] == kpi
    assert "wording" in offered(shell, "kraokr lint --ignore wor", tmp_path)
    assert [*offered(shell, "kraokr lint --select kra,kpi-n", tmp_path)] == [f"kra,{name}" for name in kpi]
    assert [*offered(shell, "kraokr lint --fail-on ", tmp_path)] == ["error", "warning", "info", "never"]
    assert [*offered(shell, "kraokr review al", tmp_path)] == ["alice"]
    assert [*offered(shell, "kraokr review ", tmp_path)] == ["alice", "bob"]
    assert [*offered(shell, "kraokr history s", tmp_path)] == ["seller"]
    assert [*offered(shell, "kraokr history seller/", tmp_path)] == ["seller/sales"]
    assert [*offered(shell, "kraokr history al", tmp_path)] == ["alice"]


@pytest.mark.parametrize("line", ["kraokr lint a", "kraokr review sub/", "kraokr lint -o x", "kraokr init s"])
@pytest.mark.parametrize("shell", SHELLS)
def test_files_are_left_to_the_shell(shell: str, line: str, tmp_path: Path) -> None:
    write(tmp_path, PEOPLE)
    assert offered(shell, line, tmp_path) == {}


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_it_is_said_what_is_offered(shell: str, tmp_path: Path) -> None:
    write(tmp_path, PEOPLE)
    assert offered(shell, "kraokr review ", tmp_path) == {"alice": "Alice Ames", "bob": ""}
    abouts = offered(shell, "kraokr rule kra-c", tmp_path).values()
    assert "A role has too few or too many key result areas." in abouts


@pytest.mark.parametrize(("line", "status"), [("kraokr l", 0), ("kraokr lint a", 1)])
def test_fish_is_told_by_the_status_whether_to_offer_files(line: str, status: int, tmp_path: Path) -> None:
    asked = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    done = process([], tmp_path, {"_KRAOKR_COMPLETE": "complete_fish", **asked})
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


def test_a_folder_without_goal_files_offers_nobody(tmp_path: Path) -> None:
    (tmp_path / "kraokr.yaml").mkdir()
    assert offered("bash", "kraokr review ", tmp_path) == {}


def in_shell(shell: str, code: str, folder: Path, before: str = "") -> list[str]:
    """The lines that a shell writes which has read the script that `kraokr` gives it."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    command = folder / "bin/kraokr"
    write(folder, {"bin/kraokr": f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kraokr "$@"\n', **PEOPLE})
    command.chmod(0o755)
    env = {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}", "HOME": str(folder)}
    script = subprocess.run(
        [command],
        env={**env, "_KRAOKR_COMPLETE": f"source_{shell}"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    quiet = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run(
        [path, *quiet, "-c", f"{before}{script}\n{code}"],
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_bash_completes(tmp_path: Path) -> None:
    ask = (
        'ask() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); COMPREPLY=(); '
        '_kraokr_completion kraokr; echo "${COMPREPLY[*]}"; }'
    )
    lines = ("kraokr li", "kraokr review al", "kraokr lint a", "kraokr lint --no")
    code = "; ".join((ask, "complete -p kraokr", *(f"ask {line}" for line in lines)))
    assert in_shell("bash", code, tmp_path) == [
        "complete -o default -F _kraokr_completion kraokr",
        "lint",
        "alice",
        "",
        "--no-cache",
    ]


def test_zsh_completes(tmp_path: Path) -> None:
    stand_ins = "_arguments() { print -r -- ${1//$'\\n'/ } }; _files() { print files }"
    ask = 'ask() { words=("$@") CURRENT=$#; _kraokr_completion }'
    code = f"{stand_ins}; {ask}; ask kraokr li; ask kraokr review al; ask kraokr lint a; ask kraokr rule ''"
    lint, alice, files, rules = in_shell("zsh", code, tmp_path, "compdef() { }\n")
    assert lint.startswith('*: :(("lint":"Check goal files')
    assert (alice, files) == ('*: :(("alice":"Alice Ames"))', "files")
    assert all(f'"{rule.name}":"' in rules for rule in RULES)


def test_fish_completes(tmp_path: Path) -> None:
    code = "\n".join(f"complete -C '{line}'" for line in ("kraokr li", "kraokr review al", "kraokr lint oth"))
    lint, alice, file = in_shell("fish", code, tmp_path)
    assert lint.startswith("lint\tCheck goal files")
    assert (alice, file) == ("alice\tAlice Ames", "other.yaml")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lint --selct x", ["No such option: --selct", "did you mean `--select`?"]),
        ("rule --al", ["No such option: --al", "did you mean `--all`?", "`kraokr rule --help`"]),
        ("lint --zzz", ["No such option: --zzz", "help: `kraokr lint --help`"]),
        ("lnt", ["No such command 'lnt'", "Did you mean 'lint'?"]),
        ("sub", ["No such command 'sub'", "did you mean `kraokr lint sub`?"]),
        ("z" * 300, ["No such command", "help: `kraokr --help`"]),
        ("lint --select kra-is-tsk", ["`kra-is-tsk`", "did you mean `kra-is-task`?"]),
    ],
)
def test_what_was_meant_is_guessed(kraokr: Commands, tmp_path: Path, line: str, said: list[str]) -> None:
    write(tmp_path, PEOPLE)
    code, out, err = kraokr(*line.split(), cwd=tmp_path)
    assert (code, out) == (2, "")
    assert [part for part in said if part not in err] == []
    assert len(err.splitlines()) == 2


def test_help_says_how_to_get_completion(kraokr: Commands, tmp_path: Path) -> None:
    out = kraokr("--help", cwd=tmp_path).out
    assert "--install-completion" in out
    assert "--show-completion" in out
