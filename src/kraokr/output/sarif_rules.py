"""What SARIF says of the rules: their summary, why they exist, examples, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kraokr.output.upload import rule_page
from kraokr.source.diagnostic import Severity

if TYPE_CHECKING:
    from kraokr.lint import Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""The severities as SARIF calls them."""

_LIMIT = 1024  # characters of a description that GitHub takes
_PRECISION = {"file": "very-high", "reference": "very-high", "wording": "medium"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def descriptors(names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """A descriptor for each rule, from its documentation."""
    from kraokr.rules import RULES

    rules = {rule.name: rule for rule in RULES}
    for name in names:
        yield {
            "id": name,
            "name": _title(name),
            "helpUri": rule_page(name),
            **(_described(rules[name]) if name in rules else {}),
        }


def _title(name: str) -> str:
    """`kra-is-task` as `KraIsTask`; a name of one word gets another, since it must not be the id again."""
    return (name if "-" in name else f"{name}-rule").title().replace("-", "")


def _described(rule: Rule[Any, Any]) -> dict[str, Any]:
    doc = rule.doc
    why = " ".join(doc.why.split())
    return {
        "shortDescription": {"text": doc.summary[:_LIMIT]},
        "fullDescription": {"text": f"{doc.summary} {why}"[:_LIMIT]},
        "help": {
            "text": f"{why}\n\nMore: {rule_page(rule.name)}",
            "markdown": _page(rule),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.group, rule.profile],
            "precision": _PRECISION.get(rule.group, "high"),
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _page(rule: Rule[Any, Any]) -> str:
    doc = rule.doc
    parts = [doc.why]
    for title, blocks in (("Bad", doc.bad), ("Good", doc.good)):
        if blocks:
            parts += [f"**{title}**", *(f"```yaml\n{block}```" for block in blocks)]
    if doc.exceptions:
        parts += ["**Exceptions**", doc.exceptions]
    parts.append(f"[{rule.name}]({rule_page(rule.name)})")
    return "\n\n".join(parts)
