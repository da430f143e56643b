from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from permit_desktop.capture.sources import watched_folder
from permit_desktop.capture.sources.watched_folder import HELD_S, STABLE_S, Arrival, WatchedFolder
from permit_desktop.domain.errors import CameraError, ErrorCode, StillError
from permit_desktop.imaging.decode import MAX_FILE_BYTES
from tests.capture.sources import Time

PICTURE = b"\xff\xd8 a picture as far as a folder can tell"


class Shelf:
    """A folder under watch, and time that only waiting moves."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.time = Time()
        self.watched = WatchedFolder(folder, clock=self.time.clock)
        self.watched.look()

    def put(self, name: str, content: bytes = PICTURE) -> Path:
        file = self.folder / name
        file.write_bytes(content)
        return file

    def wait(self, seconds: float = STABLE_S + 0.5) -> list[Arrival]:
        """What comes within some seconds, looking every half."""
        found = self.watched.look()
        for _ in range(round(seconds * 2)):
            self.time.sleep(0.5)
            found += self.watched.look()
        return found


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "old.jpg").write_bytes(PICTURE)
    return Shelf(folder)


def test_a_new_picture_is_taken_once_and_what_was_there_before_is_not(shelf: Shelf) -> None:
    shelf.put("new.JPG")

    assert shelf.wait() == [Arrival("new.JPG", PICTURE)]
    assert shelf.wait(10) == []


def test_a_picture_that_still_grows_is_waited_for(shelf: Shelf) -> None:
    file = shelf.put("slow.png", b"")
    for _ in range(6):
        assert shelf.wait(0.5) == []
        with file.open("ab") as more:
            more.write(PICTURE)

    assert shelf.wait() == [Arrival("slow.png", PICTURE * 6)]


def test_an_empty_file_is_waited_for_and_not_refused(shelf: Shelf) -> None:
    shelf.put("empty.jpg", b"")

    assert shelf.wait(10) == []


def test_another_picture_under_the_same_name_is_taken_too(shelf: Shelf) -> None:
    shelf.put("scan.jpg")
    shelf.wait()
    (shelf.folder / "scan.jpg").unlink()
    shelf.wait(0.5)
    shelf.put("scan.jpg", PICTURE + b"2")

    assert shelf.wait() == [Arrival("scan.jpg", PICTURE + b"2")]


def test_a_picture_that_is_renamed_touched_or_copied_is_not_taken_again(shelf: Shelf) -> None:
    file = shelf.put("scan0001.jpg", PICTURE + b"1")
    assert len(shelf.wait()) == 1
    file = file.rename(shelf.folder / "permit.jpg")
    assert shelf.wait() == []
    os.utime(file, (1, 1))
    assert shelf.wait() == []
    shutil.copy(file, shelf.folder / "copy.jpg")
    assert shelf.wait() == []
    (shelf.folder / "old.jpg").rename(shelf.folder / "older.jpg")
    assert shelf.wait() == []


def test_pictures_that_come_together_are_taken_in_the_order_of_their_names(shelf: Shelf) -> None:
    for name in ("b.jpg", "a.jpg", "c.tiff"):
        shelf.put(name, PICTURE + name.encode())

    assert [arrival.name for arrival in shelf.wait()] == ["a.jpg", "b.jpg", "c.tiff"]


def test_of_many_pictures_no_more_are_read_than_are_wanted_and_the_others_come_later(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    reading = WatchedFolder._read  # noqa: SLF001 - what is opened

    def noted(watched: WatchedFolder, name: str) -> bytes | StillError:
        read.append(name)
        return reading(watched, name)

    monkeypatch.setattr(WatchedFolder, "_read", noted)
    for number in range(7):
        shelf.put(f"{number}.jpg", PICTURE + bytes([number]))
    assert shelf.watched.look(3) == []
    shelf.time.sleep(STABLE_S)

    assert shelf.watched.look(0) == []
    looks = [[arrival.name for arrival in shelf.watched.look(3)] for _ in range(4)]

    assert looks == [["0.jpg", "1.jpg", "2.jpg"], ["3.jpg", "4.jpg", "5.jpg"], ["6.jpg"], []]
    assert read == [f"{number}.jpg" for number in range(7)]


def test_a_picture_that_cannot_be_opened_holds_up_none_behind_it(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    held = StillError(ErrorCode.FILE_UNREADABLE, "held", "wait")
    reading = WatchedFolder._read  # noqa: SLF001 - as Windows refuses it
    monkeypatch.setattr(WatchedFolder, "_read", lambda self, name: held if name == "a.jpg" else reading(self, name))
    for name in ("a.jpg", "b.jpg"):
        shelf.put(name, PICTURE + name.encode())
    shelf.watched.look(1)
    shelf.time.sleep(100)

    assert [arrival.name for arrival in shelf.watched.look(1)] == ["b.jpg"]
    shelf.time.sleep(HELD_S)
    assert shelf.watched.look(1) == [Arrival("a.jpg", held)]


@pytest.mark.parametrize("inodes", ["none in listings", "none at all"])
def test_of_files_of_one_size_and_time_each_is_taken_although_the_system_has_no_inodes(
    tmp_path: Path, inodes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a listing tells none, and on file systems of other makers."""
    monkeypatch.setattr(watched_folder, "os", WithoutInodes(everywhere=inodes == "none at all"))
    shelf = Shelf(tmp_path)
    for name in ("a.jpg", "b.jpg"):
        os.utime(shelf.put(name, PICTURE + name.encode()), (1, 1))

    assert [arrival.name for arrival in shelf.wait()] == ["a.jpg", "b.jpg"]
    assert shelf.wait() == []


