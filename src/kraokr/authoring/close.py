"""Closing a cycle: the final scores of its objectives, as they are written into their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.lint.keyresults import is_dropped
from kraokr.model import Objective, Person, Team
from kraokr.scoring.rounding import round_half_up, show
from kraokr.scoring.scores import ObjectiveScore, Scores
from kraokr.source.diagnostic import Edit
from kraokr.source.edits import apply_edits, insert_entry, scalar
from kraokr.source.text import Span
from kraokr.workspace import Cycle, Workspace

LESSON = "TODO learning: what would you do again, or differently?"
_REST_OF_LINE = re.compile(r"[\]}, \t]*(?=\r|\n|\Z)")


class Closing(NamedTuple):
    """An objective that is closed: its score as computed, and the lesson if there is one now."""

    objective: Objective
    scored: ObjectiveScore
    learning: str | None

    @property
    def score(self) -> Decimal | None:
        """The score to two decimals; None where it cannot be computed."""
        value = self.scored.average.value
        return round_half_up(value, 2) if value is not None else None

    @property
    def unread(self) -> int:
        """How many key results were never read and count 0."""
        pairs = zip(self.objective.key_results, self.scored.scores, strict=True)
        return sum(not kr.guardrail and one.raw is None and one.value is not None for kr, one in pairs)

    @property
    def lacks_lesson(self) -> bool:
        """Whether nothing says what was learnt."""
        return self.learning is None and self.objective.learning is None


def open_objectives(ws: Workspace, cycle: Cycle, whose: Person | Team | None = None) -> list[Objective]:
    """The objectives of a cycle that nobody has closed: those of a person or team, or all.

    Drafts and dropped ones are none. A person's are also those of a team that name them as owner.
    """
    return [
        one
        for one in ws.objectives
        if ws.cycle(one) == cycle
        and one.closed_on is None
        and one.status != "draft"
        and not is_dropped(one)
        and (whose is None or whose in (ws.holder(one), ws.owner(one)))
    ]


def final_score(scores: Scores, objective: Objective) -> ObjectiveScore:
    """The score of an objective if it is closed today, where what was never read counts 0."""
    closed = objective.model_copy(update={"closed_on": scores.today})
    closed.bind(objective.document, objective.path, objective.holder)
    return scores.objective(closed)._replace(objective=objective)


def closed_texts(closings: Iterable[Closing], today: date) -> Mapping[PurePosixPath, str]:
    """The new texts of the files in which objectives are closed, by path."""
    edits: dict[PurePosixPath, list[Edit]] = {}
    for closing in closings:
        document = closing.objective.document
        edits.setdefault(document.file.path, []).extend(_edits(closing, today))
    return {path: apply_edits(own[0].file.text, own) for path, own in edits.items()}


def _edits(closing: Closing, today: date) -> Iterator[Edit]:
    objective = closing.objective
    fields = {"closed_on": str(today)}
    if objective.score is None and closing.score is not None:
        fields["score"] = show(closing.score)
    if closing.learning is not None:
        fields["learning"] = scalar(closing.learning)
    for key, text in fields.items():
        yield _written(objective, key, text)
    if closing.lacks_lesson:
        yield from _reminder(objective)


def _written(objective: Objective, key: str, text: str) -> Edit:
    document, path = objective.document, (*objective.path, key)
    if not objective.has(key):
        return insert_entry(document, objective.path, key, text)
    after_colon = document.file.text.index(":", document.keys[path].end) + 1
    end = max(after_colon, document.values[path].end)
    return Edit(document.file, Span(after_colon, end), f" {text}")


def _reminder(objective: Objective) -> Iterator[Edit]:
    """A comment where the lesson belongs; none where a line goes on behind an objective in braces."""
    document = objective.document
    source, whole = document.file.text, document.values[objective.path]
    if source[whole.start] == "{":
        rest = _REST_OF_LINE.match(source, whole.end)
        if rest:
            yield Edit(document.file, Span(rest.end(), rest.end()), f"  # {LESSON}")
        return
    entry = insert_entry(document, objective.path, "learning", "")
    yield entry._replace(text=entry.text.replace("learning: ", f"# {LESSON}"))
