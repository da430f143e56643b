"""Something that is looked into when a person asks: a button, its progress, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from permit_desktop.domain.checks import Line, State
from permit_desktop.ui import tokens
from permit_desktop.ui.check_list import CheckList
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording


class CheckPanel(QWidget):
    """Shows lines as they come.

    Args:
        begin: what the button says.

    Attributes:
        check_wanted: the person asks.
        cancel_wanted: the person does not want to wait.
        grew: there is more to see.
    """

    check_wanted = Signal()
    cancel_wanted = Signal()
    grew = Signal()

    def __init__(self, theme: Theme, begin: Callable[[], str]) -> None:
        super().__init__()
        self._begin = begin
        self._runs = False
        self._note: Callable[[], str] | None = None
        self._button = QPushButton()
        self._button.clicked.connect(self._press)
        self._summary = PlainLabel(role="label", wraps=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self.list = CheckList(theme)
        self.buttons = QHBoxLayout()
        """For what can be done besides."""
        self.buttons.setSpacing(tokens.SPACE_8)
        self.buttons.addWidget(self._button)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_12)
        head.addLayout(self.buttons)
        head.addWidget(self._summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(head)
        column.addWidget(self._progress)
        column.addWidget(self.list)
        Wording(self, self._say)

    @property
    def runs(self) -> bool:
        """Whether it is being looked into."""
        return self._runs

    def show_begun(self, steps: int) -> None:
        """It is being looked into, in so many steps."""
        self.list.clear()
        self._progress.setRange(0, steps)
        self._runs = True
        self._note = None
        self._say()

    def show_line(self, line: Line) -> None:
        """One step is known."""
        self.list.add(line)
        self._progress.setValue(len(self.list.lines))
        self.grew.emit()

    def show_ended(self) -> None:
        """All is known, or the person did not want to wait."""
        self._runs = False
        self._say()

    def show_note(self, say: Callable[[], str]) -> None:
        """Says something in place of the verdict."""
        self._note = say
        self._say()

    def _say(self) -> None:
        self._button.setText(self.tr("Cancel") if self._runs else self._begin())
        self._button.setAccessibleName(self._button.text())
        self._progress.setVisible(self._runs)
        self._progress.setAccessibleName(self._begin())
        self._summary.setText(self._note() if self._note else self._verdict())

    def _verdict(self) -> str:
        states = [line.state for line in self.list.lines]
        if self._runs or not states:
            return ""
        if State.FAILED in states:
            return self.tr("Something does not work.")
        if State.DOUBTFUL in states:
            return self.tr("It works; something should be seen to.")
        return self.tr("All is well.")

    @Slot()
    def _press(self) -> None:
        if self._runs:
            self.cancel_wanted.emit()
        else:
            self.check_wanted.emit()
