"""Small changes to the files of a workspace, made at random."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

from kraokr.rules import RULES

CONFIGS = (
    "",
    "rules: {kra-is-task: off}\n",
    "rules: {kra-is-task: {severity: error}, okr: info}\n",
    "status_aliases: {green: on_track}\n",
    "frameworks: [kra]\n",
    "rules: {kra-count: {max: 2}, kpi: {files: roles/}}\n",
    "per_file: {roles/: {kra-is-task: off, okr: error}}\n",
)
NUMBERS = ("0", "2.50", "90", "1e2", "-3", "2026")
DAYS = ("2026-07-01", "2025-01-31", "2026-02-30", "2027-01-01")


class Editor:
    """Makes small changes to the files of a workspace, some of them sensible."""

    def __init__(self, root: Path, random: Random) -> None:
        self.root = root
        self.random = random
        self.before = {path: path.read_text() for path in self.files()}

    def files(self) -> list[Path]:
        return sorted(self.root.rglob("*.yaml"))

    def words(self) -> list[str]:
        return sorted({word for path in self.files() for word in re.findall(r"[\w-]+", path.read_text())})

    def edit(self) -> str:
        """Change one file; what was done to it."""
        path = self.random.choice(self.files())
        kinds = (
            "lines",
            "lines",
            "word",
            "word",
            "word",
            "rename",
            "number",
            "day",
            "file",
            "file",
            "comment",
        )
        kind = self.random.choice((*kinds, "config"))
        if kind == "config":
            path = self.root / "kraokr.yaml"
            path.write_text(self.before[path] + self.random.choice(CONFIGS))
        elif kind == "file":
            self._file(path)
        else:
            lines = path.read_text().splitlines(keepends=True) or ["\n"]
            getattr(self, f"_{kind}")(lines, self.random.randrange(len(lines)))
            path.write_bytes("".join(lines).encode())
        return f"{kind} {path.relative_to(self.root)}"

    def _lines(self, lines: list[str], at: int) -> None:
        other = self.random.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
        lines[at:at] = self.random.choice(([], [lines[other]], ["x-note: 2.50\n"], ["colour: red\n"]))
        if self.random.random() < 0.3:
            del lines[other]

    def _word(self, lines: list[str], at: int) -> None:
        found = [*re.finditer(r"[\w-]+", lines[at])]
        if found:
            start, end = self.random.choice(found).span()
            lines[at] = lines[at][:start] + self.random.choice(self.words()) + lines[at][end:]

    def _rename(self, lines: list[str], at: int) -> None:
        old, new = self.random.choice(self.words()), self.random.choice(self.words())
        lines[:] = [re.sub(rf"\b{re.escape(old)}\b", new, line) for line in lines]

    def _number(self, lines: list[str], at: int) -> None:
        lines[at] = re.sub(r"\d+(\.\d+)?", lambda _: self.random.choice(NUMBERS), lines[at])

    def _day(self, lines: list[str], at: int) -> None:
        lines[:] = [re.sub(r"\d{4}-\d\d-\d\d", lambda _: self.random.choice(DAYS), line) for line in lines]

    def _comment(self, lines: list[str], at: int) -> None:
        indent = " " * (len(lines[at]) - len(lines[at].lstrip(" ")))
        form, rule = self.random.choice(("ignore", "ignore-file")), self.random.choice(RULES).name
        lines.insert(at, f"{indent}# kraokr: {form}[{rule}] why\n")

    def _file(self, path: Path) -> None:
        kind = self.random.choice(("restore", "restore", "copy", "remove", "mark"))
        if kind == "restore":
            path = self.random.choice(sorted(self.before))
            path.write_text(self.before[path])
        elif kind == "copy":
            path.with_name(self.random.choice(("aa.yaml", "zz.yaml"))).write_bytes(path.read_bytes())
        elif kind == "mark":
            path.write_bytes("\ufeff".encode() + path.read_bytes().replace(b"\n", b"\r\n"))
        elif path.name != "kraokr.yaml":
            path.unlink()

    def asked(self) -> dict[str, Any]:
        """What another run asks for: mostly the same as ever."""
        chance = self.random.random
        how: dict[str, Any] = {}
        how |= {"today": self.random.choice(("2026-01-15", "2027-03-01"))} if chance() < 0.15 else {}
        how |= {"select": (self.random.choice(("okr", "all", "kra-is-task")),)} if chance() < 0.15 else {}
        how |= {"ignore": (self.random.choice(("okr", "kra-is-task")),)} if chance() < 0.1 else {}
        places = [Path("roles"), *(path.relative_to(self.root) for path in self.files())]
        return how | ({"paths": (self.random.choice(places),)} if chance() < 0.2 else {})
