"""The picture of a terminal in the README: an SVG made by rich of what a real run prints."""

from __future__ import annotations

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
COMMAND = (
    "kraokr lint examples/messy/people/pia.yaml examples/messy/roles/sales-rep.yaml "
    "--select kra-is-task,kr-not-beyond-kpi,unknown-reference"
)
WIDTH = 118
_REMOTE_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def run() -> str:
    """What the command prints, with colours."""
    arguments = [*COMMAND.split()[1:], "--color", "always"]
    done = subprocess.run(
        [sys.executable, "-m", "kraokr", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 1:
        raise SystemExit(f"{COMMAND} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def draw() -> str:
    """The SVG; it uses the reader's own monospace font, none from the network."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "bold green"), (COMMAND.replace(" --", " \\\n    --"), "bold")))
    console.print(Text.from_ansi(run()))
    return _REMOTE_FONT.sub("", console.export_svg(title="kraokr lint", unique_id="kraokr"))


def words(svg: str) -> str:
    """The text in an SVG without spaces: what stays the same whatever the version of rich that drew it."""
    texts = (
        element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")
    )
    return re.sub(r"\s+", "", "".join(texts))
