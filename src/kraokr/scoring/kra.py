"""The score of a KRA and of a role."""

from __future__ import annotations

from collections.abc import Sequence

from kraokr.model import Kra
from kraokr.scoring.average import Average, average, weighted_mean
from kraokr.scoring.kpi import Attainment


def score_kra(kra: Kra, attainments: Sequence[Attainment]) -> Average:
    """The mean of the capped attainments of a KRA's KPIs, given in their order; weighted if they are.

    Guardrails are left out, and so are KPIs without an attainment: the weights of the others count in their
    place. The cap keeps one KPI from hiding another.
    """
    pairs = list(zip(kra.kpis, attainments, strict=True))
    averaged = [(attained.value, kpi.weight) for kpi, attained in pairs if not kpi.guardrail]
    breached = tuple(kpi.key_id for kpi, attained in pairs if kpi.guardrail and attained.met is False)
    raw, _ = weighted_mean([(attained.raw, kpi.weight) for kpi, attained in pairs if not kpi.guardrail])
    measured = sum(1 for value, _ in averaged if value is not None)
    return average(averaged, measured, breached)._replace(raw=raw)


def score_role(kras: Sequence[Kra], scores: Sequence[Average]) -> Average:
    """sum(weight * KRA score) / sum(weights) over the KRAs of a role, given with their scores in their order.

    KRAs that could not be scored are left out with their weight. Never mixed with the scores of objectives.
    """
    parts = [(score.value, kra.weight) for kra, score in zip(kras, scores, strict=True)]
    breached = tuple(id for score in scores for id in score.breached)
    return average(parts, sum(1 for value, _ in parts if value is not None), breached)
