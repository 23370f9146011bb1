"""A document as Markdown: CommonMark with the tables of GitHub, to be read as it stands too."""

from __future__ import annotations

from functools import singledispatch
from itertools import count, groupby, pairwise, zip_longest
from unicodedata import category

from kraokr.documents.blocks import (
    MARKS,
    Blank,
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Said,
    Table,
    Text,
    Trend,
    run,
)
from kraokr.documents.markdown import escaped, lines

_BOLD = ("strong", "pill")
_RULE = "_" * 40
_GAP = "____"


def render_markdown(document: Document) -> str:
    """The document as Markdown, its blocks apart by a blank line."""
    written = [_write(block) for block in document.blocks]
    between = [_between(block, after) for block, after in pairwise(document.blocks)]
    return "".join(text for pair in zip_longest(written, between, fillvalue="") for text in pair) + "\n"


def _between(block: Block, after: Block) -> str:
    looks = [one.look if isinstance(one, Paragraph) else None for one in (block, after)]
    if looks == ["label", "plain"]:
        return " "
    if looks == ["quote", "quote"]:
        return "\n>\n"
    lists = isinstance(block, Items | Facts) and isinstance(after, Items | Facts)
    return "\n\n<!-- -->\n\n" if lists else "\n\n"


@singledispatch
def _write(block: Block) -> str:
    raise TypeError(block)


@_write.register
def _(block: Heading) -> str:
    return f"{'#' * block.level} {lines(escaped(block.text))}"


@_write.register
def _(block: Paragraph) -> str:
    if block.look == "label":
        return _label(_words(block.text))
    if block.look == "quote":
        return f"> {_text(block.text, '> ')}"
    words = _words(block.text)
    is_plain = all(piece.style == "plain" and not piece.link for piece in block.text)
    if block.look == "outcome" and is_plain and words == words.strip():
        return lines(f"*{escaped(words)}*")
    return _text(block.text)


@_write.register
def _(block: Facts) -> str:
    rows = ((*run(f"{name}: " if name else ""), *fact) for name, fact in block.rows)
    return "\n".join(f"- {_text(row, '  ')}" for row in rows)


@_write.register
def _(block: Said) -> str:
    who = [_label(block.who)] if block.who else []
    first, rest = block.paragraphs[:1], block.paragraphs[1:]
    return "\n\n".join((" ".join((*who, *map(_text, first))), *map(_text, rest)))


@_write.register
def _(block: Blank) -> str:
    label = _bold(block.label) if ":" in block.label else _label(block.label)
    return f"{label} {_GAP}" if not block.lines else f"{label}\n\n{_RULE}"


@_write.register
def _(block: Items) -> str:
    marks = (f"{at}." if block.numbered else "-" for at in count(1))
    return "\n".join(f"{mark} {_text(item, '   ')}" for mark, item in zip(marks, block.items, strict=False))


@_write.register
def _(block: Table) -> str:
    titles = [escaped(column.title) for column in block.columns]
    rule = ["---:" if column.number else "---" for column in block.columns]
    rows = (titles, rule, *(map(_cell, row) for row in block.rows))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Cell) -> str:
    return cell.blocks if isinstance(cell, Trend) else _inline(cell).replace("\n", " ")


def _text(text: Text, indent: str = "") -> str:
    return lines(_inline(text), indent)


def _label(words: str) -> str:
    return _bold(words if words.endswith((":", "?", ".")) else f"{words}:")


def _words(text: Text) -> str:
    return "".join(piece.text for piece in text)


def _inline(text: Text) -> str:
    """A text with its links and what is bold in it; a colour is only its mark."""
    pieces = [
        (key, "".join(MARKS.get(piece.style, "") + piece.text for piece in group))
        for key, group in groupby(text, lambda piece: (piece.link, piece.style in _BOLD))
    ]
    written = ""
    for at, ((link, is_bold), words) in enumerate(pieces):
        if link:
            written = f"{written[:-1]}\\!" if written.endswith("!") else written
            written += _linked(words, link)
        elif is_bold:
            written += _bold(words, written[-1:], "".join(words for _, words in pieces[at + 1 : at + 2])[:1])
        else:
            written += "\\" * (bool(written) and words.startswith("~")) + escaped(words)
    return written


def _linked(words: str, link: str) -> str:
    address = link.replace("|", "%7C").replace("\\", "%5C")
    return f"<{address}>" if words == link else f"[{escaped(words)}](<{address.replace('&', '&amp;')}>)"


def _bold(words: str, before: str = "", after: str = "") -> str:
    """The words between asterisks, if these can begin and end there."""
    inner = words.strip()
    if not inner:
        return words
    lead, _, tail = words.partition(inner)
    opens = lead or not _is_mark(inner[0]) or _is_gap(before)
    closes = tail or not _is_mark(inner[-1]) or _is_gap(after)
    return f"{lead}**{escaped(inner)}**{tail}" if opens and closes else escaped(words)


def _is_gap(character: str) -> bool:
    """Whether an asterisk may stand between a mark and this character, or none at all."""
    return not character or character.isspace() or _is_mark(character)


def _is_mark(character: str) -> bool:
    """Whether Markdown takes a character for punctuation."""
    return category(character)[0] in "PS"
