"""What a command needs to know: from its options, else asked for on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from typing import NamedTuple

import typer

from kraokr.errors import KraokrError

_MOST_SHOWN = 8


def can_ask(no_input: bool) -> bool:
    """Whether somebody is there to answer."""
    return not no_input and sys.stdin.isatty()


class Question(NamedTuple):
    """Something to know: what it is called, the option it comes from, and the words that it may be.

    Without `choices` any text will do.
    """

    name: str
    option: str
    choices: Collection[str] = ()
    default: str | None = None


def required(question: Question, given: str | None, ask: bool) -> str:
    """The value of an option, of its default, or the answer to a question.

    Raises:
        KraokrError: it is missing and nobody can be asked, or it is none of the choices.
    """
    if given is None and ask:
        return _asked(question, optional=False)
    value = given if given is not None else question.default
    if value is None or not value.strip():
        known = f"; {_listed(question.choices)}" if question.choices else ""
        raise KraokrError(f"the {question.name} is missing", f"give {question.option}{known}")
    return _checked(question, value.strip())


def optional(question: Question, given: str | None, ask: bool) -> str | None:
    """The value of an option, or the answer to a question that may be left empty.

    Raises:
        KraokrError: it is none of the choices.
    """
    if given is not None and given.strip():
        return _checked(question, given.strip())
    return _asked(question, optional=True) or None if ask and given is None else None


def several(question: Question, given: Sequence[str] | None, ask: bool, needed: bool = False) -> list[str]:
    """The values of an option, or the answers to a question that is asked until one is left empty.

    Raises:
        KraokrError: one is needed, none is given, and nobody can be asked.
    """
    answers = [text.strip() for text in given or () if text.strip()]
    if needed and not answers:
        answers.append(required(question, None, ask))
    elif answers:
        return answers
    while ask and (answer := _asked(question, optional=True)):
        answers.append(answer)
    return answers


def _checked(question: Question, value: str) -> str:
    from kraokr.model.messages import unknown_word

    if question.choices and value not in question.choices:
        raise KraokrError(*unknown_word(question.name, value, tuple(question.choices)))
    return value


def _asked(question: Question, optional: bool) -> str:
    """An answer; the question is put again until it is one that will do."""
    from kraokr.model.messages import unknown_word

    shown = f" ({_listed(question.choices)})" if question.choices else ""
    default = question.default if question.default is not None else "" if optional else None
    while True:
        text = f"{question.name[:1].upper()}{question.name[1:]}{shown}{', if any' if optional else ''}"
        answer = typer.prompt(text, default=default, show_default=bool(default), err=True)
        answer = str(answer).strip()
        if (not answer and optional) or (answer and (not question.choices or answer in question.choices)):
            return answer
        message, help = unknown_word(question.name, answer, tuple(question.choices))
        typer.echo(f"{message}: {help}" if answer else f"the {question.name} is needed", err=True)


def _listed(choices: Collection[str]) -> str:
    shown = list(choices)[:_MOST_SHOWN]
    more = f" and {len(choices) - len(shown)} more" if len(choices) > len(shown) else ""
    return ", ".join(shown) + more
