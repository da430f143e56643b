"""Cameras that OpenCV can open: webcams and document cameras on USB."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import Any, Final, Protocol

import cv2
import numpy as np

from permit_desktop.capture.camera_trouble import no_more_pictures
from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.frozen import ClockWatch, FrozenWatch
from permit_desktop.capture.sources.camera_list import CameraDevice, CameraPlace, back_ends, find_camera, list_cameras
from permit_desktop.capture.sources.known_ways import Hold, KnownWays, Size, Way
from permit_desktop.capture.sources.opencv_log import silence_opencv
from permit_desktop.capture.sources.turned import Turned
from permit_desktop.domain.errors import CameraError, ErrorCode, SettingsError
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.settings import CameraSection

USEFUL_SIZES_PX: Final[tuple[Size, ...]] = ((1920, 1080), (1600, 1200), (1280, 720))
"""What is wished for, best first. A permit that fills half of the first one's width has 300 dots in an inch; to unpack
five million pixels thirty times a second takes most of a core, and shows no more."""
_MJPG: Final = cv2.VideoWriter.fourcc(*"MJPG")
"""USB 2 has no room for 30 uncompressed pictures a second of this size."""
_SETTLE_S: Final = 1.5
_BY_HAND: Final = {cv2.CAP_V4L2: (1.0,), cv2.CAP_MSMF: (0.0,)}
_BY_HAND_ELSEWHERE: Final = (0.25, 0.0)
"""What means "exposure by hand" to a back end, best first. V4L2 takes 0, and what rounds to it, for "automatic"."""
_BY_ITSELF: Final = {cv2.CAP_V4L2: (3.0, 0.0)}
_BY_ITSELF_ELSEWHERE: Final = (1.0,)
"""What means "exposure by itself": most cameras of V4L2 know 3, where they choose the time and not the aperture."""
_FIRST_PICTURE_TRIES: Final = 30
_FIRST_PICTURE_S: Final = 5.0
_READ_TRIES: Final = 5
_READ_S: Final = 2.0
"""How often, and for how long, a picture is asked for. A driver may wait ten seconds before it says that there is none.
"""
_STALE_PICTURES: Final = 10
"""So many of a picture at which it froze are read at an opening, as a driver may keep one from before; then it is still
frozen."""
_FROZEN_S: Final = 1.75
"""From then on it is lost. The rest of two seconds is for the frame by which it is noticed."""
_LEAST_SIDE_PX: Final = 16
"""What is smaller is no camera's picture, but what a driver gives that has gone astray."""
_MOST_INDEX: Final = 99


