"""Garbage is collected in the window's thread alone."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent

_LOOK_MS: Final = 1000


class WindowGarbage(QObject):
    """Python's collector runs in whichever thread allocates, and takes with it what only cycles hold.

    A QObject among that would be destroyed in a thread that is not its own, with its events under way in the window's:
    the program would crash. So the collector is switched off, and its work done here, by its own thresholds.
    """

    def __init__(self) -> None:
        super().__init__()
        self._was_enabled = gc.isenabled()
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._look = self.startTimer(_LOOK_MS)

    def give_back(self) -> None:
        """Leaves the collector as it was."""
        self.killTimer(self._look)
        if self._was_enabled:
            gc.enable()

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        """Collects what has become due."""
        due = [generation for generation in range(3) if gc.get_count()[generation] > self._thresholds[generation]]
        if due:
            gc.collect(due[-1])
