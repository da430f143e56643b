"""A list of what was looked into: an icon, a name, how it stands in words, and the remedy."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.checks import Line, State
from permit_desktop.ui import check_text, tokens
from permit_desktop.ui.error_text import service_words, translated
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel, plain
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

_NAME_WIDTH: Final = 112
_LONGEST: Final = 400
_LONGEST_NAME: Final = 80
_ICONS: Final = {
    State.FINE: ("band-high", Band.HIGH),
    State.DOUBTFUL: ("band-medium", Band.MEDIUM),
    State.FAILED: ("band-low", Band.LOW),
    State.SKIPPED: ("skipped", None),
}


class CheckList(QWidget):
    """Shows lines in the order in which they come; can be read with the keyboard line by line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[_Row] = []
        self.lines: tuple[Line, ...] = ()
        """What is shown."""

    def clear(self) -> None:
        """Shows nothing."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self.lines = ()

    def add(self, line: Line) -> None:
        """Shows one line more."""
        row = _Row(self._theme, line)
        self._rows.append(row)
        self._column.addWidget(row)
        self.lines = (*self.lines, line)


class _Row(QFrame):
    def __init__(self, theme: Theme, line: Line) -> None:
        super().__init__()
        self._line = line
        self.setProperty("checkRow", "true")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icon, band = _ICONS[line.state]
        picture = IconView(theme, icon, tokens.SPACE_16, secondary=band is None)
        picture.show_icon(icon, band)
        self._name = PlainLabel(role="label")
        self._name.setFixedWidth(_NAME_WIDTH)
        self._message = PlainLabel(wraps=True, role="label" if line.state is State.SKIPPED else "")
        self._said = PlainLabel(wraps=True)
        self._remedy = PlainLabel(wraps=True, role="secondary")
        grid = QGridLayout(self)
        grid.setContentsMargins(tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4, tokens.SPACE_4)
        grid.setHorizontalSpacing(tokens.SPACE_8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        grid.addWidget(picture, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._message, 0, 2)
        grid.addWidget(self._said, 1, 2)
        grid.addWidget(self._remedy, 2, 2)
        Wording(self, self._say)

    def _say(self) -> None:
        name, state = check_text.name(self._line.check), check_text.state(self._line.state)
        message = plain(translated(self._line.message), _LONGEST)
        if self._line.about:
            message = self.tr("{name}: {message}").format(name=plain(self._line.about, _LONGEST_NAME), message=message)
        remedy = plain(translated(self._line.remedy), _LONGEST)
        self._name.setText(name)
        said = service_words(self._line.words)
        self._message.setText(message)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self.setAccessibleName(f"{name}, {state}: {' '.join(filter(None, (message, said, remedy)))}")
