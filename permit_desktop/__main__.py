"""Entry point: `permit-desktop` and `python -m permit_desktop`."""

from __future__ import annotations

import sys

_INTERRUPTED = 130
"""What a shell expects of a program that Ctrl+C ended: 128 and the signal's number."""


def main() -> int:
    """Runs the verb that the command line names and returns the process's exit code."""
    try:
        from permit_desktop.cli.command_line import run
        from permit_desktop.system.core_dumps import forbid_core_dumps

        forbid_core_dumps()
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
