"""A record that waits for review is reviewed later: from the queue, from the records, after a restart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.capture.still import Still
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName, PermitResult, Portrait, Side
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.queue_flow import QueueFlow
from permit_desktop.ui.record_model import Terms
from permit_desktop.ui.records_flow import Habits, RecordsFlow
from permit_desktop.ui.review_flow import ReviewFlow
from permit_desktop.ui.saved_line import SavedState
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.storing_flow import StoringFlow
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.vault.job import Capture, Options
from permit_desktop.vault.records import SERVICE, Change, Record
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.focus_watch import FocusWatch
from permit_desktop.workers.reading_worker import ReadingThread
from permit_desktop.workers.typist import Typist
from tests.ui.keyboards import FalseKeyboard
from tests.ui.permits import NUMBER, TODAY, reading
from tests.ui.vault_threads import RunningVault

FRONT, BACK, OTHER_FRONT, OTHER_BACK = 10, 20, 40, 80
WHOLE = Quad.of([(0, 0), (856, 0), (856, 540), (0, 540)])
CHANGED = "张三"


def still(shade: int) -> Pixels:
    return np.full((540, 856, 3), shade, np.uint8)


def answer(side: Side, permit: str = "hk-macao-1") -> PermitResult:
    """A side with one doubtful field, its place in the still, and on a front the portrait."""
    doubtful = {FieldName.NAME: 0.4} if side is Side.FRONT else {FieldName.HK_REMARK: 0.4}
    portrait = Portrait(None, encode_jpeg(still(90)[:200, :160])) if side is Side.FRONT else None
    return replace(reading(side, permit=permit, confidences=doubtful).result, outline=WHOLE, portrait=portrait)


ANSWERS: Mapping[int, PermitResult] = {
    FRONT: answer(Side.FRONT),
    BACK: answer(Side.BACK),
    OTHER_FRONT: answer(Side.FRONT, "hk-macao-2"),
    OTHER_BACK: answer(Side.BACK, "hk-macao-2"),
}


class Reader:
    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        assert with_portrait
        return ANSWERS[int(still[0, 0, 0])]


class Counter:
    """A window before a vault, as the program joins them; it can be closed and opened again."""

    def __init__(self, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot
        self.vault = RunningVault(folder, qtbot)
        self.scan = ScanFlow(window, ReadingThread(Reader), terms=lambda: Terms(TODAY))
        line = window.scan_page.record.saved
        thread = self.vault.thread
        self.storing = StoringFlow(self.scan, thread, line, reader=lambda: "on-device", person=lambda: "clerk")
        self.review = ReviewFlow(window, thread, self.scan, self.storing)
        self.queue_flow = QueueFlow(window.queue_page, thread)
        keyboard = partial(FalseKeyboard, str(folder / "typed"))
        typing = TypingFlow(window.records_page.typing_banner, Typist(keyboard), FocusWatch(keyboard))
        clipboard = PrivateClipboard(QApplication.clipboard())
        self.records = RecordsFlow(
            window.records_page,
            thread,
            clipboard,
            typing,
            habits=lambda: Habits("{number}", Terms(TODAY).thresholds.of),
        )

    def close(self) -> None:
        self.review.stop()
        self.scan.stop()
        self.queue_flow.stop()
        self.records.stop()
        self.vault.thread.stop()

    @property
    def banner(self) -> str:
        return self.window.review_banner.text()

    @property
    def number(self) -> str | None:
        model = self.window.scan_page.record.model
        return model.values.get(FieldName.NUMBER) if model else None

    def lay(self, *shades: int) -> int:
        """Reads one side after another, as if each were laid before the camera; gives the last one's record."""
        for shade in shades:
            with self.qtbot.waitSignal(self.scan.side_read, timeout=10_000):
                self.take(shade)
        self.wait_for(SavedState.SAVED)
        assert self.storing.file.record_id is not None
        return self.storing.file.record_id

    def take(self, shade: int) -> None:
        """The camera takes a still; a card that auto-capture would take needs seconds."""
        taken = Still(still(shade), WHOLE, np.eye(3), 1, 0.0, automatic=True, reasons=())
        self.scan._still_taken(taken)  # noqa: SLF001 - see above

    def queue(self, shade: int, reader: str = "on-device") -> int:
        """Stores a still with its reading, as the queue does without the window; gives its record."""
        content, options = encode_jpeg(still(shade)), Options(reader)
        added = self.vault.do(lambda vault: vault.outbox.add(content, options, reading=ANSWERS[shade]))
        assert isinstance(added, Capture)
        return added.record_id

    def wait_for(self, state: SavedState) -> None:
        line = self.window.scan_page.record.saved
        self.qtbot.waitUntil(lambda: line.state is state, timeout=10_000)

    def wait_for_banner(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.banner, timeout=10_000)

    def record(self, record_id: int) -> Record:
        found = self.vault.do(lambda vault: vault.records.get(record_id))
        assert isinstance(found, Record)
        return found

    def history(self, record_id: int) -> list[Change]:
        found = self.vault.do(lambda vault: vault.records.history(record_id))
        assert isinstance(found, list)
        return found

    def to_review(self) -> object:
        return self.vault.do(lambda vault: vault.records.to_review())

    def open_by_key(self, page: QWidget, record_id: int) -> None:
        """Chooses the record's row on a page, and reviews it by the key."""
        self.window.show_page(page)
        table = page.table  # type: ignore[attr-defined] # both pages have one
        model = page.model  # type: ignore[attr-defined] # as above

        def keys() -> list[int]:
            rows = [model.row(place) for place in range(model.rowCount())]
            return [row.key for row in rows if getattr(row, "job", row).record_id == record_id]

        self.qtbot.waitUntil(lambda: bool(keys()), timeout=10_000)
        table.choose(keys())
        QTest.keyClick(table, Qt.Key.Key_F2)
        self.wait_for_banner(f"Record {record_id} is under review")


