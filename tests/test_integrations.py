"""Where other programs run kraokr: the GitHub action, GitLab and pre-commit, and what docs/ci.md shows."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import VARIABLES
from githubsteps import ACTION, ROOT, STEPS, Runner, git, read_yaml
from kraokr.cli.quick import read_request
from trees import ROLE, write

BAD = {"goals/bad.yaml": "kind: team\nid: x\nlead: nobody\n"}
GOOD = {"kraokr.yaml": "kind: config\n", "roles/seller.yaml": ROLE}
SCHEMAS = {".github/workflows/goals.yml": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}


def documented(page: str = "docs/ci.md") -> dict[str, str]:
    """The files that a page shows, by the names it gives them."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return dict(re.findall(r'^```yaml title="(.+?)"\n(.+?)^```$', text, re.MULTILINE | re.DOTALL))


def expect_valid(schema: str, path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


HOOKS: list[dict[str, Any]] = read_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_docs_show_a_file_for_each_service() -> None:
    assert {*documented()} == {*SCHEMAS, ".pre-commit-config.yaml"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_docs_show_is_valid(name: str, tmp_path: Path) -> None:
    write(tmp_path, {name: documented()[name]})
    expect_valid(SCHEMAS[name], tmp_path / name)


def test_the_action_is_valid() -> None:
    expect_valid("vendor.github-actions", ROOT / "action.yml")


@pytest.mark.parametrize("page", ["docs/ci.md", "docs/git.md"])
def test_the_documented_workflow_gives_only_inputs_that_there_are(page: str) -> None:
    workflow = read_yaml(documented(page)[".github/workflows/goals.yml"])
    uses = [step for step in workflow["jobs"]["lint"]["steps"] if "/kraokr@" in step["uses"]]
    assert len(uses) == 1
    assert uses[0].get("with", {}).keys() <= ACTION["inputs"].keys()


def test_nothing_is_put_into_the_text_of_a_script() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 4
    assert [script for script in scripts if "${{" in script] == []


def test_every_input_is_used() -> None:
    said = json.dumps(ACTION["runs"])
    assert [name for name in ACTION["inputs"] if f"inputs.{name} " not in said] == []


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    yield Runner(tmp_path)


def test_one_run_gives_everything(runner: Runner) -> None:
    runner.commit({**GOOD, **BAD})
    done = runner.lint(sarif="true")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.index("error[") < done.stdout.index("\n::error title=kraokr")
    assert "file=goals/bad.yaml,line=3" in done.stdout
    before, _, ours = runner.summary.read_text().partition("### kraokr: ")
    assert before == "from the step before\n"
    assert "bad.yaml" in ours
    assert runner.report()["runs"][0]["results"]


def test_inputs_turn_things_off(runner: Runner) -> None:
    runner.commit({**GOOD, **BAD})
    done = runner.lint(annotations="false", summary="false", fail_on="never")
    assert (done.returncode, done.stderr, runner.output.read_text()) == (0, "", "")
    assert "error[" in done.stdout
    assert "::error" not in done.stdout
    assert runner.summary.read_text() == "from the step before\n"


def test_a_clean_workspace_passes(runner: Runner) -> None:
    runner.commit(GOOD)
    done = runner.lint(sarif="true", args="--select reference")
    assert (done.returncode, done.stderr) == (0, "")
    assert runner.report()["runs"][0]["results"] == []


def test_paths_may_hold_anything_and_run_nothing(runner: Runner) -> None:
    name = "a $(touch owned) `touch owned`; touch owned # -q.yaml"
    runner.commit({**GOOD, **BAD, name: "kind: team\nid: y\nlead: nobody\n", "-q": "kind: team\n"})
    done = runner.lint(paths=f"{name}\n\n-q\n", args="$(touch owned) ;touch *")
    assert (done.returncode, "bad.yaml" in done.stdout) == (2, False)
    assert "$(touch" in done.stderr
    done = runner.lint(paths=f"{name}\n\n-q\n")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"--> {name}:3" in done.stdout
    assert "--> -q:1" in done.stdout
    assert "bad.yaml" not in done.stdout
    assert not (runner.workspace / "owned").exists()


def test_only_what_a_pull_request_changes(runner: Runner) -> None:
    base = runner.commit({**GOOD, **BAD})
    runner.commit({"goals/new.yaml": "kind: team\nid: z\nlead: nobody\n"})
    done = runner.lint(base, changed="true")
    assert (done.returncode, "new.yaml" in done.stdout, "bad.yaml" in done.stdout) == (1, True, False)
    for everything in (runner.lint(base), runner.lint("", changed="true")):
        assert "new.yaml" in everything.stdout
        assert "bad.yaml" in everything.stdout


def test_the_base_is_fetched_where_a_shallow_clone_lacks_it(runner: Runner, tmp_path: Path) -> None:
    base = runner.commit({**GOOD, **BAD})
    runner.commit({"goals/new.yaml": "kind: team\nid: z\nlead: nobody\n"})
    origin = runner.workspace.rename(tmp_path / "origin")
    git(tmp_path, "clone", "-q", "--depth=1", origin.as_uri(), "workspace")
    done = runner.lint(base, changed="true")
    assert (done.returncode, "new.yaml" in done.stdout, "bad.yaml" in done.stdout) == (1, True, False)
    unknown = runner.lint("0" * 40, changed="true")
    assert unknown.returncode == 2
    assert "is no revision" in unknown.stderr


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"fail_on": "eror"}, "eror"),
        ({"paths": "nowhere"}, "nowhere"),
        ({"changed": "yes"}, "the input changed is neither true nor false"),
        ({"args": "--selct kra"}, "did you mean `--select`?"),
    ],
)
def test_what_cannot_be_done_is_an_annotation(runner: Runner, inputs: dict[str, str], said: str) -> None:
    runner.commit(GOOD)
    done = runner.lint(sarif="true", **inputs)
    assert done.returncode == 2
    assert said in done.stdout + done.stderr
    assert done.stdout.startswith("::error title=kraokr::")
    assert runner.output.read_text() == ""


