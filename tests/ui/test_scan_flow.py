"""From a still to the record, with a reader that answers by the still's shade of grey."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.still import Still
from permit_desktop.domain.errors import CameraError, ErrorCode, ReadError
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.settings import CaptureSection
from permit_desktop.ui.guidance import guidance
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.record_model import Terms
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.told_stills import Fate, UnreadStill
from permit_desktop.workers import camera_seat, camera_thread
from permit_desktop.workers.preview import Preview
from permit_desktop.workers.reading_worker import ReadingThread
from tests.capture.sources import ScriptedSource, pictures, write_video
from tests.ui.permits import NUMBER, TODAY, reading, truth

FRONT, BACK, TAIWAN_BACK, OTHER_FRONT, NOTHING, BUG, TAIWAN_FRONT = 10, 20, 30, 40, 50, 60, 70
DOUBTFUL_FRONT, OTHER_BACK = 80, 90
ANSWERS: Mapping[int, PermitResult] = {
    FRONT: reading(Side.FRONT).result,
    BACK: reading(Side.BACK).result,
    TAIWAN_BACK: reading(Side.BACK, permit="taiwan-1").result,
    OTHER_FRONT: reading(Side.FRONT, permit="hk-macao-2").result,
    DOUBTFUL_FRONT: reading(Side.FRONT, permit="hk-macao-2", confidences={FieldName.NAME: 0.6}).result,
    OTHER_BACK: reading(Side.BACK, permit="hk-macao-2").result,
    TAIWAN_FRONT: reading(Side.FRONT, permit="taiwan-1").result,
}


class Reader:
    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        assert with_portrait
        shade = int(still[0, 0, 0])
        if shade == NOTHING:
            raise ReadError(ErrorCode.NO_PERMIT, "There is no permit in this picture.", "Place one permit flat.")
        if shade == BUG:
            raise ZeroDivisionError("C79485623 is personal")
        return ANSWERS[shade]


Give = Callable[[int], None]


def scan_flow(window: MainWindow) -> ScanFlow:
    return ScanFlow(window, ReadingThread(Reader), terms=lambda: Terms(TODAY))


@pytest.fixture
def flow(window: MainWindow) -> Iterator[ScanFlow]:
    flow = scan_flow(window)
    yield flow
    flow.stop()


@pytest.fixture
def give(flow: ScanFlow, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Give:
    """Drops a picture of one shade on the window and waits for what becomes of it."""
    assert flow is not None

    def give_shade(shade: int) -> None:
        file = tmp_path / f"{shade}.png"
        Image.fromarray(np.full((40, 60, 3), shade, np.uint8)).save(file)
        before = told(window)
        drop_files(window, file)
        qtbot.waitUntil(lambda: told(window) != before)
        # A banner that went away is not yet the answer.
        qtbot.waitUntil(lambda: not flow._unread)  # noqa: SLF001 - nothing in the window tells the last of several

    return give_shade


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop_files(window: MainWindow, *paths: Path) -> None:
    data, buttons, keys = files(*paths), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def paste_files(window: MainWindow, *paths: Path) -> None:
    QGuiApplication.clipboard().setMimeData(files(*paths))
    window.paste()
    QGuiApplication.clipboard().clear()


def told(window: MainWindow) -> tuple[object, ...]:
    return window.scan_page.record.model, window.reading_banner.text(), window.fault_banner.text()


def value(window: MainWindow, field: FieldName) -> str:
    record = window.scan_page.record
    record.show_side(Side.FRONT)
    row = record.row(field)
    return row.value if row else ""


def test_a_front_and_a_back_become_one_record(give: Give, flow: ScanFlow, window: MainWindow) -> None:
    give(FRONT)
    before = flow.last_complete
    shown = [window.scan_page.record.side]
    give(BACK)
    shown.append(window.scan_page.record.side)

    model = window.scan_page.record.model
    assert model is not None
    assert model.complete
    assert (before, flow.last_complete) == (None, model)
    assert shown == [Side.FRONT, Side.BACK]
    assert value(window, FieldName.NUMBER) == NUMBER


def test_a_side_of_the_other_document_is_refused_in_words_and_changes_nothing(show: Show, window: MainWindow) -> None:
    show(FRONT)
    before = window.scan_page.record.model
    show(TAIWAN_BACK)

    assert "other document" in window.reading_banner.text()
    assert window.scan_page.record.model is before
    assert before is not None
    assert before.title == PermitType.HK_MACAO


def test_the_next_permits_front_begins_a_new_record(give: Give, flow: ScanFlow, window: MainWindow) -> None:
    give(FRONT)
    give(BACK)
    first = flow.last_complete
    give(OTHER_FRONT)

    model = window.scan_page.record.model
    assert model is not None
    assert set(model.groups) == {Side.FRONT}
    assert value(window, FieldName.NUMBER) == ANSWERS[OTHER_FRONT].value(FieldName.NUMBER)
    assert flow.last_complete is first


def test_a_still_that_shows_no_permit_is_told_with_its_file_and_remedy(give: Give, window: MainWindow) -> None:
    give(NOTHING)

    assert window.reading_banner.text() == f"{NOTHING}.png: There is no permit in this picture. Place one permit flat."
    give(FRONT)
    assert window.reading_banner.text() == ""
    assert value(window, FieldName.NUMBER) == NUMBER


def test_a_bug_in_the_reader_is_shown_without_personal_data_and_the_next_still_is_read(
    give: Give, window: MainWindow
) -> None:
    give(BUG)

    assert "ZeroDivisionError" in window.fault_banner.text()
    assert "C79485623" not in window.fault_banner.text()
    give(FRONT)
    assert value(window, FieldName.NUMBER) == NUMBER


def test_a_file_that_is_no_picture_is_told_in_words(
    flow: ScanFlow, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "a.jpg"
    file.write_text("no picture")
    flow.open_files([file])

    qtbot.waitUntil(lambda: window.reading_banner.text() != "")
    assert window.reading_banner.text().startswith("a.jpg: ")


def busy() -> FrameSource:
    return ScriptedSource([], openings=[CameraError(ErrorCode.CAMERA_BUSY, "It gives no picture.", "Close others.")])


def test_a_camera_that_cannot_be_used_is_told_and_the_demo_takes_its_place(
    flow: ScanFlow, window: MainWindow, qtbot: QtBot
) -> None:
    flow.camera.use(busy())
    qtbot.waitUntil(lambda: window.state_banner.text() == "It gives no picture. Close others.")

    flow.camera.use(ScriptedSource([np.zeros((720, 1280, 3), np.uint8)] * 3))
    qtbot.waitUntil(window.scan_page.live.isVisible)
    assert window.state_banner.text() == ""


def test_a_camera_whose_pictures_are_small_is_told_once_after_each_opening(
    flow: ScanFlow, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[tuple[int, int]] = []
    show_small_pictures = window.show_small_pictures

    def count(width_px: int, height_px: int) -> None:
        sizes.append((width_px, height_px))
        show_small_pictures(width_px, height_px)

    monkeypatch.setattr(window, "show_small_pictures", count)
    small = [np.full((480, 640, 3), shade, np.uint8) for shade in range(50)]
    lost = CameraError(ErrorCode.CAMERA_LOST, "Lost.", "Wait.")
    source = ScriptedSource([*small[:3], lost, *small])
    flow.camera.use(source)
    qtbot.waitUntil(lambda: not source.script and "640 × 480" in window.state_banner.text())
    live = window.scan_page.live

    qtbot.waitUntil(lambda: live.picture is not None and 0.75 < live.picture.good_width_share < 0.96)
    assert 1 <= len(sizes) <= 2, "of three pictures before the loss none may have been seen"


class Stuck:
    """A camera whose driver does not answer until it is let go."""

    name = "Stuck camera"

    def __init__(self) -> None:
        self.entered = Event()
        self.gives = Event()
        self.gave_up_waiting = False

    def open(self) -> None:
        self.entered.set()
        self.gave_up_waiting = not self.gives.wait(60)

    def read(self) -> Frame | None:
        return None

    def give_up(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def stuck(flow: ScanFlow) -> Iterator[Stuck]:
    source = Stuck()
    flow.camera.use(source)
    assert source.entered.wait(20)
    yield source
    source.gives.set()


def test_the_window_waits_for_no_camera_and_uses_the_next_one_as_soon_as_it_is_given_back(
    flow: ScanFlow, window: MainWindow, stuck: Stuck, qtbot: QtBot
) -> None:
    next_one = Stuck()
    next_one.gives.set()
    flow.camera.use(next_one)
    flow.camera.use(ScriptedSource(pictures(3) * 50))
    assert not stuck.gave_up_waiting
    assert not window.scan_page.live.isVisible()

    stuck.gives.set()
    qtbot.waitUntil(window.scan_page.live.isVisible)
    assert not next_one.entered.is_set()


def test_a_camera_that_never_answers_does_not_keep_another_from_being_used(
    flow: ScanFlow, window: MainWindow, stuck: Stuck, qtbot: QtBot
) -> None:
    flow._seat._patience.setInterval(20)  # noqa: SLF001 - nobody sets it
    flow.camera.use(ScriptedSource(pictures(3) * 50))

    qtbot.waitUntil(window.scan_page.live.isVisible)
    assert not stuck.gives.is_set()


def test_a_camera_that_is_slow_to_open_is_told_so_and_then_that_it_does_not_answer(
    window: MainWindow, stuck: Stuck, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not stuck.gives.is_set()

    def says(words: str) -> bool:
        return any(words in label.text() for label in window.scan_page.findChildren(QLabel) if label.isVisible())

    monkeypatch.setattr(camera_thread, "SLOW_S", 0.0)
    qtbot.waitUntil(lambda: says("slow to open"))
    assert window.state_banner.text() == ""

    monkeypatch.setattr(camera_thread, "UNANSWERED_S", 0.0)
    qtbot.waitUntil(lambda: window.state_banner.text().startswith("The camera does not answer."))
    assert says("No picture from a camera")


def test_resting_waits_for_no_camera(flow: ScanFlow, stuck: Stuck) -> None:
    flow.camera.rest()
    assert not stuck.gave_up_waiting


def test_the_end_waits_for_a_camera_only_so_long_and_tells_that_it_hangs(
    flow: ScanFlow, stuck: Stuck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_seat, "END_MS", 20)
    flow.stop()
    assert flow.hangs

    monkeypatch.undo()
    stuck.gives.set()
    flow.stop()
    assert not flow.hangs


def test_without_a_camera_a_file_is_read_all_the_same(
    flow: ScanFlow, give: Give, window: MainWindow, qtbot: QtBot
) -> None:
    flow.camera.use(busy())
    qtbot.waitUntil(lambda: window.state_banner.text() != "")
    give(FRONT)

    assert value(window, FieldName.NUMBER) == NUMBER


def test_the_guide_says_what_was_read_where_one_side_is_enough(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    flow = ScanFlow(window, ReadingThread(Reader), terms=lambda: Terms(TODAY, sides=1))
    file = tmp_path / "front.png"
    Image.fromarray(np.full((40, 60, 3), FRONT, np.uint8)).save(file)
    try:
        flow.open_files([file])
        qtbot.waitUntil(lambda: flow.last_complete is not None)
        captured = Preview(image=QImage(), outline=None, reason=Reason.CAPTURED, progress=0.0, frame_px=(1920, 1080))
        assert guidance(flow._words(captured)).sentence == "Read, nothing to check: Enter accepts"  # noqa: SLF001
    finally:
        flow.stop()


def test_the_last_complete_record_comes_back_front_first_in_place_of_a_half_done_one(
    flow: ScanFlow, window: MainWindow, give: Give
) -> None:
    give(FRONT)
    give(BACK)
    complete = window.scan_page.record.model
    give(OTHER_FRONT)
    assert window.scan_page.record.model is not complete

    flow.show_last_complete()

    assert window.scan_page.record.model is complete
    assert window.scan_page.record.side is Side.FRONT


def test_what_was_typed_and_did_not_hold_is_told_where_the_next_permit_takes_the_place(
    flow: ScanFlow, window: MainWindow, give: Give, qtbot: QtBot
) -> None:
    give(FRONT)
    give(BACK)
    window.scan_page.record.show_field(FieldName.NUMBER)
    QTest.keyClicks(window.scan_page.record.rows()[0].edit, "C1234")
    with qtbot.waitSignal(flow.passed_over):
        give(OTHER_FRONT)

    assert "What was typed was not taken: Number" in window.reading_banner.text()


def test_what_was_typed_and_did_not_hold_is_told_where_a_refused_permit_is_begun_in_its_place(
    flow: ScanFlow, window: MainWindow, show: Show, qtbot: QtBot
) -> None:
    show(FRONT)
    show(OTHER_FRONT)
    window.scan_page.record.show_field(FieldName.NUMBER)
    QTest.keyClicks(window.scan_page.record.rows()[0].edit, "C1234")
    with qtbot.waitSignal(flow.passed_over):
        window.begin_wanted.emit()

    assert "What was typed was not taken: Number" in window.reading_banner.text()


def test_another_permit_before_the_first_is_complete_is_refused_and_may_be_begun_with(
    show: Show, window: MainWindow, flow: ScanFlow, translations: Translations, qtbot: QtBot
) -> None:
    show(FRONT)
    show(OTHER_FRONT)

    assert "another permit" in window.reading_banner.text()
    translations.use(Language.SIMPLIFIED_CHINESE)
    qtbot.waitUntil(lambda: "another permit" not in window.reading_banner.text())  # in the language of the moment
    assert value(window, FieldName.NUMBER) == NUMBER
    window.begin_wanted.emit()
    qtbot.waitUntil(lambda: value(window, FieldName.NUMBER) == truth(Side.FRONT, "hk-macao-2")[FieldName.NUMBER])
    show(BACK)

    assert flow.last_complete is not None


def test_the_same_side_again_is_said_in_words_and_the_first_stays(show: Show, window: MainWindow) -> None:
    show(FRONT)
    show(FRONT)

    assert "front again" in window.reading_banner.text()
    assert value(window, FieldName.NUMBER) == NUMBER


Show = Callable[[int], str]


@pytest.fixture
def show(flow: ScanFlow, qtbot: QtBot) -> Show:
    """Lets the camera take a still of one shade; what the guide says of the card that lies there, once it was read."""

    def show_shade(shade: int) -> str:
        take(flow, shade)
        qtbot.waitUntil(lambda: not flow._unread)  # noqa: SLF001 - see above
        return lying(flow)

    return show_shade


def take(flow: ScanFlow, shade: int) -> None:
    """The camera takes a still of one shade."""
    pixels: Pixels = np.full((40, 60, 3), shade, np.uint8)
    flow._still_taken(Still(pixels, None, np.eye(3), 1, 0.0, automatic=True))  # noqa: SLF001 - as its camera does


def lying(flow: ScanFlow) -> str:
    captured = Preview(image=QImage(), outline=None, reason=Reason.CAPTURED, progress=0.0, frame_px=(1920, 1080))
    return guidance(flow._words(captured)).sentence  # noqa: SLF001 - what `show_live` hands on


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (FRONT, NOTHING, "Not read: move the permit a little, or take it again"),
        (BACK, NOTHING, "Not read: move the permit a little, or take it again"),
        (FRONT, BUG, "Not read: move the permit a little, or take it again"),
        (FRONT, FRONT, "The same side again: turn the permit over"),
        (BACK, BACK, "The same side again: turn the permit over"),
        (FRONT, OTHER_FRONT, "Another permit: show the other side of the first"),
        (FRONT, TAIWAN_BACK, "The other document: show the first one's other side"),
    ],
)
def test_as_long_as_a_side_lies_there_that_became_nothing_the_guide_says_so(
    show: Show, first: int, second: int, words: str
) -> None:
    assert show(first) == "Captured: now turn the permit over"
    assert show(second) == words
    assert show(BACK if first == FRONT else FRONT) == "Read, nothing to check: Enter accepts"


@pytest.mark.parametrize(("shade", "tried"), [(NOTHING, [NOTHING]), (BUG, [BUG]), (FRONT, []), (OTHER_FRONT, [])])
def test_what_could_not_be_read_is_taken_once_more_and_what_was_refused_is_not(
    flow: ScanFlow, show: Show, shade: int, tried: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []
    monkeypatch.setattr(flow._seat, "retry", lambda: tries.append(shade))  # noqa: SLF001 - its camera is not asked
    show(FRONT)
    show(shade)

    assert tries == tried


@pytest.mark.parametrize("shade", [FRONT, NOTHING, BUG])
def test_what_is_read_after_the_page_was_left_is_not_shown_and_not_told(
    flow: ScanFlow, window: MainWindow, show: Show, shade: int
) -> None:
    left: list[UnreadStill] = []
    flow.still_unread.connect(left.append)
    take(flow, shade)
    flow.leave()
    assert [unread.fate for unread in left] == [Fate.LEFT]
    assert window.scan_page.record.model is None

    show(OTHER_FRONT)
    assert value(window, FieldName.NUMBER) == ANSWERS[OTHER_FRONT].value(FieldName.NUMBER)
    assert window.reading_banner.text() == ""
    assert len(left) == 1


def test_a_permit_that_was_refused_before_the_page_was_left_cannot_be_begun_with(
    flow: ScanFlow, window: MainWindow, show: Show
) -> None:
    show(FRONT)
    show(OTHER_FRONT)
    flow.leave()

    assert window.reading_banner.text() == ""
    window.begin_wanted.emit()
    assert not flow._unread  # noqa: SLF001 - nothing in the window tells what is asked for


def test_a_camera_that_the_page_was_left_for_takes_no_still_any_more(
    flow: ScanFlow, window: MainWindow, qtbot: QtBot
) -> None:
    source = ScriptedSource(pictures(9) * 100_000)
    flow.camera.use(source)
    qtbot.waitUntil(window.scan_page.live.isVisible)
    flow.leave()

    assert source.given_up
    assert not window.scan_page.live.isVisible()


def test_a_file_that_could_not_be_read_says_nothing_of_the_card_before_the_camera(
    flow: ScanFlow, show: Show, give: Give
) -> None:
    show(FRONT)
    give(NOTHING)

    assert lying(flow) == "Captured: now turn the permit over"


def test_a_permit_that_was_read_waits_for_its_review_and_then_for_the_next(
    flow: ScanFlow, show: Show, window: MainWindow
) -> None:
    record = window.scan_page.record
    show(FRONT)
    assert show(BACK) == "Read, nothing to check: Enter accepts"
    record.advance()
    assert lying(flow) == "Both sides are read: next permit"

    show(DOUBTFUL_FRONT)
    assert show(OTHER_BACK) == "Read: check the marked fields first"
    record.accept()
    assert lying(flow) == "Both sides are read: next permit"


def test_a_back_that_is_taken_again_because_it_was_not_read_completes_the_permit(flow: ScanFlow, show: Show) -> None:
    show(FRONT)
    show(NOTHING)
    flow.again()

    assert show(BACK) == "Read, nothing to check: Enter accepts"


def test_what_lies_there_can_be_taken_again_before_anything_was_read(
    flow: ScanFlow, show: Show, window: MainWindow, qtbot: QtBot
) -> None:
    flow.camera.use(ScriptedSource(pictures(9) * 100_000))
    qtbot.waitUntil(window.scan_page.live.isVisible)
    show(NOTHING)

    with qtbot.waitSignal(window.scan_page.again_wanted):
        QTest.keyClick(window.scan_page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert show(BACK) == "Captured: now turn the permit over"
    assert show(FRONT) == "Read, nothing to check: Enter accepts"


def picture_file(folder: Path, name: str, shade: int) -> Path:
    file = folder / name
    Image.fromarray(np.full((40, 60, 3), shade, np.uint8)).save(file)
    return file


def test_of_several_permits_files_none_is_refused_and_their_number_is_told(
    flow: ScanFlow, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    shades = (FRONT, OTHER_FRONT, NOTHING, BACK, TAIWAN_BACK)
    drop_files(window, *(picture_file(tmp_path, f"{place}.png", shade) for place, shade in enumerate(shades)))

    told = "4 files were taken, of 4 permits. Some have one side only. Not read: 1."
    qtbot.waitUntil(lambda: told in window.reading_banner.text())
    with qtbot.waitSignal(window.page_turned):
        window.reading_banner.findChildren(QPushButton)[0].click()
    assert window.page is window.records_page
    assert flow.last_complete is None


def test_files_of_whole_permits_need_no_words(flow: ScanFlow, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    shades = (FRONT, BACK, OTHER_FRONT, BACK)
    completed: list[bool] = []
    flow.completed.connect(lambda: completed.append(True))
    drop_files(window, *(picture_file(tmp_path, f"{place}.png", shade) for place, shade in enumerate(shades)))

    qtbot.waitUntil(lambda: len(completed) == 2)
    assert window.reading_banner.text() == ""


def test_of_several_files_that_could_not_be_read_the_number_is_told(
    flow: ScanFlow, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert flow is not None
    drop_files(
        window,
        picture_file(tmp_path, "a.png", NOTHING),
        picture_file(tmp_path, "b.png", NOTHING),
        picture_file(tmp_path, "c.png", FRONT),
    )

    qtbot.waitUntil(lambda: value(window, FieldName.NUMBER) == NUMBER)
    assert window.reading_banner.text().startswith("b.png and 1 before it: There is no permit in this picture.")


def test_a_picture_in_the_clipboard_is_read_and_files_in_it_are_opened(
    flow: ScanFlow, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert flow is not None
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor(FRONT, FRONT, FRONT))
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(picture)
    window.paste()
    qtbot.waitUntil(lambda: value(window, FieldName.NUMBER) == NUMBER)

    file = tmp_path / "back.png"
    Image.fromarray(np.full((40, 60, 3), BACK, np.uint8)).save(file)
    paste_files(window, file)
    qtbot.waitUntil(lambda: flow.last_complete is not None)

    clipboard.setText("no picture")
    window.paste()
    picture = QImage(9, 9, QImage.Format.Format_RGB32)
    clipboard.setImage(picture)
    window.paste()
    qtbot.waitUntil(lambda: "shorter than" in window.reading_banner.text())
    clipboard.clear()


@pytest.mark.parametrize("hand_over", [drop_files, paste_files])
def test_a_file_of_100_megabytes_is_told_in_words_and_work_goes_on(
    hand_over: Callable[..., None], give: Give, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "film.jpg"
    with file.open("wb") as large:
        large.write(b"\xff\xd8\xff")
        large.truncate(100_000_000)
    hand_over(window, file)

    qtbot.waitUntil(lambda: window.reading_banner.text().startswith("film.jpg: "))
    assert "The file is larger than 7.5 MB." in window.reading_banner.text()
    give(FRONT)
    assert window.reading_banner.text() == ""
    assert value(window, FieldName.NUMBER) == NUMBER


def test_a_picture_that_is_no_file_and_larger_than_any_service_takes_is_told_in_words(
    flow: ScanFlow, window: MainWindow, qtbot: QtBot
) -> None:
    assert flow is not None
    window.picture_given.emit(QImage(8200, 3100, QImage.Format.Format_RGB32))  # 100 MB

    qtbot.waitUntil(lambda: "longer than 8192 pixels" in window.reading_banner.text())


def test_videos_are_played_one_after_another_in_place_of_the_camera_which_comes_back(
    flow: ScanFlow, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[str] = []

    def show_playing(name: str) -> None:
        MainWindow.show_playing(window, name)
        played.append(window.state_banner.text())

    monkeypatch.setattr(window, "show_playing", show_playing)
    camera = ScriptedSource(pictures(9) * 100_000)
    flow.camera.use(camera)
    qtbot.waitUntil(window.scan_page.live.isVisible)
    with qtbot.waitSignal(flow.camera.wanted):
        drop_files(window, write_video(tmp_path / "one.avi", 5), write_video(tmp_path / "two.mp4.avi", 5))
    assert [said.partition(" is played in place of the camera ")[0] for said in played] == ["one.avi", "two.mp4.avi"]
    assert camera.given_up

    flow.camera.use(ScriptedSource([np.zeros((720, 1280, 3), np.uint8)] * 100_000))
    qtbot.waitUntil(window.scan_page.live.isVisible)
    assert window.state_banner.text() == ""


def test_a_video_that_cannot_be_played_is_told_and_the_camera_comes_back(
    flow: ScanFlow, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "clip.avi"
    file.write_bytes(b"RIFF\0\0\0\0AVI nothing that could be played")
    with qtbot.waitSignal(flow.camera.wanted):
        drop_files(window, file)

    assert window.reading_banner.text().startswith("clip.avi cannot be read as a video.")


def test_what_a_still_cost_that_the_person_took_is_told(flow: ScanFlow, window: MainWindow, qtbot: QtBot) -> None:
    flow.camera.use(ScriptedSource(pictures(50) * 200))
    qtbot.waitUntil(window.scan_page.live.isVisible)
    flow.take()

    qtbot.waitUntil(lambda: window.scan_page.guide.sentence == "Taken, although no permit was found")


def test_a_watched_folder_that_is_not_there_is_told_until_it_is_back_or_not_watched_any_more(
    flow: ScanFlow, window: MainWindow, give: Give, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    flow.follow(CaptureSection(watched_folder=folder))
    qtbot.waitUntil(lambda: "watched folder is not there" in window.folder_banner.text())

    give(NOTHING)
    assert "watched folder is not there" in window.folder_banner.text(), "another matter does not end it"
    unread = window.reading_banner.text()
    folder.mkdir()
    qtbot.waitUntil(lambda: window.folder_banner.text() == "")
    assert window.reading_banner.text() == unread, "nor does it end another matter"

    folder.rmdir()
    qtbot.waitUntil(lambda: window.folder_banner.text() != "")
    flow.follow(CaptureSection())
    assert window.folder_banner.text() == ""
