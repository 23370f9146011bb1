"""The cache: a run with it says what a run without it says, whatever happened in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any

import pytest

from commands import Commands, process
from editor import Editor
from kraokr import rules
from kraokr.cli.request import Format
from kraokr.errors import KraokrError
from kraokr.lint import Context, cache, engine, rule
from kraokr.lint.checks import Checks
from kraokr.model import Role
from kraokr.rules import RULES
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import look_around
from runs import TODAY, example, frozen, rules_of, run
from trees import ROLE, write

TASK = ROLE.replace("Sales", "Run quarterly audits")


@pytest.fixture
def messy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the messy example, in which we stand."""
    return enter(example("messy", tmp_path), monkeypatch)


def enter(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(root)
    return root.resolve()


def both(**how: Any) -> list[list[Any]]:
    """What a run with the cache says; it has to be what one without it says."""
    fresh = run(no_cache=True, **how)
    kept = run(**how)
    assert frozen(kept) == frozen(fresh)
    assert kept.crashed == fresh.crashed
    return frozen(kept)


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[PurePosixPath]:
    """The files of which nothing was known, as they come to be checked."""
    looked: list[PurePosixPath] = []
    look_at = Checks._look_at

    def remember(self: Checks, document: Any, file: Any) -> Any:
        looked.extend([document.file.path] if document.file.path not in self._known else ())
        return look_at(self, document, file)

    monkeypatch.setattr(Checks, "_look_at", remember)
    return looked


@pytest.mark.parametrize("name", ["messy", "acme"])
@pytest.mark.parametrize("rules", [[], ["--select", "all"]])
def test_a_replay_is_the_fresh_run_in_every_format(
    kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, rules: list[str]
) -> None:
    root = example(name, tmp_path)
    formats = [part for format in Format for part in ("-f", format.value)]
    arguments = ["lint", "--today", TODAY, *rules, *formats]
    fresh = kraokr(*arguments, "--no-cache", cwd=root)
    assert not (root / ".kraokr_cache").exists()
    assert kraokr(*arguments, cwd=root) == fresh
    monkeypatch.setattr(Checks, "run", None)
    assert kraokr(*arguments, cwd=root) == fresh


def test_only_what_changed_is_checked_in_full(messy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = looked_at(monkeypatch)
    run()
    assert len(looked) == 20
    looked.clear()
    path = messy / "people/sam.yaml"
    path.write_text(path.read_text() + "# so far\n")
    run()
    assert looked == [PurePosixPath("people/sam.yaml")]
    looked.clear()
    run(today="2026-07-21")
    assert looked == []
    run(select=("okr",))
    assert len(looked) == 20
    looked.clear()
    run(select=("okr",), today="2026-07-21")
    assert looked == []


def test_a_rule_gives_way_whatever_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1")
    def role_late(role: Role, ctx: Context[Any]) -> Iterator[Finding]:
        """Finds something from May on."""
        if ctx.today.month >= 5:
            yield Finding(role.at("id"), "late")

    @rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1", unless="role-late")
    def role_vague(role: Role, ctx: Context[Any]) -> Iterator[Finding]:
        """Always finds something."""
        yield Finding(role.at("id"), "vague")

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, role_late, role_vague))
    enter(write(tmp_path, {"a.yaml": ROLE}), monkeypatch)
    select = {"select": ("role-late", "role-vague")}
    found = [[one[3][1] for one in both(**select, today=f"2026-0{month}-01")] for month in (4, 5, 3)]
    assert found == [["vague"], ["late"], ["vague"]]


def test_a_finding_in_one_file_follows_a_change_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = "kind: person\nid: p\nrole: seller\n"
    enter(write(tmp_path, {"kraokr.yaml": "kind: config\n", "a.yaml": ROLE, "b.yaml": person}), monkeypatch)
    select = {"select": ("unknown-reference",)}
    assert both(**select) == []
    write(tmp_path, {"a.yaml": ROLE.replace("seller", "buyer")})
    assert [one[3][0][0] for one in both(**select)] == ["b.yaml"]
    write(tmp_path, {"a.yaml": ROLE})
    assert both(**select) == []
    write(tmp_path, {"c.yaml": ROLE})
    assert rules_of(run(select=("duplicate-id",)).diagnostics) == ["duplicate-id"]
    (tmp_path / "c.yaml").unlink()
    (tmp_path / "a.yaml").unlink()
    assert [one[3][0][0] for one in both(**select)] == ["b.yaml"]


