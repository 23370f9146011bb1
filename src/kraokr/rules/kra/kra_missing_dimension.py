"""The rule kra-missing-dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.dimensions import dimensions_of
from kraokr.lint.wording import joined
from kraokr.model import Kra, Role
from kraokr.model.role import Dimension
from kraokr.source.diagnostic import Finding, Severity

_COVERS: dict[Dimension, tuple[str, str]] = {
    "result": ("results", "Revenue growth"),
    "customer": ("customers", "Customer satisfaction"),
    "process": ("how the work runs", "Delivery reliability"),
    "people": ("people", "Team development"),
    "stakeholder": ("stakeholders", "Partner trust"),
    "growth": ("learning and growth", "Shared knowledge"),
}
"""What each dimension is about, and an area that covers it."""


class Options(RuleOptions):
    """Which dimensions the KRAs of a role must cover."""

    manages: Annotated[
        tuple[Dimension, ...], Field(description="Each of these, where a holder of the role manages someone.")
    ] = ("people",)
    default: Annotated[tuple[Dimension, ...], Field(description="Each of these, in every role.")] = ()
    one_of: Annotated[tuple[Dimension, ...], Field(description="At least one of these, in every role.")] = (
        "stakeholder",
        "people",
        "growth",
    )


@rule(group="kra", on=Role, severity=Severity.INFO, since="0.1", options=Options)
def kra_missing_dimension(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """The key result areas of a role leave out a side of it.

    ## Why
    What is named gets reviewed, and the sides that go unnamed are usually the same: the people one leads,
    the stakeholders one depends on, and what has to be learnt for next year. (S0-17)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition, dimension: result}
      - {id: margin, name: Healthy margins, dimension: result}
      - {id: partners, name: Partner sales, dimension: stakeholder}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition, dimension: result}
      - {id: partners, name: Partner sales, dimension: stakeholder}
      - {id: team, name: Team development, dimension: people}
    ```

    ## Exceptions
    Where a KRA gives no `dimension`, the words of its name tell it, and the finding says so; if they do not
    either, nothing is said of the role. A role manages if someone who holds it today is someone's manager.
    Drafts and retired roles are skipped, inherited KRAs count.
    """
    if role.status != "active":
        return
    kras = [kra for kra in ctx.effective(role).kras if kra.status == "active"]
    covered = [dimensions_of(kra, ctx.reads(kra.name)) for kra in kras]
    if not all(covered) or not kras:
        return
    have = frozenset[Dimension]().union(*covered)
    if not _missing(have, ctx.options, manages=True):
        return
    manager = next((p for p in ctx.ws.holders(role, ctx.today) if p.id in ctx.ws.managers), None)
    missing = _missing(have, ctx.options, manager is not None)
    if missing:
        guessed = sum(kra.dimension is None for kra in kras)
        about = joined([_COVERS[dimension][0] for dimension in missing], "or")
        leads = f", though {manager.name or manager.id} manages others" if manager else ""
        yield Finding(
            role.key("kras", label=f"{joined(sorted(have), 'and')} only{_by_name(guessed, kras)}"),
            f"{role.title} has no area for {about}{leads}",
            f'add an area such as "{_COVERS[missing[0]][1]}" with `dimension: {missing[0]}`'
            + (", or give one that covers it that `dimension:`" if guessed else ""),
        )


def _missing(have: Set[Dimension], options: Options, manages: bool) -> Sequence[Dimension]:
    """The dimensions of which one at least is needed."""
    needed = (*options.default, *(options.manages if manages else ()))
    lacking = [dimension for dimension in dict.fromkeys(needed) if dimension not in have]
    return lacking or (options.one_of if have.isdisjoint(options.one_of) else ())


def _by_name(guessed: int, kras: Sequence[Kra]) -> str:
    """How much of it is read off names."""
    if not guessed:
        return ""
    return f", going by {'the names' if guessed == len(kras) else f'{guessed} names'} of the areas"
