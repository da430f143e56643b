from __future__ import annotations

from pathlib import Path

from permit_desktop.vault.audit import Event
from permit_desktop.vault.vault import Vault
from tests.vault.vaults import Desk

ONE = {"retention.stills_h": 24, "desk.person": "Chen"}
OTHER = {"retention.stills_h": 48, "desk.person": "Chen"}


def changes(vault: Vault) -> list[str]:
    return [entry.subject for entry in vault.audit.entries() if entry.event == Event.SETTINGS_CHANGED]


def test_a_change_is_in_the_audit_trail_once_also_when_it_was_made_while_the_vault_was_closed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        assert vault.settings.compare(ONE) == ()
        assert vault.settings.compare(ONE) == ()
        assert changes(vault) == []
    with desk.vault() as vault:
        assert vault.settings.compare(OTHER) == ("retention.stills_h",)
        assert vault.settings.compare(OTHER) == ()
        assert changes(vault) == ["retention.stills_h"]
        assert vault.check().broken_at is None


def test_a_setting_that_a_release_brings_or_drops_is_a_change(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        vault.settings.compare(ONE)
        assert vault.settings.compare({"desk.person": "Chen", "desk.new": 1}) == ("desk.new", "retention.stills_h")


def test_the_note_holds_no_values(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        vault.settings.compare(ONE)
        vault.settings.compare({**ONE, "desk.person": "Li"})
        told = vault._database.rows("SELECT value FROM facts")  # noqa: SLF001 - what lies in the file
        assert "Chen" not in str(told)
        assert [entry.detail for entry in vault.audit.entries() if entry.event == Event.SETTINGS_CHANGED] == [""]
