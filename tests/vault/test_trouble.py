"""The disk full, read-only, damaged; another process, another release: nothing lost, each said in words."""

from __future__ import annotations

import errno
import itertools
import os
import pkgutil
import shutil
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.jobs import JobState
from permit_desktop.system.secrets import Secrets
from permit_desktop.vault import errors
from permit_desktop.vault.database import Database
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_holders import KeyringHolder
from permit_desktop.vault.keys import make_chest
from permit_desktop.vault.lived_time import DAY_S
from permit_desktop.vault.retention import Periods
from permit_desktop.vault.schema import MIGRATIONS, migrate
from permit_desktop.vault.standstill import Standstill
from permit_desktop.vault.vault import Vault, open_vault
from tests.system.keyrings import MemoryKeyring
from tests.vault.recorded_folder import RecordedFolder
from tests.vault.vaults import PERSON, Clock, Desk, front, still

SERVICE = Options("service")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with twenty captures in its vault."""
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        for number in range(20):
            vault.outbox.add(still(number, 20_000), SERVICE)
    return desk


def refused(desk: Desk) -> ErrorCode:
    with pytest.raises(VaultError) as error, desk.vault():
        pass
    assert error.value.remedy
    return error.value.code


def contents_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("vault.db*")}


def spoil_a_page(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 64] = bytes(64)
    file.write_bytes(content)


def spoil_a_checked_page(desk: Desk) -> None:
    """Spoils a page among the pictures, and has it found, so that the next start looks at all of them."""
    spoil_a_page(desk.folder / "vault.db")
    with pytest.raises(VaultError) as found, desk.vault() as vault:
        vault.check()
    assert found.value.code is ErrorCode.VAULT_DAMAGED


def cut_off(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2 + 100)


def spoil_the_head(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[:4096] = os.urandom(4096)
    file.write_bytes(content)


def cut_off_the_vault(desk: Desk) -> None:
    cut_off(desk.folder / "vault.db")


@pytest.mark.parametrize(("damage", "least"), [(spoil_a_checked_page, 17), (cut_off_the_vault, 5)])
def test_a_damaged_vault_is_kept_beside_and_what_can_be_read_carried_over(
    desk: Desk, damage: Callable[[Desk], None], least: int
) -> None:
    damage(desk)
    damaged = (desk.folder / "vault.db").read_bytes()

    with desk.vault() as vault:
        aside = vault.notice.set_aside
        assert vault.notice.salvaged is not None
        carried = vault.outbox.jobs()
        assert len(carried) >= least
        for job in carried:
            if job.still_id is not None:
                assert vault.outbox.content(job) == still(job.job_id - 1, 20_000), "each has kept its number"
        assert vault.notice.salvaged.stills == len([job for job in carried if job.still_id is not None])
        assert bool(vault.notice.salvaged.lost_rows) == bool(carried)
        assert not vault.rotate_keys(), "what lies beside needs the old keys"
        assert aside is not None
        assert aside.read_bytes() == damaged
        assert vault.notice.recovery_code is None, "the keys stay the same, so what is kept beside can be opened"
        vault.outbox.add(still(), SERVICE)
    with desk.vault() as vault:
        assert vault.notice.set_aside is None
        assert len(vault.outbox.jobs()) == len(carried) + 1
    assert aside.read_bytes() == damaged


class PowerFailedError(BaseException):
    """Nothing after it is done."""


STEPS_OF_A_RESCUE = [
    ("permit_desktop.vault.rescue.migrate", 1),
    *[("permit_desktop.vault.salvage._carry_over", table) for table in range(1, 6)],
    ("permit_desktop.vault.rescue.Database.checkpoint", 1),
    *[("pathlib.Path.rename", name) for name in range(1, 5)],
    *[("permit_desktop.vault.rescue.sync_folder", name) for name in range(1, 5)],
]


@pytest.mark.parametrize(("step", "which"), STEPS_OF_A_RESCUE)
def test_a_rescue_that_is_cut_short_anywhere_loses_nothing_and_is_told_at_the_next_start(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str, which: int
) -> None:
    with desk.vault() as vault:
        vault.outbox.add(still(20, 20_000), SERVICE)
        as_killed = contents(desk.folder)  # the last picture is in the log
    for name, content in as_killed.items():
        (desk.folder / name).write_bytes(content)
    spoil_a_page(desk.folder / "vault.db")
    whole = pkgutil.resolve_name(step)
    done = itertools.count(1)

    def fail_in_time(*arguments: object, **more: object) -> object:
        if next(done) == which:
            raise PowerFailedError
        return whole(*arguments, **more)

    with monkeypatch.context() as power:
        power.setattr(step, fail_in_time)
        with pytest.raises(PowerFailedError):
            desk.open()
    with desk.vault() as vault:
        assert vault.notice.salvaged is not None
        assert vault.notice.salvaged.stills >= 18
        kept = [vault.outbox.content(job) for job in vault.outbox.jobs() if job.still_id is not None]
        assert len(kept) == vault.notice.salvaged.stills
        assert still(20, 20_000) in kept
        assert vault.notice.set_aside is not None
        assert vault.notice.set_aside.exists()
        assert len(vault.damaged_beside) == 1
        assert vault.audit.findings().cut_at is None
    assert not [*desk.folder.glob("*.new*"), *desk.folder.glob("*.rescued*")]
    with desk.vault() as vault:
        assert vault.notice.salvaged is None
        assert len([job for job in vault.outbox.jobs() if job.still_id is not None]) == len(kept)


def test_a_rescue_for_which_there_is_no_room_leaves_everything_as_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil_a_checked_page(desk)
    before = contents(desk.folder)
    for end in ("", "-wal"):
        (desk.folder / f"vault.db.new{end}").write_bytes(os.urandom(5000))  # of a rescue that was killed

    def full(*_: object) -> None:
        raise errors.full()

    with monkeypatch.context() as disk:
        disk.setattr("permit_desktop.vault.rescue.Stills.drop_torn", full)
        assert refused(desk) is ErrorCode.VAULT_FULL
    assert {name: content for name, content in contents(desk.folder).items() if content} == before
    with desk.vault() as vault:
        assert vault.notice.salvaged is not None


def test_who_only_looks_is_told_of_the_damage_and_leaves_the_rescue_to_whom_it_is_told(desk: Desk) -> None:
    spoil_a_page(desk.folder / "vault.db")
    before = contents(desk.folder)
    with (
        pytest.raises(VaultError) as damaged,
        closing(open_vault(desk.folder, desk.holder, what="doctor", only_look=True)) as vault,
    ):
        vault.check()
    assert damaged.value.code is ErrorCode.VAULT_DAMAGED
    assert contents(desk.folder)["vault.db"] == before["vault.db"]
    with pytest.raises(VaultError) as damaged:
        open_vault(desk.folder, desk.holder, what="doctor", only_look=True)
    assert damaged.value.code is ErrorCode.VAULT_DAMAGED
    assert contents(desk.folder)["vault.db"] == before["vault.db"]
    with desk.vault() as vault:
        assert vault.notice.salvaged is not None


def killed(desk: Desk) -> None:
    """The vault as it is found when the program was killed while it was open."""
    with desk.vault():
        as_killed = contents(desk.folder)
    for name, content in as_killed.items():
        (desk.folder / name).write_bytes(content)


def test_damage_among_the_pictures_is_found_at_the_start_after_an_end_that_was_none(desk: Desk) -> None:
    killed(desk)
    spoil_a_page(desk.folder / "vault.db")
    with desk.vault() as vault:
        assert vault.notice.salvaged is not None
        assert vault.notice.salvaged.lost_rows


def test_damage_outside_of_the_pictures_is_found_at_every_start(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        for number in range(300):
            vault.outbox.add(still(number, 10), SERVICE)
        table = "SELECT pageno FROM dbstat WHERE name = 'audit' AND pagetype = 'leaf' ORDER BY pageno"
        page = vault._database.rows(table)[1][0]  # noqa: SLF001 (where it is in the file)
    with (desk.folder / "vault.db").open("r+b") as file:
        file.seek((page - 1) * 8192 + 100)
        file.write(bytes(64))
    with desk.vault() as vault:
        assert vault.notice.salvaged is not None
        assert vault.notice.salvaged.audit_entries < 300


def test_damage_among_the_pictures_is_found_once_a_day_before_anything_is_purged(desk: Desk) -> None:
    with desk.vault() as vault:
        vault.purge()
    spoil_a_page(desk.folder / "vault.db")
    before = (desk.folder / "vault.db").read_bytes()
    with desk.vault() as vault:
        vault.purge()  # was checked a moment ago
        vault.outbox.discard(1)  # its picture is not the damaged one
        desk.clock.at_s += DAY_S
        with pytest.raises(VaultError) as found:
            vault.purge()
        assert found.value.code is ErrorCode.VAULT_DAMAGED
    with desk.vault() as vault:
        assert vault.notice.set_aside is not None
        assert vault.notice.set_aside.read_bytes()[len(before) // 2 :][:64] == bytes(64)
        assert vault.outbox.content(vault.outbox.job(1)) == still(0, 20_000)


def test_a_damaged_picture_that_is_read_ends_the_connection_and_is_left_to_the_next_start(desk: Desk) -> None:
    spoil_a_page(desk.folder / "vault.db")
    with desk.vault() as vault:
        jobs = vault.outbox.jobs()
        with pytest.raises(VaultError) as found:
            [vault.outbox.content(job) for job in jobs]
    assert found.value.code in (ErrorCode.VAULT_DAMAGED, ErrorCode.VAULT_FAILED)
    with desk.vault() as vault:
        assert vault.notice.salvaged is not None
        assert vault.notice.salvaged.stills >= 17


def test_numbers_that_were_given_before_the_damage_are_not_given_again(desk: Desk) -> None:
    with desk.vault() as vault:
        for job in vault.outbox.jobs():
            vault.outbox.discard(job.job_id)
        vault.purge()
        vault.outbox.add(still(50, 60_000), SERVICE)
        vault.outbox.discard(21)
        vault.purge()
        vault.outbox.add(still(51, 60_000), SERVICE)
        vault.outbox.discard(22)
    killed(desk)
    with (desk.folder / "vault.db").open("r+b") as file:  # the last picture
        file.seek(-200, os.SEEK_END)
        file.write(bytes(100))
    with desk.vault() as vault:
        vault.purge(end_of_shift=True)
        assert not vault.stills.count()
        capture = vault.outbox.add(still(), SERVICE)
        assert (capture.still_id, capture.job_id, capture.record_id) == (23, 23, 23)


def exchange_for_another(file: Path) -> None:
    other = Desk(file.parents[1] / "other")
    with other.vault() as vault:
        vault.outbox.add(still(7), SERVICE)
    shutil.copy(other.folder / "vault.db", file)


@pytest.mark.parametrize("change", [spoil_the_head, exchange_for_another])
def test_a_vault_of_which_nothing_can_be_read_may_be_anothers_and_stays_where_it_is_until_somebody_asks(
    desk: Desk, change: Callable[[Path], None]
) -> None:
    change(desk.folder / "vault.db")
    before = contents(desk.folder)
    for _ in range(2):
        assert refused(desk) is ErrorCode.VAULT_UNREADABLE
        assert contents(desk.folder) == before
    with closing(
        open_vault(desk.folder, desk.holder, what="test", space=DiskSpace(desk.folder, 0, 0), begin_anew=True)
    ) as vault:
        assert not vault.outbox.jobs()
        assert vault.notice.set_aside is not None
        assert vault.notice.set_aside.read_bytes() == before["vault.db"]
        assert vault.notice.beside == (vault.notice.set_aside.name,)


def test_a_damaged_vault_that_is_dropped_takes_the_old_keys_with_it(desk: Desk) -> None:
    spoil_a_checked_page(desk)
    with desk.vault() as vault:
        old = vault.chest.keys.current
        assert not vault.rotate_keys()
    with desk.vault() as vault:
        assert len(vault.notice.beside) == 1
        vault.drop_damaged()
        assert not vault.damaged_beside
        assert old not in vault.chest.keys.stills
        assert "damaged_dropped" in [entry.event for entry in vault.audit.entries()]
        vault.outbox.content(vault.outbox.jobs()[0])
    assert not list(desk.folder.glob("*.damaged-*"))
    with desk.vault() as vault:
        assert not vault.notice.beside


def damage_the_middle_of_the_trail(file: Path, key: bytes) -> None:
    """Overwrites an entry of the trail, past the triggers, as a failing disk or a hand would."""
    database = Database(str(file), key)
    database.write(lambda: database.script("DROP TRIGGER audit_is_not_changed"))
    database.write(lambda: database.run("UPDATE audit SET detail = 'other' WHERE id = 11"))
    database.close()


@pytest.mark.parametrize("tampered", [False, True])
def test_the_audit_trail_of_a_damaged_vault_goes_on_in_the_new_one(desk: Desk, *, tampered: bool) -> None:
    with desk.vault() as vault:
        before = vault.audit.entries()
        key = vault.chest.keys.database
    if tampered:
        damage_the_middle_of_the_trail(desk.folder / "vault.db", key)
    spoil_a_checked_page(desk)

    with desk.vault() as vault:
        salvaged, after = vault.notice.salvaged, vault.audit.entries()
        assert salvaged is not None
        kept = 10 if tampered else salvaged.audit_entries
        assert kept >= 10
        assert salvaged.audit_entries == kept
        known = min(kept, len(before))
        assert after[:known] == before[:known], "the same entries with the same times"
        assert [entry.event for entry in after[kept:]] == ["set_aside", "unlocked"]
        assert salvaged.audit_head in after[kept].detail
        assert vault.check().broken_at is None
        assert vault.check().entries == len(after)


def test_a_damaged_vault_remembers_why_nothing_is_sent_and_what_was_paid_for(desk: Desk) -> None:
    standstill = Standstill("refused", "The service refused.", "Sign in.", "one")
    with desk.vault() as vault:
        job = vault.outbox.jobs(JobState.WAITING)[-1]
        vault.outbox.answered(job, vault.outbox.begin(job), front())
        vault.standstill.write(standstill)
    spoil_a_checked_page(desk)
    with desk.vault() as vault:
        assert vault.notice.set_aside is not None
        assert vault.standstill.read() == standstill
        answer = vault.outbox.stored_answer(vault.outbox.job(job.job_id))
        assert answer is not None
        assert answer.readings == front().readings


def test_two_damaged_vaults_of_the_same_second_are_both_kept(desk: Desk) -> None:
    for _ in range(2):
        spoil_a_checked_page(desk)
        with desk.vault():
            pass
    with desk.vault() as vault:
        assert len(vault.damaged_beside) == 2


@pytest.mark.parametrize("size", [None, 0])
def test_a_vault_that_is_gone_is_not_silently_begun_anew(desk: Desk, size: int | None) -> None:
    file = desk.folder / "vault.db"
    file.unlink()
    if size is not None:
        file.touch()
    with desk.vault() as vault:
        assert vault.notice.set_aside is not None


def test_a_newer_schema_is_refused_and_nothing_is_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as future:
        future.setattr("permit_desktop.vault.schema.migrate.__defaults__", ((*MIGRATIONS, "CREATE TABLE new (x)"),))
        with desk.vault():
            pass
    before = contents(desk.folder)
    assert refused(desk) is ErrorCode.VAULT_NEWER
    assert contents(desk.folder) == before


@pytest.mark.parametrize("killed", [False, True])
def test_a_vault_of_another_cipher_is_named_with_what_to_do_and_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, killed: bool
) -> None:
    desk = Desk(tmp_path / "other")
    with monkeypatch.context() as past:
        past.setattr("permit_desktop.vault.database.unlock.__defaults__", ("chacha20",))
        past.setattr("permit_desktop.vault.database._PAGE_BYTES", 4096)
        with desk.vault() as vault:
            vault.outbox.add(still(), SERVICE)
            as_killed = contents(desk.folder)
    if killed:
        for name, content in as_killed.items():
            (desk.folder / name).write_bytes(content)
    before = contents(desk.folder)

    with pytest.raises(VaultError) as error, desk.vault():
        pass
    assert error.value.code is ErrorCode.VAULT_OTHER_CIPHER
    assert "earlier release" in error.value.message
    assert "Export its records" in error.value.remedy
    assert {name: content for name, content in contents(desk.folder).items() if content} == before


def test_a_migration_that_fails_half_way_leaves_the_vault_as_it_was(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "a.db"), bytes(32))
    migrate(database)
    with pytest.raises(Exception, match="no such table"):
        migrate(database, (*MIGRATIONS, "CREATE TABLE half (x); DROP TABLE missing"))
    assert database.schema_version == len(MIGRATIONS)
    assert not database.rows("SELECT 1 FROM sqlite_schema WHERE name = 'half'")
    migrate(database, (*MIGRATIONS, "CREATE TABLE half (x)"))
    assert database.schema_version == len(MIGRATIONS) + 1


def test_on_macos_a_commit_reaches_the_drive_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = "PRAGMA fullfsync", "PRAGMA checkpoint_fullfsync", "PRAGMA synchronous", "PRAGMA secure_delete"
    with closing(Database(str(tmp_path / "a.db"), bytes(32))) as database:
        assert [database.rows(flag)[0][0] for flag in flags] == [0, 0, 2, 1]
    monkeypatch.setattr("permit_desktop.vault.database.sys.platform", "darwin")
    with closing(Database(str(tmp_path / "b.db"), bytes(32))) as database:
        assert [database.rows(flag)[0][0] for flag in flags] == [1, 1, 2, 1]


def test_a_second_process_is_told_who_has_the_vault(desk: Desk) -> None:
    with desk.vault("queue sync"):
        with pytest.raises(VaultError) as error, desk.vault():
            pass
        assert error.value.code is ErrorCode.VAULT_IN_USE
        assert f"`permit-desktop queue sync` (process {os.getpid()})" in error.value.message
        (desk.folder / "vault.holder").write_bytes(b"\xff")
        assert refused(desk) is ErrorCode.VAULT_IN_USE
    with desk.vault():
        pass


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission there")
def test_a_folder_that_cannot_be_written_is_said_to_be(desk: Desk, tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from permit_desktop.vault.errors import VaultError
        from permit_desktop.vault.key_holders import PassphraseHolder
        from permit_desktop.vault.vault import open_vault
        import os
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            open_vault(Path(sys.argv[1]), PassphraseHolder("correct horse battery"), what="test")
        except VaultError as error:
            print(error.code)
    """)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    told = subprocess.run(
        [sys.executable, "-c", program, str(locked)], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "vault_read_only"
    assert desk.folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="files have no such permission there")
