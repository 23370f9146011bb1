"""What `kraokr review --eject` does: our templates become the workspace's own, to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kraokr.cli.terminal import say
from kraokr.errors import KraokrError

_NEXT = (
    "Change them as you like; delete those that you leave as they are, and ours are used again.",
    "A template may also be a few lines: it extends ours, as `kraokr/{name}`, and overrides a block.",
)


def eject(root: Path, folder: str, kinds: Sequence[str] = (), force: bool = False) -> int:
    """Copy our templates, all of them or those of some kinds, into a folder of the workspace.

    Files that are there are left alone, unless `force` says otherwise.

    Raises:
        KraokrError: there is no such kind, the folder lies outside the workspace, or it cannot be written.
    """
    from kraokr.documents.templating.own import ours, shown

    names = _names(kinds)
    said = {"written": 0, "kept": 0}
    for name in names:
        state = _put(root, root / folder / name, ours(name).decode(), force)
        said[state] += 1
        say(f"{state}: {shown(root / folder / name)}{', which was there already' if state == 'kept' else ''}")
    if said["kept"]:
        say("Files that were there stay as they were; --force replaces them.")
    if said["written"]:
        for line in _NEXT:
            say(line.format(name="review.html.jinja"))
    return 0


def _names(kinds: Sequence[str]) -> Sequence[str]:
    """The files of the kinds, all files for none."""
    from kraokr.documents.templating.own import our_names
    from kraokr.model.messages import unknown_word

    known = {name.partition(".")[0]: name for name in our_names()}
    for kind in kinds:
        if kind not in known:
            raise KraokrError(*unknown_word("kind of document", kind, tuple(known)))
    return [known[kind] for kind in kinds] or [*known.values()]


def _put(root: Path, path: Path, text: str, force: bool) -> str:
    from kraokr.documents.templating.own import inside
    from kraokr.workspace.create import create
    from kraokr.workspace.filesystem import exists
    from kraokr.workspace.save import save

    inside(root, path)
    if not exists(path):
        create(root, path, text)
    elif force:
        save(path, text)
    else:
        return "kept"
    return "written"
