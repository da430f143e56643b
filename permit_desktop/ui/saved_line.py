"""One line that says whether the record in view is stored."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording


class SavedState(Enum):
    """How the record in view stands."""

    SAVING = auto()
    SAVED = auto()
    REVIEWED = auto()
    PROVISIONAL = auto()
    NOT_STORED = auto()
    NOT_KEPT = auto()
    """So many pictures wait for a vault that does not take them that this permit's were let go."""
    DEMO = auto()
    """The simulated camera's permits are stored nowhere."""


_LOOKS: Final[Mapping[SavedState, tuple[str, Band | None]]] = {
    SavedState.SAVING: ("waiting", None),
    SavedState.SAVED: ("band-high", Band.HIGH),
    SavedState.REVIEWED: ("band-high", Band.HIGH),
    SavedState.PROVISIONAL: ("waiting", Band.HIGH),
    SavedState.NOT_STORED: ("band-medium", Band.MEDIUM),
    SavedState.NOT_KEPT: ("band-low", Band.LOW),
    SavedState.DEMO: ("band-medium", Band.MEDIUM),
}


class SavedLine(QWidget):
    """Empty until there is a record.

    Attributes:
        changed: it says something else.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state: SavedState | None = None
        self._icon = IconView(theme, "waiting", tokens.TEXT, secondary=True)
        self._text = PlainLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        Wording(self, self._say)

    @property
    def state(self) -> SavedState | None:
        """What it says, None when it says nothing."""
        return self._state

    def show_state(self, state: SavedState | None) -> None:
        """Says it, in place of what it said before; None says nothing."""
        self._state = state
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self.setVisible(self._state is not None)
        if self._state is None:
            return
        text = {
            SavedState.SAVING: self.tr("Saving …"),
            SavedState.SAVED: self.tr("Saved"),
            SavedState.REVIEWED: self.tr("Saved and reviewed"),
            SavedState.PROVISIONAL: self.tr("Saved · the service has still to answer"),
            SavedState.NOT_STORED: self.tr("Not stored"),
            SavedState.NOT_KEPT: self.tr("Not kept: too many pictures wait for the vault. Scan it again later."),
            SavedState.DEMO: self.tr("Demo: nothing is stored"),
        }[self._state]
        icon, band = _LOOKS[self._state]
        self._icon.show_icon(icon, band)
        self._text.setText(text)
        restyle(self._text, "band", str(band) if band is not None else "")
        self.setAccessibleName(text)
