"""References: every key of every model and every option of every rule, in words people know."""

from __future__ import annotations

import pytest

from kraokr.lint.options import option_names
from kraokr.model import KINDS
from kraokr.rules import RULES
from reference import reference_pages

PAGES = reference_pages()


@pytest.mark.parametrize("kind", KINDS)
def test_lists_every_key_of_a_kind(kind: str) -> None:
    page = PAGES["docs/configuration.md" if kind == "config" else f"docs/files/{kind}.md"]
    for name, field in KINDS[kind].model_fields.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{field.alias or name}`"))
        assert ("*required*" in row) == (field.is_required() or name == "kind")
        assert (field.description or "") in row


def test_lists_every_option_of_every_rule() -> None:
    page = PAGES["docs/configuration.md"]
    for rule in RULES:
        names = option_names(rule.options)
        at = page.find(f"[{rule.name}](rules/{rule.name}.md)")
        assert (at >= 0) == bool(names)
        assert all(f"`{name}`" in page[at:] for name in names)


@pytest.mark.parametrize(
    ("page", "row"),
    [
        ("role", "| `id`<br>*required* | Unique among roles. | id |"),
        ("role", "| `kpis` | One to three indicators. | list of [KPI](#kpi) |"),
        ("role", "| `value`<br>*required* | The level; for `between` a list of two. | number or list |"),
        ("person", "| `reviews` | This person's reviews. | list of [Review](review.md#keys-of-the-file) |"),
        ("checkins", "| `confidence` | How sure, from 1 to 10. | whole number from 1 to 10 |"),
        ("checkins", "Give either `owner` or `team`."),
        ("objectives", "| `owner` | The owner of all entries. | id or list |"),
    ],
)
def test_says_in_words_what_a_value_is(page: str, row: str) -> None:
    assert row in PAGES[f"docs/files/{page}.md"].splitlines()
