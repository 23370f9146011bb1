"""What of a history is asked for: by the ids of roles, people, KRAs, objectives and targets, or by files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.history.life import Life, Lives
from kraokr.model.messages import unknown_word
from kraokr.model.role import slug


class Chosen(NamedTuple):
    """Ids of roles and people, and single lives; nothing at all means everything."""

    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    lives: tuple[Life, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing in particular is asked for."""
        return not (self.roles or self.people or self.lives)


def choose(lives: Lives, words: Sequence[str]) -> Chosen:
    """What some words mean: ids, ends of full paths, titles, or files of roles as the last commit has them.

    Raises:
        KraokrError: a word means nothing that the history knows.
    """
    found = [_meant(lives, word) for word in words]
    single = {id(life): life for one in found for life in one.lives}
    return Chosen(
        tuple(dict.fromkeys(role for one in found for role in one.roles)),
        tuple(dict.fromkeys(person for one in found for person in one.people)),
        tuple(single.values()),
    )


def _meant(lives: Lives, word: str) -> Chosen:
    if word in lives.roles:
        return Chosen(roles=(word,))
    if word in lives.people:
        return Chosen(people=(word,))
    for chosen in (_of_path(lives, word), _of_id(lives, word), _of_name(lives, word)):
        if not chosen.is_all:
            return chosen
    message, help = unknown_word("name", word, list(dict.fromkeys(_names(lives))))
    raise KraokrError(f"{message}: the history has no role, person, KRA or objective of that name", help)


def _of_path(lives: Lives, word: str) -> Chosen:
    path = word.removeprefix("./")
    return Chosen(roles=tuple(role.id for role in lives.roles.values() if role.path == path))


def _of_id(lives: Lives, word: str) -> Chosen:
    """The lives whose full path ends so; the KRA or objective itself counts more than a target of that id."""
    wholes = [*lives.all_areas, *lives.all_goals]
    targets = [target for life in wholes for target in life.targets.values()]
    for some in (wholes, targets):
        same = tuple(one for one in some if f"/{one.id}".endswith(f"/{word}"))
        if same:
            return Chosen(lives=same)
    return Chosen()


def _of_name(lives: Lives, word: str) -> Chosen:
    name = slug(word)
    roles = tuple(role.id for role in lives.roles.values() if slug(role.title) == name)
    people = tuple(id for id, called in lives.names.items() if slug(called) == name)
    if roles or people:
        return Chosen(roles, people)
    return Chosen(lives=tuple(one for one in (*lives.all_areas, *lives.all_goals) if slug(one.name) == name))


def _names(lives: Lives) -> Iterator[str]:
    yield from lives.roles
    yield from lives.people
    for life in (*lives.all_areas, *lives.all_goals):
        yield life.thing[-1]
        yield from _ids(life.targets.values())


def _ids(lives: Iterable[Life]) -> Iterator[str]:
    return (life.thing[-1] for life in lives)
