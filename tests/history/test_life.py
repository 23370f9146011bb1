"""Lives, from real repositories."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fixtures.history.build import TODAY, build
from gitrepo import commit, git, start
from kraokr.history.churn import family_churns, role_churns, unchanged
from kraokr.history.life import Lives, read_lives
from kraokr.history.quarters import Quarters
from kraokr.history.repository import Repository
from kraokr.history.tenure import Tenure
from kraokr.model import Config
from kraokr.workspace import look_around

ROLE = """\
kind: role
id: seller
title: Seller
kras:
  - id: sales
    name: Sales
    outcome: Shops order from us again and again.
    kpis: [{id: wins, name: Win rate, unit: percent, target: ">= 30"}]
  - id: service
    name: After-sales service
    outcome: Whoever bought from us is glad of it.
"""
MAKER = "kind: role\nid: maker\ntitle: Maker\nkras: [{id: goods, name: Goods, outcome: There is stock.}]\n"
SERVICE = ROLE[ROLE.index("  - id: service") :]
LOOSER = ROLE.replace(">= 30", ">= 25")
LATER = date(2027, 1, 1)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = start(tmp_path / "repo")
    commit(root, "one", {"seller.yaml": ROLE}, date(2025, 1, 10))
    return root


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lives, dict[str, str]]:
    root = tmp_path_factory.mktemp("history") / "repo"
    commits = build(root)
    return lives_of(root, TODAY), commits


def lives_of(root: Path, today: date = LATER, kept: dict[str, Any] | None = None) -> Lives:
    return read_lives(Repository(root), look_around([], root), today, kept)


def told(lives: Lives, id: str) -> list[str]:
    """What happened to a KRA and its targets."""
    (life,) = (one for one in lives.all_areas if one.id == id)
    return [f"{one.mark} {one.deed.name}" for one in life.all_events]


def steps(root: Path, *texts: dict[str, str | bytes | None]) -> Lives:
    """The lives after some commits, a month apart."""
    for number, files in enumerate(texts):
        commit(root, f"step {number}", files, date(2025, 2, 10) + timedelta(days=30 * number))
    return lives_of(root)


def test_the_scripted_repository(scripted: tuple[Lives, dict[str, str]]) -> None:
    lives, commits = scripted
    assert told(lives, "sales-manager/customer-acquisition") == [
        "made kra-added",
        "measured target-loosened",
        "measured weight-moved",
        "measured scope-grown",
    ]
    assert told(lives, "service-lead/complaint-handling") == [
        "made kra-added",
        "moved kra-moved",
        "measured weight-moved",
    ]
    assert told(lives, "quality-lead/test-coverage") == ["made kra-added", "removed kra-removed"]
    moved = lives.areas["kra", "service-lead", "complaint-handling"].events[1]
    assert (moved.stamp.commit, moved.stamp.author) == (commits["kra-moved"], "Meera Shah")
    assert (moved.stamp.on, moved.stamp.declared) == (date(2025, 7, 21), "split-role")
    assert lives.unread == []
    assert lives.commits == len(commits)


def test_churn_by_role_and_family_of_the_scripted_repository(scripted: tuple[Lives, dict[str, str]]) -> None:
    lives, commits = scripted
    quarters = Quarters(Config(kind="config"))
    churns = role_churns(lives, quarters, date(2024, 10, 1), TODAY)
    quality = churns["quality-lead"]
    assert (quality.changed, quality.of) == (("2025-Q2", "2025-Q3", "2025-Q4"), 5)
    assert [one.stamp.commit for one in quality.events] == [commits[f"churn-{n}"] for n in (1, 2, 3)]
    assert churns["service-lead"].changed == ()  # what moved there was declared as `split-role`
    assert churns["sales-manager"].changed == ("2025-Q3", "2026-Q1")
    (family,) = family_churns(lives, churns)
    assert (family.base.id, [one.id for one in family.roles]) == (
        "engineer",
        ["engineer", "platform-engineer"],
    )
    assert (family.churn.changed, family.churn.of) == ((), 10)


def test_what_is_not_changed_for_how_long(scripted: tuple[Lives, dict[str, str]]) -> None:
    lives, _ = scripted
    quarters = Quarters(Config(kind="config"))
    rested = {one.id: unchanged(one, quarters, TODAY) for one in lives.all_areas}
    assert rested["platform-engineer/uptime"] == 5
    assert rested["quality-lead/product-quality"] == 1
    assert rested["engineer/delivery"] == 0
    assert rested["quality-lead/test-coverage"] is None


def test_targets_of_key_results(scripted: tuple[Lives, dict[str, str]]) -> None:
    lives, commits = scripted
    winter = lives.goals["objective", "diego", "2025-Q4", "winter-peak"]
    losses = winter.targets["peak-losses"]
    assert [(one.deed.old, one.deed.new) for one in losses.events] == [
        (None, "3 shippers"),
        ("3 shippers", "6 shippers"),
    ]
    assert (losses.value, losses.events[1].stamp.commit) == ("6 shippers", commits["silent-target-change"])
    assert not lives.goals["objective", "diego", "2025-Q2", "rail-offer"].is_there


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([{"seller.yaml": LOOSER}], ["made kra-added", "measured target-loosened"]),
        ([{"seller.yaml": f"# c\n{ROLE}"}], ["made kra-added"]),
        ([{"seller.yaml": None, "x y/verkäufer.yaml": ROLE}], ["made kra-added"]),
        ([{"seller.yaml": None, "b.yaml": LOOSER}], ["made kra-added", "measured target-loosened"]),
        ([{"seller.yaml": None}], ["made kra-added", "removed kra-removed"]),
        ([{"seller.yaml": None}, {"b.yaml": ROLE}],
         ["made kra-added", "removed kra-removed", "made kra-added"]),
        ([{"copy.yaml": ROLE}, {"seller.yaml": None}], ["made kra-added"]),
        ([{"seller.yaml": ROLE.replace("Sales\n", "Sale\n")}], ["made kra-added", "slight kra-renamed"]),
        ([{"seller.yaml": ROLE.replace("title: Seller", "title: Seller\nstatus: retired")}],
         ["made kra-added", "removed kra-retired"]),
        ([{"seller.yaml": ROLE.replace("\n", "\r\n")}], ["made kra-added"]),
    ],
)  # fmt: skip
def test_one_life(repo: Path, texts: Sequence[dict[str, str | bytes | None]], expected: list[str]) -> None:
    assert told(steps(repo, *texts), "seller/sales") == expected


@pytest.mark.parametrize("broken", ["kind: role\nid: [seller\n", b"kind: role\nid: \xff\n", "kind: rolle\n"])
def test_a_file_that_cannot_be_read_is_passed_over_and_the_life_goes_on(
    repo: Path, broken: str | bytes
) -> None:
    lives = steps(repo, {"seller.yaml": broken}, {"seller.yaml": LOOSER})
    assert told(lives, "seller/sales") == ["made kra-added", "measured target-loosened"]
    ((path, stamp, why),) = lives.unread
    assert (path, stamp.subject, bool(why)) == ("seller.yaml", "step 0", True)


def test_ids_of_roles_and_areas_may_change(repo: Path) -> None:
    renamed = ROLE.replace("id: seller", "id: sales-rep").replace("id: sales\n", "id: selling\n")
    lives = steps(repo, {"seller.yaml": renamed}, {"seller.yaml": renamed.replace(">= 30", ">= 35")})
    assert told(lives, "sales-rep/selling") == [
        "made kra-added",
        "changed kra-id-changed",
        "measured target-tightened",
    ]
    assert [one.id for one in lives.all_areas] == ["sales-rep/service", "sales-rep/selling"]
    assert lives.roles["sales-rep"].made == lives.oldest
    assert "seller" not in lives.roles


def test_an_area_that_moves_to_a_new_role_and_back_is_one_life(repo: Path) -> None:
    helper = f"kind: role\nid: helper\ntitle: Helper\nkras:\n{SERVICE}"
    there = {"seller.yaml": ROLE.replace(SERVICE, ""), "helper.yaml": helper}
    lives = steps(repo, there, {"seller.yaml": ROLE, "helper.yaml": None})
    assert told(lives, "seller/service") == ["made kra-added", "moved kra-moved", "moved kra-moved"]
    assert len(lives.all_areas) == 2


def test_a_base_that_was_not_touched_is_known(repo: Path) -> None:
    own = "  - {id: sales, kpis: [{id: wins, name: Win rate, target: '>= 50'}], name: Sales}\n"
    heir = "kind: role\nid: key-seller\ntitle: Key seller\nextends: seller\nkras:\n"
    lives = steps(repo, {"heir.yaml": f"{heir}{own}"}, {"heir.yaml": heir.replace("kras:", "kras: []")})
    assert told(lives, "seller/sales") == ["made kra-added"]
    assert [one.deed.name for one in lives.areas["kra", "key-seller", "sales"].all_events] == [
        "kra-added",
        "target-loosened",
    ]


def test_merges_count_by_their_first_parent(repo: Path) -> None:
    git(repo, "checkout", "-q", "-b", "work")
    commit(repo, "on a branch", {"seller.yaml": LOOSER}, date(2025, 3, 1))
    commit(repo, "and on", {"seller.yaml": LOOSER.replace(">= 25", ">= 20")}, date(2025, 3, 2))
    git(repo, "checkout", "-q", "main")
    commit(repo, "meanwhile", {"maker.yaml": MAKER}, date(2025, 3, 3))
    git(repo, "merge", "-q", "--no-ff", "-m", "merged", "work", on=date(2025, 3, 4))
    (_, moved) = lives_of(repo).areas["kra", "seller", "sales"].targets["wins"].events
    assert (moved.stamp.subject, moved.deed.old, moved.deed.new) == ("merged", "≥ 30 %", "≥ 20 %")


def test_a_shallow_clone_knows_how_far_back_it_goes(repo: Path, tmp_path: Path) -> None:
    steps(repo, {"maker.yaml": MAKER}, {"seller.yaml": LOOSER})
    git(tmp_path, "clone", "-q", "--depth", "2", repo.as_uri(), "shallow")
    lives = lives_of(tmp_path / "shallow")
    assert lives.begins == date(2025, 2, 10)
    assert told(lives, "seller/sales") == ["found kra-added", "measured target-loosened"]
    assert lives.areas["kra", "seller", "sales"].made is None
    assert lives_of(repo).begins is None


def test_the_settings_of_a_user_change_nothing(repo: Path) -> None:
    before = lives_of(repo)
    for name in ("log.showRoot", "log.showSignature", "log.follow", "diff.renames", "core.quotePath"):
        git(repo, "config", name, "false" if name == "log.showRoot" else "true")
    assert lives_of(repo) == before


def test_tomorrow_has_not_happened_yet(repo: Path) -> None:
    steps(repo, {"seller.yaml": LOOSER})
    assert told(lives_of(repo, date(2025, 2, 9)), "seller/sales") == ["made kra-added"]


def test_tenures_come_from_the_file_else_from_the_log(repo: Path) -> None:
    ann = "kind: person\nid: ann\nname: Ann Lee\nstart: 2025-01-01\n"
    bo = "kind: person\nid: bo\nassignments:\n"
    first = "  - {role: seller, from: 2024-01-01, to: 2024-06-30}\n"
    lives = steps(
        repo,
        {"ann.yaml": f"{ann}role: seller\n", "bo.yaml": f"{bo}{first}"},
        {"ann.yaml": f"{ann}role: maker\n", "bo.yaml": f"{bo}{first}  - {{role: maker, from: 2024-07-01}}\n"},
    )
    assert lives.people["ann"] == [
        Tenure("seller", date(2025, 1, 1), date(2025, 3, 11)),
        Tenure("maker", date(2025, 3, 12), None),
    ]
    assert lives.people["bo"] == [
        Tenure("seller", date(2024, 1, 1), date(2024, 6, 30)),
        Tenure("maker", date(2024, 7, 1), None),
    ]


def test_what_is_kept_makes_no_difference(repo: Path) -> None:
    kept: dict[str, Any] = {}
    steps(repo, {"maker.yaml": MAKER}, {"seller.yaml": "kind: ["}, {"seller.yaml": LOOSER})
    first = lives_of(repo, kept=kept)
    kept = json.loads(json.dumps(kept))
    assert lives_of(repo, kept=kept) == first
    commit(repo, "one more", {"seller.yaml": None, "b.yaml": ROLE}, date(2025, 9, 1))
    assert lives_of(repo, kept=kept) == lives_of(repo)


def test_each_content_is_parsed_once(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loading = sys.modules["kraokr.workspace.load"]
    parsed: list[str] = []
    real = loading.parse_all

    def counting(files: Sequence[Any], *rest: Any) -> Iterator[Any]:
        parsed.extend(file.text for file in files)
        return real(files, *rest)

    monkeypatch.setattr(loading, "parse_all", counting)
    steps(repo, {"maker.yaml": MAKER}, {"seller.yaml": LOOSER}, {"note.yaml": "kind: checkins\nowner: a\n"})
    assert sorted(parsed) == sorted([ROLE, MAKER, LOOSER])


def test_quarters_follow_the_fiscal_year() -> None:
    quarters = Quarters(Config(kind="config", fiscal_year_start="04-01"))
    assert quarters.of(date(2026, 2, 1)).id == "2025-Q4"
    shown = quarters.between(date(2025, 3, 31), date(2025, 10, 1))
    assert [one.id for one in shown] == ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]
