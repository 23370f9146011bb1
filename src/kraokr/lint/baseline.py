"""Baselines: findings that are known and accepted, so that only new ones count.

A finding is recognised by its rule, its file and the node it is about, not by its line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kraokr.errors import KraokrError
from kraokr.lint.identity import Identity, identities
from kraokr.source.diagnostic import Diagnostic
from kraokr.workspace.save import save

_KIND = "kraokr-baseline"
_VERSION = 1


class Baselined(NamedTuple):
    """The findings that are new, and the entries of the baseline that nothing matched."""

    new: list[Diagnostic]
    unneeded: list[Identity]


def read_baseline(path: Path) -> frozenset[Identity]:
    """The entries of a baseline file.

    Raises:
        KraokrError: there is no such file, or it is no baseline.
    """
    try:
        data = json.loads(path.read_bytes())
        if data["kind"] != _KIND or data["version"] != _VERSION:
            raise ValueError
        return frozenset(map(_identity, data["findings"]))
    except FileNotFoundError:
        raise KraokrError(f"there is no baseline {path}", "--write-baseline makes one") from None
    except OSError as error:
        raise KraokrError(f"the baseline {path} cannot be read: {error.strerror}") from None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise KraokrError(
            f"{path} is no baseline of kraokr", "name another file; --write-baseline makes a new one"
        ) from None


def write_baseline(path: Path, entries: frozenset[Identity]) -> None:
    """Write entries to a baseline file, one a line, so that changes of it can be read.

    Raises:
        KraokrError: the file cannot be written.
    """
    lines = [json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(entries)]
    listed = ",\n    ".join(lines)
    findings = f"[\n    {listed}\n  ]" if lines else "[]"
    save(path, f'{{\n  "kind": "{_KIND}",\n  "version": {_VERSION},\n  "findings": {findings}\n}}\n')


def without_known(
    diagnostics: Sequence[Diagnostic], entries: frozenset[Identity], judged: Callable[[Identity], bool]
) -> Baselined:
    """The findings that are not in the baseline; `judged` tells which entries this run could have found."""
    found = dict(zip(identities(diagnostics), diagnostics, strict=True))
    new = [diagnostic for identity, diagnostic in found.items() if identity not in entries]
    return Baselined(new, sorted(entry for entry in entries - found.keys() if judged(entry)))


def _identity(entry: Any) -> Identity:
    identity = Identity(**entry)
    if not all(isinstance(part, str) for part in identity[:3]) or not isinstance(identity.occurrence, int):
        raise ValueError
    return identity
