"""Reads picture files off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from permit_desktop.capture.sources.video_container import is_video
from permit_desktop.domain.errors import StillError
from permit_desktop.imaging.decode import check_sides, decode_still
from permit_desktop.imaging.still_file import read_still_bytes


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

    def load(self, paths: Sequence[Path]) -> None:
        """Loads files in the background, in the order given."""
        for path in paths:
            self._pool.start(_Loading(self, path))

    def take(self, name: str, picture: QImage) -> None:
        """Takes a picture that is no file; `loaded` follows without any content."""
        self._pool.start(_Taking(self, name, picture))

    def stop(self, most: QDeadlineTimer) -> bool:
        """Waits for the file that is being read; those behind it are left. Returns whether it came to its end."""
        self._pool.clear()
        return self._pool.waitForDone(most)


class _Loading(QRunnable):
    def __init__(self, files: StillFiles, path: Path) -> None:
        super().__init__()
        self._files = files
        self._path = path

    def run(self) -> None:
        if is_video(self._path):
            self._files.video_found.emit(self._path)
            return
        try:
            content = read_still_bytes(self._path)
            pixels = decode_still(content)
        except StillError as error:
            self._files.failed.emit(self._path.name, error)
        else:
            self._files.loaded.emit(self._path.name, pixels, content)


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
        self._files.loaded.emit(self._name, pixels, None)
