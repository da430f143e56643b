from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from permit_desktop.capture.sources.camera_list import CameraDevice, CameraPlace, back_ends
from permit_desktop.capture.sources.known_ways import KnownWays
from permit_desktop.capture.sources.opencv_camera import CameraWishes, Find, OpenCvCamera, at_index, at_path
from permit_desktop.domain.errors import CameraError, ErrorCode, SettingsError
from permit_desktop.imaging.pixels import Pixels
from tests.capture.sources import FalseDevice, Time, pictures

LISTED = CameraDevice("/dev/video3", "Document camera", (CameraPlace(3, cv2.CAP_V4L2),))


class Door:
    """Opens false devices and keeps what was asked of it."""

    def __init__(self, answer: Callable[[int, Sequence[int]], FalseDevice]) -> None:
        self.answer = answer
        self.asked: list[tuple[int, int, tuple[int, ...]]] = []
        self.devices: list[FalseDevice] = []

    def __call__(self, index: int, back_end: int, parameters: Sequence[int]) -> FalseDevice:
        self.asked.append((index, back_end, tuple(parameters)))
        device = self.answer(back_end, parameters)
        self.devices.append(device)
        return device


def camera(
    door: Door,
    platform: str = "linux",
    time: Time | None = None,
    wishes: CameraWishes = CameraWishes(),  # noqa: B008 - a frozen value
) -> OpenCvCamera:
    find = at_index(3, platform, cameras=lambda: ())
    return OpenCvCamera(find, "Camera", wishes, open_device=door, clock=(time or Time()).clock)


def code_of(action: Callable[[], object]) -> ErrorCode:
    with pytest.raises(CameraError) as caught:
        action()
    assert caught.value.remedy
    return caught.value.code


