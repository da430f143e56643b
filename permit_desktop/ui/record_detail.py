"""One record of the vault beside the list: fields, history, pictures."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.masking import mask
from permit_desktop.domain.permit import FieldName
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import BAND_ICONS, IconView, button_icon, draw_icon
from permit_desktop.ui.plain_text import PlainLabel, plain
from permit_desktop.ui.portrait_view import PortraitView
from permit_desktop.ui.record_detail_model import FieldsModel, HistoryModel, RecordDetail
from permit_desktop.ui.record_model import Remark
from permit_desktop.ui.row_painter import RowPainter
from permit_desktop.ui.segments import Segments
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.table import Table
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

PICTURE_FIT_PX: Final = (1200, 900)
"""Sharp in the panel at 300 %."""
_ROW: Final = 48
_STILL_HEIGHT: Final = 248
_MOST_REMARKS: Final = 3
_FIELDS, _HISTORY, _PICTURES = range(3)


class RecordDetailView(QFrame):
    """Shows one record, masked until the values are to be shown.

    Attributes:
        close_wanted: the list is enough.
        review_wanted(int): the record is to be reviewed.
        copy_wanted(str): the value of the chosen field is to be copied.
        pictures_wanted(list[int]): the record's stills are to be shown.
    """

    close_wanted = Signal()
    review_wanted = Signal(int)
    copy_wanted = Signal(str)
    pictures_wanted = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self._theme = theme
        self._detail: RecordDetail | None = None
        self._shown = False
        self.fields_model, self.history_model = FieldsModel(), HistoryModel()
        self.fields = self._table(self.fields_model, (104, None, 96))
        self.history = self._table(self.history_model, (80, None, 100))
        self._portrait = PortraitView(theme)
        self._number = PlainLabel(role="coded")
        self._name = PlainLabel(role="value")
        self._about = PlainLabel(role="label", wraps=True)
        self._close = QPushButton()
        self._close.setProperty("side", "true")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._remarks = [_RemarkLine(theme) for _ in range(_MOST_REMARKS)]
        self._parts = Segments(3)
        self._stills = _Stills(theme)
        self._stack = QStackedWidget()
        self._copy, self._review = QPushButton(), QPushButton()
        for button in (self._copy, self._review):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._review.setProperty("primary", "true")
        self._lay_out()
        self._close.clicked.connect(self.close_wanted)
        self._review.clicked.connect(self.review)
        self._copy.clicked.connect(self.copy_field)
        self._parts.chosen.connect(self._turn)
        self.fields.chosen.connect(self._enable)
        self.fields.opened.connect(self.copy_field)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        Wording(self, self._say)

    @property
    def record_id(self) -> int | None:
        """The record in view."""
        return None if self._detail is None else self._detail.record.summary.record_id

    def show_detail(self, detail: RecordDetail) -> None:
        """Shows a record in place of the one before; nothing of that one stays."""
        other = self.record_id != detail.record.summary.record_id
        self._detail = detail
        self.fields_model.show_rows(detail.fields)
        self.history_model.show_rows(detail.history)
        if other:
            self._stills.clear()
            self.fields.scrollToTop()
            self.history.scrollToTop()
        self._say_record()
        self._ask_pictures()

    def forget(self) -> None:
        """Shows nothing any more: personal data leaves with the record."""
        self._detail = None
        self.fields_model.show_rows(())
        self.history_model.show_rows(())
        self._stills.clear()
        self._portrait.show_portrait(None)
        for label in (self._number, self._name, self._about):
            label.clear()

    def set_shown(self, *, shown: bool) -> None:
        """Shows the values, or masks them."""
        self._shown = shown
        self.fields_model.set_shown(shown=shown)
        self.history_model.set_shown(shown=shown)
        if not shown:
            self._stills.clear()
        self._say_record()
        self._ask_pictures()

    def show_picture(self, still_id: int, image: QImage | None) -> None:
        """A still has come from the vault; None when it cannot be shown."""
        if self._shown and self._detail is not None and still_id in self._detail.record.still_ids:
            self._stills.show_still(still_id, image)

    @Slot()
    def review(self) -> None:
        """Wants the record reviewed, where it waits for that."""
        if self._detail is not None and self._detail.to_review:
            self.review_wanted.emit(self._detail.record.summary.record_id)

    @Slot()
    def copy_field(self) -> None:
        """Wants the chosen field's whole value copied."""
        key = self.fields.current_key()
        place = None if key is None else self.fields_model.place(key)
        if place is not None and self._stack.currentIndex() == _FIELDS:
            self.copy_wanted.emit(self.fields_model.row(place).value.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copies the field that has the keyboard; Esc closes."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.fields.hasFocus():
            self.copy_field()
        elif event.key() == Qt.Key.Key_F2:
            self.review()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _table(self, model: FieldsModel | HistoryModel, widths: tuple[int | None, ...]) -> Table:
        model.setParent(self)
        table = Table(model, row_height=_ROW)
        table.setSelectionMode(Table.SelectionMode.SingleSelection)
        table.setProperty("plain", "true")
        table.horizontalHeader().hide()
        table.paint_with(RowPainter(self._theme, model, table))
        table.set_widths(widths)
        return table

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(tokens.SPACE_4)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_8)
        top.addWidget(self._number, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        texts.addLayout(top)
        texts.addWidget(self._name)
        texts.addWidget(self._about)
        texts.addStretch(1)
        header = QHBoxLayout()
        header.setSpacing(tokens.SPACE_16)
        header.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        header.addLayout(texts, 1)
        tools = QHBoxLayout()
        tools.setSpacing(tokens.SPACE_8)
        tools.addWidget(self._parts)
        tools.addStretch(1)
        above = QVBoxLayout()
        above.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16, 0)
        above.setSpacing(tokens.SPACE_12)
        above.addLayout(header)
        for remark in self._remarks:
            above.addWidget(remark)
        above.addLayout(tools)
        for part in (self.fields, self.history, self._stills):
            self._stack.addWidget(part)
        middle = QHBoxLayout()
        middle.setContentsMargins(tokens.SPACE_8, 0, tokens.SPACE_8, 0)
        middle.addWidget(self._stack)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_12)
        below.addWidget(self._copy)
        below.addStretch(1)
        below.addWidget(self._review)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(above)
        column.addLayout(middle, 1)
        column.addLayout(below)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Record"))
        self.fields.setAccessibleName(self.tr("Fields of the record"))
        self.history.setAccessibleName(self.tr("History of the record"))
        self._close.setAccessibleName(self.tr("Close the record"))
        self._close.setToolTip(self.tr("Close the record (Esc)"))
        self._copy.setText(self.tr("Copy field") + "  Ctrl+C")
        self._copy.setAccessibleName(self.tr("Copy field"))
        self._review.setText(self.tr("Review") + "  F2")
        self._review.setAccessibleName(self.tr("Review this record"))
        self._parts.label((self.tr("Fields"), self.tr("History"), self.tr("Pictures")))
        self.fields_model.say()
        self.history_model.say()
        self._stills.say()
        self._say_record()

    def _say_record(self) -> None:
        detail = self._detail
        self._enable()
        if detail is None:
            return
        summary = detail.record.summary
        self._number.setText(self._masked(FieldName.NUMBER, summary.number))
        self._name.setText(self._masked(FieldName.NAME, summary.name))
        self._about.setText(
            self.tr("{document} · record {id}").format(document=plain(summary.type or "–", 40), id=summary.record_id)
        )
        self._portrait.show_portrait(detail.portrait if self._shown else None)
        self._say_remarks(detail)

    def _say_remarks(self, detail: RecordDetail) -> None:
        remarks = list(detail.remarks)
        if remarks and not self._shown:  # their texts name what is masked
            hidden = self.tr("Findings: {count}; show the values to read them").format(count=len(remarks))
            remarks = [Remark(hidden, remarks[0].band)]
        elif len(remarks) > _MOST_REMARKS:
            more = self.tr("More findings: {count}").format(count=len(remarks) - _MOST_REMARKS + 1)
            remarks = [*remarks[: _MOST_REMARKS - 1], Remark(more, Band.MEDIUM)]
        for place, line in enumerate(self._remarks):
            line.show_remark(remarks[place] if place < len(remarks) else None)

    def _masked(self, field: FieldName, value: str | None) -> str:
        text = plain(value or "–", 60)
        return text if self._shown else mask(field, text)

    @Slot(int)
    def _turn(self, part: int) -> None:
        self._stack.setCurrentIndex(part)
        self._enable()
        self._ask_pictures()

    def _ask_pictures(self) -> None:
        if self._detail is None or self._stack.currentIndex() != _PICTURES:
            return
        still_ids = list(self._detail.record.still_ids)
        self._stills.prepare(still_ids, shown=self._shown)
        missing = self._stills.missing()
        if missing:
            self.pictures_wanted.emit(missing)

    def _enable(self) -> None:
        self._copy.setVisible(self._stack.currentIndex() == _FIELDS)
        self._review.setVisible(self._detail is not None and self._detail.to_review)
        self._copy.setEnabled(self.fields.current_key() is not None)

    def _paint_icons(self) -> None:
        self._close.setIcon(button_icon("close", self._theme.look.secondary))
        self._close.setIconSize(QSize(16, 16))


