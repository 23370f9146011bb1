"""The rule trait-words."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import Evidence
from kraokr.language.traits import read_traits
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.spoken import SPOKEN, names_in, texts_with, words_spoken
from kraokr.model import Node
from kraokr.source.diagnostic import Finding, Severity
from kraokr.source.document import YamlPath

_HELP = {
    "trait_words": "describe one situation: what was done, what came of it, and what to do differently",
    "talent_labels": "say what was done and what it brought, so that it can be repeated",
}
"""What to do about the words of each list."""


@rule(group="wording", on=tuple(SPOKEN), severity=Severity.WARNING, since="0.1", tier="strong")
def trait_words(node: Node, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A review speaks of someone's character in the place of their work.

    ## Why
    No one can act on "abrasive" or "a genius". Studies of reviews find such words handed out very unevenly
    between groups of people, while what someone did, and what came of it, can be said of everyone alike.

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 3, comment: CSAT stayed at 86. He can be too emotional in complaints.}
      knowledge: {rating: 5, comment: "Ben is brilliant: 20 articles in four weeks."}
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
        comment: CSAT stayed at 86. In two complaints in May he hung up; agree on when to hand a call over.
      knowledge: {rating: 5, comment: Ben wrote 20 articles in four weeks.}
    ```

    ## Exceptions
    Only what is said of a person counts, whoever it is: "aggressive caching" and "the plan was too rigid" are
    about work. Praise of talent ("a rockstar") is a hint. Quotations, and what people write of themselves,
    are not read. The lists are `trait_words` and `talent_labels` under `lexicon:` in kraokr.yaml.
    """
    for name in _HELP:
        for keys, text in texts_with(node, ctx.lexicon, name):
            lexicon = ctx.reads(text)
            for piece in read_traits(text, lexicon, names_in(text, ctx.ws), name) if lexicon else ():
                yield _finding(node, keys, text, piece, name)


def _finding(node: Node, keys: YamlPath, text: str, piece: Evidence, name: str) -> Finding:
    words = text[piece.start : piece.end]
    is_label = name == "talent_labels"
    return Finding(
        words_spoken(node, keys, piece, "what someone is" if is_label else "a trait of a person"),
        f'"{words}" praises a person and not their work'
        if is_label
        else f'"{words}" judges a person and not their work',
        _HELP[name],
        severity=Severity.INFO if is_label else None,
    )
