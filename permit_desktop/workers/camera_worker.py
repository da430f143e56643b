"""Runs a frame source on a thread of its own: opens it, reads it, shows every frame."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from permit_desktop.capture.camera_trouble import RETRY_S, SILENT_S
from permit_desktop.capture.desk import Moment
from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.outline_course import OutlineCourse
from permit_desktop.domain.errors import CameraError, ErrorCode
from permit_desktop.domain.geometry import Point, Quad
from permit_desktop.workers.mailbox import Mailbox
from permit_desktop.workers.preview import Preview, to_image

RETRY_MS: Final = round(1000 * RETRY_S)


class CameraWorker(QObject):
    """One step an event: each reads one frame and returns to the event loop, so that the thread can be ended.

    Signals:
        opened(str): the source gives pictures; its name.
        failed(PermitError): it cannot be opened or was lost; once for each kind of failure, until it opens again.
        resumed(): the source was silent for so long that it counted as lost; the frame that ended it follows.
        ended(): a source that has an end has reached it.
    """

    resumed = Signal()
    opened = Signal(str)
    failed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        source: FrameSource,
        previews: Mailbox[Preview],
        frames: Mailbox[Frame],
        retry_ms: int = RETRY_MS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args: frames: where the judging worker finds the latest frame."""
        super().__init__()
        self._source = source
        self._previews = previews
        self._frames = frames
        self._retry_ms = retry_ms
        self._clock = clock
        self._timer: QTimer | None = None
        self._is_open = False
        self._told: ErrorCode | None = None
        self._moment: Moment | None = None
        self._course = OutlineCourse()
        self.last_frame_s = 0.0
        """When the last frame came, or it was opened, by the clock; 0 while it is closed. From any thread."""
        self.opening_since_s = 0.0
        """Since when the source is being opened, by the clock; 0 at other times. Read from any thread."""
        self._view_size_px = (1920, 1080)

    def set_view_size(self, width_px: int, height_px: int) -> None:
        """Tells how large the picture is shown, in device pixels. From any thread."""
        # One assignment of an immutable pair: a reader in another thread sees the old pair or the new one.
        self._view_size_px = (max(1, width_px), max(1, height_px))

    @Slot()
    def begin(self) -> None:
        """Starts stepping; runs in the worker's thread, where the timer must be made."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.step)
        self._timer.start(0)

    @Slot()
    def finish(self) -> None:
        """Gives the camera back; runs in the worker's thread, after its event loop."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._source.close()

    @Slot(object)
    def note(self, moment: Moment) -> None:
        """Keeps what was last judged, for the pictures that follow."""
        self._moment = moment
        self._course.note(moment)

    @Slot()
    def step(self) -> None:
        """Opens the source, or shows its next frame."""
        if self._timer is None:
            return
        self._timer.start(self._retry_ms)  # a bug that comes up here does not end the camera
        try:
            goes_on = self._show_next() if self._is_open else self._open()
        except CameraError as error:
            self._lose(error)
            self._timer.start(self._retry_ms)
            return
        if goes_on:
            self._timer.start(0)
        else:
            self._timer.stop()

    def _open(self) -> bool:
        self.opening_since_s = self._clock()
        try:
            self._source.open()
        finally:
            self.opening_since_s = 0.0
        self.last_frame_s = self._clock()
        self._is_open = True
        self._told = None
        self.opened.emit(self._source.name)
        return True

    def _show_next(self) -> bool:
        frame = self._source.read()
        if frame is None:
            self.ended.emit()
            return False
        now_s = self._clock()
        if now_s - self.last_frame_s > SILENT_S:
            self.resumed.emit()
        self.last_frame_s = now_s
        self._frames.post(frame)
        self._previews.post(self._preview(frame))
        return True

    def _lose(self, error: CameraError) -> None:
        self._source.close()
        self._is_open = False
        self.last_frame_s = 0.0
        self._moment = None
        self._course = OutlineCourse()
        if error.code is not self._told:
            self._told = error.code
            self.failed.emit(error)

    def _preview(self, frame: Frame) -> Preview:
        image = to_image(frame.pixels, self._view_size_px)
        height, width = frame.pixels.shape[:2]
        moment = self._moment
        if moment is None:
            return Preview(image, None, Reason.NO_CARD, 0.0, (width, height))
        outline = _as_shares(self._course.at(frame.time_s), frame)
        return Preview(image, outline, moment.reason, moment.progress, (width, height), moment.zone)


def _as_shares(outline: Quad | None, frame: Frame) -> Quad | None:
    if outline is None:
        return None
    height, width = frame.pixels.shape[:2]
    return Quad(*(Point(x / width, y / height) for x, y in outline))