class WithoutInodes:
    """The system's functions, which know of no inodes."""

    def __init__(self, *, everywhere: bool) -> None:
        self._everywhere = everywhere

    @contextmanager
    def scandir(self, folder: Path) -> Iterator[list[Entry]]:
        with os.scandir(folder) as entries:
            yield [Entry(entry) for entry in entries]

    def stat(self, path: str, *, follow_symlinks: bool) -> os.stat_result:
        status = Path(path).stat(follow_symlinks=follow_symlinks)
        return without_inode(status) if self._everywhere else status


class Entry:
    def __init__(self, entry: os.DirEntry[str]) -> None:
        self.name, self.path = entry.name, entry.path
        self._entry = entry

    def is_file(self, *, follow_symlinks: bool) -> bool:
        return self._entry.is_file(follow_symlinks=follow_symlinks)

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        return without_inode(self._entry.stat(follow_symlinks=follow_symlinks))


def without_inode(status: os.stat_result) -> os.stat_result:
    told = {name: getattr(status, name) for name in ("st_mtime_ns", "st_size")}
    return os.stat_result([0 if place == stat.ST_INO else number for place, number in enumerate(status)], told)


def test_that_a_kind_of_scan_is_not_taken_is_told_once(shelf: Shelf) -> None:
    shelf.put("a.pdf")
    shelf.put("b.PDF")
    shelf.put("c.webp")
    found = shelf.wait()

    assert [arrival.name for arrival in found] == ["a.pdf", "c.webp"]
    for arrival in found:
        assert isinstance(arrival.content, StillError)
        assert "JPEG, PNG, BMP or TIFF" in arrival.content.message
        assert "scanner" in arrival.content.remedy
    shelf.put("d.pdf")
    assert shelf.wait() == []


def test_other_kinds_of_files_and_folders_are_left_alone(shelf: Shelf) -> None:
    shelf.put("notes.txt")
    shelf.put("scan.jpg.part")
    (shelf.folder / "folder.jpg").mkdir()

    assert shelf.wait() == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as POSIX has them")
