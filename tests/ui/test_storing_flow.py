"""What the scan page tells is in the vault, or the page says that it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from permit_desktop.capture.sources import watched_folder
from permit_desktop.capture.still import Still
from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.settings import CaptureSection
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.saved_line import SavedState
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.storing_flow import StoringFlow
from permit_desktop.ui.value_edit import ValueEdit
from permit_desktop.vault import errors
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.records import Record
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.vault_thread import VaultThread
from tests.capture.sources import ScriptedSource, pictures
from tests.ui.test_scan_flow import (
    ANSWERS,
    BACK,
    DOUBTFUL_FRONT,
    FRONT,
    NOTHING,
    OTHER_FRONT,
    TAIWAN_BACK,
    TAIWAN_FRONT,
    drop_files,
    scan_flow,
)
from tests.vault.vaults import Desk


@dataclass
class Counter:
    """The scan page before a real vault."""

    window: MainWindow
    scan: ScanFlow
    storing: StoringFlow
    thread: VaultThread
    desk: Desk
    qtbot: QtBot
    folder: Path
    reader: str = "on-device"
    refusals: list[ErrorCode] = field(default_factory=list)

    @property
    def says(self) -> SavedState | None:
        return self.window.scan_page.record.saved.state

    def give(self, shade: int) -> bytes:
        """Lets a picture of one shade be read, and waits for that; gives the file's content."""
        file = self.folder / f"{shade}.png"
        Image.fromarray(np.full((40, 60, 3), shade, np.uint8)).save(file)
        before = self.window.scan_page.record.model, self.window.reading_banner.text()
        self.scan.open_files([file])
        self.qtbot.waitUntil(lambda: (self.window.scan_page.record.model, self.window.reading_banner.text()) != before)
        return file.read_bytes()

    def show(self, shade: int) -> None:
        """Lets the camera take a still of one shade."""
        pixels: Pixels = np.full((40, 60, 3), shade, np.uint8)
        self.scan._still_taken(Still(pixels, None, np.eye(3), 1, 0.0, automatic=True))  # noqa: SLF001 - as its camera does

    def give_together(self, how: str, *shades: int) -> list[bytes]:
        """Drops files of these shades at once on the window, or saves them to the watched folder."""
        folder = self.folder / "scans"
        folder.mkdir()
        if how == "watched folder":
            self.scan.follow(CaptureSection(watched_folder=folder))
            watch = self.scan._files._watch  # noqa: SLF001 - nothing tells that it has had its first look
            assert watch is not None
            self.qtbot.waitUntil(lambda: watch._watcher._folder._known is not None)  # noqa: SLF001
        files = [folder / f"{place}.png" for place in range(len(shades))]
        for place, (file, shade) in enumerate(zip(files, shades, strict=True)):
            picture = Image.fromarray(np.full((40, 60 + place, 3), shade, np.uint8))  # no two files are the same
            picture.save(file)
        if how == "drop":
            drop_files(self.window, *files)
        return [file.read_bytes() for file in files]

    def wait_for(self, state: SavedState) -> None:
        self.qtbot.waitUntil(lambda: self.says is state)

    def look(self, work: Callable[[Vault], object]) -> object:
        """What a question to the vault is answered."""
        answers: list[object] = []
        errand = self.thread.ask(work)
        errand.done.connect(answers.append)
        errand.failed.connect(answers.append)
        self.qtbot.waitUntil(lambda: answers != [])
        return answers[0]

    def records(self) -> list[Record]:
        found = self.look(
            lambda vault: [vault.records.get(row.record_id) for row in vault.record_list.rows(RecordFilter())]
        )
        assert isinstance(found, list)
        return found

    def job_states(self) -> list[JobState]:
        found = self.look(lambda vault: [job.state for job in vault.outbox.jobs()])
        assert isinstance(found, list)
        return found


