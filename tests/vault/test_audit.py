from __future__ import annotations

from pathlib import Path

import pytest

from permit_desktop.vault.audit import Audit, Event, Findings
from permit_desktop.vault.database import Database
from permit_desktop.vault.job import Options
from permit_desktop.vault.schema import migrate
from tests.vault.vaults import Clock, Desk, still

SERVICE = Options("service")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(str(tmp_path / "a.db"), bytes(32))
    migrate(database)
    audit = Audit(database, Clock())
    for number in range(5):
        audit.note(Event.CAPTURED, f"job {number}")
    return database


def test_an_untouched_chain_holds(database: Database) -> None:
    assert Audit(database, Clock()).first_broken() is None


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE audit SET subject = 'job 9' WHERE id = 3", 3),
        ("UPDATE audit SET at_s = at_s - 1 WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 2", 2),
        ("UPDATE audit SET id = 9 WHERE id = 5", 5),
        ("UPDATE audit SET hash = zeroblob(32) WHERE id = 4", 4),
    ],
)
def test_every_change_of_the_past_shows(database: Database, tampering: str, broken: int) -> None:
    database.write(lambda: database.script("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted"))
    database.write(lambda: database.run(tampering))
    assert Audit(database, Clock()).first_broken() == broken


def cut_off_the_end(desk: Desk, entries: int) -> None:
    """Who has the key takes the last entries away, so that the chain of the others holds."""
    with desk.vault() as vault:
        key = vault.chest.keys.database
    database = Database(str(desk.folder / "vault.db"), key)
    database.write(lambda: database.script("DROP TRIGGER IF EXISTS audit_is_not_deleted"))
    database.write(lambda: database.run("DELETE FROM audit WHERE id > (SELECT max(id) FROM audit) - ?", entries))
    database.close()


def test_entries_that_were_cut_off_at_the_end_are_missed_for_good(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(), SERVICE)
        assert vault.check() == Findings(vault.check().entries, None, None)
    cut_off_the_end(desk, 2)

    for _ in range(2):
        with desk.vault() as vault:
            found = vault.check()
            (said,) = [entry for entry in vault.audit.entries() if entry.event == Event.CUT_OFF]
            assert (found.broken_at, found.cut_at) == (None, said.entry_id)
    cut_off_the_end(desk, found.entries - said.entry_id + 2)
    with desk.vault() as vault:
        assert vault.check().cut_at is not None, "what said so is missed as well"


def test_an_older_copy_of_the_database_in_its_place_is_noticed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
    older = (desk.folder / "vault.db").read_bytes()
    with desk.vault() as vault:
        vault.outbox.add(still(2), SERVICE)
    (desk.folder / "vault.db").write_bytes(older)

    with desk.vault() as vault:
        assert vault.check().cut_at is not None


def test_whatever_an_end_of_the_program_leaves_the_trail_is_not_called_cut_off(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        vault.rotate_keys()
        vault.outbox.add(still(2), SERVICE)
        keys = (desk.folder / "vault.keys").read_bytes()
    assert (desk.folder / "vault.keys").read_bytes() != keys, "the end is noted when the vault is closed"
    (desk.folder / "vault.keys").write_bytes(keys)  # as if the program had been killed before that
    with desk.vault() as vault:
        assert vault.check().cut_at is None
        vault.outbox.add(still(3), SERVICE)
        keys = (desk.folder / "vault.keys").read_bytes()
        (desk.folder / "vault.keys").unlink()
        (desk.folder / "vault.keys").mkdir()  # it cannot be written, as on a full disk
    (desk.folder / "vault.keys").rmdir()
    (desk.folder / "vault.keys").write_bytes(keys)
    with desk.vault() as vault:
        assert vault.check().cut_at is None


@pytest.mark.parametrize("statement", ["UPDATE audit SET subject = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_past(database: Database, statement: str) -> None:
    with pytest.raises(Exception, match="audit"):
        database.write(lambda: database.run(statement))
    assert Audit(database, Clock()).first_broken() is None
