"""Hears when a second start asks for the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal, Slot

from permit_desktop.system.doorbell import answer


class DoorbellWatch(QObject):
    """Watches a data folder.

    Attributes:
        rung: somebody started the program a second time.
    """

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)

    @Slot()
    def begin(self) -> None:
        """Begins to watch, once the folder is there; what was rung before is out of date."""
        answer(self._folder)
        self._watcher.addPath(str(self._folder))

    @Slot()
    def look(self) -> None:
        """Answers, if somebody rang."""
        if answer(self._folder):
            self.rung.emit()
