"""One camera at a time, and the next one as soon as the one before is given back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot

from permit_desktop.capture.desk import Desk
from permit_desktop.capture.frame import FrameSource
from permit_desktop.capture.strictness import Strictness
from permit_desktop.workers.camera_thread import CameraThread

PATIENCE_MS: Final = 3000
"""How long the next camera waits for the one before to be given back: it may be the same one."""
END_MS: Final = 5000
"""How long the program's end waits for cameras that do not answer."""


class CameraSeat(QObject):
    """Holds the camera that is looked through. Lives in the window's thread.

    Attributes:
        seen(Preview): the camera's next picture, the newest one.
        still_taken(Still): a still was taken.
        opened, slow, failed(CameraError), ended: as `CameraThread` tells them of the camera that is looked through.
    """

    seen = Signal(object)
    still_taken = Signal(object)
    opened = Signal(str)
    slow = Signal()
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera: CameraThread | None = None
        self._leaving: set[CameraThread] = set()
        """Stopped cameras whose driver has not answered yet: to destroy a thread that runs would end the process."""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._start)

    def use(self, source: FrameSource, desk: Desk) -> None:
        """Looks through a camera in place of the one before."""
        self.clear()
        camera = CameraThread(source, desk)
        camera.previews.ready.connect(self._look)
        camera.still_taken.connect(self.still_taken)
        camera.opened.connect(self.opened)
        camera.slow.connect(self.slow)
        camera.failed.connect(self.failed)
        camera.ended.connect(self.ended)
        self._camera = camera
        if self._leaving:
            self._patience.start()
        else:
            camera.start()

    def clear(self) -> None:
        """Gives the camera back; waits for no driver."""
        self._patience.stop()
        camera, self._camera = self._camera, None
        if camera is None:
            return
        camera.stop()
        if camera.is_running:
            camera.stopped.connect(self._left)
            self._leaving.add(camera)
        else:
            camera.deleteLater()

    def stop(self) -> None:
        """Gives the camera back and waits for its driver, but not for ever: see `hangs`."""
        self.clear()
        deadline = QDeadlineTimer(END_MS)
        self._leaving = {camera for camera in self._leaving if not camera.wait(deadline)}

    @property
    def hangs(self) -> bool:
        """Whether a camera's driver still has not answered; the process cannot end in order then."""
        return bool(self._leaving)

    def take(self) -> None:
        """Has a still taken of what the camera sees."""
        if self._camera is not None:
            self._camera.take()

    def again(self) -> None:
        """Has the same side taken once more."""
        if self._camera is not None:
            self._camera.again()

    def retry(self) -> None:
        """What was taken last could not be read."""
        if self._camera is not None:
            self._camera.retry()

    def follow(self, strictness: Strictness, *, automatic: bool) -> None:
        """Has stills taken so from now on."""
        if self._camera is not None:
            self._camera.set_automatic(automatic=automatic)
            self._camera.set_strictness(strictness)

    def set_view_size(self, width_px: int, height_px: int) -> None:
        """So large are the pictures that are wanted."""
        if self._camera is not None:
            self._camera.set_view_size(width_px, height_px)

    @Slot()
    def _look(self) -> None:
        preview = self._camera.previews.take() if self._camera is not None else None
        if preview is not None:
            self.seen.emit(preview)

    @Slot()
    def _start(self) -> None:
        if self._camera is not None:
            self._camera.start()

    @Slot()
    def _left(self) -> None:
        for camera in [camera for camera in self._leaving if not camera.is_running]:
            self._leaving.remove(camera)
            camera.deleteLater()
        if not self._leaving and self._patience.isActive():
            self._patience.stop()
            self._start()
