"""Notices that nobody has been at the window for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

_MINUTE_S: Final = 60.0
_LOOK_MS: Final = 1000
_DONE_BY_SOMEBODY: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts the time since the last key, movement or capture.

    Args:
        clock: seconds that only grow.

    Attributes:
        idle: nobody was there for as long as was asked; told once, until somebody is there again.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last_s = clock()
        self._limit_s = 0.0
        self._told = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)

    def set_limit_min(self, minutes: int) -> None:
        """How long nobody may be there; 0 never tells."""
        self._limit_s = minutes * _MINUTE_S
        if not minutes:
            self._look.stop()
        elif not self._look.isActive():
            self.note()  # until now nobody was watched
            self._look.start()

    @Slot()
    def note(self) -> None:
        """Somebody is there."""
        self._last_s = self._clock()
        self._told = False

    @Slot()
    def look(self) -> None:
        """Tells if it is time; watches whatever windows there are, dialogs and menus too.

        What comes to a window is noticed before it goes to the widgets, so that no event of theirs is looked at.
        """
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)  # once, however often it is asked for
        if self._limit_s and not self._told and self._clock() - self._last_s >= self._limit_s:
            self._told = True
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Looks at what somebody does; keeps nothing from anybody."""
        if event.type() in _DONE_BY_SOMEBODY:
            self.note()
        return False
