"""Fixing: applies the fixes of findings to texts until nothing is left that can be fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kraokr.errors import KraokrError
from kraokr.lint.engine import Result
from kraokr.source.comments import comments
from kraokr.source.diagnostic import Diagnostic, Edit, Fix
from kraokr.source.edits import apply_edits
from kraokr.source.text import SourceFile, Span
from kraokr.source.yaml import parse

ROUNDS = 10
"""One fix may make room for another; more rounds than this mean that they will never come to rest."""

Texts = Mapping[PurePosixPath, str]
Relint = Callable[[Texts], Result]
"""Lints the workspace with other texts in the place of some files."""


@dataclass
class Fixed:
    """What fixing comes to: the new texts of the files it changes, what was mended, and what remains."""

    result: Result
    texts: dict[PurePosixPath, str] = field(default_factory=dict)
    mended: list[Diagnostic] = field(default_factory=list)


def fix_all(result: Result, relint: Relint, unsafe: bool = False) -> Fixed:
    """Apply the safe fixes of a result, with `unsafe` the others too, and lint again until none is left.

    Raises:
        KraokrError: fixes undo each other, or one would break its file; that is a fault of kraokr.
    """
    fixed = Fixed(result)
    seen: list[Texts] = [{}]
    for _ in range(ROUNDS):
        chosen = _compatible(_applicable(fixed.result.diagnostics, unsafe))
        if not chosen:
            return fixed
        fixed.texts.update(_applied(chosen))
        fixed.mended += chosen
        if fixed.texts in seen:
            break
        seen.append(dict(fixed.texts))
        fixed.result = relint(fixed.texts)
    rules = sorted({diagnostic.rule for diagnostic in chosen})
    paths = sorted({str(edit.file.path) for one in chosen for edit in _edits(one)})
    raise KraokrError(
        f"the fixes of {' and '.join(rules)} do not come to rest in {', '.join(paths)}; nothing was written",
        "this is a fault of kraokr: please report it; --ignore leaves a rule out",
    )


def is_safe(diagnostic: Diagnostic) -> bool:
    """Whether the fix of a finding, if it has one, may be applied unseen; not if it removes a comment."""
    fix = diagnostic.finding.fix
    if fix is None or not fix.safe:
        return False
    return diagnostic.rule == "bad-suppression" or not any(map(_removes_comment, fix.edits))


def _removes_comment(edit: Edit) -> bool:
    if "#" not in edit.file.text[edit.span.start : edit.span.end]:
        return False
    return any(edit.span.start <= span.start < edit.span.end for span in comments(parse(edit.file)))


def _applicable(diagnostics: Iterable[Diagnostic], unsafe: bool) -> list[Diagnostic]:
    return [one for one in diagnostics if one.finding.fix is not None and (unsafe or is_safe(one))]


def _edits(diagnostic: Diagnostic) -> Sequence[Edit]:
    fix: Fix | None = diagnostic.finding.fix
    return fix.edits if fix else ()


def _compatible(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics whose fixes can be applied together: those that touch what another one edits wait."""
    taken: dict[SourceFile, list[Edit]] = {}
    chosen = []
    for diagnostic in diagnostics:
        edits = _edits(diagnostic)
        new = [edit for edit in edits if edit not in taken.get(edit.file, ())]
        if any(_touches(edit.span, other.span) for edit in new for other in taken.get(edit.file, ())):
            continue
        for edit in new:
            taken.setdefault(edit.file, []).append(edit)
        chosen.append(diagnostic)
    return chosen


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _applied(chosen: Sequence[Diagnostic]) -> dict[PurePosixPath, str]:
    by_file: dict[SourceFile, list[Edit]] = {}
    for edit in dict.fromkeys(edit for diagnostic in chosen for edit in _edits(diagnostic)):
        by_file.setdefault(edit.file, []).append(edit)
    return {file.path: _checked(file, apply_edits(file.text, edits)) for file, edits in by_file.items()}


def _checked(file: SourceFile, text: str) -> str:
    """The text, which has to be YAML if the one before it was.

    Raises:
        KraokrError: it is not.
    """
    if parse(SourceFile(file.path, text)).broken and not parse(file).broken:
        raise KraokrError(
            f"a fix would break {file.path}; nothing was written",
            "this is a fault of kraokr: please report it with the file; --ignore leaves a rule out",
        )
    return text
