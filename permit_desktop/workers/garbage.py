"""Garbage is collected in the window's thread alone."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent, Slot

_LOOK_MS: Final = 1000
_LATELY, _EVERYTHING = 1, 2
"""Generations of the collector: what came lately, and all."""


class WindowGarbage(QObject):
    """Python's collector runs in whichever thread allocates, and takes with it what only cycles hold.

    A QObject among that would be destroyed in a thread that is not its own, with its events under way in the window's:
    the program would crash. So the collector is switched off, and its work done here, by its own thresholds.

    What is there once the program is loaded, and when all would be looked through for the first time, is the program
    itself. It stays as long as the process, and is spared from then on: looking through it took the window's thread
    40 ms.
    """

    def __init__(self) -> None:
        super().__init__()
        self._was_enabled = gc.isenabled()
        self._thresholds = gc.get_threshold()
        self._spared = False
        gc.disable()
        self._look = self.startTimer(_LOOK_MS)

    @Slot()
    def spare(self) -> None:
        """The program was loaded just now: what is there is not looked through any more."""
        gc.freeze()

    def give_back(self) -> None:
        """Leaves the collector as it was."""
        self.killTimer(self._look)
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        """Collects what has become due."""
        due = [generation for generation in range(3) if gc.get_count()[generation] > self._thresholds[generation]]
        if not due:
            return
        if due[-1] == _EVERYTHING and not self._spared:
            gc.collect(_LATELY)  # what was dropped just now is not the program
            gc.freeze()
            self._spared = True
        gc.collect(due[-1])
