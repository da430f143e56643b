"""What happens on the queue page: the vault's jobs onto the screen, and the person's wishes into the vault."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from permit_desktop.domain.errors import PermitError
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.queue_page import QueuePage
from permit_desktop.ui.queue_row_painter import PICTURE_SIZE
from permit_desktop.ui.queue_state import QueueState, Shown
from permit_desktop.workers.stored_pictures import StoredPicture, StoredPictures
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:
    from permit_desktop.vault.vault import Vault

REFRESH_PAUSE_MS: Final = 300
"""While a queue is worked off, the page is told three times a second how it stands, not after every step."""
_PICTURE_SCALE: Final = 3
"""Thumbnails are sharp up to 300 %."""


class QueueFlow(QObject):
    """Joins the queue page with the vault. Lives in the window's thread.

    What the page wants of whoever works the queue off (`sync_wanted`, `pause_wanted`, `resume_wanted`) is that one's to
    hear.

    Args:
        page: shows the queue.
        vault: the vault's thread.
        now: seconds since 1970.
    """

    def __init__(
        self,
        page: QueuePage,
        vault: VaultThread,
        *,
        now: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._vault = vault
        self._now = now
        self._asked = self._again = self._ended = False
        self._refreshing = QTimer(self)
        self._refreshing.setSingleShot(True)
        self._refreshing.setInterval(REFRESH_PAUSE_MS)
        self._refreshing.timeout.connect(self.refresh)
        room = (PICTURE_SIZE.width() * _PICTURE_SCALE, PICTURE_SIZE.height() * _PICTURE_SCALE)
        self._pictures = StoredPictures(vault, room, self)
        self._pictures.loaded.connect(self._show_picture)
        vault.opened.connect(self._opened)
        vault.changed.connect(self._changed)
        page.thumbnails.wanted.connect(self._pictures.ask)
        page.seen.connect(self.refresh)
        page.shown_changed.connect(self.refresh)
        page.tick.connect(self._tick)
        page.retry_wanted.connect(self._retry)
        page.discard_wanted.connect(self._discard)

    @Slot()
    def refresh(self) -> None:
        """Shows the queue as it stands now."""
        if self._ended:
            return
        if self._asked:  # one list at a time; the last one is the newest
            self._again = True
            return
        self._asked = True
        shown = self._page.shown if self._page.isVisible() else None
        errand = self._vault.ask(partial(_queue_state, shown=shown, now=self._now))
        errand.done.connect(self._show)
        errand.failed.connect(self._not_shown)

    def forget_pictures(self) -> None:
        """Drops the thumbnails: the window is locked, or pictures were purged."""
        self._pictures.forget()
        self._page.thumbnails.drop()

    def stop(self) -> None:
        """Ends what is under way; asks nothing of the vault any more."""
        self._ended = True
        self._refreshing.stop()
        self._pictures.stop()

    @Slot()
    def _opened(self) -> None:
        self.refresh()

    @Slot()
    def _changed(self) -> None:
        if not self._ended and not self._refreshing.isActive():
            self._refreshing.start()

    @Slot(object)
    def _show(self, state: QueueState) -> None:
        if not self._ended:
            self._page.show_queue(state)
            self._answered()

    @Slot(object)
    def _not_shown(self, _error: PermitError) -> None:
        self._answered()  # the window says why the vault is closed

    def _answered(self) -> None:
        self._asked = False
        if self._again:
            self._again = False
            self.refresh()

    @Slot(object)
    def _show_picture(self, picture: StoredPicture) -> None:
        self._page.thumbnails.put(picture.still_id, picture.image)

    @Slot()
    def _tick(self) -> None:
        self._page.set_now(self._now())

    @Slot(list)
    def _retry(self, job_ids: list[int]) -> None:
        self._do(partial(_each, job_ids=job_ids, retry=True))

    @Slot(list)
    def _discard(self, job_ids: list[int]) -> None:
        self._do(partial(_each, job_ids=job_ids, retry=False))

    def _do(self, work: Callable[[Vault], object]) -> None:
        self._page.trouble_banner.clear()
        errand = self._vault.ask(work)
        errand.failed.connect(self._could_not)
        errand.done.connect(self._did)

    @Slot(object)
    def _did(self, _nothing: object) -> None:
        self.refresh()

    @Slot(object)
    def _could_not(self, error: PermitError) -> None:
        if not self._ended:
            self._page.trouble_banner.show_trouble(lambda: in_words(error))
            self.refresh()


def _queue_state(vault: Vault, shown: Shown | None, now: Callable[[], float]) -> QueueState:
    jobs = None if shown is None else vault.outbox.jobs(*shown.states)
    return QueueState(jobs, vault.outbox.counts(), vault.standstill.read(), now())


def _each(vault: Vault, job_ids: Sequence[int], *, retry: bool) -> None:
    """Does it to each job; one that has moved on meanwhile keeps none of the others from it."""
    first: PermitError | None = None
    for job_id in job_ids:
        try:
            if retry:
                vault.outbox.retry(job_id)
            else:
                vault.outbox.discard(job_id)
        except PermitError as error:
            first = first or error
    if first is not None:
        raise first
