"""Goal files in which every text is a given word, followed by the name of the field that it stands in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from kraokr.model import KINDS
from kraokr.model.node import Node, node_types
from kraokr.model.types import Ref, Text

LOOKED_UP = frozenset(
    f"{model}.{field}"
    for model, fields in {
        "Assignment": "role level",
        "Bands": "amber green",
        "CheckIn": "item milestone",
        "CheckIns": "cycle owner team",
        "Config": "exclude files lang templates",
        "CycleFields": "parent",
        "DevelopmentAction": "kra",
        "KeyResult": "kpi owner target",
        "Level": "targets",
        "Objective": "accelerates contributors cycle owner parent supports team",
        "Objectives": "cycle owner team",
        "Person": "level role team",
        "Review": "person",
        "ReviewEntry": "cycle person",
        "Role": "extends promotes_to",
        "Team": "lead parent",
    }.items()
    for field in fields.split()
)
"""The fields that name something else, hold a number in words, or say how files are read."""


def text_fields() -> set[str]:
    """All fields of goal files that hold text, as `Model.field`; those that are inherited only once."""
    models: set[type[Node]] = set()
    for kind in KINDS.values():
        _reach(kind, models)
    return {
        f"{model.__name__}.{field}"
        for model in models
        for field, hint in get_type_hints(model, include_extras=True).items()
        if field in model.__annotations__ and field in model.model_fields and _is_text(hint)
    }


def _reach(model: type[Node], models: set[type[Node]]) -> None:
    bases = [base for base in model.__mro__ if issubclass(base, Node) and base is not Node]
    for base in set(bases) - models:
        models.add(base)
        for field in base.model_fields.values():
            for inner in node_types(field.annotation):
                _reach(inner, models)


def _is_text(hint: Any) -> bool:
    """Whether a type takes text, or a reference, which is text until it is found."""
    if get_origin(hint) is Annotated and any(
        hint.__metadata__[: len(known)] == known for known in (get_args(Text)[1:], get_args(Ref)[1:])
    ):
        return True
    return any(_is_text(inner) for inner in get_args(hint))


class Texts:
    """Goal files about `ann`, and the fields that got a text."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.named: set[str] = set()
        self.files = {f"{name}.yaml": json.dumps(data, ensure_ascii=False) for name, data in self._all()}

    def __call__(self, field: str) -> str:
        """The text of a field."""
        self.named.add(field)
        return f"{self.word} {field}"

    def _all(self) -> Iterator[tuple[str, dict[str, Any]]]:
        yield "kraokr", self._config()
        yield "role", self._role()
        yield "next", {"kind": "role", "id": "next", "title": self("Role.title")}
        yield "ann", self._person()
        yield "team", self._team()
        yield "review", self._review()
        owned = {"owner": "ann", "cycle": "2026-Q3", "objectives": [self._objective("running")]}
        yield "objectives", {"kind": "objectives", **owned}
        yield "checkins", {"kind": "checkins", "owner": "ann", "checkins": [*self._checkins()]}

    def _config(self) -> dict[str, Any]:
        start, end = "2026-01-01", "2026-06-30"
        return {
            "kind": "config",
            "organisation": self("Config.organisation"),
            "as_of": "2026-08-20",
            "rating_scale": [{"value": at, "label": self("RatingStep.label")} for at in (1, 2, 3)],
            "policy": {"reason": self("Policy.reason")},
            "cycles": [{"id": self("CycleFields.id"), "start": start, "end": end}],
        }

    def _role(self) -> dict[str, Any]:
        scope = {
            **{name: self(f"Scope.{name}") for name in ("systems", "influence", "ownership")},
            "reach": "team",
        }
        levels = [
            {
                "id": id,
                "rank": at,
                "title": self("Level.title"),
                "scope": {"a": self("Level.scope"), "b": scope},
            }
            for at, id in enumerate(("low", "high"))
        ]
        return {
            "kind": "role",
            "id": "agent",
            "title": self("Role.title"),
            "purpose": self("Role.purpose"),
            "owner": self("Role.owner"),
            "promotes_to": "next",
            "limits": {"kras": {"max": 9, "reason": self("CountLimits.reason")}},
            "kras": [self._kra(id) for id in "abcde"],
            "levels": levels,
        }

    def _kra(self, id: str) -> dict[str, Any]:
        sources = (
            self("Kpi.source"),
            {"connection": self("DataSource.connection"), "query": self("DataSource.query")},
        )
        kpi = {
            "name": self("Kpi.name"),
            "definition": self("Kpi.definition"),
            "unit": self("Kpi.unit"),
            "target": self("Kpi.target") if id == "c" else ">= 85",
            "primary_role": self("Kpi.primary_role"),
        }
        return {
            "id": id,
            **{name: self(f"Kra.{name}") for name in ("name", "outcome", "tactic_ok", "primary_role")},
            "practices": [self("Kra.practices")],
            "weight": 20,
            "kpis": [
                {**kpi, "id": f"kpi-{id}", "source": sources[0]},
                {**kpi, "id": f"guard-{id}", "source": sources[1], "guardrail": True},
            ],
        }

    def _person(self) -> dict[str, Any]:
        dropped = {
            **self._objective("dropped"),
            "dropped": {"on": "2026-03-01", "reason": self("Dropped.reason")},
        }
        return {
            "kind": "person",
            "id": "ann",
            "name": self("Person.name"),
            "role": "agent",
            "level": "low",
            "team": "desk",
            "manager": self("Person.manager"),
            "objectives": [{**one, "cycle": "2026-Q1"} for one in (self._objective("done"), dropped)],
        }

    def _team(self) -> dict[str, Any]:
        objective = {**self._objective("shared"), "cycle": "2026-Q2"}
        return {
            "kind": "team",
            "id": "desk",
            "name": self("Team.name"),
            "lead": "ann",
            "objectives": [objective],
        }

    def _objective(self, id: str) -> dict[str, Any]:
        key_result = {
            "title": self("KeyResult.title"),
            "unit": self("KeyResult.unit"),
            "source": self("KeyResult.source"),
        }
        milestones = [{"id": "step", "title": self("Milestone.title"), "due": "2026-07-10"}]
        change = {name: self(f"TargetChange.{name}") for name in ("field", "from", "to", "reason")}
        return {
            "id": id,
            **{name: self(f"Objective.{name}") for name in ("title", "why", "reason", "learning")},
            "accelerates": "a",
            "key_results": [
                {**key_result, "id": f"{id}-number", "baseline": 2, "target": 9},
                {**key_result, "id": f"{id}-limit", "target": "<= 3", "guardrail": True},
                {"id": f"{id}-steps", "title": self("KeyResult.title"), "milestones": milestones},
            ],
            "initiatives": [self("Objective.initiatives"), self._initiative()],
            "override": {"value": 0.5, "reason": self("Override.reason")},
            "changes": [{"on": "2026-02-01", **change}],
        }

    def _initiative(self) -> dict[str, Any]:
        return {"title": self("InitiativeFields.title"), "link": self("InitiativeFields.link")}

    def _checkins(self) -> Iterator[dict[str, Any]]:
        told = {name: self(f"CheckIn.{name}") for name in ("note", "by", "source")}
        yield {"date": "2026-03-05", "item": "kpi-a", "value": 90, **told}
        yield {
            "date": "2026-03-06",
            "readings": {"kpi-b": 60, "guard-a": 3, "done-number": 5, "done-limit": 4},
        }
        yield {"date": "2026-07-02", "type": "one_on_one", **told}
        yield {"date": "2026-07-03", "item": "running-number", "value": 2, "confidence": 9}
        yield {"date": "2026-07-20", "item": "running-number", "value": 3, "confidence": 2, **told}
        yield {"date": "2026-07-21", "type": "feedback", **told}
        yield {"date": "2026-07-22", "item": "kpi-a", "value": 20}

    def _review(self) -> dict[str, Any]:
        plain = ("role_version", "reviewer", "summary", "self_summary", "uniform_reason")
        action = {
            "kra": "a",
            "action": self("DevelopmentAction.action"),
            "owner": self("DevelopmentAction.owner"),
        }
        to = {"role": self("NextRole.role"), "level": self("NextRole.level")}
        return {
            "kind": "review",
            "person": "ann",
            "cycle": self("CycleFields.id"),
            "status": "final",
            **{
                name: self(f"ReviewEntry.{name}")
                for name in (*plain, "feedback_elsewhere", "employee_comment")
            },
            "kras": {**{id: self._reviewed() for id in "abce"}, "d": self._not_assessed()},
            "overall": {"method": "manual", "value": 2, "reason": self("Overall.reason")},
            "development": [{**action, "by": "2026-08-01"}],
            "recommendation": "promote",
            "to": to,
            "amendments": [{"on": "2026-07-19", "by": self("Amendment.by"), "text": self("Amendment.text")}],
        }

    def _reviewed(self) -> dict[str, Any]:
        plain = ("comment", "strengths", "gaps", "scope_evidence", "override_reason")
        return {
            **{name: self(f"ReviewedKra.{name}") for name in plain},
            "self": self("ReviewedKra.self_text"),
            "rating": 3,
            "evidence": [self("ReviewedKra.evidence"), "kpi-a", "done-number", "2026-03-05"],
        }

    def _not_assessed(self) -> dict[str, Any]:
        return {"not_assessed": self("ReviewedKra.not_assessed")}
