"""Many files at once, shared out between the processes of a team."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import IO

from kraokr.parallel import ALONE, Team
from kraokr.source.document import Document
from kraokr.source.text import SourceFile
from kraokr.source.yaml import marks_of, parse, parse_later


def parse_all(files: Sequence[SourceFile], team: Team = ALONE) -> list[Document]:
    """Read many files; two processes send each other only data, and the marks are found when asked for."""
    if team is ALONE:
        return [parse(file) for file in files]
    by_path = {file.path: file for file in files}
    return team.share(_parse_each, files, _dump, lambda pipe: _load(pipe, by_path))


def _parse_each(files: Sequence[SourceFile]) -> list[Document]:
    return [parse_later(file) for file in files]


def _dump(documents: Sequence[Document], pipe: IO[bytes]) -> None:
    read = [(str(d.file.path), None if d.problems else (d.data,)) for d in documents]
    pickler = pickle.Pickler(pipe, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # data read from YAML is a tree: nothing in it has to be remembered
    pickler.dump(read)


def _load(pipe: IO[bytes], files: Mapping[PurePosixPath, SourceFile]) -> list[Document]:
    """Documents from what the other process has sent; files with problems are read here again."""
    documents = []
    for path, read in pickle.load(pipe):
        file = files[PurePosixPath(path)]
        documents.append(parse(file) if read is None else Document(file, read[0], marks_of, []))
    return documents
