"""Carries over what can still be read of a damaged vault: row by row, so that one bad page costs only its own rows.

Every row is taken as it is, whether what it refers to was found or not; `vault.mending` makes a whole of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import apsw

from permit_desktop.vault.audit import Entry, chained
from permit_desktop.vault.database import Database, Row, open_to_read

_TABLES: Final = ("records", "stills", "jobs", "attempts", "field_history")
"""Those whose rows are numbered."""
_KEYED_TABLES: Final = ("facts", "answers", "ages", "service_words")
"""Those whose rows have no numbers of their own: why nothing is sent, what need not be paid again, how old everything
is, and what the service said."""

_KEY_COLUMNS: Final = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"

_UNREADABLE: Final = (apsw.CorruptError, apsw.NotADBError, apsw.IOError, apsw.SQLError, apsw.CantOpenError)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was found in a damaged vault.

    Attributes:
        stills: pictures that were carried over with their records and jobs.
        lost_rows: rows that could not be read, of all kinds; those that nobody can count are not among them.
        audit_entries: entries of the audit trail that were carried over.
        audit_head: the hash of the last of them, in hex: where the trail of the damaged vault goes on.
    """

    stills: int
    lost_rows: int
    audit_entries: int = 0
    audit_head: str = ""


def schema_of(damaged: Path, key: bytes) -> int | None:
    """How many migrations a damaged database has seen, None where that cannot be read or there is nothing."""
    if not damaged.exists():
        return None
    source = _Damaged(damaged, key)
    try:
        return source.schema_version()
    finally:
        source.close()


def salvage(damaged: Path, key: bytes, into: Database) -> Salvaged:
    """Copies every readable row of a damaged database into a new, empty one; IDs stay the same.

    Args:
        damaged: the file; it is only read. It may be gone altogether.
        key: the database's key.
        into: an empty database with the same tables, which lets a row refer to what is not there.
    """
    if not damaged.exists():
        return Salvaged(0, 0)
    source = _Damaged(damaged, key)
    try:
        entries, head, lost_entries = into.write(lambda: _carry_over_audit(source, into))
        into.write(lambda: _carry_over_keyed(source, into))
        counts = [into.write(lambda table=table: _carry_over(source, table, into)) for table in _TABLES]  # type: ignore[misc] # mypy infers no types of a lambda's defaults
    finally:
        source.close()
    copied = dict(zip(_TABLES, counts, strict=True))
    return Salvaged(copied["stills"][0], lost_entries + sum(lost for _, lost in counts), entries, head.hex())


def is_anything_left(damaged: Path, key: bytes) -> bool:
    """Whether the damaged database still says which tables it has; nothing else is found without that."""
    source = _Damaged(damaged, key)
    try:
        return source.has_tables()
    finally:
        source.close()


def _carry_over_audit(source: _Damaged, into: Database) -> tuple[int, bytes, int]:
    """Copies the audit trail from its beginning as far as it holds: a chain has no meaning behind a missing link.

    Returns:
        How many entries were copied, the hash of the last one, and how many are left in the damaged vault alone.
    """
    copied, head = 0, b""
    rows = source.numbered("audit")
    for row in rows:
        if row is None or row[0] != copied + 1 or chained(head, Entry(*row[:-1])) != row[-1]:
            return copied, head, 1 + sum(1 for _ in rows)
        _insert(into, "audit", row)
        copied, head = copied + 1, row[-1]
    return copied, head, 0


def _carry_over(source: _Damaged, table: str, into: Database) -> tuple[int, int]:
    """How many rows of a table were copied, and how many were lost; the number of a lost one is never given again."""
    copied = lost = 0
    into.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, source.last(table))
    for row in source.numbered(table):
        if row is None or not _insert(into, table, row):
            lost += 1
        else:
            copied += 1
    if table == "records":
        for record_id in range(1, source.last(table) + 1):
            for field in source.owned("record_fields", "record_id", record_id):
                _insert(into, "record_fields", field)
    return copied, lost


def _carry_over_keyed(source: _Damaged, into: Database) -> None:
    for table in _KEYED_TABLES:
        for row in source.keyed(table, [name for (name,) in into.rows(_KEY_COLUMNS, table)]):
            _insert(into, table, row)
    # Where the count of the time that went by is lost, it begins anew, and nothing is younger than that.
    into.run(
        "UPDATE ages SET since_s = min(since_s,"
        " coalesce((SELECT CAST(value AS REAL) FROM facts WHERE name = 'lived_s'), 0.0))"
    )


def _insert(into: Database, table: str, row: Row) -> bool:
    marks = ", ".join("?" * len(row))
    try:
        into.run(f"INSERT INTO {table} VALUES ({marks})", *row)  # noqa: S608 (our own names)
    except (apsw.ConstraintError, apsw.SQLError):
        return False  # it is there already, or is none of this table's
    return True


class _Damaged:
    """A database in which any read may fail."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._connection = open_to_read(path, key)
        # With this alone SQLite reads what is left of a file that was cut off.
        self._connection.pragma("writable_schema", 1)

    def has_tables(self) -> bool:
        """Whether it can be read which tables there are, and there are any."""
        rows = self._read("SELECT 1 FROM sqlite_schema LIMIT 1")
        return bool(rows)

    def schema_version(self) -> int | None:
        """How many migrations were run, None where that cannot be read or none was."""
        rows = self._read("PRAGMA user_version")
        return (int(rows[0][0]) or None) if rows else None

    def numbered(self, table: str) -> Iterator[Row | None]:
        """Every row of a numbered table, None for each that cannot be read."""
        for row_id in range(1, self.last(table) + 1):
            rows = self._read(f"SELECT * FROM {table} WHERE id = ?", row_id)  # noqa: S608 (our own names)
            if rows is None:
                yield None
            else:
                yield from rows

    def last(self, table: str) -> int:
        """The last number that was given in a table, as far as it can be read."""
        last = self._read("SELECT seq FROM sqlite_sequence WHERE name = ?", table) or self._read(
            f"SELECT max(id) FROM {table}"  # noqa: S608 (our own names)
        )
        return int(last[0][0] or 0) if last else 0

    def keyed(self, table: str, key: Sequence[str]) -> Iterator[Row]:
        """The rows of a table without numbers: from either end up to the first that cannot be read."""
        for direction in ("ASC", "DESC"):
            order = ", ".join(f"{column} {direction}" for column in key)
            try:
                yield from self._connection.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 (our own names)
            except _UNREADABLE:
                continue
            return

    def owned(self, table: str, column: str, owner: int) -> list[Row]:
        """The readable rows that belong to one owner."""
        return self._read(f"SELECT * FROM {table} WHERE {column} = ?", owner) or []  # noqa: S608 (our own names)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close(force=True)

    def _read(self, sql: str, *values: object) -> list[Row] | None:
        try:
            return list(self._connection.execute(sql, values))
        except _UNREADABLE:
            return None
