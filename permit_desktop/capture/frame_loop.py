"""Frames one after another, for a loop without a window."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Generator
from threading import Condition, Event, Thread
from typing import Final

from permit_desktop.capture.camera_trouble import RETRY_S, SILENT_S, UNANSWERED_S, no_answer, no_more_pictures
from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.sources.continued import Continued
from permit_desktop.domain.errors import CameraError, ErrorCode

_PARTING_S: Final = 2.0
"""How long a camera is given to end; a driver that does not answer is left behind."""


class TimeOver(Exception):  # noqa: N818 - it is no error
    """The time is over, and the source has not ended."""


def recorded_frames(source: FrameSource, timeout_s: float = math.inf) -> Generator[Frame]:
    """Every frame of a source that ends.

    Args:
        timeout_s: of the stream's time.

    Raises:
        CameraError: it cannot be opened, or was lost.
        TimeOver: it lasts longer.
    """
    source.open()
    try:
        while (frame := source.read()) is not None:
            if frame.time_s > timeout_s:
                raise TimeOver
            yield frame
    finally:
        source.close()


def live_frames(
    source: FrameSource,
    timeout_s: float = math.inf,
    *,
    tell: Callable[[CameraError], None],
    retry_s: float = RETRY_S,
    clock: Callable[[], float] = time.monotonic,
) -> Generator[Frame]:
    """The latest frame of a camera, each time; waits for no driver, and opens a camera that was lost again.

    Args:
        timeout_s: from the beginning; the camera's time goes by whether it gives pictures or not. So long a camera that
            cannot be opened yet is waited for.
        tell: hears why there is no picture, once for each reason until there is one again.

    Raises:
        CameraError: it could not be opened the first time, and there is no timeout.
        TimeOver: always in the end, if there is one.
    """
    until_s = clock() + timeout_s
    feed = _Feed(Continued(source, clock=clock), retry_s)
    told: set[ErrorCode] = set()
    try:
        while (left_s := until_s - clock()) > 0:
            got = feed.wait(min(left_s, SILENT_S if feed.was_open else UNANSWERED_S))
            if isinstance(got, Frame):
                told.clear()
                yield got
                continue
            if isinstance(got, CameraError) and not feed.was_open and math.isinf(timeout_s):
                raise got
            if clock() < until_s:
                error = got or (no_more_pictures() if feed.was_open else no_answer())
                if error.code not in told:
                    told.add(error.code)
                    tell(error)
        raise TimeOver
    finally:
        feed.stop()


class _Feed:
    """Reads a camera on a thread of its own; keeps the latest frame, and why there was none before it."""

    def __init__(self, source: FrameSource, retry_s: float) -> None:
        self.was_open = False
        self._source = source
        self._retry_s = retry_s
        self._stopping = Event()
        self._come = Condition()
        self._waiting: deque[Frame | CameraError] = deque()
        self._thread = Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def wait(self, most_s: float) -> Frame | CameraError | None:
        """The next that has come; None when nothing does."""
        with self._come:
            self._come.wait_for(lambda: self._waiting, most_s)
            return self._waiting.popleft() if self._waiting else None

    def stop(self) -> None:
        """Gives the camera back, if its driver lets it."""
        self._stopping.set()
        self._source.give_up()
        self._thread.join(_PARTING_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._source.open()
                self.was_open = True
                self._read()
            except CameraError as error:
                self._put(error)
            finally:
                self._source.close()
            self._stopping.wait(self._retry_s)

    def _read(self) -> None:
        while not self._stopping.is_set() and (frame := self._source.read()) is not None:
            self._put(frame)

    def _put(self, come: Frame | CameraError) -> None:
        with self._come:
            if self._waiting and _code(self._waiting[-1]) is _code(come):
                self._waiting.pop()
            self._waiting.append(come)
            self._come.notify()


def _code(come: Frame | CameraError) -> ErrorCode | None:
    return None if isinstance(come, Frame) else come.code
