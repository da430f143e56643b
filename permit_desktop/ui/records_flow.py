"""What happens on the records page: the vault's records onto the screen, to the clipboard, and into files."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from permit_desktop.domain.bands import Band, Thresholds
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.domain.permit import FieldName
from permit_desktop.domain.template import fill
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.plain_text import plain
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.records_page import RecordsPage, RecordsState
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.vault.day import Day
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.workers.stored_pictures import StoredPicture, StoredPictures
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:
    from permit_desktop.export.export_file import ExportFile
    from permit_desktop.ui.record_detail_model import RecordDetail
    from permit_desktop.vault.vault import Vault

REFRESH_PAUSE_MS: Final = 1000
"""While permits are scanned one after another, a list of thousands is fetched once a second at most."""
MOST_COPIED: Final = 200
_PICTURE_FIT_PX: Final = (1200, 900)

Choose = Callable[[QWidget, str, str], Path | None]
"""Asks where a file is to go: over which widget, under which title, with which name offered."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the settings say of this page.

    Attributes:
        template: what is copied of a record.
        thresholds: those that hold for a field.
    """

    template: str
    thresholds: Callable[[FieldName], Thresholds]


def choose_file(over: QWidget, title: str, offered: str) -> Path | None:
    """Asks the person where a file is to go; None where it was thought better of."""
    name, _ = QFileDialog.getSaveFileName(over, title, str(Path.home() / offered), f"*{Path(offered).suffix}")
    return Path(name) if name else None


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
        self._choose = choose
        self._asked = self._again = self._stale = self._ended = False
        self._wanted_record: int | None = None
        self._export: ExportFile | None = None
        self._cancelled = False
        self._target = Path()
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
        page.export_wanted.connect(self._begin_export)
        page.cancel_wanted.connect(self.cancel_export)

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
        errand.failed.connect(self._could_not)

    def lock(self) -> None:
        """The window locks: nothing of a person stays on the screen, in the clipboard or in memory for it."""
        self._page.hide_values()
        self._page.close_detail()
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
        self.cancel_export()

    @Slot()
    def cancel_export(self) -> None:
        """Gives the export up and removes what was written, in the vault's thread, where it is written."""
        if self._export is not None and not self._cancelled:
            export, self._cancelled = self._export, True
            self._page.end_export()
            self._vault.ask(lambda _vault: export.cancel())

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
        if self._page.open_record is not None:
            self.open_record(self._page.open_record)  # it may be another one by now
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
            self._page.show_detail(detail)

    @Slot(object)
    def _could_not(self, error: PermitError) -> None:
        if self._ended:
            return
        if error.code is not ErrorCode.RECORD_UNKNOWN:
            self._page.trouble_banner.show_trouble(lambda: in_words(error), Band.LOW)
            return
        self._page.close_detail()
        self._page.trouble_banner.show_trouble(self._gone, Band.LOW)
        self.refresh()

    def _gone(self) -> tuple[str, str]:
        return (
            self.tr("This record is not there any more."),
            self.tr("It was purged, or its picture turned out to be the other side of another record."),
        )

    @Slot(object)
    def _show_picture(self, picture: StoredPicture) -> None:
        self._page.show_picture(picture.still_id, picture.image)

    @Slot(list)
    def _copy_records(self, record_ids: list[int]) -> None:
        work = partial(_filled, record_ids=record_ids[:MOST_COPIED], template=self._habits().template)
        errand = self._vault.ask(work)
        errand.done.connect(self._copy_text)
        errand.failed.connect(self._could_not)

    @Slot(object)
    def _copy_text(self, text: str) -> None:
        if self._ended:
            return
        if not text.strip():
            self._page.show_note(self.tr("Nothing was copied: nothing has been read yet"))
            return
        self._clipboard.copy(text)
        self._page.show_note(self.tr("Copied; the clipboard is cleared in a minute"))

    @Slot()
    def _copy_is_over(self) -> None:
        self._page.show_note("")

    @Slot(int)
    def _type_record(self, record_id: int) -> None:
        if self._typing.can_type():
            errand = self._vault.ask(partial(_filled, record_ids=[record_id], template=self._habits().template))
            errand.done.connect(self._begin_typing)
            errand.failed.connect(self._could_not)

    @Slot(object)
    def _begin_typing(self, text: str) -> None:
        if self._ended:
            return
        if text.strip():
            self._typing.begin(text)
        else:
            self._page.show_note(self.tr("Nothing can be typed: nothing has been read yet"))

    @Slot()
    def _say_typed(self) -> None:
        self._page.show_note(self.tr("Typed into the other program; look at what arrived there"))

    @Slot(str)
    def _begin_export(self, kind: str) -> None:
        from permit_desktop.export.export_file import ExportFile
        from permit_desktop.export.tables import Format

        if self._export is not None:
            return
        record_ids = self._page.model.keys()
        offered = f"permits-{self._today():%Y-%m-%d}.{kind}"
        target = self._choose(self._page, self.tr("Export the records in the list"), offered)
        if target is None:
            return
        self._target = target if target.suffix.lower() == f".{kind}" else target.with_name(f"{target.name}.{kind}")
        self._export = ExportFile(record_ids, Format(kind), self._target, getpass.getuser())
        self._cancelled = False
        self._page.show_export(0, self._export.total)
        self._step_export()

    def _step_export(self) -> None:
        if self._export is not None:
            errand = self._vault.ask(self._export.step)
            errand.done.connect(self._stepped)
            errand.failed.connect(self._export_failed)

    @Slot(object)
    def _stepped(self, complete: bool) -> None:  # noqa: FBT001 - as the signal carries it
        if self._export is None or self._ended:
            return
        if complete:  # perhaps just before it was cancelled: then the file is there, and that is said
            written, self._export = self._export.written, None
            self._page.show_exported(plain(self._target.name, 60), written)
        elif self._cancelled:
            self._export = None
        else:
            self._page.show_export(self._export.done, self._export.total)
            self._step_export()

    @Slot(object)
    def _export_failed(self, error: PermitError) -> None:
        if self._export is not None:
            self._export = None
            if not (self._cancelled or self._ended):
                self._page.end_export()
                self._page.trouble_banner.show_trouble(lambda: in_words(error), Band.LOW)


