"""Presets: ways to compute scores that other tools and forms are known by, as settings of kraokr.yaml.

Sources: the published arithmetic of the tools that the names speak of.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, TypeAlias, get_args

from kraokr.model.types import described

Preset: TypeAlias = Literal[
    "okr-0.7",
    "linear",
    "zones",
    "servicenow",
    "engagedly",
    "upraise",
    "mooncamp",
    "profitco",
    "kra-ratio",
    "kra-ratio-120",
    "metric-lookup",
]

_TEXTS = (
    "0.7 is success for every objective, committed or not.",
    "1 is success for every objective, and due in step with the days.",
    "The target is the stretch: 0.7 of the way is success, 0.3 what was committed to.",
    "What goes beyond a target counts; behind where less than 0.9, off track where less than 0.75 is there "
    "of what is due.",
    "Behind from 16.5 points on, off track from 33; a level is kept or not by its last reading.",
    "Behind where less than 0.95 is there of what is due, off track below 0.75.",
    "Behind where less than 0.9 is there of what is due, off track below 0.7.",
    "A level counts by the distance from it, also beyond 1.",
    "KPIs count target / actual where lower is better.",
    "As `kra-ratio`, and one KPI counts up to 1.2.",
    "Five levels are steps, without anything between them.",
)
PRESET_MEANINGS: Mapping[str, str] = dict(zip(get_args(Preset), _TEXTS, strict=True))
"""What each preset does, in a sentence or two."""

PRESET_TEXTS = described(**PRESET_MEANINGS)


def _due_in_full(**score: object) -> dict[str, object]:
    return {"expected": {"aspirational": Decimal(1), "committed": Decimal(1)}, **score}


def _pace(by: str, on: str, off: str) -> dict[str, object]:
    return {"by": by, "on": Decimal(on), "off": Decimal(off), "grace": Decimal(0)}


PRESETS: Mapping[str, Mapping[str, Mapping[str, object]]] = {
    "okr-0.7": {"score": {"expected": {"aspirational": Decimal("0.7"), "committed": Decimal("0.7")}}},
    "linear": {"score": _due_in_full()},
    "zones": {"score": {"expected": {"aspirational": Decimal("0.7"), "committed": Decimal("0.3")}}},
    "servicenow": {"score": _due_in_full(beyond_target=True), "pace": _pace("ratio", "0.9", "0.75")},
    "engagedly": {"score": _due_in_full(kept="last"), "pace": _pace("gap", "0.165", "0.33")},
    "upraise": {"score": _due_in_full(), "pace": _pace("ratio", "0.95", "0.75")},
    "mooncamp": {"score": _due_in_full(), "pace": _pace("ratio", "0.9", "0.7")},
    "profitco": {"score": {"kept": "distance", "beyond_target": True}},
    "kra-ratio": {"score": {"at_most": "ratio"}},
    "kra-ratio-120": {"score": {"at_most": "ratio", "cap": Decimal("1.2")}},
    "metric-lookup": {"score": {"scale": "steps"}},
}
"""The settings of each preset, in the form of kraokr.yaml."""


def with_preset(data: Any) -> Any:
    """The data of a config with what its preset says beneath what it says itself."""
    score = data.get("score") if isinstance(data, dict) else None
    name = score.get("preset") if isinstance(score, dict) else None
    preset = PRESETS.get(name) if isinstance(name, str) else None
    return data if preset is None else _over(data, preset)


def _over(written: Any, beneath: Any) -> Any:
    """What is written, and from beneath what is not; anything but a mapping stays as it is written."""
    if not (isinstance(written, dict) and isinstance(beneath, Mapping)):
        return written
    return {
        **beneath,
        **{key: _over(value, beneath[key]) if key in beneath else value for key, value in written.items()},
    }
