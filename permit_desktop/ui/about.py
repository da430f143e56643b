"""What the program is, and on whose work it stands: the notice that Qt's licence asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import PySide6
from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permit_desktop import __version__
from permit_desktop.system.licensed_parts import LicensedPart
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import application_icon
from permit_desktop.ui.licence_list import LicenceList
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.roomy import Roomy, room_on_screen

_WIDTH_PX: Final = 560
_ICON_PX: Final = 48
_QT: Final = "Qt"
"""How the list of parts calls it."""


class About(QDialog):
    """Version and licences.

    Args:
        parts: everything in a package with its licence; nothing where nobody made a list.
    """

    def __init__(self, parent: QWidget, parts: Sequence[LicensedPart]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Permit Desktop"))
        self.setAccessibleName(self.tr("About Permit Desktop"))
        self.setMinimumWidth(_WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_16)
        column.addWidget(Roomy(self._told(parts)), 1)
        buttons = QHBoxLayout()
        if parts:
            lesser = QPushButton(self.tr("Read the licence of Qt"))
            lesser.setAccessibleName(self.tr("Read the licence of Qt"))
            lesser.clicked.connect(self._show_qt)
            buttons.addWidget(lesser)
        close = QPushButton(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.resize(self.sizeHint().boundedTo(room_on_screen(parent)))

    def _told(self, parts: Sequence[LicensedPart]) -> QWidget:
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_16)
        column.addLayout(self._heading())
        qt = self.tr(
            "It uses Qt {qt} and PySide6 {pyside} under the GNU Lesser General Public License, version 3. They lie"
            " beside the program as libraries of their own, and you may replace them with your own."
        )
        column.addWidget(PlainLabel(qt.format(qt=qVersion(), pyside=PySide6.__version__), wraps=True))
        if parts:
            column.addWidget(PlainLabel(self.tr("Its parts and their licences"), role="heading"))
            self._list = LicenceList(parts)
            column.addWidget(self._list, 1)
        else:
            others = self.tr("Its other parts came as packages of their own, each with its licence.")
            column.addWidget(PlainLabel(others, wraps=True))
        return told

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

    @Slot()
    def _show_qt(self) -> None:
        self._list.read(_QT)
