"""Watches a folder beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal, Slot

from permit_desktop.capture.sources.watched_folder import WatchedFolder
from permit_desktop.domain.errors import CameraError, StillError
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.workers.read_ahead import ReadAhead

LOOK_MS: Final = 500
_BLOCKED: Final = True


class _Watcher(QObject):
    """Lives in the watching thread, as a folder may lie on a slow network."""

    loaded = Signal(str, object, object)
    failed = Signal(str, object)
    lost = Signal(object)
    back = Signal()

    def __init__(self, folder: WatchedFolder, ahead: ReadAhead, look_ms: int) -> None:
        super().__init__()
        self._folder = folder
        self._ahead = ahead
        self._look_ms = look_ms
        self._timer: QTimer | None = None
        self._is_lost = False

    @Slot()
    def begin(self) -> None:
        """Starts looking; the timer must be made in the thread that it ticks in."""
        self._timer = QTimer(self)
        self._timer.setInterval(self._look_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    @Slot()
    def finish(self) -> None:
        """Looks no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @Slot()
    def look(self) -> None:
        """Takes of what has come as much as the reader has use for."""
        try:
            arrivals = self._folder.look(self._ahead.room)
        except CameraError as error:
            if not self._is_lost:
                self._is_lost = True
                self.lost.emit(error)
            return
        if self._is_lost:
            self._is_lost = False
            self.back.emit()
        for arrival in arrivals:
            self._take(arrival.name, arrival.content)

    def _take(self, name: str, content: bytes | StillError) -> None:
        try:
            if isinstance(content, StillError):
                raise content
            pixels = decode_still(content)
        except StillError as error:
            self.failed.emit(name, error)
        else:
            self._ahead.note_loaded()
            self.loaded.emit(name, pixels, content)


class FolderWatch(QObject):
    """A watched folder, as the window sees it. Lives in the window's thread; make a new one for another folder.

    Args:
        ahead: how many stills wait to be read; a folder into which hundreds are copied is taken bit by bit.

    Attributes:
        loaded(str, Pixels, bytes), failed(str, StillError): what came; the name is plain text from outside.
        lost(CameraError): the folder is gone, told once; back(): it is there again, and is watched on.
        stopped(): after `stop`, its thread runs no more; this object may be destroyed, and not before.
    """

    loaded = Signal(str, object, object)
    failed = Signal(str, object)
    lost = Signal(object)
    back = Signal()
    stopped = Signal()

    def __init__(
        self, folder: Path, ahead: ReadAhead, parent: QObject | None = None, *, look_ms: int = LOOK_MS
    ) -> None:
        super().__init__(parent)
        self._ahead = ahead
        self._watcher = _Watcher(WatchedFolder(folder), ahead, look_ms)
        self._thread = QThread(self)
        self._thread.setObjectName("watched folder")
        self._watcher.moveToThread(self._thread)
        self._thread.started.connect(self._watcher.begin)
        self._thread.finished.connect(self._watcher.finish)
        self._watcher.loaded.connect(self._hand_on)
        self._watcher.failed.connect(self.failed)
        self._watcher.lost.connect(self.lost)
        self._watcher.back.connect(self.back)
        self._thread.finished.connect(self._thread_ended)
        self._running = False

    def start(self) -> None:
        """Looks at the folder now and again from now on."""
        self._running = True
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether the thread runs; while it does, this object must not be destroyed."""
        return self._running

    def stop(self) -> None:
        """Asks for the end of watching and returns at once: a share whose server is gone answers after a minute.

        No signal but `stopped` comes from now on; that one when the look that is under way has ended.
        """
        self.blockSignals(_BLOCKED)
        self._thread.quit()

    def wait(self, most: QDeadlineTimer) -> bool:
        """Waits for the thread's end after `stop`: whether it came in time. For the program's end only."""
        return self._thread.wait(most)

    @Slot(str, object, object)
    def _hand_on(self, name: str, pixels: Pixels, content: bytes) -> None:
        self.loaded.emit(name, pixels, content)
        self._ahead.note_heard()  # also after `stop`, when nobody hears any more

    @Slot()
    def _thread_ended(self) -> None:
        self._running = False
        self.blockSignals(not _BLOCKED)
        self.stopped.emit()
