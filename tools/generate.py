"""Writes the generated files: `python tools/generate.py`; `--check` compares and names what is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from kraokr.model.schema import schema_files
from kraokr.rules import option_schemas
from picture import draw, words
from reference import reference_pages
from rulepages import rule_pages
from templatepage import template_page

ROOT = Path(__file__).parent.parent
PICTURE = "docs/lint.svg"
OWN_FOLDERS = ("docs/rules", "schemas")
"""Folders that hold generated files only: others in them are left over and are removed."""


def generated() -> dict[str, str]:
    """Every generated file but the picture: its path from the root of the repository, and its text."""
    schemas = {f"schemas/{name}": text for name, text in schema_files(option_schemas()).items()}
    return {**schemas, **reference_pages(), **rule_pages(), **template_page()}


def stale() -> dict[str, str | None]:
    """The generated files that are missing or differ, with the right text; None for those left over."""
    texts = generated()
    different: dict[str, str | None] = {
        path: text for path, text in texts.items() if _read(ROOT / path) != text
    }
    left_over = (path for path in _in_own_folders() if path not in texts)
    different.update(dict.fromkeys(left_over))
    drawn, picture = _read(ROOT / PICTURE), draw()
    if drawn is None or words(drawn) != words(picture):
        different[PICTURE] = picture
    return different


def main(arguments: list[str]) -> int:
    """Write the stale files, or with `--check` only name them; 1 if there were any to name."""
    found = stale()
    for path, text in found.items():
        if "--check" in arguments:
            print(f"stale: {path} (run `python tools/generate.py`)")
        else:
            print(_put(ROOT / path, text), path)
    return int(bool(found) and "--check" in arguments)


def _in_own_folders() -> list[str]:
    files = (file for folder in OWN_FOLDERS for file in (ROOT / folder).glob("*") if file.is_file())
    return [file.relative_to(ROOT).as_posix() for file in files]


def _put(path: Path, text: str | None) -> str:
    if text is None:
        path.unlink()
        return "removed:"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return "written:"


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
