"""The rule protected-topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from kraokr.language import Lexicon, read_protected_topic
from kraokr.language.words import singular, split_words
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.spoken import names_in, words_spoken
from kraokr.model import CheckIn, Node, Person, ReviewedKra, ReviewEntry
from kraokr.model.review import Amendment, DevelopmentAction, Overall, Review
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

SHORT = 3
_OF_REVIEW = ("summary", "self_summary", "employee_comment", "uniform_reason", "feedback_elsewhere")
_TEXTS: Mapping[type[Node], tuple[str, ...]] = {
    CheckIn: ("note",),
    ReviewEntry: _OF_REVIEW,
    Review: _OF_REVIEW,
    ReviewedKra: (
        *("self", "comment", "evidence", "strengths", "gaps"),
        *("scope_evidence", "not_assessed", "override_reason"),
    ),
    Overall: ("reason",),
    DevelopmentAction: ("action",),
    Amendment: ("text",),
}
"""The texts about a person, by the key they stand under."""


class Options(RuleOptions):
    """What may be spoken of."""

    allow: Annotated[tuple[str, ...], Field(description="Words that are fine here, such as childcare.")] = ()


@rule(
    group="wording",
    on=tuple(_TEXTS),
    severity=Severity.ERROR,
    since="0.1",
    options=Options,
    tier="strong",
    profile="basic",
)
def protected_topic(node: Node, ctx: Context[Options]) -> Iterator[Finding]:
    """A review or a note speaks of someone's health, leave, family, age, religion or the like.

    ## Why
    Such facts have no bearing on how the work went, and a judgement that mentions them can be read as resting
    on them. They are also the personal data that the law guards most closely, and git keeps them for good.

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support:
        rating: 3
        comment: Resolution time rose to 8 hours in autumn because of his paternity leave.
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support:
        rating: 3
        comment: Resolution time rose to 8 hours in autumn; the target is set for four of six months.
    ```

    ## Exceptions
    Only what is said of a person counts ("her illness", "Asha's pregnancy", "due to illness"); products and
    work may be called what they are ("her health app", "a healthy pipeline"). Words of the person's role
    title are fine, as are those listed under `allow:`.
    """
    for key in _TEXTS.get(node.__class__, ()):
        for keys, text in _texts(node, key):
            if ctx.lexicon is not None:
                yield from _findings(node, keys, text, ctx.lexicon, ctx)


def _texts(node: Node, key: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    value = node.document.get((*node.path, key))
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str):
            yield (key, index), item
    if isinstance(value, str):
        yield (key,), value


def _findings(
    node: Node, keys: tuple[str | int, ...], text: str, lexicon: Lexicon, ctx: Context[Options]
) -> Iterator[Finding]:
    found = read_protected_topic(text, lexicon, _names(text, lexicon, ctx.ws))
    if not found or ctx.reads(text) is None:
        return
    for piece in found:
        words = text[piece.start : piece.end]
        if not _is_fine(words, node, ctx):
            yield Finding(
                words_spoken(node, keys, piece, piece.reason),
                f'"{words}" says something of a person that no review of their work should rest on',
                "leave it out and describe the work alone; check with HR how to take absences into account",
            )


def _is_fine(words: str, node: Node, ctx: Context[Options]) -> bool:
    """Whether the words are allowed, or are what the person's role is about."""
    if any(entry.lower() in words.lower() for entry in ctx.options.allow):
        return True
    holder = ctx.ws.holder(node)
    held = ctx.ws.held(holder) if isinstance(holder, Person) else []
    return any(_stems(part.role.title) & _stems(words) for part in held)


def _names(text: str, lexicon: Lexicon, ws: Workspace) -> set[str]:
    """The people whom the text names, in all forms; none where it holds no word that would matter."""
    lists = ("protected_terms", "protected_states")
    if not any(next(lexicon.find(name, text), None) for name in lists):
        return set()
    return names_in(text, ws)


def _stems(text: str) -> frozenset[str]:
    return frozenset(singular(word.key) for word in split_words(text) if len(word.key) > SHORT)
