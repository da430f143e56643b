"""On the scan page the keyboard is on the first doubt, else on the page that accepts, whatever is hidden meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui.main_window import MainWindow
from tests.ui.permits import reading, record
from tests.ui.test_queue_page import JOBS
from tests.ui.test_queue_page import state as queue_state
from tests.ui.test_review import NAME, PLACE, Clerk, show
from tests.ui.test_review import clerk as clerk  # noqa: PLC0414 - pytest finds it by this name

RETURN, DOWN, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Space
LEFT = Qt.MouseButton.LeftButton
REMARK = FieldName.MO_REMARK


def row_edit(clerk: Clerk, name: FieldName) -> QWidget:
    return next(row.edit for row in clerk.window.scan_page.record.rows() if row.row and row.row.field is name)


def button(place: QWidget, text: str) -> QPushButton:
    return next(each for each in place.findChildren(QPushButton) if text in each.text() and each.isVisible())


def keyboard(clerk: Clerk) -> QWidget:
    return clerk.window.focusWidget()


def test_a_sure_field_was_clicked_and_the_permit_turned_over_enter_accepts(clerk: Clerk) -> None:
    front, page = reading(Side.FRONT), clerk.window.scan_page
    page.show_record(record(front), Side.FRONT)
    QTest.mouseClick(row_edit(clerk, FieldName.NUMBER), LEFT)
    assert clerk.at is FieldName.NUMBER

    page.show_record(record(front, reading(Side.BACK)), Side.BACK)
    assert keyboard(clerk) is page
    clerk.press(RETURN)
    assert clerk.did == [("accepted",)]


def test_a_field_was_left_by_an_arrow_key_and_the_back_comes_the_doubt_of_the_front_is_in_hand(clerk: Clerk) -> None:
    front, page = reading(Side.FRONT, confidences={NAME: 0.5}), clerk.window.scan_page
    page.show_record(record(front), Side.FRONT)
    clerk.press(DOWN)
    assert clerk.at is FieldName.NAME_EN

    page.show_record(record(front, reading(Side.BACK)), Side.BACK)
    assert clerk.at is NAME


def test_after_a_doubtful_back_that_was_not_accepted_the_next_permits_doubt_is_in_hand(clerk: Clerk) -> None:
    page = clerk.window.scan_page
    page.show_record(record(reading(Side.FRONT), reading(Side.BACK, confidences={REMARK: 0.4})), Side.BACK)
    assert clerk.at is REMARK

    page.show_record(record(reading(Side.FRONT, confidences={NAME: 0.5})), Side.FRONT)
    assert clerk.at is NAME


def test_a_permit_that_is_not_in_view_any_more_leaves_the_keyboard_to_the_page(clerk: Clerk) -> None:
    show(clerk, confidences={NAME: 0.5})
    clerk.window.scan_page.show_record(None)
    assert keyboard(clerk) is clerk.window.scan_page


def test_a_banner_that_is_dismissed_by_a_click_leaves_the_keyboard_where_it_is(clerk: Clerk) -> None:
    show(clerk, confidences={NAME: 0.5, PLACE: 0.5})
    clerk.press(RETURN)
    clerk.window.reading_banner.show_trouble(lambda: ("Something", "Do something"))
    QTest.mouseClick(button(clerk.window.reading_banner, "Dismiss"), LEFT)
    assert clerk.at is PLACE


def test_a_banner_that_is_dismissed_by_keys_leaves_the_keyboard_to_the_first_doubt(clerk: Clerk) -> None:
    clerk.window.reading_banner.show_trouble(lambda: ("Something", "Do something"))
    button(clerk.window.reading_banner, "Dismiss").setFocus(Qt.FocusReason.TabFocusReason)
    show(clerk, confidences={NAME: 0.5})
    assert clerk.at is None  # somebody is about to answer the banner
    clerk.press(SPACE)
    assert clerk.at is NAME


def test_a_disabled_button_leaves_the_keyboard_to_the_page(clerk: Clerk) -> None:
    page = clerk.window.scan_page
    page._enable(camera=True)  # noqa: SLF001 - as a live picture does
    button(page, "Turn over").setFocus(Qt.FocusReason.TabFocusReason)
    page.show_no_camera()
    assert keyboard(clerk) is page


@pytest.mark.parametrize("side", ["Front", "Back"])
def test_after_a_click_on_a_side_enter_still_accepts(clerk: Clerk, side: str) -> None:
    show(clerk)
    QTest.mouseClick(button(clerk.window.scan_page.record, side), LEFT)
    clerk.press(RETURN)
    assert clerk.did == [("accepted",)]


def test_who_comes_back_to_the_page_has_the_doubt_in_hand(clerk: Clerk) -> None:
    window = clerk.window
    show(clerk, confidences={NAME: 0.5})
    window.show_page(window.queue_page)
    window.show_page(window.scan_page)
    assert clerk.at is NAME


def test_a_permit_that_was_read_meanwhile_has_its_doubt_in_hand_when_the_page_is_shown(clerk: Clerk) -> None:
    window = clerk.window
    window.show_page(window.records_page)
    show(clerk, confidences={NAME: 0.5})
    assert window.records_page.isAncestorOf(keyboard(clerk)) or keyboard(clerk) is window.records_page
    window.show_page(window.scan_page)
    assert clerk.at is NAME


def test_who_leaves_a_field_keeps_the_keyboard_on_the_page(clerk: Clerk) -> None:
    show(clerk, confidences={NAME: 0.5})
    clerk.press(Qt.Key.Key_Escape)
    assert keyboard(clerk) is clerk.window.scan_page


def test_another_permit_with_a_doubt_in_the_same_field_is_begun_at_its_first_doubt(clerk: Clerk) -> None:
    show(clerk, confidences={PLACE: 0.5})
    assert clerk.at is PLACE
    show(clerk, confidences={NAME: 0.5, PLACE: 0.5})
    assert clerk.at is NAME


def test_another_permit_is_turned_to_the_side_that_was_asked_for(clerk: Clerk) -> None:
    show(clerk, confidences={NAME: 0.5, REMARK: 0.4})
    clerk.window.scan_page.record.show_field(REMARK)
    show(clerk, confidences={NAME: 0.5, REMARK: 0.4}, side=Side.FRONT)
    assert (clerk.at, clerk.window.scan_page.record.side) == (NAME, Side.FRONT)


def test_a_question_that_is_answered_gives_the_keyboard_back(clerk: Clerk) -> None:
    show(clerk, confidences={NAME: 0.5, PLACE: 0.5})
    clerk.press(RETURN)
    for _ in range(2):  # asked again before it was answered
        clerk.window.question.ask("End the shift?", "It ends.", yes="End", no="Cancel", act=lambda: None)
    clerk.press(RETURN)
    assert clerk.at is PLACE


def test_who_was_in_a_field_that_is_gone_when_the_window_is_unlocked_has_the_doubt_in_hand(clerk: Clerk) -> None:
    front, page = reading(Side.FRONT, confidences={NAME: 0.5}), clerk.window.scan_page
    page.show_record(record(front), Side.FRONT)
    clerk.press(DOWN)
    clerk.window.lock(by_passphrase=False)
    page.show_record(record(front, reading(Side.BACK)), Side.BACK)
    clerk.window.unlock()
    assert clerk.at is NAME


def test_a_list_that_empties_is_named_where_it_has_the_keyboard(clerk: Clerk) -> None:
    window = clerk.window
    window.show_page(window.queue_page)
    window.queue_page.show_queue(queue_state(*JOBS))
    window.queue_page.show_queue(queue_state())
    holder = keyboard(clerk)
    assert holder.accessibleName()


def test_tab_goes_through_the_record_as_it_is_read_and_then_to_the_bar(clerk: Clerk, window: MainWindow) -> None:
    show(clerk)
    stops: list[str] = []
    while len(stops) < len(set(stops)) + 1 and len(stops) < 40:
        clerk.press(TAB)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused.accessibleName().split(",")[0])
    fields = [row.row.label for row in window.scan_page.record.rows() if row.row is not None]
    assert stops[:-1] == ["Front", *fields, "Accept", "Scan page", "End of shift"]
