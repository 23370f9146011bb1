"""The page of own templates: how to write one, and all that a template may see, made from the views."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import cleandoc, getdoc, isfunction, signature
from pathlib import Path
from types import ModuleType

from kraokr.documents import index
from kraokr.documents.templating.budget import MOST_TEXT, STEPS
from kraokr.documents.templating.environment import our_filters
from kraokr.documents.templating.filters import OF_JINJA
from kraokr.documents.templating.own import ENDING, our_names, ours
from kraokr.documents.templating.sandbox import FUNCTIONS, METHODS
from kraokr.output.changes import view as changes_view
from kraokr.review import view
from kraokr.review.calibration import view as calibration_view
from mdtext import anchor, page, table

_PROSE = Path(__file__).parent / "templates.md"
MEANINGS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (Path(__file__).parent / "views.toml").read_text(encoding="utf-8")
)
"""What each field means, by the names of the view and of the field."""

SEEN = (
    (view, "ReviewView"),
    (calibration_view, "CalibrationView"),
    (index, "IndexView"),
    (changes_view, "DiffView"),
)
"""The modules of the views, each with the view that a template is given."""
_BLOCK = re.compile(r"\{%-? block (\w+)")
_MACRO = re.compile(r"\{%-? macro (.+?) -?%\}")
_WORDS = {"str": "text", "bool": "true or false", "int": "whole number", "Decimal": "number", "date": "day"}


def template_page() -> dict[str, str]:
    """The page, by path: what tools/templates.md says, with the lists in their places."""
    lists = {
        "templates": table(("File", "Blocks"), _templates()),
        "macros": "\n".join(f"- `{macro}`" for macro in _MACRO.findall(_text("parts" + ENDING))),
        "filters": table(("Filter", "Gives"), _filters()),
        "of_jinja": ", ".join(f"`{name}`" for name in sorted((*OF_JINJA, "join", "replace"))),
        "functions": ", ".join(f"`{name}`" for name in FUNCTIONS),
        "methods": ", ".join(f"`{name}`" for name in METHODS),
        "steps": f"{STEPS:,}",
        "characters": f"{MOST_TEXT:,}",
        "views": "\n\n".join(_views()),
    }
    prose = _PROSE.read_text(encoding="utf-8")
    for name, text in lists.items():
        prose = prose.replace(f"<!-- {name} -->", text)
    return {
        "docs/templates.md": page("tools/templates.md, tools/views.toml and the views in the code", [prose])
    }


def _templates() -> Iterator[tuple[str, str]]:
    for name in our_names():
        found = dict.fromkeys(_BLOCK.findall(_text(name)))
        yield f"`{name}`", ", ".join(f"`{block}`" for block in found)


def _text(name: str) -> str:
    return ours(name).decode()


def _filters() -> Iterator[tuple[str, str]]:
    for name, function in sorted(our_filters().items()):
        yield f"`{name}`", (getdoc(function) or "").splitlines()[0]


def _views() -> Iterator[str]:
    for module, first in SEEN:
        for one in sorted(views_of(module), key=lambda one: one.__name__ != first):
            yield f"### {one.__name__}"
            yield cleandoc(one.__doc__ or "")
            yield table(("Field", "Type", "Meaning"), _rows(one))


def views_of(module: ModuleType) -> list[type]:
    """The views that a module defines, in their order."""
    types = (value for value in vars(module).values() if isinstance(value, type))
    return [one for one in types if is_dataclass(one) and one.__module__ == module.__name__]


def _rows(seen: type) -> Iterator[tuple[str, str, str]]:
    """The fields of a view, and its methods."""
    meanings = MEANINGS.get(seen.__name__, {})
    for field in fields(seen):
        yield f"`{field.name}`", _type(str(field.type)), meanings.get(field.name, "")
    for name, value in vars(seen).items():
        if isinstance(value, property):
            yield f"`{name}`", _type(value.fget.__annotations__["return"]), getdoc(value) or ""
        if isfunction(value) and not name.startswith("_"):
            asked = ", ".join([*signature(value).parameters][1:])
            yield f"`{name}({asked})`", _type(value.__annotations__["return"]), getdoc(value) or ""


def _type(written: str) -> str:
    """The type in words: `text or none`, `list of KraView`."""
    many = written.startswith("tuple[")
    name, _, none = written.removeprefix("tuple[").removesuffix("]").removesuffix(", ...").partition(" | ")
    shown = _WORDS.get(name) or f"[{name}](#{anchor(name)})"
    return f"list of {shown}" if many else f"{shown} or none" if none else shown
