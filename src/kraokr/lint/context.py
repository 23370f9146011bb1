"""Context: what a rule may look at beside the node it judges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kraokr.language import Lexicon, is_english
from kraokr.model import CheckIn, Config, Node, Objective, ReviewEntry, Role
from kraokr.workspace import CYCLE, Cycle, Cycles, Match, Reference, Workspace

if TYPE_CHECKING:
    from kraokr.history.record import History

N = TypeVar("N", bound=Node)
O = TypeVar("O", bound="RuleOptions")  # noqa: E741


class RuleOptions:
    """The options of a rule: annotated attributes with their defaults, of which some may be given.

    No dataclass, since making one for each rule would take longer than running them on a file.
    """

    def __init__(self, **given: Any) -> None:
        vars(self).update(given)

    def __eq__(self, other: object) -> bool:
        return other.__class__ is self.__class__ and vars(other) == vars(self)

    __hash__ = None  # type: ignore[assignment]


class NoOptions(RuleOptions):
    """A rule without options."""


class Context(Generic[O]):
    """What a rule may look at beside the node: the workspace, its own options, the day, the words it knows.

    `lexicon` is None where the config's language is not read. A rule that asks for `ws`, `today` or
    `history` has looked beyond its file, which is noted: what it says has to be found out anew in every run.
    What can be told from the file and the config alone is better asked of the context.
    """

    __slots__ = ("_history", "_looked", "_rule", "_today", "_ws", "lexicon", "options")

    def __init__(
        self,
        ws: Workspace,
        options: O,
        today: date,
        lexicon: Lexicon | None,
        rule: str = "",
        looked: set[str] | None = None,
        history: History | None = None,
    ) -> None:
        self._ws = ws
        self._rule = rule
        self._looked = set() if looked is None else looked
        self.options = options
        self._today = today
        self._history = history
        self.lexicon = lexicon

    @property
    def ws(self) -> Workspace:
        """The whole workspace."""
        self._looked.add(self._rule)
        return self._ws

    @property
    def today(self) -> date:
        """The day to judge by."""
        self._looked.add(self._rule)
        return self._today

    @property
    def history(self) -> History | None:
        """What git knows of the past; None without a repository, or where it does not reach back far."""
        self._looked.add(self._rule)
        return self._history

    @property
    def config(self) -> Config:
        """The workspace's config."""
        return self._ws.config

    @property
    def cycles(self) -> Cycles:
        """The cycles, which the config alone decides."""
        return self._ws.cycles

    def cycle_text(self, node: Objective | CheckIn | ReviewEntry) -> str | None:
        """The cycle of a node as written on itself or in the head of its file."""
        return self._ws.cycle_text(node)

    def cycle(self, node: Objective | CheckIn | ReviewEntry) -> Cycle | None:
        """The cycle that a node belongs to, if it is a known one."""
        return self._ws.cycle(node)

    def effective(self, role: Role) -> Role:
        """The role together with what it takes over by `extends`."""
        return role if role.extends is None else self.ws.effective(role)

    def merged(self, node: N) -> N:
        """A KRA or KPI as it is together with what its role takes over."""
        role = node.outer(Role)
        return node if role is None or role.extends is None else self.ws.merged(node)

    def find(self, kinds: Sequence[type[N]], text: str, near: Node, on: date | None = None) -> Match:
        """What an id means near a node; see `Workspace.find`."""
        own = self._ws.in_file(kinds, text, near)
        return Match(own) if own is not None else self.ws.find(kinds, text, near, on)

    def is_settled(self, reference: Reference) -> bool:
        """Whether a reference means a known cycle, or an objective or key result of its own file."""
        if CYCLE in reference.kinds:
            return self.cycles.get(reference.text) is not None
        return self._ws.in_file(reference.nodes, reference.text, reference.node) is not None

    def resolve(self, reference: Reference, on: date | None = None) -> Match:
        """What a reference means; see `Workspace.find`."""
        return self.find(reference.nodes, reference.text, reference.node, on)

    def reads(self, text: str | None) -> Lexicon | None:
        """The lexicon to read a text with; None where there is none, or it is in a language not read."""
        if text is None or self.lexicon is None:
            return None
        return self.lexicon if is_english(text, self.lexicon) else None
