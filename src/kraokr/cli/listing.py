"""`kraokr lint --show-files` and `--show-settings`: what would be done, without doing it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kraokr.cli.session import Session
from kraokr.cli.terminal import day

if TYPE_CHECKING:
    from kraokr.lint.settings import Active
    from kraokr.workspace import Found


def list_files(found: Found) -> int:
    """Print the files that would be linted, then those that are passed over with the reason."""
    from kraokr.output.style import printable
    from kraokr.workspace import open_found

    opened = open_found(found)
    for path in opened.workspace.documents:
        if found.covers(path):
            print(printable(str(path)))
    for path, reason in sorted(opened.skipped.items()):
        print(f"{printable(str(path))}: passed over, {reason}")
    return 0


def list_settings(found: Found, session: Session) -> int:
    """Print the root, the config and every rule as it would run."""
    config = found.config
    print(f"root: {found.root}")
    print(f"config: {found.root / 'kraokr.yaml' if found.config_file else 'none'}")
    print(f"profile: {config.profile}")
    print(f"today: {day(session.request.today, config)}")
    print(f"fail_on: {session.request.fail_on or config.fail_on}")
    print(f"files: {json.dumps(config.files)}")
    print(f"exclude: {json.dumps(config.exclude)}")
    if config.per_file:
        print(f"per_file: {json.dumps(config.per_file, default=str)}")
    print("rules:")
    for name, active in session.settings(config).active.items():
        print(f"  {name}: {_shown(active)}")
    return 0


def _shown(active: Active) -> str:
    """The severity of a rule and, in braces, its options with their values."""
    from kraokr.lint.options import option_names

    severity = "off" if active.severity is None else str(active.severity)
    options = {name: getattr(active.options, name) for name in option_names(active.rule.options)}
    return f"{severity} {json.dumps(options, default=str)}" if options else severity
