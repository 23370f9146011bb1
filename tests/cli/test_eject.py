"""`--eject`: our templates as one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.test_environment import alice
from kraokr.cli.ejecting import eject
from kraokr.documents.templating.environment import Templates
from kraokr.documents.templating.own import our_names, ours
from kraokr.errors import KraokrError
from kraokr.review.view import ReviewView

__all__ = ["alice"]


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_copies_all_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert eject(tmp_path, "templates") == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "templates").iterdir()}
    assert made == {name: ours(name) for name in our_names()}
    assert {"review.html.jinja", "page.html.jinja", "document.typ"} <= made.keys()
    said = capsys.readouterr().err
    assert "written: templates/review.html.jinja\n" in said
    assert "delete those that you leave as they are" in said


def test_copies_make_the_same_documents(tmp_path: Path, alice: ReviewView) -> None:
    eject(tmp_path, "templates")
    own = Templates(tmp_path / "templates")
    assert own.html("review", review=alice) == Templates().html("review", review=alice)


def test_copies_those_of_some_kinds(tmp_path: Path) -> None:
    assert eject(tmp_path, "hr/own", ["review", "self"]) == 0
    assert {path.name for path in (tmp_path / "hr/own").iterdir()} == {"review.html.jinja", "self.html.jinja"}


def test_leaves_alone_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "templates/review.html.jinja"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    assert eject(tmp_path, "templates", ["review"]) == 0
    assert mine.read_text(encoding="utf-8") == "mine"
    said = capsys.readouterr().err
    assert "kept: templates/review.html.jinja, which was there already\n" in said
    assert "--force replaces them" in said
    assert eject(tmp_path, "templates", ["review"], force=True) == 0
    assert mine.read_bytes() == ours("review.html.jinja")


def test_knows_the_kinds(tmp_path: Path) -> None:
    with pytest.raises(KraokrError, match="unknown kind of document `reviw`") as caught:
        eject(tmp_path, "templates", ["review", "reviw"])
    assert caught.value.help == "did you mean `review`?"
    assert not (tmp_path / "templates").exists()


@pytest.mark.parametrize("folder", ["../elsewhere", "link"])
def test_writes_nothing_outside_the_workspace(tmp_path: Path, folder: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    outside.mkdir()
    (root / "link").symlink_to(outside)
    with pytest.raises(KraokrError, match="lies outside the workspace"):
        eject(root, folder)
    assert not [*outside.iterdir()]
