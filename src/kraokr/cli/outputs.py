"""What documents are written in, and where they go."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from kraokr.errors import KraokrError

State: TypeAlias = Literal["written", "unchanged", "kept"]
"""What became of a document: it was written, was there already, or gave way to what somebody has changed."""

_ENDINGS = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}


def formats_given(given: Sequence[str]) -> tuple[str, ...]:
    """The formats of all --format options, each once; a value may hold several, with commas between.

    Raises:
        KraokrError: there is no such format.
    """
    from kraokr.model.messages import unknown_word

    known = tuple(dict.fromkeys(_ENDINGS.values()))
    words = tuple(dict.fromkeys(word.strip() for text in given for word in text.split(",")))
    for word in words:
        if word not in known:
            raise KraokrError(*unknown_word("format", word, known))
    return words


def format_of(output: str) -> str:
    """The format that the name of the output stands for; Markdown where it has no ending.

    Raises:
        KraokrError: it stands for none.
    """
    ending = "" if is_folder_name(output) else Path(output).suffix.lower()
    if ending and ending not in _ENDINGS:
        help = "let the name end in .md, .html, .pdf or .docx, or say which with --format"
        raise KraokrError(f"{output} does not say what to write", help)
    return _ENDINGS.get(ending, "md")


def folder_of(output: str) -> Path:
    """The folder that several documents go to; it need not be there yet.

    Raises:
        KraokrError: the output is no folder.
    """
    from kraokr.workspace.filesystem import exists

    help = "name a folder for them, such as `--output out/`"
    if output == "-":
        raise KraokrError("several documents cannot go to standard output", help)
    path = Path(output)
    if not is_folder_name(output) and (path.suffix.lower() in _ENDINGS or exists(path)):
        raise KraokrError(f"{output} is one file, and several documents are to be written", help)
    return path


def is_folder_name(output: str) -> bool:
    """Whether the output is a folder, or says by a slash that it is to be one."""
    from kraokr.workspace.filesystem import is_folder

    return output.endswith("/") or is_folder(Path(output))


def put(path: Path, document: bytes, force: bool) -> State:
    """Write a document, unless it is there already, or something that is not as we wrote it.

    `force` replaces what somebody has changed, but only a file, never a folder or a device.

    Raises:
        KraokrError: it cannot be written.
    """
    from kraokr.documents import is_untouched_file
    from kraokr.workspace.filesystem import exists, is_file
    from kraokr.workspace.save import save

    there = _content(path)
    if there == document:
        return "unchanged"
    may_go = (force and is_file(path)) or (there is not None and is_untouched_file(there))
    if exists(path) and not may_go:
        return "kept"
    save(path, document)
    return "written"


def not_ours(path: Path) -> KraokrError:
    """Why what stands in the place of a document was kept."""
    from kraokr.workspace.filesystem import is_file

    if not is_file(path):
        return KraokrError(f"{path} exists and is no file", "choose another --output")
    help = "choose another --output, or replace it with --force"
    return KraokrError(f"{path} exists and is not as kraokr wrote it", help)


def print_document(document: bytes, name: str) -> None:
    """Write a document to standard output: to a terminal as text, else its bytes, whatever the locale.

    Raises:
        KraokrError: that is a terminal, and the document is no text; or it takes no more, as a full disk.
    """
    if sys.stdout.isatty() and name.endswith((".pdf", ".docx")):
        raise KraokrError("a terminal cannot show this format", f"write it with `--output {name}`")
    try:
        if sys.stdout.isatty():
            sys.stdout.write(document.decode())
        else:
            sys.stdout.buffer.write(document)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        raise
    except OSError as error:
        help = f"write it with `--output {name}`, where there is room"
        raise KraokrError(f"standard output cannot be written: {error.strerror}", help) from None


def _content(path: Path) -> bytes | None:
    """The bytes of a regular file that can be read."""
    from kraokr.workspace.filesystem import is_file

    try:
        return path.read_bytes() if is_file(path) else None
    except OSError:
        return None
