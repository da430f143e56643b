from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.permit import FieldName, Note, PermitResult, Portrait
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.records_flow import MOST_COPIED, Habits, RecordsFlow
from permit_desktop.ui.records_page import RecordsPage
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.vault.job import Options
from permit_desktop.vault.record_row import RecordState
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.focus_watch import FocusWatch
from permit_desktop.workers.typist import Typist
from tests.ui.hostile import said
from tests.ui.keyboards import FalseKeyboard
from tests.ui.vault_threads import RunningVault
from tests.vault.vaults import PERSON, front

HERE = Options("on-device")
COUNT = 25
PICTURE = encode_jpeg(np.full((540, 856, 3), 120, np.uint8))


def reading(number: int) -> PermitResult:
    return PermitResult(front(f"C{number:08}").readings, portrait=Portrait(None, PICTURE))


@pytest.fixture
def vault(tmp_path: Path, qtbot: QtBot) -> Iterator[RunningVault]:
    """A vault with 25 records, each with a still and a portrait."""
    running = RunningVault(tmp_path, qtbot)
    with running.desk.vault() as filled:

        def fill() -> None:
            for number in range(1, COUNT + 1):
                filled.outbox.add(PICTURE + bytes([number]), HERE, reading=reading(number))

        filled._database.write(fill)  # noqa: SLF001 (one sync instead of 25)
    yield running
    running.thread.stop()


@pytest.fixture
def page(window: MainWindow) -> RecordsPage:
    window.show_page(window.records_page)
    return window.records_page


