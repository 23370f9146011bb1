"""Fixing: what is applied together, when it ends, and what stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands import Commands
from kraokr import rules
from kraokr.errors import KraokrError
from kraokr.lint import Context, Result, lint, rule, settle
from kraokr.lint.engine import date
from kraokr.lint.fix import Fixed, fix_all, is_safe
from kraokr.source.diagnostic import Diagnostic, Edit, Finding, Fix, Severity
from kraokr.source.document import Document
from kraokr.source.text import SourceFile, Span
from kraokr.workspace import load
from runs import TODAY, all_data, contents, data, example
from trees import ROLE, write

A, B = PurePosixPath("a.yaml"), PurePosixPath("b.yaml")
Rewrites = Mapping[str, str]


def replacing(name: str, rewrites: Rewrites, safe: bool = True, everywhere: bool = False) -> Any:
    """A rule that finds each pattern in a file, or in all of them, and replaces it."""

    def check(document: Document, ctx: Context[Any]) -> Iterator[Finding]:
        documents = ctx.ws.documents.values() if everywhere else [document]
        for pattern, text in rewrites.items():
            found = re.search(pattern, document.file.text)
            if not found:
                continue
            edits = [
                Edit(one.file, Span(*match.span()), match.expand(text))
                for one in documents
                for match in [*re.finditer(pattern, one.file.text)][: None if everywhere else 1]
            ]
            yield Finding(document.at(()), pattern, fix=Fix("Do it", tuple(edits), safe))

    check.__name__ = name.replace("-", "_")
    return rule(group="file", on=Document, severity=Severity.WARNING, since="0.1")(check)


def fixed(texts: Mapping[PurePosixPath, str], *checks: Any, unsafe: bool = False) -> Fixed:
    def run(new: Mapping[PurePosixPath, str]) -> Result:
        ws = load({**texts, **new})
        return lint(ws, settle(checks, ws.config), date(2026, 1, 1))

    return fix_all(run({}), run, unsafe)


def text_after(text: str, *checks: Any, unsafe: bool = False) -> str:
    return fixed({A: text}, *checks, unsafe=unsafe).texts.get(A, text)


def test_only_safe_fixes_are_applied_unless_told_otherwise() -> None:
    safe, unsafe = replacing("one", {"Seller": "Buyer"}), replacing("two", {"Sales": "Buying"}, safe=False)
    assert text_after(ROLE, safe, unsafe) == ROLE.replace("Seller", "Buyer")
    both = ROLE.replace("Seller", "Buyer").replace("Sales", "Buying")
    assert text_after(ROLE, safe, unsafe, unsafe=True) == both
    result = fixed({A: ROLE}, safe, unsafe)
    assert [one.rule for one in result.mended] == ["one"]
    assert [one.rule for one in result.result.diagnostics] == ["two"]


def test_nothing_to_fix_leaves_the_result_alone() -> None:
    result = Result()
    assert fix_all(result, lambda texts: pytest.fail("nothing has changed")) == Fixed(result, {}, [])


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    first, second = replacing("a", {"Sell(er)": r"Trad\1"}), replacing("b", {"er$(?m:)": "or"})
    seller = "kind: role\nid: x\ntitle: Seller"
    result = fixed({A: seller}, first, second)
    assert result.texts == {A: "kind: role\nid: x\ntitle: Trador"}
    assert [one.rule for one in result.mended] == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [((0, 2), (3, 5), True), ((0, 2), (2, 5), False), ((2, 2), (2, 2), False), ((0, 5), (2, 3), False)],
)
def test_what_overlaps_or_touches(one: tuple[int, int], other: tuple[int, int], together: bool) -> None:
    file = SourceFile(A, "a: bcdef\n")
    edits = [Edit(file, Span(*span), f"x{number}") for number, span in enumerate((one, other))]
    found = [Diagnostic("r", "file", Severity.INFO, _finding(edit)) for edit in edits]
    rounds: list[int] = []

    def relint(texts: Mapping[PurePosixPath, str]) -> Result:
        rounds.append(len(texts))
        return Result([] if len(rounds) > 1 or together else [found[1]])

    assert len(fix_all(Result(found), relint).mended) == 2
    assert len(rounds) == (1 if together else 2)


def _finding(*edits: Edit) -> Finding:
    from kraokr.source.diagnostic import Location

    return Finding(Location(edits[0].file, edits[0].span), "m", fix=Fix("Do it", edits, safe=True))


def test_an_edit_that_two_fixes_share_is_made_once() -> None:
    file = SourceFile(A, "kind: role\n")
    shared = Edit(file, Span(11, 11), "id: x\n")
    found = [Diagnostic(name, "file", Severity.INFO, _finding(shared)) for name in "ab"]
    result = fix_all(Result(found), lambda texts: Result())
    assert result.texts == {A: "kind: role\nid: x\n"}
    assert len(result.mended) == 2


def test_the_edits_of_one_fix_are_made_all_or_none() -> None:
    file = SourceFile(A, "a: bcdefgh\n")
    first = _finding(Edit(file, Span(3, 5), "X"))
    second = _finding(Edit(file, Span(4, 6), "Y"), Edit(file, Span(9, 10), "Z"))
    found = [Diagnostic("r", "file", Severity.INFO, one) for one in (first, second)]
    assert fix_all(Result(found), lambda texts: Result()).texts == {A: "a: Xdefgh\n"}


def test_a_fix_may_reach_into_other_files() -> None:
    other = ROLE.replace("id: seller", "id: buyer")
    everywhere = replacing("x", {"Sales": "Trade"}, everywhere=True)
    result = fixed({A: ROLE, B: other}, everywhere)
    assert result.texts == {A: ROLE.replace("Sales", "Trade"), B: other.replace("Sales", "Trade")}


def test_fixes_that_undo_each_other_are_a_fault() -> None:
    one, other = replacing("one", {"Seller": "Buyer"}), replacing("other", {"Buyer": "Seller"})
    with pytest.raises(
        KraokrError, match=r"the fixes of \w+ do not come to rest in a\.yaml; nothing was"
    ) as e:
        fixed({A: ROLE}, one, other)
    assert "fault of kraokr" in str(e.value.help)


def test_a_fix_that_never_ends_is_a_fault() -> None:
    with pytest.raises(KraokrError, match="the fixes of longer do not come to rest"):
        fixed({A: ROLE}, replacing("longer", {"Selle": "Sellee"}))


def test_as_many_rounds_as_it_takes() -> None:
    steps = {f"step{number}!": f"step{number + 1}{'!' * (number < 8)}" for number in range(9)}
    text = ROLE.replace("Seller", "step0!")
    assert "title: step9\n" in text_after(text, replacing("x", steps))


def test_going_in_circles_is_noticed_at_once() -> None:
    file = SourceFile(A, "a: bcdef\n")
    found = Result([Diagnostic("r", "file", Severity.INFO, _finding(Edit(file, Span(3, 3), "x")))])
    rounds: list[int] = []

    def relint(texts: Mapping[PurePosixPath, str]) -> Result:
        rounds.append(len(texts))
        return found

    with pytest.raises(KraokrError, match="do not come to rest"):
        fix_all(found, relint)
    assert len(rounds) == 1


def test_a_fix_that_would_break_its_file_is_a_fault() -> None:
    with pytest.raises(KraokrError, match=r"a fix would break a\.yaml; nothing was written"):
        fixed({A: ROLE}, replacing("x", {"Sales": "[Sales"}))
    broken = "kind: role\nid: [\n"
    assert fixed({A: broken}, replacing("x", {"role": "team"})).texts == {A: "kind: team\nid: [\n"}


@pytest.mark.parametrize(
    ("text", "pattern", "safe"),
    [
        ("title: Seller # known\n", r"Seller # known", False),
        ("title: Seller # known\n", r"Seller(?= #)", True),
        ("title: Seller\n  # why\nx-a: 1\n", r"Seller\n  # why", False),
        ("title: 'Seller # 1'\n", r"'Seller # 1'", True),
        ("title: Seller#1\n", r"Seller#1", True),
        ("title: |\n  # Seller\n", r"\|\n  # Seller", True),
        ("title: | # head\n  Seller\n", r"\| # head\n  Seller", False),
        ("title: Seller # known\n", r"known", True),
    ],
)
def test_a_fix_that_removes_a_comment_is_not_safe(text: str, pattern: str, safe: bool) -> None:
    whole = f"kind: role\nid: x\n{text}"
    after = re.sub(pattern, "Buyer", whole)
    check = replacing("x", {pattern: "Buyer"})
    assert text_after(whole, check) == (after if safe else whole)
    assert text_after(whole, check, unsafe=True) == after


def test_a_finding_without_a_fix_is_not_safe() -> None:
    finding = _finding(Edit(SourceFile(A, ""), Span(0, 0), ""))._replace(fix=None)
    assert not is_safe(Diagnostic("x", "file", Severity.INFO, finding))


COMMENTED = """\
# head
kind:   person   # who
id: "p"

