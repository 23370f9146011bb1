"""From which attainment on numbers speak for a rating, as `scoring.rating` has it."""

from __future__ import annotations

from kraokr.model import Config
from kraokr.review.calibration.view import ThresholdView
from kraokr.review.ratings import rating_scale
from kraokr.scoring.rating import MEETS


def thresholds(config: Config) -> tuple[ThresholdView, ...]:
    """The ratings that numbers speak for, lowest first; the first of them for what reaches no other."""
    scale = rating_scale(config)
    bounds = [(step, step.least) for step in scale if step.least is not None]
    if not bounds:
        return ()
    meets = next((at for at, (_, least) in enumerate(bounds) if least >= MEETS), len(bounds))
    found = [ThresholdView(step, least, at > meets) for at, (step, least) in enumerate(bounds)]
    below = scale.index(bounds[0][0]) - 1
    return (ThresholdView(scale[below], None, False), *found) if below >= 0 else tuple(found)
