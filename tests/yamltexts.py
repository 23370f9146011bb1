"""Random data, and YAML texts of it in mixed styles with comments."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kraokr.source.edits import scalar

WORDS = st.sampled_from(
    ["Sales", "win rate", "a: b", "# no", "it's", "", "2026-03-31", "true", "é😀", "- x", "7"]
)
VALUES = st.one_of(WORDS, st.integers(-999, 999), st.booleans(), st.none())
KEYS = st.sampled_from(["id", "title", "kras", "win-rate", "x-note", "a b", "é"])
DATA = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(KEYS, DATA, min_size=1, max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Any, str]:
    """A mapping, and YAML that says it: block or flow, with comments, blank lines and any newline."""
    data = draw(MAPPINGS)
    text = "\n".join(_block(data, "", draw))
    text = draw(st.sampled_from(["", "# head\n", "---\n", "\n\n"])) + text
    text += draw(st.sampled_from(["", "\n", "\n\n# end\n", "\n# end"]))
    return data, text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def _block(data: Any, indent: str, draw: st.DrawFn) -> list[str]:
    """The lines of a collection, one entry each."""
    entries = (
        [(f"{scalar(key)}:", value) for key, value in data.items()]
        if isinstance(data, dict)
        else [("-", v) for v in data]
    )
    lines: list[str] = []
    for head, value in entries:
        lines += draw(st.sampled_from([[], [], [], ["# note"], [f"{indent}# note"], [""]]))
        if isinstance(value, dict | list) and value and draw(st.booleans()):
            inner = f"{indent}  "
            below = _block(value, inner, draw)
            if head == "-" and below[0].startswith(inner) and "#" not in below[0]:
                lines += [f"{indent}- {below[0].removeprefix(inner)}", *below[1:]]
            else:
                lines += [f"{indent}{head}{draw(_COMMENTS)}", *below]
        else:
            lines += _entry(indent, head, value, draw)
    return lines


_COMMENTS = st.sampled_from(["", "", "", " # why", "   "])


def _entry(indent: str, head: str, value: Any, draw: st.DrawFn) -> list[str]:
    if isinstance(value, str) and value in ("Sales", "win rate", "it's") and draw(st.booleans()):
        return [f"{indent}{head} |-", f"{indent}    {value}"]
    if isinstance(value, str) and draw(st.booleans()):
        return [f"{indent}{head} '{value.replace(chr(39), chr(39) * 2)}'{draw(_COMMENTS)}"]
    if value is None and draw(st.booleans()):
        return [f"{indent}{head}{draw(_COMMENTS)}"]
    return [f"{indent}{head} {flow(value)}{draw(_COMMENTS)}"]


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return scalar(value)
    return (
        {True: "true", False: "false", None: "null"}[value]
        if value is None or value is True or value is False
        else str(value)
    )