name: 'P. Person'
role: 'seler'   # the only one
objectives:
  - {id: o, title: "Win", cycle: 2026-Q1}   # one
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "# end"])
def test_all_else_stays_byte_for_byte(
    kraokr: Commands, tmp_path: Path, newline: str, mark: str, end: str
) -> None:
    before = mark + (COMMENTED + end).replace("\n", newline)
    root = write(tmp_path, {"a.yaml": ROLE, "p.yaml": before.encode()})
    (root / "p.yaml").chmod(0o640)
    code, _, err = kraokr("lint", "--fix", "--select", "unknown-reference", cwd=root)
    assert (code, err) == (0, "1 finding fixed in 1 file.\n")
    assert (root / "p.yaml").read_bytes() == before.replace("'seler'", "seller").encode()
    assert (root / "p.yaml").stat().st_mode & 0o777 == 0o640
    assert (root / "a.yaml").read_text() == ROLE


def test_a_comment_in_the_way_needs_unsafe_fixes(kraokr: Commands, tmp_path: Path) -> None:
    text = ROLE.replace("Seller\n", "Seller # known\n")
    root = write(tmp_path, {"a.yaml": text})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "RULES", (*rules.RULES, replacing("drop-it", {"Seller # known": "Buyer"})))
        lint = ["lint", "--select", "drop-it", "--fix"]
        assert kraokr(*lint, cwd=root).code == 1
        assert (root / "a.yaml").read_text() == text
        assert kraokr(*lint, "--unsafe-fixes", cwd=root).code == 0
    assert (root / "a.yaml").read_text() == ROLE.replace("Seller", "Buyer")