def _records_state(
    vault: Vault, wanted: RecordFilter, today: date, thresholds: Callable[[FieldName], Thresholds]
) -> RecordsState:
    from permit_desktop.vault.record_list import MOST_ROWS

    rows = vault.record_list.rows(wanted, MOST_ROWS)
    start_s, end_s = (_midnight_s(day) for day in (today, today + timedelta(days=1)))
    day: Day = vault.day_figures.of(start_s, end_s, thresholds)
    return RecordsState(rows, len(rows) < MOST_ROWS, day, today)


def _detail(vault: Vault, record_id: int, thresholds: Callable[[FieldName], Thresholds], today: date) -> RecordDetail:
    from permit_desktop.ui.record_detail_model import record_detail
    from permit_desktop.workers.stored_pictures import to_small_image

    record = vault.records.get(record_id)
    portraits = (vault.stills.portrait(still_id) for still_id in reversed(record.still_ids))
    jpeg = next((portrait for portrait in portraits if portrait is not None), None)
    portrait = None if jpeg is None else to_small_image(jpeg, (480, 640))
    return record_detail(
        record,
        vault.records.history(record_id),
        portrait,
        thresholds=thresholds,
        today=today,
        to_review=vault.records.waits_for_review(record_id),
    )


def _filled(vault: Vault, record_ids: Sequence[int], template: str) -> str:
    """The template for each record, one below the other."""
    records = [vault.records.get(record_id) for record_id in record_ids]
    return "\n".join(
        fill(template, {field: value.value for field, value in record.fields.items()}) for record in records
    )


def _midnight_s(day: date) -> float:
    return datetime.combine(day, time()).astimezone().timestamp()