def test_numbers_keep_their_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    role = ROLE.replace('target: ">= 30"', "target: 2.50, x-n: [1.0, 1e3, {deep: -0.10}]")
    root = enter(write(tmp_path, {"a.yaml": role, "b.yaml": "kind: team\nid: t\n"}), monkeypatch)
    run()
    data = cache.Cache(look_around([], root), (), engine.date(2026, 1, 1)).parsed[PurePosixPath("a.yaml")]
    kpi = data["kras"][0]["kpis"][0]
    assert [str(number) for number in (kpi["target"], *kpi["x-n"][:2])] == ["2.50", "1.0", "1E+3"]
    assert str(kpi["x-n"][2]["deep"]) == "-0.10"
    assert isinstance(kpi["target"], Decimal)
    write(tmp_path, {"b.yaml": "kind: team\nid: u\n"})
    both(select=("all",))


def test_a_key_that_looks_like_the_sign_of_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ROLE + 'x-note: {"\\0decimal": abc, n: 2.50}\n'
    enter(write(tmp_path, {"a.yaml": odd, "b.yaml": ROLE.replace("seller", "b")}), monkeypatch)
    both()
    write(tmp_path, {"b.yaml": ROLE.replace("seller", "c")})
    both()


def test_the_day_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    objective = "kind: objectives\nowner: p\nobjectives: [{id: o, title: O, cycle: 2026-Q1}]\n"
    enter(write(tmp_path, {"a.yaml": objective}), monkeypatch)
    found = [
        rules_of(run(select=("okr-not-closed-out",), today=day).diagnostics)
        for day in ("2026-02-01", "2026-09-01", "2026-02-01")
    ]
    assert found == [[], ["okr-not-closed-out"], []]


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ("rules: {kra-is-task: off}\n", []),
        ("rules: {kra-is-task: error}\n", ["3"]),
        ("rules: {kra-is-task: {files: x/}}\n", []),
        ("per_file: {a.yaml: {kra-is-task: info}}\n", ["1"]),
    ],
)
def test_the_config_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str, found: list[str]
) -> None:
    enter(write(tmp_path, {"kraokr.yaml": "kind: config\n", "a.yaml": TASK}), monkeypatch)

    def severities() -> list[str]:
        return [str(int(one[2])) for one in both() if one[0] == "kra-is-task"]

    assert severities() == ["2"]
    write(tmp_path, {"kraokr.yaml": f"kind: config\n{config}"})
    assert severities() == found
    write(tmp_path, {"kraokr.yaml": "kind: config\n"})
    assert severities() == ["2"]


def test_what_is_asked_for_counts(messy: Path) -> None:
    def names(**how: Any) -> set[str]:
        return {one[0] for one in both(**how)}

    assert "kra-is-task" in names()
    assert names(select=("kra-is-task",)) == {"kra-is-task"}
    assert "kra-is-task" not in names(ignore=("kra-is-task",))
    assert {one[3][0][0] for one in both(paths=(Path("roles/owner.yaml"),))} <= {"roles/owner.yaml"}
    assert "kra-is-task" in names()


def test_a_rule_that_is_on_for_some_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = "kind: config\nrules: {kra-is-task: off}\nper_file: {a.yaml: {kra-is-task: warning}}\n"
    enter(
        write(tmp_path, {"kraokr.yaml": config, "a.yaml": TASK, "b.yaml": "kind: team\nid: t\n"}), monkeypatch
    )
    assert "kra-is-task" not in {one[0] for one in both(ignore=("kra-is-task",))}
    write(tmp_path, {"b.yaml": "kind: team\nid: u\n"})
    assert "kra-is-task" in {one[0] for one in both()}


def test_a_run_on_changed_files_only_is_another_run(kraokr: Commands, messy: Path) -> None:
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@y.z"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=messy, check=True)
    whole = kraokr("lint", cwd=messy)
    assert whole.code == 1
    assert kraokr("lint", "--changed", cwd=messy) == (0, "No problems found.\n", "")
    assert kraokr("lint", cwd=messy) == whole
    subprocess.run([*git, "commit", "-qm", "y", "--allow-empty"], cwd=messy, check=True)
    write(messy, {"people/greta.yaml": (messy / "people/greta.yaml").read_text() + "# so\n"})
    subprocess.run([*git, "commit", "-qam", "z"], cwd=messy, check=True)
    assert kraokr("lint", "--changed", cwd=messy).code == 0
    assert kraokr("lint", "--changed", "HEAD~1", cwd=messy).code == 1