class Chosen:
    """Where exports go; None for a person who thinks better of it, now or when asked `again`."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.again: Path | None = None
        self.offered: list[Path] = []

    def __call__(self, _over: QWidget, _title: str, offered: Path) -> Path | None:
        self.offered.append(offered)
        return self.path if len(self.offered) == 1 else self.again


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


@pytest.fixture
def clipboard(qapp: QApplication) -> PrivateClipboard:
    return PrivateClipboard(qapp.clipboard())


@pytest.fixture
def flow(
    page: RecordsPage, vault: RunningVault, chosen: Chosen, clipboard: PrivateClipboard, qtbot: QtBot
) -> Iterator[RecordsFlow]:
    keyboard = FalseKeyboard(str(vault.desk.folder / "typed"))
    typing = TypingFlow(page.typing_banner, Typist(lambda: keyboard), FocusWatch(lambda: keyboard), found_ms=1)
    flow = RecordsFlow(
        page,
        vault.thread,
        clipboard,
        typing,
        habits=lambda: Habits("{number}\t{name}", lambda _: Thresholds()),
        choose=chosen,
    )
    vault.open()
    qtbot.waitUntil(lambda: page.model.rowCount() == COUNT, timeout=5000)
    yield flow
    flow.stop()


@pytest.mark.usefixtures("flow")
def test_records_follow_what_happens_in_the_vault_and_what_is_searched(
    page: RecordsPage, vault: RunningVault, qtbot: QtBot
) -> None:
    vault.do(lambda vault: vault.outbox.add(PICTURE, HERE, reading=front("C99999999")))
    qtbot.waitUntil(lambda: page.model.rowCount() == COUNT + 1, timeout=5000)
    page.filters.search.setText("9999")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=5000)


@pytest.mark.usefixtures("flow")
def test_what_changes_while_nobody_looks_is_fetched_when_somebody_does(
    page: RecordsPage, window: MainWindow, vault: RunningVault, qtbot: QtBot
) -> None:
    window.show_page(window.scan_page)
    vault.do(lambda vault: vault.outbox.add(PICTURE, HERE, reading=front("C99999999")))
    qtbot.wait(100)
    assert page.model.rowCount() == COUNT
    window.show_page(page)
    qtbot.waitUntil(lambda: page.model.rowCount() == COUNT + 1, timeout=5000)


@pytest.mark.usefixtures("flow")
def test_a_record_is_shown_in_full_with_its_pictures_and_follows_a_correction(
    page: RecordsPage, vault: RunningVault, qtbot: QtBot
) -> None:
    page.table.opened.emit(3)
    qtbot.waitUntil(lambda: page.side.open_record == 3, timeout=5000)
    page.show_values()
    next(each for each in page.findChildren(QAbstractButton) if each.accessibleName() == "Pictures").click()
    view = page.side._detail_view()  # noqa: SLF001 - its pictures
    qtbot.waitUntil(lambda: not view._stills.missing(), timeout=5000)  # noqa: SLF001 - as above

    vault.do(lambda vault: vault.records.correct(3, FieldName.NAME, "石生笛", PERSON))
    qtbot.waitUntil(lambda: "石生笛, before: 石生頔" in " ".join(said(page)), timeout=5000)


@pytest.mark.usefixtures("flow")
def test_what_is_to_be_said_of_the_answers_stands_with_the_findings(
    page: RecordsPage, vault: RunningVault, qtbot: QtBot
) -> None:
    reading = replace(front("C99999999"), notes=frozenset({Note.WHOLE_PICTURE_SENT}))
    vault.do(lambda vault: vault.outbox.add(PICTURE, HERE, reading=reading))
    qtbot.waitUntil(lambda: page.model.rowCount() == COUNT + 1, timeout=5000)
    page.table.opened.emit(COUNT + 1)
    qtbot.waitUntil(lambda: page.side.open_record == COUNT + 1, timeout=5000)
    page.show_values()

    assert "the whole picture was sent" in " ".join(said(page))


@pytest.mark.usefixtures("flow")
def test_a_record_that_is_gone_is_said_to_be(page: RecordsPage, qtbot: QtBot) -> None:
    page.table.opened.emit(999)
    qtbot.waitUntil(lambda: "not there any more" in page.trouble_banner.text(), timeout=5000)


def test_records_are_copied_as_the_template_says_and_leave_the_clipboard_when_the_window_locks(
    page: RecordsPage, flow: RecordsFlow, qapp: QApplication, qtbot: QtBot
) -> None:
    page.records_copy_wanted.emit([2, 1])
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "C00000002\t石生頔\nC00000001\t石生頔", timeout=5000)
    page.show_values()
    flow.lock()
    assert qapp.clipboard().text() == ""
    assert not page.model.shown


@pytest.mark.usefixtures("flow")
def test_records_that_are_gone_are_counted_and_the_others_copied_while_the_record_in_view_stays(
    page: RecordsPage, qapp: QApplication, qtbot: QtBot
) -> None:
    page.table.opened.emit(3)
    qtbot.waitUntil(lambda: page.side.open_record == 3, timeout=5000)
    page.records_copy_wanted.emit([2, 999, 1])
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "C00000002\t石生頔\nC00000001\t石生頔", timeout=5000)
    assert "Not there any more: 1" in " ".join(said(page))

    page.records_copy_wanted.emit([999])
    qtbot.waitUntil(lambda: "not there any more" in page.trouble_banner.text(), timeout=5000)
    assert page.side.open_record == 3


@pytest.mark.usefixtures("flow")
def test_more_records_than_can_be_copied_are_refused_in_words(page: RecordsPage, qapp: QApplication) -> None:
    qapp.clipboard().setText("before")
    page.records_copy_wanted.emit(list(range(1, MOST_COPIED + 2)))
    assert f"{MOST_COPIED} records at most" in " ".join(said(page))
    assert qapp.clipboard().text() == "before"


@pytest.mark.usefixtures("flow")
def test_a_record_is_typed_into_another_program_as_the_template_says(
    page: RecordsPage, vault: RunningVault, qapp: QApplication, qtbot: QtBot
) -> None:
    page.record_type_wanted.emit(3)
    qtbot.waitUntil(lambda: "other program" in page.typing_banner.text(), timeout=5000)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: "Typed into the other program" in " ".join(said(page)), timeout=5000)
    assert (vault.desk.folder / "typed").read_text("utf-8") == "C00000003\t石生頔"


def test_a_record_of_which_nothing_was_read_leaves_the_clipboard_alone(
    page: RecordsPage, vault: RunningVault, flow: RecordsFlow, qapp: QApplication, qtbot: QtBot
) -> None:
    qapp.clipboard().setText("before")
    vault.do(lambda vault: vault.outbox.add(PICTURE, Options("service")))
    page.records_copy_wanted.emit([COUNT + 1])
    qtbot.waitUntil(lambda: "Nothing was copied" in " ".join(said(page)), timeout=5000)
    assert qapp.clipboard().text() == "before"
    flow.stop()


@pytest.mark.usefixtures("flow")
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_records_in_the_list_are_exported(
    page: RecordsPage, chosen: Chosen, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    chosen.path = tmp_path / "out"
    page.export_wanted.emit(kind)
    qtbot.waitUntil(lambda: f"{COUNT} records exported to out.{kind}" in page.notice_banner.text(), timeout=20_000)
    written = tmp_path / f"out.{kind}"
    if kind == "csv":
        assert len(list(csv.reader(written.read_text("utf-8-sig").splitlines()))) == COUNT + 1
    elif kind == "json":
        assert [told["record"] for told in json.loads(written.read_text("utf-8"))] == list(range(COUNT, 0, -1))
    else:
        assert written.read_bytes().startswith(b"PK")


@pytest.mark.usefixtures("flow")
def test_a_file_that_the_ending_leads_to_is_not_replaced_before_it_was_asked_for(
    page: RecordsPage, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    there = tmp_path / "mine.csv"
    there.write_text("last week's")
    chosen.path = tmp_path / "mine"
    page.export_wanted.emit("csv")
    assert chosen.offered[1:] == [there]
    assert there.read_text() == "last week's"

    chosen.offered, chosen.again = [], there  # this time the question is answered
    page.export_wanted.emit("csv")
    qtbot.waitUntil(lambda: "exported to mine.csv" in page.notice_banner.text(), timeout=20_000)


@pytest.mark.usefixtures("flow")
def test_discarded_records_are_exported_only_by_a_list_of_them(
    page: RecordsPage, vault: RunningVault, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    def discard(vault: Vault) -> None:
        for job_id in (3, 4):
            vault.outbox.discard(job_id)

    vault.do(discard)
    rows = page.model.rows
    qtbot.waitUntil(lambda: sum(row.state is RecordState.DISCARDED for row in rows()) == 2, timeout=5000)
    chosen.path = tmp_path / "all.csv"
    page.export_wanted.emit("csv")
    qtbot.waitUntil(lambda: "read yet: 2" in page.notice_banner.text(), timeout=20_000)
    assert f"{COUNT - 2} records exported" in page.notice_banner.text()

    page.filters.states.setCurrentIndex(1 + list(RecordState).index(RecordState.DISCARDED))
    page.filters.states.activated.emit(page.filters.states.currentIndex())
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=5000)
    chosen.offered = []
    page.export_wanted.emit("csv")
    qtbot.waitUntil(lambda: "2 records exported" in page.notice_banner.text(), timeout=20_000)


@pytest.mark.usefixtures("flow")
def test_a_list_of_which_nothing_is_exported_asks_for_no_file(
    page: RecordsPage, vault: RunningVault, chosen: Chosen, qtbot: QtBot
) -> None:
    vault.do(lambda vault: vault.outbox.add(PICTURE, Options("service")))
    qtbot.waitUntil(lambda: page.model.rowCount() == COUNT + 1, timeout=5000)
    page.model.show_rows([row for row in page.model.rows() if row.state is RecordState.WAITING])
    page.export_wanted.emit("csv")
    assert "Nothing to export" in " ".join(said(page))
    assert chosen.offered == []


@pytest.mark.usefixtures("flow")
def test_an_export_that_is_cancelled_leaves_nothing_and_another_can_begin(
    page: RecordsPage, vault: RunningVault, chosen: Chosen, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    chosen.path = folder / "permits.xlsx"
    page.export_wanted.emit("xlsx")
    page.cancel_wanted.emit()
    vault.do(lambda _: None)
    assert list(folder.iterdir()) == []
    chosen.offered = []
    page.export_wanted.emit("csv")
    qtbot.waitUntil(lambda: "exported to permits.xlsx.csv" in page.notice_banner.text(), timeout=10_000)


@pytest.mark.usefixtures("flow")
def test_an_export_that_fails_says_why(page: RecordsPage, chosen: Chosen, tmp_path: Path, qtbot: QtBot) -> None:
    chosen.path = tmp_path / "none" / "permits.csv"
    page.export_wanted.emit("csv")
    qtbot.waitUntil(lambda: "cannot be written" in page.trouble_banner.text(), timeout=5000)


@pytest.mark.usefixtures("flow")
def test_nothing_is_exported_by_a_person_who_thinks_better_of_it(page: RecordsPage, vault: RunningVault) -> None:
    page.export_wanted.emit("csv")

    def exports(vault: Vault) -> int:
        return sum(entry.event == "exported" for entry in vault.audit.entries())

    assert vault.do(exports) == 0


def test_a_window_that_closes_in_the_middle_of_an_export_leaves_nothing(
    page: RecordsPage, vault: RunningVault, flow: RecordsFlow, chosen: Chosen, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    chosen.path = folder / "permits.xlsx"
    page.export_wanted.emit("xlsx")
    flow.stop()
    vault.thread.stop()
    assert list(folder.iterdir()) == []
