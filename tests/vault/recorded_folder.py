"""A folder on a disk whose power can be cut: whatever the program does to it is logged, by SQLite and by Python alike.

The folder is a real one, and the program works on it as always. Beneath the page encryption every write of SQLite is
logged, and of Python the syncs, renames and deletions. From the log a second real folder can be made, as it may look
after a cut at any point. Contents and names are two things: what was not synced of a file is lost, kept or torn at the
border of a sector, each write by itself; a name that was made, changed or deleted, and whose folder was not synced
since, is old or new, each by itself.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest import mock

import apsw

SECTOR_BYTES: Final = 512
_SYSTEM: Final = "win32" if os.name == "nt" else "unix"
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the log.

    Attributes:
        kind: `create`, `rename` (to `data`) and `delete` of a name; `write` (data at offset), `truncate` (to offset)
            and `sync` of a file; `sync folder`; `beside`: what lies outside of the folder from then on, for sure.
        name: the name, or what lies outside.
        file: the number of the file, whatever its name.
    """

    kind: str
    name: str = ""
    file: int = 0
    offset: int = 0
    data: bytes = b""


class RecordedFolder:
    """A folder and the log of what was done to it while it was recorded.

    Args:
        folder: a real folder; what is in it is on the disk for sure.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log: list[Step] = []
        self._names: dict[str, int] = {}
        self._before: dict[str, bytes] = {}
        for file in folder.iterdir() if folder.exists() else ():
            self._before[file.name] = file.read_bytes()
            self._names[file.name] = next(_numbers)
        self._names_before = dict(self._names)

    @contextmanager
    def recording(self) -> Iterator[None]:
        """For the length of a block everything is logged."""
        system = _System(f"recorded{next(_numbers)}", self)
        connect = apsw.Connection

        def connect_here(path: str, **_: object) -> apsw.Connection:
            return connect(path, vfs=f"multipleciphers-{system.name}")

        with (
            mock.patch("apsw.Connection", connect_here),
            mock.patch("os.fsync", self._synced),  # and no more: the real folder need not survive anything
            mock.patch("os.rename", self._before_that(os.rename, self._renamed)),
            mock.patch("os.replace", self._before_that(os.replace, self._renamed)),
            mock.patch("os.unlink", self._before_that(os.unlink, self._deleted)),
        ):
            try:
                yield
            finally:
                system.unregister()

    def note_beside(self, name: str, data: bytes) -> None:
        """Outside of the folder something is otherwise, for sure."""
        self.log.append(Step("beside", name, data=data))

    def beside_at(self, at: int, name: str) -> bytes:
        """What lay outside after the first `at` steps; nothing before that."""
        return next((step.data for step in reversed(self.log[:at]) if (step.kind, step.name) == ("beside", name)), b"")

    def spoil(self, name: str, offset: int, data: bytes) -> None:
        """Something overwrites a part of a file that nobody has open, long after all that was done before."""
        self.sync_folder()
        with (self.folder / name).open("r+b") as file:
            file.seek(offset)
            file.write(data)
        self.write(name, offset, data)
        self.sync(name)

    def after_cut(self, at: int, chance: random.Random, into: Path) -> None:
        """Makes the folder as it may be found when the power fails after the first `at` steps of the log."""
        done = self.log[:at]
        synced = {step.file: place for place, step in enumerate(done) if step.kind == "sync"}
        folder_synced = max((place for place, step in enumerate(done) if step.kind == "sync folder"), default=-1)
        names = dict(self._names_before)
        files = {number: bytearray(self._before[name]) for name, number in names.items()}
        for place, step in enumerate(done):
            match step.kind:
                case "write" | "truncate":
                    _change(files.setdefault(step.file, bytearray()), step, place <= synced.get(step.file, -1), chance)
                case "create" | "rename" | "delete":
                    made = step.kind == "create" and place <= synced.get(step.file, -1)
                    if place <= folder_synced or made or chance.random() < 0.5:
                        _name(names, step)
        into.mkdir()
        for name, number in names.items():
            (into / name).write_bytes(files.get(number, b""))

    def write(self, name: str, offset: int, data: bytes) -> None:
        """A part of a file is another one."""
        self.log.append(Step("write", name, self._number(name), offset, data))

    def truncate(self, name: str, size: int) -> None:
        """A file is as long as that."""
        self.log.append(Step("truncate", name, self._number(name), size))

    def sync(self, name: str) -> None:
        """A file's content, and its name if it is a new one, are on the disk."""
        self.log.append(Step("sync", name, self._number(name)))

    def sync_folder(self) -> None:
        """All names are on the disk."""
        self.log.append(Step("sync folder"))

    def delete(self, name: str) -> None:
        """A name is gone."""
        if name in self._names:
            self.log.append(Step("delete", name, self._names.pop(name)))

    def holds(self, path: str | os.PathLike[str]) -> bool:
        """Whether a path lies in this folder."""
        return Path(path).parent == self.folder

    def _number(self, name: str) -> int:
        if name not in self._names:
            self._names[name] = next(_numbers)
            self.log.append(Step("create", name, self._names[name]))
        return self._names[name]

    def know(self, name: str) -> None:
        """A file is there; it is new if nobody knew it before."""
        self._number(name)

    @staticmethod
    def _before_that(act: Callable[..., None], note: Callable[..., None]) -> Callable[..., None]:
        def done(*arguments: Any, **more: Any) -> None:
            note(*arguments)
            act(*arguments, **more)

        return done

    def _synced(self, descriptor: int) -> None:
        opened = os.fstat(descriptor)
        if os.path.samestat(opened, self.folder.stat()):
            self.sync_folder()
        for file in self.folder.iterdir():
            if os.path.samestat(opened, file.stat()):
                self._write_whole(file)
                self.sync(file.name)

    def _write_whole(self, file: Path) -> None:
        self.truncate(file.name, 0)
        self.write(file.name, 0, file.read_bytes())

    def _renamed(self, source: str | Path, target: str | Path) -> None:
        if self.holds(source):
            source = Path(source)
            if source.name not in self._names:  # written by Python, and never synced
                self._write_whole(source)
            number = self._names.pop(source.name)
            self._names[Path(target).name] = number
            self.log.append(Step("rename", source.name, number, data=os.fsencode(Path(target).name)))

    def _deleted(self, path: str | Path) -> None:
        if self.holds(path):
            self.delete(Path(path).name)


