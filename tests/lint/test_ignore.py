"""Suppression comments: what they cover, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kraokr.lint import Context, lint, rule, settle
from kraokr.model import Kra
from kraokr.rules.file.bad_suppression import bad_suppression
from kraokr.source.diagnostic import Finding, Severity
from kraokr.source.edits import apply_edits
from trees import workspace


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1")
def kra_seen(kra: Kra, ctx: Context[Any]) -> Iterator[Finding]:
    """Every KRA is a finding at its name."""
    yield Finding(kra.at("name"), f"saw {kra.id}")


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1")
def kra_other(kra: Kra, ctx: Context[Any]) -> Iterator[Finding]:
    """A rule that finds nothing."""
    yield from ()


HEAD = "kind: role\nid: r\ntitle: R\n"


def run(text: str) -> tuple[list[str], list[Any]]:
    """The ids of the KRAs that are still seen, and the findings on suppressions."""
    ws = workspace(role=text)
    settings = settle((kra_seen, kra_other, bad_suppression), ws.config)
    found = lint(ws, settings, date(2026, 1, 1)).diagnostics
    seen = [d.finding.message.removeprefix("saw ") for d in found if d.rule == "kra-seen"]
    return seen, [d.finding for d in found if d.rule == "bad-suppression"]


def remarks(text: str) -> list[tuple[int, str]]:
    return [(finding.at.start.line + 1, finding.message) for finding in run(text)[1]]


@pytest.mark.parametrize(
    "kras",
    [
        "kras:\n  - {id: a, name: A}  # kraokr: ignore[kra-seen] why\n  - {id: b, name: B}\n",
        "kras:\n  # kraokr: ignore[kra-seen] why\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
        "kras:\n  - id: a  # kraokr: ignore[kra-seen] why\n    name: A\n  - id: b\n    name: B\n",
        "kras:\n  - id: a\n    name: A  #kraokr:ignore[kra-seen] why\n  - {id: b, name: B}\n",
        "kras:\n  - id: a\n    # kraokr: ignore[kra-seen] y\n    #\n\n    name: A\n  - {id: b, name: B}\n",
        "kras:\n  # kraokr: ignore[kra-other, kra-seen] why\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
        "kras:\n  - id: a\n    name: >  # kraokr: ignore[kra-seen] why\n      A\n  - {id: b, name: B}\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_covers_the_node_that_starts_on_its_line_or_the_next(kras: str, newline: str) -> None:
    seen, bad = run((HEAD + kras).replace("\n", newline))
    assert seen == ["b"]
    assert [finding.message for finding in bad] == ["`kra-other` finds nothing here"] * ("kra-other" in kras)


def test_a_comment_beside_a_list_covers_all_of_it() -> None:
    text = HEAD + "kras:  # kraokr: ignore[kra-seen] why\n  - {id: a, name: A}\n  - {id: b, name: B}\n"
    assert run(text) == ([], [])


@pytest.mark.parametrize("place", ["{}kind: role\n", "kind: role\n{}", "kind: role {}"])
def test_ignore_file_covers_the_file(place: str) -> None:
    comment = " # kraokr: ignore-file[kra-seen] all of it\n"
    text = (
        HEAD.replace("kind: role\n", place.format(comment)) + "kras: [{id: a, name: A}, {id: b, name: B}]\n"
    )
    assert run(text) == ([], [])


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore[kra-seen]", "this suppression of `kra-seen` gives no reason"),
        ("ignore[kra-seen] - :", "this suppression of `kra-seen` gives no reason"),
        ("ignore[] why", "this suppression names no rule"),
        ("ignore[ , ] why", "this suppression names no rule"),
        ("ignore[kra-sene] why", "unknown rule `kra-sene`"),
        ("ignore[kra-other] why", "`kra-other` finds nothing here"),
        ("ignore kra-seen why", "this suppression cannot be read"),
        ("ignore", "this suppression cannot be read"),
        ("", "this suppression cannot be read"),
        ("disable[kra-seen] why", "this suppression cannot be read"),
    ],
)
def test_what_is_wrong_with_a_suppression(comment: str, message: str) -> None:
    text = HEAD + f"kras:\n  - {{id: a, name: A}}  # kraokr: {comment}\n"
    assert remarks(text) == [(5, message)]
    assert run(text)[1][0].help


@pytest.mark.parametrize(
    "line",
    [
        'purpose: "say # kraokr: ignore[kra-seen] no"',
        "purpose: 'say # kraokr: ignore[kra-seen] no'",
        "purpose: |\n  # kraokr: ignore[kra-seen] no",
        "purpose: say# kraokr:ignore[kra-seen] no",
        "x-note: http://kraokr:ignore[kra-seen]",
    ],
)
def test_text_is_no_comment(line: str) -> None:
    seen, bad = run(f"{HEAD}{line}\nkras: [{{id: a, name: A}}]\n")
    assert (seen, bad) == (["a"], [])


def test_a_suppression_of_one_place_does_not_reach_the_next() -> None:
    text = HEAD + "kras:\n  - {id: a, name: A}\n  - {id: b, name: B}\n# kraokr: ignore[kra-seen] at the end"
    seen, bad = run(text)
    assert seen == ["a", "b"]
    assert [finding.message for finding in bad] == ["`kra-seen` finds nothing here"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kras:\n  - {id: a, name: A}  # kraokr: ignore[kra-other] why\n", "kras:\n  - {id: a, name: A}\n"),
        ("kras:\n  # kraokr: ignore[kra-other] why\n  - {id: a, name: A}\n", "kras:\n  - {id: a, name: A}\n"),
        ("kras: []\r\n# kraokr: ignore[kra-other] why", "kras: []\r\n"),
    ],
)
def test_an_unneeded_suppression_can_be_removed(before: str, after: str) -> None:
    (finding,) = run(HEAD + before)[1]
    assert finding.fix is not None
    assert finding.fix.safe
    assert apply_edits(HEAD + before, finding.fix.edits) == HEAD + after


def test_one_unneeded_name_of_two_is_not_removed_with_the_other() -> None:
    text = HEAD + "kras:\n  - {id: a, name: A}  # kraokr: ignore[kra-seen, kra-other] why\n"
    (finding,) = run(text)[1]
    assert finding.fix is not None
    assert "# kraokr: ignore[kra-seen] why\n" in apply_edits(text, finding.fix.edits)


def test_ignore_file_without_names_covers_all_rules() -> None:
    text = "# kraokr: ignore-file an old role\n" + HEAD + "kras:\n  - {id: a, name: A}\n"
    assert run(text) == ([], [])


def test_ignore_file_without_names_needs_a_reason_and_something_to_ignore() -> None:
    messages = [finding.message for finding in run("# kraokr: ignore-file\n" + HEAD)[1]]
    assert sorted(messages) == ["no rule finds anything here", "this suppression of `all` gives no reason"]


def test_a_word_that_only_begins_like_ignore_file_is_none() -> None:
    (finding,) = run("# kraokr: ignore-files everywhere\n" + HEAD)[1]
    assert finding.message == "this suppression cannot be read"


def test_a_rule_that_is_off_is_not_unneeded() -> None:
    text = HEAD + "kras:\n  - {id: a, name: A}  # kraokr: ignore[kra-other] why\n"
    ws = workspace(role=text, kraokr="kind: config\nrules: {kra-other: off}\n")
    settings = settle((kra_seen, kra_other, bad_suppression), ws.config)
    assert [d.rule for d in lint(ws, settings, date(2026, 1, 1)).diagnostics] == ["kra-seen"]


def test_suppressions_of_a_broken_file_are_not_judged() -> None:
    assert run(HEAD + "kras:\n  - {id: a, name: A}  # kraokr: ignore[kra-seen]\nx: [\n") == ([], [])
