"""The fields of one side, in groups; its rows are made once and then only filled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.ui import tokens
from permit_desktop.ui.field_row import FieldRowView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import CODED, FieldGroup, FieldRow
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme


class FieldList(QWidget):
    """Shows the groups of one side.

    Making a row takes about as long as a camera's frame may, so each is kept, and `rehearse` makes it ahead.

    Attributes:
        focused: a row has got the keyboard focus.
        confirmed: the person finds a row's value right.
        typed: the person typed another value into a row.
        given_up: Esc in a row with nothing typed.
        copied(str): a part of a value is wanted on the clipboard.
    """

    focused = Signal(FieldRowView)
    confirmed = Signal(FieldRowView)
    typed = Signal(FieldRowView, str)
    given_up = Signal(FieldRowView)
    copied = Signal(str)

    def __init__(self, theme: Theme, order: Sequence[Sequence[FieldName]], stop_before: QWidget) -> None:
        """Makes a list without rows.

        Args:
            order: the fields that the side may show, group by group.
            stop_before: the control from which Tab goes to the first row.
        """
        super().__init__()
        self._stop_before = stop_before
        self._theme = theme
        self._order = order
        self._rows: dict[FieldName, FieldRowView] = {}
        self._headings: list[_Heading] = []
        self._groups: list[QVBoxLayout] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for _ in order:
            heading = _Heading()
            group = QVBoxLayout()
            group.setSpacing(0)
            group.addWidget(heading)
            column.addLayout(group)
            self._headings.append(heading)
            self._groups.append(group)
        column.addStretch(1)

    def rehearse(self, invented: FieldRow) -> None:
        """Makes a row ahead of its use, and shows an invented value in it, to nobody; not in a row that is in use."""
        view = self.row(invented.field)
        if view.row is None:
            view.rehearse(invented)

    def show_groups(self, groups: Sequence[FieldGroup], document: PermitType | None) -> None:
        """Fills the rows; those of fields that were not read are hidden.

        Args:
            document: which permit it is, for the spelling of numbers.
        """
        told = {row.field: row for group in groups for row in group.rows}
        for field, row in told.items():
            self.row(field).show_row(row, document)
        for field, view in self._rows.items():
            view.setVisible(field in told)
        for fields, heading in zip(self._order, self._headings, strict=True):
            heading.show_group(next((group for group in groups if group.rows[0].field in fields), None))

    def rows(self) -> list[FieldRowView]:
        """The rows that are shown, from top to bottom."""
        rows = (self._rows.get(field) for fields in self._order for field in fields)
        return [row for row in rows if row is not None and not row.isHidden()]

    def row(self, field: FieldName) -> FieldRowView:
        """The row of a field of this side; made where it is not there yet."""
        if field not in self._rows:
            view = FieldRowView(self._theme, coded=field in CODED)
            view.hide()
            view.focused.connect(self._tell_focus)
            view.confirmed.connect(self._tell_confirmed)
            view.typed.connect(self._tell_typed)
            view.given_up.connect(self._tell_given_up)
            view.moved.connect(self._move)
            view.copied.connect(self.copied)
            self._rows[field] = view
            place, fields = next((place, each) for place, each in enumerate(self._order) if field in each)
            before = sum(earlier in self._rows for earlier in fields[: fields.index(field)])
            self._groups[place].insertWidget(1 + before, view)
            self._keep_tab_order()
        return self._rows[field]

    def _keep_tab_order(self) -> None:
        rows = [self._rows[field] for fields in self._order for field in fields if field in self._rows]
        for one, next_one in pairwise([self._stop_before, *(row.edit for row in rows)]):
            QWidget.setTabOrder(one, next_one)

    def _move(self, by: int) -> None:
        rows = self.rows()
        place = rows.index(self._told_by()) + by
        if 0 <= place < len(rows):
            rows[place].edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell_focus(self) -> None:
        self.focused.emit(self._told_by())

    def _tell_confirmed(self) -> None:
        self.confirmed.emit(self._told_by())

    def _tell_typed(self, value: str) -> None:
        self.typed.emit(self._told_by(), value)

    def _tell_given_up(self) -> None:
        self.given_up.emit(self._told_by())

    def _told_by(self) -> FieldRowView:
        row = self.sender()
        if not isinstance(row, FieldRowView):
            raise TypeError("only rows are connected here")
        return row


class _Heading(QWidget):
    """What a group is, and how long it holds."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel(role="heading")
        self._note = PlainLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_8, tokens.SPACE_4, tokens.SPACE_8, tokens.SPACE_4)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self._title)
        row.addWidget(self._note)
        row.addStretch(1)
        self.hide()

    def show_group(self, group: FieldGroup | None) -> None:
        self._title.setText(group.title if group else "")
        self._note.setText(group.note if group else "")
        if group is not None:
            restyle(self._note, "band", str(group.band))
        self.setVisible(bool(group and group.title))
