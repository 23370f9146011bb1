"""What a docstring says."""

from __future__ import annotations

import pytest

from kraokr.lint.ruledoc import parse_doc
from kraokr.rules import RULES

DOC = """Something is wrong.

    ## Why
    It matters,
    and more than once.

    ## Bad
    ```yaml
    kind: role
    kras:
      - {id: a}
    ```

    ```yaml
    kind: team
    ```

    ## Good
    ```yaml
    kind: role
    ```

    ## Exceptions
    None.
    """


def test_parts() -> None:
    doc = parse_doc(DOC)
    assert doc.summary == "Something is wrong."
    assert doc.why == "It matters,\nand more than once."
    assert doc.bad == ("kind: role\nkras:\n  - {id: a}\n", "kind: team\n")
    assert doc.good == ("kind: role\n",)
    assert doc.exceptions == "None."


def test_exceptions_are_optional_and_other_blocks_no_examples() -> None:
    doc = parse_doc(DOC.partition("    ## Exceptions")[0].replace("```yaml", "```text"))
    assert (doc.bad, doc.good, doc.exceptions) == ((), (), "")


@pytest.mark.parametrize("title", ["Why", "Bad", "Good"])
def test_a_section_that_is_missing(title: str) -> None:
    with pytest.raises(ValueError, match=f"lacks the section {title}"):
        parse_doc(DOC.replace(f"## {title}", "## Other"))


def test_no_docstring() -> None:
    with pytest.raises(ValueError, match="lacks the section Why"):
        parse_doc("")


def test_every_rule_is_documented() -> None:
    for rule in RULES:
        assert rule.doc.summary.endswith(".")
        assert rule.doc.why
