"""Lives as Markdown: a table for each role, then churn, and what happened to a single KRA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kraokr.history.churn import Churn
from kraokr.history.logbook import Stamp
from kraokr.output.lives import words
from kraokr.output.lives.view import LivesView, Row, Story
from kraokr.output.markdown import plain

_MARKS = {"made": "●", "changed": "◆", "measured": "◇", "moved": "→", "removed": "×", "same": "─", "": ""}


def render(view: LivesView) -> str:
    """The timelines as tables with a column for each quarter; nobody is mentioned."""
    return "".join(f"{line}\n" for line in _lines(view))


def _lines(view: LivesView) -> Iterator[str]:
    yield from (f"## KRAs by quarter as of {view.today}", "", f"From {plain(view.summary)}.", "")
    yield ", ".join(f"{_MARKS[mark]} {said}" for mark, said in words.MEANINGS.items())
    for block in view.blocks:
        about = f" ({_text(block.about)})" if block.about else ""
        yield from ("", f"### {_text(block.title)}{about}", "")
        yield from _table(block.rows, view) if block.rows else ("No KRAs of its own in this time.",)
    for story in view.stories:
        yield from ("", *_story(story, view))
    yield from _churns(view)
    if view.moved:
        yield from ("", f"### {words.MOVED}", "")
        yield from (
            f"- {_stamp(event.stamp)}: {plain(words.moved_told(goal, event))}" for goal, event in view.moved
        )
    if view.notes:
        yield from ("", *(f"> {plain(note)}" for note in view.notes))


def _table(rows: Sequence[Row], view: LivesView) -> Iterator[str]:
    yield f"| KRA | {' | '.join(quarter.id for quarter in view.quarters)} | Unchanged |"
    yield f"|:--|{':-:|' * len(view.quarters)}--:|"
    for row in rows:
        name = f"&emsp;{_text(row.name)}" if row.depth else f"**{_text(row.name)}**"
        marks = " | ".join(_MARKS[cell] for cell in row.cells)
        yield f"| {name} | {marks} | {words.rested(row.unchanged)} |"


def _story(story: Story, view: LivesView) -> Iterator[str]:
    life = story.life
    now = words.rested_long(life, story.rows[0].unchanged if story.rows else None)
    about = ", ".join(part for part in (story.about, now) if part)
    yield from (f"### {_text(life.name)} (`{life.id}`)", "", f"{_text(about)}.", "")
    yield from _table(story.rows, view) if story.rows else ()
    yield ""
    for told in words.by_commit(life, view.quarters[0].start):
        yield f"- {_stamp(told.stamp)}: {plain(words.subject(told.stamp))}"
        yield from (f"  - {plain(line)}" for line in told.lines)


def _stamp(stamp: Stamp) -> str:
    return f"{stamp.on} `{words.short(stamp.commit)}` {_text(stamp.author)}"


def _churns(view: LivesView) -> Iterator[str]:
    changed = [
        _counted(title, churn, words.churn_told(churn)) for _, title, churn in view.churns if churn.changed
    ]
    families = [_counted(one.base.title, one.churn, words.family_told(one)) for one in view.families]
    if changed:
        yield from ("", f"### {words.CHURN}", "", "| Role | Changed in | When |", "|:--|:--|:--|")
        yield from changed
    if families:
        yield from (
            "",
            f"### {words.FAMILIES}",
            "",
            "| Family | Changed in | When |",
            "|:--|:--|:--|",
            *families,
        )


def _counted(title: str, churn: Churn, said: str) -> str:
    return f"| {_text(title)} | {said} | {', '.join(sorted({*churn.changed}))} |"


def _text(text: str) -> str:
    return plain(words.line(text))
