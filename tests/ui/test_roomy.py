"""A window at rest does nothing: what gives its pages room comes to an end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from permit_desktop.ui.main_window import MainWindow


class Layouts(QObject):
    """Counts how often something in the program asks to be laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.asked += event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.mark.parametrize("size", [(1920, 1000), (1280, 800), (1000, 640), (800, 600), (640, 360)])
@pytest.mark.parametrize("page", ["scan_page", "queue_page", "records_page", "settings_page"])
def test_a_page_is_laid_out_once_and_then_left_alone(
    window: MainWindow, qapp: QApplication, page: str, size: tuple[int, int]
) -> None:
    window.show_page(getattr(window, page))
    window.resize(*size)
    for _ in range(20):  # whatever is under way comes to its end
        QCoreApplication.processEvents()
    layouts = Layouts()
    qapp.installEventFilter(layouts)
    for _ in range(20):
        QCoreApplication.processEvents()
    qapp.removeEventFilter(layouts)

    assert layouts.asked == 0
