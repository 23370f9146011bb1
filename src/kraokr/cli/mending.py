"""`kraokr lint --fix`, `--diff` and `--add-ignores`: what is changed in files, and how it is shown."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kraokr.cli.adopting import not_in_baseline
from kraokr.cli.request import LintRequest
from kraokr.cli.session import Session
from kraokr.cli.terminal import say, use_color
from kraokr.output.style import counted

if TYPE_CHECKING:
    from kraokr.lint import Result
    from kraokr.workspace import Found

_COLORS = {"+": "32", "-": "31", "@": "36"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as those understand it who apply a diff: nothing but a newline ends it."""


@dataclass(frozen=True)
class Mended:
    """New texts of files, not yet written: what has been done in them, and what remains to be said."""

    request: LintRequest
    found: Found
    texts: dict[PurePosixPath, str]
    done: list[str]
    result: Result

    def show_diff(self) -> int:
        """Print what would change; the exit status is 1 if anything would."""
        colored = use_color(self.request.color, sys.stdout)
        for path, text in sorted(self.texts.items()):
            for line in _diff(self.found.tree.files[path], self._marked(path, text), str(path)):
                color = _COLORS.get(line[:1]) if colored else None
                sys.stdout.write(f"\x1b[{color}m{line}\x1b[0m\n" if color else f"{line}\n")
        self._say("would be ")
        return int(bool(self.texts))

    def write(self) -> Result:
        """Write the files, or the text to standard output where it came from standard input.

        Raises:
            KraokrError: one has changed since it was read, or cannot be written; then none is.
        """
        from kraokr.workspace.save import Rewrite, save_all

        before = self.found.tree.files
        after = {path: self._marked(path, text) for path, text in sorted(self.texts.items())}
        if self.request.reads_standard_input:
            (path,) = self.found.asked
            sys.stdout.flush()
            sys.stdout.buffer.write(after.get(path, before[path]).encode())
        elif after:
            rewrites = [Rewrite(self.found.root / path, before[path], text) for path, text in after.items()]
            save_all(self.found.root, rewrites)
        self._say("")
        return self.result

    def _marked(self, path: PurePosixPath, text: str) -> str:
        """A new text with the byte order mark that the file has."""
        return f"\ufeff{text}" if self.found.tree.files[path].startswith("\ufeff") else text

    def _say(self, would: str) -> None:
        if self.request.quiet:
            return
        for what in self.done:
            say(f"{what.format(would=would)} in {counted(len(self.texts), 'file')}.")
        if not self.done and self.request.diff:
            say("Nothing to fix.")


def mend(session: Session, found: Found, result: Result) -> Mended:
    """Fix what can be fixed and excuse what is left, as far as that is asked for.

    Raises:
        KraokrError: fixes do not come to rest.
    """
    from kraokr.lint.excuse import with_suppressions
    from kraokr.lint.fix import fix_all

    request = session.request
    texts: dict[PurePosixPath, str] = {}
    done: list[str] = []
    if request.fix or request.diff:
        fixed = fix_all(result, lambda texts: session.run(found.with_texts(texts)), request.unsafe_fixes)
        result, texts = fixed.result, fixed.texts
        done += [f"{counted(len(fixed.mended), 'finding')} {{would}}fixed"] if fixed.mended else []
    if request.add_ignores is not None:
        new = not_in_baseline(result, session, found)
        texts |= with_suppressions(new, request.add_ignores.strip())
        before = len(result.diagnostics)
        result = session.run(found.with_texts(texts))
        excused = before - len(result.diagnostics)
        done += [f"{counted(excused, 'finding')} {{would}}suppressed"] if excused else []
    return Mended(request, found, texts, done, result)


def _diff(before: str, after: str, path: str) -> Iterator[str]:
    lines = difflib.unified_diff(_LINE.findall(before), _LINE.findall(after), f"a/{path}", f"b/{path}")
    for line in lines:
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
