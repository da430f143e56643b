"""The holder's picture."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

PORTRAIT_WIDTH: Final = 96
PORTRAIT_HEIGHT: Final = 128


class PortraitView(QWidget):
    """The holder's picture, 3:4."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._portrait: QImage | None = None
        self._filled: QImage | None = None
        self.setFixedSize(QSize(PORTRAIT_WIDTH, PORTRAIT_HEIGHT))
        Wording(self, self._say)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Portrait"))

    def show_portrait(self, portrait: QImage | None) -> None:
        """Shows a picture, or an empty place."""
        if portrait is not self._portrait:
            self._portrait, self._filled = portrait, None
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        area = QRectF(self.rect())
        rounded = QPainterPath()
        rounded.addRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        with QPainter(self) as painter:
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
