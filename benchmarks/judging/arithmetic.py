"""Counts what was said against what is right: accuracy, precision, recall, F1, confusion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import fmean


def accuracy(right: Sequence[str], said: Sequence[str]) -> float | None:
    """The share of rows said right; None without rows."""
    return fmean(map(str.__eq__, right, said)) if right else None


def precision(right: Sequence[str], said: Sequence[str], label: str) -> float | None:
    """Of the rows said to be `label`, the share that is; None if it was never said."""
    found = [one == label for one, other in zip(right, said, strict=True) if other == label]
    return fmean(found) if found else None


def recall(right: Sequence[str], said: Sequence[str], label: str) -> float | None:
    """Of the rows that are `label`, the share said to be; None if there is none."""
    return precision(said, right, label)


def f1(right: Sequence[str], said: Sequence[str], label: str) -> float | None:
    """2 TP / (2 TP + FP + FN) for a label; None where it neither is nor was said."""
    both = sum(one == other == label for one, other in zip(right, said, strict=True))
    either = [*right, *said].count(label)
    return 2 * both / either if either else None


def macro_f1(right: Sequence[str], said: Sequence[str]) -> float | None:
    """The mean of the F1 of every label that is right somewhere; None without rows."""
    found = [f1(right, said, label) or 0.0 for label in sorted(set(right))]
    return fmean(found) if found else None


def certainty(right: Sequence[str], said: Sequence[str], sure: Sequence[bool]) -> float | None:
    """The share said right of the rows about which it was `sure`; None if there is none."""
    found = [one == other for one, other, is_sure in zip(right, said, sure, strict=True) if is_sure]
    return fmean(found) if found else None


def confusion(right: Sequence[str], said: Sequence[str]) -> list[list[str]]:
    """A table: a head with what was said, then for each right label how often it was said to be each."""
    names = sorted({*right, *said})
    counts = Counter(zip(right, said, strict=True))
    return [["is \\ said", *names], *([one, *(str(counts[one, other]) for other in names)] for one in names)]
