from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from documents.test_documents import TEXT
from kraokr.documents import FORMATS
from kraokr.documents.reading import read_document
from kraokr.documents.render import document
from kraokr.documents.templating.environment import Templates
from kraokr.review import ReviewView
from kraokr.review.audience import Reader, for_reader
from kraokr.review.content import content_hash
from kraokr.review.kinds import KINDS
from review.test_build import ann, built, review

JUDGED = ("SUMMARY", "COMMENT", "STRENGTHS", "GAPS", "SCOPED", "OVERRIDDEN", "OVERALL")
BETWEEN_THE_TWO = ("SELFTEXT", "OWNWORDS", "PLANNED", "REPLIED", "AMENDED")
AREA = (
    "rating: 2, self: SELFTEXT, comment: COMMENT, strengths: STRENGTHS, gaps: GAPS, "
    "scope_evidence: SCOPED, override_reason: OVERRIDDEN, evidence: [KNOWN]"
)


def full(status: str) -> ReviewView:
    return built(
        {
            **ann("role: agent, level: senior, checkins: [{date: 2026-02-27, readings: {csat: 90}}]"),
            **review(
                f"status: {status}, kras: {{answers: {{{AREA}}}}}, "
                "summary: SUMMARY, self_summary: OWNWORDS, "
                "overall: {method: manual, value: 3, reason: OVERALL}, recommendation: promote, "
                "development: [{action: PLANNED}], employee_comment: REPLIED, "
                "amendments: [{on: 2026-07-10, text: AMENDED}]"
            ),
        }
    )


def shown(view: ReviewView, kind: str = "review") -> str:
    return str(read_document(Templates().html(kind, review=view)))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "one-on-one"])
@pytest.mark.parametrize("status", ["draft", "self", "manager", "calibrated"])
def test_no_employee_sees_a_judgement_that_is_not_final(status: str, kind: str) -> None:
    view = for_reader(full(status), "employee")
    page = shown(view, kind)
    assert all(kra.rating is None and kra.hint is None for kra in view.areas)
    assert not [text for text in (*JUDGED, "AMENDED", "PLANNED", "Promote") if text in page]


def test_the_employee_is_told_that_a_judgement_will_come() -> None:
    page = shown(for_reader(full("manager"), "employee"))
    assert "once the review is final" in page
    assert "SELFTEXT" in page and "KNOWN" not in page
    assert "what was achieved, and what it means" not in page


def test_a_final_review_reads_the_same_for_both() -> None:
    view = full("final")
    pages = {shown(replace(for_reader(view, reader), content_hash="")) for reader in ("manager", "employee")}
    [page] = pages
    assert not [text for text in (*JUDGED, *BETWEEN_THE_TWO) if text not in page]


def test_a_calibration_sees_the_judgement_and_nothing_between_the_two() -> None:
    page = shown(for_reader(full("manager"), "calibration"))
    assert not [text for text in JUDGED if text not in page]
    assert not [text for text in BETWEEN_THE_TWO if text in page]
    assert "Comment and sign-off" not in page and "Development plan" not in page


def test_the_hash_is_that_of_what_the_reader_sees() -> None:
    view = full("final")
    hashes = {reader: for_reader(view, reader).content_hash for reader in get_args(Reader)}
    assert hashes["employee"] == hashes["manager"] != hashes["calibration"]
    assert hashes["manager"] == content_hash(for_reader(for_reader(view, "manager"), "manager"))
    other = replace(view, summary="SUMMARY.")
    assert for_reader(other, "manager").content_hash != hashes["manager"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_carries_the_hash_of_its_content(format: str) -> None:
    view = for_reader(full("final"), "manager")
    made = document(Templates(), "review", view, format, pytest.fail)
    text = TEXT[format](made) if format in TEXT else made.decode()
    assert view.content_hash in text.replace("\n", "")
