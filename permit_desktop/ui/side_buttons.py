"""Front and back of the record: which were read, and which is in view."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from permit_desktop.domain.permit import Side
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import button_icon
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording


class SideButtons(QWidget):
    """Two buttons, of which one is down.

    Attributes:
        chosen: the person wants to see a side (`Side`).
    """

    chosen = Signal(Side)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._read: frozenset[Side] = frozenset()
        self._reading = False
        self._buttons = {Side.FRONT: QPushButton(), Side.BACK: QPushButton()}
        self._group = QButtonGroup(self)
        self._status = PlainLabel(role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._status)
        for button in self._buttons.values():
            button.setProperty("side", "true")
            button.setCheckable(True)
            # A click does not take the keyboard from the page: the next Enter still accepts.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(14, 14))
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._choose)
        theme.changed.connect(self._paint_icons)
        Wording(self, self._say)

    @property
    def last_stop(self) -> QWidget:
        """The control behind which Tab goes on to the fields."""
        return self._buttons[Side.BACK]

    def check(self, side: Side) -> None:
        """Marks the side in view."""
        self._buttons[side].setChecked(True)

    def show_progress(self, read: frozenset[Side], *, reading: bool) -> None:
        """Shows which sides were read, and whether one is being read."""
        if (read, reading) != (self._read, self._reading):
            self._read, self._reading = read, reading
            self._say()

    def _say(self) -> None:
        self._status.setText(self.tr("Reading …") if self._reading else "")
        self._paint_icons()

    def _paint_icons(self) -> None:
        look = self._theme.look
        words = {Side.FRONT: self.tr("Front"), Side.BACK: self.tr("Back")}
        for side, button in self._buttons.items():
            done = side in self._read
            icon = button_icon("band-high", look.high.text) if done else button_icon("waiting", look.secondary)
            button.setIcon(icon)
            button.setText(words[side])
            state = self.tr("{side}, read") if done else self.tr("{side}, not read yet")
            button.setAccessibleName(state.format(side=words[side]))

    def _choose(self, button: QPushButton) -> None:
        self.chosen.emit(next(side for side, each in self._buttons.items() if each is button))
