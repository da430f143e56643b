"""Records that wait for review: taken up from the vault onto the scan page, and never passed over in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from permit_desktop.domain.bands import Band
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.permit import Side
from permit_desktop.ui.banner import Action, Message
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.faults import describe
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.record_model import Remark, SideReading
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.storing_flow import StoringFlow
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.background import Background
from permit_desktop.workers.filing import Filed, PermitFile
from permit_desktop.workers.stored_review import SidePictures, StoredReview, pictures_of, stored_review
from permit_desktop.workers.vault_thread import VaultThread


@dataclass(frozen=True, slots=True)
class ToReview:
    """What waits for review.

    Attributes:
        record_id: the record that the question was about; None when it does not wait (any more).
        waiting: all that wait, oldest first.
    """

    record_id: int | None
    waiting: tuple[int, ...]


class ReviewFlow(QObject):
    """Joins the pages that list records with the scan page, where they are reviewed. Lives in the window's thread.

    Args:
        scan: shows a record for review, and tells when a permit is passed over.
        storing: stores what the person does with it.
    """

    def __init__(self, window: MainWindow, vault: VaultThread, scan: ScanFlow, storing: StoringFlow) -> None:
        super().__init__(scan)
        self._window = window
        self._banner = window.review_banner
        self._vault = vault
        self._scan = scan
        self._storing = storing
        self._background = Background(self)
        self._background.crashed.connect(self._crashed)
        self._wanted: int | None = None
        self._under_review: int | None = None
        self._passed: PermitFile | None = None
        window.queue_page.review_wanted.connect(self.open_record)
        window.records_page.review_wanted.connect(self.open_record)
        window.scan_page.next_review_wanted.connect(self.open_next)
        scan.passed_over.connect(self._note_passed)
        scan.side_read.connect(self._note_read)
        storing.filed.connect(self._note_filed)
        vault.changed.connect(self._changed)

    @Slot(int)
    def open_record(self, record_id: int) -> None:
        """Takes a record up for review, on the scan page."""
        self._wanted = record_id
        if record_id == self._storing.file.record_id:  # in view already
            self._window.show_page(self._window.scan_page)
            return
        errand = self._vault.ask(partial(stored_review, record_id))
        errand.done.connect(self._found)
        errand.failed.connect(self._could_not)

    @Slot()
    def open_next(self) -> None:
        """Takes up the record that waits longest, the one in view left aside."""
        errand = self._vault.ask(partial(_to_review, None))
        errand.done.connect(self._open_first)
        errand.failed.connect(self._could_not)

    def forget(self) -> None:
        """No record is in view any more: nothing is told of it."""
        self._wanted = self._under_review = self._passed = None
        self._banner.clear()

    def stop(self) -> None:
        """Shows nothing any more."""
        self._wanted = None
        self._background.stop()

    @Slot(object)
    def _open_first(self, backlog: ToReview) -> None:
        others = [each for each in backlog.waiting if each != self._storing.file.record_id]
        if others:
            self.open_record(others[0])
        else:
            self._show_backlog(0)

    @Slot(object)
    def _found(self, stored: StoredReview) -> None:
        if stored.filed.record_id != self._wanted:
            return  # another one is wanted by now
        if not stored.sides:
            self._banner.show_trouble(self._nothing_read)
            return
        errand = self._background.do(partial(pictures_of, stored))
        errand.done.connect(partial(self._show, stored))
        errand.failed.connect(self._could_not)

    def _show(self, stored: StoredReview, pictures: Mapping[Side, SidePictures]) -> None:
        if stored.filed.record_id != self._wanted:
            return  # another one is wanted by now
        notes = self._notes(stored, pictures)
        sides = {
            side: SideReading(each.result, pictures[side].face, pictures[side].portrait, each.others)
            for side, each in stored.sides.items()
        }
        self._window.show_page(self._window.scan_page)
        self._scan.review(sides, stored.review, provisional=stored.filed.provisional, notes=notes)
        self._storing.take_up(stored.file, {side: each.result for side, each in sides.items()}, stored.filed, notes)
        self._under_review, self._passed = stored.filed.record_id, None
        self._banner.show_message(partial(self._tell_under_review, stored.filed.record_id))

    def _notes(self, stored: StoredReview, pictures: Mapping[Side, SidePictures]) -> tuple[Remark, ...]:
        if all(each.face is not None for each in pictures.values()):
            return ()
        if all(each.content is None for each in stored.sides.values()):
            return (
                Remark(self.tr("Its pictures are deleted: only the stored values are here to review"), Band.MEDIUM),
            )
        return (Remark(self.tr("Not all of its pictures are here to look at"), Band.MEDIUM),)

    def _tell_under_review(self, record_id: int) -> Message:
        sentence = self.tr("Record {id} is under review, as it is stored").format(id=record_id)
        remedy = self.tr(
            "A permit that is laid down now begins a record of its own, and this one stays to review. "
            "Ctrl+T and Ctrl+R scan this permit itself again."
        )
        return Message("records", sentence, remedy, Band.MEDIUM, (self._to_queue(),))

    @Slot()
    def _note_passed(self) -> None:
        """Another permit takes the place of one that was not accepted."""
        self._ask_passed(self._storing.file)

    def _ask_passed(self, file: PermitFile) -> None:
        self._passed = file
        self._vault.ask(partial(_to_review, file)).done.connect(partial(self._tell_passed, file))

    def _tell_passed(self, file: PermitFile, backlog: ToReview) -> None:
        if file is not self._passed:
            return  # another one was passed over since
        if backlog.record_id is None:  # reviewed since, or stored nowhere, as in the demo
            self._passed = None
            if self._under_review is None:
                self._banner.clear()
            return
        if self._under_review is None:
            self._banner.show_message(partial(self._passed_over, backlog.record_id, len(backlog.waiting)))

    def _passed_over(self, record_id: int, count: int) -> Message:
        sentence = self.tr("The permit before was not accepted; it waits for review. To review: {count}")
        remedy = self.tr("It is stored, and can be reviewed at any time: here, in the queue or in the records.")
        actions = (
            Action(self.tr("Review it"), partial(self.open_record, record_id)),
            self._to_queue(),
            Action(self.tr("Dismiss"), self._dismiss),
        )
        return Message("captured", sentence.format(count=count), remedy, Band.MEDIUM, actions)

    def _to_queue(self) -> Action:
        return Action(self.tr("To the queue"), self._show_queue)

    def _show_queue(self) -> None:
        self._window.show_page(self._window.queue_page)

    def _dismiss(self) -> None:
        self._passed = None
        self._banner.clear()

    @Slot(object)
    def _note_read(self, _read: object) -> None:
        """A side was scanned: what is in view is no stored record any more, or one that the person scans again."""
        self._wanted = None
        if self._under_review is not None:
            self._under_review = None
            self._banner.clear()

    @Slot(object)
    def _note_filed(self, filed: Filed) -> None:
        if filed.reviewed and filed.record_id == self._under_review:
            self._vault.ask(partial(_to_review, self._storing.file)).done.connect(self._tell_left)

    @Slot(object)
    def _tell_left(self, backlog: ToReview) -> None:
        if backlog.record_id is None and self._under_review is not None:
            self._under_review = None
            self._show_backlog(len(backlog.waiting))

    def _show_backlog(self, count: int) -> None:
        self._banner.show_message(partial(self._left, count))

    def _left(self, count: int) -> Message:
        dismiss = Action(self.tr("Dismiss"), self._dismiss)
        if not count:
            return Message("band-high", self.tr("Nothing is left to review"), "", Band.HIGH, (dismiss,))
        sentence = self.tr("The record is reviewed. Left to review: {count}").format(count=count)
        actions = (Action(self.tr("Review the next") + "  F2", self.open_next), self._to_queue(), dismiss)
        return Message("band-high", sentence, "", Band.HIGH, actions)

    @Slot()
    def _changed(self) -> None:
        if self._passed is not None:
            self._ask_passed(self._passed)

    def _nothing_read(self) -> tuple[str, str]:
        return (
            self.tr("There is nothing to review in this record yet."),
            self.tr("It waits until it is read; the queue says how it stands."),
        )

    @Slot(object)
    def _crashed(self, bug: Exception) -> None:
        self._window.show_fault(describe(bug))

    @Slot(object)
    def _could_not(self, error: PermitError) -> None:
        self._banner.show_trouble(lambda: in_words(error), Band.LOW)


def _to_review(file: PermitFile | None, vault: Vault) -> ToReview:
    waiting = tuple(vault.records.to_review())
    record_id = file.record_id if file is not None else None
    return ToReview(record_id if record_id in waiting else None, waiting)
