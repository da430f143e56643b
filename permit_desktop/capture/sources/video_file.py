"""A video file as a camera: at its own pace for the eye, or as fast as possible for the headless verb."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Final

import cv2
import numpy as np

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.sources.video_container import KINDS, open_container
from permit_desktop.domain.errors import CameraError, ErrorCode

_USUAL_FRAMES_PER_S: Final = 30.0
_MOST_FRAMES_PER_S: Final = 240.0
_MOST_WAIT_S: Final = 1.0
"""For the next frame: times in a file may be anything, and a picture that stands for longer is of no use."""
_LEAST_PART: Final = 0.9
"""A video that lacks more of what its file tells was cut. Some files tell only about how many frames they have."""


class VideoFile:
    """A frame source over a local file; its stream time is the video's own."""

    def __init__(
        self,
        path: Path,
        *,
        fast: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        """Args: fast: gives each frame at once; sleep: None for a wait that ends when nobody wants the video more."""
        self._path = path
        self._fast = fast
        self._clock = clock
        self._unwanted = Event()
        self._sleep = self._unwanted.wait if sleep is None else sleep
        self._video: cv2.VideoCapture | None = None
        self._start_s = 0.0
        self._interval_s = 1 / _USUAL_FRAMES_PER_S
        self._told_frames = 0.0
        self._told_s = 0.0
        """How long the video is, as its file tells; 0 where it does not."""
        self._time_s = 0.0
        self._number = 0

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self._path.name or str(self._path)

    def open(self) -> None:
        """Opens the file.

        Raises:
            CameraError: there is no such regular file, or it is not a video.
        """
        self.close()
        if self._path.is_dir():
            raise CameraError(ErrorCode.IS_A_FOLDER, f"{self.name} is a folder.", "Name a video file.")
        try:
            video = open_container(self._path)
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the name
            raise CameraError(ErrorCode.FILE_MISSING, f"There is no file {self.name}.", "Check the path.") from error
        except OSError as error:
            raise self._unreadable() from error
        if video is None:
            raise self._unreadable()
        frames_per_s = video.get(cv2.CAP_PROP_FPS)
        self._told_frames = max(0.0, video.get(cv2.CAP_PROP_FRAME_COUNT))
        self._told_s = self._told_frames / frames_per_s if frames_per_s > 0 else 0.0
        if not 1.0 <= frames_per_s <= _MOST_FRAMES_PER_S:
            frames_per_s = _USUAL_FRAMES_PER_S
        self._video = video
        self._interval_s = 1 / frames_per_s
        self._start_s = self._clock()
        self._number = 0
        self._time_s = 0.0

    def read(self) -> Frame | None:
        """The next frame, None at the end of the video.

        Raises:
            CameraError: the file is not open; FILE_UNREADABLE when it ends long before its end.
        """
        if self._video is None:
            raise CameraError(ErrorCode.CAMERA_LOST, "The video file is not open.", "Open it again.")
        ok, pixels = self._video.read()
        if not ok:
            if self._is_cut():
                raise self._cut()
            return None
        time_s = self._video.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if self._number and not time_s > self._time_s:
            time_s = self._time_s + self._interval_s
        if not self._fast:
            self._wait_until(time_s)
        frame = Frame(np.asarray(pixels, dtype=np.uint8), self._number, time_s)
        self._number += 1
        self._time_s = time_s
        return frame

    def give_up(self) -> None:
        """Waits for no frame's time any more."""
        self._unwanted.set()

    def close(self) -> None:
        """Closes the file."""
        if self._video is not None:
            self._video.release()
            self._video = None

    def _wait_until(self, time_s: float) -> None:
        wait_s = self._start_s + time_s - self._clock()
        if wait_s > _MOST_WAIT_S:
            self._start_s -= wait_s - _MOST_WAIT_S
        if wait_s > 0:
            self._sleep(min(wait_s, _MOST_WAIT_S))

    def _is_cut(self) -> bool:
        """Whether much is missing: of the frames and of the time, as files with frames of any length count oddly."""
        lasted_s = self._time_s + self._interval_s
        return self._number < _LEAST_PART * self._told_frames and lasted_s < _LEAST_PART * self._told_s

    def _cut(self) -> CameraError:
        return CameraError(
            ErrorCode.FILE_UNREADABLE,
            f"{self.name} ends too early: a part of it is missing or damaged.",
            "What came before was read. Copy the file again from where it was recorded.",
        )

    def _unreadable(self) -> CameraError:
        return CameraError(
            ErrorCode.FILE_UNREADABLE, f"{self.name} cannot be read as a video.", f"Use one of these kinds: {KINDS}."
        )
