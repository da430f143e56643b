"""A program of its own: a day's queue in the real window, with the operating system's keyring and a real service.

`python -m tests.cli.window_sync_run UNTIL DATA SETTINGS CREDENTIALS STILL…` stores the credentials (one JSON object) in
the keyring, adds the stills to the queue, and opens the window as a person would, on a computer without a camera. What
waits for the network or `needs_you` is tried again, as by a person.

The window is closed when nothing waits any more (UNTIL is `done`), while the first request is under way (`sending`), or
when it has said why the vault is closed (`locked`: the keyring's process was killed before, and came back locked). One
JSON line tells what the window said, and what is stored then.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QTimer, Slot

from permit_desktop.app import storage
from permit_desktop.cli.command_line import run
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.jobs import JobState
from permit_desktop.sync.engine import Step, StepKind
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets, find_system_keyring
from permit_desktop.ui import sync_flow
from permit_desktop.ui.sync_flow import SyncFlow
from permit_desktop.ui.vault_flow import VaultFlow
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_holders import KeyringHolder
from permit_desktop.vault.vault import Vault, open_vault
from permit_desktop.workers.sync_thread import Condition, SyncState
from tests.system.session_bus import kill_keyring

SECRETS = Secrets(find_system_keyring)
TRY_AGAIN_MS = 300
LOOK_MS = 100
conditions: list[str] = []
said: list[str] = []
closed_s: list[float] = []
ended_s: list[float] = []


class Person(SyncFlow):
    """Has it tried now when it is offline, tries again what needs somebody, and goes home when nothing waits."""

    @Slot(object)
    def _note_state(self, state: SyncState) -> None:
        super()._note_state(state)
        if state.condition.name not in conditions[-1:]:
            conditions.append(state.condition.name)
        if state.condition is Condition.OFFLINE:
            QTimer.singleShot(TRY_AGAIN_MS, self._sync.try_now)
        elif state.condition is Condition.DONE and state.needs_you:
            self._vault.ask(_retry_all)
        elif state.condition is Condition.DONE:
            go_home()


class Hurried(SyncFlow):
    """Goes home as soon as a request is under way."""

    @Slot(object)
    def _note_step(self, step: Step) -> None:
        super()._note_step(step)
        if step.kind is StepKind.READ_HERE:  # sending comes next
            self._look()

    def _look(self) -> None:
        self._vault.ask(_counts).done.connect(self._looked)

    @Slot(object)
    def _looked(self, counts: Mapping[JobState, int]) -> None:
        QTimer.singleShot(LOOK_MS, go_home if JobState.SENDING in counts else self._look)


class LockedOut(VaultFlow):
    """Reads why the vault is closed, and goes home."""

    @Slot(object)
    def _failed(self, error: PermitError) -> None:
        super()._failed(error)
        said.append(self._window.vault_banner.text())
        go_home()


def go_home() -> None:
    closed_s.append(time.monotonic())
    application = QCoreApplication.instance()
    assert application is not None
    application.quit()


def _counts(vault: Vault) -> Mapping[JobState, int]:
    return vault.outbox.counts()


def _retry_all(vault: Vault) -> None:
    for job in vault.outbox.jobs(JobState.NEEDS_YOU):
        vault.outbox.retry(job.job_id)


def vault_of(data: Path) -> Vault:
    return open_vault(data, KeyringHolder(SECRETS), what="test")


def main(until: str, data: Path, settings: Path, credentials: str, stills: list[Path]) -> int:
    SECRETS.write(SERVICE_CREDENTIALS, credentials)
    with closing(vault_of(data)) as vault:
        for still in stills:
            vault.outbox.add(still.read_bytes(), Options("service"))
        vault.recovery.note_kept()
    if until == "locked":
        kill_keyring()
        with patch.object(storage, "VaultFlow", LockedOut):
            return tell(code=opened(data, settings), said=said)
    with patch.object(sync_flow, "SyncFlow", Person if until == "done" else Hurried):
        code = opened(data, settings)
    with closing(vault_of(data)) as vault:
        jobs = vault.outbox.jobs()
        return tell(
            code=code,
            conditions=conditions,
            states=[job.state for job in jobs],
            sent=sum(job.sent for job in jobs),
            maybe_paid=sum(job.maybe_paid for job in jobs),
            numbers=[vault.records.get(job.record_id).summary.number for job in jobs],
            sources=sorted({v.source for job in jobs for v in vault.records.get(job.record_id).fields.values()}),
            trail=[vault.check().broken_at, vault.check().cut_at],
        )


def opened(data: Path, settings: Path) -> int:
    code = run(["--data-dir", str(data), "--settings", str(settings)])
    ended_s.append(time.monotonic())
    return code


def tell(**what: object) -> int:
    sys.stdout.write(json.dumps(what | {"closing_s": ended_s[0] - closed_s[0]}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(
        main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], [Path(file) for file in sys.argv[5:]])
    )
