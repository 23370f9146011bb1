"""The console script: answers `--version` at once, before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and exit with 0 (clean), 1 (findings) or 2 (could not do the job)."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from importlib.metadata import version

        print(f"kraokr {version('kraokr')}")
        return
    gc.disable()  # one run makes many objects and little garbage
    from kraokr.cli.app import run
    from kraokr.cli.plugins import without_plugins

    without_plugins()
    code = run(sys.argv[1:])
    with suppress(OSError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # taking thousands of files out of memory one by one would take a fifth of the time


if __name__ == "__main__":
    main()
