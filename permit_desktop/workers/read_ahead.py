"""How far files are loaded ahead of the reader."""

from __future__ import annotations

from threading import Condition
from typing import Final

MOST_WAITING: Final = 3
"""While so many stills wait to be read no further file is loaded: one may take 100 MB, and hundreds may come."""


class ReadAhead:
    """Counts the stills that wait to be read, for whatever loads more of them. Used from any thread."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting = 0
        self._under_way = 0
        """Loaded, but not yet heard of in the window's thread."""
        self._ended = False

    @property
    def room(self) -> int:
        """So many more may be loaded now."""
        with self._changed:
            return 0 if self._ended else max(0, MOST_WAITING - self._waiting - self._under_way)

    def wait_for_room(self) -> bool:
        """Waits until one more may be loaded; False when no more are wanted."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._waiting + self._under_way < MOST_WAITING)
            return not self._ended

    def note_waiting(self, stills: int) -> None:
        """So many stills wait to be read."""
        with self._changed:
            self._waiting = stills
            self._changed.notify_all()

    def note_loaded(self) -> None:
        """One was loaded, and is on its way to the window."""
        with self._changed:
            self._under_way += 1

    def note_heard(self) -> None:
        """The window has heard of one that was loaded."""
        with self._changed:
            self._under_way -= 1
            self._changed.notify_all()

    def end(self) -> None:
        """No more are wanted."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
