"""The package of a Word file, a zip: the same bytes for the same parts, and a seal on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

UNSEALED = "made by kraokr, sha256:" + "0" * 64
"""What the comments of a document say until `sealed_package` writes its hash there."""

_UNIX = 3
"""The system that every package says it was made on."""

_PROPERTIES = "docProps/core.xml"
_SEAL = re.compile(rb"made by kraokr, sha256:([0-9a-f]{64})")


def sealed_package(data: bytes) -> bytes:
    """The package without the time of its making, the hash of all its other parts in its comments.

    It is not compressed, since each build of zlib compresses in its own way.
    """
    parts = _parts(data)
    seal = UNSEALED.replace("0" * 64, _hash(parts)).encode()
    parts[_PROPERTIES] = parts[_PROPERTIES].replace(UNSEALED.encode(), seal)
    written = BytesIO()
    with ZipFile(written, "w") as package:
        for name, part in parts.items():
            entry = ZipInfo(name)
            entry.create_system = _UNIX
            package.writestr(entry, part)
    return written.getvalue()


def is_untouched_docx(data: bytes) -> bool:
    """Whether a Word document was generated and nobody has changed it since."""
    try:
        parts = _parts(data)
    except BadZipFile:
        return False
    match = _SEAL.search(parts.get(_PROPERTIES, b""))
    return match is not None and match[1].decode() == _hash(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _hash(parts: Mapping[str, bytes]) -> str:
    whole = sha256()
    for name in sorted(parts.keys() - {_PROPERTIES}):
        whole.update(name.encode() + b"\0" + sha256(parts[name]).digest())
    return whole.hexdigest()
