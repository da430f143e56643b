"""The vault on a thread of its own: whoever wants something of it asks, and hears in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.workers.mailbox import Mailbox

if TYPE_CHECKING:  # the database and the cryptography load in the vault's thread, behind the window
    from permit_desktop.vault.vault import Vault

CHANGE_PAUSE_MS: Final = 60
"""Changes that follow each other faster are told as one, so that a purge of hundreds is not a hundred new lists."""

Work: TypeAlias = "Callable[[Vault], object]"
Opener: TypeAlias = "Callable[[], Vault]"
"""Opens the vault; called in the vault's thread.

Raises:
    PermitError: it cannot be opened.
"""

BEYOND_USE: Final = frozenset({ErrorCode.VAULT_DAMAGED, ErrorCode.VAULT_FAILED, ErrorCode.VAULT_NOT_OPEN})
"""After these nothing more is read or written through the same connection; opening anew checks the vault."""


class Errand(QObject):
    """Something that was asked of the vault. Lives in the window's thread until one of its signals was delivered.

    Attributes:
        done(object): what the work returned.
        failed(PermitError): why it did nothing; `fault_in_program` for a bug, which `VaultThread.crashed` tells.
    """

    done = Signal(object)
    failed = Signal(object)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    number: int
    work: Work


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    number: int
    value: object
    error: PermitError | None


class _VaultWorker(QObject):
    """Lives in the vault's thread."""

    opened = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    ended = Signal(object)

    def __init__(self, changes: Mailbox[bool]) -> None:
        super().__init__()
        self._changes = changes
        self._vault: Vault | None = None

    @Slot(object)
    def open(self, opener: Opener) -> None:
        """Opens the vault; harmless when it is open."""
        if self._vault is not None:
            return
        try:
            vault = opener()
        except PermitError as error:
            self.failed.emit(error)
            return
        except Exception as bug:  # noqa: BLE001 - shown as a bug by the receiver of `crashed`; the program goes on
            self.crashed.emit(bug)
            self.failed.emit(_fault())
            return
        vault.tell_changes(self._note_change)
        self._vault = vault
        self.opened.emit(vault.notice)

    def _note_change(self) -> None:
        self._changes.post(True)  # noqa: FBT003 - a flag is all there is to say

    @Slot(object)
    def do(self, asked: _Asked) -> None:
        """Does what was asked."""
        if self._vault is None:
            self.ended.emit(_Outcome(asked.number, None, _not_open()))
            return
        try:
            value = asked.work(self._vault)
        except PermitError as error:
            self.ended.emit(_Outcome(asked.number, None, error))
            if error.code in BEYOND_USE:
                self.close()
                self.failed.emit(error)
        except Exception as bug:  # noqa: BLE001 - shown as a bug by the receiver of `crashed`; the program goes on
            self.crashed.emit(bug)
            self.ended.emit(_Outcome(asked.number, None, _fault()))
        else:
            self.ended.emit(_Outcome(asked.number, value, None))

    @Slot()
    def close(self) -> None:
        """Closes the vault; harmless when there is none."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    @Slot()
    def finish(self) -> None:
        """Closes the vault and ends the thread: a mere `quit` from outside would leave undone what was asked before."""
        self.close()
        self.thread().quit()


class VaultThread(QObject):
    """Owns the vault's thread. Lives in the window's thread, and so do all deliveries of its signals.

    What is asked before the vault is open waits for the opening that is under way; it fails where there is none.

    Attributes:
        opened(Notice): the vault is open.
        failed(PermitError): it could not be opened, or is closed because it cannot be used any more.
        crashed(Exception): a bug came up; the vault goes on.
        changed: something in the vault changed, by whichever thread of this process; many changes may be told as one.
    """

    opened = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    changed = Signal()
    _open_asked = Signal(object)
    _work_asked = Signal(object)
    _finish_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: Mailbox[bool] = Mailbox(self)
        self._change_pause = QTimer(self)
        self._change_pause.setSingleShot(True)
        self._change_pause.setInterval(CHANGE_PAUSE_MS)
        self._change_pause.timeout.connect(self._tell_change)
        self._worker = _VaultWorker(self._changes)
        self._thread = QThread(self)
        self._thread.setObjectName("vault")
        self._worker.moveToThread(self._thread)
        self._errands: dict[int, Errand] = {}
        self._asked = 0
        self._stopped = False
        self._open_asked.connect(self._worker.open)
        self._work_asked.connect(self._worker.do)
        self._worker.opened.connect(self.opened)
        self._worker.failed.connect(self.failed)
        self._worker.crashed.connect(self.crashed)
        self._worker.ended.connect(self._deliver)
        self._changes.ready.connect(self._begin_change_pause)
        self._finish_asked.connect(self._worker.finish)

    def open(self, opener: Opener) -> None:
        """Opens the vault in the background: `opened` or `failed` tells. Again after a failure, as often as wanted."""
        self._stopped = False
        self._begin()
        self._open_asked.emit(opener)

    def ask(self, work: Work) -> Errand:
        """Has `work` done in the vault's thread, after all that was asked before.

        Connect the errand's signals at once. They are emitted by the window's thread itself, so that any function does.
        After `stop` nothing is done, and nobody is told, until the vault is opened again.
        """
        self._asked += 1
        errand = Errand(self)
        self._errands[self._asked] = errand
        self._begin()
        self._work_asked.emit(_Asked(self._asked, work))
        return errand

    def stop(self) -> None:
        """Finishes what was asked, closes the vault and ends the thread.

        Who asked may be gone before its answer would be delivered, so none is.
        """
        self._stopped = True
        if self._thread.isRunning():
            self._finish_asked.emit()
            self._thread.wait()
        self._errands.clear()

    def _begin(self) -> None:
        if not (self._stopped or self._thread.isRunning()):
            self._thread.start()

    @Slot()
    def _begin_change_pause(self) -> None:
        self._change_pause.start()

    @Slot()
    def _tell_change(self) -> None:
        if self._changes.take():
            self.changed.emit()

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        errand = self._errands.pop(outcome.number, None)
        if errand is None:  # answered before the thread was stopped, delivered after
            return
        if outcome.error is None:
            errand.done.emit(outcome.value)
        else:
            errand.failed.emit(outcome.error)
        errand.deleteLater()


def _not_open() -> PermitError:
    from permit_desktop.vault import errors

    return errors.not_open()


def _fault() -> PermitError:
    return PermitError(
        ErrorCode.FAULT_IN_PROGRAM,
        "A fault in the program.",
        "Try again; send the details if it stays.",
    )
