from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, Final
from unittest.mock import patch

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QCursor, QFontMetrics, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateEdit, QLabel, QStyleOptionHeader, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.ui import tokens
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.record_detail_model import RecordDetail, record_detail
from permit_desktop.ui.record_filters import Days
from permit_desktop.ui.records_model import Column
from permit_desktop.ui.records_page import SHOWN_MS, RecordsPage, RecordsState
from permit_desktop.ui.row_painter import RowPainter
from permit_desktop.vault.day import Day
from permit_desktop.vault.record_row import RecordFilter, RecordRow, RecordState
from permit_desktop.vault.records import Change, FieldValue, Record, RecordSummary
from tests.ui.hostile import TEXTS, assert_plain_and_bounded, said
from tests.ui.records import DAY, TODAY, row, rows

RGB: Final = QImage.Format.Format_RGB32
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow) -> RecordsPage:
    page = window.records_page
    window.show_page(page)
    page.show_records(state(*rows(40)))
    page.table.setFocus()
    return page


def state(*wanted: RecordRow, complete: bool = True, day: Day = DAY) -> RecordsState:
    return RecordsState(wanted, complete, day, TODAY)


HISTORY = (
    Change("name", "石生顿", "on-device", None, 1.0),
    Change("name", "石生頔", "person", "chen.li", 2.0),
    Change("", None, "person", "chen.li", 3.0),
)


def detail(record_id: int = 7, history: tuple[Change, ...] = HISTORY, /, **values: str) -> RecordDetail:
    told = {"type": PermitType.HK_MACAO.value, "number": "CB3273201", "name": "石生頔", **values}
    fields = {FieldName(name): FieldValue(value, 0.9, "service", None) for name, value in told.items()}
    summary = RecordSummary(
        record_id, told["type"], told["number"], told["name"], None, None, 0.0, 0.0, None, provisional=False
    )
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    return record_detail(
        Record(summary, fields, (1, 2), (1,)), history, image, thresholds=lambda _: Thresholds(), today=TODAY
    )


