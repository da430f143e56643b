"""The tables, as the migrations that made them, oldest first. A migration that was released is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from permit_desktop.vault import errors
from permit_desktop.vault.database import Database

_FIRST: Final = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT, number TEXT, name TEXT, name_en TEXT, birth_date TEXT,
    created_at_s REAL NOT NULL,
    changed_at_s REAL NOT NULL,
    reviewed_at_s REAL
) STRICT;
CREATE INDEX records_by_number ON records (number);

CREATE TABLE record_fields (
    record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    confidence REAL,
    source TEXT NOT NULL,
    other TEXT,
    PRIMARY KEY (record_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE field_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT,
    source TEXT NOT NULL,
    person TEXT,
    at_s REAL NOT NULL
) STRICT;
CREATE INDEX field_history_by_record ON field_history (record_id);

CREATE TABLE stills (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE,
    record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    sha256 BLOB NOT NULL,
    size_bytes INTEGER NOT NULL,
    captured_at_s REAL NOT NULL,
    key_id INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    sealed_portrait BLOB,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX stills_by_record ON stills (record_id);
CREATE INDEX stills_by_sha256 ON stills (sha256);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    still_id INTEGER REFERENCES stills ON DELETE SET NULL,
    sha256 BLOB NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT, reason_text TEXT, remedy TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0,
    maybe_paid INTEGER NOT NULL DEFAULT 0,
    not_before_s REAL,
    tried_at INTEGER NOT NULL DEFAULT 0,
    created_at_s REAL NOT NULL,
    changed_at_s REAL NOT NULL
) STRICT;
CREATE INDEX jobs_by_state ON jobs (state, tried_at, id);
CREATE INDEX jobs_by_record ON jobs (record_id);
CREATE INDEX jobs_by_still ON jobs (still_id);

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    begun_at_s REAL NOT NULL,
    ended_at_s REAL,
    outcome TEXT,
    maybe_paid INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX attempts_by_job ON attempts (job_id);

CREATE TABLE answers (
    sha256 BLOB NOT NULL,
    options TEXT NOT NULL,
    result TEXT NOT NULL,
    answered_at_s REAL NOT NULL,
    PRIMARY KEY (sha256, options)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at_s REAL NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
"""

_AGES: Final = """
CREATE TABLE ages (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    stamp_s REAL NOT NULL,
    since_s REAL NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
"""

_SERVICE_WORDS: Final = """
CREATE TABLE service_words (
    job_id INTEGER PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
    words TEXT NOT NULL
) STRICT;
"""

MIGRATIONS: Final = (_FIRST, _AGES, _SERVICE_WORDS)


def migrate(database: Database, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Brings the tables up to date, each migration in a transaction of its own.

    Raises:
        VaultError: vault_newer, when a later release has changed them already.
    """
    if database.schema_version > len(migrations):
        raise errors.newer(database.schema_version, len(migrations))
    for version in range(database.schema_version, len(migrations)):
        database.write(lambda version=version: _apply(database, migrations[version], version + 1))  # type: ignore[misc] # mypy infers no types of a lambda's defaults


def _apply(database: Database, script: str, version: int) -> None:
    database.script(script)
    database.schema_version = version
