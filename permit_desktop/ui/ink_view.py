"""The ink of a field: a part of the card as the camera saw it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from permit_desktop.ui.wording import Wording

INK_WIDTH: Final = 132


class InkView(QWidget):
    """A crop of the card, as large as it fits, at the left."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._crop: QImage | None = None
        self._sharp: QImage | None = None
        self.setMinimumWidth(INK_WIDTH)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # a click is one on the row
        Wording(self, self._say)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Picture of the field on the card"))

    def show_ink(self, crop: QImage | None) -> None:
        """Shows another crop; nothing without one."""
        self._crop, self._sharp = crop, None
        self.setVisible(crop is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        if self._crop is None:
            return
        size = self._crop.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        device_size = size * self.devicePixelRatioF()
        if self._sharp is None or self._sharp.size() != device_size:
            self._sharp = _sharpest(self._crop, device_size)
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
            rounded = QPainterPath()
            rounded.addRoundedRect(area, 3, 3)
            painter.setClipPath(rounded)
            painter.drawImage(area, self._sharp)


def _sharpest(crop: QImage, size: QSize) -> QImage:
    """Reduces by averaging before painting: the painter alone takes two neighbours and drops thin strokes."""
    if crop.width() <= size.width():
        return crop
    return crop.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
