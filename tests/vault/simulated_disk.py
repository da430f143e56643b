"""A disk in memory whose power can be cut: it keeps what was synced, and of the rest whatever a seed decides.

SQLite reaches it as a file system (VFS), beneath the page encryption. Every write, truncation and deletion is logged
with the syncs in between, and a disk as it may look after a cut at any point of the log can be built from it: what was
not synced is lost, kept, or torn in the middle of a write at the border of a sector, each write by itself, in any
combination. A sync of one file says nothing of the others.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import apsw

SECTOR_BYTES: Final = 512
_names = itertools.count()


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of the log: `write` (data at offset), `truncate` (to offset), `delete` or `sync` of a file.

    `beside` is what lies elsewhere from then on, whole and for sure: the keyring, the key file.
    """

    kind: str
    file: str
    offset: int = 0
    data: bytes = b""


class SimulatedDisk:
    """Files in memory, and the log of what was done to them.

    Args:
        files: what is on the disk, already synced.
    """

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self.files = {name: bytearray(content) for name, content in (files or {}).items()}
        self.before = {name: bytes(content) for name, content in self.files.items()}
        self.log: list[Operation] = []

    @contextmanager
    def mounted(self) -> Iterator[str]:
        """The name of the file system, encryption included, for the length of a block."""
        name = f"simulated{next(_names)}"
        system = _FileSystem(name, self)
        try:
            yield f"multipleciphers-{name}"
        finally:
            system.unregister()

    def after_cut(self, at: int, chance: random.Random) -> dict[str, bytes]:
        """The files as they may be found when the power fails after the first `at` steps of the log."""
        files = {name: bytearray(content) for name, content in self.before.items()}
        done = self.log[:at]
        synced = {operation.file: place for place, operation in enumerate(done) if operation.kind == "sync"}
        for place, operation in enumerate(done):
            if place <= synced.get(operation.file, -1):
                _apply(files, operation)
            elif operation.kind == "write":
                _apply(files, _torn(operation, chance))
            elif chance.random() < 0.5:
                _apply(files, operation)
        return {name: bytes(content) for name, content in files.items()}

    def beside_at(self, at: int, file: str) -> bytes:
        """What lay elsewhere after the first `at` steps of the log."""
        return next((step.data for step in reversed(self.log[:at]) if step.kind == "beside" and step.file == file), b"")

    def do(self, operation: Operation) -> None:
        """Does one step."""
        self.log.append(operation)
        _apply(self.files, operation)


def _torn(operation: Operation, chance: random.Random) -> Operation:
    kept = operation.data
    fate = chance.random()
    if fate < 1 / 3:
        kept = b""
    elif fate < 2 / 3:
        # Whole sectors arrive, from the front.
        kept = kept[: SECTOR_BYTES * chance.randint(0, len(kept) // SECTOR_BYTES)]
    return Operation("write", operation.file, operation.offset, kept)


def _apply(files: dict[str, bytearray], operation: Operation) -> None:
    match operation.kind:
        case "write" if operation.data:
            content = files.setdefault(operation.file, bytearray())
            if len(content) < operation.offset:
                content.extend(bytes(operation.offset - len(content)))
            content[operation.offset : operation.offset + len(operation.data)] = operation.data
        case "truncate" if operation.file in files:
            content = files[operation.file]
            del content[operation.offset :]
        case "delete":
            files.pop(operation.file, None)


class _FileSystem(apsw.VFS):
    def __init__(self, name: str, disk: SimulatedDisk) -> None:
        super().__init__(name, "")
        self._disk = disk

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 (SQLite's)
        file = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._disk.files.setdefault(file, bytearray())
        flags[1] = flags[0]
        return _File(file, self._disk)  # type: ignore[return-value] # apsw takes any object with the methods

    def xAccess(self, pathname: str, _flags: int) -> bool:  # noqa: N802 (SQLite's)
        return pathname in self._disk.files

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001 (SQLite's)
        self._disk.do(Operation("delete", filename))
        if syncdir:
            self._disk.do(Operation("sync", filename))

    def xFullPathname(self, name: str) -> str:  # noqa: N802 (SQLite's)
        return name


class _File:
    """An open file; the methods are SQLite's."""

    def __init__(self, name: str, disk: SimulatedDisk) -> None:
        self._name = name
        self._disk = disk

    @property
    def _content(self) -> bytearray:
        return self._disk.files.setdefault(self._name, bytearray())

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return bytes(self._content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.do(Operation("write", self._name, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.do(Operation("truncate", self._name, size))

    def xSync(self, _flags: int) -> None:  # noqa: N802
        self._disk.do(Operation("sync", self._name))

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._content)

    def xSectorSize(self) -> int:  # noqa: N802
        return SECTOR_BYTES

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0  # promises nothing: no atomic writes, no order

    def xFileControl(self, _op: int, _ptr: int) -> bool:  # noqa: N802
        return False

    def xLock(self, _level: int) -> None:  # noqa: N802
        """Only one connection at a time opens a simulated disk."""

    def xUnlock(self, _level: int) -> None:  # noqa: N802
        """As `xLock`."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        """Nothing to close."""
