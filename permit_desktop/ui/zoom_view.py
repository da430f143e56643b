"""The field in hand as the camera saw it, several times as large as on the card."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.ui import tokens
from permit_desktop.ui.card_faces import MARK
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

_HEIGHT: Final = 72
_MARGIN_MM: Final = 1.5
_FRAME_MM: Final = 0.8


class ZoomView(QWidget):
    """Shows the part of a face around a field, as large as it fits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._face: QImage | None = None
        self._ink: Box | None = None
        # It takes what is left: in a low window the picture matters more.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMaximumHeight(_HEIGHT)
        Wording(self, self._say)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The size that it likes best."""
        return QSize(320, _HEIGHT)

    def show_field(self, face: QImage | None, ink: Box | None) -> None:
        """Shows a field's ink on a face, nothing without one."""
        self._face, self._ink = face, ink
        self.update()

    @property
    def shows(self) -> Box | None:
        """The ink in view, None when nothing is."""
        return self._ink if self._face is not None else None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws the face's part; what is wider than the view is made smaller, what is narrower shows more around."""
        if self._face is None or self._ink is None or self.height() < tokens.SPACE_16:
            return
        across, down = self._face.width() / CARD_WIDTH_MM, self._face.height() / CARD_HEIGHT_MM
        box = self._ink.grown(_MARGIN_MM)
        height_mm = max(box.height_mm, box.width_mm * self.height() / self.width())
        width_mm = height_mm * self.width() / self.height()
        middle_x = box.x_mm + box.width_mm / 2
        left = min(max(middle_x - width_mm / 2, 0), max(CARD_WIDTH_MM - width_mm, 0))
        top = box.y_mm + box.height_mm / 2 - height_mm / 2
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
            rounded = QPainterPath()
            rounded.addRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
            painter.setClipPath(rounded)
            painter.fillRect(self.rect(), QColor(self._theme.look.picture))
            source = QRectF(left * across, top * down, width_mm * across, height_mm * down)
            painter.drawImage(QRectF(self.rect()), self._face, source)
            per_mm = self.width() / width_mm
            ink = self._ink.grown(_FRAME_MM)
            painter.setPen(QPen(MARK, tokens.FOCUS_RING))
            painter.drawRoundedRect(
                QRectF(
                    (ink.x_mm - left) * per_mm, (ink.y_mm - top) * per_mm, ink.width_mm * per_mm, ink.height_mm * per_mm
                ),
                tokens.RADIUS,
                tokens.RADIUS,
            )

    def _say(self) -> None:
        self.setAccessibleName(self.tr("The field on the card, enlarged"))
