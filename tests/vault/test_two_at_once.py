"""Two starts at once: whoever comes second is told so before it has read, made or changed anything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_holders import Hint, KeyHolder
from permit_desktop.vault.vault import open_vault, recover_vault
from tests.vault.vaults import Desk, still

SERVICE = Options("service")


class Interrupted:
    """A keyring during whose every answer something happens; implements `KeyHolder`."""

    kind = "keyring"

    def __init__(self, holder: KeyHolder, happens: Callable[[], None]) -> None:
        self._holder = holder
        self._happens = happens

    def make(self, vault_id: str) -> tuple[bytes, Hint]:
        self._happens()
        return self._holder.make(vault_id)

    def find(self, vault_id: str, hint: Hint) -> bytes:
        found = self._holder.find(vault_id, hint)
        self._happens()
        return found

    def forget(self, vault_id: str, hint: Hint) -> None:
        self._holder.forget(vault_id, hint)


def refusal(act: Callable[[], object]) -> ErrorCode:
    with pytest.raises(VaultError) as refused:
        act()
    return refused.value.code


@pytest.mark.parametrize("there", [False, True])
def test_while_one_start_waits_for_the_keyring_another_one_is_refused_and_changes_nothing(
    tmp_path: Path, *, there: bool
) -> None:
    desk = Desk(tmp_path)
    if there:
        with desk.vault() as vault:
            vault.outbox.add(still(), SERVICE)
    before = {file.name: file.read_bytes() for file in desk.folder.glob("vault.[dk]*")}
    told: list[tuple[ErrorCode, dict[str, bytes]]] = []

    def another_start() -> None:
        code = refusal(desk.open)
        told.append((code, {file.name: file.read_bytes() for file in desk.folder.glob("vault.[dk]*")}))

    open_vault(desk.folder, Interrupted(desk.holder, another_start), what="window").close()
    assert told
    assert told == [(ErrorCode.VAULT_IN_USE, before)] * len(told)
    with desk.vault() as vault:
        assert [vault.outbox.content(job) for job in vault.outbox.jobs()] == [still()] * there


def test_keys_that_are_exchanged_by_the_vault_that_is_open_are_not_those_of_the_next_start(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(), SERVICE)
        code = vault.notice.recovery_code
        keys = (desk.folder / "vault.keys").read_bytes()
        assert refusal(desk.open) is ErrorCode.VAULT_IN_USE
        assert code is not None
        assert refusal(lambda: recover_vault(desk.folder, code, desk.holder, what="recover")) is ErrorCode.VAULT_IN_USE
        assert (desk.folder / "vault.keys").read_bytes() == keys
        vault.rotate_keys()
    with desk.vault() as vault:
        assert vault.outbox.content(vault.outbox.job(1)) == still()


def test_a_key_file_that_is_older_than_the_pictures_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(), SERVICE)
        old = (desk.folder / "vault.keys").read_bytes()
        with monkeypatch.context() as copied:
            copied.setattr(desk.holder, "forget", lambda *_: None)  # the old file opens still
            vault.rotate_keys()
    (desk.folder / "vault.keys").write_bytes(old)
    with desk.vault() as vault:
        job = vault.outbox.job(1)
        assert refusal(lambda: vault.outbox.content(job)) is ErrorCode.VAULT_KEY_WRONG


def test_the_lock_of_a_process_that_was_killed_is_gone_and_its_note_names_nobody(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault():
        pass
    program = "import os, sys\nfrom pathlib import Path\nfrom permit_desktop.vault.folder_lock import FolderLock\n"
    program += "lock = FolderLock(Path(sys.argv[1]), 'queue sync')\nos._exit(9)\n"
    killed = subprocess.run([sys.executable, "-c", program, str(desk.folder)], check=False, timeout=60)
    assert killed.returncode == 9
    assert (desk.folder / "vault.holder").exists()
    with desk.vault():
        assert str(os.getpid()) in (desk.folder / "vault.holder").read_text("utf-8")
    assert not (desk.folder / "vault.holder").exists()


def test_a_lock_file_that_somebody_wrote_into_locks_all_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault():
        pass
    (desk.folder / "vault.lock").write_bytes(os.urandom(5000))
    with desk.vault():
        assert refusal(desk.open) is ErrorCode.VAULT_IN_USE
    assert not (desk.folder / "vault.lock").read_bytes()
