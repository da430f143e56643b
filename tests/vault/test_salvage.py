"""What a rescue saves: one page after the other is spoiled, and the first purge follows as in the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options, Trouble
from permit_desktop.vault.record_row import RecordFilter, RecordState
from permit_desktop.vault.schema import MIGRATIONS
from permit_desktop.vault.vault import Vault
from tests.vault.vaults import PERSON, Desk, front, still

SERVICE = Options("service")
PAGE_BYTES = 8192
TYPED = "林某"
LARGE_BYTES = 20_000


@dataclass(frozen=True)
class Kept:
    """What is there of the captures."""

    pictures: frozenset[bytes]
    typed: frozenset[int]
    """The records that still have what the clerk typed."""
    numbers: frozenset[str | None]
    reviewed: frozenset[int]
    states: dict[int, JobState] = field(compare=False)


@dataclass
class Worked:
    """A folder in which every table has rows, and what is in it."""

    folder: Path
    kept: Kept
    secrets: dict[tuple[str, str], str]
    rows: dict[str, list[tuple[object, ...]]]
    pages: dict[str, list[int]]
    """The pages of each table and index, the first among them its root."""


def kept_in(vault: Vault) -> Kept:
    rows = vault.record_list.rows(RecordFilter())
    records = {row.record_id: vault.records.get(row.record_id) for row in rows}
    names = {record_id: record.fields.get(FieldName.NAME) for record_id, record in records.items()}
    jobs = vault.outbox.jobs()
    return Kept(
        frozenset(vault.outbox.content(job) for job in jobs if job.still_id is not None),
        frozenset(record_id for record_id, name in names.items() if name is not None and name.value == TYPED),
        frozenset(record.summary.number for record in records.values()),
        frozenset(row.record_id for row in rows if row.state is RecordState.REVIEWED),
        {job.job_id: job.state for job in jobs},
    )


def tables(vault: Vault) -> list[str]:
    schema = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
    return [name for (name,) in vault._database.rows(schema)]  # noqa: SLF001 (the tables as they are)


def pages(vault: Vault) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for name, page in vault._database.rows("SELECT name, pageno FROM dbstat ORDER BY name, path"):  # noqa: SLF001
        found.setdefault(name, []).append(page)
    return found


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """Captures in every state; a clerk has typed into each but the second, which nobody has read yet."""
    desk = Desk(tmp_path_factory.mktemp("worked"))
    with desk.vault() as vault:
        readings = [None if number == 1 else front(f"CB000000{number}") for number in range(6)]
        captures = [
            vault.outbox.add(still(number, LARGE_BYTES), SERVICE, reading=readings[number]) for number in range(6)
        ]
        for number in (3, 4):
            job = vault.outbox.job(captures[number].job_id)
            vault.outbox.answered(job, vault.outbox.begin(job), front(f"CB000000{number}"))
        job = vault.outbox.job(captures[5].job_id)
        vault.outbox.ask(job, vault.outbox.begin(job), Trouble("x", "x", "x", words="No."))
        for number in (0, 2, 3, 4, 5):
            vault.records.correct(captures[number].record_id, FieldName.NAME, TYPED, PERSON)
        vault.records.confirm(captures[4].record_id, PERSON)
        vault.purge()
        return Worked(desk.folder, kept_in(vault), desk.keyring.secrets, rows_of(vault), pages(vault))


def rows_of(vault: Vault) -> dict[str, list[tuple[object, ...]]]:
    return {table: vault._database.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables(vault)}  # noqa: S608, SLF001


@pytest.fixture
def desk(worked: Worked, tmp_path: Path) -> Desk:
    """A computer with a copy of that folder."""
    desk = Desk(tmp_path)
    shutil.copytree(worked.folder, desk.folder)
    desk.keyring.secrets.update(worked.secrets)
    return desk


def spoil(desk: Desk, *pages: int) -> None:
    with (desk.folder / "vault.db").open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE_BYTES + 500)
            file.write(b"spoiled" * 9)


@contextmanager
def rescued(desk: Desk) -> Iterator[Vault]:
    """The vault after its rescue; pictures are looked at on the way."""
    vault = desk.open()
    if vault.notice.salvaged is None:
        with pytest.raises(VaultError):
            vault.check()
        vault.close()
        vault = desk.open()
    with closing(vault):
        assert vault.notice.salvaged is not None
        assert vault._database.rows("PRAGMA foreign_key_check") == []  # noqa: SLF001 (what nobody sees otherwise)
        yield vault


TREES: Final = ("records", "record_fields", "field_history", "stills", "jobs", "attempts", "answers", "service_words",
                "facts", "ages", "audit", "sqlite_sequence")  # fmt: skip
"""All tables; indexes are made anew."""


def test_every_table_has_rows_here_and_is_spoiled_and_saved_here(worked: Worked) -> None:
    assert set(worked.rows) == set(TREES) - {"sqlite_sequence"}
    assert all(worked.rows.values()), "or a table that is forgotten would not be missed"


@pytest.mark.parametrize("tree", TREES)
def test_one_spoiled_page_costs_at_most_the_picture_on_it_and_the_purge_that_follows_takes_nothing(
    desk: Desk, worked: Worked, tree: str
) -> None:
    spoil(desk, worked.pages[tree][-1])
    lost = 1 if tree == "stills" else 0
    with rescued(desk) as vault:
        for purge in (lambda: None, vault.purge, vault.purge):
            purge()
            kept = kept_in(vault)
            assert len(worked.kept.pictures - kept.pictures) == lost
            assert replace(kept, pictures=worked.kept.pictures) == worked.kept
            assert len(vault.outbox.jobs()) == len(worked.kept.states)


def test_the_leftover_of_a_spoiled_page_is_carried_over_as_it_was(desk: Desk, worked: Worked) -> None:
    """But for what a start changes, and what went with the picture."""
    spoil(desk, worked.pages["stills"][-1])
    with rescued(desk) as vault:
        saved = rows_of(vault)
    for table in set(worked.rows) - {"stills", "jobs", "facts", "audit", "ages"}:
        assert saved[table] == worked.rows[table], table
    assert set(worked.rows["audit"]) <= set(saved["audit"])
    assert {row[:2] for row in worked.rows["ages"]} == {row[:2] for row in saved["ages"]}
    assert len(saved["stills"]) == len(worked.rows["stills"]) - 1


def test_a_picture_without_its_job_asks_and_is_read_when_somebody_says_so(desk: Desk, worked: Worked) -> None:
    spoil(desk, *worked.pages["jobs"])
    with rescued(desk) as vault:
        jobs = vault.outbox.jobs()
        assert {(job.state, job.reason) for job in jobs} == {(JobState.NEEDS_YOU, "work_lost")}
        assert not {job.job_id for job in jobs} & set(worked.kept.states), "no number is given again"
        answered = [job for job in jobs if job.options == SERVICE]
        assert len(answered) == 2, "their answers say who was asked"
        vault.outbox.retry(answered[0].job_id)
        assert vault.outbox.stored_answer(answered[0]) is not None, "and need not be paid again"


def test_a_job_without_its_picture_asks_with_what_was_read_and_typed(desk: Desk, worked: Worked) -> None:
    spoil(desk, worked.pages["stills"][0])
    with rescued(desk) as vault:
        vault.purge()
        assert replace(kept_in(vault), pictures=worked.kept.pictures) == worked.kept
        unfinished = {JobState.WAITING, JobState.NEEDS_YOU}
        for job in vault.outbox.jobs():
            if worked.kept.states[job.job_id] in unfinished:
                assert (job.state, job.reason) == (JobState.NEEDS_YOU, "still_lost")
            else:
                assert job.state is worked.kept.states[job.job_id]


def test_captures_without_their_records_get_them_again_from_what_was_read_and_typed(desk: Desk, worked: Worked) -> None:
    spoil(desk, *worked.pages["records"], *worked.pages["record_fields"])
    with rescued(desk) as vault:
        vault.purge()
        assert kept_in(vault) == worked.kept
        assert {job.job_id: job.state for job in vault.outbox.jobs()} == worked.kept.states


def test_a_picture_of_which_nothing_else_is_left_is_kept_and_asks(desk: Desk, worked: Worked) -> None:
    others = ("records", "record_fields", "field_history", "jobs", "answers")
    spoil(desk, *(page for tree in others for page in worked.pages[tree]))
    with rescued(desk) as vault:
        vault.purge()
        assert kept_in(vault).pictures == worked.kept.pictures
        assert {job.options for job in vault.outbox.jobs()} == {Options("on-device")}, "nothing leaves for a guess"


def test_what_was_answered_is_read_again_where_the_answer_is_lost_and_the_picture_is_not(
    desk: Desk, worked: Worked
) -> None:
    others = ("records", "record_fields", "field_history")
    spoil(desk, *(page for tree in others for page in worked.pages[tree]))
    with rescued(desk) as vault:
        asked = {job.job_id for job in vault.outbox.jobs(JobState.NEEDS_YOU) if job.reason == "work_lost"}
        done = {JobState.ANSWERED, JobState.REVIEWED}
        assert asked == {job_id for job_id, state in worked.kept.states.items() if state in done}


def test_what_is_sent_when_its_picture_is_lost_may_have_been_paid_for(desk: Desk, worked: Worked) -> None:
    with desk.vault() as vault:
        vault.outbox.begin(vault.outbox.job(1))
    spoil(desk, worked.pages["stills"][0], worked.pages["attempts_by_job"][0])  # the second is found before the start
    with rescued(desk) as vault:
        assert vault.outbox.job(1).state is JobState.NEEDS_YOU
        assert vault.outbox.possibly_paid_twice() == 1


def test_an_answer_that_is_lost_with_its_picture_is_no_answer(desk: Desk, worked: Worked) -> None:
    others = ("records", "record_fields", "field_history")
    spoil(desk, worked.pages["stills"][0], *(page for tree in others for page in worked.pages[tree]))
    with rescued(desk) as vault:
        assert vault.outbox.job(4).state is JobState.NEEDS_YOU


def test_a_record_is_given_up_with_the_last_of_its_captures_and_not_before(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        first = vault.outbox.add(still(1), SERVICE)
        other = vault.outbox.add(still(2), Options("on-device"), record_id=first.record_id, reading=front())
        vault.outbox.discard(first.job_id)
        assert vault.purge().records == 0
        assert vault.stills.content(other.still_id) == still(2)
        vault.outbox.discard(other.job_id)
        assert vault.purge().records == 1


def test_of_a_table_without_numbers_what_stands_before_and_behind_a_spoiled_page_is_saved(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        database = vault._database  # noqa: SLF001 (what fills several pages)
        database.write(
            lambda: [database.run("INSERT INTO facts VALUES (?, ?)", f"x{n:03}", "~" * 500) for n in range(100)]
        )
        leaves = "SELECT pageno FROM dbstat WHERE name = 'facts' AND ncell > 0 AND pagetype = 'leaf' ORDER BY path"
        pages_of_facts = [page for (page,) in database.rows(leaves)]
    spoil(desk, pages_of_facts[len(pages_of_facts) // 2])
    with rescued(desk) as vault:
        names = vault._facts.names("x")  # noqa: SLF001 (as above)
        assert {"x000", "x099"} <= set(names)
        assert 60 < len(names) < 100


def test_a_damaged_vault_of_an_earlier_release_is_carried_over_into_its_own_tables_and_migrated(
    desk: Desk, worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(desk, worked.pages["attempts"][0])
    later = "ALTER TABLE jobs ADD COLUMN news TEXT; UPDATE jobs SET news = 'none'"
    for module in ("schema", "rescue"):
        monkeypatch.setattr(f"permit_desktop.vault.{module}.MIGRATIONS", (*MIGRATIONS, later))
    monkeypatch.setattr("permit_desktop.vault.schema.migrate.__defaults__", ((*MIGRATIONS, later),))
    with rescued(desk) as vault:
        assert kept_in(vault) == worked.kept
        assert vault._database.rows("SELECT DISTINCT news FROM jobs") == [("none",)]  # noqa: SLF001


def test_a_damaged_vault_of_a_later_release_is_left_to_that(
    desk: Desk, worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(desk, worked.pages["attempts"][0])
    before = (desk.folder / "vault.db").read_bytes()
    monkeypatch.setattr("permit_desktop.vault.rescue.MIGRATIONS", MIGRATIONS[:1])
    with pytest.raises(VaultError) as refused, desk.vault():
        pass
    assert refused.value.code is ErrorCode.VAULT_NEWER
    assert (desk.folder / "vault.db").read_bytes() == before
    assert {file.name for file in desk.folder.glob("vault.db*")} <= {"vault.db", "vault.db-wal"}
