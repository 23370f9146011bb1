"""What people, roles and areas are called in a packet for a calibration, and what else tells who they are."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar, TypeVar

from kraokr.review.calibration.appraised import Appraised, Area
from kraokr.review.calibration.compared import SMALLEST
from kraokr.review.calibration.view import CalibratedPersonView
from kraokr.review.view import RatingStepView

OTHER_ROLES = "Other roles"
_WRITTEN = "written in the review"
_Value = TypeVar("_Value", bound=Hashable)


class Names:
    """The names as they are, and all figures."""

    exact: ClassVar[bool] = True
    """Whether figures are shown that tell who is meant."""

    def order(self, view: CalibratedPersonView) -> tuple[bool, str, str]:
        """Where a person stands: by name, accents and case apart."""
        letters = unicodedata.normalize("NFKD", view.who.casefold())
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return False, plain, repr(view)

    def person(self, one: Appraised, number: int) -> str:
        """Who a person is."""
        return one.review.person

    def role(self, one: Appraised) -> str:
        """The roles of a person, each with its level."""
        return "; ".join(dict.fromkeys(role.title for role in one.review.roles))

    def area(self, area: Area, number: int) -> str:
        """An area, which is so many in its person's areas."""
        return area.kra.name

    def overall(self, one: Appraised) -> RatingStepView | None:
        """The overall result."""
        return one.review.overall

    def recommendation(self, one: Appraised) -> str | None:
        """What is proposed."""
        return one.review.recommendation

    def text(self, written: str | None) -> str | None:
        """A reason that somebody wrote."""
        return written


class NoNames(Names):
    """Numbers in the place of names; roles, overall results and proposals only where several share them.

    What was written about somebody may name them and is not shown.
    """

    exact = False

    def __init__(self, appraised: Sequence[Appraised]) -> None:
        self._common = _shared(one.role.id for one in appraised)
        self._overall = _shared(one.review.overall for one in appraised)
        self._proposed = _shared(_proposed(one) for one in appraised)

    def order(self, view: CalibratedPersonView) -> tuple[bool, str, str]:
        """Where a person stands: by what is shown of them, the roles that are named first."""
        return view.role == OTHER_ROLES, view.role, repr(view)

    def person(self, one: Appraised, number: int) -> str:
        """A number."""
        return f"Person {number}"

    def role(self, one: Appraised) -> str:
        """The role held last without its level, if several hold it."""
        return one.role.title if one.role.id in self._common else OTHER_ROLES

    def area(self, area: Area, number: int) -> str:
        """The name of an area that several have; else it would tell the role."""
        return area.kra.name if area.role.id in self._common else f"Area {number}"

    def overall(self, one: Appraised) -> RatingStepView | None:
        """The overall result, if several have it."""
        return one.review.overall if one.review.overall in self._overall else None

    def recommendation(self, one: Appraised) -> str | None:
        """What is proposed for several, without the role it leads to."""
        proposed = _proposed(one)
        return proposed if proposed in self._proposed else None

    def text(self, written: str | None) -> str | None:
        """Only that there is one."""
        return _WRITTEN if written else None


def _proposed(one: Appraised) -> str | None:
    proposed = one.record.recommendation if one.record else None
    return proposed.capitalize() if proposed and proposed != "none" else None


def _shared(values: Iterable[_Value]) -> set[_Value]:
    """The values that several people share."""
    return {value for value, people in Counter(values).items() if people >= SMALLEST}
