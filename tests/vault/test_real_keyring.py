"""The vault with a real GNOME Keyring."""

from __future__ import annotations

from pathlib import Path

from tests.system.keyring_session import in_a_session, needs_a_keyring

pytestmark = needs_a_keyring

PREPARE = """
from contextlib import closing
from pathlib import Path
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.secrets import Secrets, find_system_keyring
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.key_holders import KeyringHolder
from permit_desktop.vault.job import Options
from permit_desktop.vault.vault import open_vault
from tests.system.session_bus import kill_keyring
folder = Path({folder!r})
def vault():
    holder = KeyringHolder(Secrets(find_system_keyring, deadline_s=10))
    return closing(open_vault(folder, holder, what="test", space=DiskSpace(folder, 0, 1000)))
def told(use):
    try:
        return use()
    except PermitError as error:
        return str(error.code)
"""


def prepared(folder: Path) -> str:
    return PREPARE.format(folder=str(folder / "data"))


def test_the_vault_opens_with_the_real_keyring_and_after_a_rotation(tmp_path: Path) -> None:
    assert in_a_session(
        prepared(tmp_path)
        + """
with vault() as opened:
    opened.outbox.add(b"one", Options("service"))
    opened.rotate_keys()
with vault() as opened:
    print(opened.outbox.content(opened.outbox.jobs()[0]).decode(), opened.notice.recovery_code)
"""
    ) == ["one", "None"]


def test_a_keyring_that_disappears_takes_nothing_from_an_open_vault_and_is_named_when_it_is_needed(
    tmp_path: Path,
) -> None:
    assert in_a_session(
        prepared(tmp_path)
        + """
with vault() as opened:
    opened.outbox.add(b"one", Options("service"))
    kill_keyring()
    opened.outbox.add(b"two", Options("service"))
    print(len(opened.outbox.jobs()), told(opened.rotate_keys))
    print(opened.outbox.content(opened.outbox.jobs()[0]).decode())
print(told(vault))
"""
    ) == ["2", "keyring_locked", "one", "keyring_locked"]


def test_another_users_keyring_does_not_open_the_vault(tmp_path: Path) -> None:
    assert in_a_session(prepared(tmp_path) + "vault()") == []
    assert in_a_session(prepared(tmp_path) + "print(told(vault))") == ["vault_key_missing"]
