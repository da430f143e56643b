"""Judges frames beside the camera's thread, so that a slow look never holds up the picture."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.capture.desk import Desk
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.strictness import Strictness
from permit_desktop.workers.mailbox import Mailbox


class JudgingWorker(QObject):
    """Feeds the desk with the latest frame, as often as it can; frames in between are dropped.

    Signals:
        judged(Moment): after every frame that was looked at.
        still_taken(Still): when auto-capture or the person took one.
    """

    judged = Signal(object)
    still_taken = Signal(object)

    def __init__(self, frames: Mailbox[Frame], desk: Desk) -> None:
        super().__init__()
        self._frames = frames
        self._desk = desk
        self._stopping = Event()

    def stop(self) -> None:
        """Leaves the frames that are still to come alone. From any thread."""
        self._stopping.set()

    @Slot()
    def look(self) -> None:
        """Judges the frame in the mailbox."""
        frame = self._frames.take()
        if frame is None or self._stopping.is_set():
            return
        moment = self._desk.feed(frame)
        self.judged.emit(moment)
        if moment.still is not None:
            self.still_taken.emit(moment.still)

    @Slot()
    def take(self) -> None:
        """The person wants a still now."""
        self._desk.take()

    @Slot()
    def interrupt(self) -> None:
        """The camera was lost, or is back: what it gave before is not looked at any more."""
        self._frames.take()
        self._desk.interrupt()

    @Slot()
    def again(self) -> None:
        """The person wants the card that was captured once more."""
        self._desk.again()

    @Slot()
    def retry(self) -> None:
        """What was captured last could not be read."""
        self._desk.retry()

    @Slot(bool)
    def set_automatic(self, automatic: bool) -> None:  # noqa: FBT001 - the signature of a slot
        """Switches auto-capture on or off."""
        self._desk.set_automatic(automatic=automatic)

    @Slot(object)
    def set_strictness(self, strictness: Strictness) -> None:
        """Judges by other bounds."""
        self._desk.set_strictness(strictness)
