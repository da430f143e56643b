"""Entry point: `permit-desktop` and `python -m permit_desktop`."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the verb that the command line names and returns the process's exit code."""
    from permit_desktop.cli.command_line import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
