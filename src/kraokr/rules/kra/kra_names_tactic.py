"""The rule kra-names-tactic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kraokr.language import Evidence, Lexicon, read_tactic
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.standing import standing
from kraokr.lint.wording import because, words_at
from kraokr.model import Kra, Role
from kraokr.source.diagnostic import Finding, Severity


@rule(group="kra", on=Kra, severity=Severity.INFO, since="0.1")
def kra_names_tactic(kra: Kra, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A KRA names a channel, tool or vendor that may be replaced while the area stays.

    ## Why
    An area should still make sense next year when the work is done another way: support moves from email to
    chat, and customers still wait for answers. If the name must change with the tool, it names a tactic.
    (S0-14, S0-15)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: answers, name: Email support, outcome: Customers get the right answer in time.}
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: answers, name: Customer support, outcome: Customers get the right answer in time.}
    ```

    ## Exceptions
    A word that stands in the role's title ("Email marketing manager") is what the role is about. Elsewhere
    `tactic_ok:` on the KRA says why the word belongs there. The words are those of
    `lexicon: {tactic_words: ...}` in kraokr.yaml.
    """
    found = [
        (field, evidence)
        for field, text in (("name", kra.name), ("outcome", kra.outcome))
        if text and ctx.lexicon and (evidence := _foreign(kra, text, ctx.lexicon)) and ctx.reads(text)
    ]
    if not found or standing(kra) == "retired" or ctx.merged(kra).tactic_ok:
        return
    first, *others = (words_at(kra, field, evidence, because(evidence)) for field, evidence in found)
    field, evidence = found[0]
    whose = f'"{kra.name}"' if field == "name" else f'the outcome of "{kra.name}"'
    yield Finding(
        first,
        f"{whose} {because(evidence)}: a way to work, which may change while the area stays",
        "leave it out, or say under `tactic_ok:` why it belongs to the area",
        related=tuple(others),
    )


def _foreign(kra: Kra, text: str, lexicon: Lexicon) -> Sequence[Evidence]:
    """The tactics in a text that the role's title does not name."""
    found = read_tactic(text, lexicon)
    role = kra.outer(Role) if found else None
    title = _plain(role.title) if role else ""
    return [
        piece
        for piece in found
        if not re.search(rf"\b{re.escape(_plain(text[piece.start : piece.end]))}\b", title)
    ]


def _plain(text: str) -> str:
    return text.replace("-", "").casefold()
