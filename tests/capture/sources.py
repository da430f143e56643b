"""Frame sources for tests: a false device behind OpenCV's door, a short video, and time that only sleeping moves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.domain.errors import CameraError, ErrorCode
from permit_desktop.imaging.pixels import Pixels

LOST = CameraError(ErrorCode.CAMERA_LOST, "gone", "plug it in")
MISSING = CameraError(ErrorCode.NO_CAMERA, "none", "plug it in")


class Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


class FalseDevice:
    """A camera as OpenCV shows it.

    `pictures`: what the reads give in turn, None for a failed read; `takes`: the values that its properties can have,
    None for any.
    """

    def __init__(
        self, pictures: Sequence[Pixels | None] = (), *, opens: bool = True, takes: Sequence[float] | None = None
    ) -> None:
        self.pictures = list(pictures)
        self.opens = opens
        self.takes = takes
        self.released = False
        self.properties: dict[int, float] = {}

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self.opens and not self.released

    def read(self) -> tuple[bool, Pixels | None]:
        picture = self.pictures.pop(0) if self.pictures else None
        return picture is not None, picture

    def get(self, prop: int) -> float:
        return self.properties.get(prop, 0.0)

    def set(self, prop: int, value: float) -> bool:
        if self.takes is not None and value not in self.takes:
            return False
        self.properties[prop] = value
        return True

    def release(self) -> None:
        self.released = True


def pictures(count: int, *, seed: int = 0) -> list[Pixels]:
    generator = np.random.default_rng(seed)
    return [generator.integers(0, 256, (48, 64, 3), dtype=np.uint8) for _ in range(count)]


def write_video(path: Path, count: int = 12, frames_per_s: float = 25.0) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), frames_per_s, (64, 48))
    for picture in pictures(count):
        writer.write(picture)
    writer.release()
    return path


class ScriptedSource:
    """A source that gives what it was told to: frames, or the error that a read or an opening meets."""

    name = "Scripted camera"

    def __init__(self, script: Sequence[Pixels | CameraError], *, openings: Sequence[CameraError | None] = ()) -> None:
        self.script = list(script)
        self.openings = list(openings)
        self.closed = 0
        self.given_up = False
        self._number = 0

    def open(self) -> None:
        self._number = 0
        error = self.openings.pop(0) if self.openings else None
        if error is not None:
            raise error

    def read(self) -> Frame | None:
        if not self.script:
            return None
        step = self.script.pop(0)
        if isinstance(step, CameraError):
            raise step
        self._number += 1
        return Frame(step, self._number - 1, (self._number - 1) / 30)

    def give_up(self) -> None:
        self.given_up = True

    def close(self) -> None:
        self.closed += 1


def read_until_lost(source: FrameSource) -> list[Frame]:
    """Every frame from an opening to the loss, or to the end."""
    frames = []
    source.open()
    try:
        while (frame := source.read()) is not None:
            frames.append(frame)
    except CameraError:
        source.close()
    return frames
