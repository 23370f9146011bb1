"""Lives as a picture: one SVG that needs nothing else, with words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from kraokr.output.lives import words
from kraokr.output.lives.view import LivesView, Row
from kraokr.output.style import width

_LEFT, _NAME, _STEP, _TAIL = 24, 330, 52, 130
_LINE, _TITLE = 26, 34
_LEAST = 760
_CHARACTERS = 44
_CELL = 7.2
_STYLE = """\
text{font:14px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1f2328}
.back{fill:#fff}.h{font-size:20px;font-weight:600}.b{font-weight:600;font-size:15px}.s,.low{fill:#59636e}
.s{font-size:13px;font-weight:400}.grid{stroke:#d1d9e0;stroke-width:1}.year{stroke:#818b98}.life{stroke:#9198a1;stroke-width:2}
.below{stroke-dasharray:2 4}.made{fill:#1a7f37}.changed{fill:#bc4c00}
.removed,.moved,.measured{fill:none;stroke-width:2.5}
.measured{stroke:#0969da;fill:#fff}.removed{stroke:#cf222e}.moved{stroke:#8250df}
@media (prefers-color-scheme:dark){
text{fill:#f0f6fc}.back{fill:#0d1117}.s,.low{fill:#9198a1}.grid{stroke:#2f3742}
.year{stroke:#656c76}.life{stroke:#656c76}.made{fill:#3fb950}.changed{fill:#f0883e}
.measured{stroke:#4493f8;fill:#0d1117}.removed{stroke:#f85149}.moved{stroke:#ab7df8}}
"""
_SHAPES = {
    "made": '<circle class="made" cx="{x}" cy="{y}" r="6"/>',
    "changed": '<path class="changed" d="M{x} {y}m0-8l8 8-8 8-8-8z"/>',
    "measured": '<path class="measured" d="M{x} {y}m0-6.5l6.5 6.5-6.5 6.5-6.5-6.5z"/>',
    "moved": '<circle class="back" cx="{x}" cy="{y}" r="10"/>'
    '<path class="moved" d="M{x} {y}m-8 0h14m-5-5l5 5-5 5"/>',
    "removed": '<path class="removed" d="M{x} {y}m-5.5-5.5l11 11m0-11l-11 11"/>',
}


def render(view: LivesView) -> str:
    """The timelines as an SVG that goes with light and dark; a mark says what happened when pointed at."""
    body = [*_body(view)]
    height = body.pop()
    wide = max(_LEFT * 2 + _NAME + _STEP * len(view.quarters) + _TAIL, _LEAST)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{height}"'
        f' viewBox="0 0 {wide} {height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{_text(_title(view))}</title>',
        f'<desc id="desc">{_text(_described(view))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="back" width="{wide}" height="{height}"/>',
    )
    return "\n".join((*head, *body, "</svg>", ""))


def _title(view: LivesView) -> str:
    return f"KRAs by quarter as of {view.today}"


def _described(view: LivesView) -> str:
    """The picture in words: how long each KRA has been unchanged, and which roles change most."""
    rows = [row for row in view.rows if not row.depth]
    there = [row for row in rows if row.unchanged is not None]
    changed = [
        f"{words.line(title)} in {words.churn_told(churn)}"
        for _, title, churn in view.churns
        if churn.changed
    ]
    churned = f" Roles whose KRAs changed: {', '.join(changed[:10])}." if changed else ""
    listed = "; ".join(f"{words.line(row.name)}: {words.rested(row.unchanged)}" for row in there[:40])
    span = f"{view.quarters[0].id} to {view.quarters[-1].id}"
    return f"{len(there)} KRAs over {span}, unchanged for: {listed}.{churned}"


def _body(view: LivesView) -> Iterator[str]:
    """The parts from the top to the bottom; the last one is the height."""
    yield _words(_LEFT, 40, _title(view), "h")
    yield _words(_LEFT, 62, view.summary, "s")
    yield from _legend(90)
    y = 136
    top = y
    yield from _quarters(view, y)
    rows: list[str] = []
    for title, about, some in _parts(view):
        y += _TITLE
        rows.append(_heading(title, about, y))
        for row in some:
            y += _LINE
            rows += [*_row(row, y, view)]
    yield from _grid(view, top + 10, y + 14)
    yield from rows
    yield str(y + 34)


def _parts(view: LivesView) -> Iterator[tuple[str, str, Sequence[Row]]]:
    yield from ((block.title, block.about, block.rows) for block in view.blocks)
    yield from ((story.about or story.life.name, story.life.id, story.rows) for story in view.stories)


def _legend(y: int) -> Iterator[str]:
    x = _LEFT + 8
    for mark, said in words.MEANINGS.items():
        yield _life_line(x - 12, x + 12, y, "") if mark == "same" else _SHAPES[mark].format(x=x, y=y)
        yield _words(x + 18, y + 5, said, "s")
        x += round(len(said) * _CELL) + 44


def _quarters(view: LivesView, y: int) -> Iterator[str]:
    before = ""
    for at, quarter in enumerate(view.quarters):
        year, part = quarter.id.split("-")
        yield _words(_x(at), y, part, "s", "middle")
        if year != before:
            yield _words(_x(at), y - 18, year, "b", "middle")
        before = year
    yield _words(_x(len(view.quarters)) - 14, y, "unchanged for", "s")


def _grid(view: LivesView, top: int, bottom: int) -> Iterator[str]:
    """A line down before each quarter, a stronger one before each year."""
    for at, quarter in enumerate(view.quarters):
        x = _x(at) - _STEP // 2
        kind = "grid year" if quarter.id.endswith("Q1") else "grid"
        yield f'<path class="{kind}" d="M{x} {top}V{bottom}"/>'


def _heading(title: str, about: str, y: int) -> str:
    name = _text(_cut(words.line(title), _CHARACTERS))
    beside = f'<tspan dx="10" class="s">{_text(words.line(about))}</tspan>' if about else ""
    return f'<text x="{_LEFT}" y="{y}" class="b">{name}{beside}</text>'


def _row(row: Row, y: int, view: LivesView) -> Iterator[str]:
    indent = 16 * (row.depth + 1)
    name = words.line(row.name)
    kind = "s" if row.depth else "low" if row.unchanged is None else ""
    shown = _words(_LEFT + indent, y, _cut(name, _CHARACTERS - 2 * row.depth - 2), kind)
    yield f"<g><title>{_text(name)}</title>{shown}</g>"
    yield from _lines(row, y - 5)
    for at, (cell, events) in enumerate(zip(row.cells, row.events, strict=True)):
        if cell in _SHAPES:
            said = f"{view.quarters[at].id}\n{words.happened(events, row.life.name)}"
            yield f"<g><title>{_text(said)}</title>{_SHAPES[cell].format(x=_x(at), y=y - 5)}</g>"
    yield _words(_x(len(row.cells)) - 14, y, words.rested(row.unchanged), "s")


def _lines(row: Row, y: int) -> Iterator[str]:
    """A line from where a thing came to where it went, for each time that it was there."""
    start: int | None = None
    for at, (cell, after) in enumerate(zip(row.cells, (*row.cells[1:], ""), strict=True)):
        start = at if start is None and cell else start
        if start is not None and (cell == "removed" or not after):
            if start < at or cell == "same":
                tail = _STEP // 2 if cell == "same" else 0
                yield _life_line(
                    _x(start) - (12 if row.cells[start] == "same" else 0), _x(at) + tail, y, row.depth
                )
            start = None


def _life_line(left: int, right: int, y: int, depth: object) -> str:
    return f'<path class="life{" below" if depth else ""}" d="M{left} {y}H{right}"/>'


def _x(at: int) -> int:
    return _LEFT + _NAME + _STEP // 2 + at * _STEP


def _words(x: int, y: int, text: str, kind: str = "", anchor: str = "") -> str:
    how = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x}" y="{y}"{how}>{_text(text)}</text>'


def _text(text: str) -> str:
    return escape(text, quote=False)


def _cut(text: str, cells: int) -> str:
    while text and width(text) > cells:
        text = text[:-2].rstrip() + "…"
    return text
