from __future__ import annotations

import pytest

from kraokr.documents import is_untouched, sealed


@pytest.mark.parametrize("document", ["# Review\n", "<html>\n</html>\n", "佐藤\n", ""])
def test_a_sealed_document_is_untouched(document: str) -> None:
    assert is_untouched(sealed(document))
    assert sealed(document).startswith(document)


@pytest.mark.parametrize(
    "changed",
    [
        "# Review\n",
        sealed("# Review\n").replace("Review", "review"),
        sealed("# Review\n") + "A note.\n",
        "A note.\n" + sealed("# Review\n"),
        sealed("# Review\n").replace("\n<!--", "\n\n<!--"),
        sealed(sealed("# Review\n")).replace("Review", "review"),
    ],
)
def test_a_changed_document_is_not(changed: str) -> None:
    assert not is_untouched(changed)
