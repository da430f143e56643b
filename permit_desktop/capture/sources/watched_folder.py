"""A folder that a scanner saves to: each new picture in it is taken, once, when it is whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from permit_desktop.domain.errors import CameraError, ErrorCode, StillError
from permit_desktop.imaging.still_file import read_still_bytes

STABLE_S: Final = 1.0
"""A file that has not grown or changed for so long is whole."""
_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff")
_MOST_FILES: Final = 10_000

_Mark = tuple[str, int, int, int]
"""Name, inode, time of change and size: the same file as before, or another."""


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
        self._waiting: dict[str, tuple[_Mark, float]] = {}

    def look(self) -> list[Arrival]:
        """What has come and is whole since the last look, in the order of the names.

        Raises:
            CameraError: FOLDER_LOST while the folder cannot be listed. It is to be looked at again: what came before it
                went is not taken a second time.
        """
        marks = self._marks()
        if self._known is None:
            self._known = set(marks)
            return []
        now_s = self._clock()
        new = sorted(mark for mark in marks if mark not in self._known)
        whole = []
        waiting: dict[str, tuple[_Mark, float]] = {}
        for mark in new:
            since = self._waiting.get(mark[0])
            if since is None or since[0] != mark:
                waiting[mark[0]] = mark, now_s
            elif now_s - since[1] < STABLE_S or mark[-1] == 0:
                waiting[mark[0]] = since
            else:
                whole.append(mark)
        self._waiting = waiting
        self._known.intersection_update(marks)
        self._known.update(whole)
        return [Arrival(mark[0], self._read(mark[0])) for mark in whole]

    def _read(self, name: str) -> bytes | StillError:
        try:
            return read_still_bytes(self._folder / name, follow_links=False)
        except StillError as error:
            return error

    def _marks(self) -> list[_Mark]:
        marks: list[_Mark] = []
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if len(marks) < _MOST_FILES and entry.name.lower().endswith(_ENDINGS):
                        marks.extend(_mark(entry))
        except OSError as error:
            raise CameraError(
                ErrorCode.FOLDER_LOST,
                "The watched folder is not there.",
                "Connect its drive or choose another folder; watching goes on as soon as it is back.",
            ) from error
        return marks


def _mark(entry: os.DirEntry[str]) -> list[_Mark]:
    """None for what is gone again, and for what is no file: links, pipes, devices, folders."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return []
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return []
    return [(entry.name, status.st_ino, status.st_mtime_ns, status.st_size)]
