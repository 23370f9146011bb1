"""The console script: answers `--version` at once, before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with 0 (clean), 1 (findings) or 2 (could not do the job)."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from importlib.metadata import version

        print(f"kraokr {version('kraokr')}")
        return
    from kraokr.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