def press(page: RecordsPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def visible_text(page: QWidget) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def open_record(page: RecordsPage) -> int | None:
    return page.side.open_record


def button(page: QWidget, name: str) -> QAbstractButton:
    return next(each for each in page.findChildren(QAbstractButton) if each.accessibleName() == name)


def test_values_are_shown_on_demand_and_masked_again_after_a_while(page: RecordsPage) -> None:
    assert "•" in str(page.model.index(1, Column.NUMBER).data())
    press(page, Qt.Key.Key_M, CONTROL)
    assert "•" not in str(page.model.index(1, Column.NUMBER).data())
    hiding = page._hiding  # noqa: SLF001 - half a minute is too long for a test
    assert (hiding.isActive(), hiding.interval()) == (True, SHOWN_MS)
    hiding.timeout.emit()
    assert "•" in str(page.model.index(1, Column.NUMBER).data())


def test_a_scrolled_list_looks_as_if_it_were_painted_anew_and_only_what_came_into_view_was(
    page: RecordsPage, window: MainWindow, qapp: QApplication
) -> None:
    page.show_records(state(*rows(200)))
    page.table.choose([198, 190, 185])
    viewport = page.table.viewport()
    QCursor.setPos(viewport.mapToGlobal(viewport.rect().center()))  # where it is when the wheel is turned
    qapp.processEvents()
    with painted_rows() as painted:
        for value in (100, 60, 130):
            page.table.verticalScrollBar().setValue(value)
            qapp.processEvents()
    row_px = page.table.rowHeight(0)
    assert len(painted) <= sum(moved_px // row_px + 2 for moved_px in (100, 40, 70))

    seen = window.screen().grabWindow(window.winId()).toImage()
    area = QRect(viewport.mapTo(window, QPoint()), viewport.size())
    assert seen.copy(area).convertToFormat(RGB) == viewport.grab().toImage().convertToFormat(RGB)


def test_rows_between_two_that_change_are_not_painted(page: RecordsPage, qapp: QApplication) -> None:
    qapp.processEvents()
    viewport, row_px = page.table.viewport(), page.table.rowHeight(0)
    with painted_rows() as painted:
        for place in (1, 7):
            viewport.update(0, page.table.rowViewportPosition(place), viewport.width(), row_px)
        qapp.processEvents()
    assert painted == [1, 7]


@contextmanager
def painted_rows() -> Iterator[list[int]]:
    """The places of the rows that are painted meanwhile."""
    painted: list[int] = []
    paint_row = RowPainter.paint_row

    def note(painter: RowPainter, *arguments: Any, **flags: Any) -> None:
        painted.append(arguments[2])
        paint_row(painter, *arguments, **flags)

    with patch.object(RowPainter, "paint_row", note):
        yield painted


def test_values_are_masked_when_the_page_is_left(page: RecordsPage, window: MainWindow) -> None:
    page.show_values()
    window.show_page(window.scan_page)
    assert not page.model.shown


def test_enter_opens_the_record_and_esc_goes_back_to_the_list(page: RecordsPage) -> None:
    opened = QSignalSpy(page.record_wanted)
    page.table.choose([7])
    press(page, Qt.Key.Key_Return)
    assert opened.at(0) == [7]
    page.side.show_detail(detail(7))
    assert open_record(page) == 7
    press(page, Qt.Key.Key_Escape)
    assert open_record(page) is None
    assert QApplication.focusWidget() is page.table


@pytest.mark.parametrize(
    ("order", "arrow"),
    [
        (Qt.SortOrder.DescendingOrder, QStyleOptionHeader.SortIndicator.SortDown),
        (Qt.SortOrder.AscendingOrder, QStyleOptionHeader.SortIndicator.SortUp),
    ],
)
def test_the_arrow_points_down_where_the_greatest_is_on_top(
    page: RecordsPage, order: Qt.SortOrder, arrow: QStyleOptionHeader.SortIndicator
) -> None:
    page.table.sortByColumn(0, order)
    option = QStyleOptionHeader()
    page.table.horizontalHeader().initStyleOptionForIndex(option, 0)
    assert option.sortIndicator is arrow


def test_an_open_record_follows_the_arrow_keys(page: RecordsPage, qtbot: QtBot) -> None:
    page.table.choose([7])
    page.side.show_detail(detail(7))
    with qtbot.waitSignal(page.record_wanted, timeout=2000) as wanted:
        press(page, Qt.Key.Key_Down)
        press(page, Qt.Key.Key_Down)
    assert wanted.args == [5]


def test_a_record_is_masked_in_full_view_too_and_its_pictures_are_not_asked_for(page: RecordsPage) -> None:
    wanted = QSignalSpy(page.pictures_wanted)
    page.side.show_detail(detail(7, birth_date="1981.08.03", name_en="SHI, SHENGDI"))
    for part in ("History", "Pictures", "Fields"):
        button(page, part).click()
        told = " ".join(said(page))
        assert not [value for value in ("CB3273201", "生頔", "生顿", "SHENGDI", "08.03") if value in told]
    assert wanted.count() == 0


def test_pictures_are_asked_for_when_they_are_to_be_seen_and_leave_with_the_values(page: RecordsPage) -> None:
    wanted = QSignalSpy(page.pictures_wanted)
    page.side.show_detail(detail(7))
    page.show_values()
    button(page, "Pictures").click()
    assert wanted.at(0) == [[1, 2]]
    page.side.show_picture(1, QImage(80, 50, QImage.Format.Format_RGB32))
    page.side.show_picture(9, QImage(80, 50, QImage.Format.Format_RGB32))
    page.hide_values()
    assert "The pictures are hidden" in visible_text(page)


def test_findings_name_values_and_are_only_counted_while_those_are_masked(page: RecordsPage) -> None:
    page.side.show_detail(detail(7, valid_period="2010.01.01 - 2020.01.01"))
    assert "2020" not in visible_text(page)
    assert "Findings: " in visible_text(page)
    page.show_values()
    assert "The permit expired on 2020.01.01" in visible_text(page)


def test_the_history_says_what_stood_there_before_and_who_changed_it(page: RecordsPage) -> None:
    page.side.show_detail(detail(7))
    page.show_values()
    button(page, "History").click()
    told = " ".join(said(page))
    assert "石生頔, before: 石生顿" in told
    assert "chen.li" in told
    assert "Record confirmed" in told


def test_a_closed_record_leaves_nothing_behind(page: RecordsPage) -> None:
    page.side.show_detail(detail(7))
    page.show_values()
    page.side.close_detail()
    page.hide_values()
    assert "CB3273201" not in " ".join(said(page))


def test_ctrl_c_copies_the_chosen_records_in_the_list_and_the_field_in_the_record(page: RecordsPage) -> None:
    records, texts = QSignalSpy(page.records_copy_wanted), QSignalSpy(page.text_copy_wanted)
    page.table.choose([9, 8])
    press(page, Qt.Key.Key_C, CONTROL)
    assert records.at(0) == [[9, 8]]

    page.side.show_detail(detail(7))
    view = page.side._detail_view()  # noqa: SLF001 - the table in it
    view.fields.setFocus()
    view.fields.choose([list(FieldName).index(FieldName.NUMBER)])
    press(page, Qt.Key.Key_C, CONTROL)
    assert texts.at(0) == ["CB3273201"]
    assert records.count() == 1


def test_ctrl_k_types_the_one_record_that_is_chosen(page: RecordsPage, qtbot: QtBot) -> None:
    page.table.choose([7])
    with qtbot.waitSignal(page.record_type_wanted, check_params_cb=lambda key: key == 7):
        press(page, Qt.Key.Key_K, CONTROL)
    page.table.choose([7, 8])
    with qtbot.assertNotEmitted(page.record_type_wanted):
        press(page, Qt.Key.Key_K, CONTROL)


def test_ctrl_f_searches_and_the_list_is_asked_for_when_the_typing_rests(page: RecordsPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is page.filters.search
    changed = QSignalSpy(page.filter_changed)
    with qtbot.waitSignal(page.filter_changed, timeout=2000):
        QTest.keyClicks(page.filters.search, "C31")
    assert changed.count() == 1
    assert page.wanted() == RecordFilter(search="C31")
    press(page, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.table


def test_filters_say_which_records_are_wanted(page: RecordsPage) -> None:
    filters = page.filters
    filters.documents.setCurrentIndex(2)
    filters.states.setCurrentIndex(1 + list(RecordState).index(RecordState.TO_REVIEW))
    filters.expired.click()
    filters.corrected.click()
    assert page.wanted() == RecordFilter(
        type=PermitType.TAIWAN,
        state=RecordState.TO_REVIEW,
        expired_on=date.today(),  # noqa: DTZ011 (the counter's day)
        corrected=True,
    )
    changed = QSignalSpy(page.filter_changed)
    button(page, "Clear search and filters").click()
    assert page.wanted() == RecordFilter()
    assert changed.count() == 1


@pytest.mark.parametrize(
    ("days", "first", "count"),
    [(Days.TODAY, 0, 1), (Days.YESTERDAY, 1, 1), (Days.WEEK, 6, 7), (Days.MONTH, 29, 30)],
)
def test_a_span_of_days_begins_and_ends_at_midnight(page: RecordsPage, days: Days, first: int, count: int) -> None:
    page.filters.days.setCurrentIndex(list(Days).index(days))
    wanted = page.wanted()
    assert wanted.captured_from_s is not None
    assert wanted.captured_before_s is not None
    begins = date.fromtimestamp(wanted.captured_from_s)  # noqa: DTZ012 (the counter's day)
    assert begins == date.today() - timedelta(days=first)  # noqa: DTZ011 (as above)
    assert round((wanted.captured_before_s - wanted.captured_from_s) / 86400) == count


def test_two_days_may_be_given_in_either_order(page: RecordsPage) -> None:
    page.filters.days.setCurrentIndex(list(Days).index(Days.BETWEEN))
    first, last = page.filters.findChildren(QDateEdit)
    first.setDate(QDate(2026, 11, 9))
    last.setDate(QDate(2026, 11, 7))
    wanted = page.wanted()
    assert wanted.captured_from_s is not None
    assert date.fromtimestamp(wanted.captured_from_s) == date(2026, 11, 7)  # noqa: DTZ012 (the counter's day)


def test_without_records_the_page_says_what_will_be_there(page: RecordsPage) -> None:
    page.show_records(state())
    assert "No records yet" in visible_text(page)
    page.filters.search.setText("C999")
    page.show_records(state())
    assert "No record is like this" in visible_text(page)


def test_a_list_that_is_cut_short_says_so(page: RecordsPage) -> None:
    page.show_records(state(*rows(40), complete=False))
    assert "the newest 40" in visible_text(page)


def test_an_export_is_asked_for_in_a_format_tells_its_progress_and_can_be_cancelled(page: RecordsPage) -> None:
    wanted, cancelled = QSignalSpy(page.export_wanted), QSignalSpy(page.cancel_wanted)
    for action in page.findChildren(QAction):
        if action.data() == "xlsx":
            action.trigger()
    assert wanted.at(0) == ["xlsx"]
    page.show_export(10, 40)
    assert "Exporting: 10 of 40" in visible_text(page)
    button(page, "Cancel the export").click()
    assert cancelled.count() == 1
    page.show_exported("permits.xlsx", 40)
    assert "The file is not encrypted" in page.notice_banner.text()
    assert "Exporting" not in visible_text(page)


def test_the_day_stands_there_in_words_hour_by_hour(page: RecordsPage) -> None:
    assert "107" in visible_text(page)
    assert "107 permits scanned today" in page.side.day.accessibleName()
    words = page.side.day.chart.accessibleDescription()
    assert "15:00 to 16:00: 14 scanned (High 8, Medium 1, Waiting 5)" in words


def test_a_narrow_page_leaves_out_columns_and_nothing_is_cut_off(
    page: RecordsPage, window: MainWindow, qtbot: QtBot
) -> None:
    for width, hidden in ((1280, False), (1024, True)):
        window.resize(width, 700)
        qtbot.wait(1)
        assert page.table.isColumnHidden(Column.DOCUMENT) is hidden
        assert page.table.columnWidth(Column.NAME) >= 60
        for each in page.findChildren(QAbstractButton):
            if each.isVisible() and each.text():
                assert each.width() >= each.minimumSizeHint().width(), each.text()


@pytest.mark.parametrize("language", list(Language))
def test_every_state_of_a_record_has_room_beside_the_mark_of_a_correction(
    page: RecordsPage, window: MainWindow, translations: Translations, qtbot: QtBot, language: Language
) -> None:
    translations.use(language)
    window.resize(window.minimumSize())
    page.show_records(state(*(row(number, state=each, corrected=True) for number, each in enumerate(RecordState))))
    qtbot.wait(1)
    icons_px, margins_px = 2 * (16 + tokens.SPACE_8), 2 * tokens.SPACE_8
    room_px = page.table.columnWidth(Column.STATE) - icons_px - margins_px
    texts = [page.model.cell(place, Column.STATE).text for place in range(len(RecordState))]
    assert [text for text in texts if QFontMetrics(page.table.font()).horizontalAdvance(text) > room_px] == []


def test_what_a_service_read_is_shown_as_plain_bounded_text(page: RecordsPage) -> None:
    for hostile in TEXTS:
        page.show_records(
            state(row(1, type=hostile, number=hostile, name=hostile, birth_date=hostile, valid_until=hostile))
        )
        page.side.show_detail(detail(1, type=hostile, number=hostile, name=hostile, machine_code=hostile))
        for shown in (True, False):
            if shown:
                page.show_values()
            else:
                page.hide_values()
            page.grab()
            assert_plain_and_bounded(page)


def test_every_text_is_said_anew_in_another_language(page: RecordsPage) -> None:
    page.side.show_detail(detail(7))
    buttons = [each for each in page.findChildren(QAbstractButton) if each.text() and each.isVisible()]
    for each in buttons:
        each.setText("?")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert [each.accessibleName() for each in buttons if each.text() == "?"] == []
