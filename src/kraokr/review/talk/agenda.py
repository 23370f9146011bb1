"""The agenda of a one-on-one: what moved, what needs a word, and what was noted since the last talk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kraokr.lint.checkedin import texts_of
from kraokr.model import CheckIn, KeyResult, Kra, Node, Objective, Person
from kraokr.review.build import development_view
from kraokr.review.names import person_name
from kraokr.review.objectives import objective_views
from kraokr.review.period import Period
from kraokr.review.talk.attention import attention
from kraokr.review.talk.moved import moved
from kraokr.review.talk.talk import Talk, next_talk
from kraokr.review.view import AgendaView, DevelopmentView, NoteView, ReviewView
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace


def with_agenda(
    view: ReviewView, ws: Workspace, scores: Scores, person: Person, period: Period
) -> ReviewView:
    """The view for a talk on the day of the scores: with objectives that run, open development, an agenda."""
    talk = next_talk(ws, scores, person, period)
    running = objective_views(ws, scores, [objective for objective, _ in talk.running()])
    development = _open_development(talk)
    talks = [one for one in talk.checkins() if one.type == "one_on_one" and one.date == talk.since]
    agenda = AgendaView(
        on=talk.on,
        since=talk.since,
        because=talk.because,
        moved=moved(talk),
        attention=attention(talk, running, development),
        notes=_notes(talk, [one for one in _spoken(talk) if talk.is_new(one.date)]),
        last_notes=_notes(talk, talks),
    )
    return replace(view, objectives=running, development=development, agenda=agenda)


def _open_development(talk: Talk) -> tuple[DevelopmentView, ...]:
    """What was agreed in final reviews and is not done yet, what is due first comes first."""
    ws, held = talk.ws, talk.ws.held(talk.person)
    records = (one for one in ws.reviews_of(talk.person) if one.status == "final")
    actions = (action for record in records for action in record.development if action.done_on is None)
    open = [development_view(ws, held, action) for action in actions]
    return tuple(sorted(open, key=lambda action: action.by or date.max))


def _spoken(talk: Talk) -> Iterable[CheckIn]:
    """The check-ins in the person's name, and those on the key results of the person's own objectives."""
    goals = (kr for objective, _ in talk.objectives() for kr in objective.key_results)
    on_goals = (record.checkin for kr in goals for record in talk.ws.records.of(kr))
    return dict.fromkeys((*talk.checkins(), *on_goals))


def _notes(talk: Talk, checkins: Iterable[CheckIn]) -> tuple[NoteView, ...]:
    """The notes of some check-ins, the newest first."""
    noted = [(one, one.note) for one in sorted(checkins, key=lambda one: one.date, reverse=True) if one.note]
    return tuple(
        NoteView(
            on=one.date,
            who=_author(talk.ws, one),
            about=_about(talk.ws, one),
            text=note,
            private=one.type == "feedback" and one.by != talk.person.id,
        )
        for one, note in noted
    )


def _author(ws: Workspace, checkin: CheckIn) -> str | None:
    """Who wrote a check-in: who it names; of a reading without a name whose record it is."""
    if checkin.by is not None or checkin.type != "reading":
        return person_name(ws, checkin.by)
    holder = ws.holder(checkin)
    return (holder.name or holder.id) if holder else None


def _about(ws: Workspace, checkin: CheckIn) -> str | None:
    """What a check-in is about: its one item, or the areas and objectives of several."""
    found = [node for text in texts_of(checkin) if (node := ws.records.node(text, checkin)) is not None]
    wholes = [node.outer(Kra) or node.outer(Objective) or node for node in found]
    names = list(dict.fromkeys(map(_name, found if len(found) == 1 else wholes)))
    return ", ".join(names) or None


def _name(node: Node) -> str:
    return node.title if isinstance(node, KeyResult | Objective) else getattr(node, "name", "")
