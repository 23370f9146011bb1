"""Review documents: what a person owns, how each area went, and what comes next."""

from kraokr.review.build import build_review
from kraokr.review.period import Period, choose_period, period_of
from kraokr.review.render import DOCUMENTS, FORMATS, document, is_untouched_file, render
from kraokr.review.seal import is_untouched, sealed
from kraokr.review.view import ReviewView

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "Period",
    "ReviewView",
    "build_review",
    "choose_period",
    "document",
    "is_untouched",
    "is_untouched_file",
    "period_of",
    "render",
    "sealed",
]
