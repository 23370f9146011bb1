"""The schemas say what the models take."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from jsonschema import Draft7Validator

from goalfiles import example, with_mistake
from kraokr.model import KINDS, Node
from kraokr.model.schema import _TOGETHER, KNOWN_DIFFERENCES, schema, schema_files
from kraokr.model.validate import validate
from support import document

ANY_KIND = Draft7Validator(schema(None), format_checker=Draft7Validator.FORMAT_CHECKER)
OF_KIND = {
    kind: Draft7Validator(schema(kind), format_checker=Draft7Validator.FORMAT_CHECKER) for kind in KINDS
}


def taken(data: Any) -> bool:
    """Whether kraokr reads the data without a problem."""
    parsed = document(json.dumps(data, ensure_ascii=False))
    return validate(parsed) is not None and not parsed.problems


def without(data: Any, path: tuple[str | int, ...]) -> Any:
    copy = deepcopy(data)
    holder = copy
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return copy


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


@pytest.mark.parametrize("name", schema_files())
def test_is_valid_draft_7(name: str) -> None:
    text = schema_files()[name]
    Draft7Validator.check_schema(json.loads(text))
    assert json.loads(text)["$id"] == name
    for absent in ('"$defs"', '"discriminator"', '"null"', "prefixItems", '"title": "'):
        assert absent not in text


@pytest.mark.parametrize("kind", KINDS)
def test_takes_what_the_model_takes(kind: str) -> None:
    random = Random(kind)
    seen: Counter[bool] = Counter()
    for _ in range(150):
        data = example(KINDS[kind], random)
        seen[taken(data)] += 1
        assert OF_KIND[kind].is_valid(data) == ANY_KIND.is_valid(data) == taken(data), data
    assert seen[True] > 30


@pytest.mark.parametrize("kind", KINDS)
def test_refuses_what_the_model_refuses(kind: str) -> None:
    random = Random(kind)
    seen: Counter[bool] = Counter()
    while seen.total() < 400:
        right = example(KINDS[kind], random)
        if not taken(right):
            continue
        for _ in range(4):
            data, path = with_mistake(right, random)
            accepted = OF_KIND[kind].is_valid(data)
            seen[accepted] += 1
            if taken(data) != accepted:
                assert not accepted, data
                assert at(data, path) is None and taken(without(data, path)), data
    assert min(seen[True], seen[False]) > 80


def test_misfits_are_in_the_schema_or_known() -> None:
    only_in_models = {
        cls.__name__ for cls in _below(Node)[1:] if "misfits" in vars(cls) and cls not in _TOGETHER
    }
    assert only_in_models == {"CycleFields", "ReviewPeriod"}
    assert "an end before its start" in dict(KNOWN_DIFFERENCES)


def _below(cls: type[Node]) -> list[type[Node]]:
    return [cls, *(found for child in cls.__subclasses__() for found in _below(child))]


@pytest.mark.parametrize(
    ("data", "by_model", "by_schema"),
    [
        (
            {"kind": "config", "cycles": [{"id": "a", "start": "2026-02-01", "end": "2026-01-01"}]},
            False,
            True,
        ),
        ({"kind": "role", "id": "a", "title": "A", "salary": 3}, True, False),
        ({"kind": "role", "id": "a", "title": "A", "purpose": None}, True, False),
        ({"kind": "role", "id": "a", "title": "A", "levels": [{"id": "b", "rank": 3.0}]}, False, True),
        (
            {"kind": "role", "id": "a", "title": "A", "kras": [{"id": "b", "name": "B", "weight": 10**16}]},
            False,
            True,
        ),
    ],
)
def test_known_differences(data: Any, by_model: bool, by_schema: bool) -> None:
    assert taken(data) == by_model
    assert ANY_KIND.is_valid(data) == by_schema


def test_kind_decides_and_errors_are_those_of_that_kind() -> None:
    errors = [error.message for error in ANY_KIND.iter_errors({"kind": "team", "id": "a", "nmae": "x"})]
    assert len(errors) == 2
    assert any("'lead' is a required property" in message for message in errors)
    assert any("'nmae'" in message for message in errors)


def test_rule_options_go_under_rules() -> None:
    options = {"kra-count": {"properties": {"at_most": {"type": "integer"}}}, "kra": {}}
    validator = Draft7Validator(schema("config", options))

    def ok(rules: Any) -> bool:
        return validator.is_valid({"kind": "config", "rules": rules})

    assert ok({"kra-count": "off", "kra": "error"})
    assert ok({"kra-count": {"severity": "info", "files": ["a/*"], "at_most": 7}, "kra": {"severity": "off"}})
    assert not ok({"kra-count": "warn"})
    assert not ok({"kra-count": {"at_most": "7"}})
    assert not ok({"kra": {"at_most": 7}})
    assert not ok({"kra-cuont": "off"})
    assert ANY_KIND.is_valid({"kind": "config", "rules": {"kra-cuont": "off"}})


def test_editors_see_descriptions() -> None:
    role = schema("role")
    status = role["properties"]["status"]
    assert status["enum"] == ["draft", "active", "retired"]
    assert len(status["enumDescriptions"]) == 3
    assert role["properties"]["limits"]["description"] == "Limits that differ from the usual ones."
    undescribed = [
        f"{name}.{field}"
        for name, part in {"Role": role, **role["definitions"]}.items()
        for field, value in part["properties"].items()
        if "description" not in value
    ]
    assert undescribed == ["Role.status", "Kra.status"]