@pytest.fixture
def counter(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    desk = Desk(tmp_path)
    thread = VaultThread()
    scan = scan_flow(window)
    made: list[Counter] = []
    line = window.scan_page.record.saved
    storing = StoringFlow(scan, thread, line, reader=lambda: made[0].reader, person=lambda: "clerk")
    made.append(Counter(window, scan, storing, thread, desk, qtbot, tmp_path))
    storing.refused.connect(lambda error: made[0].refusals.append(error.code))
    yield made[0]
    scan.stop()
    thread.stop()


def value(record: Record, name: FieldName) -> str | None:
    held = record.fields.get(name)
    return held.value if held else None


def test_front_and_back_are_one_saved_record_with_both_pictures(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    files = [counter.give(FRONT), counter.give(BACK)]
    counter.wait_for(SavedState.SAVED)

    (record,) = counter.records()
    assert record.summary.number == ANSWERS[FRONT].value(FieldName.NUMBER)
    assert value(record, FieldName.HK_TYPE) == ANSWERS[BACK].value(FieldName.HK_TYPE)
    stored = counter.look(lambda vault: [vault.stills.content(still) for still in record.still_ids])
    assert stored == files
    assert counter.job_states() == [JobState.ANSWERED] * 2


def test_the_next_permit_is_another_record(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    for shade in (FRONT, BACK, OTHER_FRONT):
        counter.give(shade)
    counter.wait_for(SavedState.SAVED)

    later, first = counter.records()
    assert (len(first.still_ids), len(later.still_ids)) == (2, 1)
    assert later.summary.number == ANSWERS[OTHER_FRONT].value(FieldName.NUMBER)


def test_what_was_saved_is_on_the_disk_when_the_page_says_so(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_for(SavedState.SAVED)
    copied = Desk(counter.folder / "copy")
    copied.folder = counter.folder / "copy"
    copied.folder.mkdir()
    for file in counter.desk.folder.iterdir():
        (copied.folder / file.name).write_bytes(file.read_bytes())
    copied.keyring = counter.desk.keyring
    copied.holder = counter.desk.holder

    with copied.vault() as vault:
        assert [row.number for row in vault.record_list.rows(RecordFilter())] == [
            ANSWERS[FRONT].value(FieldName.NUMBER)
        ]


PEOPLE = [
    # Each permit's sides come one after the other.
    ((FRONT, BACK, OTHER_FRONT, BACK, TAIWAN_FRONT, TAIWAN_BACK), [[0, 1], [2, 3], [4, 5]]),
    # Fronts first: whose the backs are cannot be told.
    ((FRONT, OTHER_FRONT, TAIWAN_FRONT, BACK, TAIWAN_BACK), [[0], [1], [2], [3], [4]]),
    # One back is missing: the permits after it are whole.
    ((FRONT, OTHER_FRONT, BACK, TAIWAN_FRONT, TAIWAN_BACK), [[0], [1], [2], [3, 4]]),
    ((FRONT, TAIWAN_BACK, FRONT, BACK), [[0], [1], [2, 3]]),
]


@pytest.mark.parametrize("how", ["drop", "watched folder"])
@pytest.mark.parametrize(("shades", "permits"), PEOPLE)
def test_of_several_permits_files_each_is_stored_and_no_permit_gets_anothers_side(
    counter: Counter, how: str, shades: tuple[int, ...], permits: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched_folder, "STABLE_S", 0.0)
    counter.thread.open(counter.desk.open)
    files = counter.give_together(how, *shades)
    counter.qtbot.waitUntil(lambda: counter.job_states() == [JobState.ANSWERED] * len(files), timeout=20_000)

    records = sorted(counter.records(), key=lambda record: record.summary.record_id)
    stored = counter.look(lambda vault: [[vault.stills.content(still) for still in each.still_ids] for each in records])
    assert stored == [[files[place] for place in places] for places in permits]
    assert all(record.summary.reviewed_at_s is None for record in records)


def test_what_could_not_be_stored_of_several_permits_is_all_stored_when_the_vault_opens(counter: Counter) -> None:
    counter.give(FRONT)
    counter.give(OTHER_FRONT)
    counter.wait_for(SavedState.NOT_STORED)

    counter.thread.open(counter.desk.open)
    counter.qtbot.waitUntil(lambda: len(counter.records()) == 2)


def test_what_could_not_be_stored_before_the_end_of_the_shift_is_stored_after_it(counter: Counter) -> None:
    counter.give(FRONT)
    counter.wait_for(SavedState.NOT_STORED)
    counter.scan.clear()
    counter.storing.forget_permit()

    counter.thread.open(counter.desk.open)
    counter.qtbot.waitUntil(lambda: len(counter.records()) == 1)


def test_for_a_service_the_reading_is_provisional_and_the_job_waits(counter: Counter) -> None:
    counter.reader = "service"
    counter.thread.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_for(SavedState.PROVISIONAL)

    (record,) = counter.records()
    assert record.summary.provisional
    assert record.summary.number == ANSWERS[FRONT].value(FieldName.NUMBER)
    assert counter.job_states() == [JobState.WAITING]


@pytest.mark.parametrize(("reader", "state"), [("on-device", JobState.DISCARDED), ("service", JobState.WAITING)])
def test_a_still_without_a_permit_is_kept_for_a_service_only(counter: Counter, reader: str, state: JobState) -> None:
    counter.reader = reader
    counter.thread.open(counter.desk.open)
    counter.give(NOTHING)

    counter.qtbot.waitUntil(lambda: counter.job_states() == [state])
    assert counter.says is None


def test_a_side_of_another_document_before_the_camera_is_not_kept(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.give(FRONT)
    counter.show(TAIWAN_BACK)

    counter.qtbot.waitUntil(lambda: counter.job_states() == [JobState.ANSWERED, JobState.DISCARDED])
    assert counter.says is SavedState.SAVED


def test_only_so_many_pictures_wait_for_a_closed_vault_and_who_scans_more_is_told(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    size_bytes = len(counter.give(FRONT))
    counter.wait_for(SavedState.NOT_STORED)
    monkeypatch.setattr("permit_desktop.ui.storing_flow.MOST_WAITING_BYTES", size_bytes + 10)
    refusals = len(counter.refusals)
    counter.give(OTHER_FRONT)
    counter.wait_for(SavedState.NOT_KEPT)
    assert "too many pictures wait" in counter.window.scan_page.record.saved.accessibleName()
    counter.window.scan_page.record.accept()
    assert "not kept" in counter.window.scan_page.record.bar.sentence, "who accepts it is told so"
    assert counter.says is SavedState.NOT_KEPT, "there is no record that a review could belong to"

    counter.thread.open(counter.desk.open)
    counter.qtbot.waitUntil(lambda: counter.job_states() == [JobState.ANSWERED])
    (record,) = counter.records()
    assert record.summary.number == ANSWERS[FRONT].value(FieldName.NUMBER), "what waited first is kept"
    assert len(counter.refusals) == refusals
    counter.give(OTHER_FRONT)
    counter.wait_for(SavedState.SAVED)
    assert len(counter.records()) == 2


def test_while_the_vault_is_closed_permits_are_read_and_stored_when_it_opens(counter: Counter) -> None:
    counter.give(FRONT)
    counter.wait_for(SavedState.NOT_STORED)
    counter.give(BACK)
    assert set(counter.refusals) == {ErrorCode.VAULT_NOT_OPEN}
    model = counter.window.scan_page.record.model
    assert model is not None
    assert model.complete

    counter.thread.open(counter.desk.open)
    counter.wait_for(SavedState.SAVED)
    (record,) = counter.records()
    assert len(record.still_ids) == 2


def test_a_full_disk_is_told_and_what_is_in_view_is_stored_once_there_is_room(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: object) -> None:
        raise errors.full()

    with monkeypatch.context() as full:
        full.setattr("permit_desktop.vault.disk_space.DiskSpace.check_floor", no_room)
        counter.thread.open(counter.desk.open)
        counter.give(FRONT)
        counter.wait_for(SavedState.NOT_STORED)
    assert counter.refusals == [ErrorCode.VAULT_FULL]

    counter.storing.try_again()
    counter.wait_for(SavedState.SAVED)
    assert len(counter.records()) == 1


def test_what_the_person_does_with_the_record_is_stored_with_its_history(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.give(FRONT)
    page = counter.window.scan_page
    page.field_corrected.emit(FieldName.NAME, "張三")
    page.field_confirmed.emit(FieldName.NUMBER)
    page.record_accepted.emit()
    counter.wait_for(SavedState.REVIEWED)

    (record,) = counter.records()
    assert (record.fields[FieldName.NAME].value, record.fields[FieldName.NAME].source) == ("張三", "person")
    assert record.fields[FieldName.NUMBER].source == "confirmed"
    assert counter.job_states() == [JobState.REVIEWED]
    history = counter.look(lambda vault: vault.records.history(record.summary.record_id))
    assert isinstance(history, list)
    assert [(change.field, change.value) for change in history if change.person == "clerk"] == [
        ("name", "張三"), ("number", ANSWERS[FRONT].value(FieldName.NUMBER)), ("", None),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["", "ABC"], ids=["confirmed", "corrected"])
def test_what_escape_takes_back_is_stored_as_it_was_read(counter: Counter, typed: str) -> None:
    counter.thread.open(counter.desk.open)
    counter.window.activateWindow()
    counter.window.scan_page.setFocus()
    counter.give(DOUBTFUL_FRONT)
    counter.wait_for(SavedState.SAVED)
    (before,) = counter.records()
    edit = QApplication.focusWidget()
    assert isinstance(edit, ValueEdit)
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    (done,) = counter.records()
    assert done.fields != before.fields

    QTest.keyClick(counter.window.focusWidget(), Qt.Key.Key_Escape)
    (after,) = counter.records()
    assert after.fields == before.fields


def test_a_correction_after_acceptance_puts_the_record_back_to_review(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.give(FRONT)
    record = counter.window.scan_page.record
    record.accept()
    counter.wait_for(SavedState.REVIEWED)
    record.show_field(FieldName.NUMBER)
    edit = counter.window.focusWidget()
    QTest.keyClicks(edit, "C12345678")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    counter.wait_for(SavedState.SAVED)

    QTest.keyClick(counter.window.focusWidget(), Qt.Key.Key_Escape)  # and taken back it is not accepted either
    (stored,) = counter.records()
    assert counter.look(lambda vault: vault.records.to_review()) == [stored.summary.record_id]
    assert record.model is not None
    assert not record.model.accepted
    record.accept()
    counter.wait_for(SavedState.REVIEWED)


def test_a_review_of_what_could_not_be_stored_is_stored_after_it(counter: Counter) -> None:
    counter.give(FRONT)
    counter.window.scan_page.field_corrected.emit(FieldName.NAME, "張三")
    counter.wait_for(SavedState.NOT_STORED)

    counter.thread.open(counter.desk.open)
    counter.wait_for(SavedState.SAVED)
    (record,) = counter.records()
    assert value(record, FieldName.NAME) == "張三"


def test_a_side_scanned_anew_takes_the_place_of_the_one_that_waits(counter: Counter) -> None:
    counter.reader = "service"
    counter.thread.open(counter.desk.open)
    counter.give(FRONT)
    counter.scan.again()
    counter.give(FRONT)

    counter.qtbot.waitUntil(lambda: counter.job_states() == [JobState.DISCARDED, JobState.WAITING])
    (record,) = counter.records()
    assert len(record.still_ids) == 2


def test_in_the_demo_within_the_window_nothing_is_stored_and_the_page_says_so(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.storing.pause()
    counter.give(FRONT)

    assert counter.records() == []
    assert counter.says is SavedState.DEMO
    counter.window.scan_page.record.accept()
    assert "not stored" in counter.window.scan_page.record.bar.sentence
    assert counter.records() == []


def test_after_the_demo_what_is_scanned_is_stored_again_and_what_was_shown_in_it_is_not(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.storing.pause()
    counter.give(FRONT)
    counter.storing.resume()
    counter.window.scan_page.field_corrected.emit(FieldName.NAME, "張三")
    counter.give(OTHER_FRONT)
    counter.wait_for(SavedState.SAVED)

    assert [record.summary.number for record in counter.records()] == [ANSWERS[OTHER_FRONT].value(FieldName.NUMBER)]
    assert counter.refusals == []


def test_a_permit_that_was_taken_before_the_demo_is_stored_with_its_review(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.show(FRONT)
    counter.storing.pause()
    counter.wait_for(SavedState.SAVED)
    counter.window.scan_page.field_corrected.emit(FieldName.NAME, "張三")
    counter.qtbot.waitUntil(lambda: value(counter.records()[0], FieldName.NAME) == "張三")


@pytest.mark.parametrize("opened", [True, False], ids=["the vault is open", "the vault opens later"])
def test_a_permit_that_is_being_read_when_the_page_is_left_is_left_to_the_queue(
    counter: Counter, *, opened: bool
) -> None:
    if opened:
        counter.thread.open(counter.desk.open)
    counter.show(FRONT)
    counter.scan.leave()
    counter.storing.pause()
    if not opened:
        counter.thread.open(counter.desk.open)

    counter.qtbot.waitUntil(lambda: counter.job_states() == [JobState.WAITING])
    assert counter.says is None


def test_what_is_being_read_when_the_demo_is_left_is_not_stored(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.storing.pause()
    counter.show(FRONT)
    counter.scan.leave()
    counter.storing.resume()
    counter.give(OTHER_FRONT)
    counter.wait_for(SavedState.SAVED)

    assert [record.summary.number for record in counter.records()] == [ANSWERS[OTHER_FRONT].value(FieldName.NUMBER)]


def test_a_cameras_still_is_stored_as_a_jpeg_file(counter: Counter) -> None:
    counter.thread.open(counter.desk.open)
    counter.scan.camera.use(ScriptedSource(pictures(1) * 3))
    counter.qtbot.waitUntil(counter.window.scan_page.live.isVisible)
    counter.show(FRONT)
    counter.wait_for(SavedState.SAVED)

    (record,) = counter.records()
    content = counter.look(lambda vault: vault.stills.content(record.still_ids[0]))
    assert isinstance(content, bytes)
    assert content.startswith(b"\xff\xd8\xff")
