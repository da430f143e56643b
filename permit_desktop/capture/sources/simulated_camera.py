"""The demo's document camera: specimen permits, moved by an unseen hand over a drawn desk."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.sources.simulated_card import CardShape, CardSprite, Placing, corners_mm
from permit_desktop.capture.sources.simulated_desk import draw_desk
from permit_desktop.capture.sources.simulated_hand import CYCLE_S, Hand
from permit_desktop.capture.sources.specimens import SpecimenPermit
from permit_desktop.domain.errors import CameraError, ErrorCode
from permit_desktop.imaging.pixels import Pixels

WIDTH_PX: Final = 1920
HEIGHT_PX: Final = 1080
FRAMES_PER_S: Final = 30
_PX_PER_MM: Final = 12.2
_SHUTTER_S: Final = 1 / 60
_NOISE_LEVELS: Final = 1.3
_NOISE_PAD_PX: Final = 64


class SimulatedCamera:
    """A frame source at 1920 x 1080 and 30 frames a second that never ends.

    The picture is a function of seed and stream time alone. Frames that nobody was quick enough to read are left
    out, as a camera leaves them out.
    """

    def __init__(
        self,
        permits: Sequence[SpecimenPermit],
        *,
        seed: int = 0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Args: permits: at least one; shown in turn, over and over."""
        self._permits = permits
        self._seed = seed
        self._clock = clock
        self._sleep = sleep
        self._stage: _Stage | None = None
        self._start_s = 0.0
        self._tick = -1
        self._number = 0

    @property
    def name(self) -> str:
        """What the person calls it."""
        return "Simulated document camera"

    def open(self) -> None:
        """Prepares desk and cards.

        Raises:
            CameraError: there are no specimens to show.
        """
        if len(self._permits) == 0:
            raise CameraError(
                ErrorCode.NO_CAMERA,
                "The simulated camera has no specimens to show.",
                "Install the program again, with its specimens.",
            )
        self._stage = _Stage(self._permits, self._seed)
        self._start_s = self._clock()
        self._tick, self._number = -1, 0

    def read(self) -> Frame:
        """Waits for the next frame.

        Raises:
            CameraError: the source is not open.
        """
        if self._stage is None:
            raise CameraError(ErrorCode.CAMERA_LOST, "The simulated camera is not open.", "Open it again.")
        passed_s = self._clock() - self._start_s
        self._tick = max(self._tick + 1, int(passed_s * FRAMES_PER_S))
        time_s = self._tick / FRAMES_PER_S
        if time_s > passed_s:
            self._sleep(time_s - passed_s)
        frame = Frame(self._stage.picture(self._tick), self._number, time_s)
        self._number += 1
        return frame

    def give_up(self) -> None:
        """Nothing here takes long."""

    def close(self) -> None:
        """Lets the pictures go."""
        self._stage = None


class _Stage:
    """Everything that is prepared once: desk, cards, noise."""

    def __init__(self, permits: Sequence[SpecimenPermit], seed: int) -> None:
        self._permits = permits
        self._seed = seed
        self._shape = CardShape()
        self._faces: tuple[CardSprite, CardSprite] | None = None
        self._round = -1
        self._hand = Hand.drawn(0)
        generator = np.random.default_rng(seed)
        self._desk = draw_desk(WIDTH_PX, HEIGHT_PX, generator)
        self._noise = _noise(generator)

    def picture(self, tick: int) -> Pixels:
        picture = self._desk.copy()
        round_number, cycle_s = divmod(tick / FRAMES_PER_S, CYCLE_S)
        self._begin(int(round_number))
        placing = self._hand.placing(cycle_s)
        if placing is not None and self._faces is not None:
            earlier = self._hand.placing(cycle_s - _SHUTTER_S) or placing
            corners = _in_picture(placing)
            smear = (corners - _in_picture(earlier)).mean(axis=0)
            self._faces[placing.shows_back].paint(picture, corners, smear, placing.glare)
        x, y = (tick * step % _NOISE_PAD_PX for step in (37, 23))
        cv2.add(picture, self._noise[y : y + HEIGHT_PX, x : x + WIDTH_PX], dst=picture)
        return picture

    def _begin(self, round_number: int) -> None:
        """Takes the next permit in hand, while the desk is still empty."""
        if round_number == self._round:
            return
        permit = self._permits[round_number % len(self._permits)]
        self._faces = CardSprite(self._shape, permit.front), CardSprite(self._shape, permit.back)
        self._hand = Hand.drawn(self._seed * 1000 + round_number)
        self._round = round_number


def _noise(generator: np.random.Generator) -> Pixels:
    """Sensor noise, larger than a picture by `_NOISE_PAD_PX`, so that every picture gets another part of it."""
    tile = HEIGHT_PX // 2 + _NOISE_PAD_PX, WIDTH_PX // 2 + _NOISE_PAD_PX, 3
    noise = generator.standard_normal(tile, dtype=np.float32) * _NOISE_LEVELS + 2 * _NOISE_LEVELS
    return np.tile(np.clip(noise, 0, 255).astype(np.uint8), (2, 2, 1))


def _in_picture(placing: Placing) -> np.ndarray:
    middle = (WIDTH_PX / 2, HEIGHT_PX / 2)
    corners: np.ndarray = corners_mm(placing) * _PX_PER_MM + middle
    return corners
