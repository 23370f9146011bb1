"""The benchmark of judgement: its arithmetic, what it reads off lint, and floors on our own statements."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "benchmarks"
STATEMENTS = BENCHMARKS / "statements"
KRAS = (
    ("Patient safety", "kra", False),
    ("Check the fire doors every Monday", "task", False),
    ("Prepare the monthly rota", "task", False),
    ("Prepare the annual budget report", "kra", True),  # labelled wrongly, to be counted as an error
)
PAIRS = (
    {"kra": "Patient safety", "okr": "Improve patient safety", "okr_kind": "objective", "label": "duplicate"},
    {
        "kra": "Patient safety",
        "okr": "Reduce falls from 11 to 4 per month",
        "okr_kind": "key_result",
        "label": "accelerates",
    },
)
OBJECTIVES = (
    ("Guests feel like regulars on their first visit", "good"),
    ("Raise the pass rate by 10%", "metric"),
)


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module


def write(folder: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    text = "".join(f"{json.dumps({'hard': False, **row})}\n" for row in rows)
    (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")


def kras(folder: Path) -> None:
    rows = [{"text": text, "label": label, "hard": hard, "role": text} for text, label, hard in KRAS]
    write(folder, "kra_statements", rows)


def run(*arguments: str) -> str:
    command = (sys.executable, str(BENCHMARKS / "judgement.py"), *arguments)
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_scores_are_counted_right(module: Any) -> None:
    arithmetic = module("judging.arithmetic")
    right, said = ["a", "a", "a", "b", "c"], ["a", "b", "a", "a", "c"]
    assert arithmetic.accuracy(right, said) == pytest.approx(3 / 5)
    assert arithmetic.precision(right, said, "a") == pytest.approx(2 / 3)
    assert arithmetic.recall(right, said, "c") == 1
    assert arithmetic.f1(right, said, "a") == pytest.approx(4 / 6)
    assert arithmetic.macro_f1(right, said) == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert arithmetic.certainty(right, said, [True, True, False, False, False]) == pytest.approx(1 / 2)
    assert arithmetic.confusion(right, said)[1] == ["a", "2", "1", "0"]


def test_what_cannot_be_scored_is_none(module: Any) -> None:
    arithmetic = module("judging.arithmetic")
    assert arithmetic.accuracy([], []) is None
    assert arithmetic.precision(["a"], ["b"], "a") is None
    assert arithmetic.f1(["a"], ["a"], "b") is None
    assert arithmetic.certainty(["a"], ["a"], [False]) is None


def test_each_text_is_judged_by_others_than_its_own_source(module: Any) -> None:
    texts, right = ["red wine", "red wine", "blue sea"], ["x", "x", "y"]
    bag_of_words = module("judging.simple").bag_of_words
    assert bag_of_words(texts, right, ["one", "two", "three"])[:2] == ["x", "x"]
    assert bag_of_words(texts, right, ["one", "one", "two"]) == ["y", "y", "x"]


def test_verdicts_come_from_the_findings_on_the_line(tmp_path: Path, module: Any) -> None:
    kras(tmp_path)
    judgement, read = module("judgement"), module("judging.statements").read
    (found,) = judgement.judge(read(tmp_path))
    assert found.said == ["kra", "task", "task", "task"]
    assert list(found.right) == ["kra", "task", "task", "kra"]
    assert found.readings[1].has("kra-is-task") and not found.readings[0].has("kra-is-task")
    assert judgement.score(found, found.said, lambda row: True) == pytest.approx(4 / 5)
    assert judgement.score(found, found.said, lambda row: not row["hard"]) == 1


def test_a_key_result_is_not_judged_by_its_objective(module: Any) -> None:
    verdicts = module("judging.verdicts")
    row = {"text": "Raise the guest rating from 8.1 to 8.8", "objective": "Maintain our good name"}
    (alone,) = verdicts.judge(verdicts.objectives([{"text": row["objective"]}]))
    (below,) = verdicts.judge(verdicts.key_results([row]))
    assert alone.has("okr-business-as-usual")
    assert not below.has("okr-business-as-usual")


def test_what_lint_cannot_read_is_no_verdict(module: Any) -> None:
    verdicts = module("judging.verdicts")
    with pytest.raises(ValueError, match="lint cannot read"):
        verdicts.judge(["kind: role\nid: x\n"])


def test_pairs_and_objectives_are_told_apart(tmp_path: Path, module: Any) -> None:
    write(tmp_path, "kra_okr_pairs", PAIRS)
    write(tmp_path, "okr_objectives", [{"text": text, "label": label} for text, label in OBJECTIVES])
    found = module("judgement").judge(module("judging.statements").read(tmp_path))
    assert {one.name: one.said for one in found} == {
        "objective, 4-way": ["good", "metric"],
        "pair, 2-way": ["duplicate", "accelerates"],
        "pair, 3-way": ["duplicate", "accelerates"],
    }


def test_table_matrix_and_errors_are_printed(tmp_path: Path) -> None:
    kras(tmp_path)
    output = run("--data", str(tmp_path), "--errors", "1")
    line = next(line for line in output.splitlines() if line.startswith("KRA or task (task)"))
    assert line.split()[4:9] == ["F1", "0.800", "1.000", "0.000", "4"]
    assert '"Prepare the annual budget report" is kra, said task' in output
    assert "kra-is-task (" in output
    assert "Microseconds a statement: KRA " in output
    assert "key result" not in output


def test_a_part_of_our_statements_is_held_back(module: Any) -> None:
    read = module("judging.statements").read
    for name, rows in read(STATEMENTS).items():
        held = read(STATEMENTS, "held")[name]
        assert len(held) + len(read(STATEMENTS, "open")[name]) == len(rows)
        assert 0.05 < len(held) / len(rows) < 0.5
        assert len({json.dumps(row) for row in rows}) == len(rows)


@pytest.mark.parametrize("part", ["held", "open"])
def test_our_statements_are_judged_better_than_by_chance(part: str, module: Any) -> None:
    judgement = module("judgement")
    found = {one.name: one for one in judgement.judge(module("judging.statements").read(STATEMENTS, part))}
    floors = {
        "KRA or task": 0.90,
        "key result, 3-way": 0.85,
        "measurable": 0.95,
        "baseline": 0.90,
        "objective, 4-way": 0.80,
        "pair, 2-way": 0.80,
        "pair, 3-way": 0.65,
    }
    for name, floor in floors.items():
        one = found[name]
        assert judgement.score(one, one.said, lambda row: True) >= floor, name
