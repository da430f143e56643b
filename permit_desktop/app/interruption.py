"""Ctrl+C in the terminal."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QTimer, QTimerEvent
from PySide6.QtWidgets import QApplication

INTERRUPTED: Final = 130
"""What a shell expects of a program that Ctrl+C ended: 128 and the signal's number."""
_STEP_MS: Final = 250


class Interruption(QObject):
    """Ctrl+C in the terminal ends the program as closing the window does.

    Attributes:
        happened: whether it did.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.happened = False
        self._application = application
        self._former = signal.signal(signal.SIGINT, self._end)
        # Python runs the handler between two steps of its own, so there must be one now and then.
        self._step = self.startTimer(_STEP_MS)

    def give_back(self) -> None:
        """Leaves Ctrl+C to whom it belonged before."""
        self.killTimer(self._step)
        signal.signal(signal.SIGINT, self._former)

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        """The step."""

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.happened = True
        # Not here, which may be the middle of painting: the window would be closed under its painter.
        QTimer.singleShot(0, self._application.quit)
