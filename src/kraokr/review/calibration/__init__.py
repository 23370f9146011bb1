"""The calibration packet: how the reviews of many people compare."""

from kraokr.review.calibration.build import build_calibration
from kraokr.review.calibration.view import CalibrationView

__all__ = ["CalibrationView", "build_calibration"]
