"""Cameras that OpenCV can open: webcams and document cameras on USB."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

import cv2
import numpy as np

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.frozen import FrozenWatch
from permit_desktop.capture.sources.opencv_log import silence_opencv
from permit_desktop.domain.errors import CameraError, ErrorCode, SettingsError
from permit_desktop.imaging.pixels import Pixels

_WISHES: Final = (
    cv2.CAP_PROP_FOURCC,
    cv2.VideoWriter.fourcc(*"MJPG"),
    cv2.CAP_PROP_FRAME_WIDTH,
    1920,
    cv2.CAP_PROP_FRAME_HEIGHT,
    1080,
)
"""Given with the opening: on some systems a size that is set later makes the camera start over, for seconds. MJPG,
because USB 2 has no room for 30 uncompressed pictures a second of this size."""
_FIRST_PICTURE_TRIES: Final = 30
_READ_TRIES: Final = 5
_FROZEN_S: Final = 2.0
_MOST_INDEX: Final = 99


class Device(Protocol):
    """The part of `cv2.VideoCapture` that is used here."""

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Whether the back end found the camera."""
        ...

    def read(self) -> tuple[bool, Any]:
        """The next picture, a fresh array; False when there was none."""
        ...

    def release(self) -> None:
        """Gives the camera back."""
        ...


OpenDevice = Callable[[int, int, Sequence[int]], Device]
"""Opens camera `index` by back end `cv2.CAP_…` with parameters (property, value, property, value …)."""


def _open_device(index: int, back_end: int, parameters: Sequence[int]) -> Device:
    silence_opencv()
    return cv2.VideoCapture(index, back_end, list(parameters))


def back_ends(platform: str) -> tuple[int, ...]:
    """The back ends to try on a platform (`sys.platform`), in order.

    On Windows DirectShow comes first: Media Foundation takes up to 20 s to open some cameras (opencv#17687).
    """
    if platform == "win32":
        return (cv2.CAP_DSHOW, cv2.CAP_MSMF)
    if platform == "darwin":
        return (cv2.CAP_AVFOUNDATION,)
    return (cv2.CAP_V4L2,)


class OpenCvCamera:
    """A frame source over one of this machine's cameras."""

    def __init__(
        self,
        index: int,
        *,
        open_device: OpenDevice = _open_device,
        platform: str = sys.platform,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args: index: 0 for the first camera. Only a number: a text could be an address, and be fetched.

        Raises:
            SettingsError: the index is not a number of a camera.
        """
        if type(index) is not int or not 0 <= index <= _MOST_INDEX:
            raise SettingsError(
                ErrorCode.SETTING_INVALID,
                f"A camera's number is a whole number from 0 to {_MOST_INDEX}.",
                "Use 0 for the first camera, 1 for the second.",
            )
        self._index = index
        self._open_device = open_device
        self._platform = platform
        self._clock = clock
        self._device: Device | None = None
        self._watch = FrozenWatch()
        self._start_s = 0.0
        self._number = 0

    @property
    def name(self) -> str:
        """What the person calls it; the first camera is number 0, as in the settings."""
        return f"Camera {self._index}"

    def open(self) -> None:
        """Opens the camera by the first back end that gives a picture; may take seconds.

        Raises:
            CameraError: NO_CAMERA when no back end finds it, CAMERA_BUSY when it is there but gives no picture.
        """
        self.close()
        found = False
        for back_end in back_ends(self._platform):
            # A back end that does not know one of the wishes refuses to open at all, so each is tried plainly too.
            for parameters in (_WISHES, ()):
                device = self._try(back_end, parameters)
                if device is None:
                    continue
                found = True
                if _gives_pictures(device):
                    self._begin(device)
                    return
                device.release()
        raise self._busy() if found else self._missing()

    def read(self) -> Frame:
        """Waits for the next frame.

        Raises:
            CameraError: CAMERA_LOST when no picture comes, or the same one for two seconds.
        """
        if self._device is None:
            raise self._lost("is not open")
        for _ in range(_READ_TRIES):
            pixels = _picture(self._device)
            if pixels is not None:
                frame = Frame(pixels, self._number, self._clock() - self._start_s)
                self._number += 1
                if self._watch.unchanged_s(frame) >= _FROZEN_S:
                    raise self._lost("keeps giving the same picture")
                return frame
        raise self._lost("gives no more pictures")

    def close(self) -> None:
        """Gives the camera back."""
        if self._device is not None:
            self._device.release()
            self._device = None

    def _try(self, back_end: int, parameters: Sequence[int]) -> Device | None:
        try:
            device = self._open_device(self._index, back_end, parameters)
        except cv2.error:
            return None
        if device.isOpened():
            return device
        device.release()
        return None

    def _begin(self, device: Device) -> None:
        self._device = device
        self._watch = FrozenWatch()
        self._start_s = self._clock()
        self._number = 0

    def _missing(self) -> CameraError:
        return CameraError(
            ErrorCode.NO_CAMERA,
            f"Camera {self._index} was not found." if self._index else "No camera was found.",
            "Plug it in: it is opened as soon as it answers.",
        )

    def _busy(self) -> CameraError:
        return CameraError(
            ErrorCode.CAMERA_BUSY,
            f"Camera {self._index} gives no picture.",
            "Close other programs that use the camera, and allow this program to use it in the system's settings.",
        )

    def _lost(self, what: str) -> CameraError:
        return CameraError(
            ErrorCode.CAMERA_LOST,
            f"Camera {self._index} {what}.",
            "Check its cable; it is opened again as soon as it answers.",
        )


def _gives_pictures(device: Device) -> bool:
    """Whether a picture comes; the first reads of a camera that is warming up may fail."""
    return any(_picture(device) is not None for _ in range(_FIRST_PICTURE_TRIES))


def _picture(device: Device) -> Pixels | None:
    """The next picture as BGR, None when there was none."""
    try:
        ok, picture = device.read()
    except cv2.error:
        return None
    if not ok or not isinstance(picture, np.ndarray) or picture.dtype != np.uint8 or picture.size == 0:
        return None
    if picture.ndim == 2:
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    return np.ascontiguousarray(picture) if picture.ndim == 3 and picture.shape[2] == 3 else None
