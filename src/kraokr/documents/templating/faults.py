"""What goes wrong in a template, said to the one who wrote it: the file, the line, what, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError

from kraokr.documents.templating.budget import Refused
from kraokr.documents.templating.loading import OURS
from kraokr.documents.templating.own import ENDING, shown
from kraokr.documents.templating.sandbox import METHODS, Absent, Sandbox
from kraokr.errors import KraokrError
from kraokr.model.messages import listing, suggestion
from kraokr.workspace.filesystem import exists

_UNKNOWN = re.compile(r"No (filter|test) named '([^']*)'")
_OURS = Path(__file__).parent / "templates"
_ITSELF = f"`{OURS}/<name>` is our template of that name, which an own one can extend"


def told(
    error: Exception, name: str, sandbox: Sandbox, own: Path | None, views: Sequence[str]
) -> KraokrError:
    """What went wrong while the template of a name was rendered with the views of these names."""
    if isinstance(error, KraokrError):
        return error
    place = _Place(error, name, own)
    message, help = _said(error, place, sandbox, views)
    if isinstance(error, TemplateNotFound) and error.name == name:
        return KraokrError(message, help)
    return KraokrError(f"{place}: {message}", help)


class _Place:
    """Where it went wrong: the innermost line of an own template, else of one of ours."""

    def __init__(self, error: Exception, name: str, own: Path | None) -> None:
        frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
        if isinstance(error, TemplateSyntaxError) and error.filename:
            frames.append((Path(error.filename), error.lineno))
        in_own = [place for place in frames if own and place[0].is_relative_to(own)]
        in_ours = [place for place in frames if place[0].is_relative_to(_OURS)]
        whole = own / name if own and exists(own / name) else _OURS / name
        self._path, self._line = (in_own or in_ours or [(whole, 0)])[-1]
        self._is_own = own is not None and self._path.is_relative_to(own)

    def __str__(self) -> str:
        path = shown(self._path) if self._is_own else f"{OURS}/{self._path.name}"
        return f"{path}:{self._line}" if self._line else path

    def holder(self, name: str) -> str | None:
        """What stands before `.name` on the line: `review` of `review.name`."""
        line = "".join(self._text().splitlines()[self._line - 1 : self._line])
        found = re.search(rf"([\w.]+(?:\[\w+\])?)\.{re.escape(name)}\b", line)
        return found[1] if found else None

    def names(self) -> list[str]:
        """The names that the template gives to values."""
        return re.findall(r"\b(?:as|for|import|macro|set)\s+(\w+)", self._text())

    def _text(self) -> str:
        return self._path.read_text(encoding="utf-8-sig") if self._is_own else ""


def _said(error: Exception, place: _Place, sandbox: Sandbox, views: Sequence[str]) -> tuple[str, str | None]:
    match error:
        case Absent():
            return _absent(error, place, [*views, *place.names(), *sandbox.globals])
        case TemplateSyntaxError() if _UNKNOWN.match(error.message or ""):
            return _unknown(error.message or "", sandbox)
        case TemplateSyntaxError():
            return _first_line(error), None
        case TemplateNotFound():
            known = sandbox.list_templates(filter_func=lambda name: name.endswith(ENDING) and "/" not in name)
            return f"there is no template `{error.name}`", _meant(str(error.name), known)
        case Refused():
            return str(error), error.help
        case RecursionError():
            return "this calls itself without end, or is nested too deep", _ITSELF
        case SyntaxError():
            return f"this is nested too deep: {error.msg}", "move a part of it into a macro"
        case TemplateRuntimeError() if _UNKNOWN.match(str(error)):
            return _unknown(str(error), sandbox)
        case TemplateRuntimeError() | ArithmeticError() | TypeError() | ValueError():
            return _first_line(error), None
    return f"this cannot be worked out ({type(error).__name__})", None


def _absent(error: Absent, place: _Place, known: Sequence[str]) -> tuple[str, str | None]:
    name = str(error.name) if isinstance(error.name, (str, int)) else "such entry"
    if error.holder is None:
        return f"there is no `{name}` here", _meant(name, known)
    what = place.holder(name)
    holder = f"`{what}`" if what else f"`{type(error.holder).__name__}`"
    if isinstance(error.name, str):
        return f"{holder} has no `{name}`", _meant(name, _names_in(error.holder))
    return f"there is no entry {name} here", "see how many there are with `|length`"


def _names_in(holder: object) -> list[str]:
    """What a template may look for in a value, the fields of a view first."""
    if isinstance(holder, TemplateModule):
        return [name for name in vars(holder) if not name.startswith("_")]
    if isinstance(holder, dict):
        return [key for key in holder if isinstance(key, str)]
    if is_dataclass(holder):
        named = {field.name: None for field in fields(holder)}
        return [*(named | dict.fromkeys(name for name in dir(holder) if not name.startswith("_")))]
    return [name for name in METHODS if hasattr(holder, name)]


def _unknown(message: str, sandbox: Sandbox) -> tuple[str, str | None]:
    found = _UNKNOWN.match(message)
    kind, name = (found[1], found[2]) if found else ("filter", "")
    known = sandbox.filters if kind == "filter" else sandbox.tests
    return f"there is no {kind} `{name}` here", _meant(name, sorted(one for one in known if one[0] != " "))


def _meant(name: str, known: Sequence[str]) -> str | None:
    guess = suggestion(name, known)
    return f"did you mean `{guess}`?" if guess else listing(known) if known else None


def _first_line(error: Exception) -> str:
    line = (str(error).splitlines() or [type(error).__name__])[0][:200].removesuffix(".")
    return line[:1].lower() + line[1:]
