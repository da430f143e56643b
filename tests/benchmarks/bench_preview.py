"""What a frame costs on its way to the screen: `pytest tests/benchmarks/bench_preview.py -m benchmark -s`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median, quantiles
from time import perf_counter

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from permit_desktop.capture.card_finder import CardFinder
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.sources.simulated_camera import SimulatedCamera
from permit_desktop.capture.sources.specimens import SpecimenPermits
from permit_desktop.system.resources import resource
from permit_desktop.workers.preview import to_image
from tests.capture.sources import Time

VIEWS = (QSize(960, 540), QSize(1920, 1080))


def measure(name: str, work: Callable[[], object], rounds: int = 60) -> None:
    work()
    times_ms = []
    for _ in range(rounds):
        start_s = perf_counter()
        work()
        times_ms.append((perf_counter() - start_s) * 1000)
    print(f"{name:<44} {median(times_ms):7.2f} {quantiles(times_ms, n=20)[-1]:7.2f}")


def paint(image: QImage, onto: QImage) -> None:
    painter = QPainter(onto)
    painter.drawImage(0, 0, image)
    painter.setPen(QPen(QColor("#1D5FBF"), 3))
    painter.drawPolygon(QPolygonF([QPointF(200, 100), QPointF(700, 110), QPointF(690, 430), QPointF(205, 420)]))
    painter.end()


@pytest.mark.benchmark
@pytest.mark.usefixtures("qapp")
def test_a_frame_of_1080_lines() -> None:
    time = Time()
    camera = SimulatedCamera(SpecimenPermits(resource("specimens")), clock=time.clock, sleep=time.sleep)
    camera.open()
    time.sleep(4.0)
    frame = camera.read()
    guide = Guide(CardFinder().find)

    print(f"\n{'milliseconds a frame':<44} {'median':>7} {'p95':>7}")
    measure("simulated camera: one frame", camera.read)
    for view in VIEWS:
        size = view.width(), view.height()
        image, onto = to_image(frame.pixels, size), QImage(view, QImage.Format.Format_RGB32)
        measure(f"worker: convert and scale to {size[0]} x {size[1]}", partial(to_image, frame.pixels, size))
        measure(f"window: paint {size[0]} x {size[1]}", partial(paint, image, onto))
    measure("judge: locate and measure", partial(guide.judge, frame))
    camera.close()
