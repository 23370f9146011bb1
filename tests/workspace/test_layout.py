"""Where files of a kind lie, and how they begin."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from goaltree import workspace
from kraokr.workspace.layout import head_of_file, place_in_cycle, place_of_file

ROLE = "{kind: role, id: %s, title: R}"


@pytest.mark.parametrize(
    ("paths", "place"),
    [
        ([], "roles/x.yaml"),
        (["a.yaml"], "x.yaml"),
        (["jobs/a.yml", "jobs/b.yml", "c.yaml"], "jobs/x.yml"),
        (["a/a.role.yaml"], "a/x.role.yaml"),
    ],
)
def test_beside_most_others_of_the_kind(paths: list[str], place: str) -> None:
    ws = workspace({path: ROLE % f"r{number}" for number, path in enumerate(paths)})
    assert str(place_of_file(ws, "role", "x")) == place


@pytest.mark.parametrize(
    ("paths", "place"),
    [
        ([], "reviews/2026-H1/x.yaml"),
        (["hr/2025-H2/a.yaml", "b.yaml"], "hr/2026-H1/x.yaml"),
        (["talks/a.yaml"], "talks/2026-H1/x.yaml"),
    ],
)
def test_in_a_folder_called_like_the_cycle(paths: list[str], place: str) -> None:
    review = "{kind: review, person: a, cycle: 2025-H2}"
    files = {path: review.replace("a,", f"a{number},") for number, path in enumerate(paths)}
    assert str(place_in_cycle(workspace(files), "review", "2026-H1", "x")) == place


def test_a_cycle_of_any_name_makes_one_folder() -> None:
    assert str(place_in_cycle(workspace({}), "review", "../spring 26", "x")) == "reviews/-spring-26/x.yaml"


@pytest.mark.parametrize(
    ("files", "head"),
    [
        ({}, ""),
        ({"b.yaml": "s/team"}, "../s/review"),
        ({"deep/er/b.yaml": "../../s/team"}, "../s/review"),
        ({"b.yaml": "https://example.org/team"}, "https://example.org/review"),
        ({"new/b.yaml": "./team"}, "./review"),
    ],
)
def test_the_line_that_leads_to_the_schema(files: dict[str, str], head: str) -> None:
    path = PurePosixPath("new/x.yaml")
    line = "# yaml-language-server: $schema={}.schema.json\n"
    texts = {name: line.format(schema) + "kind: team\nid: t\nlead: a\n" for name, schema in files.items()}
    found = head_of_file(workspace(texts), "review", path)
    assert found == (line.format(head) if head else "")


def test_files_of_the_kind_without_such_a_line_have_the_say() -> None:
    files = {
        "a.yaml": "# yaml-language-server: $schema=team.schema.json\nkind: team\nid: t\nlead: a\n",
        "b.yaml": "kind: review\nperson: a\ncycle: 2026-H1\n",
    }
    assert head_of_file(workspace(files), "review", PurePosixPath("c.yaml")) == ""
