"""Lines of the check-up about the camera and the light."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

import numpy as np

from permit_desktop.capture.frame import FrameSource
from permit_desktop.domain.checks import Check, Line, doubtful, failed, fine, of_error, skipped
from permit_desktop.domain.errors import ErrorCode, PermitError

DARK: Final = 50.0
BRIGHT: Final = 235.0
"""Of the whole picture's median grey, 0 to 255: a desk is darker than a card, so wider than the guide's bounds."""
_WARM_UP_FRAMES: Final = 10
"""Cameras take some pictures to set their exposure."""


def camera_lines(camera: FrameSource) -> Iterator[Line]:
    """Opens the camera, takes some pictures, and closes it."""
    try:
        camera.open()
        with closing(camera):
            frames = [camera.read() for _ in range(_WARM_UP_FRAMES)]
    except PermitError as error:
        yield of_error(Check.CAMERA, error)
        yield skipped(Check.LIGHT, "Without a picture nothing can be said of the light.")
        return
    frame = frames[-1]
    if frame is None:  # a film ends
        yield from unseen_lines()
        return
    height, width = frame.pixels.shape[:2]
    yield fine(Check.CAMERA, f"The camera gives pictures of {width} × {height} pixels.")
    yield light_line(float(np.median(frame.pixels[::8, ::8])))


def seen_lines(brightness: float) -> Iterator[Line]:
    """The camera is open elsewhere in this program, and its last picture is known; see `light_line`."""
    yield fine(Check.CAMERA, "The camera gives pictures.")
    yield light_line(brightness)


def unseen_lines() -> Iterator[Line]:
    """There is no picture."""
    yield failed(
        Check.CAMERA,
        "There is no picture from a camera.",
        "Plug it in: it is opened as soon as it answers.",
        code=ErrorCode.NO_CAMERA,
    )
    yield skipped(Check.LIGHT, "Without a picture nothing can be said of the light.")


def light_line(brightness: float) -> Line:
    """How the light is, by a picture's median grey, 0 to 255."""
    if brightness < DARK:
        return doubtful(
            Check.LIGHT, "The picture is dark.", "Switch on a lamp, or turn the camera away from a window behind it."
        )
    if brightness > BRIGHT:
        return doubtful(Check.LIGHT, "The picture is overexposed.", "Shade the desk, or turn the lamp away from it.")
    return fine(Check.LIGHT, "There is enough light.")
