"""Who a text names as owner: nobody yet, several people, or a team."""

from __future__ import annotations

import re

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.words import on_demand

_SEPARATOR = on_demand(
    r"\s*(?:[,;/+|]|\s&\s|\s(?:and|und|et|y|plus|or)\s)\s*|(?<=\w{3})&(?=\w{3})", re.IGNORECASE
)
_TITLES = frozenset({"jr", "sr", "phd", "md", "mba", "cpa", "esq", "ii", "iii"})
_NAME_PARTS = on_demand(r"[\s_.-]+")


def is_owner_placeholder(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether an owner is nobody in particular: `TBD`, `everyone`, `the team`, or nothing at all."""
    plain = " ".join(text.split()).strip(" .!").lower()
    return not plain or plain in lexicon.word_set("owner_placeholders") or not any(c.isalpha() for c in plain)


def split_owners(text: str) -> tuple[str, ...]:
    """The people an owner text names, in order: `Asha & Ravi` are two. Resolve ids before you ask."""
    owners: list[str] = []
    for part in _SEPARATOR().split(text):
        name = part.strip()
        if name.rstrip(".").lower() in _TITLES and owners:
            owners[-1] = f"{owners[-1]}, {name}"
        elif name:
            owners.append(name)
    return tuple(owners)


def looks_like_team(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a name is that of a team: `Sales Team`, `Engineering dept`, `team-payments`."""
    parts = [part.lower() for part in _NAME_PARTS().split(text.strip(" .")) if part]
    words = lexicon.word_set("team_words")
    return bool(parts) and (parts[-1] in words or parts[0] in ("team", "squad", "dept", "department"))
