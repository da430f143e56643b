"""The vault behind the window: opened, kept tidy, and what keeps it closed said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from permit_desktop.domain.bands import Band
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.ui.banner import Action, Message
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.faults import describe
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.vault_panel import VaultPanel, Wish
from permit_desktop.ui.wording import Wording
from permit_desktop.workers.vault_place import VaultPlace
from permit_desktop.workers.vault_thread import BEYOND_USE, VaultThread

if TYPE_CHECKING:
    from permit_desktop.vault.retention import Periods, Purged
    from permit_desktop.vault.salvage import Salvaged
    from permit_desktop.vault.vault import Notice, Vault

_PURGE_MS: Final = 3_600_000
_STILLS_AT_ONCE: Final = 20
"""A quarter of a second's work: nobody else waits longer for the vault while hundreds are shredded."""

_BY_CODE: Final = frozenset(
    {ErrorCode.VAULT_KEY_MISSING, ErrorCode.VAULT_KEY_WRONG, ErrorCode.KEYRING_MISSING, ErrorCode.KEYRING_LOST}
)
"""What the recovery code gets over."""


class VaultFlow(QObject):
    """Opens the vault and says what keeps it closed; purges at the start and every hour.

    Args:
        window: shows the banners and the panel.
        vault: the vault's thread.
        place: where it is, and what opens it.
        settings: every setting by its key, as it holds.
        passing: whether the vault ends with the program, so that nobody needs its recovery code.

    Attributes:
        store_again_wanted: the person wants stored what could not be.
        shift_ended: reviewed pictures were shredded: nothing of them may stay in view.
    """

    store_again_wanted = Signal()
    shift_ended = Signal()

    def __init__(
        self,
        window: MainWindow,
        vault: VaultThread,
        place: VaultPlace,
        *,
        settings: Callable[[], Mapping[str, object]],
        passing: bool = False,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._vault = vault
        self._place = place
        self._settings = settings
        self._passing = passing
        self._panel: VaultPanel = window.vault_panel
        self._refused = False
        self._beside = False
        self._shredded: int | None = None
        self._message: Callable[[], Message] | None = None
        self._unpurged: Callable[[], Message] | None = None
        self._hourly = QTimer(self)
        self._hourly.setInterval(_PURGE_MS)
        self._hourly.timeout.connect(self._purge)
        vault.opened.connect(self._opened)
        vault.failed.connect(self._failed)
        vault.crashed.connect(self._crashed)
        self._panel.passphrase_given.connect(self._open_by_passphrase)
        self._panel.code_given.connect(self._recover)
        self._panel.code_kept.connect(self._code_kept)
        window.end_of_shift_wanted.connect(self._ask_end_of_shift)
        Wording(window, self._say)

    @Slot()
    def open(self) -> None:
        """Opens the vault with what needs nobody: the keyring."""
        self._beside = False
        self._clear()
        self._clear_unpurged()
        self._vault.open(self._place.open)

    @Slot(object)
    def tell_refusal(self, error: PermitError) -> None:
        """Something could not be stored; while the vault is closed the banner says why already."""
        if error.code is not ErrorCode.VAULT_NOT_OPEN:
            self._refused = True
            self._show(partial(self._refusal, error, self.store_again_wanted.emit))

    @Slot()
    def note_stored(self) -> None:
        """Something was stored: what kept it from that is over."""
        if self._refused:
            self._refused = False
            self._clear()

    @Slot(str)
    def _open_by_passphrase(self, passphrase: str) -> None:
        self._vault.open(partial(self._place.open_by_passphrase, passphrase))

    @Slot(str, str)
    def _recover(self, code: str, passphrase: str) -> None:
        self._vault.open(partial(self._place.recover, code, passphrase or None))

    @Slot(object)
    def _opened(self, notice: Notice) -> None:
        self._refused = False
        self._beside = bool(notice.beside)
        self._clear()
        self._panel.close_form()
        if notice.recovery_code is not None and not self._passing:
            self._panel.show_code(notice.recovery_code)
        elif not self._passing:
            self._vault.ask(_owed_code).done.connect(self._show_owed_code)
        if notice.set_aside is not None and notice.salvaged is not None:
            self._show(partial(self._damaged, notice.salvaged, notice.set_aside.name))
        self.note_settings()
        self._purge()
        self._hourly.start()

    @Slot(object)
    def _show_owed_code(self, code: str | None) -> None:
        if code is not None:
            self._panel.show_code(code, again=True)

    @Slot()
    def _code_kept(self) -> None:
        self._vault.ask(_note_code_kept)

    @Slot(object)
    def _failed(self, error: PermitError) -> None:
        self._hourly.stop()
        self._beside = False
        if self._panel.is_asking and error.code in (ErrorCode.VAULT_KEY_WRONG, ErrorCode.SETTING_INVALID):
            self._panel.refuse(in_words(error)[0])
            return
        self._panel.close_form()
        self._show(partial(self._closed, error))
        if error.code is ErrorCode.VAULT_PASSPHRASE_WANTED:
            self._panel.ask(Wish.PASSPHRASE)  # wanted at every start

    def _show(self, make: Callable[[], Message]) -> None:
        self._message = make
        self._window.vault_banner.show_message(make())

    def _clear(self) -> None:
        if self._beside:
            self._show(self._kept_beside)
            return
        self._message = None
        self._window.vault_banner.clear()

    def _say(self) -> None:
        if self._message is not None:
            self._window.vault_banner.show_message(self._message())
        if self._unpurged is not None:
            self._window.purge_banner.show_message(self._unpurged())

    def _closed(self, error: PermitError) -> Message:
        return Message("locked", in_words(error)[0], self._remedy(error), Band.MEDIUM, self._actions(error.code))

    def _refusal(self, error: PermitError, again: Callable[[], object]) -> Message:
        sentence, remedy = in_words(error)
        return Message("fault", sentence, remedy, Band.LOW, (Action(self.tr("Try again"), again),))

    def _remedy(self, error: PermitError) -> str:
        remedies = {
            ErrorCode.VAULT_KEY_MISSING: self.tr("Sign in as the user who made the vault, or enter the recovery code."),
            ErrorCode.VAULT_KEY_WRONG: self.tr("Enter the recovery code."),
            ErrorCode.VAULT_PASSPHRASE_WANTED: "",
            ErrorCode.KEYRING_MISSING: self._without_keyring(),
            ErrorCode.VAULT_IN_USE: self.tr("Close the other one, then try again."),
            ErrorCode.VAULT_DAMAGED: self.tr("Try again: the damaged vault is kept beside, and a new one begun."),
            ErrorCode.VAULT_UNREADABLE: self.tr("Put the right vault.db back, if there is one. Nothing was changed."),
            ErrorCode.VAULT_FAILED: self.tr("Try again: the vault is checked then. If it stays, check the disk."),
        }
        remedy = remedies.get(error.code, in_words(error)[1])
        meanwhile = self.tr("As long as it is closed, permits are read, but nothing is stored.")
        return f"{remedy} {meanwhile}".strip()

    def _without_keyring(self) -> str:
        if self._place.has_vault():
            return self.tr("Start the program in a session with a keyring, or enter the recovery code.")
        return self.tr("Start the program in a session with a keyring, or protect the vault by a passphrase.")

    def _actions(self, code: ErrorCode) -> tuple[Action, ...]:
        actions = [Action(self.tr("Try again"), self.open)]
        if code is ErrorCode.VAULT_PASSPHRASE_WANTED:
            actions = [Action(self.tr("Enter passphrase …"), self._ask(Wish.PASSPHRASE))]
        if code is ErrorCode.KEYRING_MISSING and not self._place.has_vault():
            actions.append(Action(self.tr("Protect by a passphrase …"), self._ask(Wish.NEW_PASSPHRASE)))
        elif code is ErrorCode.VAULT_UNREADABLE and not self._place.wants_passphrase():
            actions.append(Action(self.tr("Begin a new vault …"), self._ask_to_begin_anew))
        elif code in _BY_CODE or code is ErrorCode.VAULT_PASSPHRASE_WANTED:
            by_keyring = code in (ErrorCode.VAULT_KEY_MISSING, ErrorCode.VAULT_KEY_WRONG)
            wish = Wish.CODE if by_keyring else Wish.CODE_AND_PASSPHRASE
            actions.append(Action(self.tr("Recovery code …"), self._ask(wish)))
        return tuple(actions)

    def _ask(self, wish: Wish) -> Callable[[], None]:
        return lambda: self._panel.ask(wish)

    def _damaged(self, salvaged: Salvaged, name: str) -> Message:
        sentence = self.tr("The vault was damaged. {stills} pictures were carried over into a new one.")
        remedy = self.tr("{lost} entries could not be read. The damaged one is kept as {name}. Check the disk.")
        told = remedy.format(lost=salvaged.lost_rows, name=name)
        return Message("fault", sentence.format(stills=salvaged.stills), told, Band.LOW, (self._dismiss(),))

    def _kept_beside(self) -> Message:
        sentence = self.tr("A damaged vault is kept beside: pictures that are purged stay readable in it.")
        remedy = self.tr("Delete it when you need it no more.")
        return Message("fault", sentence, remedy, Band.MEDIUM, (Action(self.tr("Delete it …"), self._ask_to_drop),))

    def _ask_to_drop(self) -> None:
        self._window.question.ask(
            self.tr("Delete the damaged vault?"),
            self.tr("What could not be carried over of it is lost for good."),
            yes=self.tr("Delete it"),
            no=self.tr("Cancel"),
            act=self._drop,
        )

    def _drop(self) -> None:
        errand = self._vault.ask(_drop_damaged)
        errand.done.connect(self._dropped)
        errand.failed.connect(self._not_dropped)

    @Slot()
    def _dropped(self) -> None:
        self._beside = False
        self._clear()

    @Slot(object)
    def _not_dropped(self, error: PermitError) -> None:
        self._show(partial(self._refusal, error, self._drop))

    def _ask_to_begin_anew(self) -> None:
        self._window.question.ask(
            self.tr("Begin a new vault?"),
            self.tr("The one that cannot be read is kept beside."),
            yes=self.tr("Begin a new one"),
            no=self.tr("Cancel"),
            act=partial(self._vault.open, self._place.begin_anew),
        )

    def _dismiss(self) -> Action:
        return Action(self.tr("Dismiss"), self._clear)

    @Slot(object)
    def _crashed(self, bug: Exception) -> None:
        self._window.show_fault(describe(bug))

    @Slot()
    def _ask_end_of_shift(self) -> None:
        self._window.question.ask(
            self.tr("End the shift?"),
            self.tr(
                "The pictures of all reviewed permits are shredded now, and records whose time is up are deleted. "
                "This cannot be taken back."
            ),
            yes=self.tr("Shred them"),
            no=self.tr("Cancel"),
            act=self._end_shift,
        )

    def _end_shift(self) -> None:
        self._shredded = 0
        self._shred_some()

    def _shred_some(self) -> None:
        errand = self._vault.ask(_shred_some)
        errand.done.connect(self._shredded_some)
        errand.failed.connect(self._shift_not_ended)

    @Slot(object)
    def _shredded_some(self, purged: Purged) -> None:
        done = purged.stills + (self._shredded or 0)
        if purged.more:
            self._shredded = done
            self._show(partial(self._shredding, done))
            self._shred_some()
        else:
            self._shredded = None
            self._shift_ended(replace(purged, stills=done))

    def stop(self) -> None:
        """The window is gone, and soon the vault: what was to be shredded still is."""
        if self._shredded is not None:
            self._vault.ask(_shred_all)

    def _shredding(self, done: int) -> Message:
        sentence = self.tr("The pictures of reviewed permits are being shredded: {count} are gone.")
        return Message("waiting", sentence.format(count=done), self.tr("Go on scanning meanwhile."))

    def _shift_ended(self, purged: Purged) -> None:
        self.shift_ended.emit()
        self._show(partial(self._ended, purged))

    def _ended(self, purged: Purged) -> Message:
        sentence = self.tr("The shift is ended. Pictures shredded: {stills}, records deleted: {records}.")
        told = sentence.format(stills=purged.stills, records=purged.records)
        remedy = self.tr("What waits for the service or for you is kept.") if purged.left else ""
        return Message("band-high", told, remedy, Band.HIGH, (self._dismiss(),))

    @Slot(object)
    def _shift_not_ended(self, error: PermitError) -> None:
        self._shredded = None
        if error.code is not ErrorCode.VAULT_NOT_OPEN:  # the banner says why it is closed
            self._show(partial(self._refusal, error, self._end_shift))

    @Slot()
    def note_settings(self) -> None:
        """Settings are others: the vault keeps to its new periods, and the change is in the audit trail."""
        self._vault.ask(partial(_take_settings, self._place.periods, self._settings()))

    @Slot()
    def _purge(self) -> None:
        errand = self._vault.ask(_purge_some)
        errand.done.connect(self._purged_some)
        errand.failed.connect(self._not_purged)

    @Slot(object)
    def _purged_some(self, purged: Purged) -> None:
        if purged.more:
            self._purge()
        elif purged.held_back:
            self._show_unpurged(self._held_back)
        else:
            self._clear_unpurged()

    @Slot(object)
    def _not_purged(self, error: PermitError) -> None:
        if error.code not in BEYOND_USE:  # the other banner says why it is closed
            self._show_unpurged(partial(self._refusal, error, self._purge))

    def _show_unpurged(self, make: Callable[[], Message]) -> None:
        self._unpurged = make
        self._window.purge_banner.show_message(make())

    def _clear_unpurged(self) -> None:
        self._unpurged = None
        self._window.purge_banner.clear()

    def _held_back(self) -> Message:
        sentence = self.tr("Nothing was purged: the clock is far ahead of the last purge.")
        remedy = self.tr("Check this computer's date and time. If they are right, the next purge goes on.")
        dismiss = Action(self.tr("Dismiss"), self._clear_unpurged)
        return Message("fault", sentence, remedy, Band.MEDIUM, (dismiss,))


def _owed_code(vault: Vault) -> str | None:
    return vault.recovery.owed()


def _drop_damaged(vault: Vault) -> None:
    vault.drop_damaged()


def _note_code_kept(vault: Vault) -> None:
    vault.recovery.note_kept()


def _purge_some(vault: Vault) -> Purged:
    return vault.purge(most_stills=_STILLS_AT_ONCE)


def _shred_some(vault: Vault) -> Purged:
    return vault.purge(end_of_shift=True, most_stills=_STILLS_AT_ONCE)


def _shred_all(vault: Vault) -> Purged:
    return vault.purge(end_of_shift=True)


def _take_settings(periods: Callable[[], Periods | None], entries: Mapping[str, object], vault: Vault) -> object:
    vault.retention.periods = periods() or vault.retention.periods
    return vault.settings.compare(entries)
