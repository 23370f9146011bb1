"""The seal on a generated document, by which a later run sees whether a person has changed it."""

from __future__ import annotations

import re
from hashlib import sha256

_SEAL = re.compile(r"\n<!-- made by kraokr, sha256:(?P<hash>[0-9a-f]{64}) -->\n\Z")


def sealed(document: str) -> str:
    """The document with a last line that carries the hash of all before it."""
    return f"{document}\n<!-- made by kraokr, sha256:{_hash(document)} -->\n"


def is_untouched(document: str) -> bool:
    """Whether a document was generated and nobody has changed it since."""
    match = _SEAL.search(document)
    return match is not None and match["hash"] == _hash(document[: match.start()])


def _hash(document: str) -> str:
    return sha256(document.encode()).hexdigest()
