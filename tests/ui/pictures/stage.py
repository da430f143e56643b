"""What the pages' pictures share: the window, and a simulated camera that stands still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from permit_desktop.capture.card_finder import LEAST_SCORE
from permit_desktop.capture.sources.simulated_camera import SimulatedCamera
from permit_desktop.capture.sources.specimens import SpecimenPermits
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import locate_card
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.resources import resource
from permit_desktop.ui.guidance import Guidance, guidance
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.workers.preview import to_image


class Desk:
    """The simulated camera's picture at a moment of its round."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._camera = SimulatedCamera(
            SpecimenPermits(resource("specimens")), clock=lambda: self._now_s, sleep=lambda _: None
        )

    def show(
        self,
        window: MainWindow,
        at_s: float,
        reason: str | Guidance,
        progress: float = 0.0,
        good_width_share: float = 0.62,
    ) -> None:
        """Shows what the camera sees so many seconds after it was opened, and what the guide says of it."""
        self._now_s = 0.0
        self._camera.open()
        self._now_s = at_s
        pixels = self._camera.read().pixels
        says = reason if isinstance(reason, Guidance) else guidance(reason)
        live = window.scan_page.live
        ratio = live.devicePixelRatioF()
        fit_px = round(live.width() * ratio), round(live.height() * ratio)
        found = _outline(pixels) if reason not in ("no_card", "frozen") else None
        picture = LivePicture(
            to_image(pixels, fit_px), found, says.band if found else None, good_width_share=good_width_share
        )
        window.scan_page.show_live(picture)
        window.scan_page.guide.say(says, progress)


@dataclass(frozen=True, slots=True)
class Stage:
    """What a state may work with; the window is on the screen and shows the scan page."""

    window: MainWindow
    theme: Theme
    desk: Desk


State = Callable[[Stage], object]
"""Brings the window into a state. What it returns is kept until the picture is taken."""


def _outline(pixels: Pixels) -> Quad | None:
    small = np.asarray(cv2.resize(pixels, (640, 360)), dtype=np.uint8)
    found = locate_card(small)
    return Quad.of([(x / 640, y / 360) for x, y in found.outline]) if found and found.score >= LEAST_SCORE else None
