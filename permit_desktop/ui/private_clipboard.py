"""Copies personal data for a minute, and asks the system not to remember it."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard

CLEARED_AFTER_MS: Final = 60_000

_NOT_IN_HISTORY: Final[dict[str, dict[str, bytes]]] = {
    "win32": {
        "ExcludeClipboardContentFromMonitorProcessing": b"\1\0\0\0",
        "CanIncludeInClipboardHistory": b"\0\0\0\0",
        "CanUploadToCloudClipboard": b"\0\0\0\0",
    },
    "linux": {"x-kde-passwordManagerHint": b"secret"},
}
"""What clipboard histories look for: names of clipboard formats in Windows, a type that KDE and others know in Linux.
On macOS Qt hands such a mark on under another name, so there is none."""


class PrivateClipboard(QObject):
    """Puts a text on the clipboard and takes it away again, unless something else was copied meanwhile.

    Attributes:
        cleared: the text is no longer there.
    """

    cleared = Signal()

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._text: str | None = None
        self._changed = False
        clipboard.dataChanged.connect(self._note_change)
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.setInterval(CLEARED_AFTER_MS)
        self._minute.timeout.connect(self.clear)

    @Slot(str)
    def copy(self, text: str) -> None:
        """Copies; the minute begins anew."""
        data = QMimeData()
        data.setText(text)
        for kind, mark in _NOT_IN_HISTORY.get(sys.platform, {}).items():
            data.setData(kind, mark)
        self._text = text
        self._clipboard.setMimeData(data)
        self._changed = False
        self._minute.start()

    @Slot()
    def clear(self) -> None:
        """Takes the text away if it is still there: after a minute, when the window locks or closes."""
        self._minute.stop()
        text, self._text = self._text, None
        if text is None:
            return
        # Asking another program for its text could take long, so it is only asked where nobody knows that it is one.
        if (self._clipboard.ownsClipboard() or not self._changed) and self._clipboard.text() == text:
            self._clipboard.clear()
        self.cleared.emit()

    @Slot()
    def _note_change(self) -> None:
        self._changed = True
