"""Buttons of which one is chosen: the parts of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from permit_desktop.ui import tokens


class Segments(QWidget):
    """A row of them; Tab stops at the chosen one, arrows go to the others.

    Attributes:
        chosen(int): another one was chosen.
    """

    chosen = Signal(int)

    def __init__(self, count: int) -> None:
        super().__init__()
        self._buttons = [QPushButton() for _ in range(count)]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for number, button in enumerate(self._buttons):
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def label(self, texts: Sequence[str], names: Sequence[str] | None = None) -> None:
        """Labels the buttons; `names` are for screen readers where the labels say too little."""
        for button, text, name in zip(self._buttons, texts, names or texts, strict=True):
            button.setText(text)
            button.setAccessibleName(name)

    def choose(self, number: int) -> None:
        """Chooses one, without telling anybody."""
        self._buttons[number].setChecked(True)
