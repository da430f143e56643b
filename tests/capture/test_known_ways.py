from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from permit_desktop.capture.sources.known_ways import KnownWays, Way

FULL_HD = (1920, 1080)
WAY = Way(cv2.CAP_MSMF, (1280, 720))


def test_the_back_end_that_worked_is_known_in_the_next_run_and_the_size_in_this_one(tmp_path: Path) -> None:
    file = tmp_path / "data" / "cameras.json"
    known = KnownWays(file)
    known.note("one", FULL_HD, WAY)
    known.note("two", FULL_HD, Way(cv2.CAP_V4L2, None))
    assert (known.of("one", FULL_HD), known.of("one", (640, 480))) == (WAY, None)

    later = KnownWays(file)
    assert (later.back_end_of("one"), later.back_end_of("two")) == (cv2.CAP_MSMF, cv2.CAP_V4L2)
    assert later.of("one", FULL_HD) is None


def test_the_usual_camera_is_the_one_that_was_the_first_when_none_was_known(tmp_path: Path) -> None:
    known = KnownWays(tmp_path / "cameras.json")
    assert known.usual_camera("one", "One") == "one"
    known.note("two", FULL_HD, WAY)

    assert known.usual_camera("two", "Two") == "one"
    again = KnownWays(tmp_path / "cameras.json")
    assert again.usual_camera("two", "Two") == "one"
    assert again.usual == ("one", "One")


def test_a_usual_camera_of_an_earlier_release_gets_its_name_when_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "cameras.json").write_text('{"usual": "one"}')
    known = KnownWays(tmp_path / "cameras.json")
    assert (known.usual_camera("two", "Two"), known.usual) == ("one", ("one", ""))
    assert (known.usual_camera("one", "One"), known.usual) == ("one", ("one", "One"))
    assert KnownWays(tmp_path / "cameras.json").usual == ("one", "One")


def test_only_the_latest_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "cameras.json"
    known = KnownWays(file)
    for number in range(80):
        known.note(str(number), FULL_HD, WAY)
        known.note("used every day", FULL_HD, WAY)

    later = KnownWays(file)
    assert later.back_end_of("79") == later.back_end_of("used every day") == cv2.CAP_MSMF
    assert later.back_end_of("1") is None


def test_nothing_is_written_while_nothing_changes(tmp_path: Path) -> None:
    file = tmp_path / "cameras.json"
    known = KnownWays(file)
    known.note("one", FULL_HD, WAY)
    file.unlink()
    known.note("one", FULL_HD, Way(WAY.back_end, None))

    assert not file.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"7",
        b'{"back_ends": {"one": "V4L2"}, "usual": 7}',
        b'{"back_ends": {"one": 1e999}, "usual": null}',
        b'{"back_ends": {"one": true}}',
        b'{"back_ends": ["one"], "usual": ["one"], "held": ["one"]}',
        b'{"held": {"one": "focus", "two": [7, [], "zoom"]}}',
        b"[" * 60_000,
        b"null" * 100_000,
    ],
    ids=range(11),
)
def test_of_a_file_that_is_something_else_nothing_is_known_and_it_is_written_anew(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "cameras.json"
    file.write_bytes(content)
    known = KnownWays(file)
    assert known.back_end_of("one") is None
    assert known.usual_camera("two", "Two") == "two"
    assert known.held_by("one") == known.held_by("two") == frozenset()
    known.note("one", FULL_HD, WAY)

    assert KnownWays(file).back_end_of("one") == cv2.CAP_MSMF


def test_a_folder_that_cannot_be_written_to_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"no folder")
    known = KnownWays(tmp_path / "data" / "cameras.json")
    known.note("one", FULL_HD, WAY)

    assert known.of("one", FULL_HD) == WAY
