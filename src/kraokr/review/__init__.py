"""Reviews as views: what a person owns, how each area went, and what comes next, before it is a document."""

from kraokr.review.build import build_review
from kraokr.review.period import Period, choose_period, period_of
from kraokr.review.view import ReviewView

__all__ = ["Period", "ReviewView", "build_review", "choose_period", "period_of"]
