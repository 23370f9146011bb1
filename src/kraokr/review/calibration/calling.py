"""What people, roles and areas are called in a packet for a calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kraokr.review.calibration.appraised import Appraised, Area
from kraokr.review.calibration.compared import SMALLEST

OTHER_ROLES = "Other roles"
_WRITTEN = "written in the review"


class Names:
    """The names as they are."""

    def person(self, one: Appraised, number: int) -> str:
        """Who a person is."""
        return one.review.person

    def role(self, one: Appraised) -> str:
        """The roles of a person, each with its level."""
        return "; ".join(dict.fromkeys(role.title for role in one.review.roles))

    def area(self, area: Area, number: int) -> str:
        """An area, which is so many in its person's areas."""
        return area.kra.name

    def recommendation(self, one: Appraised) -> str | None:
        """What is proposed."""
        return one.review.recommendation

    def text(self, written: str | None) -> str | None:
        """A reason that somebody wrote."""
        return written


class NoNames(Names):
    """Numbers in the place of names; roles only where several hold them.

    What was written about somebody may name them and is not shown.
    """

    def __init__(self, appraised: Sequence[Appraised]) -> None:
        held = Counter(one.role.id for one in appraised)
        self._common = {id for id, people in held.items() if people >= SMALLEST}

    def person(self, one: Appraised, number: int) -> str:
        """A number."""
        return f"Person {number}"

    def role(self, one: Appraised) -> str:
        """The role held last without its level, if several hold it."""
        return one.role.title if one.role.id in self._common else OTHER_ROLES

    def area(self, area: Area, number: int) -> str:
        """The name of an area that several have; else it would tell the role."""
        return area.kra.name if area.role.id in self._common else f"Area {number}"

    def recommendation(self, one: Appraised) -> str | None:
        """What is proposed, without the role it leads to."""
        proposed = one.record.recommendation if one.record else None
        return proposed.capitalize() if proposed and proposed != "none" else None

    def text(self, written: str | None) -> str | None:
        """Only that there is one."""
        return _WRITTEN if written else None
