"""Owns the camera's two threads: one reads and shows, the other judges."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal, Slot

from permit_desktop.capture.camera_trouble import SILENT_S, UNANSWERED_S, no_answer, no_more_pictures
from permit_desktop.capture.desk import Desk
from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.sources.continued import Continued
from permit_desktop.capture.strictness import Strictness
from permit_desktop.workers.camera_worker import RETRY_MS, CameraWorker
from permit_desktop.workers.judging_worker import JudgingWorker
from permit_desktop.workers.mailbox import Mailbox
from permit_desktop.workers.preview import Preview

SLOW_S: Final = 2.0
"""How long an opening takes until it is said to be slow."""
WATCH_MS: Final = 250
_BLOCKED: Final = True


class CameraThread(QObject):
    """A running camera, as the window sees it. Lives in the window's thread; make a new one for another camera.

    Signals, all delivered to methods of QObjects in the window's thread:
        opened(str): the source gives pictures; its name (plain text from outside).
        slow(): the opening takes long; it goes on.
        still_taken(Still): auto-capture or the person took a still.
        failed(PermitError): the camera cannot be opened or was lost; it is tried again by itself, `opened` follows.
        ended(): a source that has an end has reached it.
        stopped(): after `stop`, neither thread runs any more; this object may be destroyed, and not before.
    """

    opened = Signal(str)
    slow = Signal()
    still_taken = Signal(object)
    failed = Signal(object)
    ended = Signal()
    stopped = Signal()
    _take_asked = Signal()
    _again_asked = Signal()
    _retry_asked = Signal()
    _automatic_asked = Signal(bool)
    _strictness_asked = Signal(object)

    def __init__(
        self,
        source: FrameSource,
        desk: Desk,
        parent: QObject | None = None,
        *,
        retry_ms: int = RETRY_MS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.previews: Mailbox[Preview] = Mailbox(self)
        """Where the pictures for the screen arrive: connect `previews.ready`, then `previews.take()`."""
        self._frames: Mailbox[Frame] = Mailbox(self)
        self._camera = CameraWorker(Continued(source, clock=clock), self.previews, self._frames, retry_ms, clock)
        self._judge = JudgingWorker(self._frames, desk)
        self._camera_thread, self._judge_thread = QThread(self), QThread(self)
        self._camera_thread.setObjectName("camera")
        self._judge_thread.setObjectName("judge")
        self._camera.moveToThread(self._camera_thread)
        self._judge.moveToThread(self._judge_thread)

        self._camera_thread.started.connect(self._camera.begin)
        self._camera_thread.finished.connect(self._camera.finish)
        self._frames.ready.connect(self._judge.look)
        self._judge.judged.connect(self._camera.note)
        self._take_asked.connect(self._judge.take)
        self._again_asked.connect(self._judge.again)
        self._retry_asked.connect(self._judge.retry)
        self._automatic_asked.connect(self._judge.set_automatic)
        self._strictness_asked.connect(self._judge.set_strictness)
        self._camera.opened.connect(self.opened)
        self._camera.failed.connect(self.failed)
        self._camera.opened.connect(self._judge.interrupt)
        self._camera.failed.connect(self._judge.interrupt)
        self._camera.resumed.connect(self._judge.interrupt)
        self._camera.ended.connect(self.ended)
        self._judge.still_taken.connect(self.still_taken)
        for thread in (self._camera_thread, self._judge_thread):
            thread.finished.connect(self._thread_ended)
        self._running = 0
        self._source = source
        self._clock = clock
        self._is_silent = False
        self._is_slow = False
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._listen)

    def start(self) -> None:
        """Opens the camera in the background; `opened` or `failed` tells the outcome."""
        self._running = 2
        self._judge_thread.start()
        self._camera_thread.start()
        self._watch.start()

    @property
    def is_running(self) -> bool:
        """Whether a thread runs; while one does, this object must not be destroyed."""
        return self._running > 0

    def stop(self) -> None:
        """Asks both threads to end and to give the camera back, and returns at once.

        No signal but `stopped` comes from now on; that one when the driver has answered to what it was last asked,
        which may take it seconds.
        """
        self._watch.stop()
        self.blockSignals(_BLOCKED)
        self.previews.blockSignals(_BLOCKED)
        self._source.give_up()
        self._judge.stop()
        for thread in (self._camera_thread, self._judge_thread):
            thread.quit()

    def wait(self, most: QDeadlineTimer) -> bool:
        """Waits for the threads' end after `stop`: whether it came in time. For the program's end only."""
        return all(thread.wait(most) for thread in (self._camera_thread, self._judge_thread))

    @Slot()
    def _thread_ended(self) -> None:
        self._running -= 1
        if self._running == 0:
            self.blockSignals(not _BLOCKED)
            self.stopped.emit()

    @Slot()
    def _listen(self) -> None:
        """Notices a camera whose driver neither answers nor fails, as some do when they are opened or unplugged."""
        opening_s, last_s = self._camera.opening_since_s, self._camera.last_frame_s
        now_s = self._clock()
        opening_for_s = now_s - opening_s if opening_s > 0 else 0.0
        slow, self._is_slow = self._is_slow, opening_for_s > SLOW_S
        if self._is_slow and not slow:
            self.slow.emit()
        unanswered = opening_for_s > UNANSWERED_S
        silent = unanswered or (last_s > 0 and now_s - last_s > SILENT_S)
        if silent is self._is_silent:
            return
        self._is_silent = silent
        if silent:
            self.failed.emit(no_answer() if unanswered else no_more_pictures())
        elif last_s > 0:
            self.opened.emit(self._source.name)

    def set_view_size(self, width_px: int, height_px: int) -> None:
        """Tells how large the picture is shown, in device pixels; pictures are scaled to it."""
        self._camera.set_view_size(width_px, height_px)

    def take(self) -> None:
        """The person wants a still now; a camera that gives no pictures takes none later either."""
        if not self._is_silent:
            self._take_asked.emit()

    def again(self) -> None:
        """The person wants the card that was captured once more: as soon as it is clean, if it is taken by itself."""
        self._again_asked.emit()

    def retry(self) -> None:
        """What was captured last could not be read."""
        self._retry_asked.emit()

    def set_automatic(self, *, automatic: bool) -> None:
        """Switches auto-capture on or off."""
        self._automatic_asked.emit(automatic)

    def set_strictness(self, strictness: Strictness) -> None:
        """Judges by other bounds from the next frame on."""
        self._strictness_asked.emit(strictness)
