"""A source whose frames go on where they were, when it was lost and is opened again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from permit_desktop.capture.frame import Frame, FrameSource

_LEAST_GAP_S: Final = 1e-3


class Continued:
    """Carries numbers and times of another source on across its openings.

    A source counts from nought each time. Who remembers earlier frames, as the desk does, would wait for the time of
    its last ones to come again: as long as the camera had run before.
    """

    def __init__(self, source: FrameSource, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._clock = clock
        self._last: tuple[int, float, float] | None = None
        """The last frame's number and time, and when it came by the clock."""
        self._number = 0
        self._time_s = 0.0

    @property
    def name(self) -> str:
        """The source's."""
        return self._source.name

    def open(self) -> None:
        """Opens the source; its time has gone on meanwhile."""
        self._source.open()
        if self._last is not None:
            number, time_s, clock_s = self._last
            self._number, self._time_s = number + 1, time_s + max(self._clock() - clock_s, _LEAST_GAP_S)

    def read(self) -> Frame | None:
        """The source's next frame, behind all those before."""
        frame = self._source.read()
        if frame is None:
            return None
        frame = Frame(frame.pixels, self._number + frame.number, self._time_s + frame.time_s)
        self._last = frame.number, frame.time_s, self._clock()
        return frame

    def give_up(self) -> None:
        """The source's."""
        self._source.give_up()

    def close(self) -> None:
        """Closes the source."""
        self._source.close()
