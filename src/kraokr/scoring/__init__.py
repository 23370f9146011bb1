"""The arithmetic of key results, KPIs and KRAs, in decimal numbers."""

from kraokr.scoring.average import Average
from kraokr.scoring.keyresult import Score
from kraokr.scoring.kpi import Attainment, attainment_colour
from kraokr.scoring.objective import score_band
from kraokr.scoring.rounding import round_half_up, show, show_target
from kraokr.scoring.scores import KraScore, ObjectiveScore, Scores

__all__ = [
    "Attainment",
    "Average",
    "KraScore",
    "ObjectiveScore",
    "Score",
    "Scores",
    "attainment_colour",
    "round_half_up",
    "score_band",
    "show",
    "show_target",
]
