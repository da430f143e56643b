"""Keeps the mouse wheel from changing what it merely passes over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


def ignore_wheel(widget: QWidget) -> None:
    """The wheel scrolls the page, and changes no value: nobody sees what happened while scrolling."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_WheelFilter(widget))


class _WheelFilter(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
