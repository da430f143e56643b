"""The list of keys that F1 opens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.plain_text import PlainLabel


class ShortcutList(QDialog):
    """Every key of the window, in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE_24)
        grid.setVerticalSpacing(tokens.SPACE_8)
        for line, (keys, meaning) in enumerate(self._keys()):
            grid.addWidget(PlainLabel(keys, role="other"), line, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(PlainLabel(meaning), line, 1)
        close = QPushButton(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_16)
        column.addWidget(PlainLabel(self.tr("Keys"), role="title"))
        column.addLayout(grid)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Space"), self.tr("Take a still now")),
            ("T", self.tr("Scan the permit's other side")),
            ("R", self.tr("Scan the side in view again")),
            ("Ctrl+O", self.tr("Open a picture of a permit")),
            ("Tab", self.tr("Go to the next control or field")),
            ("↑ ↓", self.tr("Go from field to field")),
            ("Ctrl+1", self.tr("Scan page")),
            ("F1", self.tr("This list")),
        )
