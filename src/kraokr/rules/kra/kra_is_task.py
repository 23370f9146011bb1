"""The rule kra-is-task."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import Area, Confidence, read_area
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.wording import because
from kraokr.model import Kra
from kraokr.source.diagnostic import Finding, Severity


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1", profile="basic", unless="kra-completable")
def kra_is_task(kra: Kra, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result area names a task instead of an area.

    ## Why
    A task can be completed and checked off; then nothing is left of the role. An area lasts, whatever is done
    for it this quarter: "Product quality" stays when the audits are long replaced by something better. (S0-9,
    S0-12)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: quality, name: Run quarterly QA audits}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: quality
        name: Product quality
        practices: [Run quarterly QA audits]
    ```

    ## Exceptions
    Nouns that look like verbs ("Design quality", "Lead quality") and standing duties ("Maintain stock
    accuracy", "Managing school operations") are areas. Work in -ing ("Answering phone calls"), a plan and a
    name that could be read both ways are only hints. Names in a language that is not read are skipped.
    """
    lexicon = ctx.reads(kra.name)
    if lexicon is None or kra.status == "retired":
        return
    reading = read_area(kra.name, lexicon)
    words = _WORDS.get(reading.verdict)
    if words is None:
        return
    message, ending = words
    sure = reading.verdict is Area.TASK and reading.confidence is Confidence.HIGH
    yield Finding(
        kra.at("name", label=f"{because(reading.evidence)}{ending}"),
        f'"{kra.name}" {message}',
        "name the outcome it serves, and keep this line under `practices:`",
        severity=None if sure else Severity.INFO,
    )


_WORDS = {
    Area.TASK: ("is a task, not a result area", ": it can be checked off"),
    Area.GERUND: ("reads like an activity", ": name what comes of it"),
    Area.PLAN: ("names a plan, not what the plan is for", ""),
}
