"""Diagnostics as text, one pure function a format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from kraokr.output import concise, github, gitlab, json, junit, markdown, sarif, text
from kraokr.output.style import PLAIN, Style, View
from kraokr.source.diagnostic import Diagnostic


class Format(Protocol):
    """Renders diagnostics; without a view plainly, with paths relative to the workspace root."""

    def __call__(self, diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str: ...


FORMATS: Mapping[str, Format] = {
    "text": text.render,
    "concise": concise.render,
    "json": json.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "markdown": markdown.render,
}
"""Every output format by name."""

__all__ = ["FORMATS", "PLAIN", "Format", "Style", "View"]
