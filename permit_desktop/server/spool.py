"""Lines for an output that may hold up its writer, as a pipe does that nobody empties: whoever has one never waits."""

from __future__ import annotations

import contextlib
import io
import threading
from collections import deque
from collections.abc import Callable
from typing import Final, TextIO

MOST_WAITING: Final = 10_000
"""Lines, some megabytes at most; hours of a quiet service, some minutes of a busy one."""
CLOSING_PATIENCE_S: Final = 2.0


class Spool:
    """Takes lines at once and writes them from a thread of its own; what finds no room is counted, and that is written.

    Args:
        output: where to; used by the thread alone from now on.
        told_lost: makes the line that says how many were lost.
        most_waiting: for how many lines there is room.
    """

    def __init__(self, output: TextIO, told_lost: Callable[[int], str], most_waiting: int = MOST_WAITING) -> None:
        self._output = output
        self._told_lost = told_lost
        self._most_waiting = most_waiting
        self._changed = threading.Condition()
        self._waiting: deque[str] = deque()  # the first one is being written
        self._lost = 0
        # A daemon: an output that never takes its line must not keep the program from ending.
        threading.Thread(target=self._work, name="log", daemon=True).start()

    def write(self, line: str) -> None:
        """Takes a line, from any thread."""
        with self._changed:
            if self._lost or len(self._waiting) >= self._most_waiting:
                self._lost += 1
                return
            self._waiting.append(line)
            self._changed.notify_all()

    def close(self, patience_s: float = CLOSING_PATIENCE_S) -> None:
        """Waits until all is written, but not for ever."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting, patience_s)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                line = self._waiting[0]
            with contextlib.suppress(OSError):  # the disk is full, or who read it is gone
                self._output.write(line)
                self._output.flush()
            with self._changed:
                self._waiting.popleft()
                if self._lost:
                    self._waiting.append(self._told_lost(self._lost))
                    self._lost = 0
                self._changed.notify_all()


def without_buffer(output: TextIO) -> TextIO:
    """The same output past its buffer, whose lock a thread that is held up would keep while the program ends."""
    try:
        raw = io.FileIO(output.fileno(), "wb", closefd=False)
    except OSError:  # it is no file of the system
        return output
    return io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)
