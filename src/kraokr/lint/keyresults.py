"""What rules on objectives and key results share: what is given up, what is listed, what the fields say."""

from __future__ import annotations

from kraokr.model import KeyResult, Objective

DONE_OR_NOT = ("milestone", "binary")
"""The types of key results that need no number."""

LEVELS = ("at_least", "at_most", "between")
"""The types of key results that keep a level and need no start."""


def is_dropped(node: Objective | KeyResult) -> bool:
    """Whether the objective, or that of the key result, was given up: its words matter no more."""
    objective = node if isinstance(node, Objective) else node.outer(Objective)
    return objective is not None and (objective.status == "dropped" or objective.dropped is not None)


def listed(objective: Objective) -> int:
    """How many key results the file lists, those that could not be read and guardrails included."""
    written = objective.document.get((*objective.path, "key_results"))
    return len(written) if isinstance(written, list) else 0


def states_number(kr: KeyResult) -> bool:
    """Whether the fields give a number to reach."""
    return kr.goal is not None or kr.threshold is not None
