from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from kraokr.errors import KraokrError
from kraokr.status import choose, working
from kraokr.status.explain import Explained
from kraokr.status.items import explain_item
from kraokr.workspace import Workspace
from status.boards import EXAMPLES, example, look_at


@pytest.fixture(scope="module")
def acme() -> Workspace:
    return example("acme")


def explained(ws: Workspace, item: str, who: str, today: str = "2026-07-20") -> Explained:
    look = look_at(ws, today)
    scope = choose(ws, date.fromisoformat(today), lambda path: False, [who])
    return explain_item(look, scope, item)[0]


def everything(one: Explained) -> Iterator[Explained]:
    yield one
    for part in one.parts:
        yield from everything(part)


@pytest.mark.parametrize(
    ("item", "who"),
    [
        ("logistics", "alice"),
        ("bench", "alice"),
        ("peak-headroom", "tomasz"),
        ("customer-acquisition", "alice"),
        ("seller-retention", "alice"),
        ("support-responsiveness", "hana"),
    ],
)
def test_each_number_stands_on_its_line(acme: Workspace, item: str, who: str) -> None:
    inputs = [given for one in everything(explained(acme, item, who)) for given in one.inputs]
    assert inputs
    for given in inputs:
        line = (EXAMPLES / "acme" / given.at.path).read_text(encoding="utf-8").splitlines()[given.at.line - 1]
        number = given.value.replace(",", "")
        assert number in line.replace('"', "") or given.name.startswith("milestone"), given


def test_the_working_of_a_key_result(acme: Workspace) -> None:
    assert working.render([explained(acme, "accounts", "alice")]) == (
        "key result New logistics accounts: 0.68\n"
        "  alice/logistics/accounts  people/alice.yaml:17\n"
        "  type                   increase  people/alice.yaml:17\n"
        "  baseline               0  people/alice.yaml:17\n"
        "  target                 50  people/alice.yaml:17\n"
        "  aggregate              sum  people/alice.yaml:17\n"
        "  reading 2026-01-30     9  people/alice.yaml:56\n"
        "  reading 2026-02-27     14  people/alice.yaml:66\n"
        "  reading 2026-03-31     11  people/alice.yaml:84\n"
        "  confidence             5  people/alice.yaml:86\n"
        "  current                34\n"
        "  score                  (34 - 0) / (50 - 0) = 0.68\n"
        "  shown                  0.68, rounded half up\n"
        "  pace                   off track: unfinished after 2026-03-31\n"
    )


def test_an_objective_shows_override_band_and_parts(acme: Workspace) -> None:
    one = explained(acme, "bench", "alice")
    assert one.value == "0.68"
    assert [part.id for part in one.parts] == ["alice/bench/large-deals-solo", "alice/bench/ramp-q2"]
    assert dict(one.steps)["band"] == "0.68 rounds half up to one decimal: green"
    data = json.loads(working.render_json([one]))
    assert data[0]["steps"][0] == {"name": "score", "text": one.steps[0][1]}
    assert data[0]["parts"][0]["at"] == {"path": "people/alice.yaml", "line": 33}


def test_an_area_is_explained_for_each_person_who_answers_for_it(acme: Workspace) -> None:
    look = look_at(acme, "2026-07-20")
    found = explain_item(look, choose(acme, look.today), "support-responsiveness")
    names = [dict(one.steps)["days"].rpartition("for ")[2] for one in found]
    assert names == sorted(names)
    assert len(names) > 1


@pytest.mark.parametrize(
    ("item", "message", "help"),
    [
        (
            "bokings",
            "unknown objective, key result, area or KPI `bokings`",
            "did you mean `sales-manager/customer-acquisition/bookings`?",
        ),
        (
            "bookings",
            "nobody shown here answers for `bookings` as of 2026-07-20",
            "name a person who holds its role",
        ),
    ],
)
def test_what_cannot_be_explained(acme: Workspace, item: str, message: str, help: str) -> None:
    with pytest.raises(KraokrError) as caught:
        explained(acme, item, "zoe")
    assert (caught.value.message, caught.value.help) == (message, help)
