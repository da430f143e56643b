"""What the program is, and on whose work it stands: the notice that Qt's licence asks for."""

from __future__ import annotations

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from permit_desktop import __version__
from permit_desktop.system.resources import resource
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import application_icon
from permit_desktop.ui.plain_text import PlainLabel

_WIDTH_PX = 560
_ICON_PX = 48
_PARTS_HEIGHT_PX = 220


class About(QDialog):
    """Version and licences.

    Args:
        parts: the list of everything in a package with its licence; empty where nobody made one.
    """

    def __init__(self, parent: QWidget, parts: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Permit Desktop"))
        self.setAccessibleName(self.tr("About Permit Desktop"))
        self.setMinimumWidth(_WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_16)
        column.addLayout(self._heading())
        qt = self.tr(
            "It uses Qt {qt} and PySide6 {pyside} under the GNU Lesser General Public License, version 3. They lie"
            " beside the program as libraries of their own, and you may replace them with your own."
        )
        column.addWidget(PlainLabel(qt.format(qt=qVersion(), pyside=PySide6.__version__), wraps=True))
        if parts:
            column.addWidget(PlainLabel(self.tr("Its parts and their licences"), role="heading"))
            column.addWidget(self._parts(parts))
        else:
            others = self.tr("Its other parts came as packages of their own, each with its licence.")
            column.addWidget(PlainLabel(others, wraps=True))
        close = QPushButton(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _heading(self) -> QHBoxLayout:
        picture = PlainLabel()
        picture.setPixmap(application_icon().pixmap(_ICON_PX, _ICON_PX))
        names = QVBoxLayout()
        names.setSpacing(tokens.SPACE_4)
        names.addWidget(PlainLabel(f"Permit Desktop {__version__}", role="title"))
        names.addWidget(PlainLabel(self.tr("Free software under the Apache License, version 2.0."), role="label"))
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_16)
        row.addWidget(picture)
        row.addLayout(names, 1)
        return row

    def _parts(self, parts: str) -> QPlainTextEdit:
        text = QPlainTextEdit(parts)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFixedHeight(_PARTS_HEIGHT_PX)
        text.setAccessibleName(self.tr("Its parts and their licences"))
        return text


def licensed_parts() -> str:
    """The list that packages hold; a checkout and an installed wheel have none."""
    try:
        return resource("licences", "INDEX.txt").read_text("utf-8")
    except FileNotFoundError:
        return ""
