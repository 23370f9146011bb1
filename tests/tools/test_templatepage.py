"""The page of own templates tells all that a template may see."""

from __future__ import annotations

from dataclasses import fields

from templatepage import MEANINGS, SEEN, template_page, views_of

VIEWS = [view for module, _ in SEEN for view in views_of(module)]


def test_every_field_has_a_meaning_and_no_meaning_lacks_its_field() -> None:
    told = {(view, field) for view, meanings in MEANINGS.items() for field in meanings}
    assert told == {(view.__name__, field.name) for view in VIEWS for field in fields(view)}, (
        "tools/views.toml"
    )


def test_the_page_names_every_view_and_fills_every_place() -> None:
    (page,) = template_page().values()
    assert all(f"### {view.__name__}\n" in page for view in VIEWS)
    assert page.count("<!--") == 1
    assert "| `kpis` | list of [KpiView](#kpiview) |" in page
    assert "| `actual` | text or none |" in page
