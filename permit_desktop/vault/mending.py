"""Makes a whole of the rows that were saved of a damaged vault.

What a lost row would have held is taken from the others as far as they say it. Nothing that was saved counts as given
up or done because a row beside it is lost: where nobody can tell how far a picture had come, a person is asked.
"""

from __future__ import annotations

from typing import Final

from permit_desktop.domain.jobs import UNFINISHED, JobState
from permit_desktop.vault import errors
from permit_desktop.vault.database import Database
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options
from permit_desktop.vault.records import BY_PERSON, ON_DEVICE, SERVICE, SHOWN

_OWNERLESS: Final = """
INSERT INTO records (id, created_at_s, changed_at_s)
SELECT record_id, coalesce(min(begun_s), ?1), coalesce(max(ended_s), ?1) FROM (
    SELECT record_id, captured_at_s AS begun_s, captured_at_s AS ended_s FROM stills
    UNION ALL SELECT record_id, created_at_s, changed_at_s FROM jobs
    UNION ALL SELECT record_id, at_s, at_s FROM field_history
    UNION ALL SELECT record_id, NULL, NULL FROM record_fields
) WHERE record_id NOT IN (SELECT id FROM records) GROUP BY record_id
"""
"""A record for whatever has lost its own, under the same number."""

_FIELDS_OF_HISTORY: Final = """
INSERT OR IGNORE INTO record_fields (record_id, field, value, source)
SELECT record_id, field, value, source FROM field_history WHERE field <> '' AND value NOT NULL
ORDER BY source IN ({by_person}) DESC, source = '{service}' DESC, id DESC
""".format(by_person=", ".join(f"'{source}'" for source in sorted(BY_PERSON)), service=SERVICE)
"""The first of a field counts: what a person said last, then what the service read, then what this machine did."""

_REVIEWS: Final = """
UPDATE records SET reviewed_at_s = (SELECT max(at_s) FROM field_history WHERE record_id = records.id AND field = '')
WHERE reviewed_at_s IS NULL
"""

_LOST_STILLS: Final = "UPDATE jobs SET still_id = NULL WHERE still_id NOT IN (SELECT id FROM stills)"

_LOST_JOBS: Final = """
INSERT INTO jobs (record_id, still_id, sha256, options, state, created_at_s, changed_at_s)
SELECT record_id, id, sha256, coalesce(
    (SELECT options FROM answers WHERE answers.sha256 = stills.sha256 AND NOT (options GLOB ?2)),
    (SELECT options FROM jobs ORDER BY id DESC LIMIT 1),
    ?3
), ?4, captured_at_s, ?1 FROM stills WHERE id NOT IN (SELECT still_id FROM jobs WHERE still_id NOT NULL)
"""
"""A job for each picture that has lost its own: what was asked of the service, or is asked of it for others."""

_CUT_SHORT: Final = f"""
UPDATE attempts SET ended_at_s = ?, outcome = 'interrupted', maybe_paid = 1 WHERE ended_at_s IS NULL AND job_id IN
(SELECT id FROM jobs WHERE still_id IS NULL AND state = '{JobState.SENDING.value}' AND options GLOB '{SERVICE}*')
"""  # noqa: S608 (our own names)

_ASK: Final = "UPDATE jobs SET state = ?, reason = ?, reason_text = ?, remedy = ?, not_before_s = NULL WHERE {}"
_IS_UNFINISHED: Final = f"state IN ({', '.join(repr(state.value) for state in sorted(UNFINISHED))})"
_IS_BARE: Final = "record_id NOT IN (SELECT record_id FROM record_fields)"
_WITHOUT_STILL: Final = f"still_id IS NULL AND ({_IS_UNFINISHED} OR state = '{JobState.ANSWERED.value}' AND {_IS_BARE})"
_WITHOUT_READING: Final = (
    f"still_id NOT NULL AND state IN ('{JobState.ANSWERED.value}', '{JobState.REVIEWED.value}') AND {_IS_BARE}"
)


def mend(database: Database, now_s: float) -> None:
    """Gives everything that was saved what it belongs to; to be called inside a transaction.

    Afterwards every row refers to rows that are there, and every picture has a record and a job.
    """
    database.run(_OWNERLESS, now_s)
    database.run(_FIELDS_OF_HISTORY)
    for field, column in SHOWN.items():
        database.run(
            "INSERT OR IGNORE INTO record_fields (record_id, field, value, source)"  # noqa: S608 (our own names)
            f" SELECT id, ?, {column}, ? FROM records WHERE {column} NOT NULL",
            field.value, ON_DEVICE,
        )  # fmt: skip
        database.run(
            f"UPDATE records SET {column} ="  # noqa: S608 (our own names)
            " (SELECT value FROM record_fields WHERE record_id = records.id AND field = ?)",
            field.value,
        )
    database.run(_REVIEWS)
    database.run(_LOST_STILLS)
    before = {row[0] for row in database.rows("SELECT id FROM jobs")}
    database.run(_LOST_JOBS, now_s, f"{ON_DEVICE}*", str(Options(ON_DEVICE)), JobState.NEEDS_YOU.value)
    made = [row[0] for row in database.rows("SELECT id FROM jobs") if row[0] not in before]
    for job_id in made:
        _ask(database, "id = ?", errors.work_lost(), job_id)
    database.run(_CUT_SHORT, now_s)
    _ask(database, _WITHOUT_STILL, errors.still_lost())
    _ask(database, _WITHOUT_READING, errors.work_lost())
    for table in ("attempts", "service_words"):
        database.run(f"DELETE FROM {table} WHERE job_id NOT IN (SELECT id FROM jobs)")  # noqa: S608 (our own names)


def _ask(database: Database, which: str, why: VaultError, *values: object) -> None:
    """These jobs wait for a person."""
    database.run(_ASK.format(which), JobState.NEEDS_YOU.value, why.code.value, why.message, why.remedy, *values)
