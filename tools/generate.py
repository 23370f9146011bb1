"""Writes the generated files: `python tools/generate.py`; `--check` compares and names what is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from kraokr.model.schema import schema_files
from kraokr.rules import option_schemas
from picture import draw, words

ROOT = Path(__file__).parent.parent


PICTURE = "docs/lint.svg"


def generated() -> dict[str, str]:
    """Every generated file: its path from the root of the repository, and its text."""
    return {f"schemas/{name}": text for name, text in schema_files(option_schemas()).items()}


def stale() -> list[str]:
    """The paths of generated files that are missing or differ from what they should be."""
    different = [path for path, text in generated().items() if _read(ROOT / path) != text]
    drawn = _read(ROOT / PICTURE)
    shown = drawn is not None and words(drawn) == words(draw())
    return different if shown else [*different, PICTURE]


def main(arguments: list[str]) -> int:
    """Write the stale files, or with `--check` only name them; 1 if there were any to name."""
    texts = {**generated(), PICTURE: draw()}
    found = stale()
    for path in found:
        if "--check" in arguments:
            print(f"stale: {path} (run `python tools/generate.py`)")
        else:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(texts[path], encoding="utf-8", newline="\n")
            print(f"written: {path}")
    return int(bool(found) and "--check" in arguments)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
