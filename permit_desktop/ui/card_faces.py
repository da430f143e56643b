"""The captured sides of the permit, flat and upright; they choose the side that the record shows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, CORNER_RADIUS_MM
from permit_desktop.domain.permit import Side
from permit_desktop.ui import tokens
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

MARK: Final = QColor("#1D5FBF")
"""The frame around a field on the card; the same in every look, for the card's ground is."""
_MARK_MARGIN_MM: Final = 1.0


class CardFace(QWidget):
    """One rectified face, or the empty place where it will be; marks the ink of a field.

    Attributes:
        pressed: the person clicked it, so many millimetres from its upper left corner (`float`, `float`).
    """

    pressed = Signal(float, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self._face: QImage | None = None
        self._scaled: QImage | None = None
        self._mark: Box | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height that belongs to a width."""
        return round(width * CARD_HEIGHT_MM / CARD_WIDTH_MM)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The size that it likes best."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The size below which it is of no use."""
        return QSize(128, self.heightForWidth(128))

    def set_name(self, name: str) -> None:
        """What it is called in its empty place."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def show_face(self, face: QImage | None) -> None:
        """Shows another face, or the empty place."""
        if face is not self._face:
            self._face, self._scaled, self._mark = face, None, None
            self.update()

    def mark(self, ink: Box | None) -> None:
        """Frames a part of the card."""
        self._mark = ink
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses."""
        if event.button() is Qt.MouseButton.LeftButton:
            area = self._area()
            place = event.position() - area.topLeft()
            per_mm = area.width() / CARD_WIDTH_MM
            self.pressed.emit(place.x() / per_mm, place.y() / per_mm)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        look = self._theme.look
        area = self._area()
        per_mm = area.width() / CARD_WIDTH_MM
        radius = CORNER_RADIUS_MM * per_mm
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            if self._face is None:
                painter.setPen(QPen(QColor(look.secondary), 1, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
                painter.setPen(QColor(look.secondary))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._name)
            else:
                rounded = QPainterPath()
                rounded.addRoundedRect(area, radius, radius)
                painter.setClipPath(rounded)
                painter.drawImage(area, self._sharp(self._face, area))
                painter.setClipping(False)
                if self._mark is not None:
                    box = self._mark.grown(_MARK_MARGIN_MM)
                    painter.setPen(QPen(MARK, tokens.FOCUS_RING))
                    painter.drawRoundedRect(
                        QRectF(
                            area.x() + box.x_mm * per_mm,
                            area.y() + box.y_mm * per_mm,
                            box.width_mm * per_mm,
                            box.height_mm * per_mm,
                        ),
                        3,
                        3,
                    )

    def _area(self) -> QRectF:
        width = min(float(self.width()), self.height() * CARD_WIDTH_MM / CARD_HEIGHT_MM)
        return QRectF(0, 0, width, width * CARD_HEIGHT_MM / CARD_WIDTH_MM)

    def _sharp(self, face: QImage, area: QRectF) -> QImage:
        size = (area.size() * self.devicePixelRatioF()).toSize()
        if self._scaled is None or self._scaled.size() != size:
            self._scaled = face.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return self._scaled


class CardFaces(QWidget):
    """Front and back side by side.

    Attributes:
        pressed: the person clicked a side (`Side`), so many millimetres from its upper left corner.
    """

    pressed = Signal(Side, float, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._faces = {Side.FRONT: CardFace(theme), Side.BACK: CardFace(theme)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_16)
        for face in self._faces.values():
            row.addWidget(face, 1)
        self._faces[Side.FRONT].pressed.connect(self._press_front)
        self._faces[Side.BACK].pressed.connect(self._press_back)
        Wording(self, self._say)

    def show_face(self, side: Side, face: QImage | None) -> None:
        """Shows a side, or its empty place."""
        self._faces[side].show_face(face)

    def mark(self, side: Side, ink: Box | None) -> None:
        """Frames a field on one side and takes the frame off the other."""
        for each, face in self._faces.items():
            face.mark(ink if each is side else None)

    def _say(self) -> None:
        self._faces[Side.FRONT].set_name(self.tr("Front"))
        self._faces[Side.BACK].set_name(self.tr("Back"))

    def _press_front(self, x_mm: float, y_mm: float) -> None:
        self.pressed.emit(Side.FRONT, x_mm, y_mm)

    def _press_back(self, x_mm: float, y_mm: float) -> None:
        self.pressed.emit(Side.BACK, x_mm, y_mm)
