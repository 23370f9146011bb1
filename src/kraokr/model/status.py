"""How something stands: the six statuses, and an organisation's own names for them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, ValidationInfo

from kraokr.model.types import described

StatusName: TypeAlias = Literal[
    "draft", "not_started", "on_track", "needs_focus", "off_track", "done", "dropped"
]


def _alias(value: Any, info: ValidationInfo) -> Any:
    aliases = (info.context or {}).get("status_aliases", {})
    return aliases.get(value, value) if isinstance(value, str) else value


Status: TypeAlias = Annotated[
    StatusName,
    BeforeValidator(_alias),
    Field(
        json_schema_extra=described(
            draft="Being written.",
            not_started="Agreed, no work yet.",
            on_track="Will be reached.",
            needs_focus="At risk.",
            off_track="Will be missed as things are.",
            done="Reached or closed.",
            dropped="Given up, with a reason.",
        )
    ),
]
"""A status; names listed under `status_aliases` in kraokr.yaml are read as the one they stand for."""
