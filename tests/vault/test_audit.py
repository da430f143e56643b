from __future__ import annotations

from pathlib import Path

import pytest

from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.database import Database
from permit_desktop.vault.schema import migrate
from tests.vault.vaults import Clock


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


@pytest.mark.parametrize("statement", ["UPDATE audit SET subject = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_past(database: Database, statement: str) -> None:
    with pytest.raises(Exception, match="audit"):
        database.write(lambda: database.run(statement))
    assert Audit(database, Clock()).first_broken() is None
