"""The parts of a package with their licences: a list, and below it the text of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from permit_desktop.system.licensed_parts import LicensedPart
from permit_desktop.ui import tokens
from permit_desktop.ui.plain_text import plain_tooltip

_SIZE: Final = QSize(780, 440)
_LEAST_PX: Final = 120
"""Of the list and of the text: some lines of each."""
_NAME_SHARE: Final = 0.38
_VERSION_SHARE: Final = 0.23
_PLACE: Final = Qt.ItemDataRole.UserRole


class LicenceList(QWidget):
    """What lies inside a part stands below it, a step to the right.

    Args:
        parts: in their order, at least one.
    """

    def __init__(self, parts: Sequence[LicensedPart]) -> None:
        super().__init__()
        self._parts = parts
        self._list = QTreeWidget()
        self._list.setAccessibleName(self.tr("Its parts and their licences"))
        self._list.setHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        self._list.setRootIsDecorated(False)
        self._list.setItemsExpandable(False)
        self._list.setUniformRowHeights(True)
        self._list.setIndentation(tokens.SPACE_16)
        self._list.setMinimumHeight(_LEAST_PX)
        heads = self._list.header()
        heads.setSectionsMovable(False)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(_LEAST_PX)
        self._text.setAccessibleName(self.tr("The licence of the chosen part"))
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self._list, 1)
        column.addWidget(self._text, 1)
        self._list.currentItemChanged.connect(self._show)
        self._list.setCurrentItem(self._items[parts[0].name])

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Lines of a licence as they are, and some of the list."""
        return _SIZE

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The columns share the room, however much of it there is."""
        super().resizeEvent(event)
        self._list.header().resizeSection(0, round(self.width() * _NAME_SHARE))
        self._list.header().resizeSection(1, round(self.width() * _VERSION_SHARE))

    def read(self, name: str) -> None:
        """Chooses the first part of this name, and gives its licence the keyboard."""
        if name in self._items:
            self._list.setCurrentItem(self._items[name])
            self._list.scrollToItem(self._items[name], QTreeWidget.ScrollHint.PositionAtTop)
            self._text.setFocus()

    def _fill(self) -> None:
        outer: QTreeWidgetItem | None = None
        system: QTreeWidgetItem | None = None
        for place, part in enumerate(self._parts):
            item = QTreeWidgetItem([part.name, part.version, part.licence or self.tr("as its text says")])
            self._items.setdefault(part.name, item)
            item.setData(0, _PLACE, place)
            item.setToolTip(2, plain_tooltip(part.licence))
            if part.of_system:
                if system is None:
                    system = QTreeWidgetItem([self.tr("Of the system that this was built on")])
                    self._list.addTopLevelItem(system)
                system.addChild(item)
            elif part.inside and outer is not None:
                outer.addChild(item)
            else:
                self._list.addTopLevelItem(item)
                outer = item
        self._list.expandAll()

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _show(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        place = item.data(0, _PLACE) if item is not None else None
        part = self._parts[place] if place is not None else None
        self._text.setPlainText(part.text() if part else "")
        if part and part.inside and self._text.find(part.name, QTextDocument.FindFlag.FindCaseSensitively):
            self._text.centerCursor()  # one text may be about all that lies inside a part
