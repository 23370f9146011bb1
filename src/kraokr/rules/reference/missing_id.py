"""The rule missing-id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from kraokr.language.words import on_demand
from kraokr.lint import Context, NoOptions, rule
from kraokr.model import CheckIn, KeyResult, Kpi, Milestone, Node
from kraokr.source.diagnostic import Finding, Fix, Location, Severity
from kraokr.source.document import Document, YamlPath
from kraokr.source.edits import insert_entry, scalar
from kraokr.workspace import Record, Reference, Workspace, references

_NAMED = (Kpi, KeyResult, Milestone)
_Named: TypeAlias = Kpi | KeyResult | Milestone
_Place: TypeAlias = tuple[Document, YamlPath]
_MAY_BE_ID = on_demand(r"[a-z0-9]+(?:[-/][a-z0-9]+)*\Z")


@rule(group="reference", on=Workspace, severity=Severity.INFO, since="0.1", tier="nice")
def missing_id(ws: Workspace, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """Something without an id is cited by its name.

    ## Why
    A KPI, a key result and a milestone can do without an id as long as nothing cites them. Once something
    does, by the name in small letters, the first better name cuts the tie: readings no longer count, and a
    review loses its facts. (S1-5)

    ## Bad
    ```yaml
    kind: person
    id: alice
    role: sales-manager
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2026-Q1
        key_results:
          - {title: New accounts, unit: accounts, baseline: 0, target: 50}
          - title: Renewal of new accounts  # asked in the survey
            unit: percent
    checkins:
      - {date: 2026-01-30, readings: {new-accounts: 9, renewal-of-new-accounts: 74}}
    ```

    ## Good
    ```yaml
    kind: person
    id: alice
    role: sales-manager
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2026-Q1
        key_results:
          - {title: New accounts, id: new-accounts, unit: accounts, baseline: 0, target: 50}
          - title: Renewal of new accounts  # asked in the survey
            id: renewal-of-new-accounts
            unit: percent
    checkins:
      - {date: 2026-01-30, readings: {new-accounts: 9, renewal-of-new-accounts: 74}}
    ```

    ## Exceptions
    What nothing cites needs no id. A KPI that has its id from the role it extends has one.
    """
    for node, citing in _citing(ws).values():
        yield _finding(node, citing)


def _finding(node: _Named, citing: Sequence[Location]) -> Finding:
    field = "name" if isinstance(node, Kpi) else "title"
    name = node.name if isinstance(node, Kpi) else node.title
    fix = _fix(node, field)
    return Finding(
        node.at(field, label=_cited(citing)),
        f'"{name}" is cited by its name and has no id: under a better name it would no longer be found',
        f"give it `id: {node.key_id}`" if fix else "give it an id in plain letters, and cite it by that",
        (citing[0]._replace(label="cited by its name"),),
        fix,
    )


def _citing(ws: Workspace) -> Mapping[_Place, tuple[_Named, Sequence[Location]]]:
    """What has no id, with where it is cited, by the place where it is written."""
    found: dict[_Place, tuple[_Named, list[Location]]] = {}
    for node, citation in _citations(ws):
        if isinstance(node, _NAMED) and node.id is None:
            found.setdefault((node.document, node.path), (node, []))[1].append(citation.at)
    return found


def _citations(ws: Workspace) -> Iterator[tuple[Node | None, Reference | Record]]:
    """What is cited in check-ins, key results, levels and reviews, with the citation."""
    for node in ws.records.nodes():
        yield from (
            (node, record) for record in (ws.records.of(node) if getattr(node, "id", "") is None else ())
        )
    yield from (_milestone(ws, checkin) for checkin in ws.checkins if checkin.milestone)
    nodes: Sequence[Node] = (
        *(kr for objective in ws.objectives for kr in objective.key_results if kr.kpi),
        *(level for role in ws.roles.values() for level in role.levels if level.targets),
    )
    for node in nodes:
        for reference in references(node):
            if Kpi in reference.kinds:
                yield ws.resolve(reference).node, reference
    for review in ws.reviews:
        for entry in review.kras.values():
            for index, text in enumerate(entry.evidence):
                if _MAY_BE_ID().match(text):
                    reference = Reference(entry, ("evidence", index), text, (Kpi, KeyResult))
                    yield ws.resolve(reference).node, reference


def _milestone(ws: Workspace, checkin: CheckIn) -> tuple[Node | None, Reference]:
    text = checkin.milestone or ""
    kr = ws.find((KeyResult,), checkin.item or "", checkin, checkin.date).node
    milestones = kr.milestones if isinstance(kr, KeyResult) else ()
    cited = next((milestone for milestone in milestones if milestone.key_id == text), None)
    return cited, Reference(checkin, ("milestone",), text, (Milestone,))


def _cited(citing: Sequence[Location]) -> str:
    first = citing[0]
    more = f" and in {len(citing) - 1} more place{'s' * (len(citing) > 2)}" if len(citing) > 1 else ""
    return f"cited in {first.file.path}, line {first.start.line + 1}{more}"


def _fix(node: _Named, field: str) -> Fix | None:
    """Write the id that is cited; None where the name is not in letters that an id may have."""
    if not _MAY_BE_ID().match(node.key_id):
        return None
    edit = insert_entry(node.document, node.path, "id", scalar(node.key_id), after=field)
    return Fix(f"Write `id: {node.key_id}`", (edit,), safe=True)
