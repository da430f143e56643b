"""Reading picture files: ordinary files only, and never a wait."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from permit_desktop.domain.errors import ErrorCode, StillError
from permit_desktop.imaging.decode import MAX_FILE_BYTES
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.still_file import read_still_bytes, read_still_file
from tests.imaging.drawn import card_face

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="named pipes and device files are POSIX")


def code_of(path: Path) -> ErrorCode:
    with pytest.raises(StillError) as caught:
        read_still_file(path)
    return caught.value.code


def test_a_picture_file_is_read_and_decoded_and_nothing_is_written(tmp_path: Path) -> None:
    face = card_face(4)
    path = tmp_path / "证件 1.jpg"
    path.write_bytes(encode_jpeg(face))
    assert np.abs(read_still_file(path).astype(int) - face).mean() < 2
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_a_picture_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "there.jpg"
    path.write_bytes(encode_jpeg(card_face(2)))
    link = tmp_path / "here.jpg"
    link.symlink_to(path)
    assert read_still_bytes(link) == path.read_bytes()


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.jpg") is ErrorCode.FILE_MISSING
    assert code_of(tmp_path / "nul\0.jpg") is ErrorCode.FILE_MISSING


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert code_of(tmp_path / "file" / "none.jpg") is ErrorCode.FILE_MISSING


def test_a_folder_is_a_folder(tmp_path: Path) -> None:
    assert code_of(tmp_path) is ErrorCode.IS_A_FOLDER


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    assert code_of(tmp_path / "empty.jpg") is ErrorCode.EMPTY_FILE


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.jpg"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("read although too large"))
    assert code_of(path) is ErrorCode.FILE_TOO_LARGE


@needs_posix
def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert code_of(tmp_path / "pipe.jpg") is ErrorCode.FILE_UNREADABLE


@needs_posix
def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "endless.jpg").symlink_to("/dev/zero")
    assert code_of(tmp_path / "endless.jpg") is ErrorCode.FILE_UNREADABLE


@needs_posix
def test_a_link_loop_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert code_of(tmp_path / "loop") is ErrorCode.FILE_UNREADABLE


def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.jpg"
    path.write_bytes(b"x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refuse)
    assert code_of(path) is ErrorCode.FILE_UNREADABLE
