"""Measures how well `kraokr lint` judges labelled statements, beside simple judges.

    python benchmarks/judgement.py --data benchmarks/statements --part held

The folder holds kra_statements.jsonl, okr_key_results.jsonl, okr_objectives.jsonl and kra_okr_pairs.jsonl,
or some of them. They become goal files in memory; a verdict is what lint says of a statement's line.
"warned" is the share that is right of what is reported as a warning or an error, "of" how many that are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from judging import arithmetic, judgements, verdicts
from judging.judgements import Judgement
from judging.statements import PARTS, Row, read

_MEASURES: Mapping[str, Callable[[Sequence[str], Sequence[str], str], float | None]] = {
    "F1": arithmetic.f1,
    "accuracy": lambda right, said, label: arithmetic.accuracy(right, said),
    "macro F1": lambda right, said, label: arithmetic.macro_f1(right, said),
}
_SPLITS: Mapping[str, Callable[[Row], bool]] = {
    "all": lambda row: True,
    "easy": lambda row: not row.get("hard"),
    "hard": lambda row: bool(row.get("hard")),
}


def main() -> None:
    """Print the table, then confusion matrices, the worst errors and the time a statement takes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the folder with the labelled statements")
    options.add_argument("--part", choices=PARTS, default="all", help="rows held back, the open ones, or all")
    options.add_argument("--errors", type=int, default=0, metavar="N", help="show the N worst errors of each")
    options.add_argument("--only", default="", metavar="WORD", help="judgements with this in their name")
    options.add_argument(
        "--as-objectives", action="store_true", help="of a pair, read key results as objectives too"
    )
    options.add_argument("--markdown", action="store_true", help="print only the table, for the docs")
    given = options.parse_args()
    rows = read(given.data, given.part)
    times = {} if given.markdown else measure_times(rows)  # first, while nothing has been read yet
    found = [one for one in judge(rows, given.as_objectives) if given.only in one.name]
    if given.markdown:
        print("\n".join(markdown(found)))
        return
    print("\n".join(table(found)))
    for one in found:
        print("\n".join(["", *confusion(one), *errors(one, given.errors)]))
    print("\nMicroseconds a statement: " + ", ".join(f"{name} {time:.0f}" for name, time in times.items()))


def judge(rows: Mapping[str, Sequence[Row]], as_objectives: bool = False) -> list[Judgement]:
    """Every judgement there are rows for."""
    judges: Mapping[str, Callable[[Sequence[Row]], list[Judgement]]] = {
        "kra_statements": judgements.of_areas,
        "okr_key_results": judgements.of_key_results,
        "okr_objectives": judgements.of_objectives,
        "kra_okr_pairs": lambda pairs: judgements.of_pairs(pairs, as_objectives),
    }
    return [one for name, of_rows in judges.items() if rows[name] for one in of_rows(rows[name])]


def table(found: Sequence[Judgement]) -> list[str]:
    """The table: a line for each judgement, with easy and hard rows apart, and one for each simple judge."""
    width = 42
    head = f"{'':{width}}{'measure':<10}{'all':>7}{'easy':>7}{'hard':>7}{'n':>6}{'warned':>9}{'of':>5}"
    lines = [head]
    for one in found:
        name = f"{one.name} ({one.label})" if one.label else one.name
        lines.append(
            f"{name:<{width}}{one.measure:<10}{_scores(one, one.said)}{len(one.rows):>6}{_warned(one)}"
        )
        for judge, said in one.simple.items():
            lines.append(f"{'  ' + judge:<{width}}{'':<10}{_scores(one, said)}")
    return lines


def markdown(found: Sequence[Judgement]) -> list[str]:
    """The same in Markdown, with the best of the simple judges in the last column."""
    lines = [
        "| judgement | all | easy | hard | statements | warnings that are right | best simple judge |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for one in found:
        name = f"{one.name}, {one.measure}{f' of {one.label}' if one.label else ''}"
        scores = [_rounded(score(one, one.said, keep)) for keep in _SPLITS.values()]
        best, judge = max(
            (score(one, said, _SPLITS["all"]) or 0.0, judge) for judge, said in one.simple.items()
        )
        right = _rounded(arithmetic.certainty(one.right, one.said, one.sure))
        warned = f"{right} of {sum(one.sure)}" if any(one.sure) else ""
        cells = (name, *scores, str(len(one.rows)), warned, f"{_rounded(best)} ({judge})")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _rounded(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _scores(one: Judgement, said: Sequence[str]) -> str:
    return "".join(f"{_shown(score(one, said, keep)):>7}" for keep in _SPLITS.values())


def score(one: Judgement, said: Sequence[str], keep: Callable[[Row], bool]) -> float | None:
    """How good it is on some of the rows."""
    kept = [number for number, row in enumerate(one.rows) if keep(row)]
    right, heard = ([values[number] for number in kept] for values in (one.right, said))
    return _MEASURES[one.measure](right, heard, one.label)


def _warned(one: Judgement) -> str:
    """The share that is right of what is reported as a warning or an error, and how much that is."""
    if not any(one.sure):
        return ""
    return f"{_shown(arithmetic.certainty(one.right, one.said, one.sure)):>9}{sum(one.sure):>5}"


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def confusion(one: Judgement) -> list[str]:
    """The confusion matrix of a judgement, with precision and recall of each label."""
    head, *lines = arithmetic.confusion(one.right, one.said)
    shown = [[*head, "precision", "recall"]]
    for line in lines:
        both = (
            measure(one.right, one.said, line[0]) for measure in (arithmetic.precision, arithmetic.recall)
        )
        shown.append([*line, *map(_shown, both)])
    return [one.name, *("  " + "".join(f"{cell:>13}" for cell in line) for line in shown)]


def errors(one: Judgement, count: int) -> list[str]:
    """The worst errors: what was reported as a warning first, then easy rows before hard ones."""
    numbers = [number for number in range(len(one.rows)) if one.right[number] != one.said[number]]
    numbers.sort(key=lambda number: (not one.sure[number], bool(one.rows[number].get("hard"))))
    return [_error(one, number) for number in numbers[:count]]


def _error(one: Judgement, number: int) -> str:
    row = one.rows[number]
    text = f"{row['kra']} | {row['okr']}" if "okr" in row else row["text"]
    kind = ("warned " if one.sure[number] else "") + ("hard" if row.get("hard") else "easy")
    why = one.readings[number].why() or "nothing found"
    return f'  {kind}: "{text}" is {one.right[number]}, said {one.said[number]}\n      {why}'


def measure_times(rows: Mapping[str, Sequence[Row]]) -> dict[str, float]:
    """For each file, the microseconds that the rules which judge it take for a statement."""
    pairs = rows["kra_okr_pairs"]
    kinds = {
        "KRA": (verdicts.areas(rows["kra_statements"]), [], verdicts.TASK_RULES),
        "key result": (
            verdicts.key_results(rows["okr_key_results"]),
            [],
            (*judgements.KEY_RESULT, "kr-not-measurable", "kr-number-only-in-title"),
        ),
        "objective": (verdicts.objectives(rows["okr_objectives"]), [], tuple(judgements.OBJECTIVE)),
        "pair": (verdicts.pairs(pairs), verdicts.paired_areas(pairs), tuple(judgements.PAIR)),
    }
    return {name: verdicts.microseconds(*kind) for name, kind in kinds.items() if kind[0]}


if __name__ == "__main__":
    main()
