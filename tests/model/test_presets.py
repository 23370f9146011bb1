from __future__ import annotations

from decimal import Decimal as D
from pathlib import PurePosixPath
from typing import get_args

import pytest

from goaltree import workspace
from kraokr.model import Config
from kraokr.model.presets import PRESET_TEXTS, PRESETS, Preset
from kraokr.workspace import load


def config(text: str) -> Config:
    return workspace({"kraokr.yaml": f"kind: config\n{text}"}).config


def test_every_preset_has_settings_and_a_text() -> None:
    assert list(PRESETS) == list(get_args(Preset))
    assert len(set(PRESET_TEXTS["enumDescriptions"])) == len(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_what_the_config_does_not(name: str) -> None:
    found = config(f"score: {{preset: {name}}}\n")
    assert found.score.preset == name
    for part, settings in PRESETS[name].items():
        told = getattr(found, part)
        for key, value in settings.items():
            said = getattr(told, key)
            assert said == value if not isinstance(value, dict) else said.model_dump() == value


def test_each_preset_computes_otherwise_than_the_usual_way_and_than_the_others() -> None:
    told = [
        str(config(f"score: {{preset: {name}}}").model_dump(exclude={"score": {"preset"}}))
        for name in PRESETS
    ]
    assert len({*told, str(config("").model_dump(exclude={"score": {"preset"}}))}) == len(PRESETS) + 1


def test_what_the_config_says_itself_wins() -> None:
    found = config("score: {preset: engagedly, expected: {committed: 0.9}}\npace: {off: 0.5}\n")
    assert (found.score.expected.committed, found.score.expected.aspirational) == (D("0.9"), 1)
    assert (found.pace.on, found.pace.off, found.pace.grace, found.score.kept) == (
        D("0.165"),
        D("0.5"),
        0,
        "last",
    )


@pytest.mark.parametrize("text", ["score: 5", "score: {preset: engagdly}", "score: {preset: [linear]}"])
def test_a_wrong_preset_is_reported_and_changes_nothing(text: str) -> None:
    loaded = load({PurePosixPath("kraokr.yaml"): f"kind: config\n{text}\n"})
    assert [problem.kind for problem in loaded.problems] == ["invalid-value"]
    assert (loaded.config.score.preset, loaded.config.score.kept) == (None, "share")


def test_a_wrong_setting_beside_a_preset_costs_only_itself() -> None:
    text = "kind: config\nscore: {preset: engagedly, kept: always}\npace: 3\n"
    loaded = load({PurePosixPath("kraokr.yaml"): text})
    places = [
        str(problem.finding.at.file.text[problem.finding.at.span.start :][:6]) for problem in loaded.problems
    ]
    assert sorted(places) == ["3\n", "always"]
    assert (loaded.config.score.preset, loaded.config.pace.on) == ("engagedly", D("0.165"))
