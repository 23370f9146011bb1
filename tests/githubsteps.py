"""Running the scripts of action.yml as GitHub would."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from commands import VARIABLES
from trees import write

ROOT = Path(__file__).parent.parent


def read_yaml(text: str) -> Any:
    """The data of a YAML text."""
    return YAML(typ="safe").load(text)


ACTION: dict[str, Any] = read_yaml((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}


class Runner:
    """Runs the steps of the action that are scripts, as GitHub would, in a repository of its own."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "workspace"
        self.temporary = folder / "temporary"
        self.workspace.mkdir()
        self.temporary.mkdir()
        self.kraokr = folder / "bin/kraokr"
        write(folder, {"bin/kraokr": f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kraokr "$@"\n'})
        self.kraokr.chmod(0o755)
        self.summary = folder / "summary.md"
        self.summary.write_text("from the step before\n")
        self.output = folder / "output"

    def commit(self, files: Mapping[str, str]) -> str:
        """Commit some files; the commit's hash."""
        write(self.workspace, files)
        return commit_all(self.workspace)

    def step(self, name: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run one step in an environment like that of GitHub."""
        script = self.temporary / "script.sh"
        script.write_text(STEPS[name]["run"])
        inherited = {key: value for key, value in os.environ.items() if key not in VARIABLES}
        github = {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temporary),
        }
        return subprocess.run(
            [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={**inherited, **github, **env},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def lint(self, base: str = "", **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the step that lints; inputs have `_` for `-`."""
        self.output.write_text("")
        given = {name: entry["default"] for name, entry in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        env = {f"INPUT_{name.upper().replace('-', '_')}": value for name, value in given.items()}
        assert STEPS["Lint"]["env"].keys() - {"BASE", "KRAOKR"} <= env.keys()
        return self.step("Lint", KRAOKR=str(self.kraokr), BASE=base, **env)

    def comment(self, base: str, gh: str, fork: bool = False, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the step that comments, with a shell script in the place of GitHub's own program."""
        write(self.kraokr.parent, {"gh": f"#!/bin/sh\n{gh}\n"})
        (self.kraokr.parent / "gh").chmod(0o755)
        given = {
            "KRAOKR": str(self.kraokr),
            "PATH": f"{self.kraokr.parent}{os.pathsep}{os.environ['PATH']}",
            "BASE": base,
            "NUMBER": "7",
            "FOLDER": ".",
            "INPUT_PATHS": "",
            "INPUT_ARGS": "",
            "FORK": str(fork).lower(),
            "GH_TOKEN": "x",
            "GH_REPO": "acme/goals",
        }
        assert STEPS["Comment"]["env"].keys() <= given.keys()
        return self.step("Comment", **{**given, **env})

    def report(self) -> dict[str, Any]:
        """The SARIF report that the step has said it wrote."""
        name, _, path = self.output.read_text().strip().partition("=")
        assert name == "sarif-file"
        report: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
        return report


def git(folder: Path, *arguments: str) -> str:
    """What a command of git says, in a folder."""
    settings = ("user.name=t", "user.email=t@example.com", "commit.gpgsign=false", "core.hooksPath=/dev/null")
    command = ["git", *(part for setting in settings for part in ("-c", setting)), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def commit_all(folder: Path) -> str:
    """Commit all that is in a folder; the commit's hash."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    return git(folder, "rev-parse", "HEAD")
