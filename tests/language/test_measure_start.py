from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.language.measure import read_measures


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("Late deliveries at 4% (last quarter 11%)", "11", "4"),
        ("Scrap rate of 2.1%, at present 3.4%", "3.4", "2.1"),
        ("Today a refund takes 14 days; 5 by year-end", "14", "5"),
        ("Call wait under 2 min (today it takes 9)", "9", "2"),
        ("Membership up to 900, was 640 in 2022", "640", "900"),
        ("Members reach 900 (FY22: 640)", "640", "900"),
        ("Net margin 12% (FY 2021-22: 8.4%)", "8.4", "12"),
        ("Returns down to 30 (last FY 85)", "85", "30"),
        ("Absence falls to 3% as against 5.2% at present", "5.2", "3"),
        ("Voids 3% (Q2 actual: 5.5%)", "5.5", "3"),
        ("Baseline 12 incidents, target 4", "12", "4"),
        ("Incidents: target 4, baseline 12", "12", "4"),
        ("Occupancy 81% today, goal 90%", "81", "90"),
        ("Parcels on time: 71% (Q3 avg), target 88%", "71", "88"),
        ("Complaints cut to 20; they were 55 when the site opened", "55", "20"),
        ("Ranking climbs from #31 to top 5", "31", "5"),
        ("Close of books from WD 8 to WD 4", "8", "4"),
        ("Audit findings 6 vs 14 in 2021", "14", "6"),
        ("Visitors 300 vs. 210 same month last year", "210", "300"),
        ("Yield 92% versus 88%", "88", "92"),
        ("Lead time 9 days against 15.5 a year ago", "15.5", "9"),
        ("Staff NPS to +25 (currently +12)", "12", "25"),
        ("Rework hours 4.5 ⟶ 2", "4.5", "2"),
        ("Rework hours 4.5 ➡️ 2", "4.5", "2"),
        ("Rework hours 4.5 ⇒ 2", "4.5", "2"),
        ("Wins 40 bids, up from 31 last year", "31", "40"),
        ("We pack 30 orders an hour now; 45 by Q4", "30", "45"),
        ("Response time 20 min (previously 55 min)", "55", "20"),
        ("Fill rate 97%, compared with 93% last season", "93", "97"),
        ("Overtime down to 200 hrs/month – currently 480 hrs", "480", "200"),
        ("Stock accuracy 98% (89% as of 31 March)", "89", "98"),
        ("Debt below ₹2 Cr (31.03.2023: ₹5 Cr)", "50000000", "20000000"),
        ("Accidents: 7 last year, at most 2 this year", "7", "2"),
        ("Cost per order of $4 instead of $7", "7", "4"),
        ("Agreement of raters from .55 to .7", ".55", ".7"),
        ("Currently 12% of leads convert, raise it to 18%", "12", "18"),
        ("Increase the share from our current level of 30% to 45%", "30", "45"),
        ("Go from last year's 120 to 150 graduates", "120", "150"),
        ("Attendance reaches 95% (start of term: 88%)", "88", "95"),
        ("Reopen rate 3% (it stands at 8% now)", "8", "3"),
        ("Satisfaction 40 (Q1) → 55 (Q4)", "40", "55"),
        ("Grow the list to 60k from 21k", "21000", "60000"),
    ],
)
def test_a_start_is_read_beside_its_target(text: str, baseline: str, target: str) -> None:
    (measure,) = read_measures(text)
    assert (measure.baseline, measure.target) == (Decimal(baseline), Decimal(target))


@pytest.mark.parametrize(
    ("text", "baseline", "change"),
    [("Triple weekly sign-ups (now 150)", 150, "3"), ("Halve the backlog (currently 340)", 340, "0.5")],
)
def test_a_multiple_may_have_a_start(text: str, baseline: int, change: str) -> None:
    (measure,) = read_measures(text)
    assert (measure.baseline, measure.change) == (baseline, Decimal(change))
    assert not measure.certain


@pytest.mark.parametrize(
    "text",
    [
        "Reduce costs by 20%",
        "Cut returns by 20% compared to last year",
        "Onboard partners from 3 countries",
        "Desk staffed from 9am to 5pm on 5 days",
        "Rate the course on a scale from 1 to 5 stars",
        "Rated from 1 to 10 by 40 guests",
        "Interview 5 to 8 customers",
        "Ratio of 1 to 4 in every class",
        "Reply to 95% of mails within 24 hours",
        "Keep 95% of our current 40 customers",
        "Serve 95% of orders in the 3 current markets",
        "Return 40% of last year's 200 leads",
        "Notify 24 hours before delivery in 95% of cases",
        "Win 40 deals against 10 competitors",
        "Recover 40% of accounts that were 90 days overdue",
        "Revenue of $10M by Q4 ($3M by Q1)",
        "Reach 60% adoption, stretch goal 80%",
        "Opening a 50k-line file takes under 1 s",
        "Renew 90% of today's 40 contracts",
        "Visit every site within 2 to 3 weeks",
        "Train 50 staff in 4 sites",
        "Beat the BM25 baseline of Recall@10 by 15 points",
        "Ship 3 features, now in 5 languages",
        "Pupils aged 5 to 7 read on 4 days a week",
    ],
)
def test_other_second_numbers_are_no_start(text: str) -> None:
    measures = read_measures(text)
    assert measures
    assert all(measure.baseline is None for measure in measures)


@pytest.mark.parametrize(
    "text",
    [
        "Churn 3% (Q2 actual: 5.5%)",
        "Members reach 900 (FY22: 640)",
        "Stock accuracy 98% (89% as of 31 March)",
        "Occupancy 81% today, goal 90%",
        "Ranking climbs from #31 to top 5",
        "Below 5% (currently over 9%)",
        "Call wait under 2 min (today it takes 9)",
        "Satisfaction 40 (Q1) → 55 (Q4)",
        "Score 12 > 6",
    ],
)
def test_a_start_told_in_a_roundabout_way_is_not_certain(text: str) -> None:
    measures = read_measures(text)
    assert any(measure.baseline is not None for measure in measures)
    assert not any(measure.certain for measure in measures)


@pytest.mark.parametrize(
    "text", ["97% uptime (up from 94%)", "80% reply (currently 64%)", "Reach 80% (up from 64%)", "4.5 → 2"]
)
def test_a_start_told_plainly_is_certain_where_nothing_else_stands_between(text: str) -> None:
    (measure,) = read_measures(text)
    assert measure.baseline is not None
    assert measure.certain is ("uptime" not in text and "reply" not in text)


@given(
    st.lists(
        st.sampled_from(
            [
                "40%",
                "12",
                "3 days",
                "$5k",
                "was",
                "now",
                "vs",
                "from",
                "to",
                "(FY22:",
                ")",
                ",",
                ";",
                "target",
            ]
        ),
        max_size=12,
    )
)
def test_joined_spans_stay_apart_and_in_order(words: list[str]) -> None:
    text = " ".join(words)
    ends = [0]
    for measure in read_measures(text):
        assert ends[-1] <= measure.start < measure.end <= len(text)
        ends.append(measure.end)