class Device(Protocol):
    """The part of `cv2.VideoCapture` that is used here."""

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Whether the back end found the camera."""
        ...

    def read(self) -> tuple[bool, Any]:
        """The next picture, a fresh array; False when there was none."""
        ...

    def get(self, prop: int) -> float:
        """A property `cv2.CAP_PROP_…`; 0 where the driver has none such."""
        ...

    def set(self, prop: int, value: float) -> bool:
        """Sets a property `cv2.CAP_PROP_…`; False where the driver has none such."""
        ...

    def release(self) -> None:
        """Gives the camera back."""
        ...


OpenDevice = Callable[[int, int, Sequence[int]], Device]
"""Opens camera `index` by back end `cv2.CAP_…` with parameters (property, value, property, value …)."""


def _open_device(index: int, back_end: int, parameters: Sequence[int]) -> Device:
    silence_opencv()
    return cv2.VideoCapture(index, back_end, list(parameters))


@dataclass(frozen=True, slots=True)
class CameraWishes:
    """What is asked of a camera.

    Attributes:
        width_px, height_px: the size of its pictures; 0 for what serves permits best.
        focus_lock, exposure_lock: whether focus and exposure stay as they are once they have settled, where the driver
            can do that.
    """

    width_px: int = 0
    height_px: int = 0
    focus_lock: bool = False
    exposure_lock: bool = False

    @property
    def holds(self) -> frozenset[Hold]:
        """What is to stay as it is."""
        wished = {Hold.FOCUS: self.focus_lock, Hold.EXPOSURE: self.exposure_lock}
        return frozenset(hold for hold, is_wished in wished.items() if is_wished)


def wishes_of(settings: CameraSection) -> CameraWishes:
    """What the settings ask of a camera."""
    return CameraWishes(settings.width, settings.height, settings.focus_lock, settings.exposure_lock)


Find = Callable[[str], CameraDevice | None]
"""The camera and the ways to it; None while it is not plugged in. Asked at each opening, as numbers change, with the
path of the one that was opened before, empty before the first opening: no other one takes its place."""


def at_index(
    index: int, platform: str = sys.platform, *, cameras: Callable[[], Sequence[CameraDevice]] = list_cameras
) -> Find:
    """The camera of a number: 0 for the first one. Only a number: a text could be an address, and be fetched.

    Args:
        cameras: those that the system tells of.

    Raises:
        SettingsError: it is not a number of a camera.
    """
    if type(index) is not int or not 0 <= index <= _MOST_INDEX:
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            f"A camera's number is a whole number from 0 to {_MOST_INDEX}.",
            "Use 0 for the first camera, 1 for the second.",
        )

    def find(_held: str) -> CameraDevice:
        listed = cameras()
        places = tuple(CameraPlace(index, back_end) for back_end in back_ends(platform))
        known = {place: camera for camera in listed for place in camera.places}
        camera = next((known[place] for place in places if place in known), CameraDevice(f"camera {index}", "", ()))
        ways = tuple(place if place in known else replace(place, listed=False) for place in places)
        return replace(camera, places=ways)

    return find


def at_path(
    path: str, *, known: KnownWays | None = None, cameras: Callable[[], Sequence[CameraDevice]] = list_cameras
) -> Find:
    """The camera of a device path, wherever it is plugged in.

    Where the path is empty, the one that was used first so, in an earlier run too; another one only where that is not
    plugged in when a camera is opened first.

    Args:
        known: remembers which one that is.
    """
    known = KnownWays() if known is None else known

    def find(held: str) -> CameraDevice | None:
        listed = cameras()
        if path or held:
            return find_camera(path or held, listed)
        if not listed:
            return at_index(0, cameras=lambda: ())(held)
        usual = known.usual_camera(listed[0].path, listed[0].name)
        return find_camera(usual, listed) or listed[0]

    return find


def camera_of(settings: CameraSection, known: KnownWays) -> FrameSource:
    """The camera that the settings name, turned as they say; the usual one where they name none."""
    camera = OpenCvCamera(at_path(settings.device, known=known), "Camera", wishes_of(settings), known=known)
    return Turned(camera, rotation_deg=settings.rotation, mirrored=settings.mirror)


class OpenCvCamera:
    """A frame source over one of this machine's cameras."""

    def __init__(
        self,
        find: Find,
        name: str,
        wishes: CameraWishes = CameraWishes(),
        *,
        known: KnownWays | None = None,
        open_device: OpenDevice = _open_device,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args: name: of a camera that the system has no name for; known: how cameras were opened before."""
        self._find = find
        self._name = name
        self._wishes = wishes
        self._sizes = _sizes(wishes)
        self._open_device = open_device
        self._clock = clock
        self._device: Device | None = None
        self._known = KnownWays() if known is None else known
        self._held = ""
        """The path of the camera that was opened; empty where the system does not tell."""
        self._watch = FrozenWatch()
        self._clock_watch = ClockWatch()
        self._froze_at: Pixels | None = None
        """The picture that it kept giving when it was lost."""
        self._start_s = 0.0
        self._number = 0
        self._locked = False
        self._back_end = 0
        self._path = ""
        self._unwanted = Event()

    @property
    def name(self) -> str:
        """What its maker calls it, as far as that is known."""
        return self._name

    def open(self) -> None:
        """Opens the camera by the first back end that gives a picture, the one that did so before all others.

        May take seconds.

        Raises:
            CameraError: NO_CAMERA when it is not there; CAMERA_BUSY when it is, but cannot be opened or gives no
                picture, as another program uses it or the system does not let this one; CAMERA_LOST when it still
                gives the picture at which it froze.
        """
        self.close()
        camera = self._find(self._held)
        if camera is None:
            raise self._missing()
        self._name = camera.name or self._name
        opened = False
        worked = self._known.of(camera.path, self._sizes[0])
        for place, size in self._ways(camera, worked):
            if self._unwanted.is_set():
                raise self._closed()
            device = self._try(place, size)
            if device is None:
                continue
            opened = True
            picture = self._picture(device, _FIRST_PICTURE_TRIES, _FIRST_PICTURE_S)
            if picture is not None and self._is_frozen(device, picture):
                device.release()
                raise self._frozen()
            way = Way(place.back_end, size)
            if picture is not None and (way == worked or self._serves(picture, size)):
                self._known.note(camera.path, self._sizes[0], way)
                self._held = camera.path if place.listed else ""
                self._begin(device, camera.path, place.back_end)
                return
            device.release()
        if opened:
            raise self._busy()
        raise self._shut() if any(place.listed for place in camera.places) else self._missing()

    def read(self) -> Frame:
        """Waits for the next frame.

        Raises:
            CameraError: CAMERA_LOST when no picture comes, or the same one for almost two seconds, by its pixels or by
                the device's clock.
        """
        if self._device is None:
            raise self._closed()
        pixels = self._picture(self._device, _READ_TRIES, _READ_S)
        if pixels is None:
            raise no_more_pictures()
        frame = Frame(pixels, self._number, self._clock() - self._start_s)
        self._number += 1
        self._lock(self._device, frame.time_s)
        stood_s = self._clock_watch.stood_s(self._device.get(cv2.CAP_PROP_POS_MSEC), self._clock())
        if max(self._watch.unchanged_s(frame), stood_s) >= _FROZEN_S:
            self._froze_at = pixels
            raise self._frozen()
        return frame

    def give_up(self) -> None:
        """Tries no further ways to open it; what the driver does at the moment cannot be ended."""
        self._unwanted.set()

    def close(self) -> None:
        """Gives the camera back, its focus and exposure as free as they were."""
        if self._device is not None:
            if self._locked:
                self._let_go(self._device, self._wishes.holds)
            self._device.release()
            self._device = None

    def _ways(self, camera: CameraDevice, worked: Way | None) -> list[tuple[CameraPlace, Size | None]]:
        """How it is tried: what worked before all others, then the back end that worked in an earlier run.

        A back end that does not know one of the wishes refuses to open at all, so each is tried without any too.
        """
        ways = [(place, size) for place in camera.places for size in (*self._sizes, None)]
        former = self._known.back_end_of(camera.path)
        return sorted(ways, key=lambda way: (Way(way[0].back_end, way[1]) != worked, way[0].back_end != former))

    def _picture(self, device: Device, tries: int, most_s: float) -> Pixels | None:
        """The next picture; None where none comes. A camera that is warming up fails some reads."""
        until_s = self._clock() + most_s
        for _ in range(tries):
            picture = _picture(device)
            if picture is not None or self._unwanted.is_set() or self._clock() >= until_s:
                return picture
        return None

    def _is_frozen(self, device: Device, picture: Pixels) -> bool:
        """Whether it goes on with the picture at which it froze, which would be shown as if it were new."""
        if self._froze_at is None:
            return False
        comes: Pixels | None = picture
        for _ in range(_STALE_PICTURES):
            if comes is None:
                break
            if not np.array_equal(comes, self._froze_at):
                self._froze_at = None
                return False
            comes = self._picture(device, _READ_TRIES, _READ_S)
        return True

    def _serves(self, picture: Pixels, wished: Size | None) -> bool:
        """Whether no smaller wish may bring more. Drivers give any size that they like for one that they have not."""
        smaller = self._sizes[self._sizes.index(wished) + 1 :] if wished is not None else ()
        height, width = picture.shape[:2]
        return not smaller or width * height >= math.prod(smaller[0])

    def _lock(self, device: Device, time_s: float) -> None:
        """Holds focus and exposure once the camera has found them."""
        if self._locked or time_s < _SETTLE_S:
            return
        self._locked = True
        self._known.note_held(self._path, self._wishes.holds)
        if self._wishes.focus_lock:
            device.set(cv2.CAP_PROP_AUTOFOCUS, 0)
        if self._wishes.exposure_lock:
            _expose(device, _BY_HAND.get(self._back_end, _BY_HAND_ELSEWHERE))

    def _let_go(self, device: Device, holds: frozenset[Hold]) -> None:
        """Lets the camera find by itself what is held otherwise.

        Cameras keep what they were set to until they lose power: it may be held since another day.
        """
        if Hold.FOCUS in holds:
            device.set(cv2.CAP_PROP_AUTOFOCUS, 1)
        if Hold.EXPOSURE in holds:
            _expose(device, _BY_ITSELF.get(self._back_end, _BY_ITSELF_ELSEWHERE))
        self._known.note_held(self._path, frozenset())

    def _try(self, place: CameraPlace, size: Size | None) -> Device | None:
        try:
            device = self._open_device(place.index, place.back_end, _parameters(size) if size is not None else ())
        except cv2.error:
            return None
        if device.isOpened():
            return device
        device.release()
        return None

    def _begin(self, device: Device, path: str, back_end: int) -> None:
        self._device = device
        if (path, back_end) != (self._path, self._back_end):
            self._clock_watch = ClockWatch()
        self._path, self._back_end = path, back_end
        self._watch = FrozenWatch()
        self._start_s = self._clock()
        self._number = 0
        self._locked = False
        self._let_go(device, self._wishes.holds | self._known.held_by(self._path))

    def _missing(self) -> CameraError:
        return CameraError(
            ErrorCode.NO_CAMERA,
            "The camera was not found.",
            "Plug it in: it is opened as soon as it answers.",
        )

    def _shut(self) -> CameraError:
        return CameraError(
            ErrorCode.CAMERA_BUSY,
            "The camera is used by another program, or this one may not use it.",
            "Close other programs that use the camera, and allow this program to use it in the system's settings.",
        )

    def _busy(self) -> CameraError:
        return CameraError(
            ErrorCode.CAMERA_BUSY,
            "The camera gives no picture.",
            "Close other programs that use the camera, and allow this program to use it in the system's settings.",
        )

    def _closed(self) -> CameraError:
        return CameraError(ErrorCode.CAMERA_LOST, "The camera is not open.", "Open it again.")

    def _frozen(self) -> CameraError:
        return CameraError(
            ErrorCode.CAMERA_LOST,
            "The camera keeps giving the same picture.",
            "Check its cable; it is opened again as soon as it answers.",
        )


def _sizes(wishes: CameraWishes) -> tuple[Size, ...]:
    """The sizes to ask for, best first: what is wished for, then what is useful and smaller."""
    width, height = USEFUL_SIZES_PX[0]
    best = wishes.width_px or width, wishes.height_px or height
    return (best, *(size for size in USEFUL_SIZES_PX if math.prod(size) < math.prod(best)))


def _parameters(size: Size) -> Sequence[int]:
    """Given with the opening: on some systems a size that is set later makes the camera start over, for seconds."""
    width, height = size
    return (cv2.CAP_PROP_FOURCC, _MJPG, cv2.CAP_PROP_FRAME_WIDTH, width, cv2.CAP_PROP_FRAME_HEIGHT, height)


def _expose(device: Device, values: Sequence[float]) -> None:
    """Sets the first of some values that the driver takes."""
    any(device.set(cv2.CAP_PROP_AUTO_EXPOSURE, value) for value in values)


def _picture(device: Device) -> Pixels | None:
    """The next picture as BGR, None when there was none."""
    try:
        ok, picture = device.read()
    except cv2.error:
        return None
    if not ok or not isinstance(picture, np.ndarray) or picture.dtype != np.uint8:
        return None
    if min(picture.shape[:2]) < _LEAST_SIDE_PX:
        return None
    if picture.ndim == 2:
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    return np.ascontiguousarray(picture) if picture.ndim == 3 and picture.shape[2] == 3 else None
