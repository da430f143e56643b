"""The program's own drawings, in any colour and size."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.system.resources import resource
from permit_desktop.ui.theme import Theme

_DRAWN_COLOUR: Final = "#000000"
"""The colour in the files that stands for the one that is asked for."""

ICON_BEFORE_WORDS: Final = QSize(20, 16)
"""An icon of 16 pixels with a gap after it: Qt leaves Chinese signs too little of one."""

BAND_ICONS: Final = {Band.HIGH: "band-high", Band.MEDIUM: "band-medium", Band.LOW: "band-low"}


def draw_icon(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Draws an icon of resources/icons into an area, in a colour given as #RRGGBB."""
    _renderer(name, colour).render(painter, area)


def button_icon(name: str, colour: str, *, words_follow: bool = False) -> QIcon:
    """An icon for a button, sharp up to 300 % scale; for one with words, at the size `ICON_BEFORE_WORDS`."""
    pixmap = QPixmap(QSize(75 if words_follow else 60, 60))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:  # one that an error leaves at work takes the program down with its pixmap
        draw_icon(painter, name, colour, QRectF(0, 0, 60, 60))
    return QIcon(pixmap)


def application_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resource("icons", "permit-desktop.svg")))


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace(_DRAWN_COLOUR, colour).encode()))


class IconView(QWidget):
    """One icon, square, in the colour of ordinary, secondary or banded text. Its meaning stands in words beside it."""

    def __init__(self, theme: Theme, name: str, size_px: int, *, secondary: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._secondary = secondary
        self._band: Band | None = None
        self.setFixedSize(size_px, size_px)

    def show_icon(self, name: str, band: Band | None = None) -> None:
        """Shows another icon, in the colour of a band where one is given."""
        if (name, band) != (self._name, self._band):
            self._name, self._band = name, band
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        look = self._theme.look
        colour = look.secondary if self._secondary else look.text
        if self._band is not None:
            colour = look.band(self._band).text
        with QPainter(self) as painter:
            draw_icon(painter, self._name, colour, QRectF(self.rect()))
