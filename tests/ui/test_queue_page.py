from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from permit_desktop.domain.jobs import JobState
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.queue_model import Column
from permit_desktop.ui.queue_page import QueuePage
from permit_desktop.ui.queue_state import QueueState, Shown
from permit_desktop.vault.job import Job
from permit_desktop.vault.standstill import Standstill
from tests.ui.hostile import TEXTS, assert_plain_and_bounded
from tests.ui.jobs import NOW_S, OFFLINE, REFUSED, job

JOBS = (
    job(1, JobState.NEEDS_YOU, trouble=REFUSED),
    job(2, JobState.SENDING),
    job(3, in_s=30, trouble=OFFLINE),
    job(4, JobState.ANSWERED),
)


def state(*jobs: Job, standstill: Standstill | None = None) -> QueueState:
    return QueueState(jobs, Counter(each.state for each in jobs), standstill, NOW_S)


@pytest.fixture
def page(window: MainWindow) -> QueuePage:
    page = window.queue_page
    window.show_page(page)
    page.show_queue(state(*JOBS))
    page.table.setFocus()
    return page


def press(page: QueuePage, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key)


def text(page: QueuePage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return " | ".join(labels)


def test_keys_ask_for_what_the_buttons_ask_for(page: QueuePage) -> None:
    wanted = {Qt.Key.Key_F5: page.sync_wanted, Qt.Key.Key_P: page.pause_wanted}
    for key, signal in wanted.items():
        spy = QSignalSpy(signal)
        press(page, key)
        assert spy.count() == 1


def test_the_chosen_jobs_are_tried_again_those_that_can_be(page: QueuePage) -> None:
    retried = QSignalSpy(page.retry_wanted)
    page.table.selectAll()
    press(page, Qt.Key.Key_R)
    assert retried.at(0) == [[1, 3]]


def test_discarding_asks_in_the_page_and_the_harmless_answer_has_the_keyboard(page: QueuePage) -> None:
    discarded = QSignalSpy(page.discard_wanted)
    page.table.choose([1])
    press(page, Qt.Key.Key_Delete)
    assert "Discard the chosen captures (1)?" in page.question.text()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Keep"

    press(page, Qt.Key.Key_Escape)
    assert page.question.text() == ""
    assert discarded.count() == 0
    assert QApplication.focusWidget() is page.table

    press(page, Qt.Key.Key_Delete)
    next(button for button in page.question.findChildren(QAbstractButton) if button.text() == "Discard").click()
    assert discarded.at(0) == [[1]]


def test_what_cannot_be_done_to_the_chosen_jobs_is_not_offered(page: QueuePage) -> None:
    def offered() -> set[str]:
        return {
            button.accessibleName()
            for button in page.findChildren(QAbstractButton)
            if button.accessibleName() in {"Try again", "Discard"} and button.isEnabled() and button.isVisible()
        }

    assert offered() == set()
    page.table.choose([2])
    assert offered() == set()
    page.table.choose([4])
    assert offered() == {"Discard"}
    page.table.choose([3])
    assert offered() == {"Discard", "Try again"}


def test_enter_opens_the_jobs_record(page: QueuePage) -> None:
    opened = QSignalSpy(page.record_wanted)
    page.table.choose([3])
    press(page, Qt.Key.Key_Return)
    assert opened.at(0) == [3]


def test_a_standstill_says_what_to_do_and_goes_on_when_asked(page: QueuePage) -> None:
    refused = Standstill("service_sign_in_failed", "The service refused the credentials.", "Enter them again.", "")
    page.show_queue(state(*JOBS, standstill=refused))
    assert "Nothing is sent: The service refused the credentials." in page.standstill_banner.text()
    assert "Enter them again." in page.standstill_banner.text()
    resumed = QSignalSpy(page.resume_wanted)
    page.standstill_banner.findChildren(QAbstractButton)[0].click()
    assert resumed.count() == 1
    page.show_queue(state(*JOBS))
    assert page.standstill_banner.text() == ""


def test_a_refused_capture_quotes_what_the_service_said_in_its_tooltip(page: QueuePage) -> None:
    refused = (
        "service_refused_still",
        "The service sees no permit on this picture, or cannot read it.",
        "Take it again.",
    )
    page.show_queue(state(job(1, JobState.NEEDS_YOU, trouble=refused, words="The image quality is poor.")))

    tip = page.model.index(0, Column.TROUBLE).data(Qt.ItemDataRole.ToolTipRole)
    assert "cannot read it. The service says: &quot;The image quality is poor&quot;. Take it again." in tip


def test_a_standstill_quotes_what_the_service_said(page: QueuePage) -> None:
    refused = Standstill("x", "Refused.", "Enter them again.", "", "<b>No key</b> here")
    page.show_queue(state(*JOBS, standstill=refused))

    assert 'The service says: "<b>No key</b> here". Enter them again.' in page.standstill_banner.text()


def test_progress_is_told_while_a_backlog_is_worked_off(page: QueuePage) -> None:
    page.show_queue(state(*(job(number) for number in range(10))))
    page.show_queue(state(*(job(number) for number in range(4, 10))))
    assert "Queue: 4 of 10 done" in text(page)
    page.show_queue(state())
    assert "done" not in text(page)


def test_a_paused_queue_says_so(page: QueuePage) -> None:
    page.show_paused(paused=True)
    assert "Paused: captures are stored and wait" in text(page)
    page.show_paused(paused=False)
    assert "Paused" not in text(page)


def test_an_empty_queue_says_what_will_be_there_and_how_to_begin(page: QueuePage) -> None:
    page.show_queue(state())
    assert "Nothing waits" in text(page)
    assert "Ctrl+1" in text(page)


def test_the_counts_stand_on_the_buttons_and_choosing_one_asks_for_those_jobs(page: QueuePage) -> None:
    changed = QSignalSpy(page.shown_changed)
    buttons = {button.text(): button for button in page.findChildren(QAbstractButton)}
    assert {"Open  4", "Needs you  1", "Done  0"} <= set(buttons)
    buttons["Needs you  1"].click()
    assert changed.count() == 1
    assert page.shown is Shown.NEEDS_YOU


@pytest.mark.parametrize("language", list(Language))
def test_buttons_and_counts_have_room_in_the_smallest_window(
    page: QueuePage, window: MainWindow, translations: Translations, qtbot: QtBot, language: Language
) -> None:
    translations.use(language)
    window.resize(window.minimumSize())
    counts = {JobState.WAITING: 2000, JobState.NEEDS_YOU: 40, JobState.REVIEWED: 900}
    page.show_queue(QueueState(None, counts, None, NOW_S))
    buttons = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.text()]
    assert len(buttons) >= 7
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in buttons), timeout=2000)


