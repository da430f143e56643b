"""The first record, rehearsed: what takes longer the first time is done while nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from permit_desktop.domain.permit import PermitResult, Reading, Side
from permit_desktop.ui.field_list import FieldList
from permit_desktop.ui.record_model import BACK_BLOCKS, FRONT_ORDER, RecordModel, SideReading, Terms, record_model

_FACE_SIZE: Final = (856, 540)
_INVENTED: Final = "张 A0"
"""Of both kinds of letters, whose faces are looked for when the first of them is drawn."""


class RecordWarmUp(QObject):
    """Shows an invented record to nobody, a part at a time between other events.

    Fonts, style rules, drawings, and where the interpreter has a say in a widget: all that is looked up when something
    is laid out and painted for the first time. With it, the first record took the window's thread twice as long as
    every other one.

    Args:
        lists: the fields; their rows are made here, too.
        show_head: shows what stands above the fields, of a record.
        head: what stands there.
        page: all of it.
        in_use: whether a real record is there.
    """

    def __init__(
        self,
        lists: Mapping[Side, FieldList],
        show_head: Callable[[RecordModel], None],
        head: Sequence[QWidget],
        page: QWidget,
        *,
        in_use: Callable[[], bool],
    ) -> None:
        super().__init__(page)
        self._lists = lists
        self._show_head = show_head
        self._drawn = (*head, page)
        self._in_use = in_use
        self._steps = self._rehearse()
        self._between = QTimer(self)
        self._between.timeout.connect(self._step)

    def start(self) -> None:
        """Begins; the window is on the screen by now."""
        self._between.start()

    @property
    def under_way(self) -> bool:
        """Whether it goes on."""
        return self._between.isActive()

    @Slot()
    def _step(self) -> None:
        if next(self._steps, None) is None:
            self._between.stop()

    def _rehearse(self) -> Iterator[bool]:
        record = _invented_record()
        yield True
        for side, fields in self._lists.items():
            for row in record.rows(side):
                fields.rehearse(row)
                yield True
        if self._in_use():
            return
        self._show_head(record)
        for part in self._drawn:
            if self._in_use():
                return
            part.grab()
            yield True


def _invented_record() -> RecordModel:
    face = QImage(*_FACE_SIZE, QImage.Format.Format_RGB32)
    face.fill(Qt.GlobalColor.gray)
    fields = {Side.FRONT: FRONT_ORDER, Side.BACK: tuple(name for block in BACK_BLOCKS for name in block)}
    read = {
        side: SideReading(PermitResult(dict.fromkeys(names, Reading(_INVENTED, 1.0))), face)
        for side, names in fields.items()
    }
    return record_model(read, Terms(date.min))
