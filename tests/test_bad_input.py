"""Files that no one should write, and everyone does: each gets a located message and costs no other."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Commands, process
from trees import write

GOOD = "kind: role\nid: good\ntitle: Good\nwieght: 3\n"
ROLE = "kind: role\nid: bad\ntitle: Bad\n"
SENTINEL = ("unknown-key", "good.yaml", 4, 1)
Place = tuple[str, str, int, int]

CASES: dict[str, tuple[bytes, list[Place], str]] = {
    "not YAML": (b"{{ this is: not: YAML }}\n", [("invalid-yaml", "bad.yaml", 1, 2)], "not closed"),
    "plain text": (
        b"Dear all,\nour goals\n",
        [("invalid-value", "bad.yaml", 1, 1)],
        "this file is plain text",
    ),
    "a list": (b"- kind: role\n- id: bad\n", [("invalid-value", "bad.yaml", 1, 1)], "this file is a list"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", [("invalid-yaml", "bad.yaml", 1, 1)], "a binary file"),
    "a text with a NUL": (b"kind: role\nid: b\0d\n", [("invalid-yaml", "bad.yaml", 2, 6)], "U+0000"),
    "Latin-1": ("kind: role\ntitle: Café\n".encode("latin-1"), [("invalid-yaml", "bad.yaml", 2, 11)], "0xE9"),
    "UTF-16": (ROLE.encode("utf-16"), [("invalid-yaml", "bad.yaml", 1, 1)], "UTF-16"),
    "flow nested deep": (
        b"kind: role\nid: bad\ntitle: " + b"[" * 10_000 + b"]" * 10_000,
        [("unsupported-yaml", "bad.yaml", 3, 107)],
        "nested more than 100 levels deep",
    ),
    "blocks nested deep": (
        b"kind: role\nid: bad\ntitle: B\nkras:\n" + b"- " * 10_000 + b"x",
        [("unsupported-yaml", "bad.yaml", 5, 199)],
        "nested more than 100 levels deep",
    ),
    "an alias bomb": (
        b"kind: role\nid: bad\ntitle: Bad\nx-0: &a0 [lol, lol]\n"
        + b"".join(b"x-%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 10)),
        [],
        "",
    ),
    "duplicate keys": (
        ROLE.encode() + b"title: Again\n",
        [("duplicate-id", "bad.yaml", 4, 1)],
        "given twice",
    ),
    "tabs": (
        b"kind: role\nkras:\n\t- id: a\n",
        [("invalid-yaml", "bad.yaml", 3, 1)],
        "a tab in the indentation",
    ),
    "CRLF": (
        b"kind: role\r\nid: bad\r\ntitle: Bad\r\nkars: []\r\n",
        [("unknown-key", "bad.yaml", 4, 1)],
        "`kars`",
    ),
    "a lone CR": (
        b"kind: role\rid: bad\rtitle: Bad\rkars: []\r",
        [("unknown-key", "bad.yaml", 4, 1)],
        "`kars`",
    ),
    "a BOM": (
        b"\xef\xbb\xbfknid: role\nkind: role\nid: a\ntitle: A\n",
        [("unknown-key", "bad.yaml", 1, 1)],
        "`knid`",
    ),
    "nothing": (b"", [("invalid-value", "bad.yaml", 1, 1)], "the file is empty"),
    "only comments": (b"# one day\n", [("invalid-value", "bad.yaml", 1, 1)], "the file is empty"),
    "a merge conflict": (
        b"kind: role\n<<<<<<< HEAD\nid: a\n=======\nid: b\n>>>>>>> other\n",
        [("invalid-yaml", "bad.yaml", 2, 1)],
        "merge conflict",
    ),
    "an impossible date": (
        b"kind: role\nid: bad\ntitle: Bad\nreviewed_on: 2026-02-30\n",
        [("invalid-value", "bad.yaml", 4, 14)],
        "a day that does not exist",
    ),
    "an endless number": (
        b"kind: role\nid: bad\ntitle: Bad\nx-n: " + b"9" * 100_000 + b"\n",
        [("invalid-value", "bad.yaml", 4, 6)],
        "longer than 15 digits",
    ),
    "half a character": (
        b"kind: role\nid: bad\ntitle: B\xc3\n",
        [("invalid-yaml", "bad.yaml", 3, 9)],
        "0xC3",
    ),
}


READING = "invalid-yaml,unsupported-yaml,invalid-value,unknown-key,duplicate-id,file-too-large"
ARGUMENTS = ("lint", "--select", READING, "-f", "json")
Said = tuple[int, list[Place], str]
Lint = Callable[..., Said]


def understood(code: int, out: str | bytes) -> Said:
    """Exit code, places and messages of a run."""
    found = json.loads(out)
    assert all(one["message"] and one["severity"] in ("error", "warning") for one in found)
    places = [(one["rule"], one["path"], one["start"]["line"], one["start"]["column"]) for one in found]
    return code, places, "\n".join(one["message"] for one in found)


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lint:
    """Lints a folder for problems of reading."""

    def run(folder: Path, *arguments: str) -> Said:
        outcome = Commands(monkeypatch, capsys)(*ARGUMENTS, *arguments, cwd=folder)
        assert outcome.err == ""
        return understood(outcome.code, outcome.out)

    return run


def lint_in_little_memory(folder: Path) -> Said:
    """The same in a process that may take 300 MB at most, and says so if it took more."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_DATA, (300 * 2**20, 300 * 2**20))"
    peak = "next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM'))"
    small = (
        f"{peak} < 300 * 1024"  # what getrusage tells may be the peak of the process that started this one
    )
    check = f"import os; leave = os._exit; os._exit = lambda code: leave(code if {small} else 99)"
    done = process(ARGUMENTS, folder, prelude=f"{limit}\n{check}")
    assert done.stderr == b"", done.stderr.decode()
    return understood(done.returncode, done.stdout)


