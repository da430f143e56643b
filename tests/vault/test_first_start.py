from __future__ import annotations

import os
from pathlib import Path

from permit_desktop.vault.database import Database
from tests.vault.recorded_folder import RecordedFolder


def test_the_rollback_journal_of_a_new_vault_is_gone_for_good_before_anything_else_is_done(tmp_path: Path) -> None:
    """If a power cut brought its name back, SQLite would roll the whole vault back to nothing."""
    folder = RecordedFolder(tmp_path)
    with folder.recording():
        database = Database(str(tmp_path / "vault.db"), os.urandom(32))
        database.write(lambda: database.script("CREATE TABLE kept (value TEXT)"))
        database.close()

    steps = [(step.kind, step.name) for step in folder.log]
    deleted = [place for place, step in enumerate(steps) if step == ("delete", "vault.db-journal")]
    assert deleted
    assert [steps[place + 1][0] for place in deleted] == ["sync folder"] * len(deleted)
