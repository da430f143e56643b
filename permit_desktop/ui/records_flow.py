"""What happens on the records page: the vault's records onto the screen, to the clipboard, and into files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from permit_desktop.domain.bands import Band, Thresholds
from permit_desktop.domain.dates import day_begins_s
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.domain.permit import FieldName
from permit_desktop.domain.template import fill
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.export_flow import Choose, ExportFlow, choose_file
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.records_page import RecordsPage, RecordsState
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.vault.day import Day
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.workers.stored_pictures import StoredPicture, StoredPictures
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:
    from permit_desktop.ui.record_detail_model import RecordDetail
    from permit_desktop.vault.vault import Vault

REFRESH_PAUSE_MS: Final = 1000
"""While permits are scanned one after another, a list of thousands is fetched once a second at most."""
MOST_COPIED: Final = 200
_PICTURE_FIT_PX: Final = (1200, 900)


@dataclass(frozen=True, slots=True)
class Habits:
    """What the settings say of this page.

    Attributes:
        template: what is copied of a record.
        thresholds: those that hold for a field.
    """

    template: str
    thresholds: Callable[[FieldName], Thresholds]


@dataclass(frozen=True, slots=True)
class _Filled:
    """The template for each of several records, one below the other, and how many of them are gone."""

    text: str
    missing: int


class RecordsFlow(QObject):
    """Joins the records page with vault, clipboard and files. Lives in the window's thread.

    Args:
        page: shows the records.
        vault: the vault's thread.
        clipboard: takes what is copied.
        typing: has a record typed into another program.
        habits: what the settings say at the moment.
        today: the day at the counter.
        choose: asks where an export is to go.
    """

    def __init__(
        self,
        page: RecordsPage,
        vault: VaultThread,
        clipboard: PrivateClipboard,
        typing: TypingFlow,
        *,
        habits: Callable[[], Habits],
        today: Callable[[], date] = date.today,
        choose: Choose = choose_file,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._vault = vault
        self._clipboard = clipboard
        self._typing = typing
        self._habits = habits
        self._today = today
        self._asked = self._again = self._stale = self._ended = False
        self._wanted_record: int | None = None
        self._refreshing = QTimer(self)
        self._refreshing.setSingleShot(True)
        self._refreshing.setInterval(REFRESH_PAUSE_MS)
        self._refreshing.timeout.connect(self.refresh)
        self._pictures = StoredPictures(vault, _PICTURE_FIT_PX, self)
        self._pictures.loaded.connect(self._show_picture)
        vault.opened.connect(self._opened)
        vault.changed.connect(self._changed)
        clipboard.cleared.connect(self._copy_is_over)
        page.seen.connect(self._seen)
        page.filter_changed.connect(self.refresh)
        page.record_wanted.connect(self.open_record)
        page.pictures_wanted.connect(self._pictures.ask)
        page.records_copy_wanted.connect(self._copy_records)
        page.text_copy_wanted.connect(self._copy_text)
        page.record_type_wanted.connect(self._type_record)
        typing.typed.connect(self._say_typed)
        self._exporting = ExportFlow(page, vault, today, choose, self)

    @Slot()
    def refresh(self) -> None:
        """Shows the records as they stand now."""
        if self._ended:
            return
        if self._asked:
            self._again = True
            return
        self._asked, self._stale = True, False
        work = partial(
            _records_state, wanted=self._page.wanted(), today=self._today(), thresholds=self._habits().thresholds
        )
        errand = self._vault.ask(work)
        errand.done.connect(self._show)
        errand.failed.connect(self._not_shown)

    @Slot(int)
    def open_record(self, record_id: int) -> None:
        """Shows a record in full."""
        self._wanted_record = record_id
        work = partial(_detail, record_id=record_id, thresholds=self._habits().thresholds, today=self._today())
        errand = self._vault.ask(work)
        errand.done.connect(self._show_detail)
        errand.failed.connect(self._not_opened)

    def lock(self) -> None:
        """The window locks: nothing of a person stays on the screen, in the clipboard or in memory for it."""
        self._page.hide_values()
        self._page.side.close_detail()
        self._pictures.forget()
        self._clipboard.clear()
        self._typing.cancel()

    def stop(self) -> None:
        """Ends what is under way; a half-written export is removed. Asks nothing of the vault any more."""
        self._ended = True
        self._refreshing.stop()
        self._pictures.stop()
        self._clipboard.clear()
        self._typing.cancel()
        self._exporting.stop()

    @Slot()
    def _opened(self) -> None:
        self._stale = True
        if not self._ended and self._page.isVisible():
            self.refresh()

    @Slot()
    def _changed(self) -> None:
        self._stale = True
        if not self._ended and self._page.isVisible() and not self._refreshing.isActive():
            self._refreshing.start()

    @Slot()
    def _seen(self) -> None:
        if self._stale:
            self.refresh()

    @Slot(object)
    def _show(self, state: RecordsState) -> None:
        if self._ended:
            return
        self._page.show_records(state)
        if self._page.side.open_record is not None:
            self.open_record(self._page.side.open_record)  # it may be another one by now
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
    def _show_detail(self, detail: RecordDetail) -> None:
        if (
            detail.record.summary.record_id == self._wanted_record and not self._ended
        ):  # and not one that was passed by meanwhile
            self._page.side.show_detail(detail)

    @Slot(object)
    def _not_opened(self, error: PermitError) -> None:
        if error.code is ErrorCode.RECORD_UNKNOWN and not self._ended:
            self._page.side.close_detail()
        self._could_not(error)

    @Slot(object)
    def _could_not(self, error: PermitError) -> None:
        if self._ended:
            return
        if error.code is not ErrorCode.RECORD_UNKNOWN:
            self._page.trouble_banner.show_trouble(lambda: in_words(error), Band.LOW)
            return
        self._page.trouble_banner.show_trouble(self._gone, Band.LOW)
        self.refresh()

    def _gone(self) -> tuple[str, str]:
        return (
            self.tr("This record is not there any more."),
            self.tr("It was purged, or its picture turned out to be the other side of another record."),
        )

    @Slot(object)
    def _show_picture(self, picture: StoredPicture) -> None:
        self._page.side.show_picture(picture.still_id, picture.image)

    @Slot(list)
    def _copy_records(self, record_ids: list[int]) -> None:
        if len(record_ids) > MOST_COPIED:
            self._page.show_note(self._say_too_many)
            return
        work = partial(_filled, record_ids=record_ids, template=self._habits().template)
        errand = self._vault.ask(work)
        errand.done.connect(self._copy_filled)
        errand.failed.connect(self._could_not)

    def _say_too_many(self) -> str:
        say = self.tr("Nothing was copied: {most} records at most at a time. Export the list instead (Ctrl+E)")
        return say.format(most=MOST_COPIED)

    @Slot(object)
    def _copy_filled(self, filled: _Filled) -> None:
        self._copy(filled.text, filled.missing)

    @Slot(str)
    def _copy_text(self, text: str) -> None:
        self._copy(text)

    def _copy(self, text: str, missing: int = 0) -> None:
        if self._ended:
            return
        if not text.strip():
            self._page.show_note(lambda: self.tr("Nothing was copied: nothing has been read yet"))
            return
        self._clipboard.copy(text)
        self._page.show_note(partial(self._say_copied, missing))
        if missing:
            self.refresh()

    def _say_copied(self, missing: int) -> str:
        copied = self.tr("Copied; the clipboard is cleared in a minute")
        if not missing:
            return copied
        return self.tr("{copied}. Not there any more: {missing}").format(copied=copied, missing=missing)

    @Slot()
    def _copy_is_over(self) -> None:
        self._page.show_note(None)

    @Slot(int)
    def _type_record(self, record_id: int) -> None:
        if self._typing.can_type():
            errand = self._vault.ask(partial(_filled, record_ids=[record_id], template=self._habits().template))
            errand.done.connect(self._begin_typing)
            errand.failed.connect(self._could_not)

    @Slot(object)
    def _begin_typing(self, filled: _Filled) -> None:
        if self._ended:
            return
        if filled.text.strip():
            self._typing.begin(filled.text)
        else:
            self._page.show_note(lambda: self.tr("Nothing can be typed: nothing has been read yet"))

    @Slot()
    def _say_typed(self) -> None:
        self._page.show_note(lambda: self.tr("Typed into the other program; look at what arrived there"))


def _records_state(
    vault: Vault, wanted: RecordFilter, today: date, thresholds: Callable[[FieldName], Thresholds]
) -> RecordsState:
    from permit_desktop.vault.record_list import MOST_ROWS

    rows = vault.record_list.rows(wanted, MOST_ROWS)
    start_s, end_s = (day_begins_s(day) for day in (today, today + timedelta(days=1)))
    day: Day = vault.day_figures.of(start_s, end_s, thresholds)
    return RecordsState(rows, len(rows) < MOST_ROWS, day, today)


def _detail(vault: Vault, record_id: int, thresholds: Callable[[FieldName], Thresholds], today: date) -> RecordDetail:
    from permit_desktop.ui.record_detail_model import record_detail
    from permit_desktop.workers.stored_pictures import to_small_image

    record = vault.records.get(record_id)
    portraits = (vault.stills.portrait(still_id) for still_id in reversed(record.still_ids))
    jpeg = next((portrait for portrait in portraits if portrait is not None), None)
    portrait = None if jpeg is None else to_small_image(jpeg, (480, 640))
    readings = [vault.outbox.reading(vault.outbox.job(job_id)) for job_id in record.job_ids]
    return record_detail(
        record,
        vault.records.history(record_id),
        portrait,
        thresholds=thresholds,
        today=today,
        to_review=vault.records.waits_for_review(record_id),
        notes=frozenset(note for reading in readings if reading is not None for note in reading.notes),
    )


def _filled(vault: Vault, record_ids: Sequence[int], template: str) -> _Filled:
    texts: list[str] = []
    gone: PermitError | None = None
    for record_id in record_ids:
        try:
            record = vault.records.get(record_id)
        except PermitError as error:
            if error.code is not ErrorCode.RECORD_UNKNOWN:
                raise
            gone = error
        else:
            texts.append(fill(template, {field: value.value for field, value in record.fields.items()}))
    if gone is not None and not texts:
        raise gone
    return _Filled("\n".join(texts), len(record_ids) - len(texts))