@pytest.mark.parametrize("file", ["vault.db", "vault.keys"])
def test_a_file_that_may_not_be_written_or_read_is_no_failed_disk(file: str) -> None:
    program = textwrap.dedent("""
        import os, sys, tempfile
        from pathlib import Path
        from permit_desktop.vault.errors import VaultError
        from permit_desktop.vault.key_holders import PassphraseHolder
        from permit_desktop.vault.vault import open_vault
        with tempfile.TemporaryDirectory() as folder:
            if os.geteuid() == 0:
                os.chown(folder, 65534, 65534)
                os.seteuid(65534)
            open_vault(Path(folder), PassphraseHolder("correct horse battery"), what="test").close()
            os.chmod(Path(folder, sys.argv[1]), 0o444 if sys.argv[1] == "vault.db" else 0)
            try:
                open_vault(Path(folder), PassphraseHolder("correct horse battery"), what="test")
            except VaultError as error:
                print(error.code)
    """)
    told = subprocess.run([sys.executable, "-c", program, file], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "vault_read_only"


def test_a_disk_that_is_full_already_when_the_vault_opens_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "refused")

    with monkeypatch.context() as full:
        full.setattr(Path, "mkdir", refuse)
        assert refused(Desk(tmp_path)) is ErrorCode.VAULT_FULL


