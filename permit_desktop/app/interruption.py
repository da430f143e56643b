"""Ctrl+C in the terminal, and SIGTERM, which services and sessions send."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QTimer, QTimerEvent
from PySide6.QtWidgets import QApplication

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_STEP_MS: Final = 250


class Interruption(QObject):
    """Either of them ends the program as closing the window does.

    Attributes:
        exit_code: what a shell expects of a program that it ended: 128 and the signal's number; None before.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.exit_code: int | None = None
        self._application = application
        self._former = {number: signal.signal(number, self._end) for number in _SIGNALS}
        # Python runs the handler between two steps of its own, so there must be one now and then.
        self._step = self.startTimer(_STEP_MS)

    def give_back(self) -> None:
        """Leaves the signals to whom they belonged before."""
        self.killTimer(self._step)
        for number, former in self._former.items():
            signal.signal(number, former)

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        """The step."""

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.exit_code = 128 + number
        # Not here, which may be the middle of painting: the window would be closed under its painter.
        QTimer.singleShot(0, self._application.quit)
