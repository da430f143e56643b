"""What the rules find worth a look, one sentence a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import BAND_ICONS, IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import Remark
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme


class RemarkList(QWidget):
    """The remarks of the record in view; its lines are kept and filled anew."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_4)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Shows these in place of those before."""
        while len(self._lines) < len(remarks):
            line = _Line(self._theme)
            self._lines.append(line)
            self._column.addWidget(line)
        for line in self._lines[len(remarks) :]:
            line.hide()
        for line, remark in zip(self._lines, remarks, strict=False):
            line.show_remark(remark)


class _Line(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, BAND_ICONS[Band.LOW], tokens.TEXT)
        self._text = PlainLabel(wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)

    def show_remark(self, remark: Remark) -> None:
        self._icon.show_icon(BAND_ICONS[remark.band], remark.band)
        self._text.setText(remark.text)
        restyle(self._text, "band", str(remark.band))
        self.show()
