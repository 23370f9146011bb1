"""How often each rule fired, and how long each took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kraokr.output.style import View
from kraokr.source.diagnostic import Diagnostic


def render_statistics(diagnostics: Sequence[Diagnostic], view: View) -> str:
    """A line for each rule and severity: count, severity and name."""
    counts = Counter((diagnostic.rule, diagnostic.severity) for diagnostic in diagnostics)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0]))
    digits = len(str(max(counts.values(), default=0)))
    return "".join(
        f"{count:>{digits}}  {view.style.severity(severity)(f'{severity!s:<8}')} {rule}\n"
        for (rule, severity), count in ordered
    )


def render_timings(timings: Mapping[str, float]) -> str:
    """A line for each part of the work: milliseconds, share of the whole and name, the longest first."""
    whole = sum(timings.values()) or 1.0
    ordered = sorted(timings.items(), key=lambda item: -item[1])
    lines = [f"{seconds * 1000:>9.1f} ms {seconds / whole:>6.1%}  {name}" for name, seconds in ordered]
    return "\n".join([*lines, f"{whole * 1000:>9.1f} ms {1:>6.0%}  in all", ""])
