"""From a tree of text to a workspace."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.errors import KraokrError
from kraokr.workspace import load, open_workspace
from trees import ROLE, messages, tree, workspace, write

EXAMPLES = Path(__file__).parents[2] / "examples"
MANIFEST = "apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Pod\n"
COMPOSE = "x-base: &base {image: a}\nservices:\n  web: {<<: *base}\n"
PLUGIN = "plugins:\n  - icons: !!python/name:twemoji\n"
CHART = "name: web\nport: {{ .Values.port }}\n"


@pytest.mark.parametrize("text", [MANIFEST, COMPOSE, PLUGIN, CHART, "{}", "services: {}\n"])
def test_files_of_other_programs_are_passed_over(tmp_path: Path, text: str) -> None:
    ws = workspace(other=text, role=ROLE)
    assert messages(ws) == []
    assert list(map(str, ws.documents)) == ["role.yaml"]
    opened = open_workspace([], write(tmp_path, {"other.yaml": text, "role.yaml": ROLE}))
    assert opened.skipped[PurePosixPath("other.yaml")].startswith("no goal file")


@pytest.mark.parametrize("text", [MANIFEST, COMPOSE, CHART, "services: {}\n", "{}"])
def test_a_named_file_has_to_be_a_goal_file(text: str) -> None:
    ws = load(tree({"other.yaml": text}), named=frozenset([PurePosixPath("other.yaml")]))
    assert messages(ws)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("services: {}\n", "x.yaml:1: invalid-value: no `kind:` says what this is"),
        ("apiVersion: v1\nkind: Pod\n", "x.yaml:1: invalid-value: `apiVersion` marks another program's file"),
        ("", "x.yaml:1: invalid-value: the file is empty"),
        ("- a\n", "x.yaml:1: invalid-value: this file is a list, but one mapping is expected"),
        ("hello", "x.yaml:1: invalid-value: this file is plain text, but one mapping is expected"),
    ],
)
def test_what_is_wrong_with_a_named_file(text: str, message: str) -> None:
    assert messages(load(tree({"x.yaml": text}), named=frozenset([PurePosixPath("x.yaml")]))) == [message]


@pytest.mark.parametrize(
    "text", ["kind: role\nid: a: b\n", "id: a: b\nkind: role\n", "kind: rolle\n", "kind: 3\n"]
)
def test_a_broken_goal_file_is_not_another_programs(text: str) -> None:
    ws = workspace(x=text)
    assert len(ws.documents) == 1
    assert messages(ws)


def test_a_config_that_cannot_be_read_leaves_the_defaults() -> None:
    ws = workspace(kraokr="kind: config\nprofile: [strict\n", role=ROLE)
    assert ws.config.profile == "recommended"
    assert [line.split(": ")[:2] for line in messages(ws)] == [["kraokr.yaml:2", "invalid-yaml"]]
    assert "seller" in ws.roles


def test_a_typo_in_the_config_costs_one_setting() -> None:
    ws = workspace(kraokr="kind: config\nprofil: strict\nfail_on: eror\nlang: en\norganisation: X\n")
    assert ws.config.organisation == "X"
    assert ws.config.fail_on == "warning"
    assert sorted(line.split(": ")[:2] for line in messages(ws)) == [
        ["kraokr.yaml:2", "unknown-key"],
        ["kraokr.yaml:3", "invalid-value"],
    ]


def test_a_config_in_another_place_and_something_else_in_its_place() -> None:
    ws = load(tree({"sub/settings.yaml": "kind: config\nprofile: strict\n", "kraokr.yaml": ROLE}))
    assert ws.config.profile == "recommended"
    assert sorted(messages(ws)) == [
        "kraokr.yaml:1: invalid-value: kraokr.yaml has to be of `kind: config`",
        "sub/settings.yaml:1: invalid-value: a config counts only in kraokr.yaml at the top of the workspace",
    ]


def test_a_config_that_is_not_utf_8_is_reported_even_where_git_ignores_it(tmp_path: Path) -> None:
    latin = "kind: config\norganisation: Café\n".encode("latin-1")
    root = write(tmp_path, {"kraokr.yaml": latin, ".gitignore": "kraokr.yaml", "role.yaml": ROLE})
    (problem,) = open_workspace([], root).workspace.problems
    assert problem.finding.message == "the byte 0xE9 is not UTF-8"


def test_the_config_of_the_disk_decides_what_is_read(tmp_path: Path) -> None:
    config = 'kind: config\nfiles: ["*.goal"]\nexclude: [old]\nstatus_aliases: {green: on_track}\n'
    person = "kind: person\nid: p\nrole: seller\nobjectives: [{id: o, title: O, status: green}]\n"
    files = {"kraokr.yaml": config, "a.yaml": ROLE, "b.goal": ROLE, "old/c.goal": ROLE, "p.goal": person}
    opened = open_workspace([], write(tmp_path, files))
    assert list(map(str, opened.workspace.documents)) == ["b.goal", "kraokr.yaml", "p.goal"]
    assert opened.workspace.objectives[0].status == "on_track"
    assert opened.workspace.problems == ()


def test_covers_what_was_asked_for(tmp_path: Path) -> None:
    root = write(
        tmp_path, {"kraokr.yaml": "kind: config\n", "roles/a.yaml": ROLE, "roles-2/b.yaml": "", "c.yaml": ""}
    )
    opened = open_workspace([Path("roles"), Path("c.yaml")], root)
    covered = [str(path) for path in opened.workspace.documents if opened.found.covers(path)]
    assert covered == ["c.yaml", "kraokr.yaml", "roles/a.yaml"]
    everything = open_workspace([root], root)
    assert all(map(everything.found.covers, everything.workspace.documents))


def test_paths_of_two_workspaces(tmp_path: Path) -> None:
    root = write(tmp_path, {"a/kraokr.yaml": "kind: config\n", "b/kraokr.yaml": "kind: config\n"})
    with pytest.raises(KraokrError, match="b lies outside the workspace"):
        open_workspace([Path("a"), Path("b")], root)


MESSY = {
    str(path.relative_to(EXAMPLES / "messy")): path.read_text(encoding="utf-8")
    for path in sorted((EXAMPLES / "messy").rglob("*.yaml"))
}
DOUBLES = {
    "a/role.yaml": ROLE,
    "b/role.yaml": ROLE,
    "broken.yaml": "kind: role\nid: [\n",
    "list.yaml": "- a\n",
}


@given(st.permutations(sorted({**MESSY, **DOUBLES})))
def test_the_order_of_reading_never_changes_a_result(order: list[str]) -> None:
    files = {**MESSY, **DOUBLES}
    expected, found = load(tree(files)), load(tree({name: files[name] for name in order}))
    assert messages(found) == messages(expected)
    assert list(found.documents) == list(expected.documents)
    assert [node.path for node in found.nodes()] == [node.path for node in expected.nodes()]
    assert found.by_id.short_ids == expected.by_id.short_ids


def test_the_clean_example_loads_without_a_problem() -> None:
    assert messages(open_workspace([], EXAMPLES / "acme").workspace) == []
