"""What can be done with the records in the list: shown, copied, typed elsewhere, exported."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.icons import ICON_BEFORE_WORDS, button_icon
from permit_desktop.ui.keyed_buttons import label_with_keys
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

_LEAST_COUNT: Final = 112
"""How many records there are has at least this room; the buttons do without their keys before it has less."""


class RecordTools(QWidget):
    """The line above the list: how many records it shows, and the buttons.

    Attributes:
        review_wanted: the chosen record is to be reviewed.
        show_wanted(bool): the values are to be shown, or masked.
        copy_wanted: the chosen records are to be copied.
        type_wanted: the chosen record is to be typed into another program.
        export_wanted(str): the records in the list are to be exported, as `csv`, `xlsx` or `json`.
    """

    review_wanted = Signal()
    show_wanted = Signal(bool)
    copy_wanted = Signal()
    type_wanted = Signal()
    export_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = PlainLabel(role="label", wraps=True)
        self._review, self._show, self._copy, self._type, self._export = (QPushButton() for _ in range(5))
        self._show.setCheckable(True)
        self._show.setProperty("segment", "true")
        self._menu = QMenu(self._export)
        self._formats = {kind: QAction(self._menu) for kind in ("csv", "xlsx", "json")}
        for kind, action in self._formats.items():
            action.setData(kind)
            self._menu.addAction(action)
        self._export.setMenu(self._menu)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens.SPACE_8)
        self._line.addWidget(self._count, 1)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        for button in self._buttons:
            button.setIconSize(ICON_BEFORE_WORDS)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(0)
        self._line.addLayout(row)
        # As narrow as its place: the buttons leave their keys out before it asks for more.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._review.clicked.connect(self.review_wanted)
        self._show.clicked.connect(self.show_wanted)
        self._copy.clicked.connect(self.copy_wanted)
        self._type.clicked.connect(self.type_wanted)
        self._menu.triggered.connect(self._want_export)
        theme.changed.connect(self._paint_icons)
        Wording(self, self._say)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._review, self._show, self._copy, self._type, self._export

    def say_count(self, text: str) -> None:
        """Says how many records the list shows."""
        self._count.setText(text)

    def set_shown(self, *, shown: bool) -> None:
        """The values are shown, or masked."""
        self._show.setChecked(shown)
        self._say()

    def enable(self, *, chosen: int, review: bool, listed: bool, exporting: bool) -> None:
        """Offers what can be done.

        Args:
            chosen: so many records are chosen.
            review: whether the chosen record waits for review.
            listed: whether the list shows any.
            exporting: whether an export is under way.
        """
        self._show.setEnabled(listed or self._show.isChecked())
        self._review.setEnabled(review)
        self._copy.setEnabled(chosen > 0)
        self._type.setEnabled(chosen == 1)
        self._export.setEnabled(listed and not exporting)

    def press(self, event: QKeyEvent) -> bool:
        """Presses the button that has this key, once however long it is held; False where none has it."""
        controlled = {
            Qt.Key.Key_M: self._show,
            Qt.Key.Key_K: self._type,
            Qt.Key.Key_E: self._export,
        }
        keys = {
            Qt.KeyboardModifier.NoModifier: {Qt.Key.Key_F2: self._review},
            Qt.KeyboardModifier.ControlModifier: controlled,
        }
        button = keys.get(event.modifiers(), {}).get(Qt.Key(event.key()))
        if button is not None and button.isEnabled() and not event.isAutoRepeat():
            if button.menu() is not None:
                button.showMenu()
            else:
                button.click()
        return button is not None

    def fold(self, *, narrow: bool) -> None:
        """Says above the buttons how many records there are, or beside them."""
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._name_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Makes the most of the room."""
        super().resizeEvent(event)
        self._name_buttons()

    def _say(self) -> None:
        self._name_buttons()
        self._review.setAccessibleName(self.tr("Review the chosen record"))
        self._copy.setAccessibleName(self.tr("Copy the chosen records"))
        self._type.setAccessibleName(self.tr("Type the chosen record into another program"))
        self._export.setAccessibleName(self.tr("Export the records in the list"))
        self._show.setToolTip(self.tr("Values are masked; shown, they are masked again after half a minute"))
        self._type.setToolTip(self.tr("Types it as a keyboard would, where you click next (Ctrl+K)"))
        self._menu.setAccessibleName(self.tr("Formats"))
        self._formats["csv"].setText(self.tr("Table of texts (CSV)"))
        self._formats["xlsx"].setText(self.tr("Workbook with portraits (Excel)"))
        self._formats["json"].setText(self.tr("For programs (JSON)"))
        self._paint_icons()

    def _name_buttons(self) -> None:
        """With their keys, where there is room for them."""
        shows = self.tr("Hide values") if self._show.isChecked() else self.tr("Show values")
        self._show.setAccessibleName(shows)
        texts = (self.tr("Review"), shows, self.tr("Copy"), self.tr("Type …"), self.tr("Export …"))
        named = tuple(zip(self._buttons, texts, ("F2", "Ctrl+M", "Ctrl+C", "Ctrl+K", "Ctrl+E"), strict=True))
        beside = self._line.direction() is QBoxLayout.Direction.LeftToRight
        label_with_keys(named, self.width() - (_LEAST_COUNT + tokens.SPACE_8 if beside else 0))

    @Slot(QAction)
    def _want_export(self, action: QAction) -> None:
        self.export_wanted.emit(str(action.data()))

    def _paint_icons(self) -> None:
        shown = self._show.isChecked()
        self._show.setIcon(button_icon("eye-off" if shown else "eye", self._theme.look.text, words_follow=True))
