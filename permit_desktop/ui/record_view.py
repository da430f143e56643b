"""The permit under review: portrait, findings and the fields of one side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui import tokens
from permit_desktop.ui.empty_state import EmptyState
from permit_desktop.ui.field_list import FieldList
from permit_desktop.ui.field_row import FieldRowView
from permit_desktop.ui.icons import BAND_ICONS, IconView, button_icon
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import BACK_BLOCKS, FRONT_ORDER, FieldRow, RecordModel
from permit_desktop.ui.theme import Theme

PORTRAIT_WIDTH: Final = 96
PORTRAIT_HEIGHT: Final = 128


class RecordView(QFrame):
    """Shows a record, one side at a time, or how to come by one.

    Attributes:
        side_shown: the side in view is another one (`Side`).
        field_focused: a row has got the focus (`FieldName`).
        field_corrected: the person typed another value for a field (`FieldName`, the value in full).
        field_confirmed: the person looked at a field and found it right (`FieldName`).
        record_accepted: the person is done with the record as it stands.
    """

    side_shown = Signal(Side)
    field_focused = Signal(FieldName)
    field_corrected = Signal(FieldName, str)
    field_confirmed = Signal(FieldName)
    record_accepted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model: RecordModel | None = None
        self._side = Side.FRONT
        self._reading = False
        self.setProperty("panel", "true")
        self._empty = EmptyState(theme, "permit", "", "")
        self._portrait = PortraitView(theme)
        self._title = PlainLabel(role="title")
        self._sides = _SideButtons(theme)
        self._sides.chosen.connect(self.show_side)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(tokens.SPACE_4)
        self._making_rows = QTimer(self)
        self._making_rows.timeout.connect(self._make_next_row)
        self._lists = {
            Side.FRONT: FieldList(theme, (FRONT_ORDER,)),
            Side.BACK: FieldList(theme, tuple(tuple(block) for block in BACK_BLOCKS)),
        }
        self._missing = EmptyState(theme, "turn-over", "", "")
        self._fields = QScrollArea()
        self._fields.setWidgetResizable(True)
        self._fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fields.setAccessibleName(self.tr("Fields"))
        self._fields.setWidget(self._side_lists())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._record_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.show_record(None)

    @property
    def model(self) -> RecordModel | None:
        """The record in view."""
        return self._model

    @property
    def side(self) -> Side:
        """The side in view."""
        return self._side

    def make_rows(self) -> None:
        """Makes the fields' rows, one at a time between other events, so that the first record finds them there."""
        self._making_rows.start()

    def _make_next_row(self) -> None:
        if not any(fields.make_next_row() for fields in self._lists.values()):
            self._making_rows.stop()

    def show_record(self, model: RecordModel | None, side: Side | None = None) -> None:
        """Shows a record, turned to a side of it; None empties the view for the next permit."""
        self._model = model
        self._sides.show_progress(frozenset(model.groups) if model else frozenset(), reading=self._reading)
        if model is None:
            self._say_empty()
            self._pages.setCurrentIndex(0)
            return
        self._title.setText(model.title)
        self._portrait.show_portrait(model.portrait)
        self._show_remarks(model)
        for each, fields in self._lists.items():
            fields.show_groups(model.groups.get(each, ()))
        self.show_side(side or (self._side if self._side in model.groups else next(iter(model.groups))))
        self._pages.setCurrentIndex(1)

    def show_side(self, side: Side) -> None:
        """Turns to a side of the record."""
        self._side = side
        self._sides.check(side)
        present = self._model is not None and side in self._model.groups
        for each, fields in self._lists.items():
            fields.setVisible(present and each is side)
        self._missing.setVisible(not present)
        if not present:
            self._say_missing(side)
        self._fields.verticalScrollBar().setValue(0)
        self.side_shown.emit(side)

    def set_reading(self, *, reading: bool) -> None:
        """Tells that a still is being read, or no more."""
        self._reading = reading
        self._sides.show_progress(frozenset(self._model.groups) if self._model else frozenset(), reading=reading)
        self._say_empty()

    def rows(self) -> list[FieldRowView]:
        """The rows in view, from top to bottom."""
        return self._lists[self._side].rows()

    def _record_page(self) -> QWidget:
        page = QWidget()
        texts = QVBoxLayout()
        texts.setSpacing(tokens.SPACE_8)
        heading = QHBoxLayout()
        heading.setSpacing(tokens.SPACE_8)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._sides)
        texts.addLayout(heading)
        texts.addLayout(self._remarks)
        texts.addStretch(1)
        header = QHBoxLayout()
        header.setContentsMargins(tokens.SPACE_8, 0, tokens.SPACE_8, 0)
        header.setSpacing(tokens.SPACE_16)
        header.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        header.addLayout(texts, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(header)
        column.addWidget(self._fields, 1)
        return page

    def _say_empty(self) -> None:
        if self._reading:
            self._empty.show_state("reading", self.tr("Reading …"), "")
            return
        self._empty.show_state(
            "permit",
            self.tr("The permit's fields appear here"),
            self.tr(
                "Place a permit under the camera, or open a picture of one. "
                "Each field shows its value, its ink on the card and how sure the reading is."
            ),
        )

    def _show_remarks(self, model: RecordModel) -> None:
        while (item := self._remarks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for remark in model.remarks:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(tokens.SPACE_8)
            icon = IconView(self._theme, BAND_ICONS[remark.band], tokens.TEXT)
            icon.show_icon(BAND_ICONS[remark.band], remark.band)
            text = PlainLabel(remark.text, wraps=True)
            text.setProperty("band", str(remark.band))
            row.addWidget(icon)
            row.addWidget(text, 1)
            self._remarks.addWidget(line)

    def _side_lists(self) -> QWidget:
        sides = QWidget()
        column = QVBoxLayout(sides)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for fields in self._lists.values():
            fields.focused.connect(self._row_focused)
            column.addWidget(fields)
        column.addWidget(self._missing)
        return sides

    def _row_focused(self, view: FieldRowView) -> None:
        self._fields.ensureWidgetVisible(view)
        if view.row is not None:
            self.field_focused.emit(view.row.field)

    def row(self, field: FieldName) -> FieldRow | None:
        """The row of a field on the side in view."""
        rows = self._model.rows(self._side) if self._model else ()
        return next((row for row in rows if row.field is field), None)

    def _say_missing(self, side: Side) -> None:
        if side is Side.BACK:
            self._missing.show_state(
                "turn-over", self.tr("The back was not read yet"), self.tr("Turn the permit over.")
            )
        else:
            self._missing.show_state(
                "turn-over", self.tr("The front was not read yet"), self.tr("Show the permit's front.")
            )


class PortraitView(QWidget):
    """The holder's picture, 3:4."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._portrait: QImage | None = None
        self._filled: QImage | None = None
        self.setFixedSize(QSize(PORTRAIT_WIDTH, PORTRAIT_HEIGHT))
        self.setAccessibleName(self.tr("Portrait"))

    def show_portrait(self, portrait: QImage | None) -> None:
        """Shows a picture, or an empty place."""
        self._portrait, self._filled = portrait, None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        area = QRectF(self.rect())
        rounded = QPainterPath()
        rounded.addRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(rounded)
        painter.fillRect(area, QColor(self._theme.look.picture))
        if self._portrait is not None:
            ratio = self.devicePixelRatioF()
            if self._filled is None or self._filled.height() < round(area.height() * ratio):
                self._filled = self._portrait.scaled(
                    (area.size() * ratio).toSize(),
                    Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                    Qt.TransformationMode.SmoothTransformation,
                )
            cut = QRectF(0, 0, area.width() * ratio, area.height() * ratio)
            cut.moveCenter(QRectF(self._filled.rect()).center())
            painter.drawImage(area, self._filled, cut)
        painter.end()


class _SideButtons(QWidget):
    """Front and back: which were read, and which is in view."""

    chosen = Signal(Side)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._read: frozenset[Side] = frozenset()
        self._buttons = {Side.FRONT: QPushButton(), Side.BACK: QPushButton()}
        self._group = QButtonGroup(self)
        self._status = PlainLabel(role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._status)
        for button in self._buttons.values():
            button.setProperty("side", "true")
            button.setCheckable(True)
            button.setIconSize(QSize(14, 14))
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._choose)
        theme.changed.connect(self._paint_icons)

    def check(self, side: Side) -> None:
        self._buttons[side].setChecked(True)

    def show_progress(self, read: frozenset[Side], *, reading: bool) -> None:
        self._read = read
        self._status.setText(self.tr("Reading …") if reading else "")
        self._paint_icons()

    def _paint_icons(self) -> None:
        look = self._theme.look
        words = {Side.FRONT: self.tr("Front"), Side.BACK: self.tr("Back")}
        for side, button in self._buttons.items():
            done = side in self._read
            icon = button_icon("band-high", look.high.text) if done else button_icon("waiting", look.secondary)
            button.setIcon(icon)
            button.setText(words[side])
            state = self.tr("{side}, read") if done else self.tr("{side}, not read yet")
            button.setAccessibleName(state.format(side=words[side]))

    def _choose(self, button: QPushButton) -> None:
        self.chosen.emit(next(side for side, each in self._buttons.items() if each is button))