GH = """\
case "$*" in
  *--jq*) cat "$RUNNER_TEMP/known" 2>/dev/null || true ;;
  *) echo "$@" >> "$RUNNER_TEMP/calls"
     for word in "$@"; do case $word in body=@*) cat "${word#body=@}" > "$RUNNER_TEMP/said" ;; esac; done ;;
esac
"""
"""Stands for GitHub: knows the ids in the file `known`, notes each call and what a comment says."""


def called(runner: Runner) -> list[str]:
    calls = runner.temporary / "calls"
    return calls.read_text().splitlines() if calls.exists() else []


def pull_request(runner: Runner) -> str:
    """Two commits, the second of which changes a role; the first one's id."""
    base = runner.commit({**GOOD, **BAD})
    runner.commit({"roles/seller.yaml": ROLE.replace('">= 30"', '">= 25"')})
    return base


def test_a_comment_says_what_changes_and_what_is_found_in_that(runner: Runner) -> None:
    done = runner.comment(pull_request(runner), GH)
    assert (done.returncode, done.stderr) == (0, "")
    (call,) = called(runner)
    assert call.startswith("api --silent -X POST repos/acme/goals/issues/7/comments -F body=@")
    said = (runner.temporary / "said").read_text()
    assert said.startswith("<!-- kraokr -->\n### kraokr: ")
    assert "Win rate" in said
    assert "roles/seller.yaml" in said
    assert "bad.yaml" not in said
    assert runner.summary.read_text() == "from the step before\n"


def test_a_comment_that_is_there_is_changed_even_where_nothing_is_left_to_say(runner: Runner) -> None:
    base = runner.commit(GOOD)
    write(runner.temporary, {"known": "41\n42\n"})
    done = runner.comment(base, GH)
    assert (done.returncode, done.stderr) == (0, "")
    assert ["-X PATCH repos/acme/goals/issues/comments/41 " in call for call in called(runner)] == [True]


def test_where_nothing_changes_nothing_is_said(runner: Runner) -> None:
    base = runner.commit({**GOOD, **BAD})
    assert runner.comment(base, GH).returncode == 0
    assert called(runner) == []


def test_each_workspace_of_a_repository_has_its_own_comment(runner: Runner) -> None:
    runner.comment(pull_request(runner), GH, FOLDER="goals")
    assert (runner.temporary / "said").read_text().startswith("<!-- kraokr: goals -->\n")


@pytest.mark.parametrize(("gh", "fork"), [(GH, True), ("exit 1", False)])
def test_what_cannot_be_posted_is_on_the_page_of_the_run(runner: Runner, gh: str, fork: bool) -> None:
    done = runner.comment(pull_request(runner), gh, fork)
    assert done.returncode == 0
    assert called(runner) == []
    assert "<!-- kraokr -->\n### kraokr: " in runner.summary.read_text()
    assert ("pull-requests: write" in done.stdout) is not fork


def test_a_comparison_that_fails_is_a_warning_and_no_comment(runner: Runner) -> None:
    runner.commit(GOOD)
    done = runner.comment("0" * 40, GH)
    assert (done.returncode, called(runner)) == (0, [])
    assert "::warning title=kraokr::no comment was written" in done.stdout


def test_a_long_comment_leaves_the_findings_to_the_page_of_the_run(runner: Runner) -> None:
    kra = "  - {{id: a{0}, name: Do the {1} thing number {0} of all that there is to do, outcome: {1}{2}}}\n"

    def role(word: str) -> str:
        kras = "".join(kra.format(number, word, " and so on" * 20) for number in range(300))
        return f"kind: role\nid: many\ntitle: Many\nkras:\n{kras}"

    base = runner.commit({**GOOD, "roles/many.yaml": role("same")})
    runner.commit({"roles/many.yaml": role("other")})
    done = runner.comment(base, GH)
    assert (done.returncode, done.stderr) == (0, "")
    said = (runner.temporary / "said").read_text()
    assert len(said) <= 65_536
    assert "More was found than fits here" in said
    assert "roles/many.yaml" in runner.summary.read_text()


