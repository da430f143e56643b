"""The end of the window that the command line asks for, and the picture that is saved then."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from permit_desktop.app.options import WindowOptions
from permit_desktop.app.scanning import Scanning
from permit_desktop.ui.main_window import MainWindow

_SETTLE_MS: Final = 400
"""Until a record that was just shown stands on the screen: the window lays it out and a flash ends."""


class PlannedEnd(QObject):
    """Closes the window after its time, or as soon as the picture that was asked for can be taken.

    Attributes:
        has_come: whether it is under way; nothing is begun any more.
        saved: False when a picture was asked for and could not be saved.
    """

    def __init__(self, window: MainWindow, options: WindowOptions, scanning: Scanning) -> None:
        super().__init__(window)
        self.has_come = False
        self.saved = True
        self._window = window
        self._options = options
        self._scanning = scanning

    def begin(self) -> None:
        """Time runs from now on."""
        if self._options.seconds is not None:
            QTimer.singleShot(round(self._options.seconds * 1000), self, self._come)

    @Slot()
    def note_complete(self) -> None:
        """A record with both sides is there."""
        if self._options.screenshot is not None and self._options.seconds is None:
            QTimer.singleShot(_SETTLE_MS, self, self._come)

    @Slot()
    def _come(self) -> None:
        if self.has_come:
            return
        self.has_come = True
        if self._options.screenshot is None:
            self._window.close()
            return
        self._scanning.stop()
        if self._scanning.flow is not None:
            self._scanning.flow.show_last_complete()
        QTimer.singleShot(_SETTLE_MS, self, self._save_picture)

    @Slot()
    def _save_picture(self) -> None:
        if self._scanning.flow is None or self._scanning.flow.last_complete is None:
            sys.stderr.write(
                "permit-desktop: no permit was complete yet; the picture shows the window without a record.\n"
            )
        self.saved = self._window.grab().save(str(self._options.screenshot), "PNG")
        self._window.close()
