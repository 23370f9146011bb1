"""The rule sensitive-field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import Field

from kraokr.language.identity import find_identity_number
from kraokr.lint import Context, RuleOptions, rule
from kraokr.model.sensitive import SENSITIVE_KEYS
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.source.document import Document, YamlPath
from kraokr.source.text import Span

_KEYED_BY_IDS = ("kras", "readings", "scope", "targets", "rules", "lexicon", "status_aliases")
_HELP = (
    "keep it in the HR system; {} now does not clean the git history, so tell those who keep the repository"
)


class Options(RuleOptions):
    """What else may not stand here."""

    forbid_keys: Annotated[
        tuple[str, ...], Field(description="More keys that may not be used, such as shoe_size.")
    ] = ()


@rule(
    group="file",
    on=Document,
    severity=Severity.WARNING,
    since="0.1",
    options=Options,
    tier="strong",
    profile="basic",
)
def sensitive_field(document: Document, ctx: Context[Options]) -> Iterator[Finding]:
    """A goal file holds pay, an identity number, health or other data of a person.

    ## Why
    Goals and reviews do without such data, everyone who can read the repository can read it, and git keeps
    every version: what was committed once is hard to erase.

    ## Bad
    ```yaml
    kind: person
    id: ben
    role: support-lead
    dob: 1990-04-01
    ```

    ## Good
    ```yaml
    kind: person
    id: ben
    role: support-lead
    ```

    ## Exceptions
    Keys are looked at, not what is written under them: a KPI may be called "Salary cost ratio", and a KRA id
    may be `health`. Of values only Aadhaar (with a right check digit), PAN and US social security numbers
    are found. `forbid_keys:` adds keys of your own.
    """
    if not isinstance(document.data, dict) or "kind" not in document.data:
        return
    forbidden = SENSITIVE_KEYS.union(map(_folded, ctx.options.forbid_keys))
    keys = () if document.understood and not ctx.options.forbid_keys else _all_keys(document.data)
    if forbidden.isdisjoint(map(_folded, keys)) and not find_identity_number(document.file.text):
        return
    for path, value in _parts((), document.data):
        ids = len(path) > 1 and path[-2] in _KEYED_BY_IDS
        key = path[-1]
        if isinstance(key, str) and not ids and _folded(key) in forbidden:
            yield _of_key(document, path, key)
        elif isinstance(value, str) and find_identity_number(value):
            yield _of_number(document, path, value)


def _parts(path: YamlPath, value: Any) -> Iterator[tuple[YamlPath, Any]]:
    """Every value below a path, each before what it holds."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in steps:
        yield (*path, step), item
        if isinstance(item, (dict, list)):
            yield from _parts((*path, step), item)


def _of_key(document: Document, path: YamlPath, key: str) -> Finding:
    at = Location(document.file, document.keys[path], "personal data")
    return Finding(at, f"`{key}` does not belong in a goal file", _HELP.format("removing the line"))


def _of_number(document: Document, path: YamlPath, text: str) -> Finding:
    what, digits = find_identity_number(text) or ("", text)
    whole = document.values[path]
    start = document.file.text.find(digits, whole.start, whole.end)
    span = whole if start < 0 else Span(start, start + len(digits))
    name = next((step for step in reversed(path) if isinstance(step, str)), "this")
    message = f"`{name}` holds what looks like {what}"
    return Finding(Location(document.file, span, what), message, _HELP.format("taking it out"))


def _all_keys(value: Any) -> set[str]:
    """Every key below a value: a quick look before places are asked for."""
    if isinstance(value, dict):
        return set(value).union(*map(_all_keys, value.values()))
    return set().union(*map(_all_keys, value)) if isinstance(value, list) else set()


@cache
def _folded(key: str) -> str:
    return key.lower().removeprefix("x-").replace("-", "_").replace(" ", "_")
