from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import pytest

from permit_desktop.capture.sources.camera_list import CameraPlace, find_camera, list_cameras

DSHOW_PATH = r"\\\\?\\usb#vid_2bdf&pid_02a5&mi_00#7&1a&0&0000#{65e8773d-8f56-11d0-a3b9-00a0c9223196}\\global"
MSMF_PATH = r"\\\\?\\USB#VID_2BDF&PID_02A5&MI_00#7&1a&0&0000#{e5323777-f976-4f5b-9b55-b94699c46e44}\\global"


@dataclass
class Told:
    index: int
    name: str
    path: str | None


def by(cameras: Mapping[int, Sequence[Told]]) -> Callable[[int], Sequence[Told]]:
    return lambda back_end: cameras.get(back_end, ())


def test_a_camera_that_two_back_ends_see_is_one_camera_with_two_ways(tmp_path: Path) -> None:
    told = {cv2.CAP_DSHOW: [Told(1, "Desk camera", DSHOW_PATH)], cv2.CAP_MSMF: [Told(0, "Desk camera", MSMF_PATH)]}

    (camera,) = list_cameras(enumerate_by=by(told), platform="win32", stable_names=tmp_path)

    assert camera.name == "Desk camera"
    assert camera.places == (CameraPlace(1, cv2.CAP_DSHOW), CameraPlace(0, cv2.CAP_MSMF))
    assert find_camera(MSMF_PATH, [camera]) is camera


def test_a_linux_device_is_known_by_its_hardware_not_by_its_number(tmp_path: Path) -> None:
    names, device = tmp_path / "by-id", tmp_path / "video0"
    names.mkdir()
    device.touch()
    (names / "usb-Maker_Camera_0001-video-index0").symlink_to(device)
    told = {cv2.CAP_V4L2: [Told(0, "Camera", str(device))]}

    (camera,) = list_cameras(enumerate_by=by(told), platform="linux", stable_names=names)

    assert camera.path == str(names / "usb-Maker_Camera_0001-video-index0")


def test_without_a_path_the_first_camera_is_meant_and_an_unknown_path_is_nobody(tmp_path: Path) -> None:
    told = {cv2.CAP_V4L2: [Told(2, "Second", "/dev/video2"), Told(0, "First", "/dev/video0")]}
    cameras = list_cameras(enumerate_by=by(told), platform="linux", stable_names=tmp_path / "none")

    first = find_camera("", cameras)
    assert first is not None
    assert first.name == "First"
    assert find_camera("/dev/video7", cameras) is None
    assert find_camera("", []) is None


def test_a_name_from_outside_is_bounded(tmp_path: Path) -> None:
    told = {cv2.CAP_V4L2: [Told(0, "x" * 5000, "/dev/video0")]}

    (camera,) = list_cameras(enumerate_by=by(told), platform="linux", stable_names=tmp_path)

    assert len(camera.name) <= 80


@pytest.mark.parametrize("error", [OSError("no"), NotImplementedError(), RuntimeError("no")])
def test_a_system_that_does_not_tell_has_no_list(error: Exception, tmp_path: Path) -> None:
    def silent(_: int) -> Sequence[Told]:
        raise error

    assert list_cameras(enumerate_by=silent, platform="win32", stable_names=tmp_path) == []