def test_nothing_leads_out_of_the_folder_and_nothing_is_waited_for(shelf: Shelf, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"not for anybody")
    (shelf.folder / "link.jpg").symlink_to(secret)
    (shelf.folder / "zero.jpg").symlink_to("/dev/zero")
    os.mkfifo(shelf.folder / "pipe.jpg")
    os.link(secret, shelf.folder / "second-name.jpg")

    found = shelf.wait(STABLE_S + HELD_S + 1)

    assert [arrival.name for arrival in found] == ["second-name.jpg"]
    assert isinstance(found[0].content, StillError)


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links as POSIX has them")
def test_a_file_that_becomes_a_link_before_it_is_read_is_not_read(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"not for anybody")
    file = shelf.put("swapped.jpg")
    read = WatchedFolder._read  # noqa: SLF001 - the moment between looking and reading

    def swap(self: WatchedFolder, name: str) -> bytes | StillError:
        file.unlink()
        file.symlink_to(secret)
        return read(self, name)

    monkeypatch.setattr(WatchedFolder, "_read", swap)

    assert shelf.wait() == []
    assert file.is_symlink()
    assert shelf.wait(HELD_S) == []


def test_a_file_that_another_program_holds_for_a_while_is_taken_when_it_lets_go(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, until_s = WatchedFolder._read, shelf.time.now_s + STABLE_S + 3  # noqa: SLF001 - as Windows refuses it
    held = StillError(ErrorCode.FILE_UNREADABLE, "The file cannot be read.", "Wait.")
    monkeypatch.setattr(
        WatchedFolder, "_read", lambda self, name: held if shelf.time.now_s < until_s else read(self, name)
    )
    shelf.put("held.jpg")

    assert shelf.wait(STABLE_S + 2) == []
    assert shelf.wait() == [Arrival("held.jpg", PICTURE)]


def test_a_file_that_stays_unreadable_is_told_once(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    held = StillError(ErrorCode.FILE_UNREADABLE, "The file cannot be read.", "Wait.")
    monkeypatch.setattr(WatchedFolder, "_read", lambda *_: held)
    shelf.put("locked.jpg")

    assert shelf.wait(STABLE_S + HELD_S + 1) == [Arrival("locked.jpg", held)]
    assert shelf.wait(HELD_S) == []


def test_a_file_of_a_hundred_megabytes_is_refused_unread(shelf: Shelf) -> None:
    with (shelf.folder / "huge.tif").open("wb") as huge:
        huge.truncate(100 * 1024 * 1024)

    (arrival,) = shelf.wait()
    assert isinstance(arrival.content, StillError)
    assert arrival.content.code is ErrorCode.FILE_TOO_LARGE
    assert MAX_FILE_BYTES < 100 * 1024 * 1024


def test_a_folder_that_goes_is_told_and_watched_on_when_it_is_back(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put("before.jpg")
    shelf.wait()
    away = shelf.folder.rename(tmp_path / "elsewhere")
    for _ in range(2):
        with pytest.raises(CameraError) as caught:
            shelf.watched.look()
        assert caught.value.code is ErrorCode.FOLDER_LOST
        assert caught.value.remedy

    (away / "meanwhile.jpg").write_bytes(PICTURE + b" of meanwhile")
    away.rename(shelf.folder)

    assert [arrival.name for arrival in shelf.wait()] == ["meanwhile.jpg"]


def test_what_lay_on_a_drive_at_first_is_not_taken_when_it_comes_back_and_its_files_are_numbered_anew(
    shelf: Shelf, tmp_path: Path
) -> None:
    """As FAT does at each mount."""
    shelf.put("taken.jpg", PICTURE + b" and taken")
    shelf.wait()
    away = shelf.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(CameraError):
        shelf.watched.look()
    shutil.copytree(away, shelf.folder)
    shelf.put("meanwhile.jpg", PICTURE + b" of meanwhile")

    assert [arrival.name for arrival in shelf.wait()] == ["meanwhile.jpg"]

    (shelf.folder / "old.jpg").write_bytes(PICTURE + b", another")
    assert [arrival.name for arrival in shelf.wait()] == ["old.jpg"]


def test_a_folder_that_is_not_there_at_first_is_watched_once_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    watched = WatchedFolder(folder)
    with pytest.raises(CameraError):
        watched.look()
    folder.mkdir()

    assert watched.look() == []
    shutil.rmtree(folder)