class _RemarkLine(QWidget):
    """One finding."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, BAND_ICONS[Band.MEDIUM], tokens.TEXT)
        self._text = PlainLabel(wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.hide()

    def show_remark(self, remark: Remark | None) -> None:
        self.setVisible(remark is not None)
        self._text.setText(remark.text if remark is not None else "")
        if remark is not None:
            self._icon.show_icon(BAND_ICONS[remark.band], remark.band)
            restyle(self._text, "band", str(remark.band))


class _Stills(QScrollArea):
    """The record's pictures, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._views: dict[int, _StillView] = {}
        self._note = PlainLabel(role="label", wraps=True)
        self._shown = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8)
        self._column.setSpacing(tokens.SPACE_12)
        self._column.addWidget(self._note)
        self._column.addStretch(1)
        self.setWidget(inside)

    def say(self) -> None:
        self.setAccessibleName(self.tr("Pictures of the record"))
        self._say_note()

    def clear(self) -> None:
        for view in self._views.values():
            view.hide()
            view.deleteLater()
        self._views = {}

    def prepare(self, still_ids: list[int], *, shown: bool) -> None:
        """Makes room for these pictures; for none while the values are masked."""
        self._shown = shown
        wanted = still_ids if shown else []
        if list(self._views) != wanted:
            self.clear()
            for place, still_id in enumerate(wanted):
                self._views[still_id] = view = _StillView(self._theme)
                self._column.insertWidget(place, view)
        self._say_note()

    def missing(self) -> list[int]:
        return [still_id for still_id, view in self._views.items() if not view.told]

    def show_still(self, still_id: int, image: QImage | None) -> None:
        if still_id in self._views:
            self._views[still_id].show_image(image)

    def _say_note(self) -> None:
        if not self._shown:
            text = self.tr("The pictures are hidden. Show the values (Ctrl+M) to see them.")
        elif not self._views:
            text = self.tr("The pictures have been purged; the record's data stays for its own time.")
        else:
            text = ""
        self._note.setText(text)
        self._note.setVisible(bool(text))


class _StillView(QWidget):
    """One picture in its own shape."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self.told = False
        self.setFixedHeight(_STILL_HEIGHT)
        self.setAccessibleName(self.tr("Picture of the permit"))

    def show_image(self, image: QImage | None) -> None:
        self._image, self.told = image, True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        area = QRectF(self.rect())
        rounded = QPainterPath()
        rounded.addRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipPath(rounded)
            painter.fillRect(area, QColor(self._theme.look.picture))
            if self._image is not None:
                size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
                target = QRectF(0, 0, size.width(), size.height())
                target.moveCenter(area.center())
                painter.drawImage(target, self._image)
            else:
                icon = QRectF(0, 0, 32, 32)
                icon.moveCenter(area.center())
                draw_icon(painter, "fault" if self.told else "reading", self._theme.look.secondary, icon)
