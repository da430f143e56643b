"""What is said of files that come together: how many were taken, of how many permits, and which could not be read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from permit_desktop.capture.permit_session import Outcome
from permit_desktop.ui.banner import Saying
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.plain_text import plain

_LASTS_MS: Final = 3000
"""Files that come one after another within this time are one batch: what is said of it stays until the next."""


class FileBatch(QObject):
    """Counts what comes of files, and says it in the window. Lives in the window's thread."""

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._taken = 0
        self._permits = 0
        self._unread = 0
        self._parted = False
        """Whether a permit was begun although the one before had only one side."""
        self._lasts = QTimer(self, singleShot=True, interval=_LASTS_MS)

    def end(self) -> None:
        """The person gives files: they are a batch of their own."""
        self._lasts.stop()

    def note(self) -> None:
        """A file has come; it begins a batch unless others came just before."""
        if not self._lasts.isActive():
            self._taken = self._permits = self._unread = 0
            self._parted = False
            self._window.reading_banner.clear()
        self._lasts.start()

    def tell_unread(self, name: str, say: Saying) -> None:
        """A file of the batch could not be read: the last one's reason stands for those before it."""
        self._unread += 1
        if self._parted:
            self._tell_taken()
            return
        if self._unread > 1:
            name = self.tr("{file} and {count} before it").format(file=plain(name, 60), count=self._unread - 1)
        self._window.show_unread(name, say)

    def count(self, outcome: Outcome, *, parted: bool) -> None:
        """A file became a side; once the batch is of several permits that are not all complete, that is told.

        Args:
            parted: whether the permit that was in view before lacks a side.
        """
        begins = outcome is Outcome.NEXT_PERMIT
        self._taken += 1
        self._permits += begins or self._permits == 0
        self._parted |= parted and begins
        self._lasts.start()
        if self._parted:
            self._tell_taken()

    def _tell_taken(self) -> None:
        self._window.show_taken(self._taken, self._permits, self._unread)
