"""The engine: which findings become diagnostics, in which order, and how grave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from kraokr.lint import Context, Result, Rule, lint, rule, settle
from kraokr.lint.words import lexicon_of
from kraokr.model import Kpi, Kra, Node, Person, Review, ReviewEntry, Role
from kraokr.rules import RULES
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.source.document import Document
from kraokr.source.text import Span
from kraokr.workspace import Workspace, load, open_workspace
from trees import ROLE, tree, workspace, write

TODAY = date(2026, 2, 15)
EXAMPLES = Path(__file__).parents[2] / "examples"
KINDS = [rule for rule in RULES if rule.check is None]
Check = Callable[[Any, Context[Any]], Iterator[Finding]]


def made(name: str, on: Any, check: Check, **how: Any) -> Rule[Any, Any]:
    def checked(subject: Any, ctx: Context[Any]) -> Iterator[Finding]:
        return check(subject, ctx)

    checked.__name__ = name.replace("-", "_")
    return rule(**{"group": "kra", "on": on, "severity": Severity.WARNING, "since": "0.1", **how})(checked)


def at_id(node: Any, ctx: Context[Any]) -> Iterator[Finding]:
    yield Finding(node.at("id"), f"{node.__class__.__name__} {node.id}")


def crash(subject: Any, ctx: Context[Any]) -> Iterator[Finding]:
    yield Finding(subject.at(), "before the crash")
    raise KeyError("oh\n\x1b[31mno")


def run(rules: Sequence[Rule[Any, Any]], ws: Workspace, **how: Any) -> Result:
    return lint(ws, settle((*rules, *KINDS), ws.config), TODAY, **how)


def said(result: Result) -> list[str]:
    return [
        f"{d.finding.at.file.path}: {d.severity}[{d.rule}] {d.finding.message}" for d in result.diagnostics
    ]


def test_a_rule_looks_at_everything_of_its_type() -> None:
    review = "kind: review\nperson: p\ncycle: 2025\n"
    person = "kind: person\nid: p\nrole: seller\nreviews: [{cycle: 2026}]\n"
    ws = workspace(role=ROLE, r=review, p=person)
    cycles = made("x", ReviewEntry, lambda review, ctx: iter([Finding(review.at("cycle"), review.cycle)]))
    assert [d.finding.message for d in run([cycles], ws).diagnostics] == ["2026", "2025"]
    whole = made("y", Workspace, lambda ws, ctx: iter([Finding(ws.roles["seller"].at(), "workspace")]))
    texts = made("z", Document, lambda document, ctx: iter([Finding(document.at(()), "document")]))
    assert said(run([whole, texts], ws)) == [
        "p.yaml: warning[z] document",
        "r.yaml: warning[z] document",
        "role.yaml: warning[z] document",
        "role.yaml: warning[y] workspace",
    ]


def test_a_crash_is_a_diagnostic_and_the_others_run() -> None:
    result = run([made("bad", Kra, crash), made("good", Kra, at_id)], workspace(role=ROLE))
    assert result.crashed
    assert [d.rule for d in result.diagnostics] == ["good", "rule-crashed"]
    finding = result.diagnostics[1].finding
    assert finding.message.startswith("the rule bad failed here: KeyError: ")
    assert finding.at.start.line == 4
    assert result.diagnostics[1].severity is Severity.ERROR
    assert not run([made("good", Kra, at_id)], workspace(role=ROLE)).crashed


def test_a_check_that_returns_nothing_has_crashed() -> None:
    nothing: Any = lambda subject, ctx: None  # noqa: E731
    assert run([made("bad", Kra, nothing)], workspace(role=ROLE)).crashed


@pytest.mark.parametrize("rules", ["{rule-crashed: off}", "{file: info}"])
def test_a_crash_is_always_seen(rules: str) -> None:
    text = "# kraokr: ignore-file[rule-crashed] hush\n" + ROLE
    ws = workspace(kraokr=f"kind: config\nrules: {rules}\n", role=text)

    def fail(ws: Workspace, ctx: Context[Any]) -> Iterator[Finding]:
        raise RuntimeError("whole")

    bad = [made("bad", Kra, crash), made("worse", Workspace, fail)]
    result = lint(ws, settle((*bad, *KINDS), ws.config), TODAY, covers=lambda path: False)
    assert [(d.rule, str(d.severity)) for d in result.diagnostics] == [("rule-crashed", "error")]
    result = lint(ws, settle((*bad, *KINDS), ws.config), TODAY)
    assert [d.rule for d in result.diagnostics].count("rule-crashed") == 2


def test_a_rule_gives_way_to_the_one_that_says_it_better() -> None:
    better = made("better", Kra, lambda kra, ctx: at_id(kra, ctx) if kra.id == "a" else iter(()))
    vague = made("vague", Kra, at_id, unless="better")
    ws = workspace(role="kind: role\nid: r\ntitle: R\nkras: [{id: a, name: A}, {id: b, name: B}]\n")
    for order in ([better, vague], [vague, better]):
        assert said(run(order, ws)) == ["role.yaml: warning[better] Kra a", "role.yaml: warning[vague] Kra b"]
    off = settle((better, vague), ws.config, ignore=["better"])
    assert [d.rule for d in lint(ws, off, TODAY).diagnostics] == ["vague", "vague"]


def test_a_rule_does_not_give_way_to_a_crash() -> None:
    result = run(
        [made("better", Kra, crash), made("vague", Kra, at_id, unless="better")], workspace(role=ROLE)
    )
    assert [d.rule for d in result.diagnostics] == ["rule-crashed", "vague"]


def test_a_suppressed_finding_still_says_it_better() -> None:
    text = ROLE.replace("id: sales", "id: sales  # kraokr: ignore[better] known")
    better, vague = made("better", Kra, at_id), made("vague", Kra, at_id, unless="better")
    assert run([better, vague], workspace(role=text)).diagnostics == []


@pytest.mark.parametrize(
    ("configured", "ceiling", "severity"),
    [
        ("error", "info", "info"),
        ("info", "error", "info"),
        ("warning", None, "warning"),
        ("error", None, "error"),
    ],
)
def test_a_finding_may_lower_the_severity(configured: str, ceiling: str | None, severity: str) -> None:
    limit = Severity[ceiling.upper()] if ceiling else None
    kra = made("x", Kra, lambda kra, ctx: iter([Finding(kra.at(), "m", severity=limit)]))
    ws = workspace(role=ROLE, kraokr=f"kind: config\nrules: {{x: {configured}}}\n")
    assert [str(d.severity) for d in run([kra], ws).diagnostics] == [severity]


def test_only_covered_files_are_reported_on() -> None:
    ws = load(tree({"a.yaml": ROLE, "b.yaml": ROLE.replace("seller", "other"), "c.yaml": "kind: rol\n"}))
    found = run([made("x", Role, at_id)], ws, covers=lambda path: path == PurePosixPath("b.yaml"))
    assert said(found) == ["b.yaml: warning[x] Role other"]
    everything = said(run([made("x", Role, at_id)], ws))
    assert [line[0] for line in everything] == ["a", "b", "c"]


def test_files_of_a_rule_limit_it() -> None:
    ws = load(
        tree(
            {
                "kraokr.yaml": "kind: config\nrules: {x: {files: new/}}\n",
                "new/a.yaml": ROLE,
                "old/b.yaml": ROLE.replace("seller", "other"),
            }
        )
    )
    assert said(run([made("x", Role, at_id)], ws)) == ["new/a.yaml: warning[x] Role seller"]


def test_sorted_by_path_start_and_rule() -> None:
    def at(start: int, end: int) -> Check:
        return lambda role, ctx: iter([Finding(Location(role.document.file, Span(start, end)), "m")])

    rules = [made("b", Role, at(5, 6)), made("a", Role, at(5, 9)), made("c", Role, at(2, 9))]
    ws = load(tree({"b.yaml": ROLE, "a/x.yaml": ROLE.replace("seller", "other")}))
    found = [(str(d.finding.at.file.path), d.rule) for d in run(rules, ws).diagnostics]
    assert found == [(path, name) for path in ("a/x.yaml", "b.yaml") for name in "cab"]


def test_problems_of_reading_are_reported() -> None:
    ws = load(tree({"a.yaml": "kind: role\nid: [\n", "b.yaml": ROLE + "colour: red\n"}))
    assert [(d.rule, d.group) for d in run([], ws).diagnostics] == [
        ("invalid-yaml", "file"),
        ("unknown-key", "file"),
    ]


PERSON = """\
kind: person
id: p
role: seller
objectives: [{id: o, title: O}]
checkins: [{date: 2026-01-30, note: private}]
reviews: [{cycle: 2025, summary: private}]
x-more: public
"""


def private(text: str, word: str, name: str = "p", related: str | None = None) -> bool:
    """Whether a finding at a word of a file is private."""

    def check(document: Document, ctx: Context[Any]) -> Iterator[Finding]:
        def place(word: str) -> Location:
            start = document.file.text.index(word)
            return Location(document.file, Span(start, start + len(word)))

        yield Finding(place(word), "m", related=(place(related),) if related else ())

    (found,) = (
        d for d in run([made("x", Document, check)], workspace(**{name: text})).diagnostics if d.rule == "x"
    )
    return found.private


def test_findings_in_reviews_and_check_ins_are_private() -> None:
    assert private(PERSON, "note")
    assert private(PERSON, "summary")
    assert not private(PERSON, "title")
    assert not private(PERSON, "public")
    assert private("kind: review\nperson: p\ncycle: 2025\n", "2025")
    assert private("kind: checkins\nowner: p\ncheckins: []\n", "owner")
    assert private(PERSON, "title", related="summary")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (PERSON + "y: a: b\n", True),
        ("kind: person\nid: p: q\nreviews: [{cycle: 2025}]\n", False),
        ("kind: person\nid: p\nreviews:\n  - cycle: 2025\n    summary: late: again\n", True),
        ("kind: review\nperson: p\nsummary: late: again\n", True),
        ("kind: role\nid: r\ntitle: reviews: all\n", False),
    ],
)
def test_a_broken_file_is_private_from_its_reviews_on(text: str, hidden: bool) -> None:
    (found,) = run([], workspace(p=text)).diagnostics
    assert found.rule == "invalid-yaml"
    assert found.private is hidden


def test_a_review_that_is_not_utf_8_is_private(tmp_path: Path) -> None:
    root = write(tmp_path, {"r.yaml": "kind: review\nperson: p\nsummary: Café\n".encode("latin-1")})
    (found,) = run([], open_workspace([], root).workspace).diagnostics
    assert found.private


@pytest.mark.parametrize("example", ["acme", "messy", "founding"])
def test_findings_on_a_node_lie_in_its_own_file(example: str) -> None:
    """Editors and the cache rely on it: what is said about a file follows from looking at its nodes."""
    ws = open_workspace([], EXAMPLES / example).workspace
    settings = settle(RULES, ws.config, select=["all"])
    whole = lint(ws, settings, ws.config.as_of or TODAY)
    assert not whole.crashed
    strays = []
    for active in settings.active.values():
        kinds = active.rule.on if isinstance(active.rule.on, tuple) else (active.rule.on,)
        if active.rule.check is None or Workspace in kinds:
            continue
        ctx = Context(ws, active.options, ws.config.as_of or TODAY, lexicon_of(ws.config)[0])
        for subject in [subject for kind in kinds for subject in _subjects(ws, kind)]:
            own = subject.document.file if isinstance(subject, Node) else subject.file
            for finding in active.rule.check(subject, ctx):
                strays += [active.rule.name] if finding.at.file is not own else []
                spans = [finding.at, *finding.related]
                assert all(0 <= at.span.start <= at.span.end <= len(at.file.text) for at in spans)
    assert strays == []


def _subjects(ws: Workspace, kind: type[Any]) -> list[Any]:
    return [subject for subject in (*ws.nodes(), *ws.documents.values()) if isinstance(subject, kind)]


def test_one_file_alone_says_the_same_as_in_the_whole_run() -> None:
    ws = open_workspace([], EXAMPLES / "messy").workspace
    settings = settle(RULES, ws.config)
    whole = said(lint(ws, settings, TODAY))
    alone = [
        line for path in ws.documents for line in said(lint(ws, settings, TODAY, lambda p, q=path: p == q))
    ]
    assert sorted(alone) == sorted(whole)
    assert len(whole) > 10


def test_a_rule_on_a_class_and_its_subclass_looks_once() -> None:
    both = made("x", (ReviewEntry, Review), lambda r, ctx: iter([Finding(r.at("cycle"), "m")]))
    assert len(run([both], workspace(r="kind: review\nperson: p\ncycle: 2025\n")).diagnostics) == 1


def test_a_type_error_in_a_rule_names_the_rule() -> None:
    kpi = made("kpi-bad", Kpi, lambda kpi, ctx: iter([Finding(kpi.at(), kpi.nothing)]))
    (found,) = run([kpi], workspace(role=ROLE)).diagnostics
    assert "kpi-bad failed here: AttributeError" in found.finding.message
    assert isinstance(load(tree({"p.yaml": "kind: person\nid: p\nrole: r\n"})).people["p"], Person)


def test_a_rule_on_the_workspace_may_be_on_for_some_files_only() -> None:
    every = made(
        "every-role", Workspace, lambda ws, ctx: (Finding(r.at("id"), r.id) for r in ws.roles.values())
    )
    config = "kind: config\nrules: {every-role: off}\nper_file: {b.yaml: {every-role: error}}\n"
    ws = workspace(kraokr=config, a=ROLE, b=ROLE.replace("seller", "b"))
    assert said(run([every], ws)) == ["b.yaml: error[every-role] b"]
