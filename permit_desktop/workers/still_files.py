"""Reads picture files off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage

from permit_desktop.capture.sources.video_container import is_video
from permit_desktop.domain.errors import StillError
from permit_desktop.imaging.decode import check_sides, decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.still_file import read_still_bytes
from permit_desktop.workers.read_ahead import ReadAhead


class StillFiles(QObject):
    """Loads files one after another.

    Args:
        ahead: how many stills wait to be read; files are loaded as they are needed, not all at once.

    Attributes:
        loaded(str, Pixels, bytes): a file's name (plain text from outside), its picture, and what it holds; None for a
            picture that is no file.
        failed(str, StillError): a file's name, and why it is no usable picture.
        video_found(Path): a file is no picture but a video, whatever it is called.
    """

    loaded = Signal(str, object, object)
    failed = Signal(str, object)
    video_found = Signal(object)
    _came = Signal(str, object, object)

    def __init__(self, ahead: ReadAhead, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ahead = ahead
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._came.connect(self._hand_on)

    def load(self, paths: Sequence[Path]) -> None:
        """Loads files in the background, in the order given."""
        for path in paths:
            self._pool.start(_Loading(self, path))

    def take(self, name: str, picture: QImage) -> None:
        """Takes a picture that is no file; `loaded` follows without any content."""
        self._pool.start(_Taking(self, name, picture))

    def note_loaded(self, name: str, pixels: Pixels, content: bytes | None) -> None:
        """A picture is there. In the loading thread."""
        self._ahead.note_loaded()
        self._came.emit(name, pixels, content)

    def wait_for_room(self) -> bool:
        """Waits until stills are read; False when no more are wanted. In the loading thread."""
        return self._ahead.wait_for_room()

    def stop(self, most: QDeadlineTimer) -> bool:
        """Waits for the file that is being read; those behind it are left. Returns whether it came to its end."""
        self._pool.clear()
        self._ahead.end()
        return self._pool.waitForDone(most)

    @Slot(str, object, object)
    def _hand_on(self, name: str, pixels: Pixels, content: bytes | None) -> None:
        self.loaded.emit(name, pixels, content)
        self._ahead.note_heard()


class _Loading(QRunnable):
    def __init__(self, files: StillFiles, path: Path) -> None:
        super().__init__()
        self._files = files
        self._path = path

    def run(self) -> None:
        if not self._files.wait_for_room():
            return
        if is_video(self._path):
            self._files.video_found.emit(self._path)
            return
        try:
            content = read_still_bytes(self._path)
            pixels = decode_still(content)
        except StillError as error:
            self._files.failed.emit(self._path.name, error)
        else:
            self._files.note_loaded(self._path.name, pixels, content)


class _Taking(QRunnable):
    def __init__(self, files: StillFiles, name: str, picture: QImage) -> None:
        super().__init__()
        self._files = files
        self._name = name
        self._picture = picture

    def run(self) -> None:
        try:
            check_sides(self._picture.width(), self._picture.height())
        except StillError as error:
            self._files.failed.emit(self._name, error)
            return
        picture = self._picture.convertToFormat(QImage.Format.Format_BGR888)
        rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
        pixels = rows[:, : 3 * picture.width()].reshape(picture.height(), picture.width(), 3).copy()
        self._files.note_loaded(self._name, pixels, None)
