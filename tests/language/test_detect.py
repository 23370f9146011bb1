from __future__ import annotations

import pytest

from kraokr.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Customer satisfaction",
        "Grow NPS",
        "Run quarterly QA audits",
        "La Paz market share",
        "Café revenue",
        "",
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kundenzufriedenheit verbessern",
        "Die Qualität der Produkte",
        "Améliorer la sécurité des élèves",
        "Mejorar la calidad del servicio",
        "Grahak santushti ko badhana hai",
        "ग्राहक संतुष्टि",
        "客户满意度",
    ],
)
def test_other_languages(text: str) -> None:
    assert not is_english(text)
