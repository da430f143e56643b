"""Saves a picture of the window in each of its states: `python -m tests.ui.pictures FOLDER [light|dark]`.

For people to look at. `QT_SCALE_FACTOR=2` doubles the scale; WIDTHxHEIGHT as a third argument sets the window's size.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtWidgets import QApplication

from permit_desktop.capture.sources.opencv_camera import OpenCvCamera
from permit_desktop.capture.sources.simulated_camera import SimulatedCamera
from permit_desktop.capture.sources.specimens import SpecimenPermits
from permit_desktop.domain import layout
from permit_desktop.domain.errors import CameraError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.locate import locate_card
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.resources import resource
from permit_desktop.ui.guidance import guidance
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.record_model import SideReading, face_area
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import DARK, LIGHT
from permit_desktop.workers.preview import to_image
from tests.capture.sources import FalseDevice
from tests.ui.permits import SLIPPED, reading, record, truth


class Desk:
    """The simulated camera's picture at a moment of its round."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._camera = SimulatedCamera(
            SpecimenPermits(resource("specimens")), clock=lambda: self._now_s, sleep=lambda _: None
        )

    def show(self, window: MainWindow, at_s: float, reason: str, progress: float = 0.0) -> None:
        self._now_s = 0.0
        self._camera.open()
        self._now_s = at_s
        pixels = self._camera.read().pixels
        says = guidance(reason)
        live = window.scan_page.live
        ratio = live.devicePixelRatioF()
        fit_px = round(live.width() * ratio), round(live.height() * ratio)
        found = _outline(pixels) if reason != "no_card" else None
        window.scan_page.show_live(LivePicture(to_image(pixels, fit_px), found, says.band if found else None))
        window.scan_page.guide.say(says, progress)


def _outline(pixels: Pixels) -> Quad | None:
    small = np.asarray(cv2.resize(pixels, (640, 360)), dtype=np.uint8)
    found = locate_card(small)
    return Quad.of([(x / 640, y / 360) for x, y in found.outline]) if found else None


PERMITS = ("hk-macao-1", "hk-macao-2", "hk-macao-3", "hk-macao-4", "taiwan-1", "taiwan-2")


def read_side(
    side: Side,
    permit: str = "hk-macao-1",
    *,
    values: Mapping[FieldName, str] | None = None,
    confidences: Mapping[FieldName, float] | None = None,
) -> SideReading:
    """A side of a shipped specimen with its true face, and other values and confidences where wanted."""
    faces = SpecimenPermits(resource("specimens"))[PERMITS.index(permit)]
    face = to_image(faces.front if side is Side.FRONT else faces.back, (2048, 2048))
    result = reading(side, permit=permit, values=values, confidences=confidences).result
    portrait = face.copy(face_area(face, layout.PORTRAIT)) if side is Side.FRONT else None
    return SideReading(result, face, portrait)


def _refuted(line: str) -> str:
    """A machine-readable line whose last check digit is another one."""
    return line[:-1] + ("1" if line[-1] != "1" else "2")


def _opening(window: MainWindow, _: Desk) -> None:
    window.scan_page.show_opening()


def _no_camera(window: MainWindow, _: Desk) -> None:
    try:
        OpenCvCamera(0, open_device=lambda *_: FalseDevice(opens=False)).open()
    except CameraError as error:
        window.show_no_camera(error.message, error.remedy)


def _no_card(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 0.1, "no_card")


def _moving(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 2.1, "moving")


def _hold_still(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 4.0, "hold_still", 0.6)


def _reading(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 4.5, "captured")
    window.scan_page.live.flash()
    window.scan_page.record.set_reading(reading=True)


def _front(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 4.8, "turn_over")
    window.scan_page.show_record(record(read_side(Side.FRONT)))


def _back(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 8.0, "complete")
    window.scan_page.show_record(record(read_side(Side.FRONT), read_side(Side.BACK)), Side.BACK)


def _back_missing(window: MainWindow, desk: Desk) -> None:
    _front(window, desk)
    window.scan_page.record.show_side(Side.BACK)


def _taiwan(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 0.1, "no_card")
    window.scan_page.show_record(record(read_side(Side.FRONT, "taiwan-1"), read_side(Side.BACK, "taiwan-1")), Side.BACK)


def _doubtful(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 4.8, "turn_over")
    doubts = {FieldName.NAME: 0.62, FieldName.ISSUE_PLACE: 0.87, FieldName.NAME_EN: 0.91}
    window.scan_page.show_record(record(read_side(Side.FRONT, confidences=doubts)))
    window.scan_page.record.rows()[1].setFocus()


def _differs(window: MainWindow, desk: Desk) -> None:
    desk.show(window, 8.0, "complete")
    expired = {FieldName.HK_VALID_PERIOD: "2025.01.02 - 2026.01.01", FieldName.MO_VALID_PERIOD: "2026.01.02"}
    front = read_side(
        Side.FRONT,
        values={FieldName.NUMBER: SLIPPED, FieldName.MACHINE_CODE: _refuted(truth(Side.FRONT)[FieldName.MACHINE_CODE])},
    )
    window.scan_page.show_record(record(front, read_side(Side.BACK, values=expired)), Side.FRONT)


def _cut_off(window: MainWindow, desk: Desk) -> None:
    _no_card(window, desk)
    window.show_unread("holiday.jpg", "The permit is cut off at the edge of the picture.", "Bring all of it into view.")


def _fault(window: MainWindow, desk: Desk) -> None:
    _back(window, desk)
    window.show_fault("ValueError\na.py:1 one")


STATES: dict[str, Callable[[MainWindow, Desk], None]] = {
    "opening": _opening,
    "no-camera": _no_camera,
    "no-card": _no_card,
    "moving": _moving,
    "hold-still": _hold_still,
    "reading": _reading,
    "front": _front,
    "back-missing": _back_missing,
    "back": _back,
    "taiwan": _taiwan,
    "doubtful": _doubtful,
    "differs": _differs,
    "file-refused": _cut_off,
    "fault": _fault,
}


def main(folder: Path, look: str = "light", size: str = "1280x800") -> None:
    """Saves all states as PNG files."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["pictures"])
    theme = Theme(application, {"light": LIGHT, "dark": DARK}[look])
    desk = Desk()
    for name, show in STATES.items():
        window = MainWindow(theme)
        window.resize(*map(int, size.split("x")))
        window.show_status("On this machine · ready", ready=True)
        window.show()
        application.processEvents()
        show(window, desk)
        application.processEvents()
        scale = f"@{window.devicePixelRatioF():g}x" if window.devicePixelRatioF() != 1 else ""
        window.grab().save(str(folder / f"{name}-{look}-{size}{scale}.png"))
        window.close()
        window.deleteLater()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), *sys.argv[2:])
