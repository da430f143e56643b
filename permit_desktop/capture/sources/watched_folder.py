"""A folder that a scanner saves to: each new picture in it is taken, once, when it is whole."""

from __future__ import annotations

import hashlib
import math
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from permit_desktop.domain.errors import CameraError, ErrorCode, StillError
from permit_desktop.imaging.still_file import read_still_bytes

STABLE_S: Final = 1.0
"""A file that has not grown or changed for so long is whole."""
HELD_S: Final = 10.0
"""For so long from the first try on it is tried again: what saved or scanned it for viruses may still hold it."""
_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff")
_NOT_TAKEN: Final = (".pdf", ".webp", ".heic", ".heif", ".gif", ".jp2")
"""What scanners and telephones save as well; that it is not taken is told once for each kind."""

_Mark = tuple[int | str, int, int]
"""Which file, time of change and size: the same file as before, or another. A file is told by its inode, whatever its
name is now; by its name where the file system has no inodes."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A picture file that has come: what it holds, or why it is no usable one."""

    name: str
    content: bytes | StillError


class WatchedFolder:
    """Looks at a folder again and again; asks nothing of the system but to list and to read it."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Args: folder: what lies in it at the first look is not new."""
        self._folder = folder
        self._clock = clock
        self._known: set[_Mark] | None = None
        self._old: frozenset[_Mark] = frozenset()
        """What lay there at the first look, told by its names: a drive that comes back may number its files anew."""
        self._waiting: dict[_Mark, float] = {}
        """Since when each has been there."""
        self._held: dict[_Mark, float] = {}
        """Since when each cannot be opened."""
        self._taken: set[bytes] = set()
        self._told_kinds: set[str] = set()

    def look(self, most: float = math.inf) -> list[Arrival]:
        """What has come and is whole since the last look, in the order of the names.

        Args:
            most: so many pictures are read; more than these wait, unread, for the next look.

        Raises:
            CameraError: FOLDER_LOST while the folder cannot be listed. It is to be looked at again: what came before it
                went is not taken a second time.
        """
        marks = self._marks()
        if self._known is None:
            self._known = set(marks)
            self._old = frozenset(_named(mark, name) for mark, name in marks.items())
            return []
        now_s = self._clock()
        self._known.update(mark for mark, name in marks.items() if _named(mark, name) in self._old)
        new = {mark: self._waiting.get(mark, now_s) for mark in marks if mark not in self._known}
        whole = [mark for mark, since_s in new.items() if now_s - since_s >= STABLE_S and mark[-1] > 0]
        others = {mark for mark in whole if _kind(marks[mark]) in _NOT_TAKEN}
        come: set[_Mark] = set()
        arrivals = self._first_of_kinds(sorted(marks[mark] for mark in others))
        for mark in sorted(set(whole) - others, key=lambda mark: marks[mark]):
            if most <= 0:
                break
            content = self._read(marks[mark])
            if _is_held(content) and now_s - self._held.setdefault(mark, now_s) < HELD_S:
                continue
            come.add(mark)
            if self._is_first(content):
                arrivals.append(Arrival(marks[mark], content))
                most -= isinstance(content, bytes)
        self._waiting = {mark: since_s for mark, since_s in new.items() if mark not in come | others}
        self._held = {mark: since_s for mark, since_s in self._held.items() if mark in self._waiting}
        self._known.intersection_update(marks)
        self._known.update(come, others)
        return arrivals

    def _first_of_kinds(self, names: Sequence[str]) -> list[Arrival]:
        """Of the files that are not taken, the first of each kind."""
        arrivals = []
        for name in names:
            if _kind(name) not in self._told_kinds:
                self._told_kinds.add(_kind(name))
                arrivals.append(Arrival(name, _of_another_kind()))
        return arrivals

    def _is_first(self, content: bytes | StillError) -> bool:
        """Whether these bytes come for the first time: a file that was merely touched or copied is not taken again."""
        if isinstance(content, StillError):
            return True
        digest = hashlib.sha256(content).digest()
        first = digest not in self._taken
        self._taken.add(digest)
        return first

    def _read(self, name: str) -> bytes | StillError:
        try:
            return read_still_bytes(self._folder / name, follow_links=False)
        except StillError as error:
            return error

    def _marks(self) -> dict[_Mark, str]:
        marks: dict[_Mark, str] = {}
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if entry.name.lower().endswith(_ENDINGS + _NOT_TAKEN) and (mark := _mark(entry)) is not None:
                        marks[mark] = entry.name
        except OSError as error:
            raise CameraError(
                ErrorCode.FOLDER_LOST,
                "The watched folder is not there.",
                "Connect its drive or choose another folder; watching goes on as soon as it is back.",
            ) from error
        return marks


def _named(mark: _Mark, name: str) -> _Mark:
    return name, mark[1], mark[2]


def _kind(name: str) -> str:
    return Path(name).suffix.lower()


def _of_another_kind() -> StillError:
    return StillError(
        ErrorCode.NOT_AN_IMAGE,
        "The file is not a JPEG, PNG, BMP or TIFF picture.",
        "Set the scanner to save pictures of one of these kinds.",
    )


def _is_held(content: bytes | StillError) -> bool:
    return isinstance(content, StillError) and content.code is ErrorCode.FILE_UNREADABLE


def _mark(entry: os.DirEntry[str]) -> _Mark | None:
    """None for what is gone again, and for what is no file: links, pipes, devices, folders."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        # Not `entry.stat`: on Windows what a listing tells of a file has no inode.
        status = os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116
    except OSError:
        return None
    return status.st_ino or entry.name, status.st_mtime_ns, status.st_size
