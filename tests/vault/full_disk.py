"""Run by a test on a file system of 12 MB: fills it, and works on."""

from __future__ import annotations

import sys
from pathlib import Path

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.secrets import Secrets
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Job, Options
from permit_desktop.vault.key_holders import KeyringHolder
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import Vault, open_vault
from tests.system.keyrings import MemoryKeyring
from tests.vault.vaults import PERSON, front, still

FOLDER = Path(sys.argv[1]) / "data"
KEYRING = MemoryKeyring()
SERVICE = Options("service")


def opened(what: str) -> Vault:
    space = DiskSpace(FOLDER, floor_bytes=0)
    return open_vault(FOLDER, KeyringHolder(Secrets(lambda: KEYRING)), what=what, space=space)


def fill(vault: Vault) -> int:
    added = 0
    try:
        while True:
            vault.outbox.add(still(added, 300_000), SERVICE)
            added += 1
    except VaultError as error:
        if error.code is not ErrorCode.VAULT_FULL:
            raise
    return added


def fill_to_the_last_block() -> None:
    """As another program would."""
    try:
        with (FOLDER / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
    except OSError:
        sys.stdout.write("full\n")


def answer(vault: Vault, jobs: list[Job]) -> None:
    for job in jobs:
        vault.outbox.answered(job, vault.outbox.begin(job), front())
        vault.records.confirm(job.record_id, PERSON)


def main() -> None:
    vault = opened("filling")
    added = fill(vault)
    fill_to_the_last_block()
    assert (FOLDER / "ballast").exists()
    first, *others = vault.outbox.jobs()
    answer(vault, [first])
    assert vault.purge(end_of_shift=True).stills == 1
    assert len(vault.chest.keys.stills) == 1
    sys.stdout.write("exchanged\n")
    answer(vault, others)
    sys.stdout.write("answered\n")
    vault.close()
    vault = opened("once more")
    assert vault.stills.count() == added - 1
    assert vault.purge(end_of_shift=True).stills == added - 1
    sys.stdout.write("purged\n")
    vault.close()
    vault = opened("again")
    vault.check()
    assert len(vault.record_list.rows(RecordFilter())) == added
    sys.stdout.write("reopened\n")
    (FOLDER / "filler").unlink()
    vault.outbox.add(still(0, 300_000), SERVICE)
    sys.stdout.write("captured\n")
    vault.close()


main()
