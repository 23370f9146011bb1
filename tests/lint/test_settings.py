"""Which rules run, how grave they are, and what is wrong with `rules:` of the config."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated, Any

import pytest
from pydantic import Field

from kraokr.errors import KraokrError
from kraokr.lint import Context, Rule, RuleOptions, Settings, problem_kind, rule, settle
from kraokr.model import Kra, Objective, Role
from kraokr.source.diagnostic import Finding, Severity
from trees import workspace


class Options(RuleOptions):
    at_most: Annotated[int, Field(ge=0)] = 5
    share: Decimal = Decimal("0.5")
    words: tuple[str, ...] = ()


def made(name: str, on: type[Any] = Kra, **how: Any) -> Rule[Any, Any]:
    def check(subject: Any, ctx: Context[Any]) -> Iterator[Finding]:
        return iter(())

    check.__name__ = name
    return rule(**{"group": "kra", "severity": Severity.WARNING, "since": "0.1", "on": on, **how})(check)


def _unreadable() -> None:
    """A file that cannot be read."""


_unreadable.__name__ = "invalid_yaml"
COUNT = made("kra_count", Role, options=Options, profile="basic")
TASK = made("kra_task", tier="strong")
STRICT = made("kra_strict", severity=Severity.INFO, profile="strict")
OKR = made("okr_few", Objective, group="okr")
MAP = made("map_gap", Objective, group="alignment")
READ = problem_kind(severity=Severity.ERROR, since="0.1")(_unreadable)
ALL = (COUNT, TASK, STRICT, OKR, MAP, READ)


def settled(config: str = "", **how: Any) -> Settings:
    return settle(ALL, workspace(kraokr=f"kind: config\n{config}").config, **how)


def severities(config: str = "", **how: Any) -> dict[str, str]:
    active = settled(config, **how).active
    return {name: str(entry.severity) for name, entry in active.items() if entry.severity is not None}


def said(config: str) -> list[tuple[str, str, str | None]]:
    """What is wrong with a config: the text pointed at, message and help."""
    found = []
    for problem in settled(config).problems:
        at = problem.finding.at
        assert problem.kind == "invalid-value"
        found.append(
            (at.file.text[at.span.start : at.span.end], problem.finding.message, problem.finding.help)
        )
    return found


def test_profiles() -> None:
    assert severities("profile: basic") == {"kra-count": "warning", "invalid-yaml": "error"}
    recommended = {"kra-count": "warning", "kra-task": "warning", "okr-few": "warning", "map-gap": "warning"}
    assert severities() == {**recommended, "invalid-yaml": "error"}


def test_strict_turns_all_on_and_raises_warnings_of_the_core_to_errors() -> None:
    assert severities("profile: strict") == {
        "kra-count": "error",
        "kra-task": "warning",
        "kra-strict": "info",
        "okr-few": "error",
        "map-gap": "error",
        "invalid-yaml": "error",
    }


def test_without_okrs_their_rules_and_those_of_alignment_are_off() -> None:
    assert severities("frameworks: [kra]").keys() == {"kra-count", "kra-task", "invalid-yaml"}
    assert "okr-few" in severities("frameworks: [kra]\nrules: {okr-few: info}")


@pytest.mark.parametrize("order", ["{kra: error, kra-task: info}", "{kra-task: info, kra: error}"])
def test_groups_come_before_rules(order: str) -> None:
    found = severities(f"rules: {order}")
    assert (found["kra-count"], found["kra-task"], found["kra-strict"]) == ("error", "info", "error")


def test_off_and_on() -> None:
    assert "kra-task" not in severities("rules: {kra-task: off}")
    assert "kra-task" not in severities("rules: {kra-task: {severity: off}}")
    assert "kra-task" in severities("rules: {kra: off, kra-task: warning}")
    assert severities("rules: {kra-strict: {severity: error}}")["kra-strict"] == "error"


def count_options(config: str) -> tuple[int, Decimal, tuple[str, ...]]:
    options = settled(config).active["kra-count"].options
    return options.at_most, options.share, options.words


def test_options_are_read() -> None:
    assert count_options("") == (5, Decimal("0.5"), ())
    assert count_options("rules: {kra: error, kra-count: {share: 0.25, words: [a, b]}}") == (
        5,
        Decimal("0.25"),
        ("a", "b"),
    )
    assert severities("rules: {kra-count: {share: 0.25}}")["kra-count"] == "warning"


def test_wrong_options_are_located_and_cost_no_other() -> None:
    config = "rules:\n  kra-count: {at_most: many, share: 0.25, words: x}\n"
    assert count_options(config) == (5, Decimal("0.25"), ())
    assert [(text, message) for text, message, _ in said(config)] == [
        ("many", '`at_most` of `kra-count` is the text "many", but a whole number is expected'),
        ("x", '`words` of `kra-count` is the text "x", but a list is expected'),
    ]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("at_most: 2.5", "is the number 2.5, but a whole number is expected"),
        ("at_most: -1", "is the number -1, but 0 or more is expected"),
        ("share: half", 'is the text "half", but a number is expected'),
        ("words: [1]", "is a list, but text is expected in it"),
    ],
)
def test_a_wrong_option_is_told_what_is_expected(option: str, message: str) -> None:
    ((_, told, _),) = said(f"rules:\n  kra-count: {{{option}}}\n")
    assert told == f"`{option.partition(':')[0]}` of `kra-count` {message}"


@pytest.mark.parametrize(
    ("config", "where", "message", "help"),
    [
        ("kra-taks: off", "kra-taks", "unknown rule `kra-taks`", "did you mean `kra-task`?"),
        ("xyzzy: off", "xyzzy", "unknown rule `xyzzy`", "`kraokr rule --all` lists the rules"),
        (
            "kra-count: {at_msot: 3}",
            "at_msot",
            "unknown option `at_msot` of `kra-count`",
            "did you mean `at_most`?",
        ),
        ("kra: {at_most: 3}", "at_most", "unknown option `at_most` of `kra`", None),
        ("kra-task: {severity: eror}", "eror", "unknown severity `eror`", "did you mean `error`?"),
        ("kra: {severity: [off]}", "[off]", "unknown severity `['off']`", None),
        ("kra-task: {severity: 3}", "3", "unknown severity `3`", None),
        ("kra-task: {files: 3}", "3", "`files` of `kra-task` is the number 3, but a glob or a list of", None),
        (
            "kra: {files: {a: b}}",
            "{a: b}",
            "`files` of `kra` is a mapping, but a glob or a list of globs",
            None,
        ),
        ("kra: {files: [1]}", "[1]", "`files` of `kra` is a list, but a glob or a list of globs", None),
    ],
)
def test_what_is_wrong_is_said_once(config: str, where: str, message: str, help: str | None) -> None:
    ((text, said_message, said_help),) = said(f"rules: {{{config}}}")
    assert text == where
    assert said_message.startswith(message)
    assert said_help
    assert help in (None, said_help)


def test_a_wrong_severity_word_in_short_form_is_the_models_business() -> None:
    ws = workspace(kraokr="kind: config\nrules: {kra-task: eror, kra-count: off}\n")
    (problem,) = ws.problems
    assert problem.finding.at.start == (1, 18)
    assert problem.finding.help == "did you mean `error`?"
    assert severities("rules: {kra-task: eror, kra-count: off}").keys() == {
        "kra-task",
        "okr-few",
        "map-gap",
        "invalid-yaml",
    }


def test_files_of_a_rule() -> None:
    entry = settled('rules: {kra-task: {files: ["roles/**", "!roles/old/**"]}}').active["kra-task"]
    assert entry.applies_to(PurePosixPath("roles/a.yaml"))
    assert not entry.applies_to(PurePosixPath("roles/old/a.yaml"))
    assert not entry.applies_to(PurePosixPath("people/a.yaml"))
    (one,) = (settled("rules: {kra-task: {files: people/*.yaml}}").active["kra-task"],)
    assert one.applies_to(PurePosixPath("people/a.yaml"))


def test_select_runs_nothing_else_but_what_reads_files() -> None:
    assert severities(select=["kra-task"]).keys() == {"kra-task", "invalid-yaml"}
    assert severities(select=["okr", "kra-count"]).keys() == {"okr-few", "kra-count", "invalid-yaml"}


def test_the_command_line_wins_over_the_config() -> None:
    assert severities("rules: {kra-task: off}", select=["kra-task"])["kra-task"] == "warning"
    assert severities("rules: {kra-task: error}", select=["kra-task"])["kra-task"] == "error"
    assert "kra-task" not in severities("rules: {kra-task: error}", ignore=["kra-task"])
    assert severities("profile: basic", select=["kra-strict"])["kra-strict"] == "info"
    assert "okr-few" in severities("frameworks: [kra]", select=["okr"])


def test_all_and_groups_to_ignore() -> None:
    assert severities(select=["all"]).keys() == {one.name for one in ALL}
    assert severities(select=["kra"], ignore=["kra-task"]).keys() == {
        "kra-count",
        "kra-strict",
        "invalid-yaml",
    }
    assert severities(ignore=["kra", "okr"]).keys() == {"map-gap", "invalid-yaml"}
    assert severities(ignore=["all"]) == {}


@pytest.mark.parametrize("how", ["select", "ignore"])
def test_an_unknown_name_on_the_command_line(how: str) -> None:
    with pytest.raises(KraokrError, match=r"^unknown rule or group `kra-tsak`$") as caught:
        settled(**{how: ["kra-tsak"]})
    assert caught.value.help == "did you mean `kra-task`?"
    with pytest.raises(KraokrError) as caught:
        settled(**{how: ["xyzzy"]})
    assert caught.value.help == "`kraokr rule --all` lists them"


def test_settings_of_one_run_do_not_change_the_next() -> None:
    settled("rules: {kra-count: {at_most: 9}, kra-task: off}")
    assert count_options("") == (5, Decimal("0.5"), ())
    assert "kra-task" in severities()


def test_per_file_settings_hold_for_their_files_only() -> None:
    settings = settled(
        "rules: {kra-count: {at_most: 3}}\n"
        "per_file:\n"
        "  roles/drafts/: {kra: off, kra-count: {severity: error, at_most: 9}}\n"
        "  '*-old.yaml': {kra-count: info}\n"
    )

    def at(path: str) -> tuple[Severity | None, int, Severity | None]:
        active = settings.at(PurePosixPath(path)).active
        return active["kra-count"].severity, active["kra-count"].options.at_most, active["kra-task"].severity

    assert settings.problems == []
    assert at("roles/a.yaml") == (Severity.WARNING, 3, Severity.WARNING)
    assert at("roles/drafts/a.yaml") == (Severity.ERROR, 9, None)
    assert at("roles/a-old.yaml") == (Severity.INFO, 3, Severity.WARNING)
    assert at("roles/drafts/a-old.yaml") == (Severity.INFO, 9, None)


def test_the_command_line_wins_over_per_file_settings() -> None:
    settings = settled("per_file: {'*': {kra-task: off, kra-count: error}}\n", select=["kra-task"])
    active = settings.at(PurePosixPath("a.yaml")).active
    assert (active["kra-task"].severity, active["kra-count"].severity) == (Severity.WARNING, None)


def test_what_is_wrong_with_per_file_settings_is_said_once_and_there() -> None:
    assert said(
        "rules: {kra-cuont: off}\nper_file:\n  a.yaml: {kra-tsk: off, kra-task: {severity: loud}}\n"
    ) == [
        ("kra-cuont", "unknown rule `kra-cuont`", "did you mean `kra-count`?"),
        ("kra-tsk", "unknown rule `kra-tsk`", "did you mean `kra-task`?"),
        ("loud", *said("rules: {kra-task: {severity: loud}}\n")[0][1:]),
    ]
