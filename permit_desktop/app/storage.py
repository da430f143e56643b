"""What is stored: the vault with its pages, and the way into it from the scan page."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from permit_desktop.app.options import Source, WindowOptions
from permit_desktop.app.passing_vault import PassingVault
from permit_desktop.app.window_keyring import keyring_holder
from permit_desktop.system.keyboard import find_keyboard
from permit_desktop.system.paths import data_dir
from permit_desktop.system.person import person_at_counter
from permit_desktop.system.settings import TABLE
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.queue_flow import QueueFlow
from permit_desktop.ui.records_flow import Habits, RecordsFlow
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.ui.vault_flow import VaultFlow
from permit_desktop.workers.doorbell_watch import DoorbellWatch
from permit_desktop.workers.focus_watch import FocusWatch
from permit_desktop.workers.live_settings import LiveSettings
from permit_desktop.workers.typist import Typist
from permit_desktop.workers.vault_place import VaultPlace
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:  # these rooms bring the pixel libraries and the database, which load behind the window
    from permit_desktop.ui.review_flow import ReviewFlow
    from permit_desktop.ui.scan_flow import ScanFlow
    from permit_desktop.ui.storing_flow import StoringFlow
    from permit_desktop.vault.retention import Periods
    from permit_desktop.vault.vault import Vault


class Storage(QObject):
    """The vault of the data folder, or the demo's, which ends with it.

    Attributes:
        vault: the vault's thread.
        place: where the vault is, and what opens it.
    """

    def __init__(self, window: MainWindow, options: WindowOptions, live: LiveSettings) -> None:
        super().__init__(window)
        self._window = window
        self._live = live
        self._scan: ScanFlow | None = None
        self._storing: StoringFlow | None = None
        self._pauses = False
        self._review: ReviewFlow | None = None
        self._passing = PassingVault() if options.source is Source.SIMULATED else None
        folder = data_dir(options.data_dir, os.environ)
        self.place = self._passing.place if self._passing else VaultPlace(folder, keyring_holder, self._periods)
        self.vault = VaultThread(self)
        self._flow = VaultFlow(
            window, self.vault, self.place, settings=self._entries, passing=self._passing is not None
        )
        self._flow.shift_ended.connect(self._clear_away)
        live.changed.connect(self._flow.note_settings)
        self._doorbell = DoorbellWatch(self.place.folder, self)
        self._doorbell.rung.connect(window.come_forward)
        self.vault.opened.connect(self._doorbell.begin)
        self._queue_flow = QueueFlow(window.queue_page, self.vault)
        clipboard = PrivateClipboard(QApplication.clipboard(), self)
        window.scan_page.copy_wanted.connect(clipboard.copy)
        keyboard = partial(find_keyboard, os.environ)
        typing = TypingFlow(window.records_page.typing_banner, Typist(keyboard, self), FocusWatch(keyboard, self), self)
        self._records_flow = RecordsFlow(window.records_page, self.vault, clipboard, typing, habits=self._habits)
        window.queue_page.record_wanted.connect(self._open_record)

    def open(self) -> None:
        """Opens the vault, in the background."""
        self._flow.open()

    def take_from(self, scan: ScanFlow) -> StoringFlow:
        """From now on what is scanned is stored."""
        from permit_desktop.ui.review_flow import ReviewFlow
        from permit_desktop.ui.storing_flow import StoringFlow

        line = self._window.scan_page.record.saved
        self._scan = scan
        self._storing = StoringFlow(scan, self.vault, line, reader=self._reader, person=self._person)
        if self._pauses:
            self._storing.pause()
        self._storing.refused.connect(self._flow.tell_refusal)
        self._storing.filed.connect(self._flow.note_stored)
        self._flow.store_again_wanted.connect(self._storing.try_again)
        self._review = ReviewFlow(self._window, self.vault, scan, self._storing)
        return self._storing

    def pause(self) -> None:
        """From now on nothing that is scanned is stored."""
        self._pauses = True
        self._start_over()

    def resume(self) -> None:
        """What is scanned is stored again."""
        self._pauses = False
        self._start_over()

    def _start_over(self) -> None:
        """What follows does not belong to the permit in view."""
        if self._storing is None:
            return
        self._storing.forget_permit()
        if self._pauses:
            self._storing.pause()
        else:
            self._storing.resume()

    @Slot()
    def hide(self) -> None:
        """The window is locked: nothing of anybody stays in the pages."""
        self._records_flow.lock()
        self._queue_flow.forget_pictures()

    @Slot()
    def note_unlocked(self) -> None:
        """The window was unlocked: the audit trail says by whom."""
        self.vault.ask(partial(_note_unlocked, self._person()))

    def stop_pages(self) -> None:
        """Ends what the pages have under way."""
        self._queue_flow.stop()
        if self._review is not None:
            self._review.stop()
        self._records_flow.stop()

    def close(self) -> None:
        """Closes the vault, once what was to be shredded is; the demo's is gone then."""
        self._flow.stop()
        self.vault.stop()
        if self._passing is not None:
            self._passing.remove()

    @Slot()
    def _clear_away(self) -> None:
        """Nothing that was shredded stays in view."""
        if self._scan is not None and self._storing is not None:
            self._scan.clear()
            self._storing.forget_permit()
        if self._review is not None:
            self._review.forget()
        self._queue_flow.forget_pictures()

    @Slot(int)
    def _open_record(self, record_id: int) -> None:
        self._window.show_page(self._window.records_page)
        self._records_flow.open_record(record_id)

    def _periods(self) -> Periods:
        """Runs in the vault's thread."""
        from permit_desktop.vault.retention import periods_of

        return periods_of(self._live.settings.retention)

    def _entries(self) -> dict[str, object]:
        return {key: self._live.settings.entry(key) for key in TABLE}

    def _habits(self) -> Habits:
        desk = self._live.settings.desk
        return Habits(desk.clipboard_template, desk.thresholds.of)

    def _reader(self) -> str:
        return self._live.settings.recogniser.kind.value

    def _person(self) -> str:
        return person_at_counter(self._live.settings.desk.person)


def _note_unlocked(person: str, vault: Vault) -> None:
    from permit_desktop.vault.audit import Event

    vault.audit.note(Event.UNLOCKED, "window", f"by {person}")