def test_the_wished_size_and_format_are_given_with_the_opening() -> None:
    door = Door(lambda *_: FalseDevice(pictures(2)))
    camera(door).open()

    index, back_end, parameters = door.asked[0]
    wishes = dict(zip(parameters[::2], parameters[1::2], strict=True))
    assert (index, back_end) == (3, cv2.CAP_V4L2)
    assert wishes[cv2.CAP_PROP_FRAME_WIDTH] == 1920
    assert wishes[cv2.CAP_PROP_FRAME_HEIGHT] == 1080
    assert wishes[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter.fourcc(*"MJPG")


def test_a_camera_that_refuses_the_wishes_is_opened_without_them() -> None:
    door = Door(lambda _, parameters: FalseDevice(pictures(2), opens=not parameters))
    camera(door).open()

    assert door.asked[-1][2] == ()


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_back_end_of_the_platform_is_tried_in_order(platform: str) -> None:
    door = Door(lambda *_: FalseDevice(opens=False))

    assert code_of(camera(door, platform).open) is ErrorCode.NO_CAMERA
    assert list(dict.fromkeys(back_end for _, back_end, _ in door.asked)) == list(back_ends(platform))
    assert all(device.released for device in door.devices)


def test_a_back_end_that_breaks_is_passed_over() -> None:
    def answer(back_end: int, _: Sequence[int]) -> FalseDevice:
        if back_end == cv2.CAP_DSHOW:
            raise cv2.error("no such back end")
        return FalseDevice(pictures(2))

    door = Door(answer)
    camera(door, "win32").open()

    assert door.asked[-1][1] == cv2.CAP_MSMF


def test_a_camera_that_opens_but_gives_no_picture_is_busy_and_given_back() -> None:
    door = Door(lambda *_: FalseDevice())

    assert code_of(camera(door).open) is ErrorCode.CAMERA_BUSY
    assert all(device.released for device in door.devices)


@pytest.mark.parametrize(
    "find",
    [
        at_path("/dev/video3", cameras=lambda: [LISTED]),
        at_path("", cameras=lambda: [LISTED]),
        at_index(3, "linux", cameras=lambda: [LISTED]),
    ],
)
def test_a_camera_that_is_listed_but_cannot_be_opened_is_busy(find: Find) -> None:
    assert code_of(OpenCvCamera(find, "Camera", open_device=Door(lambda *_: FalseDevice(opens=False))).open) is (
        ErrorCode.CAMERA_BUSY
    )


@pytest.mark.parametrize(
    "find",
    [
        at_path("/dev/video4", cameras=lambda: [LISTED]),
        at_path("", cameras=list),
        at_index(4, "linux", cameras=lambda: [LISTED]),
    ],
)
def test_a_camera_that_is_not_listed_and_cannot_be_opened_was_not_found(find: Find) -> None:
    assert code_of(OpenCvCamera(find, "Camera", open_device=Door(lambda *_: FalseDevice(opens=False))).open) is (
        ErrorCode.NO_CAMERA
    )


def test_a_camera_that_needs_some_reads_to_warm_up_is_opened() -> None:
    camera(Door(lambda *_: FalseDevice([*[None] * 10, *pictures(1)]))).open()


def test_a_few_failed_reads_are_forgiven_and_more_are_a_lost_camera() -> None:
    first, second, third = pictures(3)
    source = camera(Door(lambda *_: FalseDevice([first, None, None, second, third])))
    source.open()

    frame = source.read()
    assert np.array_equal(frame.pixels, second)
    source.read()
    assert code_of(source.read) is ErrorCode.CAMERA_LOST


def test_a_camera_that_repeats_its_last_picture_is_lost_within_two_seconds() -> None:
    time = Time()
    source = camera(Door(lambda *_: FalseDevice(pictures(1) * 200)), time=time)
    source.open()

    def read_for(seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            source.read()
            time.sleep(0.1)

    read_for(1.6)
    assert code_of(lambda: read_for(0.4)) is ErrorCode.CAMERA_LOST


def stamped(stamps: Sequence[float]) -> tuple[OpenCvCamera, Time]:
    """A camera whose pictures all differ, with these stamps of its driver, of which the last stays."""
    left = list(stamps)

    class Stamped(FalseDevice):
        def get(self, prop: int) -> float:
            assert prop == cv2.CAP_PROP_POS_MSEC
            return left.pop(0) if len(left) > 1 else left[0]

    time = Time()
    source = camera(Door(lambda *_: Stamped(pictures(120))), time=time)
    source.open()
    return source, time


def test_a_picture_that_is_new_by_its_pixels_only_is_a_frozen_camera_within_two_seconds() -> None:
    source, time = stamped([100.0 * number for number in range(40)])
    for _ in range(40):
        source.read()
        time.sleep(0.1)

    def read_on() -> None:
        while True:
            source.read()
            time.sleep(0.1)

    stood_at_s = time.now_s
    assert code_of(read_on) is ErrorCode.CAMERA_LOST
    assert 1.5 < time.now_s - stood_at_s < 2
    source.open()
    assert code_of(source.read) is ErrorCode.CAMERA_LOST  # it stands still


@pytest.mark.parametrize("stamps", [[0.0], [-1.0, 0.0], [5.0, 7.0, 9.0]])
def test_a_driver_without_a_clock_is_judged_by_its_pictures_alone(stamps: list[float]) -> None:
    source, time = stamped(stamps)
    for _ in range(100):
        source.read()
        time.sleep(0.1)


class Freezes:
    """A camera that has frozen; opened again, it gives the picture at which it froze so many times."""

    def __init__(self, stale: int) -> None:
        time = Time()
        self.old = pictures(1)[0]
        gives = [self.old] * 40
        self.source = camera(Door(lambda *_: FalseDevice(gives)), time=time)
        self.source.open()
        for _ in range(18):
            self.source.read()
            time.sleep(0.1)
        assert code_of(self.source.read) is ErrorCode.CAMERA_LOST
        gives[:] = [self.old] * stale + pictures(20, seed=1)


def test_a_camera_that_still_gives_the_picture_at_which_it_froze_is_not_opened_again() -> None:
    assert code_of(Freezes(stale=30).source.open) is ErrorCode.CAMERA_LOST


def test_a_camera_whose_driver_kept_an_old_picture_is_opened_and_the_old_one_is_not_shown() -> None:
    frozen = Freezes(stale=3)
    frozen.source.open()
    assert not np.array_equal(frozen.source.read().pixels, frozen.old)


def test_a_driver_that_waits_long_for_each_picture_is_not_asked_again_and_again() -> None:
    time = Time()

    class Slow(FalseDevice):
        def read(self) -> tuple[bool, Pixels | None]:
            ok, picture = super().read()
            if not ok:
                time.sleep(10)
            return ok, picture

    source = camera(Door(lambda *_: Slow(pictures(2))), time=time)
    source.open()
    source.read()
    before_s = time.now_s
    assert code_of(source.read) is ErrorCode.CAMERA_LOST
    assert time.now_s - before_s == 10


def test_what_gives_pictures_of_a_few_pixels_is_a_lost_camera() -> None:
    speck = np.zeros((2, 2, 3), np.uint8)
    source = camera(Door(lambda *_: FalseDevice([*pictures(1), *[speck] * 9])))
    source.open()

    assert code_of(source.read) is ErrorCode.CAMERA_LOST


def test_a_camera_that_nobody_wants_any_more_is_tried_in_no_other_way() -> None:
    def answer(*_: object) -> FalseDevice:
        source.give_up()
        return FalseDevice(opens=False)

    door = Door(answer)
    source = camera(door, "win32")

    assert code_of(source.open) is ErrorCode.CAMERA_LOST
    assert len(door.asked) == 1


def test_a_covered_lens_is_not_a_lost_camera() -> None:
    time = Time()
    source = camera(Door(lambda *_: FalseDevice([np.zeros((48, 64, 3), np.uint8)] * 60)), time=time)
    source.open()

    for _ in range(50):
        source.read()
        time.sleep(0.1)


def test_grey_pictures_become_colour_and_rubbish_is_no_picture() -> None:
    grey = np.full((40, 60), 77, np.uint8)
    rubbish = np.zeros((40, 60, 3), np.float32)
    source = camera(Door(lambda *_: FalseDevice([grey, rubbish, grey])))  # type: ignore[list-item] # rubbish on purpose
    source.open()

    assert source.read().pixels.shape == (40, 60, 3)


@pytest.mark.parametrize("index", [-1, 100, True, "0", "http://example.org/stream", 1.0, None])
def test_only_a_number_names_a_camera(index: object) -> None:
    with pytest.raises(SettingsError):
        at_index(index)  # type: ignore[arg-type] # what comes from a settings file


def test_closing_gives_the_device_back() -> None:
    door = Door(lambda *_: FalseDevice(pictures(3)))
    source = camera(door)
    source.open()
    source.close()

    assert door.devices[0].released


def test_the_back_end_that_worked_is_tried_first_the_next_time() -> None:
    door = Door(lambda back_end, _: FalseDevice(pictures(2), opens=back_end == cv2.CAP_MSMF))
    source = camera(door, "win32")
    source.open()
    door.asked.clear()
    source.open()

    assert [back_end for _, back_end, _ in door.asked] == [cv2.CAP_MSMF]


def test_what_worked_for_a_device_is_tried_first_by_the_next_camera_of_the_run() -> None:
    known = KnownWays()
    door = Door(
        lambda back_end, parameters: FalseDevice(pictures(2), opens=back_end == cv2.CAP_MSMF and not parameters)
    )

    def opened(path: str) -> list[int]:
        door.asked.clear()
        device = CameraDevice(path, "Camera", tuple(CameraPlace(3, back_end) for back_end in back_ends("win32")))
        OpenCvCamera(at_path("", cameras=lambda: [device]), "Camera", known=known, open_device=door).open()
        return [back_end for _, back_end, _ in door.asked]

    tried = [cv2.CAP_DSHOW] * 4 + [cv2.CAP_MSMF] * 4
    assert opened("one") == tried
    assert opened("one") == [cv2.CAP_MSMF]
    assert opened("another") == tried


def test_the_back_end_that_worked_in_an_earlier_run_is_tried_first_with_the_best_wish(tmp_path: Path) -> None:
    file = tmp_path / "cameras.json"
    door = Door(lambda back_end, _: FalseDevice(pictures(2), opens=back_end == cv2.CAP_MSMF))
    for _ in range(2):
        door.asked.clear()
        find = at_index(3, "win32", cameras=list)
        OpenCvCamera(find, "Camera", known=KnownWays(file), open_device=door).open()

    assert {back_end for _, back_end, _ in door.asked} == {cv2.CAP_MSMF}
    assert wished_size(door.asked[0][2]) == (1920, 1080)


class Driver:
    """Answers a wish with the largest size that it has and that is no larger, else with its own; as drivers do."""

    def __init__(self, *has: tuple[int, int], refuses: bool = False) -> None:
        self.has = has
        self.refuses = refuses

    def __call__(self, _back_end: int, parameters: Sequence[int]) -> FalseDevice:
        wished = wished_size(parameters)
        width, height = next((size for size in self.has if wished and math.prod(size) <= math.prod(wished)), (64, 48))
        if self.refuses and wished and wished not in self.has:
            return FalseDevice(opens=False)
        return FalseDevice([np.zeros((height, width, 3), np.uint8)] * 2)


def wished_size(parameters: Sequence[int]) -> tuple[int, int] | None:
    wishes = dict(zip(parameters[::2], parameters[1::2], strict=True))
    return (wishes[cv2.CAP_PROP_FRAME_WIDTH], wishes[cv2.CAP_PROP_FRAME_HEIGHT]) if wishes else None


@pytest.mark.parametrize(
    ("driver", "asked", "given"),
    [
        (Driver((1920, 1080)), [(1920, 1080)], (1920, 1080)),
        (Driver((1600, 1200)), [(1920, 1080)], (1600, 1200)),
        (Driver((1280, 720)), [(1920, 1080), (1600, 1200)], (1280, 720)),
        (Driver((640, 480)), [(1920, 1080), (1600, 1200), (1280, 720)], (640, 480)),
        (Driver((1280, 720), refuses=True), [(1920, 1080), (1600, 1200), (1280, 720)], (1280, 720)),
        (Driver(refuses=True), [(1920, 1080), (1600, 1200), (1280, 720), None], (64, 48)),
    ],
)
def test_the_highest_useful_size_is_what_the_driver_really_gives(
    driver: Driver, asked: list[tuple[int, int] | None], given: tuple[int, int]
) -> None:
    door = Door(driver)
    source = camera(door)
    source.open()

    assert [wished_size(parameters) for _, _, parameters in door.asked] == asked
    assert source.read().pixels.shape[1::-1] == given
    assert [device.released for device in door.devices] == [True] * (len(asked) - 1) + [False]

    door.asked.clear()
    source.open()
    assert [wished_size(parameters) for _, _, parameters in door.asked] == asked[-1:], "it is known by now"


def test_a_larger_size_is_used_where_the_settings_ask_for_it_and_the_useful_ones_where_it_is_not_had() -> None:
    known = KnownWays()
    door = Door(Driver((3840, 2160), (1920, 1080)))

    def size_given(wishes: CameraWishes) -> tuple[int, ...]:
        source = OpenCvCamera(at_index(3, "linux", cameras=list), "Camera", wishes, known=known, open_device=door)
        source.open()
        return source.read().pixels.shape[1::-1]

    assert size_given(CameraWishes()) == (1920, 1080)
    assert size_given(CameraWishes(3840, 2160)) == (3840, 2160)
    assert size_given(CameraWishes(2592, 1944)) == (1920, 1080)
    assert size_given(CameraWishes()) == (1920, 1080)


def test_a_size_that_was_set_is_asked_for() -> None:
    door = Door(lambda *_: FalseDevice(pictures(2)))
    camera(door, wishes=CameraWishes(2592, 1944)).open()

    parameters = door.asked[0][2]
    wishes = dict(zip(parameters[::2], parameters[1::2], strict=True))
    assert (wishes[cv2.CAP_PROP_FRAME_WIDTH], wishes[cv2.CAP_PROP_FRAME_HEIGHT]) == (2592, 1944)


def test_focus_and_exposure_are_found_held_once_they_have_settled_and_let_go_with_the_camera() -> None:
    time = Time()
    door = Door(lambda *_: FalseDevice(pictures(30)))
    source = camera(door, time=time, wishes=CameraWishes(focus_lock=True, exposure_lock=True))
    source.open()
    source.read()
    free = {cv2.CAP_PROP_AUTOFOCUS: 1, cv2.CAP_PROP_AUTO_EXPOSURE: 3}
    assert door.devices[-1].properties == free, "a camera stays as it was set until it loses power"
    time.sleep(2)
    source.read()
    assert door.devices[-1].properties == {cv2.CAP_PROP_AUTOFOCUS: 0, cv2.CAP_PROP_AUTO_EXPOSURE: 1}
    source.close()
    assert door.devices[-1].properties == free


def test_what_a_run_held_that_ended_without_letting_go_is_let_go_although_nothing_is_to_be_held_any_more(
    tmp_path: Path,
) -> None:
    time = Time()
    door = Door(lambda *_: FalseDevice(pictures(30)))

    def opened(wishes: CameraWishes) -> OpenCvCamera:
        find = at_index(3, "linux", cameras=list)
        known = KnownWays(tmp_path / "cameras.json")
        source = OpenCvCamera(find, "Camera", wishes, known=known, open_device=door, clock=time.clock)
        source.open()
        return source

    crashed = opened(CameraWishes(focus_lock=True))
    time.sleep(2)
    crashed.read()
    assert door.devices[-1].properties == {cv2.CAP_PROP_AUTOFOCUS: 0}

    opened(CameraWishes()).close()
    assert door.devices[-1].properties == {cv2.CAP_PROP_AUTOFOCUS: 1}
    opened(CameraWishes()).close()
    assert door.devices[-1].properties == {}, "it was let go"


def test_what_is_not_to_be_held_is_never_touched() -> None:
    time = Time()
    door = Door(lambda *_: FalseDevice(pictures(30)))
    source = camera(door, time=time)
    source.open()
    time.sleep(2)
    source.read()
    source.close()

    assert door.devices[-1].properties == {}


@pytest.mark.parametrize(
    ("platform", "back_end", "takes", "by_hand", "by_itself"),
    [
        ("linux", cv2.CAP_V4L2, None, 1, 3),
        ("linux", cv2.CAP_V4L2, [0, 1], 1, 0),
        ("win32", cv2.CAP_DSHOW, None, 0.25, 1),
        ("win32", cv2.CAP_DSHOW, [0, 1], 0, 1),
        ("win32", cv2.CAP_MSMF, None, 0, 1),
    ],
)
def test_exposure_is_held_and_let_go_by_the_values_that_mean_so_to_the_back_end(
    platform: str, back_end: int, takes: Sequence[float] | None, by_hand: float, by_itself: float
) -> None:
    time = Time()
    door = Door(lambda asked, _: FalseDevice(pictures(30), opens=asked == back_end, takes=takes))
    source = camera(door, platform, time, CameraWishes(exposure_lock=True))
    source.open()
    time.sleep(2)
    source.read()

    assert door.devices[-1].properties == {cv2.CAP_PROP_AUTO_EXPOSURE: by_hand}
    source.close()
    assert door.devices[-1].properties == {cv2.CAP_PROP_AUTO_EXPOSURE: by_itself}


def test_a_camera_that_is_plugged_in_elsewhere_is_found_again_by_its_new_number() -> None:
    found = [
        CameraDevice("/dev/v4l/by-id/one", "Document camera", (CameraPlace(0, cv2.CAP_V4L2),)),
        None,
        CameraDevice("/dev/v4l/by-id/one", "Document camera", (CameraPlace(4, cv2.CAP_V4L2),)),
    ]
    door = Door(lambda *_: FalseDevice(pictures(2)))
    source = OpenCvCamera(lambda _: found.pop(0), "Camera", open_device=door)
    assert source.name == "Camera"
    source.open()
    assert source.name == "Document camera"
    assert code_of(source.open) is ErrorCode.NO_CAMERA
    source.open()

    assert list(dict.fromkeys(index for index, _, _ in door.asked)) == [0, 4]


def test_pictures_that_change_their_size_midway_go_on() -> None:
    small, large = np.full((48, 64, 3), 9, np.uint8), np.full((96, 128, 3), 90, np.uint8)
    source = camera(Door(lambda *_: FalseDevice([small, small, large, large])))
    source.open()

    assert [source.read().pixels.shape for _ in range(3)] == [small.shape, large.shape, large.shape]


DESK = CameraDevice("/dev/v4l/by-id/desk", "Document camera", (CameraPlace(0, cv2.CAP_V4L2),))
FACE = CameraDevice("/dev/v4l/by-id/face", "Built-in camera", (CameraPlace(1, cv2.CAP_V4L2),))
SPARE = CameraDevice("/dev/v4l/by-id/spare", "Spare camera", (CameraPlace(2, cv2.CAP_V4L2),))


def test_where_no_camera_was_chosen_none_takes_the_place_of_the_one_that_was_unplugged(tmp_path: Path) -> None:
    plugged = [DESK, FACE]
    door = Door(lambda *_: FalseDevice(pictures(2)))

    def source() -> OpenCvCamera:
        known = KnownWays(tmp_path / "cameras.json")
        return OpenCvCamera(at_path("", known=known, cameras=lambda: plugged), "Camera", known=known, open_device=door)

    first = source()
    first.open()
    assert first.name == "Document camera"
    plugged[:] = [FACE]
    assert code_of(first.open) is ErrorCode.NO_CAMERA
    plugged[:] = []
    assert code_of(first.open) is ErrorCode.NO_CAMERA
    plugged[:] = [FACE, DESK]
    first.open()
    assert first.name == "Document camera"

    plugged[:] = [FACE, SPARE]
    without_it = source()
    without_it.open()
    assert without_it.name == "Built-in camera", "there is a camera to begin with"
    plugged[:] = [SPARE, DESK]
    assert code_of(without_it.open) is ErrorCode.NO_CAMERA

    plugged[:] = [FACE, DESK]
    another_day = source()
    another_day.open()
    assert another_day.name == "Document camera"
