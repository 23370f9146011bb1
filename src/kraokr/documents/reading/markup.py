"""HTML as a tree of elements, whatever was left open or closed twice; no text of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p"),
        *("pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
"""The elements that stand on lines of their own."""

_EMPTY = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_ONE_LINE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))

_NO_WALLS: frozenset[str] = frozenset()
_TABLE, _CELLS = frozenset(["table"]), frozenset(["td", "th"])
_GROUPS, _ROWS = frozenset(["thead", "tbody", "tfoot"]), frozenset(["tr", "caption"])
_IN_TABLES = _GROUPS | _ROWS | _CELLS
_TRANSPARENT = _GROUPS | {"div", "colgroup"}
_TERMS, _LISTS = frozenset(["dt", "dd"]), frozenset(["ul", "ol", "menu", "dl"])
_LEFT_OPEN = {
    "a": (frozenset(["a"]), BLOCKS),
    "body": (frozenset(["head"]), _NO_WALLS),
    "li": (frozenset(["li"]), _LISTS | _TABLE),
    "tr": (_ROWS | _CELLS, _TABLE),
    **dict.fromkeys(_TERMS, (_TERMS, _LISTS | _TABLE)),
    **dict.fromkeys(_CELLS, (_CELLS, _TABLE | _ROWS)),
    **dict.fromkeys(_GROUPS, (_IN_TABLES, _TABLE)),
}
"""Which elements each one ends that were left open, and what hides others from it."""

_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(slots=True)
class Element:
    """An element with its attributes, and the texts and elements in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names of its `class`."""
        return self.attributes.get("class", "").split()

    def all(self, tag: str) -> Iterator[Element]:
        """The elements of a tag inside this one, pictures left out."""
        for child in self.children:
            if isinstance(child, Element) and child.tag != "svg":
                if child.tag == tag:
                    yield child
                yield from child.all(tag)

    def members(self, *tags: str) -> list[Element]:
        """The elements of some tags in this list or table; all else that stands there becomes the first."""
        return [*self._members(tags)]

    def _members(self, tags: Sequence[str]) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element) and child.tag in tags:
                yield child
            elif isinstance(child, Element) and child.tag in _TRANSPARENT:
                yield from child._members(tags)
            elif isinstance(child, Element) or child.strip():
                yield Element(tags[0], {}, [child])

    def text(self) -> str:
        """All text inside this element, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(html: str) -> Element:
    """The tree of a page, without the characters that neither XML nor a font knows."""
    tree = _Tree()
    tree.feed(_UNPRINTABLE.sub("", html.replace("\r\n", "\n").replace("\r", "\n")))
    tree.close()
    return tree.open[0]


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_left_open(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        walls = _NO_WALLS if tag == "table" else _TABLE if tag in _IN_TABLES else _TABLE | _CELLS
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return
            if self.open[at].tag in walls:
                return

    def handle_data(self, data: str) -> None:
        if self.open[-1].tag not in ("script", "style"):
            self.open[-1].children.append(data)

    def _end_left_open(self, tag: str) -> None:
        if tag in BLOCKS:
            self._cut(_ONE_LINE, BLOCKS - _ONE_LINE)
        if tag in _LEFT_OPEN:
            self._cut(*_LEFT_OPEN[tag])

    def _cut(self, ended: frozenset[str], walls: frozenset[str]) -> None:
        """End the outermost of some elements, and all that is open inside it; not those beyond a wall."""
        found = len(self.open)
        for at in range(len(self.open) - 1, 0, -1):
            tag = self.open[at].tag
            if tag in walls:
                break
            if tag in ended:
                found = at
        del self.open[found:]
