"""Lines of the check-up about the camera and the light."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Final

import numpy as np

from permit_desktop.capture.frame import FrameSource
from permit_desktop.capture.strictness import Strictness
from permit_desktop.domain.checks import Check, Line, doubtful, failed, fine, of_error, skipped
from permit_desktop.domain.errors import ErrorCode, PermitError

DARK: Final = 50.0
BRIGHT: Final = 235.0
"""Of the whole picture's median grey, 0 to 255: a desk is darker than a card, so wider than the guide's bounds."""
_LONGEST_NAME: Final = 80
_WARM_UP_FRAMES: Final = 10
"""Cameras take some pictures to set their exposure."""


def camera_lines(camera: FrameSource, strictness: Strictness, usual_name: str = "") -> Iterator[Line]:
    """Opens the camera, takes some pictures, and closes it.

    Args:
        strictness: what its pictures have to be good enough for.
        usual_name: of the camera that is used where none was chosen; empty where one was.
    """
    try:
        camera.open()
        with closing(camera):
            frames = [camera.read() for _ in range(_WARM_UP_FRAMES)]
    except PermitError as error:
        yield replace(of_error(Check.CAMERA, error), about=_plain(usual_name))
        yield skipped(Check.LIGHT, "Without a picture nothing can be said of the light.")
        return
    frame = frames[-1]
    if frame is None:  # a film ends
        yield from unseen_lines()
        return
    height, width = frame.pixels.shape[:2]
    if usual_name not in ("", camera.name):
        yield doubtful(
            Check.CAMERA,
            "The usual camera is not plugged in, another one is used.",
            "Plug it in, or choose the camera in the settings.",
            about=_plain(usual_name),
        )
    yield size_line(width, height, strictness, camera.name)
    yield light_line(float(np.median(frame.pixels[::8, ::8])))


def seen_lines(brightness: float, frame_px: tuple[int, int], strictness: Strictness, name: str) -> Iterator[Line]:
    """The camera is open elsewhere in this program, and its last picture is known; see `light_line`."""
    yield size_line(*frame_px, strictness, name)
    yield light_line(brightness)


def size_line(width_px: int, height_px: int, strictness: Strictness, name: str) -> Line:
    """Whether the pictures of a camera of that name are large enough."""
    if strictness.is_cramped_in(width_px, height_px):
        return doubtful(
            Check.CAMERA,
            f"The camera gives pictures of {width_px} × {height_px} pixels, which are small for a permit.",
            "Ask for a larger picture in the settings, turn the camera by 90 degrees, or use another one.",
            about=_plain(name),
        )
    return fine(Check.CAMERA, f"The camera gives pictures of {width_px} × {height_px} pixels.", about=_plain(name))


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


def _plain(name: str) -> str:
    """A name from outside, for a line of text."""
    return "".join(letter for letter in name if letter.isprintable())[:_LONGEST_NAME]