def test_captures_leave_the_ballast_to_what_has_to_go_on(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    chest = make_chest(tmp_path / "vault.keys", KeyringHolder(Secrets(lambda: backend)))
    ballast = [200]

    def drop_ballast() -> bool:
        if not ballast:
            return False
        database.rows(f"PRAGMA max_page_count = {pages() + ballast.pop()}")
        return True

    def pages() -> int:
        return int(database.rows("PRAGMA page_count")[0][0])

    database = Database(str(tmp_path / "v.db"), chest.keys.database, on_full=drop_ballast)
    space = DiskSpace(tmp_path, floor_bytes=0, ballast_bytes=0)
    vault = Vault(database, chest, space=space, now=Clock(), boot=Clock(), periods=Periods())
    database.rows("PRAGMA max_page_count = 300")
    for number in range(100):
        try:
            vault.outbox.add(still(number, 60_000), SERVICE)
        except VaultError as error:
            full = error
            break
    assert full.code is ErrorCode.VAULT_FULL
    assert ballast
    captures = len(vault.outbox.jobs())
    assert captures > 5
    database.rows(f"PRAGMA max_page_count = {pages()}")

    for job in vault.outbox.jobs():
        vault.outbox.answered(job, vault.outbox.begin(job), front())
    assert not ballast
    assert len(vault.outbox.jobs(JobState.ANSWERED)) == captures
    assert vault.audit.first_broken() is None
    database.close()


def test_the_ballast_is_a_real_file_that_is_given_back_once(tmp_path: Path) -> None:
    space = DiskSpace(tmp_path, floor_bytes=0, ballast_bytes=50_000)
    space.take_ballast()
    assert (tmp_path / "ballast").stat().st_size == 50_000
    assert space.drop_ballast()
    assert not space.drop_ballast()
    assert not list(tmp_path.iterdir())


def test_a_purge_takes_the_ballast_again_that_was_given_up(desk: Desk) -> None:
    with desk.vault() as vault:
        ballast = desk.folder / "ballast"
        ballast.unlink()
        vault.purge()
        assert ballast.exists()


def test_no_ballast_is_taken_where_there_is_no_room_for_it(tmp_path: Path) -> None:
    DiskSpace(tmp_path, floor_bytes=1 << 60, ballast_bytes=1000).take_ballast()
    assert not list(tmp_path.iterdir())


def test_a_failed_write_ends_the_connection_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed sync nobody knows what is on the disk."""
    disk = RecordedFolder(tmp_path)
    with disk.recording():
        database = Database(str(tmp_path / "v.db"), bytes(32))
        migrate(database)

        def broken(_name: str) -> None:
            raise apsw.IOError("the disk failed")

        with monkeypatch.context() as for_a_moment:
            for_a_moment.setattr(disk, "sync", broken)
            with pytest.raises(VaultError) as failed:
                database.write(lambda: database.run("INSERT INTO facts VALUES ('a', 'b')"))
        assert failed.value.code is ErrorCode.VAULT_FAILED
        with pytest.raises(VaultError):
            database.write(lambda: database.run("INSERT INTO facts VALUES ('a', 'b')"))
        with pytest.raises(VaultError):
            database.rows("SELECT 1")
        before = contents_of(tmp_path)
        database.close()
        assert contents_of(tmp_path) == before, "not even in closing"


def test_a_still_that_was_exchanged_for_another_is_noticed(desk: Desk) -> None:
    with desk.vault() as vault:
        database = vault._database  # noqa: SLF001 (an attacker who has the key of the database)
        database.write(lambda: database.run("UPDATE stills SET sealed = (SELECT sealed FROM stills WHERE id = 1)"))
        assert vault.stills.content(1) == still(0, 20_000)
        with pytest.raises(VaultError):
            vault.stills.content(2)


def test_one_thread_captures_while_another_works_through_the_queue(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        failures: list[BaseException] = []

        def capture() -> None:
            try:
                for number in range(30):
                    vault.outbox.add(still(number), SERVICE)
            except BaseException as error:  # noqa: BLE001 (told to the test)
                failures.append(error)

        thread = threading.Thread(target=capture)
        thread.start()
        answered = 0
        while thread.is_alive() or vault.outbox.jobs(JobState.WAITING):
            job = vault.outbox.next_due("service")
            if job is not None:
                vault.outbox.answered(job, vault.outbox.begin(job), front())
                vault.records.confirm(job.record_id, PERSON)
                answered += 1
        thread.join()
        assert (answered, failures) == (30, [])
        assert vault.audit.first_broken() is None


def test_every_message_of_the_vault_has_a_remedy_and_names_no_holder() -> None:
    for make in (errors.key_missing, errors.key_wrong, errors.damaged, errors.full, errors.read_only, errors.failed):
        told = make()
        assert told.message.endswith(".")
        assert told.remedy.endswith(".")


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("unshare"), reason="needs a small file system of its own"
)
def test_a_real_small_disk_that_runs_full_keeps_everything_and_still_purges(tmp_path: Path) -> None:
    program = Path(__file__).with_name("full_disk.py")
    mount = tmp_path / "mount"
    mount.mkdir()
    script = 'mount -t tmpfs -o size=48m tmpfs "$1" && exec "$2" "$3" "$1"'
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "bash", "-c", script, "_", str(mount), sys.executable, str(program)],
        capture_output=True, text=True, check=False, timeout=100, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip("this computer lets nobody mount")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["full", "exchanged", "answered", "purged", "reopened", "captured"]
