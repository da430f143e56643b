"""What the window says of the vault and the queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtTest import QTest

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.domain.permit import Side
from permit_desktop.system.secrets import SecretsError
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.saved_line import SavedState
from permit_desktop.ui.sync_flow import SETTLE_MS, SyncFlow
from permit_desktop.ui.vault_flow import VaultFlow
from permit_desktop.ui.vault_panel import Wish
from permit_desktop.vault import errors
from permit_desktop.vault.key_holders import MemoryHolder
from permit_desktop.vault.retention import Purged
from permit_desktop.vault.salvage import Salvaged
from permit_desktop.vault.vault import Notice
from permit_desktop.workers.sync_thread import Condition, Readers, SyncState, SyncThread, Trouble
from permit_desktop.workers.vault_place import VaultPlace
from permit_desktop.workers.vault_thread import VaultThread
from tests.ui.permits import record
from tests.ui.pictures.scan import read_side
from tests.ui.pictures.stage import Stage, State

CODE: Final = "7Q3M-0K9V-XR2D-W8HB-4ZTC-JN56-PA1E"
NOWHERE: Final = Path("/nonexistent")


def _closed(error: PermitError, wish: Wish | None = None, refusal: PermitError | None = None) -> State:
    """The vault is closed for this reason; perhaps the person was asked for something."""

    def show(stage: Stage) -> object:
        stage.desk.show(stage.window, 0.1, "no_card")
        thread = VaultThread(stage.window)
        flow = VaultFlow(stage.window, thread, VaultPlace(NOWHERE, MemoryHolder), settings=dict)
        thread.failed.emit(error)
        if wish is not None:
            stage.window.vault_panel.ask(wish)
        if refusal is not None:
            stage.window.vault_panel.refuse(in_words(refusal)[0])
        return flow

    return show


def _opened(notice: Notice) -> State:
    def show(stage: Stage) -> object:
        stage.desk.show(stage.window, 0.1, "no_card")
        thread = VaultThread(stage.window)
        flow = VaultFlow(stage.window, thread, VaultPlace(NOWHERE, MemoryHolder), settings=dict)
        thread.opened.emit(notice)
        thread.stop()
        return flow

    return show


def _queue(state: SyncState, saved: SavedState = SavedState.SAVED) -> State:
    def show(stage: Stage) -> object:
        _record(saved)(stage)
        sync, vault = SyncThread(stage.window), VaultThread(stage.window)
        flow = SyncFlow(stage.window, sync, vault, lambda _: Readers((), dict))
        sync.state_changed.emit(state)
        QTest.qWait(SETTLE_MS + 50)
        return flow

    return show


def _record(state: SavedState) -> Callable[[Stage], object]:
    def show(stage: Stage) -> object:
        stage.desk.show(stage.window, 8.0, "accept")
        stage.window.scan_page.show_record(record(read_side(Side.FRONT), read_side(Side.BACK)), Side.FRONT)
        stage.window.scan_page.record.saved.show_state(state)
        return None

    return show


def _code_again(stage: Stage) -> object:
    flow = _opened(Notice(None, None, None, 0))(stage)
    stage.window.vault_panel.show_code(CODE, again=True)
    return flow


def _end_of_shift(stage: Stage) -> object:
    flow = _opened(Notice(None, None, None, 0))(stage)
    stage.window.end_of_shift_wanted.emit()
    return flow


def _shift_ended(stage: Stage) -> object:
    flow = _opened(Notice(None, None, None, 0))(stage)
    assert isinstance(flow, VaultFlow)
    flow._shift_ended(Purged(stills=48, records=0, left=3))  # noqa: SLF001 - without a day's work in a vault
    return flow


def _shredding(stage: Stage) -> object:
    flow = _opened(Notice(None, None, None, 0))(stage)
    assert isinstance(flow, VaultFlow)
    flow._shredded_some(Purged(stills=20, records=0, left=31, more=True))  # noqa: SLF001 - as above
    return flow


def _held_back(stage: Stage) -> object:
    flow = _opened(Notice(None, None, None, 0))(stage)
    assert isinstance(flow, VaultFlow)
    flow._purged_some(Purged(0, 0, left=31, held_back=True))  # noqa: SLF001 - as above
    return flow


LOCKED: Final = SecretsError(
    ErrorCode.KEYRING_LOCKED, "The keyring is locked.", "Unlock the keyring of this computer, then try again."
)
MISSING: Final = SecretsError(
    ErrorCode.KEYRING_MISSING,
    "This computer offers no keyring to keep secrets in.",
    "Start the program in a desktop session with GNOME Keyring or KWallet, or enter the credentials each time.",
)
SERVICE_STOP: Final = Trouble(
    "The service does not accept the credentials.",
    "Check the credentials for this region and this computer's clock, and enter them again.",
)
STATES: Mapping[str, State] = {
    "locked": _closed(LOCKED),
    "in-use": _closed(errors.in_use("`permit-desktop queue sync` (process 4242)")),
    "no-keyring": _closed(MISSING),
    "new-passphrase": _closed(MISSING, Wish.NEW_PASSPHRASE),
    "passphrase-wrong": _closed(errors.passphrase_wanted(), Wish.PASSPHRASE, errors.key_wrong()),
    "recover": _closed(errors.key_missing(), Wish.CODE),
    "recovery-code": _opened(Notice(CODE, None, None, 0)),
    "recovery-code-again": _code_again,
    "damaged": _opened(Notice(None, NOWHERE / "vault.db.damaged-20261125T101500Z", Salvaged(212, 3), 0)),
    "damaged-beside": _opened(Notice(None, None, None, 0, ("vault.db.damaged-20261125T101500Z",))),
    "unreadable": _closed(errors.unreadable()),
    "disk-failed": _closed(errors.failed()),
    "other-cipher": _closed(errors.other_cipher()),
    "saved": _record(SavedState.SAVED),
    "provisional": _record(SavedState.PROVISIONAL),
    "not-stored": _record(SavedState.NOT_STORED),
    "not-kept": _record(SavedState.NOT_KEPT),
    "offline": _queue(
        SyncState(Condition.OFFLINE, 3, 0, Trouble("The service cannot be reached.", "")),
        SavedState.PROVISIONAL,
    ),
    "stopped": _queue(SyncState(Condition.STOPPED, 12, 1, SERVICE_STOP)),
    "end-of-shift": _end_of_shift,
    "shredding": _shredding,
    "shift-ended": _shift_ended,
    "held-back": _held_back,
}
