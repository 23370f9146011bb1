"""`kraokr new`: the next file or entry, in the style of those there, that lints without errors."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from commands import Commands
from goaltree import write
from runs import contents, example

TODAY = ("--today", "2026-07-20")
OBJECTIVE = ("new", "objective", "--owner", "ann", "--title", "Nights are calm")


class Terminal(StringIO):
    """Standard input on which somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(
        tmp_path,
        {
            "kraokr.yaml": "{kind: config, as_of: 2026-07-20}",
            "roles/agent.yaml": "{kind: role, id: agent, title: Agent, "
            "kras: [{id: calm, name: Calm nights}], levels: [{id: senior, rank: 1}]}",
            "people/ann.yaml": "{kind: person, id: ann, name: Ann Lee, role: agent, level: senior}",
        },
    )
    return tmp_path


def types(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{answer}\n" for answer in answers)))


def test_a_person(kraokr: Commands, root: Path) -> None:
    write(root, {"teams/harbour.yaml": "{kind: team, id: harbour, name: Harbour, lead: ann}"})
    flags = ["--role", "agent", "--level", "senior", "--team", "harbour", "--manager", "ann"]
    ran = kraokr("new", "person", "Mira Okafor", *flags, "--start", "2026-07-01", cwd=root)
    assert (ran.code, ran.out) == (0, "written: people/mira.yaml\n")
    assert (root / "people/mira.yaml").read_text() == (
        "kind: person\nid: mira\nname: Mira Okafor\nrole: agent\nlevel: senior\nteam: harbour\n"
        "manager: ann\nstart: 2026-07-01\n"
    )


def test_a_second_one_of_a_name_gets_a_longer_id(kraokr: Commands, root: Path) -> None:
    for _ in range(2):
        kraokr("new", "person", "Ann Čapek-Lee", "--role", "agent", cwd=root)
    assert sorted(path.stem for path in (root / "people").iterdir()) == [
        "ann",
        "ann-capek-lee",
        "ann-capek-lee-2",
    ]


def test_a_role_with_areas_is_a_draft(kraokr: Commands, root: Path) -> None:
    areas = ["--kra", "Harbour safety: Nobody gets hurt.", "--kra", "Harbour safety"]
    ran = kraokr("new", "role", "Pilot", "--purpose", "Ships: in and out", "--owner", "ann", *areas, cwd=root)
    assert (ran.code, ran.out) == (0, "written: roles/pilot.yaml\n")
    assert (root / "roles/pilot.yaml").read_text() == (
        'kind: role\nid: pilot\ntitle: Pilot\nstatus: draft\npurpose: "Ships: in and out"\nowner: ann\n'
        "created_on: 2026-07-20\nkras:\n  - id: harbour-safety\n    name: Harbour safety\n"
        "    outcome: Nobody gets hurt.\n  - id: harbour-safety-2\n    name: Harbour safety\n"
    )


def test_a_team(kraokr: Commands, root: Path) -> None:
    assert kraokr("new", "team", "Night shift", "--lead", "ann", cwd=root).code == 0
    assert (root / "teams/night-shift.yaml").read_text() == (
        "kind: team\nid: night-shift\nname: Night shift\nlead: ann\n"
    )
    assert kraokr("new", "team", "Dawn", "--lead", "ann", "--parent", "night-shift", cwd=root).code == 0


def test_an_objective_begins_a_file_with_the_numbers_of_titles_as_fields(
    kraokr: Commands, root: Path
) -> None:
    results = ["--key-result", "NPS from 40 to 55", "--key-result", "Alarms at night from 9 to 3 per week"]
    ran = kraokr(*OBJECTIVE, "--accelerates", "calm", *results, "--commitment", "committed", cwd=root)
    assert (ran.code, ran.out) == (0, "written: okrs/2026-Q3/ann.yaml\n")
    assert (
        (root / "okrs/2026-Q3/ann.yaml")
        .read_text()
        .startswith(
            "kind: objectives\nowner: ann\ncycle: 2026-Q3\nobjectives:\n  - id: nights-calm\n"
            "    title: Nights are calm\n    accelerates: calm\n    commitment: committed\n    key_results:\n"
            "      - id: nps\n        title: NPS from 40 to 55\n        type: increase\n"
            "        baseline: 40\n        target: 55\n      - id: alarms-night-week\n"
        )
    )


def test_an_objective_is_added_where_those_of_the_cycle_stand(kraokr: Commands, root: Path) -> None:
    before = (
        "# Ours.\r\nkind: objectives\r\nowner: ann\r\ncycle: 2026-Q3\r\nobjectives:\r\n- id: sleep # nice"
        "\r\n  title: 'Everyone sleeps'\r\n  key_results:\r\n"
        "  - {id: a, title: Alarms, baseline: 8, target: 4}\r\n"
        "  # still open\r\n\r\n# The end.\r\n"
    )
    path = root / "goals.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + before.encode())
    ran = kraokr(*OBJECTIVE, "--key-result", "NPS from 40 to 55", cwd=root)
    assert (ran.code, ran.out) == (0, "added to: goals.yaml\n")
    new = (
        "- id: nights-calm\r\n  title: Nights are calm\r\n  key_results:\r\n"
        "  - {id: nps, title: NPS from 40 to 55, type: increase, baseline: 40, target: 55}\r\n"
    )
    after = before.replace("# still open\r\n", f"# still open\r\n{new}")
    assert path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode() == after


def test_an_objective_of_another_cycle_stands_in_the_persons_file_if_others_do(
    kraokr: Commands, root: Path
) -> None:
    path = root / "people/ann.yaml"
    before = "kind: person\nid: ann\nrole: agent\nobjectives:\n  - {id: a, title: A, cycle: 2026-Q2}\n"
    path.write_text(before)
    ran = kraokr(*OBJECTIVE, "--cycle", "Q4 2026", "--key-result", "NPS from 4 to 5", cwd=root)
    assert (ran.code, ran.out) == (0, "added to: people/ann.yaml\n")
    new = "  - {id: nights-calm, title: Nights are calm, cycle: 2026-Q4, key_results: [{id: nps, "
    assert path.read_text().startswith(before + new)


def test_what_has_errors_is_shown_and_not_written(kraokr: Commands, root: Path) -> None:
    before = contents(root)
    ran = kraokr(*OBJECTIVE, "--accelerates", "clam", "--key-result", "NPS from 4 to 5", cwd=root)
    assert ran.code == 1
    assert "error[unknown-reference]" in ran.out
    assert "--> okrs/2026-Q3/ann.yaml:7:18" in ran.out
    assert ran.err == "nothing was written: say it otherwise, and try again.\n"
    assert contents(root) == before


@pytest.mark.parametrize(
    ("arguments", "message", "help"),
    [
        (["person"], "the name is missing", "give it as the first argument"),
        (["person", "Bo"], "the role is missing", "give --role; agent"),
        (["person", "Bo", "--role", "agnt"], "unknown role `agnt`", "did you mean `agent`?"),
        (
            ["person", "Bo", "--role", "agent", "--manager", "an"],
            "unknown manager `an`",
            "did you mean `ann`?",
        ),
        (["person", "Бо", "--role", "agent"], 'no id can be made from "Бо"', "give one with --id"),
        (["person", "Bo", "--role", "agent", "--id", "ann"], "the id `ann` is taken", "choose another --id"),
        (["person", "Bo", "--role", "agent", "--id", "B o"], "`B o` is no id", "write it as b-o"),
        (["person", "Bo", "--role", "agent", "--start", "May"], "--start May is no date", "write year-month"),
        (["team", "Dawn"], "the lead is missing", "give --lead; ann"),
        (["objective", "--title", "X"], "the owner is missing", "give --owner; ann"),
        (["objective", "--owner", "ann", "--title", "X"], "the key result, such as", "give --key-result"),
        (["objective", "--owner", "ann"], "the title is missing", "give --title"),
        (
            ["objective", "--owner", "ann", "--title", "X", "--cycle", "Q9"],
            "there is no cycle Q9",
            "write it",
        ),
    ],
)
def test_what_is_missing_or_unknown(
    kraokr: Commands, root: Path, arguments: list[str], message: str, help: str
) -> None:
    before = contents(root)
    ran = kraokr("new", *arguments, cwd=root)
    assert (ran.code, ran.err.startswith(f"error: {message}")) == (2, True), ran.err
    assert ran.err.split("\n")[1].startswith(f"help: {help}")
    assert contents(root) == before


def test_nothing_is_overwritten(kraokr: Commands, root: Path) -> None:
    write(root, {"people/mira.yaml": "not: ours\n"})
    ran = kraokr("new", "person", "Mira", "--role", "agent", cwd=root)
    assert ran.code == 2
    assert "exists already; nothing was written" in ran.err
    assert (root / "people/mira.yaml").read_text() == "not: ours\n"


def test_a_terminal_is_asked_for_what_is_needed(
    kraokr: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "Mira Okafor", "agnt", "agent", "", "ann")
    ran = kraokr("new", "person", cwd=root)
    assert (ran.code, ran.out.lstrip()) == (0, "written: people/mira.yaml\n")
    assert "unknown role `agnt`: did you mean `agent`?" in ran.err
    assert (root / "people/mira.yaml").read_text() == (
        "kind: person\nid: mira\nname: Mira Okafor\nrole: agent\nmanager: ann\n"
    )


def test_an_objective_is_asked_for_with_its_key_results(
    kraokr: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "ann", "Nights are calm", "", "calm", "", "NPS from 40 to 55", "", "learning")
    ran = kraokr("new", "objective", cwd=root)
    assert (ran.code, ran.out.lstrip()) == (0, "written: okrs/2026-Q3/ann.yaml\n")
    text = (root / "okrs/2026-Q3/ann.yaml").read_text()
    assert "accelerates: calm\n    commitment: learning\n" in text
    assert "baseline: 40" in text


def test_no_input_asks_nothing(kraokr: Commands, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "Mira")
    ran = kraokr("new", "person", "--no-input", cwd=root)
    assert ran.err.startswith("error: the name is missing\n")


def test_an_empty_folder_takes_a_role_a_person_and_an_objective(kraokr: Commands, tmp_path: Path) -> None:
    assert "there is no role to hold yet" in kraokr("new", "person", "Bo", cwd=tmp_path).err
    assert kraokr("new", "role", "Pilot", *TODAY, cwd=tmp_path).code == 0
    assert kraokr("new", "person", "Bo", "--role", "pilot", *TODAY, cwd=tmp_path).code == 0
    given = ["--title", "Ships wait for nothing", "--key-result", "Hours at anchor from 9 to 4"]
    assert kraokr("new", "objective", "--owner", "bo", *given, *TODAY, cwd=tmp_path).code == 0
    assert kraokr("lint", *TODAY, "--fail-on", "error", cwd=tmp_path).code == 0


def test_the_example_takes_new_entries_without_a_new_error(kraokr: Commands, tmp_path: Path) -> None:
    root = example("acme", tmp_path)
    role = ["--role", "support-specialist", "--level", "senior", "--team", "customer-operations"]
    assert kraokr("new", "person", "Mira Novak", *role, "--manager", "priya", cwd=root).code == 0
    for owner in ("mira", "emeka", "alice", "sales", "acme"):
        given = [
            "--owner",
            owner,
            "--title",
            "Nobody waits twice",
            "--key-result",
            "Repeat calls from 9% to 4%",
        ]
        assert kraokr("new", "objective", *given, cwd=root).code == 0, owner
    assert kraokr("lint", "--fail-on", "error", cwd=root).code == 0