@pytest.mark.parametrize(
    "checks",
    [
        [replacing("one", {"Seller": "Buyer"}), replacing("other", {"Buyer": "Seller"})],
        [replacing("one", {"Seller": "Buyer"}), replacing("other", {"Sales": "[Sales"})],
    ],
)
def test_nothing_is_written_where_fixes_fail(
    kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checks: list[Any]
) -> None:
    root = write(tmp_path, {"a.yaml": ROLE, "b.yaml": ROLE.replace("seller", "b")})
    before = contents(root)
    monkeypatch.setattr(rules, "RULES", (*rules.RULES, *checks))
    code, out, err = kraokr("lint", "--fix", "--select", "one,other", cwd=root)
    assert (code, out) == (2, "")
    assert "nothing was written\nhelp: this is a fault of kraokr: please report it" in err
    assert contents(root) == before


@pytest.mark.parametrize("name", ["messy", "acme", "founding"])
@pytest.mark.parametrize("unsafe", [[], ["--unsafe-fixes"]])
def test_fixing_twice_is_fixing_once(kraokr: Commands, tmp_path: Path, name: str, unsafe: list[str]) -> None:
    root = example(name, tmp_path)
    before = contents(root)
    fix = ["lint", "--today", TODAY, "--select", "all", "--exit-zero", "--fix", *unsafe]
    kraokr(*fix, cwd=root)
    once = contents(root)
    assert name != "messy" or once != before
    assert all_data(once).keys() == all_data(before).keys()
    again = kraokr(*fix, cwd=root)
    assert again.err == ""
    assert contents(root) == once
    left = kraokr("lint", "--today", TODAY, "--select", "all", *unsafe, "--diff", cwd=root)
    assert left == (0, "", "Nothing to fix.\n")


def test_only_what_fixes_say_is_changed_in_messy(kraokr: Commands, tmp_path: Path) -> None:
    root = example("messy", tmp_path)
    before = contents(root)
    found = json.loads(kraokr("lint", "--today", TODAY, "-f", "json", cwd=root).out)
    fixes = [one["fix"] for one in found if one["fix"] and one["fix"]["safe"]]
    kraokr("lint", "--today", TODAY, "--fix", cwd=root)
    changes = _changes(before, contents(root))
    assert changes.keys() == {edit["path"] for fix in fixes for edit in fix["edits"]}
    written = " ".join(edit["text"] for fix in fixes for edit in fix["edits"])
    for changed in changes.values():
        assert all(
            new is None or str(new) in written or key == "key_results" for key, (_, new) in changed.items()
        )
    assert changes["people/pia.yaml"] == {"accelerates": ("on-tme", "on-time")}
    assert changes["reviews/2026-H1/sam.yaml"] == {"owner": ("samm", "sam")}