def _change(content: bytearray, step: Step, is_synced: bool, chance: random.Random) -> None:  # noqa: FBT001
    if step.kind == "truncate":
        if is_synced or chance.random() < 0.5:
            del content[step.offset :]
        return
    data = step.data if is_synced else _torn(step.data, chance)
    if data:
        if len(content) < step.offset:
            content.extend(bytes(step.offset - len(content)))
        content[step.offset : step.offset + len(data)] = data


def _torn(data: bytes, chance: random.Random) -> bytes:
    fate = chance.random()
    if fate < 1 / 3:
        return b""
    # Whole sectors arrive, from the front.
    return data if fate > 2 / 3 else data[: SECTOR_BYTES * chance.randint(0, len(data) // SECTOR_BYTES)]


def _name(names: dict[str, int], step: Step) -> None:
    match step.kind:
        case "create":
            names[step.name] = step.file
        case "rename" if names.get(step.name) == step.file:
            names[os.fsdecode(step.data)] = names.pop(step.name)
        case "delete" if names.get(step.name) == step.file:
            del names[step.name]


class _System(apsw.VFS):
    """The operating system's file system, for SQLite."""

    def __init__(self, name: str, folder: RecordedFolder) -> None:
        super().__init__(name, _SYSTEM)
        self.name = name
        self._folder = folder

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 (SQLite's)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is None or not self._folder.holds(path):
            return super().xOpen(name, flags)
        return _File(name, flags, Path(path).name, self._folder)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001 (SQLite's)
        super().xDelete(filename, syncdir)
        if self._folder.holds(filename):
            self._folder.delete(Path(filename).name)
            if syncdir:
                self._folder.sync_folder()


class _File(apsw.VFSFile):
    """An open file; the methods are SQLite's."""

    def __init__(
        self, path: str | apsw.URIFilename | None, flags: list[int], name: str, folder: RecordedFolder
    ) -> None:
        is_journal = bool(flags[0] & (apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL))
        super().__init__(_SYSTEM, path, flags)
        folder.know(name)
        self._syncs_folder = is_journal  # as the operating system's VFS does, once
        self._name = name
        self._folder = folder

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._folder.write(self._name, offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        self._folder.truncate(self._name, size)

    def xSync(self, _flags: int) -> None:  # noqa: N802
        self._folder.sync(self._name)
        if self._syncs_folder:
            self._folder.sync_folder()
            self._syncs_folder = False

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR_BYTES

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0  # promises nothing: no atomic writes, no order
