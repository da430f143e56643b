"""The record under review, worked through by keys and clicks in a real window."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.bands import Band, Thresholds
from permit_desktop.domain.permit import FieldName, PermitResult, Side
from permit_desktop.system.setting_kinds import FieldThresholds
from permit_desktop.ui.card_faces import CardFace
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.record_model import SideReading, Terms, record_model
from permit_desktop.ui.value_edit import ValueEdit
from tests.ui.permits import NUMBER, SLIPPED, TODAY, reading, record, truth

NAME, PLACE, BIRTH = FieldName.NAME, FieldName.ISSUE_PLACE, FieldName.BIRTH_DATE
DOUBTS = {NAME: 0.5, PLACE: 0.9}
RETURN, ESCAPE, CONTROL = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier


@dataclass
class Clerk:
    """Presses keys where the keyboard's focus is, and keeps a list of what the page says was done."""

    window: MainWindow
    did: list[tuple[object, ...]] = field(default_factory=list)

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        for key in keys:
            modifier = CONTROL if control else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """Types letters, or has an input method commit what no key stands for."""
        focused = QApplication.focusWidget()
        assert focused is not None
        if text.isascii():
            QTest.keyClicks(focused, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(focused, event)

    @property
    def at(self) -> FieldName | None:
        """The field in hand."""
        record = self.window.scan_page.record
        return next((row.row.field for row in record.rows() if row.row and row.edit.hasFocus()), None)

    def value(self, name: FieldName) -> str:
        model = self.window.scan_page.record.model
        assert model is not None
        return model.values[name]


@pytest.fixture
def clerk(window: MainWindow) -> Clerk:
    clerk = Clerk(window)
    page = window.scan_page
    page.field_corrected.connect(lambda name, value: clerk.did.append(("corrected", name, value)))
    page.field_confirmed.connect(lambda name: clerk.did.append(("confirmed", name)))
    page.field_taken_back.connect(lambda name: clerk.did.append(("taken back", name)))
    page.record_accepted.connect(lambda: clerk.did.append(("accepted",)))
    page.take_wanted.connect(lambda: clerk.did.append(("take",)))
    window.activateWindow()
    page.setFocus()
    return clerk


def show(clerk: Clerk, *, confidences: dict[FieldName, float] | None = None, side: Side | None = None) -> None:
    model = record(reading(Side.FRONT, confidences=confidences), reading(Side.BACK, confidences=confidences))
    clerk.window.scan_page.show_record(model, side)


def test_a_clean_permit_is_accepted_with_one_key(clerk: Clerk) -> None:
    show(clerk)
    assert clerk.at is None
    clerk.press(RETURN)

    assert clerk.did == [("accepted",)]
    assert "next permit" in clerk.window.scan_page.record.bar.sentence
    clerk.press(RETURN)
    assert clerk.did == [("accepted",)]


def test_the_keyboard_goes_to_the_first_doubt_and_enter_from_doubt_to_doubt_to_acceptance(clerk: Clerk) -> None:
    show(clerk, confidences={**DOUBTS, FieldName.MO_REMARK: 0.4})
    visited = [clerk.at]
    for _ in range(2):
        clerk.press(RETURN)
        visited.append(clerk.at)
    clerk.press(RETURN)

    assert visited == [NAME, PLACE, FieldName.MO_REMARK]
    assert clerk.window.scan_page.record.side is Side.BACK
    assert clerk.at is None
    clerk.press(RETURN)
    assert clerk.did == [("confirmed", name) for name in visited] + [("accepted",)]


def test_typing_corrects_and_keeps_what_was_read_in_view(clerk: Clerk) -> None:
    show(clerk, confidences={FieldName.BIRTH_DATE: 0.99, **DOUBTS})
    clerk.window.scan_page.record.show_field(BIRTH)
    clerk.type("19960717")
    clerk.press(RETURN)

    assert clerk.did == [("corrected", BIRTH, "1996.07.17")]
    row = clerk.window.scan_page.record.row(BIRTH)
    assert row is not None
    assert (row.value, row.band, row.others[0].value) == ("1996.07.17", Band.HIGH, truth(Side.FRONT)[BIRTH])
    shown = [label.text() for label in clerk.window.scan_page.record.findChildren(QLabel) if label.isVisible()]
    assert "Read:" in shown
    assert "edited" in shown


def test_an_input_method_can_write_a_name_at_once(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    clerk.type("张村林")
    clerk.press(RETURN)

    assert clerk.did == [("corrected", NAME, "张村林")]
    assert clerk.at is PLACE


def test_space_takes_a_still_as_long_as_nothing_is_typed(clerk: Clerk) -> None:
    show(clerk, confidences={FieldName.NAME_EN: 0.5})
    picture = clerk.window.scan_page
    picture._enable(camera=True)  # noqa: SLF001 - as a live picture does
    clerk.press(Qt.Key.Key_Space)
    assert clerk.did == [("take",)]
    clerk.type("LI, SI")
    clerk.press(RETURN)

    assert clerk.did[1:] == [("corrected", FieldName.NAME_EN, "LI, SI")]


def test_an_odd_value_is_told_while_it_is_typed_and_taken_when_the_person_insists(clerk: Clerk) -> None:
    show(clerk, confidences={FieldName.NUMBER: 0.5})
    record = clerk.window.scan_page.record
    record.show_field(FieldName.NUMBER)
    clerk.type("X1")
    told = [label.text() for label in record.findChildren(QLabel) if label.isVisible()]
    assert any("Not a number of this document" in text for text in told)
    clerk.press(RETURN)
    assert clerk.did == []
    assert clerk.at is FieldName.NUMBER
    clerk.press(RETURN)
    assert clerk.did == [("corrected", FieldName.NUMBER, "X1")]


def told(clerk: Clerk) -> list[str]:
    """The words that are to be seen of the record."""
    return [label.text() for label in clerk.window.scan_page.record.findChildren(QLabel) if label.isVisible()]


def test_an_empty_value_is_taken_when_the_person_insists_that_it_is_not_on_the_card(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    clerk.press(Qt.Key.Key_Delete, RETURN)
    assert clerk.did == []
    assert any("not on the card" in text for text in told(clerk))
    clerk.press(RETURN)
    assert clerk.did == [("corrected", NAME, "")]

    row = clerk.window.scan_page.record.row(NAME)
    assert row is not None
    assert (row.value, row.band, row.others[0].value) == ("", Band.HIGH, truth(Side.FRONT)[NAME])
    edit = clerk.window.scan_page.record.rows()[1].edit
    assert (edit.text(), edit.placeholderText()) == ("", "not on the card")
    clerk.press(RETURN, RETURN)
    assert clerk.did[1:] == [("confirmed", PLACE), ("accepted",)]


def test_an_emptied_value_comes_back_with_escape(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    clerk.press(Qt.Key.Key_Delete, RETURN, ESCAPE)
    assert clerk.value(NAME) == truth(Side.FRONT)[NAME]
    assert clerk.did == []


@pytest.mark.parametrize("how", ["Ctrl+Enter", "button", "Tab and Ctrl+Enter"])
def test_nothing_is_accepted_over_an_odd_value_until_the_person_insists(clerk: Clerk, how: str) -> None:
    page = clerk.window.scan_page

    def accept() -> None:
        if how == "button":
            button = next(each for each in page.record.bar.findChildren(QPushButton) if each.isVisible())
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            clerk.press(RETURN, control=True)

    show(clerk)
    page.record.show_field(FieldName.NUMBER)
    clerk.type("C1234")
    if how.startswith("Tab"):
        clerk.press(Qt.Key.Key_Tab)
        assert clerk.at is NAME
        assert any("Not taken over yet" in text for text in told(clerk))
    accept()
    assert clerk.did == []
    assert clerk.at is FieldName.NUMBER
    assert page.record.rows()[0].edit.text() == "C1234"
    assert any("Enter again takes it all the same" in text for text in told(clerk))

    accept()
    assert clerk.did == [("corrected", FieldName.NUMBER, "C1234"), ("accepted",)]


def test_what_is_odd_is_said_in_the_language_of_the_moment(
    clerk: Clerk, translations: Translations, qtbot: QtBot
) -> None:
    show(clerk)
    clerk.window.scan_page.record.show_field(FieldName.NUMBER)
    clerk.type("C1234")
    clerk.press(RETURN)
    translations.use(Language.SIMPLIFIED_CHINESE)

    qtbot.waitUntil(lambda: any("再按一次 Enter" in text for text in told(clerk)))
    assert clerk.window.scan_page.record.rows()[0].edit.text() == "C1234"


def test_an_odd_value_stays_where_other_fields_are_worked_on(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    record = clerk.window.scan_page.record
    record.show_field(FieldName.NUMBER)
    clerk.type("C1234")
    record.show_field(NAME)
    clerk.press(RETURN, RETURN)
    assert record.untaken == (FieldName.NUMBER,)
    clerk.press(RETURN)  # accepts, where nothing is left

    assert clerk.did == [("confirmed", NAME), ("confirmed", PLACE)]
    assert clerk.at is FieldName.NUMBER
    assert record.rows()[0].edit.text() == "C1234"


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu that pops up
@pytest.mark.parametrize("how", ["copy", "cut", "copy in the menu", "cut in the menu"])
def test_what_is_copied_of_a_value_is_handed_on_and_left_nowhere(clerk: Clerk, how: str) -> None:
    clipboard = QApplication.clipboard()
    clipboard.clear()
    copied: list[str] = []
    clerk.window.scan_page.copy_wanted.connect(copied.append)
    show(clerk)
    clerk.window.scan_page.record.show_field(FieldName.NUMBER)
    edit = clerk.window.scan_page.record.rows()[0].edit
    if "menu" in how:
        QApplication.sendEvent(edit, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
        menu = next(each for each in edit.findChildren(QMenu) if each.isVisible())
        next(each for each in menu.actions() if each.objectName() == f"edit-{how[:4].strip()}").trigger()
        menu.close()
    else:
        clerk.press(Qt.Key.Key_C if how == "copy" else Qt.Key.Key_X, control=True)

    assert copied == [NUMBER]
    assert clipboard.text() == ""
    assert edit.text() == (NUMBER if "copy" in how else "")


@pytest.mark.parametrize("with_text", [False, True], ids=["a picture", "a cell of a table"])
def test_the_key_that_pastes_gives_a_field_text_and_the_page_pictures(clerk: Clerk, *, with_text: bool) -> None:
    given: list[QImage] = []
    clerk.window.picture_given.connect(given.append)
    held = QMimeData()
    held.setImageData(QImage(20, 20, QImage.Format.Format_RGB32))
    if with_text:
        held.setText("ABC")
    QApplication.clipboard().setMimeData(held)
    show(clerk, confidences=DOUBTS)
    clerk.press(Qt.Key.Key_V, control=True)

    edit = clerk.window.scan_page.record.rows()[1].edit
    assert (len(given), edit.text()) == ((0, "ABC") if with_text else (1, truth(Side.FRONT)[NAME]))


def test_enter_on_a_button_presses_it_and_accepts_nothing(clerk: Clerk) -> None:
    show(clerk)
    page = clerk.window.scan_page
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(0)
    page.show_live(LivePicture(image, None, None))
    page.again_wanted.connect(lambda: clerk.did.append(("again",)))
    names = {button.accessibleName(): button for button in page.findChildren(QPushButton)}
    names["Again"].setFocus(Qt.FocusReason.TabFocusReason)
    clerk.press(RETURN)
    names["Back, read"].setFocus(Qt.FocusReason.TabFocusReason)
    clerk.press(Qt.Key.Key_Enter)

    assert clerk.did == [("again",)]
    assert page.record.side is Side.BACK
    names["Accept"].setFocus(Qt.FocusReason.TabFocusReason)
    clerk.press(RETURN)
    assert clerk.did[1:] == [("accepted",)]


def test_escape_undoes_typing_then_steps_then_leaves_the_field(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    clerk.type("ABC")
    clerk.press(ESCAPE)
    focused = QApplication.focusWidget()
    assert isinstance(focused, ValueEdit)
    assert focused.text() == truth(Side.FRONT)[NAME]
    clerk.type("ABC")
    clerk.press(RETURN)
    clerk.press(ESCAPE)
    assert clerk.at is NAME
    assert clerk.value(NAME) == truth(Side.FRONT)[NAME]
    assert clerk.did == [("corrected", NAME, "ABC"), ("taken back", NAME)]
    clerk.press(ESCAPE)
    assert clerk.at is None


def test_control_enter_accepts_all_whatever_is_doubtful(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    clerk.press(RETURN, control=True)

    assert clerk.did == [("accepted",)]
    assert clerk.at is None


def test_what_was_typed_is_taken_over_before_all_is_accepted(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    clerk.type("ABC")
    clerk.press(RETURN, control=True)

    assert clerk.did == [("corrected", NAME, "ABC"), ("accepted",)]


def test_a_record_of_one_side_asks_for_the_other_and_is_accepted_only_on_purpose(clerk: Clerk) -> None:
    clerk.window.scan_page.show_record(record(reading(Side.FRONT)))
    clerk.press(RETURN)
    assert clerk.did == []
    assert "back is missing" in clerk.window.scan_page.record.bar.sentence
    clerk.press(RETURN, control=True)
    assert clerk.did == [("accepted",)]


def test_where_one_side_makes_a_record_enter_accepts_it(clerk: Clerk) -> None:
    clerk.window.scan_page.show_record(record_model({Side.FRONT: reading(Side.FRONT)}, Terms(TODAY, sides=1)))
    clerk.press(RETURN)
    assert clerk.did == [("accepted",)]


def test_who_is_typing_is_left_alone_when_the_other_side_arrives(clerk: Clerk) -> None:
    front = reading(Side.FRONT, confidences=DOUBTS)
    clerk.window.scan_page.show_record(record(front), Side.FRONT)
    clerk.type("AB")
    clerk.window.scan_page.show_record(record(front, reading(Side.BACK)), Side.BACK)

    assert clerk.window.scan_page.record.side is Side.FRONT
    clerk.type("C")
    clerk.press(RETURN)
    assert clerk.did == [("corrected", NAME, "ABC")]


def test_what_was_typed_for_one_permit_never_reaches_another(clerk: Clerk) -> None:
    show(clerk, confidences=DOUBTS)
    clerk.type("AB")
    other = reading(Side.FRONT, permit="hk-macao-2", confidences=DOUBTS)
    clerk.window.scan_page.show_record(record(other), Side.FRONT)

    assert clerk.value(NAME) == truth(Side.FRONT, "hk-macao-2")[NAME]
    assert clerk.did == []
    focused = QApplication.focusWidget()
    assert isinstance(focused, ValueEdit)
    assert focused.text() == truth(Side.FRONT, "hk-macao-2")[NAME]


def test_a_record_takes_the_keyboard_from_no_other_place(clerk: Clerk, qtbot: QtBot) -> None:
    elsewhere = QLineEdit(clerk.window.centralWidget())
    elsewhere.show()
    elsewhere.setFocus()
    qtbot.waitUntil(elsewhere.hasFocus)
    show(clerk, confidences=DOUBTS)

    assert elsewhere.hasFocus()


def test_what_was_done_stays_when_the_other_side_is_read(clerk: Clerk) -> None:
    front = reading(Side.FRONT, confidences=DOUBTS)
    page = clerk.window.scan_page
    page.show_record(record(front), Side.FRONT)
    clerk.type("ABC")
    clerk.press(RETURN, RETURN)
    before = page.record.model
    assert before is not None
    page.show_record(
        record_model({Side.FRONT: front, Side.BACK: reading(Side.BACK)}, Terms(TODAY), before.review), Side.BACK
    )

    assert clerk.value(NAME) == "ABC"
    assert clerk.at is None
    clerk.press(RETURN)
    assert clerk.did[-1] == ("accepted",)


def test_both_readings_stand_in_view_with_their_ink_where_they_differ(clerk: Clerk) -> None:
    front = reading(Side.FRONT, values={FieldName.NUMBER: SLIPPED})
    clerk.window.scan_page.show_record(record(front))
    shown = [label.text() for label in clerk.window.scan_page.record.findChildren(QLabel) if label.isVisible()]

    assert "Machine line:" in shown
    assert NUMBER in shown
    row = clerk.window.scan_page.record.row(FieldName.NUMBER)
    assert row is not None
    assert row.others[0].crop is not None
    clerk.window.scan_page.record.show_field(FieldName.NUMBER)
    clerk.type(NUMBER)
    clerk.press(RETURN)
    row = clerk.window.scan_page.record.row(FieldName.NUMBER)
    assert row is not None
    assert [other.value for other in row.others] == [SLIPPED]


def test_a_field_that_should_be_there_and_was_not_read_can_be_typed(clerk: Clerk) -> None:
    front = reading(Side.FRONT)
    readings = dict(front.result.readings)
    del readings[FieldName.SEX]
    clerk.window.scan_page.show_record(record(SideReading(PermitResult(readings), front.face)))

    assert clerk.at is FieldName.SEX
    clerk.type("f")
    clerk.press(RETURN)
    assert clerk.did == [("corrected", FieldName.SEX, "女")]


@pytest.mark.parametrize("field", [FieldName.NUMBER, FieldName.NAME_EN], ids=["coded", "ordinary"])
def test_label_value_and_band_stand_on_one_line(clerk: Clerk, field: FieldName) -> None:
    page = clerk.window.scan_page
    page.show_record(record(reading(Side.FRONT)))
    row = next(each for each in page.record.rows() if each.row is not None and each.row.field is field)
    words = [label for label in row.findChildren(QLabel) if label.text() in ("Number", "English name", "High")]
    assert len(words) == 2
    QApplication.processEvents()

    assert len({_line(clerk.window, each) for each in (*words, row.edit)}) == 1


def _line(window: QWidget, words: QWidget) -> int:
    """Where the first letter stands, as it is painted: the lowest line with ink."""
    at = words.mapTo(window, QPoint())
    letter = QSize(QFontMetrics(words.font()).horizontalAdvance("E"), words.height())
    painted = window.grab(QRect(at, letter)).toImage()
    ground = painted.pixelColor(0, 0).lightness()
    inked = [
        y
        for y in range(painted.height())
        if any(abs(painted.pixelColor(x, y).lightness() - ground) > 60 for x in range(painted.width()))
    ]
    return at.y() + inked[-1]


def test_a_click_on_the_card_goes_to_the_field_that_stands_there(clerk: Clerk) -> None:
    show(clerk)
    front = clerk.window.scan_page.faces.findChildren(CardFace)[0]
    per_mm = front.width() / 85.6
    QTest.mouseClick(
        front,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(round(70 * per_mm), round(8.5 * per_mm)),
    )

    assert clerk.at is FieldName.NUMBER
    assert clerk.window.scan_page.zoom.shows is not None


def test_a_click_beside_all_fields_turns_to_the_side(clerk: Clerk) -> None:
    show(clerk, side=Side.FRONT)
    back = clerk.window.scan_page.faces.findChildren(CardFace)[1]
    QTest.mouseClick(back, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))

    assert clerk.window.scan_page.record.side is Side.BACK


def test_a_click_on_a_row_takes_its_field_in_hand(clerk: Clerk) -> None:
    show(clerk)
    row = clerk.window.scan_page.record.rows()[4]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, 10))

    assert clerk.at is BIRTH


def test_arrows_go_from_row_to_row(clerk: Clerk) -> None:
    show(clerk)
    clerk.window.scan_page.record.show_field(NAME)
    visited = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        clerk.press(key)
        visited.append(clerk.at)
    assert visited == [FieldName.NAME_EN, FieldName.SEX, FieldName.NAME_EN]


def test_a_service_that_has_still_to_answer_is_told_in_words(clerk: Clerk) -> None:
    sides = {Side.FRONT: reading(Side.FRONT), Side.BACK: reading(Side.BACK)}
    clerk.window.scan_page.show_record(record_model(sides, Terms(TODAY), provisional=True))
    shown = [label.text() for label in clerk.window.scan_page.record.findChildren(QLabel) if label.isVisible()]

    assert any(text.startswith("Provisional: a service has still to read this permit") for text in shown)


def test_each_field_is_judged_by_its_own_thresholds() -> None:
    strict = FieldThresholds(Thresholds(), ((PLACE, Thresholds(0.999, 0.995)),))
    confidences = {PLACE: 0.99, NAME: 0.96}
    model = record_model({Side.FRONT: reading(Side.FRONT, confidences=confidences)}, Terms(TODAY, strict))

    assert (model.bands[PLACE], model.bands[NAME]) == (Band.LOW, Band.HIGH)


def test_another_recognisers_reading_is_a_doubt_until_the_person_decides() -> None:
    front = reading(Side.FRONT)
    two = SideReading(front.result, front.face, others={NAME: "张村林"})
    model = record_model({Side.FRONT: two}, Terms(TODAY))
    row = model.row(NAME)
    assert row is not None
    assert (row.band, [other.value for other in row.others]) == (Band.MEDIUM, ["张村林"])

    decided = model.with_review(model.review.confirm(NAME, row.held))
    assert decided.bands[NAME] is Band.HIGH


def test_a_hostile_value_is_plain_and_bounded_in_its_line(clerk: Clerk) -> None:
    hostile = "<b>张</b>\u202e\n" + "x" * 100_000
    clerk.window.scan_page.show_record(record(reading(Side.FRONT, values={NAME: hostile})))
    line = clerk.window.scan_page.record.rows()[1].edit

    assert len(line.text()) <= 200
    assert "\u202e" not in line.text()
    # To the letter it is what was read, until the person types.
    assert clerk.value(NAME) == hostile


def widgets_of(window: QWidget) -> int:
    return len(window.findChildren(QWidget))


def test_a_days_records_leave_no_widget_behind(clerk: Clerk) -> None:
    slipped = {FieldName.NUMBER: SLIPPED}
    models = [record(reading(Side.FRONT, values=slipped), reading(Side.BACK)), record(reading(Side.FRONT))]
    for model in models:
        clerk.window.scan_page.show_record(model)
    before = widgets_of(clerk.window)
    for _ in range(20):
        for model in models:
            clerk.window.scan_page.show_record(model)

    assert widgets_of(clerk.window) == before
