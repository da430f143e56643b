"""How long the window's thread paints one camera picture. Run by name: pytest -m benchmark tests/benchmarks -s."""

from __future__ import annotations

import statistics
from time import perf_counter

import pytest
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from permit_desktop.domain.bands import Band
from permit_desktop.domain.geometry import Quad
from permit_desktop.ui.live_view import LivePicture, LiveView
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import LIGHT

PICTURES = 200


@pytest.mark.benchmark
@pytest.mark.parametrize("size", [(592, 333), (1184, 666), (1920, 1080)])
def test_paint_time_of_the_live_view(size: tuple[int, int], qapp: QApplication, qtbot: QtBot) -> None:
    view = _TimedView(Theme(qapp, LIGHT))
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    outline = Quad.of([(0.2, 0.2), (0.8, 0.22), (0.79, 0.8), (0.21, 0.8)])
    picture = QImage(*size, QImage.Format.Format_RGB32)  # the camera's thread scales to the view
    picture.fill(QColor("#806040"))
    for _ in range(PICTURES):
        view.show_picture(LivePicture(picture, outline, Band.HIGH))
        view.repaint()

    times = view.times_ms
    print(f"\n{size[0]}x{size[1]}: median {statistics.median(times):.2f} ms, worst {max(times):.2f} ms")


class _TimedView(LiveView):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.times_ms: list[float] = []

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        start_s = perf_counter()
        super().paintEvent(event)
        self.times_ms.append((perf_counter() - start_s) * 1000)
