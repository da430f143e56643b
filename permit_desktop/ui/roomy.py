"""A place that is never too small for what stands in it: what does not fit is scrolled to."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStyle, QWidget


@runtime_checkable
class Folding(Protocol):
    """What can be laid out for less width, with its parts one below the other."""

    def fold(self, width_px: int) -> None:
        """There is at least so much width."""
        ...


class Roomy(QScrollArea):
    """Gives its one widget all the room there is, and at least what it needs; shows what has the keyboard.

    Qt's own way of resizing what is scrolled asks for the height that a widget likes best where that depends on the
    width; here it is the least height, so that nothing is scrolled that fits.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self._folded_px = -1
        """For which width the content is folded."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr] # there is one by now

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What its widget likes best."""
        return self.content.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another room, another size of what is in it."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What is in it may need another size, too."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        bar_px = self.verticalScrollBar().sizeHint().width()
        if isinstance(self.content, Folding) and room.width() != self._folded_px:
            # Once for each width, and for the same whether it is scrolled or not: folding asks for another layout.
            self._folded_px = room.width()
            self.content.fold(room.width() - bar_px)
        needed = self._needed(room.width())
        if needed.height() > room.height():
            room.setWidth(room.width() - bar_px)
            needed = self._needed(room.width())
        self.content.resize(room.expandedTo(needed))

    def _needed(self, width_px: int) -> QSize:
        """The least size in which all of it is to be seen."""
        content = self.content
        least = content.minimumSizeHint().expandedTo(content.minimumSize())
        layout = content.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(max(least.height(), layout.minimumHeightForWidth(max(width_px, least.width()))))
        return least

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        content = self.content
        if now is None or now is content or not self.isVisible() or not content.isAncestorOf(now):
            return
        room = self.viewport().size()
        if room.expandedTo(now.size()) == room:
            self.ensureWidgetVisible(now)
        else:  # too large to be seen as a whole: its beginning
            place = now.mapTo(content, QPoint())
            self.ensureVisible(place.x(), place.y(), 0, 0)


def room_on_screen(window: QWidget) -> QSize:
    """How large a window may be, its title bar left out, to be seen as a whole on the screen on which it opens."""
    title_bar_px = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    return window.screen().availableSize() - QSize(0, title_bar_px)
