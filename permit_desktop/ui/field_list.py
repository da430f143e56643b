"""The fields of one side, in groups; its rows are made once and then only filled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from permit_desktop.domain.permit import FieldName
from permit_desktop.ui import tokens
from permit_desktop.ui.field_row import FieldRowView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import FieldGroup
from permit_desktop.ui.theme import Theme


class FieldList(QWidget):
    """Shows the groups of one side.

    Making a row takes about as long as a camera's frame may, so each is kept, and `make_next_row` makes them ahead.

    Attributes:
        focused: a row has got the keyboard focus (`FieldRowView`).
    """

    focused = Signal(FieldRowView)

    def __init__(self, theme: Theme, order: Sequence[Sequence[FieldName]]) -> None:
        """Args: order: the fields that the side may show, group by group."""
        super().__init__()
        self._theme = theme
        self._order = order
        self._rows: dict[FieldName, FieldRowView] = {}
        self._headings: list[PlainLabel] = []
        self._groups: list[QVBoxLayout] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for _ in order:
            heading = PlainLabel(role="heading")
            heading.setContentsMargins(tokens.SPACE_8, tokens.SPACE_4, 0, tokens.SPACE_4)
            heading.hide()
            group = QVBoxLayout()
            group.setSpacing(0)
            group.addWidget(heading)
            column.addLayout(group)
            self._headings.append(heading)
            self._groups.append(group)
        column.addStretch(1)

    def make_next_row(self) -> bool:
        """Makes one row ahead of its use; False when all are there."""
        missing = (field for fields in self._order for field in fields if field not in self._rows)
        field = next(missing, None)
        if field is not None:
            self._row(field)
        return field is not None

    def show_groups(self, groups: Sequence[FieldGroup]) -> None:
        """Fills the rows; those of fields that were not read are hidden."""
        told = {row.field: row for group in groups for row in group.rows}
        for field, row in told.items():
            self._row(field).show_row(row)
        for field, view in self._rows.items():
            view.setVisible(field in told)
        for fields, heading in zip(self._order, self._headings, strict=True):
            title = next((group.title for group in groups if group.rows[0].field in fields), "")
            heading.setText(title)
            heading.setVisible(bool(title))

    def rows(self) -> list[FieldRowView]:
        """The rows that are shown, from top to bottom."""
        rows = (self._rows.get(field) for fields in self._order for field in fields)
        return [row for row in rows if row is not None and not row.isHidden()]

    def _row(self, field: FieldName) -> FieldRowView:
        if field not in self._rows:
            view = FieldRowView(self._theme)
            view.hide()
            view.focused.connect(self._tell_focus)
            self._rows[field] = view
            place, fields = next((place, each) for place, each in enumerate(self._order) if field in each)
            before = sum(earlier in self._rows for earlier in fields[: fields.index(field)])
            self._groups[place].insertWidget(1 + before, view)
            self._keep_tab_order()
        return self._rows[field]

    def _keep_tab_order(self) -> None:
        rows = [self._rows[field] for fields in self._order for field in fields if field in self._rows]
        for one, next_one in pairwise(rows):
            QWidget.setTabOrder(one, next_one)

    def _tell_focus(self) -> None:
        row = self.sender()
        if isinstance(row, FieldRowView):
            self.focused.emit(row)
