"""The scan page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from permit_desktop.capture.sources.opencv_camera import OpenCvCamera, at_index
from permit_desktop.capture.sources.specimens import SpecimenPermits
from permit_desktop.domain import layout
from permit_desktop.domain.errors import CameraError
from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName, Note, PermitResult, Side
from permit_desktop.imaging.decode import decode_still
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.recognition.refusal import cut_off
from permit_desktop.system.resources import resource
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.guidance import guidance
from permit_desktop.ui.record_model import SideReading, Terms, face_area, record_model
from permit_desktop.ui.review_flow import ReviewFlow
from permit_desktop.ui.saved_line import SavedState
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.storing_flow import StoringFlow
from permit_desktop.workers.preview import to_image
from permit_desktop.workers.reading_worker import ReadingThread
from permit_desktop.workers.vault_thread import VaultThread
from tests.capture.sources import FalseDevice
from tests.ui.permits import SLIPPED, TODAY, reading, record, truth
from tests.ui.pictures.stage import Stage, State

PERMITS: Final = ("hk-macao-1", "hk-macao-2", "hk-macao-3", "hk-macao-4", "taiwan-1", "taiwan-2")


def read_side(
    side: Side,
    permit: str = "hk-macao-1",
    *,
    values: Mapping[FieldName, str] | None = None,
    confidences: Mapping[FieldName, float] | None = None,
) -> SideReading:
    """A side of a shipped specimen with its true face, and other values and confidences where wanted."""
    faces = SpecimenPermits(resource("specimens"))[PERMITS.index(permit)]
    face = to_image(faces.front if side is Side.FRONT else faces.back, (2048, 2048))
    told = reading(side, permit=permit, values=values, confidences=confidences).result.readings
    inks = _inks(side, permit)
    result = PermitResult({field: replace(each, ink=inks.get(field)) for field, each in told.items()})
    portrait = face.copy(face_area(face, layout.PORTRAIT)) if side is Side.FRONT else None
    return SideReading(result, face, portrait)


@cache
def _inks(side: Side, permit: str) -> Mapping[FieldName, Box | None]:
    """Where the reader finds each field."""
    still = decode_still(resource("specimens", f"{permit}-{side}.jpg").read_bytes())
    found = _recogniser().recognise(still, with_portrait=False)
    return {field: each.ink for field, each in found.readings.items()}


@cache
def _recogniser() -> OnDeviceRecogniser:
    return OnDeviceRecogniser()


def _refuted(line: str) -> str:
    """A machine-readable line whose last check digit is another one."""
    return line[:-1] + ("1" if line[-1] != "1" else "2")


def _opening(stage: Stage) -> None:
    stage.window.scan_page.show_opening()


def _no_camera(stage: Stage) -> None:
    try:
        OpenCvCamera(at_index(0), "Camera", open_device=lambda *_: FalseDevice(opens=False)).open()
    except CameraError as error:
        stage.window.show_no_camera(partial(in_words, error))


def _no_card(stage: Stage) -> None:
    stage.desk.show(stage.window, 0.1, "no_card")


def _small_pictures(stage: Stage) -> None:
    stage.window.show_small_pictures(640, 480)
    stage.desk.show(stage.window, 0.1, "no_card", good_width_share=0.845)


def _blurred_portrait(stage: Stage) -> None:
    stage.desk.show(stage.window, 4.0, guidance("blurred", "portrait"))


def _moving(stage: Stage) -> None:
    stage.desk.show(stage.window, 2.1, "moving")


def _hold_still(stage: Stage) -> None:
    stage.desk.show(stage.window, 4.0, "hold_still", 0.6)


def _reading(stage: Stage) -> None:
    stage.desk.show(stage.window, 4.5, "captured")
    stage.window.scan_page.live.flash()
    stage.window.scan_page.record.set_reading(reading=True)


def _front(stage: Stage) -> None:
    stage.desk.show(stage.window, 4.8, "turn_over")
    stage.window.scan_page.show_record(record(read_side(Side.FRONT)))


def _back(stage: Stage) -> None:
    stage.desk.show(stage.window, 8.0, "accept")
    stage.window.scan_page.show_record(record(read_side(Side.FRONT), read_side(Side.BACK)), Side.BACK)


def _back_missing(stage: Stage) -> None:
    _front(stage)
    stage.window.scan_page.record.show_side(Side.BACK)


def _taiwan(stage: Stage) -> None:
    stage.desk.show(stage.window, 0.1, "no_card")
    model = record(read_side(Side.FRONT, "taiwan-1"), read_side(Side.BACK, "taiwan-1"))
    stage.window.scan_page.show_record(model, Side.BACK)


def _doubtful(stage: Stage) -> None:
    stage.desk.show(stage.window, 4.8, "turn_over")
    doubts = {FieldName.NAME: 0.62, FieldName.ISSUE_PLACE: 0.87, FieldName.NAME_EN: 0.91}
    stage.window.scan_page.show_record(record(read_side(Side.FRONT, confidences=doubts)))
    stage.window.scan_page.record.show_field(FieldName.NAME)


def _focused() -> QLineEdit:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    return focused


def _mistyped(stage: Stage) -> None:
    _doubtful(stage)
    record = stage.window.scan_page.record
    record.show_field(FieldName.BIRTH_DATE)
    QTest.keyClicks(_focused(), "1997.13")


def _corrected(stage: Stage) -> None:
    _doubtful(stage)
    _focused().insert("张村林")
    for _ in range(2):
        QTest.keyClick(_focused(), Qt.Key.Key_Return)


def _provisional(stage: Stage) -> None:
    stage.desk.show(stage.window, 8.0, "accept")
    sides = {Side.FRONT: read_side(Side.FRONT), Side.BACK: read_side(Side.BACK)}
    stage.window.scan_page.show_record(record_model(sides, Terms(TODAY), provisional=True), Side.FRONT)


def _sent_whole(stage: Stage) -> None:
    """A service read the whole picture, since nobody found the card in it, and sent a portrait of no known form."""
    front = read_side(Side.FRONT)
    result = replace(front.result, notes=frozenset({Note.WHOLE_PICTURE_SENT, Note.PORTRAIT_UNUSABLE}))
    stage.window.scan_page.show_record(record(replace(front, result=result)))


def _noticed(stage: Stage) -> None:
    """What the reader noticed beside the fields."""
    stage.desk.show(stage.window, 4.8, "turn_over")
    front = read_side(Side.FRONT, confidences={FieldName.TYPE: 0.5, FieldName.NUMBER: 0.9})
    noticed = frozenset({Note.OTHER_TITLE, Note.LETTER_IN_NUMBER, Note.ANOTHER_PERMIT})
    stage.window.scan_page.show_record(record(replace(front, result=replace(front.result, notes=noticed))))


def _accepted(stage: Stage) -> None:
    _back(stage)
    stage.window.scan_page.record.accept()
    stage.desk.show(stage.window, 8.0, "complete")


def _not_kept(stage: Stage) -> None:
    _accepted(stage)
    stage.window.scan_page.record.saved.show_state(SavedState.NOT_KEPT)


def _accepted_in_demo(stage: Stage) -> None:
    _accepted(stage)
    stage.window.scan_page.record.saved.show_state(SavedState.DEMO)


def _differs(stage: Stage) -> None:
    stage.desk.show(stage.window, 8.0, "check")
    expired = {FieldName.HK_VALID_PERIOD: "2025.01.02 - 2026.01.01", FieldName.MO_VALID_PERIOD: "2026.01.02"}
    front = read_side(
        Side.FRONT,
        values={FieldName.NUMBER: SLIPPED, FieldName.MACHINE_CODE: _refuted(truth(Side.FRONT)[FieldName.MACHINE_CODE])},
    )
    stage.window.scan_page.show_record(record(front, read_side(Side.BACK, values=expired)), Side.FRONT)


def _review(stage: Stage) -> ReviewFlow:
    """Of a vault that nobody opens: only what it says is wanted."""
    scan = ScanFlow(stage.window, ReadingThread(OnDeviceRecogniser), terms=lambda: Terms(TODAY))
    vault = VaultThread(stage.window)
    line = stage.window.scan_page.record.saved
    storing = StoringFlow(scan, vault, line, reader=lambda: "on-device", person=lambda: "clerk")
    scan.setParent(stage.window)
    return ReviewFlow(stage.window, vault, scan, storing)


def _passed_over(stage: Stage) -> ReviewFlow:
    _front(stage)
    review = _review(stage)
    stage.window.review_banner.show_message(lambda: review._passed_over(117, 3))  # noqa: SLF001 - what it says
    return review


def _stored(stage: Stage) -> ReviewFlow:
    _doubtful(stage)
    review = _review(stage)
    stage.window.review_banner.show_message(lambda: review._tell_under_review(117))  # noqa: SLF001 - as above
    return review


def _left_to_review(stage: Stage) -> ReviewFlow:
    _accepted(stage)
    review = _review(stage)
    stage.window.review_banner.show_message(lambda: review._left(2))  # noqa: SLF001 - as above
    return review


def _cut_off(stage: Stage) -> None:
    _no_card(stage)
    stage.window.show_unread("holiday.jpg", partial(in_words, cut_off()))


def _fault(stage: Stage) -> None:
    _back(stage)
    stage.window.show_fault("ValueError\na.py:1 one")


def _keys(stage: Stage) -> QWidget:
    """The list that F1 opens is a window of its own: it is laid over the page, as it is seen."""
    _back(stage)
    keys = stage.window.key_list()
    keys.setWindowFlags(Qt.WindowType.Widget)
    keys.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    keys.adjustSize()
    keys.move((stage.window.width() - keys.width()) // 2, (stage.window.height() - keys.height()) // 2)
    keys.show()
    return keys


def _not_taken(stage: Stage) -> None:
    """A typed value is odd, and all was to be accepted."""
    _mistyped(stage)
    stage.window.scan_page.record.accept()


def _not_on_card(stage: Stage) -> None:
    _doubtful(stage)
    stage.window.scan_page.record.show_field(FieldName.NAME_EN)
    QTest.keyClick(_focused(), Qt.Key.Key_Delete)
    for _ in range(2):
        QTest.keyClick(_focused(), Qt.Key.Key_Return)


def _demo(stage: Stage) -> None:
    _front(stage)
    stage.window.scan_page.record.saved.show_state(SavedState.DEMO)
    stage.window.show_demo()


STATES: Final[Mapping[str, State]] = {
    "opening": _opening,
    "no-camera": _no_camera,
    "no-card": _no_card,
    "small-pictures": _small_pictures,
    "blurred-portrait": _blurred_portrait,
    "moving": _moving,
    "hold-still": _hold_still,
    "reading": _reading,
    "front": _front,
    "back-missing": _back_missing,
    "back": _back,
    "taiwan": _taiwan,
    "doubtful": _doubtful,
    "mistyped": _mistyped,
    "not-taken": _not_taken,
    "corrected": _corrected,
    "not-on-card": _not_on_card,
    "demo": _demo,
    "provisional": _provisional,
    "sent-whole": _sent_whole,
    "noticed": _noticed,
    "accepted": _accepted,
    "not-kept": _not_kept,
    "accepted-in-demo": _accepted_in_demo,
    "differs": _differs,
    "passed-over": _passed_over,
    "stored-review": _stored,
    "left-to-review": _left_to_review,
    "file-refused": _cut_off,
    "fault": _fault,
    "keys": _keys,
}
