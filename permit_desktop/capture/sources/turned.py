"""A source whose pictures are turned the way the camera hangs."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from permit_desktop.capture.frame import Frame, FrameSource

_TURNS: Final = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_LEFT_TO_RIGHT: Final = 1


class Turned:
    """Turns and unmirrors every frame of another source; everything else is that source's own."""

    def __init__(self, source: FrameSource, *, rotation_deg: int = 0, mirrored: bool = False) -> None:
        """Args: rotation_deg: clockwise, 0, 90, 180 or 270; mirrored: whether the source's pictures are."""
        if rotation_deg not in (0, *_TURNS):
            raise ValueError("pictures are turned by quarters")
        self._source = source
        self._rotation_deg = rotation_deg
        self._mirrored = mirrored

    @property
    def name(self) -> str:
        """The source's."""
        return self._source.name

    def open(self) -> None:
        """Opens the source."""
        self._source.open()

    def read(self) -> Frame | None:
        """The source's next frame, turned."""
        frame = self._source.read()
        if frame is None or (self._rotation_deg == 0 and not self._mirrored):
            return frame
        pixels: cv2.typing.MatLike = frame.pixels
        if self._mirrored:
            pixels = cv2.flip(pixels, _LEFT_TO_RIGHT)
        if self._rotation_deg:
            pixels = cv2.rotate(pixels, _TURNS[self._rotation_deg])
        return Frame(np.asarray(pixels, dtype=np.uint8), frame.number, frame.time_s)

    def give_up(self) -> None:
        """The source's."""
        self._source.give_up()

    def close(self) -> None:
        """Closes the source."""
        self._source.close()
