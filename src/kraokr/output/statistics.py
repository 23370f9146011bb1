"""How often each rule fired, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