@pytest.mark.parametrize("name", CASES)
def test_bad_file(tmp_path: Path, lint: Lint, name: str) -> None:
    data, expected, message = CASES[name]
    code, places, messages = lint(write(tmp_path, {"bad.yaml": data, "good.yaml": GOOD}))
    assert code == 1
    assert SENTINEL in places, "the other file is linted all the same"
    places.remove(SENTINEL)
    assert places
    assert all(place[1] == "bad.yaml" for place in places)
    assert places[: len(expected)] == expected
    assert message in messages


def test_an_alias_bomb_is_reported_and_never_expanded(tmp_path: Path) -> None:
    _, places, messages = lint_in_little_memory(write(tmp_path, {"bad.yaml": CASES["an alias bomb"][0]}))
    assert {place[0] for place in places} == {"unsupported-yaml"}
    assert "the alias `*a8`" in messages


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path: Path) -> None:
    root = write(tmp_path, {"good.yaml": GOOD})
    with (root / "bad.yaml").open("wb") as file:
        file.write(b"kind: role\n")
        file.truncate(50_000_000)
    code, places, messages = lint_in_little_memory(root)
    assert code == 1
    assert places == [("file-too-large", "bad.yaml", 1, 1), SENTINEL]
    assert messages.startswith("the file has 50.0 MB")


def test_two_files_with_one_id(tmp_path: Path, lint: Lint) -> None:
    code, places, messages = lint(write(tmp_path, {"a.yaml": ROLE, "b.yaml": ROLE, "good.yaml": GOOD}))
    assert (code, places) == (1, [("duplicate-id", "b.yaml", 2, 5), SENTINEL])
    assert "it stands already in a.yaml on line 2" in messages


def _unreadable(root: Path) -> None:
    (root / "bad.yaml").write_text(ROLE)
    (root / "bad.yaml").chmod(0)


def _loop(root: Path) -> None:
    (root / "bad.yaml").symlink_to("bad.yaml")


def _folder_loop(root: Path) -> None:
    (root / "inner").mkdir()
    (root / "inner/up").symlink_to("..")
    (root / "bad.yaml").write_text("kind: rolle\n")


def _pipe(root: Path) -> None:
    os.mkfifo(root / "bad.yaml")


def _gone(root: Path) -> None:
    (root / "bad.yaml").symlink_to("nowhere")


needs_rights = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        pytest.param(_unreadable, "invalid-yaml", "cannot be read: Permission denied", marks=needs_rights),
        (_loop, "invalid-yaml", "cannot be read: Too many levels of symbolic links"),
        (_folder_loop, "invalid-value", "unknown kind `rolle`"),
        (_pipe, "invalid-yaml", "this is no regular file"),
        (_gone, "invalid-yaml", "cannot be read: No such file or directory"),
    ],
    ids=["unreadable", "loop of links", "loop of folders", "pipe", "link to nowhere"],
)
@pytest.mark.parametrize("arguments", [[], ["bad.yaml", "good.yaml"]], ids=["all", "named"])
def test_bad_thing(
    tmp_path: Path, lint: Lint, make: Callable[[Path], None], kind: str, message: str, arguments: list[str]
) -> None:
    root = write(tmp_path, {"good.yaml": GOOD})
    make(root)
    code, places, messages = lint(root, *arguments)
    assert code == 1
    assert [place[:2] for place in places] == [(kind, "bad.yaml"), ("unknown-key", "good.yaml")]
    assert message in messages


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    done = process(["lint", "no/such/folder"], tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"error: no/such/folder does not exist\nhelp: ")


@pytest.mark.parametrize(
    ("config", "place", "message"),
    [
        ("kind: config\nprofil: strict\n", ("unknown-key", "kraokr.yaml", 2, 1), "unknown key `profil`"),
        (
            "kind: config\nprofile: strickt\n",
            ("invalid-value", "kraokr.yaml", 2, 10),
            "`profile` is the text",
        ),
        (
            "kind: config\nrules: {kra-cuont: off}\n",
            ("invalid-value", "kraokr.yaml", 2, 9),
            "unknown rule `kra-cuont`",
        ),
        (
            "kind: config\nrules: {kra-count: {at_msot: 3}}\n",
            ("invalid-value", "kraokr.yaml", 2, 21),
            "unknown option",
        ),
        ("kind: config\nrules: [kra\n", ("invalid-yaml", "kraokr.yaml", 2, 8), "not closed"),
        ("kind: confg\n", ("invalid-value", "kraokr.yaml", 1, 7), "unknown kind `confg`"),
        ("profile: strict\n", ("invalid-value", "kraokr.yaml", 1, 1), "no `kind:` says what this is"),
        ("", ("invalid-value", "kraokr.yaml", 1, 1), "the file is empty"),
    ],
)
def test_a_config_with_a_typo(tmp_path: Path, lint: Lint, config: str, place: Place, message: str) -> None:
    code, places, messages = lint(write(tmp_path, {"kraokr.yaml": config, "good.yaml": GOOD}))
    assert code == 1
    assert places == [SENTINEL, place]
    assert message in messages
