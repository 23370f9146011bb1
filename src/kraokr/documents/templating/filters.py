"""The filters of templates: ours and the harmless ones of Jinja, all of them counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from datetime import date
from decimal import Decimal
from functools import wraps
from itertools import chain
from typing import Any

from jinja2 import Environment, Undefined, pass_context, pass_eval_context
from jinja2.filters import FILTERS, do_join, do_replace, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import escape

from kraokr.documents.templating.budget import Budget, Refused
from kraokr.documents.templating.counting import EACH, JOIN, STEP, WEIGH

Function = Callable[..., Any]

OF_JINJA = (
    *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby"),
    *("int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr"),
    *("reverse", "safe", "select", "selectattr", "sort", "string", "title", "trim", "truncate", "unique"),
    *("upper", "urlencode", "wordcount"),
)
"""Jinja's filters that a template may use, besides `join` and `replace`, which look before they write."""

_PRINTABLE = (str, int, float, Decimal, date, Undefined)


def filters(environment: Environment, budget: Budget, ours: Mapping[str, Function]) -> dict[str, Function]:
    """The filters of an environment, by name."""
    found = {**ours, **{name: FILTERS[name] for name in OF_JINJA}}
    found |= {JOIN: _join(environment, budget), "replace": _replace(budget)}
    paying = {name: counted(budget, function) for name, function in found.items()}
    return paying | {EACH: _each(budget), STEP: _step(budget), WEIGH: budget.weighed}


def counted(budget: Budget, function: Function) -> Function:
    """The function, paying for its arguments and its result; what it yields one by one comes as a list."""

    @wraps(function)
    def paying(*arguments: Any, **named: Any) -> Any:
        for value in chain(arguments, named.values()):
            budget.weigh(value)
            if isinstance(value, str):
                budget.spend(len(value))  # it may be gone through letter by letter
        result = function(*arguments, **named)
        return budget.weighed(listed(budget, result) if isinstance(result, Iterator) else result)

    return paying


def listed(budget: Budget, values: Iterable[Any]) -> list[Any]:
    """The values as a list, each of them paid for before the next is asked for."""
    found = []
    for value in values:
        budget.spend(1)
        found.append(value)
    return found


def printed(value: object) -> object:
    """What is printed for a value: nothing for None, else itself.

    Raises:
        Refused: it is no text, number or day.
    """
    if value is None:
        return ""
    if isinstance(value, _PRINTABLE):
        return value
    if isinstance(value, (list, tuple)):
        raise Refused("this is a list, which cannot be printed", "loop over it, or use `|join`")
    raise Refused(f"this is a {type(value).__name__}, which cannot be printed", "print one of its fields")


def _join(environment: Environment, budget: Budget) -> Function:
    @pass_eval_context
    def join(context: EvalContext, values: Any, between: str = "", attribute: str | None = None) -> Any:
        get = make_attrgetter(environment, attribute) if attribute is not None else _itself
        pieces = [printed(get(value)) for value in values]
        budget.write(len(str(between)) * len(pieces))
        budget.write(sum(len(piece) for piece in pieces if isinstance(piece, str)))
        return do_join(context, pieces, between)

    return join


def _itself(value: object) -> object:
    return value


def _replace(budget: Budget) -> Function:
    @pass_eval_context
    def replace(context: EvalContext, text: Any, old: str, new: str, most: int | None = None) -> str:
        marked = hasattr(old, "__html__") or hasattr(new, "__html__")
        whole = escape(text) if marked else text
        budget.write(str(whole).count(str(old)) * len(str(new)))
        return do_replace(context, whole, old, new, most)

    return replace


def _each(budget: Budget) -> Function:
    """What a loop goes over, paid for as a whole; nothing that has no end is looped over."""

    @pass_context
    def each(context: Context, values: Any) -> Any:
        if isinstance(values, Sized | Undefined):
            return budget.weighed(values)
        return listed(budget, values)

    return each


def _step(budget: Budget) -> Function:
    @pass_context  # so that it is not worked out when the template is compiled
    def step(context: Context, price: int) -> None:
        budget.spend(price)

    return step
