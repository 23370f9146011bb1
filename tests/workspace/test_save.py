"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kraokr.errors import KraokrError
from kraokr.workspace.save import Rewrite, locked, put_in_place, save, save_all


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


def rewrites(root: Path, count: int = 3) -> list[Rewrite]:
    """Files that hold `old` and are to hold `new`."""
    made = []
    for number in range(count):
        path = root / f"{number}.yaml"
        path.write_bytes(f"\ufeffold {number}\r\n".encode())
        made.append(Rewrite(path, f"\ufeffold {number}\r\n", f"\ufeffnew {number}\r\n"))
    return made


def texts(root: Path) -> list[str]:
    return [path.read_bytes().decode() for path in sorted(root.iterdir())]


OLD = [f"\ufeffold {number}\r\n" for number in range(3)]
NEW = [f"\ufeffnew {number}\r\n" for number in range(3)]


def test_rewrites_all(tmp_path: Path) -> None:
    wanted = rewrites(tmp_path)
    (tmp_path / "1.yaml").chmod(0o604)
    save_all(tmp_path, wanted)
    assert texts(tmp_path) == NEW
    assert (tmp_path / "1.yaml").stat().st_mode & 0o777 == 0o604
    save_all(tmp_path, [])


@pytest.mark.parametrize("meanwhile", ["old 1", "\ufeffold 1\n", ""])
def test_a_file_that_has_changed_meanwhile_stops_all(tmp_path: Path, meanwhile: str) -> None:
    wanted = rewrites(tmp_path)
    (tmp_path / "1.yaml").write_bytes(meanwhile.encode())
    with pytest.raises(KraokrError, match=r"1\.yaml has changed since it was read; nothing was written") as e:
        save_all(tmp_path, wanted)
    assert e.value.help == "run the command again"
    assert texts(tmp_path) == [OLD[0], meanwhile, OLD[2]]


def test_a_file_that_is_gone_stops_all(tmp_path: Path) -> None:
    wanted = rewrites(tmp_path)
    (tmp_path / "2.yaml").unlink()
    with pytest.raises(KraokrError, match=r"2\.yaml cannot be written: No such file"):
        save_all(tmp_path, wanted)
    assert texts(tmp_path) == OLD[:2]


def test_a_read_only_file_stops_all(tmp_path: Path) -> None:
    wanted = rewrites(tmp_path)
    (tmp_path / "2.yaml").chmod(0o444)
    with pytest.raises(KraokrError, match=r"2\.yaml is read-only; nothing was written"):
        save_all(tmp_path, wanted)
    assert texts(tmp_path) == OLD


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("after", [0, 1, 2])
def test_what_was_written_is_taken_back_if_a_later_file_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, after: int
) -> None:
    wanted = rewrites(tmp_path)
    holder = os if step == "fsync" else Path
    do, done = getattr(holder, step), []

    def fail_once(*arguments: object) -> object:
        done.append(arguments)
        if len(done) == after + 1:
            raise OSError(28, "No space left on device")
        return do(*arguments)

    monkeypatch.setattr(holder, step, fail_once)
    with pytest.raises(KraokrError, match=rf"{after}\.yaml cannot be written: No space left on device"):
        save_all(tmp_path, wanted)
    assert texts(tmp_path) == OLD


def test_rewrites_through_a_link(tmp_path: Path) -> None:
    (wanted,) = rewrites(tmp_path, 1)
    (tmp_path / "goals").mkdir()
    link = tmp_path / "goals/x.yaml"
    link.symlink_to("../0.yaml")
    save_all(tmp_path / "goals", [wanted._replace(path=link)])
    assert link.is_symlink()
    assert (tmp_path / "0.yaml").read_bytes().decode() == NEW[0]


def test_two_runs_write_one_after_the_other(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    handle = os.open(tmp_path, os.O_RDONLY)
    try:
        with locked(tmp_path), pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(handle)


def test_rewriting_happens_under_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    wanted, refused = rewrites(tmp_path), []
    replace = Path.replace

    def try_to_lock(self: Path, target: Path) -> Path:
        handle = os.open(tmp_path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            refused.append(target)
        finally:
            os.close(handle)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", try_to_lock)
    save_all(tmp_path, wanted)
    assert len(refused) == 3


def test_only_one_of_many_runs_gets_to_write(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    (tmp_path / "x.yaml").write_text("0")

    def write(number: int) -> bool:
        try:
            save_all(tmp_path, [Rewrite(tmp_path / "x.yaml", "0", str(number))])
        except KraokrError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        done = [*pool.map(write, range(1, 33))]
    assert done.count(True) == 1
    assert (tmp_path / "x.yaml").read_text() == str(done.index(True) + 1)


def test_a_file_of_our_own_is_put_in_place_whole(tmp_path: Path) -> None:
    put_in_place(tmp_path / "x.json", b"{}")
    put_in_place(tmp_path / "x.json", b"[]")
    assert (tmp_path / "x.json").read_bytes() == b"[]"
    assert [*tmp_path.iterdir()] == [tmp_path / "x.json"]
    with pytest.raises(OSError, match="No such file"):
        put_in_place(tmp_path / "no/x.json", b"")
