"""One setting on the Settings page: its name, its control, a sentence about it, and who fixed it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from permit_desktop.system.setting_kinds import Switch
from permit_desktop.system.settings import TABLE, Settings
from permit_desktop.ui import setting_text, tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.special_controls import control_for
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

LABEL_WIDTH = 176


class SettingRow(QFrame):
    """Shows one setting and says what the person wants of it.

    Attributes:
        wanted(str, object): the key and another value.
    """

    wanted = Signal(str, object)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self.key = key
        self.control = control_for(key)
        self._label = PlainLabel(wraps=True)
        self._label.setBuddy(self.control)
        self._note = PlainLabel(role="secondary", wraps=True)
        self._lock = IconView(theme, "locked", tokens.SPACE_16, secondary=True)
        self._locked = False
        self._fits = True
        grid = QGridLayout(self)
        grid.setContentsMargins(0, tokens.SPACE_4, 0, tokens.SPACE_4)
        grid.setHorizontalSpacing(tokens.SPACE_16)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        self._label.setFixedWidth(LABEL_WIDTH)
        self._label.setMinimumHeight(tokens.TARGET)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.control, 0, 1)
        grid.addWidget(self._below(), 1, 1)
        self.control.wanted.connect(self._want)
        self.control.typed.connect(self._judge)
        Wording(self, self._say)

    def show_settings(self, settings: Settings) -> None:
        """Shows what holds, and whether the administrator keeps it from being changed."""
        self._locked = settings.is_locked(self.key)
        self.control.show_value(settings.value(self.key))
        self.control.setEnabled(not self._locked)
        self._say()

    def _below(self) -> QWidget:
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._note, 1)
        return below

    def _say(self) -> None:
        name = setting_text.label(self.key)
        # A switch carries its name itself.
        self._label.setText("" if isinstance(TABLE[self.key].kind, Switch) else name)
        self._lock.setVisible(self._locked)
        if self._locked:
            note = self.tr("Set by your administrator.")
        elif self._fits:
            note = setting_text.explanation(self.key)
        else:
            note = setting_text.expected(self.key)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        restyle(self._note, "band", "" if self._fits else "low")
        self.control.core.setAccessibleName(name)
        self.control.core.setAccessibleDescription(note)

    @Slot(object)
    def _want(self, value: object) -> None:
        self.wanted.emit(self.key, value)

    @Slot(bool)
    def _judge(self, fits: bool) -> None:  # noqa: FBT001 - a signal's argument
        if fits != self._fits:
            self._fits = fits
            self._say()
