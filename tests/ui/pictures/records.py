"""The Records page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QApplication

from permit_desktop.domain.bands import Band, Thresholds
from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.export.export_file import ExportError
from permit_desktop.system.keyboard import Keyboard
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.record_detail_model import RecordDetail, record_detail
from permit_desktop.ui.records_page import RecordsPage, RecordsState
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.vault.day import Day
from permit_desktop.vault.record_row import RecordState
from permit_desktop.vault.records import Change, FieldValue, Record, RecordSummary
from permit_desktop.workers.focus_watch import FocusWatch
from permit_desktop.workers.typist import Typist
from tests.ui.permits import SLIPPED, truth
from tests.ui.pictures.scan import read_side
from tests.ui.pictures.stage import Stage, State
from tests.ui.records import DAY, TODAY, rows


def _show(stage: Stage, count: int, day: Day = DAY, *, complete: bool = True) -> RecordsPage:
    page = stage.window.records_page
    stage.window.show_page(page)
    page.show_records(RecordsState(tuple(rows(count)), complete, day, TODAY))
    return page


def detail() -> RecordDetail:
    """A record with a correction, two readings of the number, and an expired endorsement."""
    values = {**truth(Side.FRONT), **truth(Side.BACK), FieldName.HK_VALID_PERIOD: "2024.01.02 - 2025.01.01"}
    fields: dict[FieldName, FieldValue] = {
        field: FieldValue(value, 0.99, "service", None)
        for field, value in values.items()
        if field is not FieldName.SIDE
    }
    fields[FieldName.NUMBER] = FieldValue(values[FieldName.NUMBER], 0.97, "service", SLIPPED)
    fields[FieldName.ISSUE_PLACE] = FieldValue("广东", 0.72, "on-device", None)
    fields[FieldName.NAME] = FieldValue(values[FieldName.NAME], None, "person", None)
    at_s = 1_795_000_000.0
    history = (
        Change("number", SLIPPED, "on-device", None, at_s),
        Change("name", "石生顿", "on-device", None, at_s),
        Change("number", values[FieldName.NUMBER], "service", None, at_s + 9),
        Change("name", "石生顿", "confirmed", "chen.li", at_s + 33),
        Change("name", "石生顿", "taken-back", "chen.li", at_s + 35),
        Change("name", values[FieldName.NAME_EN], "person", "chen.li", at_s + 37),
        Change("name", "石生顿", "taken-back", "chen.li", at_s + 39),
        Change("name", values[FieldName.NAME], "person", "chen.li", at_s + 41),
        Change("", None, "person", "chen.li", at_s + 44),
    )
    summary = RecordSummary(
        117, values[FieldName.TYPE], values[FieldName.NUMBER], values[FieldName.NAME], None, None, at_s, at_s, at_s,
        provisional=False,
    )  # fmt: skip
    record = Record(summary, fields, (1, 2), (1, 2))
    return record_detail(
        record, history, read_side(Side.FRONT).portrait, thresholds=lambda _: Thresholds(), today=TODAY
    )


def _open(stage: Stage) -> RecordsPage:
    page = _show(stage, 120)
    values = {**truth(Side.FRONT), **truth(Side.BACK)}
    listed = tuple(
        each._replace(
            type=values[FieldName.TYPE],
            number=values[FieldName.NUMBER],
            name=values[FieldName.NAME],
            birth_date=values[FieldName.BIRTH_DATE],
            valid_until="2031.03.15",
            state=RecordState.REVIEWED,
        )
        if each.record_id == 117
        else each
        for each in rows(120)
    )
    page.show_records(RecordsState(listed, complete=True, day=DAY, on=TODAY))
    page.table.choose([117])
    page.side.show_detail(detail())
    return page


def _part(page: RecordsPage, part: int) -> None:
    view = page.side._detail_view()  # noqa: SLF001 - the picture wants another part of it
    view._parts.choose(part)  # noqa: SLF001 - as above
    view._turn(part)  # noqa: SLF001 - as above


def _empty(stage: Stage) -> None:
    _show(stage, 0, Day())


def _nothing_found(stage: Stage) -> None:
    page = _show(stage, 0)
    page.filters.search.setText("C999")
    page.show_records(RecordsState((), complete=True, day=DAY, on=TODAY))


def _masked(stage: Stage) -> None:
    _show(stage, 240).table.choose([236])


def _shown(stage: Stage) -> None:
    page = _show(stage, 240)
    page.table.choose([236, 235])
    page.show_values()


def _ten_thousand(stage: Stage) -> None:
    page = _show(stage, 10_000)
    page.table.scrollTo(page.model.index(5000, 0))


def _detail_masked(stage: Stage) -> None:
    _open(stage)


def _detail_shown(stage: Stage) -> None:
    _open(stage).show_values()


def _history(stage: Stage) -> None:
    page = _open(stage)
    page.show_values()
    _part(page, 1)


def _pictures(stage: Stage) -> None:
    page = _open(stage)
    page.show_values()
    _part(page, 2)
    for still_id, side in ((1, Side.FRONT), (2, Side.BACK)):
        page.side.show_picture(still_id, read_side(side).face)
    QApplication.processEvents()  # the pictures find their places


def _pictures_hidden(stage: Stage) -> None:
    _part(_open(stage), 2)


def _exporting(stage: Stage) -> None:
    _show(stage, 240).show_export(130, 240)


def _exported(stage: Stage) -> None:
    _show(stage, 240).show_exported("permits-2026-11-23.xlsx", 240)


def _failed(stage: Stage) -> None:
    page = _show(stage, 240)
    failed = ExportError(
        ErrorCode.EXPORT_FAILED,
        "The export file cannot be written.",
        "Choose another folder with room to spare, and close the file where another program has it open.",
    )
    page.trouble_banner.show_trouble(lambda: in_words(failed), Band.LOW)


def _typing(stage: Stage) -> TypingFlow:
    page = _show(stage, 240)
    page.table.choose([236])
    keyboard = partial(Keyboard, "true")
    typing = TypingFlow(page.typing_banner, Typist(keyboard), FocusWatch(keyboard), stage.window)
    typing.begin("anything")
    return typing


def _between(stage: Stage) -> None:
    page = _show(stage, 36, complete=False)
    page.filters.days.setCurrentIndex(5)
    page.filters.expired.setChecked(True)


STATES: Mapping[str, State] = {
    "empty": _empty,
    "nothing-found": _nothing_found,
    "masked": _masked,
    "shown": _shown,
    "ten-thousand": _ten_thousand,
    "detail-masked": _detail_masked,
    "detail-shown": _detail_shown,
    "history": _history,
    "pictures": _pictures,
    "pictures-hidden": _pictures_hidden,
    "exporting": _exporting,
    "exported": _exported,
    "failed": _failed,
    "typing": _typing,
    "between": _between,
}
