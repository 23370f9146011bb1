"""Jinja for templates that others write: they see what they are given, and all they do is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Undefined, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, missing

from kraokr.documents.templating.budget import MOST_TEXT, Budget
from kraokr.documents.templating.counting import Counting
from kraokr.documents.templating.filters import Function, counted, filters, printed

METHODS = (
    *("capitalize", "count", "endswith", "find", "get", "index", "isoformat", "items", "keys", "lower"),
    *("lstrip", "removeprefix", "removesuffix", "rstrip", "split", "splitlines", "startswith", "strftime"),
    *("strip", "title", "upper", "values", "weekday"),
)
"""The methods of texts, lists, mappings and days that a template may call."""

FUNCTIONS = ("cycler", "joiner", "namespace", "range")
"""Jinja's functions that a template may call."""

_FRAMES = ("_loop_vars", "_block_vars")
_JINJAS_OWN = (Macro, BlockReference, LoopContext, Joiner, Cycler, Undefined)


class Absent(UndefinedError):
    """A name that is not there, and what it was looked for in: None for the template itself."""

    def __init__(self, holder: object, name: object) -> None:
        super().__init__(f"there is no {type(name).__name__}")
        self.holder = holder
        self.name = name


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates cannot reach, call or do more than a document needs."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, loader: BaseLoader, ours: Mapping[str, Function]) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=_Missing,
            finalize=self._printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.budget = Budget()
        self.filters = filters(self, self.budget, ours)
        tests: Any = self.tests
        self.tests = {name: counted(self.budget, test) for name, test in tests.items()}
        self.globals = {name: self.globals[name] for name in FUNCTIONS}

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *rest: Any) -> Any:
        """As Jinja does, but what it compiles counts what it does."""
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        counting = Counting().visit(tree)
        counting.set_environment(self)
        return super().compile(counting, name, filename, *rest)

    def is_safe_callable(self, function: Any) -> bool:
        """Whether it is Jinja's own, a method of a view, or a harmless one of a plain value."""
        if isinstance(function, _JINJAS_OWN) or any(function is one for one in self.globals.values()):
            return True
        holder = getattr(function, "__self__", None)
        if isinstance(holder, (LoopContext, Cycler)):
            return True
        if isinstance(holder, (str, list, tuple, dict, date)):
            return function.__name__ in METHODS
        return is_dataclass(holder) and not isinstance(holder, type)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As Jinja has it; of a view, which is data that nobody can change, little has to be asked."""
        if hasattr(obj.__class__, "__dataclass_fields__"):
            return not attr.startswith("_")
        return super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call what may be called; what it is given, what it is a method of and its result are paid for."""
        if not self.is_safe_callable(function):
            called = getattr(function, "__name__", type(function).__name__)
            raise SecurityError(f"a template may not call `{called}`")
        if not isinstance(function, _JINJAS_OWN):
            self.budget.weigh(getattr(function, "__self__", None))
        for value in (*arguments, *(value for name, value in named.items() if name not in _FRAMES)):
            self.budget.weigh(value)
        return self.budget.weighed(context.call(function, *arguments, **named))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What an operator makes, paid for before."""
        self.budget.combine(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def concat(self, pieces: Iterable[str]) -> str:
        """The text of all pieces, paid for before it is made; what is too long is not even collected."""
        found = []
        length = 0
        for piece in pieces:
            found.append(piece)
            length += len(piece)
            if length > MOST_TEXT:
                break
        self.budget.write(length)
        return "".join(found)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """What stands for an attribute that templates must not see."""
        return self.undefined(f"a template may not look at `{attribute}`", obj, attribute, SecurityError)

    @pass_context  # so that constants are printed as other values are
    def _printed(self, context: Context, value: object) -> object:
        return self.budget.weighed(printed(value))


class _Missing(StrictUndefined):
    """What stands for a name that is not there, until somebody uses it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        raise Absent(None if self._undefined_obj is missing else self._undefined_obj, self._undefined_name)
