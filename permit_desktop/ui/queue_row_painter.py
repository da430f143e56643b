"""Paints the queue's rows: the capture's picture, then the cells."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.icons import draw_icon
from permit_desktop.ui.queue_model import Column, QueueModel
from permit_desktop.ui.row_painter import RowPainter
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.thumbnails import Thumbnails

PICTURE_SIZE: Final = QSize(72, 45)
"""The shape of a card, in pixels at 100 % scale."""
_ICON: Final = 20


class QueueRowPainter(RowPainter):
    """Asks for a picture when its row comes into view."""

    def __init__(self, theme: Theme, model: QueueModel, thumbnails: Thumbnails, like: QWidget) -> None:
        super().__init__(theme, model, like)
        self._jobs = model
        self._thumbnails = thumbnails

    def paint_cell(self, painter: QPainter, area: QRect, place: int, column: int) -> None:
        """Draws the picture, or what the cell says."""
        if column != Column.PICTURE:
            super().paint_cell(painter, area, place, column)
            return
        still_id = self._jobs.row(place).job.still_id
        image = self._thumbnails.get(still_id) if still_id is not None else None
        top = area.top() + (area.height() - PICTURE_SIZE.height()) // 2
        room = QRectF(area.left() + tokens.SPACE_8, top, PICTURE_SIZE.width(), PICTURE_SIZE.height())
        self._paint_picture(painter, room, image)

    def _paint_picture(self, painter: QPainter, room: QRectF, image: QImage | None) -> None:
        look = self._theme.look
        rounded = QPainterPath()
        rounded.addRoundedRect(room, tokens.SPACE_4, tokens.SPACE_4)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(rounded, QColor(look.picture))
        if image is None:
            icon = QRectF(0, 0, _ICON, _ICON)
            icon.moveCenter(room.center())
            draw_icon(painter, "permit", look.secondary, icon)
        else:
            painter.setClipPath(rounded)
            shape = image.size().scaled(PICTURE_SIZE, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            target = QRectF(0, 0, shape.width(), shape.height())
            target.moveCenter(room.center())
            painter.drawImage(target, image)
        painter.restore()
