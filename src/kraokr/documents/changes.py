"""The page that shows what changed between two states of a workspace."""

from __future__ import annotations

from kraokr.documents.templating.environment import Templates
from kraokr.output.changes.view import DiffView


def changes_page(templates: Templates, view: DiffView) -> str:
    """The changes as one page of HTML that needs no other file."""
    return templates.html("changes", changes=view)
