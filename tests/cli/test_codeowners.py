"""`kraokr codeowners`: who approves what, as GitHub reads it, and what is done to a file that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commands import Commands
from gitrepo import start
from kraokr.errors import KraokrError
from kraokr.output import codeowners
from kraokr.output.codeowners import is_untouched, render, sealed
from kraokr.workspace import load
from kraokr.workspace.approval import Approvers
from runs import example
from trees import ROLE, tree

TODAY = date(2026, 1, 5)
FILES = {
    "kraokr.yaml": "kind: config\n",
    "teams/acme.yaml": "kind: team\nid: acme\nlead: boss\n",
    "teams/sales.yaml": "kind: team\nid: sales\nparent: acme\nlead: lee\n",
    "teams/ops.yaml": "kind: team\nid: ops\nparent: acme\nlead: gone\n",
    "people/boss.yaml": "kind: person\nid: boss\nrole: chief\nteam: acme\n",
    "people/lee.yaml": "kind: person\nid: lee\nrole: head\nteam: sales\nmanager: boss\n",
    "people/asha.yaml": "kind: person\nid: asha\nrole: seller\nteam: sales\nmanager: lee\n",
    "people/ben.yaml": "kind: person\nid: ben\nrole: seller\nteam: sales\n",
    "people/gone.yaml": "kind: person\nid: gone\nrole: keeper\nteam: ops\nmanager: boss\nend: 2025-12-31\n",
    "people/kit.yaml": "kind: person\nid: kit\nrole: keeper\nteam: ops\nmanager: gone\n",
    "roles/seller.yaml": ROLE,
    "roles/keeper.yaml": "kind: role\nid: keeper\ntitle: Keeper\nowner: asha\n",
    "roles/free.yaml": "kind: role\nid: free\ntitle: Free\nowner: gone\n",
    "okrs/q/asha.yaml": "kind: objectives\nowner: asha\ncycle: 2026-Q1\nobjectives: []\n",
    "okrs/q/sales.yaml": "kind: objectives\nteam: sales\ncycle: 2026-Q1\nobjectives: []\n",
    "reviews/asha.yaml": "kind: review\nperson: asha\ncycle: 2025-H2\nreviewer: kit\n",
    "reviews/kit.yaml": "kind: review\nperson: kit\ncycle: 2025-H2\nreviewer: asha\n",
    "reviews/lee.yaml": "kind: review\nperson: lee\ncycle: 2025-H2\nreviewer: lee\n",
    "checkins/q/asha.yaml": "kind: checkins\nowner: asha\ncycle: 2026-Q1\ncheckins: []\n",
}


def lines(files: dict[str, str], handle: str = "@{id}", prefix: str = "", own: str = "") -> dict[str, str]:
    """The people by path, as the last line that names it has them."""
    ws = load(tree(files))
    text = render(ws, Approvers(ws, TODAY), handle, prefix, own)
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            path, _, people = line.replace("\\ ", "\0").partition(" ")
            found[path.replace("\0", " ")] = people
    return found


def test_who_approves() -> None:
    assert lines(FILES, own=".github/CODEOWNERS") == {
        "/checkins/": "",
        "/okrs/": "@boss",
        "/people/": "@boss",
        "/reviews/": "@boss",
        "/roles/": "@boss",
        "/teams/": "@boss",
        "/kraokr.yaml": "@boss",
        "/okrs/q/asha.yaml": "@lee @boss",
        "/okrs/q/sales.yaml": "@lee @boss",
        "/people/asha.yaml": "@lee @boss",
        "/people/ben.yaml": "@lee @boss",
        "/reviews/asha.yaml": "@kit",
        "/reviews/kit.yaml": "@asha @lee",
        "/roles/keeper.yaml": "@asha @lee",
        "/roles/seller.yaml": "@lee @boss",
        "/teams/sales.yaml": "@lee @boss",
        "/.github/CODEOWNERS": "@boss",
    }


def test_nobody_approves_a_file_about_themselves_while_somebody_is_above_them() -> None:
    ws = load(tree(FILES))
    approvers = Approvers(ws, TODAY)
    for file in ws.files:
        subject = ws.holder(file)
        if subject is not None and getattr(subject, "id", "") not in ("boss", "acme", "sales"):
            assert subject not in approvers.of(file)


def test_folders_come_before_files_since_the_last_line_counts() -> None:
    paths = [*lines(FILES, own="CODEOWNERS")]
    last = max(at for at, path in enumerate(paths) if path.endswith("/"))
    assert all(path.endswith("/") for path in paths[: last + 1])


def test_check_ins_among_other_files_are_nobodys_to_approve() -> None:
    mixed = {
        "acme.yaml": FILES["teams/acme.yaml"],
        "q/boss.yaml": FILES["people/boss.yaml"],
        "q/checkins.yaml": FILES["checkins/q/asha.yaml"],
    }
    assert lines(mixed) == {"/q/": "@boss", "/acme.yaml": "@boss", "/q/checkins.yaml": ""}


def test_paths_start_at_the_top_of_the_repository_and_spaces_are_escaped() -> None:
    files = {"acme.yaml": FILES["teams/acme.yaml"], "our people/the boss.yaml": FILES["people/boss.yaml"]}
    ws = load(tree(files))
    text = render(ws, Approvers(ws, TODAY), "{id}@acme.com", "our goals/")
    assert "\n/our\\ goals/our\\ people/ boss@acme.com\n/our\\ goals/acme.yaml boss@acme.com\n" in text


def test_names_that_would_be_patterns_get_no_line(kraokr: Commands, tmp_path: Path) -> None:
    root = start(tmp_path)
    for name, text in {**FILES, "roles/[x].yaml": "kind: role\nid: x\ntitle: X\nowner: kit\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    done = kraokr("codeowners", "--today", str(TODAY), cwd=root)
    assert "[" not in done.out
    assert "warning: roles/[x].yaml has no line: " in done.err


@pytest.mark.parametrize("handle", ["@acme", "{id}", "@{id} @all", "@{id}\n* @me", "{id}@"])
def test_a_handle_is_one(handle: str) -> None:
    with pytest.raises(KraokrError, match="is no handle"):
        lines(FILES, handle)


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codeowners, "MAX_BYTES", 400)
    with pytest.raises(KraokrError, match="GitHub reads up to 3 MB"):
        lines(FILES)


def test_the_seal_knows_every_change() -> None:
    text = sealed("# a\n/b @c\n")
    assert is_untouched(text)
    assert not is_untouched(text.replace("@c", "@d"))
    assert not is_untouched(text + "/x @y\n")
    assert not is_untouched("/x @y\n")


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    return start(example("acme", tmp_path))


def test_a_file_of_ours_is_written_kept_checked_and_replaced(kraokr: Commands, acme: Path) -> None:
    given = ("codeowners", "-o", ".github/CODEOWNERS", "--today", "2026-07-20")
    stale = kraokr(*given, "--check", "--handle", "@{id}_acme", cwd=acme)
    assert (stale.code, stale.out) == (1, "")
    command = "kraokr codeowners --handle '@{id}_acme' -o .github/CODEOWNERS"
    assert stale.err == f".github/CODEOWNERS is missing: run `{command}`\n"
    assert kraokr(*given, cwd=acme).out == "written: .github/CODEOWNERS\n"
    assert kraokr(*given, cwd=acme).out == "kept: .github/CODEOWNERS\n"
    assert kraokr(*given, "--check", cwd=acme).code == 0
    sales = acme / "teams/sales.yaml"
    sales.write_text(sales.read_text().replace("lead: alice", "lead: diego"))
    assert kraokr(*given, "--check", cwd=acme).err.startswith(".github/CODEOWNERS is stale: run ")
    assert kraokr(*given, cwd=acme).out == "written: .github/CODEOWNERS\n"
    assert "/teams/sales.yaml @diego @alice\n" in (acme / ".github/CODEOWNERS").read_text()


def test_a_file_of_others_stays(kraokr: Commands, acme: Path) -> None:
    (acme / "CODEOWNERS").write_text("* @me\n")
    done = kraokr("codeowners", "-o", "CODEOWNERS", cwd=acme)
    assert (done.code, (acme / "CODEOWNERS").read_text()) == (2, "* @me\n")
    assert done.err.startswith("error: CODEOWNERS was changed by hand, or made by something else")


def test_it_goes_to_standard_output_from_within_a_larger_repository(kraokr: Commands, tmp_path: Path) -> None:
    root = start(tmp_path)
    example("acme", root)
    done = kraokr("codeowners", "acme", cwd=root)
    assert (done.code, done.err) == (0, "")
    assert "\n/acme/people/ @meera\n" in done.out
    assert is_untouched(done.out)


def test_check_needs_a_file(kraokr: Commands, acme: Path) -> None:
    assert kraokr("codeowners", "--check", cwd=acme).err.startswith("error: --check needs a file to compare")
