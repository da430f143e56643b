"""Reads picture files off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Condition
from typing import Final

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from permit_desktop.capture.sources.video_container import is_video
from permit_desktop.domain.errors import StillError
from permit_desktop.imaging.decode import check_sides, decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.still_file import read_still_bytes

MOST_WAITING: Final = 3
"""While so many stills wait to be read no further file is loaded: one may take 100 MB, and hundreds may be dropped."""


class StillFiles(QObject):
    """Loads files one after another.

    Attributes:
        loaded(str, Pixels, bytes): a file's name (plain text from outside), its picture, and what it holds; None for a
            picture that is no file.
        failed(str, StillError): a file's name, and why it is no usable picture.
        video_found(Path): a file is no picture but a video, whatever it is called.
    """

    loaded = Signal(str, object, object)
    failed = Signal(str, object)
    video_found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._room = Condition()
        self._waiting = 0
        self._under_way = 0
        """Loaded, but not yet heard of in the window's thread."""
        self._stopped = False

    def load(self, paths: Sequence[Path]) -> None:
        """Loads files in the background, in the order given."""
        for path in paths:
            self._pool.start(_Loading(self, path))

    def take(self, name: str, picture: QImage) -> None:
        """Takes a picture that is no file; `loaded` follows without any content."""
        self._pool.start(_Taking(self, name, picture))

    def note_waiting(self, stills: int) -> None:
        """So many stills wait to be read."""
        with self._room:
            self._waiting = stills
            self._room.notify_all()

    def note_heard(self) -> None:
        """The window has heard of one more that was loaded."""
        with self._room:
            self._under_way -= 1
            self._room.notify_all()

    def hand_on(self, name: str, pixels: Pixels, content: bytes | None) -> None:
        """Tells of a picture. In the loading thread."""
        with self._room:
            self._under_way += 1
        self.loaded.emit(name, pixels, content)

    def wait_for_room(self) -> bool:
        """Waits until stills are read; False when no more are wanted. In the loading thread."""
        with self._room:
            self._room.wait_for(lambda: self._stopped or self._waiting + self._under_way < MOST_WAITING)
            return not self._stopped

    def stop(self, most: QDeadlineTimer) -> bool:
        """Waits for the file that is being read; those behind it are left. Returns whether it came to its end."""
        self._pool.clear()
        with self._room:
            self._stopped = True
            self._room.notify_all()
        return self._pool.waitForDone(most)


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
            self._files.hand_on(self._path.name, pixels, content)


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
        self._files.hand_on(self._name, pixels, None)
