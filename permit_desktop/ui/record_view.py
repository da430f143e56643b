"""The permit under review: portrait, findings and the fields of one side, worked through by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from permit_desktop.domain.bands import Band
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.domain.review import doubts, next_doubt
from permit_desktop.ui import tokens
from permit_desktop.ui.empty_state import EmptyState
from permit_desktop.ui.field_list import FieldList
from permit_desktop.ui.field_row import FieldRowView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.portrait_view import PortraitView
from permit_desktop.ui.record_model import BACK_BLOCKS, FRONT_ORDER, FieldRow, RecordModel
from permit_desktop.ui.record_warm_up import RecordWarmUp
from permit_desktop.ui.remark_list import RemarkList
from permit_desktop.ui.review_bar import ReviewBar
from permit_desktop.ui.saved_line import SavedLine
from permit_desktop.ui.side_buttons import SideButtons
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording


class RecordView(QFrame):
    """Shows a record, one side at a time, or how to come by one; and takes what the person does with it.

    Attributes:
        side_shown: the side in view is another one (`Side`).
        field_focused: a row has got the focus (`FieldName`).
        field_corrected: the person typed another value for a field (`FieldName`, the value in full).
        field_confirmed: the person looked at a field and found it right (`FieldName`).
        field_taken_back: the person took back what they did to a field (`FieldName`); what was read holds again.
        record_accepted: the person is done with the record as it stands.
        copy_wanted(str): a part of a value is wanted on the clipboard.
        focus_released: no row needs the keyboard any more.
    """

    side_shown = Signal(Side)
    field_focused = Signal(FieldName)
    field_corrected = Signal(FieldName, str)
    field_confirmed = Signal(FieldName)
    field_taken_back = Signal(FieldName)
    record_accepted = Signal()
    copy_wanted = Signal(str)
    focus_released = Signal()

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
        self.saved = SavedLine(theme)
        """Whether the record is stored."""
        self.saved.changed.connect(self._say_what_is_left)
        self._sides = SideButtons(theme)
        self._sides.chosen.connect(self.show_side)
        self._remarks = RemarkList(theme)
        self.bar = ReviewBar(theme)
        self.bar.accept_wanted.connect(self.accept)
        self._lists = {
            Side.FRONT: FieldList(theme, (FRONT_ORDER,), self._sides.last_stop),
            Side.BACK: FieldList(theme, tuple(tuple(block) for block in BACK_BLOCKS), self._sides.last_stop),
        }
        self._missing = EmptyState(theme, "turn-over", "", "")
        self._fields = QScrollArea()
        self._fields.setWidgetResizable(True)
        self._fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fields.setWidget(self._side_lists())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(page := self._record_page())
        head = (self._portrait, self._sides, self._remarks, self.bar)
        self._warm_up = RecordWarmUp(self._lists, self._show_head, head, page, in_use=lambda: self._model is not None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.show_record(None)
        Wording(self, self._say)

    @property
    def model(self) -> RecordModel | None:
        """The record in view."""
        return self._model

    @property
    def side(self) -> Side:
        """The side in view."""
        return self._side

    def warm_up(self) -> None:
        """Gets ready for the first record, between other events."""
        self._warm_up.start()

    def show_record(self, model: RecordModel | None, side: Side | None = None) -> None:
        """Shows a record, turned to a side of it; None empties the view for the next permit.

        The keyboard goes to the first field that asks for a look, and away from a field when none does. Who types into
        this very permit, or has such a field of it in hand already, is left alone.
        """
        in_hand = model is not None and self._continues(model) and self._is_in_hand(model)
        if not self._continues(model):
            for typing in self._typing_rows():
                typing.drop_typing()  # it was meant for another permit
        self._refresh(model)
        if model is not None and not in_hand:
            self.show_side(side or (self._side if self._side in model.groups else next(iter(model.groups))))
            self.lead()

    def lead(self) -> None:
        """Of a record that is to be reviewed the first doubt has the keyboard, without one the page, which accepts.

        It is taken from nobody outside the page: see `_may_take_focus`.
        """
        model = self._model
        if model is None:
            return
        doubtful = () if model.accepted else doubts(model.bands)
        if not doubtful:
            self._release_focus()
        elif self._may_take_focus():
            here = (name for name in doubtful if model.side_of(name) is self._side)
            self.show_field(next(here, doubtful[0]))

    def renew(self, model: RecordModel) -> None:
        """Shows the record in view as it has become; the keyboard stays where it is."""
        self._refresh(model)
        self.show_side(self._side)

    def show_side(self, side: Side) -> None:
        """Turns to a side of the record; a field of the other one lets go of the keyboard before it is hidden."""
        if side is not self._side:
            self._release_focus()
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

    def show_field(self, name: FieldName) -> None:
        """Turns to a field and gives it the keyboard."""
        if self._model is None or self._model.row(name) is None:
            return
        side = self._model.side_of(name)
        if side is not self._side:
            self.show_side(side)
        self._lists[side].row(name).edit.setFocus(Qt.FocusReason.TabFocusReason)

    def set_reading(self, *, reading: bool) -> None:
        """Tells that a still is being read, or no more."""
        self._reading = reading
        self._sides.show_progress(frozenset(self._model.groups) if self._model else frozenset(), reading=reading)
        self._say_empty()

    def rows(self) -> list[FieldRowView]:
        """The rows in view, from top to bottom."""
        return self._lists[self._side].rows()

    def row(self, field: FieldName) -> FieldRow | None:
        """The row of a field on the side in view."""
        rows = self._model.rows(self._side) if self._model else ()
        return next((row for row in rows if row.field is field), None)

    def finish_typing(self) -> None:
        """Takes over what is being typed, before the record in view becomes another one."""
        for typing in self._typing_rows():
            typing.finish_typing()

    @property
    def untaken(self) -> tuple[FieldName, ...]:
        """The fields for which something was typed that does not hold yet."""
        return tuple(row.row.field for row in self._typing_rows() if row.row is not None)

    def advance(self) -> None:
        """Enter: to the next field that asks for a look; accepts a complete record in which none does."""
        model = self._model
        if model is None or model.accepted:
            return
        doubtful = next_doubt(model.bands)
        if doubtful is not None:
            self.show_field(doubtful)
        elif model.complete:
            self.accept()

    def accept(self) -> None:
        """Ctrl+Enter: the person is done with the record as it stands; not while a typed value is odd."""
        for typing in self._typing_rows():
            if not typing.take_typing():
                if typing.row is not None:
                    self.show_field(typing.row.field)
                return
        model = self._model
        if model is None or model.accepted:
            return
        self._refresh(model.with_review(model.review.accept(model.values)))
        self._release_focus()
        self.record_accepted.emit()

    def go_back(self) -> None:
        """Esc: takes the last step back and shows its field; with nothing to take back, leaves the field."""
        model = self._model
        if model is None:
            return
        review, name = model.review.undo()
        if name is None:
            self._release_focus()
            return
        former = model.with_review(review)
        self._refresh(former)
        self.show_field(name)
        if name not in review.corrected:
            self.field_taken_back.emit(name)
            if review.is_confirmed(name, model.read(name)):
                self.field_confirmed.emit(name)
        elif model.values.get(name) != former.values.get(name):
            self.field_corrected.emit(name, former.values.get(name, ""))

    def _refresh(self, model: RecordModel | None) -> None:
        """Shows the record as it stands now, without turning it or moving the keyboard."""
        held = self._focused_field()
        if held is not None and (model is None or model.row(held) is None):
            self._release_focus()  # before its row is hidden
        self._model = model
        self._sides.show_progress(frozenset(model.groups) if model else frozenset(), reading=self._reading)
        if model is None:
            self._say_empty()
            self._pages.setCurrentIndex(0)
            return
        self._show_head(model)
        for each, fields in self._lists.items():
            fields.show_groups(model.groups.get(each, ()), model.document)
        self._pages.setCurrentIndex(1)

    def _show_head(self, model: RecordModel) -> None:
        self._title.setText(model.title)
        self._portrait.show_portrait(model.portrait)
        self._remarks.show_remarks(model.remarks)
        self.bar.show_record(model, self.saved.state)

    def _say_what_is_left(self) -> None:
        if self._model is not None:
            self.bar.show_record(self._model, self.saved.state)

    def _continues(self, model: RecordModel | None) -> bool:
        """Whether a record is the one in view, with more or with other readings."""
        if model is None or self._model is None:
            return False
        return any(self._model.readings.get(side) is reading for side, reading in model.readings.items())

    def _is_in_hand(self, model: RecordModel) -> bool:
        """Whether somebody types, or looks at a field that asks for it."""
        return bool(self._typing_rows()) or self._focused_field() in doubts(model.bands)

    def _may_take_focus(self) -> bool:
        """Whether the window's keyboard is nobody's, or this page's already: never a banner's or a question's."""
        page = self.parentWidget() or self
        focused = self._keyboard()
        return focused is None or focused is page or page.isAncestorOf(focused)

    def _release_focus(self) -> None:
        if self._focused_field() is not None:
            self.focus_released.emit()

    def _focused_field(self) -> FieldName | None:
        """The field that has the window's keyboard."""
        focused = self._keyboard()
        rows = (row for fields in self._lists.values() for row in fields.rows())
        return next((row.row.field for row in rows if row.edit is focused and row.row is not None), None)

    def _keyboard(self) -> QWidget | None:
        """What has the window's keyboard, also while another window is the active one."""
        return self.window().focusWidget()

    def _typing_rows(self) -> list[FieldRowView]:
        return [row for fields in self._lists.values() for row in fields.rows() if row.typing]

    def _confirm(self, view: FieldRowView) -> None:
        model = self._model
        if model is None or view.row is None:
            return
        name, value = view.row.field, view.row.held
        if model.bands[name] is Band.HIGH:  # nothing to confirm: Enter goes on
            self._go_on(name)
            return
        self._refresh(model.with_review(model.review.confirm(name, value)))
        self.field_confirmed.emit(name)
        self._go_on(name)

    def _correct(self, view: FieldRowView, value: str) -> None:
        model = self._model
        if model is None or view.row is None:
            return
        name = view.row.field
        stays = view.edit.hasFocus()
        changed = model.with_review(model.review.correct(name, value, model.read(name)))
        view.edit.show_value(value)
        self._refresh(changed)
        if changed.values[name] != model.values[name]:
            self.field_corrected.emit(name, value)
        elif model.bands[name] is not Band.HIGH:
            self.field_confirmed.emit(name)
        if stays:
            self._go_on(name)

    def _go_on(self, name: FieldName) -> None:
        """To the next field that asks for a look; from the last one to the page, where Enter accepts."""
        model = self._model
        doubtful = next_doubt(model.bands, name) if model else None
        if doubtful is not None:
            self.show_field(doubtful)
        elif model is not None and not doubts(model.bands):
            self._release_focus()

    def _give_up(self, _view: FieldRowView) -> None:
        self.go_back()

    def _record_page(self) -> QWidget:
        page = QWidget()
        texts = QVBoxLayout()
        texts.setSpacing(tokens.SPACE_8)
        heading = QHBoxLayout()
        heading.setSpacing(tokens.SPACE_8)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._sides)
        texts.addLayout(heading)
        texts.addWidget(self.saved)
        texts.addWidget(self._remarks)
        texts.addStretch(1)
        texts.addWidget(self.bar)
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

    def _say(self) -> None:
        self._fields.setAccessibleName(self.tr("Fields"))
        self._say_empty()
        self._say_missing(self._side)
        if self._model is not None:
            self._refresh(self._model.with_review(self._model.review))

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

    def _side_lists(self) -> QWidget:
        sides = QWidget()
        column = QVBoxLayout(sides)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for fields in self._lists.values():
            fields.focused.connect(self._row_focused)
            fields.confirmed.connect(self._confirm)
            fields.typed.connect(self._correct)
            fields.given_up.connect(self._give_up)
            fields.copied.connect(self.copy_wanted)
            column.addWidget(fields)
        column.addWidget(self._missing)
        return sides

    def _row_focused(self, view: FieldRowView) -> None:
        self._fields.ensureWidgetVisible(view)
        if view.row is not None:
            self.field_focused.emit(view.row.field)

    def _say_missing(self, side: Side) -> None:
        if side is Side.BACK:
            self._missing.show_state(
                "turn-over", self.tr("The back was not read yet"), self.tr("Turn the permit over.")
            )
        else:
            self._missing.show_state(
                "turn-over", self.tr("The front was not read yet"), self.tr("Show the permit's front.")
            )
