"""The templates of a workspace: those in its own folder by name, else ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kraokr.documents.templating.own import ENDING, FOLDER, TYPST, ours, own_folder, read_own
from kraokr.workspace.filesystem import is_folder

if TYPE_CHECKING:
    from kraokr.documents.templating.sandbox import Sandbox

__all__ = ["FOLDER", "Templates", "our_filters", "own_folder"]

_FONTS = (".ttf", ".otf", ".ttc", ".otc")


class Templates:
    """The templates of a workspace: its own by name, else ours. What they are compiled to is kept."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own if own is not None and is_folder(own) else None

    def html(self, kind: str, **views: object) -> str:
        """The document of a kind in HTML; its template sees the views by their names.

        Raises:
            KraokrError: the template is not there or does what it cannot; says where and what.
        """
        from kraokr.documents.templating.faults import told

        name = f"{kind}{ENDING}"
        sandbox = self._sandbox
        sandbox.budget.refill()
        try:
            return sandbox.get_template(name).render(**views)
        except Exception as error:
            raise told(error, name, sandbox, self._own, tuple(views)) from None

    def typst(self) -> bytes:
        """The Typst template that sets a document for PDF.

        Raises:
            KraokrError: the own one cannot be read.
        """
        own = read_own(self._own, TYPST) if self._own else None
        return own if own is not None else ours(TYPST)

    @property
    def fonts(self) -> Path | None:
        """The own folder if it holds fonts."""
        if self._own is None:
            return None
        return self._own if any(path.suffix.lower() in _FONTS for path in self._own.iterdir()) else None

    @cached_property
    def _sandbox(self) -> Sandbox:
        from kraokr.documents.templating.loading import loader
        from kraokr.documents.templating.sandbox import Sandbox

        return Sandbox(loader(self._own), our_filters())


def our_filters() -> dict[str, Callable[..., Any]]:
    """The filters that templates have besides those of Jinja, by name."""
    from kraokr.documents.markdown import paragraphs
    from kraokr.documents.pictures import sparkline
    from kraokr.review.words import day, rated, span
    from kraokr.scoring.amounts import percent, score

    return {
        "day": day,
        "paragraphs": paragraphs,
        "percent": percent,
        "rated": rated,
        "score": score,
        "span": span,
        "sparkline": sparkline,
    }
