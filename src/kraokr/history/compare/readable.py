"""Values as people read them, the same for all that means the same."""

from __future__ import annotations

from decimal import Decimal

from kraokr.model import Kpi, Node, Target
from kraokr.model.target import read_target
from kraokr.scoring.amounts import amount, target_text
from kraokr.scoring.rounding import show


def value(what: object) -> str | None:
    """A value as people read it; None where nothing is written, and for a flag that is not set."""
    if what is None or what is False:
        return None
    if isinstance(what, Decimal):
        return show(what)
    if isinstance(what, tuple):
        parts = [value(one) or "" for one in what]
        return ", ".join(parts if any(isinstance(one, Decimal) for one in what) else sorted(parts)) or None
    if isinstance(what, Node):
        fields = ((name, value(getattr(what, name))) for name in type(what).model_fields)
        return "; ".join(f"{name.strip('_')}: {text}" for name, text in fields if text) or None
    return "yes" if what is True else " ".join(str(what).split()) or None


def unit(text: str | None) -> str | None:
    """A unit in its one spelling."""
    return {"%": "percent"}.get(text or "", text)


def kpi_unit(kpi: Kpi) -> str | None:
    """The unit of a KPI, as given or as written with its target."""
    return unit(kpi.unit or (kpi.standard.unit if kpi.standard else None))


def target_shown(written: object, kpi: Kpi) -> str | None:
    """A target of a KPI, its own or a level's, with the KPI's unit."""
    target = stated(written)
    if target is not None:
        return target_text(target, kpi_unit(kpi))
    return amount(written, kpi_unit(kpi)) if isinstance(written, Decimal) else value(written)


def stated(written: object) -> Target | None:
    """The target that a value of a file states, if it states one."""
    return read_target(written)  # type: ignore[arg-type]
