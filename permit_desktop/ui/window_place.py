"""Where the window stood and how large it was, from one run to the next."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QObject
from PySide6.QtWidgets import QWidget

from permit_desktop.system.durable_file import write_durably

NAME: Final = "window.place"
_MOST_BYTES: Final = 4096


class WindowPlace(QObject):
    """Puts a window where it stood and remembers its place when it is closed.

    The file holds Qt's own bytes: the screen, the place and the size, nothing of the person or of any permit.

    Args:
        window: not shown yet.
        file: where the place is kept.
    """

    def __init__(self, window: QWidget, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        # An unreadable or damaged place is none: the window then opens in its usual one.
        with suppress(OSError), file.open("rb") as opened:
            window.restoreGeometry(QByteArray(opened.read(_MOST_BYTES)))
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Remembers the place when the window is closed."""
        if event.type() is QEvent.Type.Close:
            with suppress(OSError):  # a place that cannot be kept is not worth a word
                write_durably(self._file, bytes(self._window.saveGeometry().data()))
        return False
