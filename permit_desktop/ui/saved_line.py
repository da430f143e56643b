"""One line that says whether the record in view is stored."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QHBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme


class SavedState(Enum):
    """How the record in view stands."""

    SAVING = auto()
    SAVED = auto()
    PROVISIONAL = auto()
    NOT_STORED = auto()


_LOOKS = {
    SavedState.SAVING: ("waiting", None),
    SavedState.SAVED: ("band-high", Band.HIGH),
    SavedState.PROVISIONAL: ("waiting", Band.HIGH),
    SavedState.NOT_STORED: ("band-medium", Band.MEDIUM),
}


class SavedLine(QWidget):
    """Empty until there is a record."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, "waiting", tokens.TEXT, secondary=True)
        self._text = PlainLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, state: SavedState, text: str) -> None:
        """Says it, in place of what it said before."""
        icon, band = _LOOKS[state]
        self._icon.show_icon(icon, band)
        self._text.setText(text)
        restyle(self._text, "band", str(band) if band is not None else "")
        self.setAccessibleName(text)
        self.show()

    def clear(self) -> None:
        """Says nothing."""
        self._text.setText("")
        self.hide()

    def text(self) -> str:
        """What it says, empty when it says nothing."""
        return self._text.text() if not self.isHidden() else ""
