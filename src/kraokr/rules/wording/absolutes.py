"""The rule absolutes."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language.feedback import read_absolutes
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.spoken import SPOKEN, texts_with, words_spoken
from kraokr.model import Node
from kraokr.source.diagnostic import Finding, Severity


@rule(group="wording", on=tuple(SPOKEN), severity=Severity.INFO, since="0.1", tier="strong")
def absolutes(node: Node, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A review says "always" or "never" where it could count.

    ## Why
    One exception is enough to prove an absolute wrong, and then the talk is about the word. How often, out of
    how many, is fairer and harder to dispute.

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      team-growth: {rating: 2, comment: Always late to the talks with his agents.}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      team-growth: {rating: 2, comment: Late to 5 of the 20 talks with his agents.}
    ```

    ## Exceptions
    A number in the same sentence is fine ("never below 99.9 percent"), and so are words such as "always-on".
    Quotations, and what people write of themselves, are not read. The list is `absolutes` under `lexicon:`.
    """
    for keys, text in texts_with(node, ctx.lexicon, "absolutes"):
        lexicon = ctx.reads(text)
        for piece in read_absolutes(text, lexicon) if lexicon else ():
            yield Finding(
                words_spoken(node, keys, piece, "one exception proves it wrong"),
                f'"{text[piece.start : piece.end]}" leaves no room for an exception',
                "say how often, out of how many, or when",
            )