@pytest.fixture
def counter(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(window, tmp_path, qtbot)
    counter.vault.open()
    yield counter
    counter.close()


def shred(record_id: int, vault: Vault) -> None:
    """The pictures go, and with them what the recognisers said word for word, as a purge has it."""

    def work() -> None:
        for still_id in vault.records.get(record_id).still_ids:
            vault.stills.shred(still_id)
        vault._database.run("DELETE FROM answers")  # noqa: SLF001 - only a purge does that, and not of one record

    vault._database.write(work)  # noqa: SLF001 - as above


def test_a_permit_that_the_next_one_passed_over_is_told_and_reviewed_later(counter: Counter) -> None:
    passed = counter.lay(FRONT, BACK)
    other = counter.lay(OTHER_FRONT)
    counter.wait_for_banner("it waits for review. To review: 2")
    assert counter.to_review() == [passed, other]

    counter.open_by_key(counter.window.queue_page, passed)
    page = counter.window.scan_page
    model = page.record.model
    assert model is not None
    assert counter.window.page is page
    assert counter.number == NUMBER
    assert set(model.faces) == set(Side)
    assert model.portrait is not None
    assert model.portrait.width() == 160
    name = model.row(FieldName.NAME)
    assert name is not None
    assert name.crop is not None
    page.field_corrected.emit(FieldName.NAME, CHANGED)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    counter.wait_for(SavedState.REVIEWED)

    assert counter.record(passed).fields[FieldName.NAME].value == CHANGED
    told = [(change.field, change.value) for change in counter.history(passed) if change.person == "clerk"]
    assert told == [("name", CHANGED), ("", None)]
    states = counter.vault.do(lambda vault: [job.state for job in vault.outbox.jobs() if job.record_id == passed])
    assert states == [JobState.REVIEWED] * 2
    counter.wait_for_banner("Left to review: 1")


def test_an_accepted_permit_is_passed_over_without_a_word(counter: Counter) -> None:
    counter.lay(FRONT, BACK)
    counter.window.scan_page.record.accept()
    counter.wait_for(SavedState.REVIEWED)
    assert counter.to_review() == []
    other = counter.lay(OTHER_FRONT)
    assert counter.to_review() == [other]
    assert counter.banner == ""


def test_after_a_restart_a_record_is_reviewed_from_the_records_as_far_as_it_had_come(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = Counter(window, tmp_path, qtbot)
    before.vault.open()
    record_id = before.lay(FRONT, BACK)
    record = before.window.scan_page.record
    record.show_field(FieldName.NAME)
    row = next(each for each in record.rows() if each.row is not None and each.row.field is FieldName.NAME)
    row.edit.setText(CHANGED)
    record.finish_typing()
    before.wait_for(SavedState.SAVED)
    qtbot.waitUntil(lambda: before.record(record_id).fields[FieldName.NAME].value == CHANGED)
    desk = before.vault.desk
    before.close()
    window.scan_page.show_record(None)

    after = Counter(window, tmp_path, qtbot)
    after.vault.desk = desk
    after.vault.open()
    try:
        after.open_by_key(window.records_page, record_id)
        model = record.model
        assert model is not None
        assert model.values[FieldName.NAME] == CHANGED
        assert model.read(FieldName.NAME) == ANSWERS[FRONT].value(FieldName.NAME)
        assert model.review.is_corrected(FieldName.NAME, model.read(FieldName.NAME))
        record.accept()
        after.wait_for(SavedState.REVIEWED)
        assert after.to_review() == []
        after.wait_for_banner("Nothing is left to review")
    finally:
        after.close()


def test_a_still_that_was_queued_without_the_window_is_reviewed_with_a_services_answer(counter: Counter) -> None:
    record_id = counter.queue(FRONT, SERVICE)
    renamed = {
        **ANSWERS[FRONT].readings,
        FieldName.NAME: replace(ANSWERS[FRONT].readings[FieldName.NAME], value=CHANGED),
    }

    def answered(vault: Vault) -> None:
        job = vault.outbox.job(1)
        vault.outbox.answered(job, vault.outbox.begin(job), PermitResult(renamed))

    counter.vault.do(answered)
    counter.open_by_key(counter.window.queue_page, record_id)
    model = counter.window.scan_page.record.model
    assert model is not None
    assert model.values[FieldName.NAME] == CHANGED
    assert model.readings[Side.FRONT].others == {FieldName.NAME: ANSWERS[FRONT].value(FieldName.NAME)}
    assert Side.FRONT in model.faces

    counter.window.scan_page.record.accept()
    counter.wait_for(SavedState.REVIEWED)
    assert counter.to_review() == []


def test_a_record_whose_pictures_are_shredded_is_reviewed_by_its_values_and_says_so(counter: Counter) -> None:
    record_id = counter.lay(FRONT, BACK)
    counter.window.scan_page.field_corrected.emit(FieldName.NAME, CHANGED)
    other = counter.lay(OTHER_FRONT)
    counter.vault.do(partial(shred, record_id))
    counter.open_by_key(counter.window.records_page, record_id)
    model = counter.window.scan_page.record.model
    assert model is not None
    assert model.values[FieldName.NAME] == CHANGED
    assert model.read(FieldName.NAME) == ANSWERS[FRONT].value(FieldName.NAME)
    assert model.faces == {}
    assert "pictures are deleted" in " ".join(remark.text for remark in model.remarks)

    counter.window.scan_page.record.accept()
    counter.wait_for(SavedState.REVIEWED)
    assert counter.to_review() == [other]


def test_a_permit_laid_down_during_the_review_begins_a_record_and_leaves_the_stored_one_waiting(
    counter: Counter,
) -> None:
    stored = counter.queue(FRONT)
    counter.open_by_key(counter.window.records_page, stored)
    assert "begins a record of its own" in counter.banner

    laid = counter.lay(BACK)  # it could be the stored one's, but nobody said so
    counter.wait_for_banner("it waits for review. To review: 2")
    assert counter.to_review() == [stored, laid]
    counter.window.scan_page.field_confirmed.emit(FieldName.HK_REMARK)
    counter.qtbot.waitUntil(lambda: any(change.person for change in counter.history(laid)))
    assert len(counter.record(stored).still_ids) == 1
    assert not any(change.person for change in counter.history(stored))


def test_the_other_side_joins_the_stored_record_where_the_person_asks_for_it(counter: Counter) -> None:
    stored = counter.queue(FRONT)
    counter.open_by_key(counter.window.queue_page, stored)
    counter.window.scan_page.turn_wanted.emit()  # its key needs a camera
    assert counter.lay(BACK) == stored
    assert len(counter.record(stored).still_ids) == 2
    assert counter.to_review() == [stored]


def test_a_permit_that_was_begun_in_the_place_of_another_has_a_record_of_its_own(counter: Counter) -> None:
    first = counter.lay(FRONT)
    counter.take(OTHER_FRONT)
    counter.qtbot.waitUntil(lambda: "another permit" in counter.window.reading_banner.text())
    with counter.qtbot.waitSignal(counter.scan.side_read):
        counter.window.begin_wanted.emit()
    counter.wait_for_banner("it waits for review. To review: 2")
    assert counter.record(first).summary.number == NUMBER
    assert len(counter.record(first).still_ids) == 1


def test_one_record_after_another_is_reviewed_by_keys_alone(counter: Counter) -> None:
    first = counter.lay(FRONT, BACK)
    counter.lay(OTHER_FRONT, OTHER_BACK)
    page = counter.window.scan_page
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    counter.wait_for(SavedState.REVIEWED)
    QTest.keyClick(page, Qt.Key.Key_F2)
    counter.wait_for_banner(f"Record {first} is under review")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    counter.wait_for_banner("Nothing is left to review")
    assert counter.to_review() == []


@pytest.mark.parametrize("listed", ["queue_page", "records_page"])
def test_review_is_offered_only_for_a_record_that_waits_for_it(counter: Counter, listed: str) -> None:
    counter.lay(FRONT, BACK)
    page = getattr(counter.window, listed)
    counter.window.show_page(page)
    counter.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=10_000)
    button = next(each for each in page.findChildren(QAbstractButton) if each.text().startswith("Review"))
    assert not button.isEnabled(), "none is chosen"
    page.table.selectAll()
    assert button.isEnabled(), "front and back are one record"
    counter.window.scan_page.record.accept()
    counter.wait_for(SavedState.REVIEWED)
    if listed == "records_page":
        counter.qtbot.waitUntil(lambda: not button.isEnabled(), timeout=10_000)
    else:
        counter.qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=10_000)


def test_a_record_in_full_offers_its_review_until_it_is_reviewed(counter: Counter) -> None:
    record_id = counter.lay(FRONT, BACK)
    page = counter.window.records_page
    counter.window.show_page(page)
    page.record_wanted.emit(record_id)
    counter.qtbot.waitUntil(lambda: page.side.open_record == record_id, timeout=10_000)
    view = page.side._detail_view()  # noqa: SLF001 - one of two buttons of this name
    (button,) = (each for each in view.findChildren(QAbstractButton) if each.accessibleName() == "Review this record")
    assert button.isVisible()
    button.click()
    assert counter.window.page is counter.window.scan_page, "it is in view there already"
    counter.window.scan_page.record.accept()
    counter.wait_for(SavedState.REVIEWED)
    counter.window.show_page(page)
    counter.qtbot.waitUntil(lambda: not button.isVisible(), timeout=10_000)