def test_the_comment_is_found_by_the_one_who_writes_it_and_its_mark() -> None:
    script = STEPS["Comment"]["run"]
    assert '.user.login == \\"github-actions[bot]\\"' in script
    assert "startswith(env.MARKER)" in script
    assert "head.repo.full_name != github.repository" in STEPS["Comment"]["env"]["FORK"]


def test_python_is_looked_for(runner: Runner) -> None:
    folder = runner.kraokr.parent
    assert runner.step("Look for Python", PATH=str(folder)).returncode == 0
    assert not runner.output.exists()
    for name, text in (("python3", "exit 1"), ("python", f'exec {shlex.quote(sys.executable)} "$@"')):
        write(folder, {name: f"#!/bin/sh\n{text}\n"})
        (folder / name).chmod(0o755)
    assert runner.step("Look for Python", PATH=str(folder)).returncode == 0
    assert runner.output.read_text() == f"python={folder}/python\n"


def test_kraokr_is_installed_from_the_checkout_beside_what_is_there(runner: Runner) -> None:
    stand_in = runner.temporary / "python"
    write(
        runner.temporary, {"python": f'#!/bin/sh\necho "$@" >> {shlex.quote(str(runner.temporary))}/calls\n'}
    )
    stand_in.chmod(0o755)
    (runner.temporary / "kraokr/bin").mkdir(parents=True)
    shutil.copy2(stand_in, runner.temporary / "kraokr/bin/python")
    done = runner.step("Install kraokr", PYTHON=str(stand_in))
    assert (done.returncode, done.stderr) == (0, "")
    made, installed = (runner.temporary / "calls").read_text().splitlines()
    assert made == f"-m venv {runner.temporary}/kraokr"
    assert installed.startswith("-m pip install ")
    assert installed.endswith(f" {ROOT}")
    assert runner.output.read_text() == f"kraokr={runner.temporary}/kraokr/bin/kraokr\n"


def test_the_gitlab_job_writes_the_report_that_it_names(runner: Runner) -> None:
    runner.commit({**GOOD, **BAD})
    job = read_yaml(documented()[".gitlab-ci.yml"])["kraokr"]
    run = next(line for line in job["script"] if line.startswith("kraokr "))
    env = {key: value for key, value in os.environ.items() if key not in VARIABLES}
    env |= {"PATH": f"{runner.kraokr.parent}:{env['PATH']}", "CI_PROJECT_DIR": str(runner.workspace)}
    done = subprocess.run(["sh", "-c", run], cwd=runner.workspace, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    reports = job["artifacts"]["reports"]
    findings = json.loads((runner.workspace / reports["codequality"]).read_text(encoding="utf-8"))
    assert {finding["location"]["path"] for finding in findings} >= {"goals/bad.yaml"}
    assert [name for name in reports.values() if not (runner.workspace / name).is_file()] == []


def test_hooks_read_the_whole_workspace_once() -> None:
    assert [hook["id"] for hook in HOOKS] == ["kraokr", "kraokr-fix"]
    for hook, fixes in zip(HOOKS, (False, True), strict=True):
        command, name, *arguments = hook["entry"].split()
        request = read_request(arguments)
        assert (command, name) == ("kraokr", "lint")
        assert request is not None
        assert request.fix is fixes
        assert (hook["pass_filenames"], hook["require_serial"]) == (False, True)


def test_pre_commit_runs_the_documented_hook(runner: Runner) -> None:
    if importlib.util.find_spec("pre_commit") is None and shutil.which("pre-commit") is None:
        pytest.skip("pre-commit is not installed")
    pre_commit = [shutil.which("pre-commit") or "pre-commit"]
    if importlib.util.find_spec("pre_commit"):
        pre_commit = [sys.executable, "-m", "pre_commit"]
    subprocess.run([*pre_commit, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=True)
    config = read_yaml(documented()[".pre-commit-config.yaml"])
    asked = [hook["id"] for repo in config["repos"] for hook in repo["hooks"]]
    # Without network, what is installed stands in for what pre-commit would install.
    here = [{**hook, "language": "system"} for hook in HOOKS if hook["id"] in asked]
    assert len(here) == len(asked) > 0
    runner.commit(
        {**GOOD, ".pre-commit-config.yaml": json.dumps({"repos": [{"repo": "local", "hooks": here}]})}
    )
    write(runner.workspace, {**BAD, "notes.txt": "x"})
    env = {key: value for key, value in os.environ.items() if key not in VARIABLES}
    env |= {"PATH": f"{runner.kraokr.parent}:{env['PATH']}", "PRE_COMMIT_HOME": str(runner.temporary)}

    def run(name: str) -> subprocess.CompletedProcess[str]:
        git(runner.workspace, "add", name)
        command = [*pre_commit, "run", "--color=never"]
        return subprocess.run(
            command, cwd=runner.workspace, env=env, capture_output=True, text=True, check=False
        )

    assert "Skipped" in run("notes.txt").stdout
    done = run("goals/bad.yaml")
    assert done.returncode == 1
    assert "--> goals/bad.yaml:3" in done.stdout
