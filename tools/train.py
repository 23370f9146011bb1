"""Learns what the signs in a statement weigh: `python tools/train.py` writes the weights, `--check` compares.

The statements are those of benchmarks/statements that are not held back. `--unseen` prints how well each
judgement does on the statements of each writer in turn, learnt from all the others.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kraokr.language.pair import pair_signs
from kraokr.language.signs import read_signs

ROOT = Path(__file__).parent.parent
STATEMENTS = ROOT / "benchmarks" / "statements"
WEIGHTS = ROOT / "src" / "kraokr" / "language" / "en" / "weights.json"
FILES = {
    "area": "kra_statements",
    "key result": "okr_key_results",
    "objective": "okr_objectives",
    "pair": "kra_okr_pairs",
}
STRENGTH = {"area": 0.3, "key result": 0.3, "objective": 0.3, "pair": 0.05}
"""The inverse strength of regularisation; this and `KEPT` were chosen by leaving out one writer in turn."""
KEPT = 300
"""So many signs are weighed in the end, so that one can read them."""
FINE = {"area": "kra", "key result": "outcome", "objective": "good", "pair": ""}
"""What is said where nothing is likely enough: the label that no rule reports, if there is one."""
SEEN = 3
"""A sign that stands in fewer statements is not weighed."""
RIGHT = {"area": 0.97, "key result": 0.95, "objective": 0.95, "pair": 0.95}
"""A label is sure from the probability on where this share is right of what is as likely or likelier."""
TOLERANCE = 0.02
"""By so much a weight may differ from machine to machine."""

Signs = Mapping[str, int]


class Statement(NamedTuple):
    """A labelled statement: how often each sign stands in it, its label, and who wrote it."""

    signs: Signs
    label: str
    writer: str


class Learnt(NamedTuple):
    """What was learnt: the labels, and for each label the weight of each sign and where it starts."""

    labels: Sequence[str]
    names: Sequence[str]
    weights: Any
    start: Any

    def chances(self, statements: Sequence[Statement]) -> Any:
        """The probability of each label (columns) for each statement (rows)."""
        places = {name: place for place, name in enumerate(self.names)}
        totals = np.tile(self.start, (len(statements), 1))
        for row, statement in enumerate(statements):
            for name, count in statement.signs.items():
                if name in places:
                    totals[row] += count * self.weights[:, places[name]]
        raised = np.exp(totals - totals.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)


def read(judgement: str) -> list[Statement]:
    """The statements of a judgement that are not held back."""
    lines = (STATEMENTS / f"{FILES[judgement]}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if not row["held"]]
    return [Statement(_signs(row), row["label"], row["writer"]) for row in rows]


def _signs(row: Mapping[str, str]) -> Signs:
    found = pair_signs(row["okr"], row["kra"]) if "kra" in row else read_signs(row["text"])
    return Counter(name for one in found for name in one.names)


def learn(statements: Sequence[Statement], strength: float) -> Learnt:
    """Weigh all signs, keep the weightiest, and weigh those again."""
    seen = Counter(name for statement in statements for name in statement.signs)
    first = _fit(statements, strength, {name for name, count in seen.items() if count >= SEEN})
    matter = abs(first.weights).max(axis=0) * np.sqrt([seen[name] for name in first.names])
    ranked = sorted(zip(-matter, first.names, strict=True))
    return _fit(statements, strength, {name for _, name in ranked[:KEPT]})


def _fit(statements: Sequence[Statement], strength: float, names: set[str]) -> Learnt:
    vectors = DictVectorizer()
    table = vectors.fit_transform(
        [{name: count for name, count in one.signs.items() if name in names} for one in statements]
    )
    model = LogisticRegression(C=strength, max_iter=5000, tol=1e-6).fit(
        table, [one.label for one in statements]
    )
    weights, start = model.coef_, model.intercept_
    if len(weights) == 1:
        weights, start = np.vstack([-weights / 2, weights / 2]), np.hstack([-start / 2, start / 2])
    return Learnt([*map(str, model.classes_)], [*map(str, vectors.feature_names_)], weights, start)


def unseen(statements: Sequence[Statement], strength: float) -> Iterator[tuple[Statement, str, float]]:
    """Each statement, its likeliest label and how likely, learnt from the statements of other writers."""
    for writer in sorted({one.writer for one in statements}):
        learnt = learn([one for one in statements if one.writer != writer], strength)
        own = [one for one in statements if one.writer == writer]
        for one, chances in zip(own, learnt.chances(own), strict=True):
            yield one, learnt.labels[chances.argmax()], float(chances.max())


def sure(judgement: str, statements: Sequence[Statement], labels: Sequence[str]) -> dict[str, float]:
    """For each label the probability from which on it is right often enough; 1 where it never is."""
    judged = [*unseen(statements, STRENGTH[judgement])]
    limits = {}
    for label in labels:
        said = sorted(
            ((chance, one.label == label) for one, told, chance in judged if told == label), reverse=True
        )
        right = np.cumsum([hit for _, hit in said]) / np.arange(1, len(said) + 1)
        enough = np.flatnonzero(right >= RIGHT[judgement])
        limits[label] = round(said[enough[-1]][0], 2) if len(enough) else 1.0
    return limits


def as_json(learnt: Learnt) -> dict[str, Any]:
    """The labels, starts and weights, rounded."""
    columns = zip(learnt.names, np.round(learnt.weights.T, 2).tolist(), strict=True)
    return {
        "labels": learnt.labels,
        "start": np.round(learnt.start, 2).tolist(),
        "signs": dict(sorted(columns)),
    }


def written(judges: Mapping[str, Mapping[str, Any]]) -> str:
    """JSON with a line for each sign."""
    return "{\n" + ",\n".join(f'  "{name}": {_block(one)}' for name, one in judges.items()) + "\n}\n"


def _block(judge: Mapping[str, Any]) -> str:
    head = "".join(f'    "{key}": {json.dumps(judge[key])},\n' for key in ("labels", "fine", "start", "sure"))
    signs = ",\n".join(f'      "{name}": {json.dumps(weights)}' for name, weights in judge["signs"].items())
    return f'{{\n{head}    "signs": {{\n{signs}\n    }}\n  }}'


def stale(new: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """The signs whose weights differ by more than rounding; all of them where a judgement is new."""
    for judgement, judge in new.items():
        before = old.get(judgement, {"signs": {}})["signs"]
        for name in sorted({*judge["signs"], *before}):
            pair = (judge["signs"].get(name, ()), before.get(name, ()))
            if len(pair[0]) != len(pair[1]) or any(
                abs(a - b) > TOLERANCE for a, b in zip(*pair, strict=True)
            ):
                yield f"{judgement}: {name}"


def report(judgement: str, statements: Sequence[Statement]) -> None:
    """Print the share that is right of all statements, and of those of each writer."""
    right = Counter(
        one.writer for one, told, _ in unseen(statements, STRENGTH[judgement]) if one.label == told
    )
    count = Counter(one.writer for one in statements)
    print(f"{judgement}: {right.total() / count.total():.3f}")
    for writer, written_by in count.items():
        print(f"  {right[writer] / written_by:.3f} of {written_by:3} by {writer}")


def main(arguments: Sequence[str]) -> int:
    """Write the weights; with `--check` say which are stale, with `--unseen` how well they judge."""
    taught = {judgement: read(judgement) for judgement in FILES}
    if "--unseen" in arguments:
        for judgement, statements in taught.items():
            report(judgement, statements)
        return 0
    new = {
        judgement: as_json(learn(statements, STRENGTH[judgement])) for judgement, statements in taught.items()
    }
    if "--check" in arguments:
        names = [*stale(new, json.loads(WEIGHTS.read_text(encoding="utf-8")))]
        for name in names:
            print(f"stale: {name} (run `python tools/train.py`)")
        return int(bool(names))
    for judgement, statements in taught.items():
        new[judgement]["fine"] = FINE[judgement]
        new[judgement]["sure"] = sure(judgement, statements, new[judgement]["labels"])
    WEIGHTS.write_text(written(new), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
