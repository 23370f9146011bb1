"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kraokr.errors import KraokrError
from kraokr.workspace.save import save


def test_writes_a_new_file_and_its_folders(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        save(tmp_path / "a/b/x.yaml", "kind: role\r\nid: é\n")
    finally:
        os.umask(umask)
    path = tmp_path / "a/b/x.yaml"
    assert path.read_bytes() == "kind: role\r\nid: é\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("old")
    path.chmod(0o604)
    save(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o604)


def test_writes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/x.yaml").write_text("old")
    link = tmp_path / "x.yaml"
    link.symlink_to("real/x.yaml")
    save(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "real/x.yaml").read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(KraokrError, match="cannot be written: No space left on device") as caught:
        save(path, "new")
    assert caught.value.help
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text() == "old"


def test_an_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(path, "new")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text() == "old"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    with pytest.raises(KraokrError, match=r"x\.yaml cannot be written"):
        save(tmp_path / "x.yaml", "new")
    with pytest.raises(KraokrError, match="cannot be written"):
        save(Path("/dev/null/y.yaml"), "new")