def test_what_is_chosen_stays_chosen_while_the_list_moves(page: QueuePage) -> None:
    page.table.choose([3])
    page.show_queue(state(JOBS[2], job(5)))
    assert page.table.chosen_keys() == [3]
    page.show_queue(state(*(job(number) for number in range(3, 400, 2))))
    assert page.table.chosen_keys() == [3]


def test_waits_are_counted_only_while_the_page_is_seen(page: QueuePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.tick, timeout=3000):
        pass
    page.hide()
    ticks = QSignalSpy(page.tick)
    page.show_queue(state(job(1, in_s=30)))
    assert ticks.count() == 0
    with qtbot.waitSignal(page.tick, timeout=1000):
        page.show()


def test_pictures_are_asked_for_when_their_rows_are_seen_and_dropped_at_once(page: QueuePage, qtbot: QtBot) -> None:
    many = [job(number) for number in range(500)]
    with qtbot.waitSignal(page.thumbnails.wanted, timeout=2000) as asked:
        page.show_queue(state(*many))
        page.grab()
    assert 4 <= len(asked.args[0]) < 20
    image = QImage(144, 90, QImage.Format.Format_RGB32)
    page.thumbnails.put(3, image)
    assert page.thumbnails.get(3) is image
    page.thumbnails.drop()
    assert page.thumbnails.get(3) is None


def test_what_a_service_says_is_shown_as_plain_bounded_text(page: QueuePage) -> None:
    for hostile in TEXTS:
        trouble = ("service_trouble", hostile, hostile)
        stands = Standstill("x", hostile, hostile, "", hostile)
        page.show_queue(state(job(1, JobState.NEEDS_YOU, trouble=trouble, words=hostile), standstill=stands))
        page.trouble_banner.show_trouble(lambda: ("Not done.", "Try again."))
        page.grab()
        assert_plain_and_bounded(page)
        assert page.model.index(0, Column.TROUBLE).data()


def test_every_text_is_said_anew_in_another_language(page: QueuePage) -> None:
    for button in page.findChildren(QAbstractButton):
        button.setText("?")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    visible = [button for button in page.findChildren(QAbstractButton) if button.text() == "?" and button.isVisible()]
    assert visible == []


def test_the_windows_bar_says_how_many_captures_are_open(page: QueuePage, window: MainWindow) -> None:
    page.show_queue(state(*JOBS))
    names = {button.text() for button in window.findChildren(QAbstractButton)}
    assert "Queue  4" in names
    page.show_queue(state())
    assert page.windowTitle() == "Queue"
