"""The rule vague-praise."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language.feedback import read_vague_praise
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.spoken import SPOKEN, names_in, texts_with, words_spoken
from kraokr.model import Node
from kraokr.source.diagnostic import Finding, Severity


@rule(group="wording", on=tuple(SPOKEN), severity=Severity.INFO, since="0.1", tier="strong")
def vague_praise(node: Node, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """Praise does not say what was done and what it brought.

    ## Why
    Praise that fits anyone teaches nothing: it cannot be repeated, and does not prove that someone looked. In
    studies people who get much of it leave sooner. What was done, and its effect, is worth a sentence.

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    summary: Team player, great attitude.
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    summary: Paired with 3 new hires; their ramp-up fell from 8 to 5 weeks.
    ```

    ## Exceptions
    Praise in a sentence with a number, a date, a link, a quotation or the name of a piece of work or a
    customer says enough. What people write of themselves is not read. The list is `vague_praise` under
    `lexicon:`.
    """
    for keys, text in texts_with(node, ctx.lexicon, "vague_praise"):
        lexicon = ctx.reads(text)
        for piece in read_vague_praise(text, lexicon, names_in(text, ctx.ws)) if lexicon else ():
            yield Finding(
                words_spoken(node, keys, piece, "fits anyone"),
                f'"{text[piece.start : piece.end]}" does not say what was done',
                "name the action and its effect: what was done, for whom, and what changed",
            )
