"""The cameras of this computer: their names, and the paths by which they are known again.

A camera's number changes with the order in which cameras are plugged in; its device path does not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import cv2

_MOST_NAME: Final = 80
_MOST_CAMERAS: Final = 32
_STABLE_NAMES: Final = Path("/dev/v4l/by-id")
"""Where Linux names video devices after the hardware; a link's first index is the one that gives pictures."""


class FoundCamera(Protocol):
    """What the operating system tells of a camera by one back end."""

    index: int
    name: str
    path: str | None


@dataclass(frozen=True, slots=True)
class CameraPlace:
    """A way to a camera: its number in one of OpenCV's back ends.

    Attributes:
        listed: whether the system tells that a camera is there; else it is a try.
    """

    index: int
    back_end: int
    listed: bool = True


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera that is plugged in.

    Attributes:
        path: by which it is known again; to be compared, never opened.
        name: what its maker calls it; plain text from outside, bounded.
        places: the ways to it, in the order in which they are to be tried.
    """

    path: str
    name: str
    places: tuple[CameraPlace, ...]


Enumerate = Callable[[int], Sequence[FoundCamera]]
"""The cameras that a back end `cv2.CAP_…` sees.

Raises:
    OSError: the system does not tell.
"""


def back_ends(platform: str) -> tuple[int, ...]:
    """The back ends to try on a platform (`sys.platform`), in order.

    On Windows DirectShow comes first: Media Foundation takes up to 20 s to open some cameras (opencv#17687).
    """
    if platform == "win32":
        return (cv2.CAP_DSHOW, cv2.CAP_MSMF)
    if platform == "darwin":
        return (cv2.CAP_AVFOUNDATION,)
    return (cv2.CAP_V4L2,)


def back_ends_left_out(platform: str = sys.platform) -> list[str]:
    """The names of those back ends that this OpenCV was built without."""
    registry = cv2.videoio_registry
    built_in = set(registry.getCameraBackends())
    return [registry.getBackendName(each) for each in back_ends(platform) if each not in built_in]


def _enumerate(back_end: int) -> Sequence[FoundCamera]:
    from cv2_enumerate_cameras import enumerate_cameras

    return enumerate_cameras(back_end)


def list_cameras(
    *, enumerate_by: Enumerate = _enumerate, platform: str = sys.platform, stable_names: Path = _STABLE_NAMES
) -> list[CameraDevice]:
    """The cameras that are plugged in, each once; may take a second. Empty where the system does not tell."""
    found: dict[str, CameraDevice] = {}
    for back_end in back_ends(platform):
        try:
            cameras = sorted(enumerate_by(back_end), key=lambda camera: camera.index)[:_MOST_CAMERAS]
        except (OSError, NotImplementedError, RuntimeError):
            continue
        for camera in cameras:
            path = _known_by(camera.path or f"camera {camera.index}", stable_names)
            place = CameraPlace(camera.index, back_end)
            known = found.get(_key(path))
            if known is None:
                found[_key(path)] = CameraDevice(path, camera.name[:_MOST_NAME], (place,))
            else:
                found[_key(path)] = CameraDevice(known.path, known.name, (*known.places, place))
    return list(found.values())


def find_camera(path: str, cameras: Sequence[CameraDevice]) -> CameraDevice | None:
    """The camera of a path; the first one where the path is empty; None where it is not plugged in."""
    if not path:
        return next(iter(cameras), None)
    return next((camera for camera in cameras if _key(camera.path) == _key(path)), None)


def _key(path: str) -> str:
    """Windows names a device alike in each back end, but for the interface's class at the end, and in other case."""
    return path.casefold().rpartition("#{")[0] or path


def _known_by(path: str, stable_names: Path) -> str:
    """Linux's own name for the hardware in place of `/dev/video0`, where there is one."""
    try:
        links = sorted(stable_names.iterdir())
        return next((str(link) for link in links if link.resolve() == Path(path).resolve()), path)
    except OSError:
        return path
