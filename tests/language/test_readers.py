"""What holds for every reader."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from kraokr.language import (
    read_area,
    read_blanket_verdict,
    read_dates,
    read_key_result,
    read_metric_name,
    read_objective,
    read_placeholder,
    read_protected_topic,
    read_tactic,
)
from kraokr.language.reading import Evidence

PIECES = [
    "Run",
    "the",
    "weekly",
    "report",
    "from",
    "3",
    "to",
    "5%",
    "by",
    "Q2",
    "Keep",
    "her",
    "TODO",
    "NPS",
    ",",
    "é",
    "-",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join) | st.text(max_size=40)


def all_evidence(text: str) -> list[Evidence]:
    area, result, objective = read_area(text), read_key_result(text), read_objective(text)
    return [
        *area.evidence,
        *area.deadline,
        *result.evidence,
        *result.compound,
        *result.guardrail,
        *objective.evidence,
        *objective.metric,
        *read_metric_name(text),
        *read_tactic(text),
        *read_placeholder(text),
        *read_protected_topic(text),
        *read_blanket_verdict(text).evidence,
    ]


@given(TEXTS)
def test_evidence_lies_inside_the_text(text: str) -> None:
    for evidence in all_evidence(text):
        assert 0 <= evidence.start < evidence.end <= len(text)
    for date in read_dates(text):
        assert 0 <= date.start < date.end <= len(text)


def test_importing_reads_no_word_list_and_no_foreign_package() -> None:
    code = (
        "import sys, kraokr.language as l\n"
        "assert 'lists' not in vars(l.ENGLISH)\n"
        "assert not {'pydantic', 'ruamel', 'ruamel.yaml'} & set(sys.modules)\n"
        "assert not {m for m in sys.modules if m.startswith('kraokr.')"
        " and not m.startswith(('kraokr.language', 'kraokr.errors'))}\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
