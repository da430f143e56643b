"""The camera's picture with the guide drawn over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, CORNER_RADIUS_MM
from permit_desktop.ui import tokens
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

_HALO: Final = QColor(0, 0, 0, 120)
_GHOST: Final = QColor(255, 255, 255, 200)
_OUTLINE: Final = {None: QColor("#FFFFFF"), Band.HIGH: QColor("#3FD0A8"), Band.MEDIUM: QColor("#FFC861")}
"""Lines over the picture keep their colours in every look: they stand on the camera's ground, not on the window's."""


@dataclass(frozen=True, slots=True, eq=False)
class LivePicture:
    """One picture to show.

    Attributes:
        image: RGB32, of any size.
        outline: the card's corners as shares (0 to 1) of the picture's width and height; None when there is none.
        band: high where the guide is content, medium where something has to change.
        frame_px: width and height of the camera's own picture, where it is known.
        good_width_share: how wide a card lies well, as a part of the picture's width: so wide is the ghost frame.
    """

    image: QImage
    outline: Quad | None = None
    band: Band | None = None
    frame_px: tuple[int, int] | None = None
    good_width_share: float = 0.62


class LiveView(QWidget):
    """Paints the latest picture, the ghost frame where a card should lie, and the outline of the card that is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture: LivePicture | None = None
        self._flashing = QTimer(self)
        self._flashing.setSingleShot(True)
        self._flashing.setInterval(tokens.CAPTURE_FLASH_MS)
        self._flashing.timeout.connect(self.update)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        Wording(self, self._say)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Live picture of the camera"))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height that belongs to a width."""
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The size that it likes best."""
        return QSize(576, 324)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The size below which it is of no use."""
        return QSize(256, 144)

    def show_picture(self, picture: LivePicture | None) -> None:
        """Shows the next picture, or an empty ground."""
        self._picture = picture
        self.update()

    @property
    def picture(self) -> LivePicture | None:
        """What is shown."""
        return self._picture

    def flash(self) -> None:
        """Tells for a moment that a still was taken; nothing moves where the system asks for no motion."""
        if self._theme.moves:
            self._flashing.start()
            self.update()

    @property
    def flashing(self) -> bool:
        """Whether the outline is telling of a capture."""
        return self._flashing.isActive()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        with QPainter(self) as painter:
            picture = self._picture
            area = self._area(picture.image) if picture is not None else QRectF()
            if not area.contains(QRectF(self.rect())):
                painter.fillRect(self.rect(), QColor(self._theme.look.picture))
            if picture is not None:
                self._paint_picture(painter, picture.image, area)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_guide(painter, picture, area)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._round_corners(painter)

    def _paint_picture(self, painter: QPainter, image: QImage, area: QRectF) -> None:
        # A picture that has the widget's size already, as the camera's thread makes it, is copied as it is.
        fits = image.size() == (area.size() * self.devicePixelRatioF()).toSize()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not fits)
        painter.drawImage(area, image)

    def _area(self, image: QImage) -> QRectF:
        """Where the picture lies: as large as it fits, in the middle."""
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())

    def _paint_guide(self, painter: QPainter, picture: LivePicture, area: QRectF) -> None:
        if picture.outline is None:
            self._paint_ghost(painter, area, area.width() * picture.good_width_share)
            return
        corners = [QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in picture.outline]
        if self.flashing:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 110))
            painter.drawPolygon(QPolygonF(corners))
        # Side by side: the painter takes half the time of one stroke around all four.
        sides = [QLineF(start, end) for start, end in zip(corners, corners[1:] + corners[:1], strict=True)]
        for colour, width in ((_HALO, 6), (_OUTLINE[picture.band], 3)):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLines(sides)

    def _paint_ghost(self, painter: QPainter, area: QRectF, width: float) -> None:
        """Four corner marks of a card."""
        height = width * CARD_HEIGHT_MM / CARD_WIDTH_MM
        frame = QRectF(0, 0, width, height)
        frame.moveCenter(area.center())
        path = _corner_marks(frame, radius=width * CORNER_RADIUS_MM / CARD_WIDTH_MM, arm=width * 0.12)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, pen_width in ((_HALO, 5), (_GHOST, 2)):
            painter.setPen(QPen(colour, pen_width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(path)

    def _round_corners(self, painter: QPainter) -> None:
        """Covers the corners with the window's ground: far cheaper than clipping every picture."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.look.window))
        painter.drawPath(_outside_corners(QRectF(self.rect()), tokens.RADIUS))


def _corner_marks(frame: QRectF, *, radius: float, arm: float) -> QPainterPath:
    path = QPainterPath()
    for x, y, right, down in (
        (frame.left(), frame.top(), 1, 1),
        (frame.right(), frame.top(), -1, 1),
        (frame.right(), frame.bottom(), -1, -1),
        (frame.left(), frame.bottom(), 1, -1),
    ):
        path.moveTo(x, y + down * (radius + arm))
        path.lineTo(x, y + down * radius)
        path.quadTo(x, y, x + right * radius, y)
        path.lineTo(x + right * (radius + arm), y)
    return path


def _outside_corners(whole: QRectF, radius: float) -> QPainterPath:
    """What a rounded rectangle leaves free of its four corners."""
    path = QPainterPath()
    for x, y, right, down in (
        (whole.left(), whole.top(), 1, 1),
        (whole.right(), whole.top(), -1, 1),
        (whole.right(), whole.bottom(), -1, -1),
        (whole.left(), whole.bottom(), 1, -1),
    ):
        path.moveTo(x, y)
        path.lineTo(x + right * radius, y)
        path.quadTo(x, y, x, y + down * radius)
        path.closeSubpath()
    return path
