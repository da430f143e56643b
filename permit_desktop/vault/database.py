"""The one connection to the one encrypted database, and the promises that its settings make.

Write-ahead log with a sync at every commit: what a transaction wrote survives a power cut (the tests cut the power).
Locked exclusively: a second process is refused at once, and the defect of write-ahead logs that two connections can
meet (SQLite before 3.51.3) cannot occur. Pages are encrypted and authenticated, so damage is found when it is read.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import apsw

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.vault import errors
from permit_desktop.vault.errors import VaultError

LEAST_SQLITE: Final = (3, 51, 3)
"""The first release without the write-ahead log's reset defect."""

_CIPHER: Final = "aegis"
"""Authenticated, and the cheapest of those offered wherever the processor computes AES, as all of the last years do."""
_FORMER_CIPHERS: Final = ("chacha20",)
_PAGE_BYTES: Final = 8192
"""A still costs a tenth less of the processor than with pages of half the size."""

GREATEST_ID: Final = (1 << 63) - 1
"""No row has a higher number, and SQLite takes none."""

Row: TypeAlias = tuple[Any, ...]
_T = TypeVar("_T")


class Database:
    """Safe to use from several threads: each transaction waits for the one before it.

    Attributes:
        on_change: called after every transaction that changed something, in the thread that made it.

    Args:
        path: the file; made when it is missing.
        key: 32 bytes.
        on_full: called when the disk is full; true when it made room, and what failed is done once more.
        synchronous: how surely a commit is on the disk; anything but FULL is for tests.

    Raises:
        VaultError: vault_in_use, vault_damaged (or another key's), vault_read_only, vault_full or vault_failed.
    """

    def __init__(
        self,
        path: str,
        key: bytes,
        *,
        on_full: Callable[[], bool] = lambda: False,
        synchronous: str = "FULL",
    ) -> None:
        if sqlite_version() < LEAST_SQLITE:
            raise RuntimeError("this SQLite can lose commits")
        self._turn = threading.RLock()
        self._depth = 0
        self._on_full = on_full
        self.on_change: Callable[[], None] = lambda: None
        self._failure: VaultError | None = None
        with self._told():
            self._connection = apsw.Connection(path)
            try:
                self._prepare(key, synchronous)
            except BaseException:
                self._connection.close(force=True)
                raise

    def _prepare(self, key: bytes, synchronous: str) -> None:
        unlock(self._connection, key)
        self._connection.pragma("page_size", _PAGE_BYTES)  # counts for a new file only
        pragma = self._connection.pragma
        pragma("locking_mode", "EXCLUSIVE")
        # A new file is changed to a write-ahead log by way of a rollback journal. If a power cut brought that journal's
        # name back, SQLite would roll the whole vault back to nothing: EXTRA makes the deletion durable at once.
        pragma("synchronous", "EXTRA")
        pragma("journal_mode", "wal")
        pragma("synchronous", synchronous)
        pragma("secure_delete", 1)  # as this build of SQLite does by itself: the vault stands on it
        pragma("foreign_keys", 1)
        pragma("trusted_schema", False)  # noqa: FBT003 (as above)
        if sys.platform == "darwin":
            pragma("fullfsync", 1)  # otherwise macOS leaves commits in the drive's cache
            pragma("checkpoint_fullfsync", 1)
        # Takes the lock, and reads the first page: a wrong key shows here.
        self._connection.execute("BEGIN IMMEDIATE; COMMIT")

    @property
    def schema_version(self) -> int:
        """The number of migrations that were run; settable inside `write`."""
        return int(self.rows("PRAGMA user_version")[0][0])

    @schema_version.setter
    def schema_version(self, version: int) -> None:
        self.run(f"PRAGMA user_version = {int(version)}")

    def write(self, work: Callable[[], _T], *, spare: bool = True) -> _T:
        """Runs `work` as one transaction; returns when it is on the disk. Inside another `write` it joins that one.

        On a full disk `work` may run twice, so it must have no effect besides the database.

        Args:
            spare: whether the room that is kept for hard times may be used for it.
        """
        with self._turn:
            if self._depth:
                return work()
            if not spare:
                return self._transact(work)
            return self._with_room(lambda: self._transact(work))

    def _with_room(self, act: Callable[[], _T]) -> _T:
        try:
            return act()
        except VaultError as error:
            if error.code is not ErrorCode.VAULT_FULL or not self._on_full():
                raise
        return act()

    def _transact(self, work: Callable[[], _T]) -> _T:
        with self._told():
            self._depth += 1
            before = self._connection.total_changes()
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                result = work()
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1
            if self._connection.total_changes() != before:
                self.on_change()
            return result

    def run(self, sql: str, *values: object) -> int:
        """Runs one statement; to be called inside `write`.

        Returns:
            The ID of the row that it inserted last.
        """
        with self._turn, self._told():
            self._connection.execute(sql, values)
            return self._connection.last_insert_rowid()

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        with self._turn, self._told():
            return list(self._connection.execute(sql, values))

    def script(self, sql: str) -> None:
        """Runs several statements; to be called inside `write`."""
        with self._turn, self._told():
            self._connection.execute(sql)

    def checkpoint(self) -> None:
        """Moves the log into the file and empties it: only then are deleted rows gone from the disk.

        Raises:
            VaultError: it could not be done.
        """
        with self._turn:
            self._with_room(self._truncate_log)

    def _truncate_log(self) -> None:
        with self._told():
            ((busy, _, _),) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise errors.failed()

    def check(self, *, but: str | None = None) -> None:
        """Reads every page, each of which proves by its tag that it is what was written.

        Args:
            but: a table that is left out, so that the rest is read only.

        Raises:
            VaultError: vault_damaged; nothing more is read or written then.
        """
        tables = [name for (name,) in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'") if name != but]
        checks = ["quick_check(1)"] if but is None else [f"quick_check({table})" for table in tables]
        for check in checks:
            if self.rows(f"PRAGMA {check}") != [("ok",)]:
                self._failure = errors.damaged()
                raise self._failure

    def close(self) -> None:
        """Closes the file; harmless when it is closed."""
        with self._turn:
            if self._failure is not None:
                with suppress(apsw.ConnectionClosedError):
                    self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)  # the file stays as it is
            self._connection.close(force=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        if self._failure is not None:
            raise self._failure
        try:
            yield
        except apsw.Error as error:
            told = in_words(error)
            if isinstance(error, apsw.IOError | apsw.CorruptError | apsw.NotADBError):
                # After a failed sync nobody knows what is on the disk: nothing more is written through this connection.
                self._failure = told
            raise told from None


def is_of_a_former_cipher(path: Path, key: bytes) -> bool:
    """Whether the file, which the cipher of today does not open, is one of an earlier release; it is only read."""
    return any(_opens(path, key, cipher) for cipher in _FORMER_CIPHERS)


def _opens(path: Path, key: bytes, cipher: str) -> bool:
    connection = open_to_read(path, key, cipher)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except apsw.Error:
        return False
    finally:
        connection.close(force=True)
    return True


def open_to_read(path: Path, key: bytes, cipher: str = _CIPHER) -> apsw.Connection:
    """A connection that leaves the file and its log as they are.

    Opening it read-only would not do: a log that a crash left behind would be refused.
    """
    connection = apsw.Connection(str(path))
    unlock(connection, key, cipher)
    connection.pragma("locking_mode", "EXCLUSIVE")
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    return connection


def unlock(connection: apsw.Connection, key: bytes, cipher: str = _CIPHER) -> None:
    """Names the cipher and the key, before anything else is done with a connection."""
    connection.pragma("cipher", cipher)
    connection.pragma("key", f"raw:{key.hex()}")


def sqlite_version() -> tuple[int, ...]:
    """The release of SQLite that the vault runs on."""
    return tuple(int(part) for part in apsw.sqlite_lib_version().split("."))


def in_words(error: apsw.Error) -> VaultError:
    """What SQLite refused; raises the error itself where it is a fault of the program."""
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return errors.in_use(None)
        case apsw.ConnectionClosedError():
            return errors.not_open()
        case apsw.NotADBError() | apsw.CorruptError():
            return errors.damaged()
        case apsw.FullError():
            return errors.full()
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError():
            return errors.read_only()
        case apsw.IOError():
            return errors.failed()
        case _:
            raise error