def test_files_of_other_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = {"compose.yaml": "services: {a: 1}\n", "bad.yaml": "a: [\n", "list.yaml": "- 1\n"}
    foreign["k8s.yaml"] = "kind: role\napiVersion: v1\n"
    root = enter(write(tmp_path, {"a.yaml": TASK, **foreign}), monkeypatch)
    first = both()
    assert both() == first
    for name in foreign:
        assert both(paths=(Path(name),))
        assert both(paths=(Path(name),))
    (root / "a.yaml").write_text(TASK + "# changed\n")
    assert [one[0] for one in both()] == [one[0] for one in first]
    (root / "compose.yaml").write_text("kind: team\nid: 5\n")
    assert "compose.yaml" in {one[3][0][0] for one in both(select=("all",))}


def test_a_named_file_of_another_program_is_not_taken_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(write(tmp_path, {"a.yaml": ROLE, "compose.yaml": "services: {a: 1}\n"}), monkeypatch)
    run()
    found = run(paths=(Path("compose.yaml"),))
    assert [one.finding.message for one in found.diagnostics] == ["no `kind:` says what this is"]


def broken_in(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Changes the bytes of what the cache holds under a name."""

    def damage(folder: Path) -> None:
        for path in folder.glob(name):
            path.write_bytes(change(path.read_bytes()))

    return damage


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda data: b"",
    lambda data: data[: len(data) // 2],
    lambda data: data[:-1],
    lambda data: b"\xff\xfe" + data,
    lambda data: data.replace(b'"', b"'"),
    lambda data: b"null",
    lambda data: b"7",
    lambda data: b'[["kra-is-task"]]',
    lambda data: b'[["a", "b", "c", "d", "e"]]',
    lambda data: b"\n".join([b"", *data.splitlines()[:3], b"[]"]),
]


@pytest.mark.parametrize("change", DAMAGES)
@pytest.mark.parametrize("name", ["files.jsonl", "runs/*.json"])
def test_a_damaged_cache_is_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[bytes], bytes]
) -> None:
    files = {"a.yaml": TASK, "b.yaml": "kind: team\nid: t\n", "c.yaml": "x: 1\n", "d.yaml": "kind: rol\n"}
    root = enter(write(tmp_path, files), monkeypatch)
    fresh = frozen(run(no_cache=True))
    run()
    folder = root / ".kraokr_cache"
    broken_in(name, change)(folder)
    if name == "files.jsonl":
        for path in folder.glob("runs/*"):
            path.unlink()
    assert frozen(run()) == fresh
    assert frozen(run()) == fresh


@pytest.mark.parametrize("place", [".kraokr_cache", ".kraokr_cache/runs", ".kraokr_cache/files.jsonl"])
def test_something_else_in_the_place_of_the_cache(messy: Path, place: str) -> None:
    fresh = frozen(run(no_cache=True))
    path = messy / place
    path.parent.mkdir(exist_ok=True)
    _ = path.mkdir() if place.endswith("jsonl") else path.write_text("mine")
    assert [frozen(run()), frozen(run())] == [fresh, fresh]
    assert path.is_dir() if place.endswith("jsonl") else path.read_text() == "mine"


def test_a_folder_that_cannot_be_written(messy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    fresh = frozen(run(no_cache=True))
    monkeypatch.setattr(Path, "mkdir", refuse)
    assert [frozen(run()), frozen(run())] == [fresh, fresh]
    assert not (messy / ".kraokr_cache").exists()


@pytest.mark.parametrize("tier", ["runs", "files"])
def test_the_cache_of_another_version_of_the_program_is_not_used(
    messy: Path, monkeypatch: pytest.MonkeyPatch, tier: str
) -> None:
    run()
    if tier == "files":
        (next((messy / ".kraokr_cache/runs").iterdir())).unlink()
    looked = looked_at(monkeypatch)
    parsed: list[int] = []
    given = cache.Cache.parsed.func

    def remember(self: cache.Cache) -> Any:
        data = given(self)
        parsed.append(len(data))
        return data

    monkeypatch.setattr(cache.Cache, "parsed", property(remember))
    monkeypatch.setattr(cache, "program_digest", lambda: "another")
    run()
    assert len(looked) == 20
    assert parsed == [0]


def test_the_program_is_told_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.py": "x = 1\n", "inner/words.yaml": "a", "__pycache__/a.pyc": "x"})
    monkeypatch.setattr(cache.kraokr, "__path__", [str(tmp_path)])
    before = cache.program_digest()
    (tmp_path / "__pycache__/a.pyc").write_text("other")
    assert cache.program_digest() == before
    (tmp_path / "inner/words.yaml").write_text("bb")
    changed = cache.program_digest()
    assert changed != before
    os.utime(tmp_path / "a.py", ns=(1, 1))
    assert cache.program_digest() != changed


def test_a_crash_is_not_kept(messy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(self: Any, *_: Any) -> Any:
        raise RuntimeError("oh no")

    with monkeypatch.context() as patch:
        patch.setattr("kraokr.lint.context.Context.reads", crash)
        assert run().crashed
        assert run().crashed
    result = run()
    assert not result.crashed
    assert frozen(result) == frozen(run(no_cache=True))


def test_a_file_that_cannot_be_read_is_looked_at_in_every_run(messy: Path) -> None:
    (messy / "roles/bad.yaml").write_bytes(b"kind: role\nid: \xff\n")
    (messy / "roles/bad.yaml").unlink()
    both()
    (messy / "roles/bad.yaml").write_bytes(b"kind: role\nid: \xff\n")
    assert "roles/bad.yaml" in {one[3][0][0] for one in both()}
    (messy / "roles/bad.yaml").write_bytes(b"kind: role\nid: \xfe\n")
    assert "the byte 0xFE is not UTF-8" in {one[3][1] for one in both()}


def test_no_goal_files_is_an_error_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(write(tmp_path, {"compose.yaml": "a: 1\n", "kraokr.yaml": "kind: config\n"}), monkeypatch)
    assert run(allow_empty=True).diagnostics == []
    for _ in range(2):
        with pytest.raises(KraokrError, match="no goal files"):
            run(today="2020-01-01")


def test_git_and_backups_leave_the_cache_out(messy: Path) -> None:
    run()
    folder = messy / ".kraokr_cache"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert "*" in (folder / ".gitignore").read_text().splitlines()
    assert folder.stat().st_mode & 0o077 == 0


def test_old_runs_are_dropped(messy: Path) -> None:
    for day in range(1, 25):
        run(today=f"2026-07-{day:02}", select=("kra-is-task",))
    assert len([*(messy / ".kraokr_cache/runs").iterdir()]) == 16


def test_runs_that_share_a_cache_say_what_they_say_alone(messy: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from random import Random; from pathlib import Path\n"
        "from runs import frozen, run\nrandom = Random(int(sys.argv[2]))\nfor _ in range(6):\n"
        "    how = {'today': f'2026-07-{random.randint(1, 3):02}'}\n"
        "    how['select'] = (random.choice(['okr', 'kra']),)\n"
        "    path = Path(f'people/{sys.argv[2]}.yaml')\n"
        "    path.write_text(f'kind: person\\nid: p{sys.argv[2]}\\nrole: r{random.randint(0, 9)}\\n')\n"
        "    how['paths'] = (Path('roles'), Path('okrs'))\n"
        "    assert frozen(run(**how)) == frozen(run(no_cache=True, **how))\n"
    )
    tests = str(Path(__file__).parents[1])
    at_work = [
        subprocess.Popen([sys.executable, "-c", code, tests, str(number)], cwd=messy, stderr=subprocess.PIPE)
        for number in range(2)
    ]
    assert [(one.communicate()[1], one.returncode) for one in at_work] == [(b"", 0)] * 2
    lines = (messy / ".kraokr_cache/files.jsonl").read_bytes().splitlines()
    assert all(len(json.loads(line)) == 6 for line in lines)


def test_two_processes_of_one_run_use_and_fill_it(messy: Path) -> None:
    prelude = "from kraokr import parallel; parallel.WORTH_IT = 2"
    lint = ["lint", "--today", TODAY, "-f", "json"]
    alone = process([*lint, "--no-cache"], messy).stdout
    assert process(lint, messy, prelude=prelude).stdout == alone
    write(messy, {"teams/harbour.yaml": (messy / "teams/harbour.yaml").read_text() + "# still\n"})
    assert process(lint, messy, prelude=prelude).stdout == alone


@pytest.mark.parametrize(("name", "seed", "runs"), [*(("messy", n, 12) for n in range(3)), ("acme", 9, 5)])
def test_whatever_is_edited_the_cache_says_what_a_fresh_run_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, seed: int, runs: int
) -> None:
    random = Random(seed)
    editor = Editor(enter(example(name, tmp_path), monkeypatch), random)
    done: list[str] = []
    for _ in range(runs):
        done += [editor.edit() for _ in range(random.choice((0, 1, 1, 2, 4)))]
        how = {**editor.asked(), "allow_empty": True}
        assert _said(**how) == _said(no_cache=True, **how), (*done, how)


def _said(**how: Any) -> Any:
    try:
        return frozen(run(**how))
    except KraokrError as error:
        return error.message


def test_no_rule_gives_way_to_one_that_gives_way_itself() -> None:
    """Which rules run again on a file that is known is worked out for pairs."""
    unless = {rule.name: rule.unless for rule in RULES if rule.unless}
    assert unless
    assert not set(unless.values()) & unless.keys()
