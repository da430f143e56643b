"""Entry point: `permit-desktop` and `python -m permit_desktop`."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys

_INTERRUPTED = 130
"""What a shell expects of a program that Ctrl+C ended: 128 and the signal's number."""
_TERMINATED = 143
"""The same for SIGTERM."""
_OUTPUT_LOST = 1


def main() -> int:
    """Runs the verb that the command line names and returns the process's exit code."""
    _speak_utf8()
    try:
        from permit_desktop.cli.command_line import run
        from permit_desktop.system.core_dumps import forbid_core_dumps

        forbid_core_dumps()
        signal.signal(signal.SIGTERM, _end)
        code = run(sys.argv[1:])
        if sys.stdout is not None:  # a window started without a console has none
            sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # who read the output has gone, as `| head` does
        _give_up_output()
        return _OUTPUT_LOST
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        _give_up_output()
        sys.stderr.write("permit-desktop: there is no room for what was to be written\n")
        return _OUTPUT_LOST
    return code


def _speak_utf8() -> None:
    """Names are Chinese, and JSON is UTF-8, whatever the console's own encoding; nothing said ends the program.

    What no encoding has, half a character in a file's name, is told by its number, as JSON writes it, too.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _end(_signal: int, _frame: object) -> None:
    """Ends as after an error, so that a vault is closed and no folder is left behind."""
    raise SystemExit(_TERMINATED)


def _give_up_output() -> None:
    """The interpreter must not stumble over it once more at its end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
