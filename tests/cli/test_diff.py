"""`kraokr diff` in real repositories."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from commands import Commands, Outcome
from gitrepo import commit, git, start, write

ROLE = """\
kind: role
id: seller
title: Seller
kras:
  - id: sales
    name: Sales
    kpis: [{id: wins, name: Win rate, unit: percent, target: ">= 30"}]
"""
LOOSER = ROLE.replace(">= 30", ">= 25")
ANN = "kind: person\nid: ann\nname: Ann Lee\nrole: seller\n"
BROKEN = "kind: role\nid: seller\ntitle: [Seller\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """`main` with a role and a person."""
    root = start(tmp_path / "repo")
    commit(root, "one", {"roles/seller.yaml": ROLE, "people/ann.yaml": ANN})
    return root


def names(kraokr: Commands, root: Path, *arguments: str) -> list[str]:
    """The changes that are shown, by kind and id."""
    return [f"{one['name']} {one['id']}" for one in data(kraokr, root, *arguments)["changes"]]


def data(kraokr: Commands, root: Path, *arguments: str) -> Any:
    return json.loads(ran(kraokr, root, "--format", "json", *arguments).out)


def ran(kraokr: Commands, root: Path, *arguments: str) -> Outcome:
    result = kraokr("diff", *arguments, cwd=root)
    assert result.code == 0, result.err
    return result


def test_what_lies_on_disk_is_compared_with_head_on_the_default_branch(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": LOOSER})
    assert ran(kraokr, repo).out == (
        f"HEAD ({git(repo, 'rev-parse', 'HEAD')[:7]}, 2026-01-05) → working tree\n"
        "1 major change: 1 target loosened; 1 person affected.\n"
        "\n"
        "1 major change\n"
        "Seller  role\n"
        "  affects 1 person: Ann Lee\n"
        "  ~ target loosened: Sales: Win rate: ≥ 30 % → ≥ 25 %\n"
    )


def test_a_branch_shows_its_own_changes_only(kraokr: Commands, repo: Path) -> None:
    git(repo, "branch", "work")
    commit(repo, "two", {"people/ann.yaml": None})
    git(repo, "checkout", "--quiet", "work")
    commit(repo, "three", {"roles/seller.yaml": LOOSER})
    assert names(kraokr, repo) == ["target-loosened seller/sales/wins"]
    assert names(kraokr, repo, "main...work") == ["target-loosened seller/sales/wins"]
    assert len(names(kraokr, repo, "main..work")) == 2
    assert names(kraokr, repo, "main", "work", "--", "people") == ["person-added ann"]


def test_no_change_is_said(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": None, "roles/x y/verkäufer.yaml": f"# moved\n\n{ROLE}"})
    assert ran(kraokr, repo, "--exit-code").out.endswith("No changes in meaning.\n")


def test_the_exit_code_speaks_of_what_is_shown(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": LOOSER})
    assert kraokr("diff", cwd=repo).code == 0
    assert kraokr("diff", "--exit-code", cwd=repo).code == 1
    write(repo, {"roles/seller.yaml": ROLE.replace("id: seller", "owner: ann\nid: seller")})
    assert kraokr("diff", "--exit-code", "--grave", "major", cwd=repo).code == 0
    assert kraokr("diff", "--exit-code", "--grave", "minor", cwd=repo).code == 1


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_each_format_goes_where_it_is_told(kraokr: Commands, repo: Path, format: str) -> None:
    write(repo, {"roles/seller.yaml": LOOSER})
    shown = ran(kraokr, repo, "-f", format).out
    assert "Win rate" in shown
    assert ran(kraokr, repo, "-f", format, "-o", "out.txt").out == ""
    assert (repo / "out.txt").read_text(encoding="utf-8") == shown


def test_colour_is_for_terminals(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": LOOSER})
    assert "\x1b" not in ran(kraokr, repo).out
    assert "\x1b[31m~ target loosened" in ran(kraokr, repo, "--color", "always").out
    assert "\x1b" not in ran(kraokr, repo, "--color", "always", "-f", "markdown").out


def test_an_own_template_makes_the_page(kraokr: Commands, repo: Path) -> None:
    template = (
        "<title>{{ changes.summary }}</title>{% for one in changes.sections %}{{ one.title }}{% endfor %}"
    )
    write(repo, {"roles/seller.yaml": LOOSER, "templates/changes.html.jinja": template})
    said = "<title>1 major change; 1 person affected</title>1 major change"
    assert ran(kraokr, repo, "-f", "html").out == said


def test_paths_are_as_git_takes_them(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": LOOSER, "people/ann.yaml": None})
    assert len(names(kraokr, repo)) == 2
    assert names(kraokr, repo, "roles") == ["target-loosened seller/sales/wins"]
    assert names(kraokr, repo, "HEAD", "--", "people/ann.yaml") == ["person-removed ann"]
    assert names(kraokr, repo / "roles", "--", "../people") == ["person-removed ann"]
    assert len(names(kraokr, repo / "roles")) == 2


def test_a_path_without_goal_files_is_said_to_have_none(kraokr: Commands, repo: Path) -> None:
    result = ran(kraokr, repo, "--", "poeple")
    assert result.err == "warning: poeple holds no goal file, neither before nor after\n"


def test_files_that_git_does_not_know_yet_count(kraokr: Commands, repo: Path) -> None:
    write(repo, {"people/bo.yaml": ANN.replace("ann", "bo"), ".gitignore": "private/\n"})
    write(repo, {"private/cy.yaml": ANN.replace("ann", "cy")})
    assert names(kraokr, repo) == ["person-added bo"]


def test_crlf_conversion_is_no_change(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": ROLE.replace("\n", "\r\n")})
    assert names(kraokr, repo) == []
    commit(repo, "crlf", {"people/ann.yaml": ANN.replace("\n", "\r\n")})
    assert names(kraokr, repo, "HEAD~1", "HEAD") == []


def test_a_file_broken_back_then_is_left_out_and_that_is_said(kraokr: Commands, repo: Path) -> None:
    commit(repo, "broken", {"roles/seller.yaml": BROKEN, "people/bo.yaml": ANN.replace("ann", "bo")})
    write(repo, {"roles/seller.yaml": LOOSER, "people/bo.yaml": None})
    result = ran(kraokr, repo, "-f", "json")
    told = json.loads(result.out)
    assert [one["name"] for one in told["changes"]] == ["person-removed"]
    (unread,) = told["unread"]
    assert unread == {
        "end": "before", "path": "roles/seller.yaml", "why": unread["why"], "wholly": True,
    }  # fmt: skip
    assert "broken YAML in line" in unread["why"]
    assert result.err == f"warning: roles/seller.yaml at HEAD: {unread['why']}; it is not compared\n"
    assert "roles/seller.yaml at HEAD" in ran(kraokr, repo, "-f", "markdown").out
    assert names(kraokr, repo, "HEAD~1") == ["target-loosened seller/sales/wins"]


def test_a_file_broken_now_or_no_text_is_left_out(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": BROKEN, "people/ann.yaml": b"kind: person\nname: \xff\n"})
    told = data(kraokr, repo)
    assert told["changes"] == []
    assert sorted(one["path"] for one in told["unread"]) == ["people/ann.yaml", "roles/seller.yaml"]
    commit(repo, "both")
    write(repo, {"roles/seller.yaml": ROLE, "people/ann.yaml": ANN})
    told = data(kraokr, repo)
    assert told["changes"] == []
    assert sorted(one["path"] for one in told["unread"]) == ["people/ann.yaml", "roles/seller.yaml"]


def test_a_workspace_that_was_not_there_is_all_new(kraokr: Commands, repo: Path) -> None:
    write(repo, {"goals/kraokr.yaml": "kind: config\n", "goals/seller.yaml": ROLE})
    result = ran(kraokr, repo / "goals", "-f", "json")
    assert [one["name"] for one in json.loads(result.out)["changes"]] == ["role-added"]
    assert result.err.startswith("warning: no goal file is there at HEAD (")
    assert names(kraokr, repo, "goals") == ["role-added seller"]
    assert names(kraokr, repo) == []


def test_the_config_of_now_judges_both_sides(kraokr: Commands, repo: Path) -> None:
    commit(repo, "config", {"kraokr.yaml": "kind: config\nexclude: [people/]\n"})
    write(repo, {"kraokr.yaml": "kind: config\n", "people/ann.yaml": None})
    assert names(kraokr, repo, "HEAD~1") == names(kraokr, repo) == ["person-removed ann"]
    write(repo, {"kraokr.yaml": "kind: config\nexclude: [people/]\n"})
    assert names(kraokr, repo, "HEAD~1") == []


def test_a_repository_inside_is_no_change(kraokr: Commands, repo: Path) -> None:
    inner = start(repo / "vendor/inner")
    commit(inner, "inner", {"maker.yaml": ROLE.replace("seller", "maker")})
    assert names(kraokr, repo) == []
    assert names(kraokr, inner, "HEAD") == []


def test_a_submodule_is_no_change(kraokr: Commands, repo: Path, tmp_path: Path) -> None:
    other = start(tmp_path / "other")
    commit(other, "other", {"roles/seller.yaml": ROLE.replace("seller", "maker")})
    git(repo, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.as_uri(), "shared")
    assert names(kraokr, repo) == []
    commit(repo, "submodule", {"people/ann.yaml": ANN.replace("seller", "maker")})
    assert names(kraokr, repo, "HEAD~1", "HEAD") == ["person-role-changed ann"]
    assert names(kraokr, repo, "HEAD~1") == ["person-role-changed ann"]


def test_a_link_is_no_change(kraokr: Commands, repo: Path) -> None:
    write(repo.parent, {"shared/maker.yaml": ROLE.replace("seller", "maker")})
    (repo / "roles/linked.yaml").symlink_to("../../shared/maker.yaml")
    commit(repo, "link")
    assert names(kraokr, repo) == []


def test_nothing_is_written_to_the_repository(kraokr: Commands, repo: Path) -> None:
    write(repo, {"roles/seller.yaml": LOOSER})

    def state() -> dict[Path, tuple[int, int]]:
        found = (Path(folder) / name for folder, _, files in os.walk(repo) for name in files)
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}

    before = state()
    ran(kraokr, repo, "HEAD")
    assert state() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("mian",),
            "error: ambiguous argument `mian`: neither a revision nor a file here\nhelp: did you mean",
        ),
        (("mian", "--"), "error: `mian` is no revision of this repository\nhelp: did you mean `main`?"),
        (("main",), "error: ambiguous argument `main`: both a revision and a file\nhelp: use -- to"),
        (("HEAD", "HEAD", "HEAD"), "error: `HEAD HEAD HEAD` is more than two revisions\nhelp: name one"),
        (("--", "roles", "../x"), "error: ../x lies outside the workspace"),
        (("--today", "soon"), "error: --today soon is no date"),
        (("--grave", "huge"), "error: Invalid value for '--grave'"),
        (("-o", "no/such/folder"), "error: no/such/folder cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    kraokr: Commands, repo: Path, arguments: tuple[str, ...], said: str
) -> None:
    write(repo, {"main": "x"})
    result = kraokr("diff", *arguments, cwd=repo)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)


def test_without_a_repository_or_commits_nothing_can_be_compared(kraokr: Commands, tmp_path: Path) -> None:
    write(tmp_path, {"goals/roles/seller.yaml": ROLE})
    result = kraokr("diff", cwd=tmp_path / "goals")
    assert result.code == 2
    assert "lies in no git repository\nhelp: " in result.err
    start(tmp_path / "goals")
    result = kraokr("diff", cwd=tmp_path / "goals")
    assert result.code == 2
    assert result.err.startswith("error: this repository has no commits yet\nhelp: ")
