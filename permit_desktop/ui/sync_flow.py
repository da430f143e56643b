"""The queue's state on the screen, and what the person wants of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.errors import PermitError
from permit_desktop.sync.engine import Step, StepKind
from permit_desktop.ui.banner import Action, Message
from permit_desktop.ui.error_text import translated, with_service_words
from permit_desktop.ui.faults import describe
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.plain_text import plain
from permit_desktop.ui.wording import Wording
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.sync_thread import Condition, Readers, SyncState, SyncThread
from permit_desktop.workers.vault_thread import VaultThread

SETTLE_MS: Final = 400
"""A capture that is read at once does not make the status flicker."""
_STATUS_CHARS: Final = 60


class SyncFlow(QObject):
    """Starts the queue's thread when the vault opens, and shows how the queue stands. Lives in the window's thread.

    Args:
        window: shows it.
        sync: the queue's thread.
        vault: the vault's thread.
        make_readers: who works the queue off; called in the queue's thread, for every opened vault and again after
            `renew`.

    Attributes:
        answered(int): a job got its answer.
    """

    answered = Signal(int)

    def __init__(
        self, window: MainWindow, sync: SyncThread, vault: VaultThread, make_readers: Callable[[Vault], Readers]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._sync = sync
        self._vault = vault
        self._make_readers = make_readers
        self._state = SyncState(Condition.CLOSED)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._say)
        vault.opened.connect(self.renew)
        vault.failed.connect(self._close)
        vault.changed.connect(sync.wake)
        sync.state_changed.connect(self._note_state)
        sync.stepped.connect(self._note_step)
        sync.refused.connect(self._look_after_vault)
        sync.crashed.connect(self._crashed)
        window.queue_page.sync_wanted.connect(sync.try_now)
        window.queue_page.pause_wanted.connect(self._pause)
        window.queue_page.resume_wanted.connect(self._resume)
        window.page_turned.connect(self._say_banner)
        Wording(window, self._say)

    @Slot()
    def renew(self) -> None:
        """The vault was opened, or other settings or credentials hold: the readers are made anew."""
        # The vault passes through this thread as a mere name; only the queue's thread touches it.
        self._vault.ask(_itself).done.connect(self._use)

    @Slot(object)
    def _use(self, vault: Vault) -> None:
        self._sync.use(partial(self._make_readers, vault))

    @Slot(object)
    def _use_and_resume(self, vault: Vault) -> None:
        # In one: what stopped would stop again, and credentials may be others by now.
        self._sync.resume(partial(self._make_readers, vault))

    @Slot()
    def _close(self) -> None:
        self._sync.use(None)

    @Slot(bool)
    def _pause(self, paused: bool) -> None:  # noqa: FBT001 - the signature of a slot
        self._sync.pause(paused)
        self._window.queue_page.show_paused(paused=paused)

    @Slot(object)
    def _note_state(self, state: SyncState) -> None:
        self._state = state
        if not self._settling.isActive():
            self._settling.start()

    @Slot(object)
    def _note_step(self, step: Step) -> None:
        if step.job_id is not None and step.kind in (StepKind.ANSWERED, StepKind.REUSED):
            self.answered.emit(step.job_id)

    @Slot(object)
    def _look_after_vault(self, _error: PermitError) -> None:
        # If the vault is beyond use, its own thread finds it out by this, and says so.
        self._vault.ask(_count)

    @Slot(object)
    def _crashed(self, bug: Exception) -> None:
        self._window.show_fault(describe(bug))

    @Slot()
    def _say(self) -> None:
        self._window.status_line.show_queue(self._status(), stands=self._state.condition is Condition.STOPPED)
        self._say_banner(self._window.page)

    def _status(self) -> str:
        """Empty while there is nothing to say of the queue: then the reader's state stands there."""
        state = self._state
        parts = []
        if state.condition is Condition.STOPPED:
            reason = plain(translated(state.trouble.message), _STATUS_CHARS).rstrip(".。") if state.trouble else ""
            parts.append(self.tr("Stopped: {reason}").format(reason=reason))
        elif state.waiting:
            names = {
                Condition.OFFLINE: self.tr("Offline"),
                Condition.BUSY: self.tr("The service is busy"),
                Condition.PAUSED: self.tr("Paused"),
            }
            if state.condition in names:
                parts.append(names[state.condition])
            parts.append(self.tr("waiting: {count}").format(count=state.waiting))
        if state.needs_you:
            parts.append(self.tr("needs you: {count}").format(count=state.needs_you))
        return " · ".join(parts)

    @Slot(QWidget)
    def _say_banner(self, page: QWidget | None) -> None:
        state, banner = self._state, self._window.sync_banner
        if state.condition is Condition.STOPPED and state.trouble and page is not self._window.queue_page:
            sentence = self.tr("Nothing is sent: {reason}").format(reason=translated(state.trouble.message))
            again = Action(self.tr("Try again"), self._resume)
            remedy = with_service_words(state.trouble.words, translated(state.trouble.remedy))
            self._show(Message("fault", sentence, remedy, Band.LOW, (again,)))
        elif state.condition is Condition.OFFLINE:
            sentence = self.tr("The service is not reached. Pictures that wait for it: {count}")
            remedy = self.tr("Go on scanning: everything is stored, and sent when the network is back.")
            now = Action(self.tr("Try now"), self._sync.try_now)
            self._show(Message("waiting", sentence.format(count=state.waiting), remedy, Band.MEDIUM, (now,)))
        else:
            banner.clear()

    def _show(self, message: Message) -> None:
        # Only what is new: a button that somebody is about to press stays.
        if self._window.sync_banner.text() != f"{message.sentence} {message.remedy}".strip():
            self._window.sync_banner.show_message(message)

    @Slot()
    def _resume(self) -> None:
        self._vault.ask(_itself).done.connect(self._use_and_resume)


def _itself(vault: Vault) -> Vault:
    return vault


def _count(vault: Vault) -> object:
    return vault.outbox.counts()
