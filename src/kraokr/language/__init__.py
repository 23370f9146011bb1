"""How a goal statement reads: areas, tasks, numbers, dates, owners and words, without any model or I/O."""

from __future__ import annotations

from kraokr.language.area import AreaReading, read_area
from kraokr.language.dates import DateKind, DateMention, read_dates
from kraokr.language.detect import is_english
from kraokr.language.keyresult import KeyResultReading, read_key_result
from kraokr.language.lexicon import ENGLISH, Lexicon, lexicon
from kraokr.language.measure import Measure, Op, read_measures
from kraokr.language.metric import read_metric_name, read_tactic
from kraokr.language.objective import ObjectiveReading, read_objective
from kraokr.language.owners import is_owner_placeholder, looks_like_team, split_owners
from kraokr.language.reading import Area, Confidence, Direction, Evidence, Kind, ObjectiveKind
from kraokr.language.review import (
    BlanketReading,
    may_hold_placeholder,
    read_blanket_verdict,
    read_placeholder,
    read_protected_topic,
)
from kraokr.language.similarity import overlap, subject_words

__all__ = [
    "ENGLISH",
    "Area",
    "AreaReading",
    "BlanketReading",
    "Confidence",
    "DateKind",
    "DateMention",
    "Direction",
    "Evidence",
    "KeyResultReading",
    "Kind",
    "Lexicon",
    "Measure",
    "ObjectiveKind",
    "ObjectiveReading",
    "Op",
    "is_english",
    "is_owner_placeholder",
    "lexicon",
    "looks_like_team",
    "may_hold_placeholder",
    "overlap",
    "read_area",
    "read_blanket_verdict",
    "read_dates",
    "read_key_result",
    "read_measures",
    "read_metric_name",
    "read_objective",
    "read_placeholder",
    "read_protected_topic",
    "read_tactic",
    "split_owners",
    "subject_words",
]
