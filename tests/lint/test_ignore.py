"""Suppression comments: what they cover, and what is said of those that are wrong."""

from __future__ import annotations

from kraokr.lint import lint, settle
from kraokr.rules import RULES
from kraokr.source.edits import apply_edits
from overlay import TODAY, workspace

HEAD = "kind: role\nid: sales-manager\ntitle: Sales manager\n"


def said(text: str) -> list[tuple[str, int, str]]:
    """Rule, line and message of what kra-is-task, kra-count and bad-suppression say of a role."""
    ws = workspace([text])
    settings = settle(RULES, ws.config, select=["kra-is-task", "kra-count", "bad-suppression"])
    found = lint(ws, settings, TODAY, covers=lambda path: path.name == "sales-manager.yaml").diagnostics
    return [(d.rule, d.finding.at.start.line + 1, d.finding.message) for d in found]


def rules(text: str) -> list[str]:
    return [rule for rule, _, _ in said(text) if rule != "kra-count"]


TASK = "  - {id: audits, name: Run quarterly QA audits}"


def test_without_a_comment_the_rule_fires() -> None:
    assert rules(f"{HEAD}kras:\n{TASK}\n") == ["kra-is-task"]


def test_a_comment_at_the_end_covers_what_starts_on_its_line() -> None:
    assert rules(f"{HEAD}kras:\n{TASK} # kraokr: ignore[kra-is-task] renamed in May\n") == []


def test_it_covers_the_whole_item_that_starts_there() -> None:
    item = "  - id: audits # kraokr: ignore[kra-is-task] renamed in May\n    name: Run quarterly QA audits\n"
    assert rules(f"{HEAD}kras:\n{item}") == []


def test_a_comment_alone_covers_the_line_below() -> None:
    assert rules(f"{HEAD}kras:\n  # kraokr: ignore[kra-is-task] renamed in May\n{TASK}\n") == []


def test_other_comments_and_blank_lines_may_stand_between() -> None:
    comment = "  # kraokr: ignore[kra-is-task] renamed in May\n  # a note\n\n"
    assert rules(f"{HEAD}kras:\n{comment}{TASK}\n") == []


def test_it_does_not_reach_the_next_item() -> None:
    first = "  - {id: quality, name: Product quality} # kraokr: ignore[kra-is-task] renamed in May"
    assert rules(f"{HEAD}kras:\n{first}\n{TASK}\n") == ["bad-suppression", "kra-is-task"]


def test_a_comment_on_a_list_covers_its_items() -> None:
    assert rules(f"{HEAD}kras: # kraokr: ignore[kra-is-task] renamed in May\n{TASK}\n") == []


def test_ignore_file_covers_the_file() -> None:
    comment = "# kraokr: ignore-file[kra-is-task, kra-count] imported, cleaned up in May\n"
    assert said(f"{comment}{HEAD}kras:\n{TASK}\n") == []


def test_only_the_named_rule_is_silenced() -> None:
    text = f"{HEAD}kras: # kraokr: ignore[kra-is-task] renamed in May\n{TASK}\n"
    assert [rule for rule, _, _ in said(text)] == ["kra-count"]


def test_in_a_text_it_is_no_comment() -> None:
    name = "'Run weekly audits # kraokr: ignore[kra-is-task] really'"
    assert rules(f"{HEAD}kras:\n  - {{id: audits, name: {name}}}\n") == ["kra-is-task"]


def test_one_that_silences_nothing_is_told_and_can_be_removed() -> None:
    line = "  - {id: quality, name: Product quality}"
    text = f"{HEAD}kras:\n{line} # kraokr: ignore[kra-is-task] renamed in May\n"
    (found,) = [entry for entry in said(text) if entry[0] == "bad-suppression"]
    assert found[1:] == (5, "`kra-is-task` finds nothing here")
    ws = workspace([text])
    settings = settle(RULES, ws.config, select=["kra-is-task", "bad-suppression"])
    diagnostics = lint(ws, settings, TODAY, covers=lambda path: path.name == "sales-manager.yaml").diagnostics
    (fix,) = [d.finding.fix for d in diagnostics]
    assert fix is not None
    assert apply_edits(text, fix.edits) == f"{HEAD}kras:\n{line}\n"


def test_a_rule_that_is_off_is_not_called_unneeded() -> None:
    text = (
        f"{HEAD}kras:\n  - {{id: a, name: Quality}} # kraokr: ignore[placeholder-text] from the old sheet\n"
    )
    assert "bad-suppression" not in rules(text)


def test_the_reason_is_asked_for_even_where_it_works() -> None:
    text = f"{HEAD}kras:\n{TASK} # kraokr: ignore[kra-is-task]\n"
    (found,) = [entry for entry in said(text) if entry[0] != "kra-count"]
    assert found == ("bad-suppression", 5, "this suppression gives no reason")


def test_an_unknown_rule_is_told() -> None:
    text = f"{HEAD}kras:\n{TASK} # kraokr: ignore[kra-is-tsk, kra-is-task] renamed in May\n"
    (found,) = [entry for entry in said(text) if entry[0] != "kra-count"]
    assert found == ("bad-suppression", 5, "unknown rule `kra-is-tsk`")


def test_what_cannot_be_read_is_told() -> None:
    assert rules(f"{HEAD}kras: [] # kraokr: ignore kra-count\n") == ["bad-suppression"]