def _changes(before: Mapping[PurePosixPath, bytes], after: Mapping[PurePosixPath, bytes]) -> dict[str, Any]:
    """The values that differ by file and by the last key."""
    found: dict[str, Any] = {}
    for path in before:
        if before[path] != after[path]:
            old, new = dict(_leaves(data(before[path]))), dict(_leaves(data(after[path])))
            differing = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
            found[str(path)] = {key[-1]: (old.get(key), new.get(key)) for key in differing}
    return found


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    else:
        yield path, str(value)


LINES = (
    "role: seler",
    "role: 'seler'  # who",
    "manager: sellr",
    "nmae: P",
    "# note",
    "",
    "x-n: {role: seler}",
    "objectives: [{id: o, title: Raise sales from 3 to 5, cycle: 2026-Q1, accelerates: sale}]",
    "start: 2026-1-5",
    "x-t: |\n  # kraokr: ignore[kra-count] text",
    "# kraokr: ignore[kra-count] not needed",
    "team: te # kraokr: ignore[kra-count] not needed",
)


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(LINES), unique=True, min_size=3).map(
        lambda lines: [f"{one}\n" for one in lines]
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_fixing_comes_to_rest_and_keeps_lines_and_comments(
    lines: list[str], newline: str, unsafe: bool
) -> None:
    text = "".join(["kind: person\nid: p\n", *lines]).replace("\n", newline)
    texts = {A: text, B: ROLE, PurePosixPath("t.yaml"): "kind: team\nid: tea\n"}

    def run(new: Mapping[PurePosixPath, str]) -> Result:
        ws = load({**texts, **new})
        return lint(ws, settle(rules.RULES, ws.config, ["all"]), date(2026, 1, 1))

    once = fix_all(run({}), run, unsafe)
    assert fix_all(run(once.texts), run, unsafe).texts == {}
    after = once.texts.get(A, text)
    assert after.count("\r\n") == (after.count("\n") if newline == "\r\n" else 0)
    comments = [line.partition("#")[2] for line in text.splitlines() if "kra-count" not in line]
    assert [comment for comment in comments if comment and comment not in after] == []
    assert set(once.texts) <= {A}


def test_fixes_are_shown_and_not_made(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"a.yaml": ROLE, "p.yaml": "kind: person\r\nid: p\r\nrole: seler"})
    before = contents(root)
    code, out, err = kraokr("lint", "--diff", "--select", "unknown-reference", cwd=root)
    assert (code, err) == (1, "1 finding would be fixed in 1 file.\n")
    assert out == (
        "--- a/p.yaml\n+++ b/p.yaml\n@@ -1,3 +1,3 @@\n kind: person\r\n id: p\r\n"
        "-role: seler\n\\ No newline at end of file\n+role: seller\n\\ No newline at end of file\n"
    )
    assert contents(root) == before
    red = kraokr("lint", "--diff", "--color", "always", "--select", "unknown-reference", cwd=root).out
    assert "\x1b[31m-role: seler\x1b[0m\n" in red
    assert kraokr("lint", "--diff", "--quiet", "--select", "unknown-reference", cwd=root).err == ""


def test_the_diff_can_be_applied(kraokr: Commands, tmp_path: Path) -> None:
    import subprocess

    root = example("messy", tmp_path)
    odd = "\ufeffkind: person\r\nid: odd\r\nname: 'a\u2028b\x85c'\r\nrole: sales-repp"
    write(root, {"people/odd.yaml": odd.encode()})
    diff = ["lint", "--today", TODAY, "--diff", "--unsafe-fixes"]
    out = kraokr(*diff, cwd=root).out
    applied = subprocess.run(["git", "apply"], cwd=root, input=out.encode(), capture_output=True, check=False)
    assert (applied.returncode, applied.stderr) == (0, b"")
    assert (root / "people/odd.yaml").read_bytes() == odd.replace("repp", "rep").encode()
    assert kraokr(*diff, cwd=root) == (0, "", "Nothing to fix.\n")


def test_a_file_that_changes_meanwhile_stops_everything(
    kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kraokr.cli.mending import Mended

    person = "kind: person\nid: p\nrole: seler\n"
    root = write(tmp_path, {"a.yaml": ROLE, "p.yaml": person, "q.yaml": person.replace("p\n", "q\n")})
    written = Mended.write

    def late(self: Mended) -> Result:
        (root / "q.yaml").write_text(person + "# meanwhile\n")
        return written(self)

    monkeypatch.setattr(Mended, "write", late)
    code, out, err = kraokr("lint", "--fix", "--select", "unknown-reference", cwd=root)
    assert (code, out) == (2, "")
    assert "q.yaml has changed since it was read; nothing was written" in err
    assert (root / "p.yaml").read_text() == person
