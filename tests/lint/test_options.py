"""Options of rules, described for people and for the config's schema."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from jsonschema import Draft202012Validator
from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.options import OptionDoc, options_of, options_schema
from kraokr.model import Kra
from kraokr.rules import RULES, option_schemas
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    at_most: Annotated[int, Field(ge=1, description="How many.")] = 5
    share: Annotated[Decimal, Field(description="How much.")] = Decimal("0.5")
    limit: Decimal | None = None
    word: str | None = None
    words: tuple[str, ...] = ("a",)
    form: Literal["short", "long"] = "short"
    loud: bool = False


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1", options=Options)
def kra_x(kra: Kra, ctx: Context[Options]) -> Iterator[Finding]:
    """A rule with options."""
    yield from ()


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1")
def kra_y(kra: Kra, ctx: Context[Any]) -> Iterator[Finding]:
    """A rule without options."""
    yield from ()


def test_options_in_words() -> None:
    assert [(o.name, o.type, o.default) for o in options_of(kra_x)] == [
        ("at_most", "integer", "5"),
        ("share", "number", "0.5"),
        ("limit", "number", "null"),
        ("word", "string", "null"),
        ("words", "array", '["a"]'),
        ("form", "string", '"short"'),
        ("loud", "boolean", "false"),
    ]
    assert options_of(kra_x)[0] == OptionDoc("at_most", "integer", "5", "How many.")
    assert options_of(kra_y) == []


def test_options_as_schema() -> None:
    parts = options_schema(kra_x)["properties"]
    assert parts["at_most"] == {"type": "integer", "minimum": 1, "default": 5, "description": "How many."}
    assert parts["share"] == {"type": "number", "default": 0.5, "description": "How much."}
    assert parts["words"]["items"] == {"type": "string"}
    assert parts["form"]["enum"] == ["short", "long"]


def test_the_defaults_of_every_rule_pass_its_schema() -> None:
    for name, schema in option_schemas().items():
        Draft202012Validator.check_schema(schema)
        for option, part in schema.get("properties", {}).items():
            default = part.get("default")
            assert default is None or Draft202012Validator(part).is_valid(default), (name, option)


def test_every_option_says_what_it_is_for() -> None:
    for one in RULES:
        for option in options_of(one):
            assert option.description.endswith("."), (one.name, option.name)
            assert option.type, (one.name, option.name)
