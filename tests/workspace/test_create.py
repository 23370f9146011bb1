"""New files are written whole, and never over something that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kraokr.errors import KraokrError
from kraokr.workspace.create import create


def test_folders_are_made(tmp_path: Path) -> None:
    create(tmp_path, tmp_path / "a/b/c.yaml", "kind: role\n")
    assert (tmp_path / "a/b/c.yaml").read_bytes() == b"kind: role\n"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.yaml"]


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_nothing_is_overwritten(tmp_path: Path, there: str) -> None:
    path = tmp_path / "c.yaml"
    if there == "file":
        path.write_text("mine")
    elif there == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(KraokrError, match=r"c\.yaml exists already; nothing was written"):
        create(tmp_path, path, "x")
    assert [one.name for one in tmp_path.iterdir()] == ["c.yaml"]
    assert there != "file" or path.read_text() == "mine"
