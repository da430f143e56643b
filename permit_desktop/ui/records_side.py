"""What stands beside the list of records: the day in numbers, or one record in full."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from permit_desktop.ui.day_panel import DayPanel
from permit_desktop.ui.theme import Theme
from permit_desktop.vault.day import Day

if TYPE_CHECKING:  # brings the database, which loads behind the window
    from permit_desktop.ui.record_detail import RecordDetailView
    from permit_desktop.ui.record_detail_model import RecordDetail


class RecordsSide(QWidget):
    """Shows the day until a record is opened, and again when it is closed.

    Attributes:
        keyboard_free: the record that was closed had the keyboard.
        review_wanted(int): the record is to be reviewed.
        copy_wanted(str): a value is to be copied.
        pictures_wanted(list[int]): the record's stills.
    """

    keyboard_free = Signal()
    review_wanted = Signal(int)
    copy_wanted = Signal(str)
    pictures_wanted = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = False
        self.day = DayPanel(theme)
        self._detail: RecordDetailView | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.day)

    @property
    def open_record(self) -> int | None:
        """The record that is shown in full; None when there is none."""
        return self._detail.record_id if self._detail is not None and self._stack.currentIndex() == 1 else None

    def show_day(self, day: Day, on: date) -> None:
        """Shows the day's figures, or has them ready below a record."""
        self.day.show_day(day, on)

    def show_detail(self, detail: RecordDetail) -> None:
        """Shows a record in full."""
        view = self._detail_view()
        view.set_shown(shown=self._shown)
        view.show_detail(detail)
        self._stack.setCurrentIndex(1)

    @Slot()
    def close_detail(self) -> None:
        """Shows the day again in place of a record."""
        if self._detail is not None:
            focused = QApplication.focusWidget()
            had_keyboard = focused is not None and self._detail.isAncestorOf(focused)
            self._detail.forget()
            self._stack.setCurrentIndex(0)
            if had_keyboard:
                self.keyboard_free.emit()

    def show_picture(self, still_id: int, image: QImage | None) -> None:
        """A still of the record in view has come from the vault; None for one that cannot be had."""
        if self._detail is not None:
            self._detail.show_picture(still_id, image)

    def set_shown(self, *, shown: bool) -> None:
        """Shows the values, or masks them."""
        self._shown = shown
        if self._detail is not None:
            self._detail.set_shown(shown=shown)

    def _detail_view(self) -> RecordDetailView:
        if self._detail is None:
            from permit_desktop.ui.record_detail import RecordDetailView

            view = RecordDetailView(self._theme)
            view.close_wanted.connect(self.close_detail)
            view.review_wanted.connect(self.review_wanted)
            view.copy_wanted.connect(self.copy_wanted)
            view.pictures_wanted.connect(self.pictures_wanted)
            self._stack.addWidget(view)
            self._detail = view
        return self._detail
