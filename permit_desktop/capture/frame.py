"""Frames and the protocol of everything that gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from permit_desktop.imaging.pixels import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a running camera.

    Attributes:
        pixels: uint8 (height, width, 3), BGR; a fresh array that nobody writes to any more.
        number: 0 for the first frame of a source, then counting.
        time_s: when the frame was taken, in the source's own stream time.
    """

    pixels: Pixels
    number: int
    time_s: float


class FrameSource(Protocol):
    """A camera, a video file or the demo's simulated camera. Used from one thread, the worker's, but for `give_up`."""

    @property
    def name(self) -> str:
        """What the person calls it; plain text from outside, to be shown as such."""
        ...

    def open(self) -> None:
        """Makes the source ready; may take seconds.

        Raises:
            CameraError: there is no such camera, or it is busy.
        """
        ...

    def read(self) -> Frame | None:
        """Waits for the next frame; None when a source that has an end has reached it.

        Raises:
            CameraError: the camera was lost.
        """
        ...

    def give_up(self) -> None:
        """Nobody wants it any more, for good: what it does at the moment ends as soon as it can. From any thread."""
        ...

    def close(self) -> None:
        """Gives the device back; harmless when it is not open."""
        ...
