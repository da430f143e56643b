"""How far a backlog has been worked off, and whether the queue rests."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.backlog import Backlog
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.wording import Wording

_LEAST_BACKLOG: Final = 2
"""One capture that is being read is no backlog."""


class QueueProgress(QWidget):
    """Hidden where nothing is worked off and nothing rests."""

    def __init__(self) -> None:
        super().__init__()
        self._backlog = Backlog()
        self._paused = False
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._text = PlainLabel(role="label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        Wording(self, self._say)

    @property
    def is_paused(self) -> bool:
        """Whether the queue rests."""
        return self._paused

    def show_waiting(self, waiting: int) -> None:
        """So many jobs wait or are being read."""
        self._backlog = self._backlog.now(waiting)
        self._say()

    def show_paused(self, *, paused: bool) -> None:
        """The queue rests because the person said so, or goes on."""
        self._paused = paused
        self._say()

    def _say(self) -> None:
        backlog = self._backlog
        busy = backlog.total >= _LEAST_BACKLOG
        self.setVisible(busy or self._paused)
        self._bar.setVisible(busy)
        self._bar.setRange(0, max(1, backlog.total))
        self._bar.setValue(backlog.done)
        self._bar.setAccessibleName(self.tr("Progress of the queue"))
        done = self.tr("{done} of {total} done").format(done=backlog.done, total=backlog.total)
        if self._paused:
            rests = self.tr("Paused: captures are stored and wait")
            self._text.setText(f"{rests} · {done}" if busy else rests)
        else:
            self._text.setText(self.tr("Queue: {done}").format(done=done))
