"""What happens on the scan page: from camera and files through the reader to the record.

Imports the capture and recognition rooms with their pixel libraries; the window is on the screen before this module
is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.permit_session import REFUSALS, Outcome, PermitSession
from permit_desktop.capture.still import Still
from permit_desktop.domain.errors import CameraError, StillError
from permit_desktop.domain.permit import FieldName, PermitResult, Side
from permit_desktop.domain.review import Review, doubts
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.settings import CaptureSection
from permit_desktop.ui.banner import Saying
from permit_desktop.ui.camera_flow import CameraFlow
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.faults import describe
from permit_desktop.ui.file_batch import FileBatch
from permit_desktop.ui.file_intake import FileIntake
from permit_desktop.ui.guidance import Guidance, guidance, taken_although
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.permit_in_view import PermitInView
from permit_desktop.ui.record_model import RecordModel, Remark, SideReading, Terms
from permit_desktop.ui.refusal_text import refusal_text
from permit_desktop.ui.told_stills import Fate, ReadSide, TakenStill, UnreadStill
from permit_desktop.workers.camera_seat import CameraSeat
from permit_desktop.workers.preview import Preview
from permit_desktop.workers.reading_worker import Answer, Crash, Failure, ReadingThread

_COST_MS: Final = 4000
"""How long it is told what a still cost: two short sentences can be read in it."""
READING_END_MS: Final = 5000
"""How long the program's end waits for the still that is being read: it is stored, and is read the next time."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A still that is being read: a camera's, or a file of some name."""

    name: str
    pixels: Pixels
    content: bytes | None
    from_camera: bool


class ScanFlow(QObject):
    """Joins camera, files, reader and session with the window. Lives in the window's thread.

    Args:
        terms: what records are weighed against, as it is when one is read.
        provisional: whether a service is to answer as well.

    Attributes:
        page: the scan page.
        camera: the camera that is looked through, or a video in its place.
        captured: a picture of the camera was taken.
        completed: both sides of a permit were read and are on the screen.
        passed_over: another permit takes the place of one in view that was not accepted.
        still_taken(TakenStill): a still was taken; one of the two below follows.
        side_read(ReadSide), still_unread(UnreadStill): what became of it.
    """

    captured = Signal()
    completed = Signal()
    passed_over = Signal()
    still_taken = Signal(object)
    side_read = Signal(object)
    still_unread = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        reading: ReadingThread,
        *,
        terms: Callable[[], Terms],
        provisional: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._window = window
        self.page = self._page = window.scan_page
        self._reading = reading
        self._terms = terms
        self._will_be_answered = provisional
        self._seat = CameraSeat(self)
        self.camera = CameraFlow(window, self._seat, self)
        self._files = FileIntake(self)
        self._batch = FileBatch(window, self)
        self._session = PermitSession(sides=terms().sides)
        self._stored: PermitSession | None = None
        """The permit in view, while it is one that was stored before: the next side that is read begins another."""
        self._permit = PermitInView()
        self._unread: dict[int, _Asked] = {}
        self._asked = 0
        self._from_camera = 0
        """The camera's last still, 0 before the first."""
        self._failure = ""
        """What the guide says of it while it lies there, empty unless it became nothing."""
        self._cost: Guidance | None = None
        """What the last still cost, while it is told."""
        self._cost_stays = QTimer(self, singleShot=True, interval=_COST_MS)
        self._cost_stays.timeout.connect(self._tell_no_cost)
        self._refused: _Asked | None = None
        """The camera's last still that was not taken in."""
        self._complete: RecordModel | None = None
        self._listen(window, reading)

    def _listen(self, window: MainWindow, reading: ReadingThread) -> None:
        self._seat.seen.connect(self._show_preview)
        self._seat.still_taken.connect(self._still_taken)
        self.camera.missing.connect(reading.start)
        self._page.take_wanted.connect(self.take)
        self._page.turn_wanted.connect(self.turn_over)
        self._page.again_wanted.connect(self.again)
        window.files_given.connect(self.open_files)
        window.picture_given.connect(self.paste)
        window.begin_wanted.connect(self.begin_with_last)
        self._files.loaded.connect(self._file_loaded)
        self._files.failed.connect(self._file_failed)
        self._files.video_found.connect(self.camera.play)
        self._files.lost.connect(self._folder_lost)
        self._files.back.connect(window.folder_banner.clear)
        reading.ready.connect(self._reader_ready)
        reading.read.connect(self._was_read)
        reading.failed.connect(self._was_not_read)
        reading.crashed.connect(self._reader_crashed)

    @property
    def last_complete(self) -> RecordModel | None:
        """The last record with both sides, None before the first."""
        return self._complete

    def show_last_complete(self) -> None:
        """Shows the last record with both sides, front first, in place of one that is half done; nothing before one."""
        if self._complete is not None:
            self._page.record.set_reading(reading=False)
            self._page.show_record(self._complete)
            self._page.record.show_side(Side.FRONT)

    def clear(self) -> None:
        """Forgets the permit in view; the next still begins another one."""
        self._page.record.finish_typing()
        self._session, self._stored = PermitSession(sides=self._terms().sides), None
        self._permit = PermitInView()
        self._complete = None
        self._failure = ""
        self._page.show_record(None)

    def review(
        self, sides: Mapping[Side, SideReading], review: Review, *, provisional: bool, notes: tuple[Remark, ...]
    ) -> None:
        """Shows a permit that was stored before, for review. The next one that is laid down begins a record of its own.

        Args:
            sides: what was read of it.
            review: what a person did with it before.
            provisional: whether a service has still to answer.
            notes: what is told of it besides.
        """
        self._pass_over()
        self.clear()
        self._permit = PermitInView(dict(sides), provisional, notes)
        read = {side: reading.result for side, reading in sides.items()}
        self._stored = PermitSession(read.get(Side.FRONT), read.get(Side.BACK), sides=self._terms().sides)
        self._page.show_record(self._permit.model(self._terms(), review), next(side for side in Side if side in sides))

    def leave(self) -> None:
        """Another camera's permits follow: the one in view is told as passed over, and not in view any more.

        Nor is anything that was taken or is being read, whenever it is read.
        """
        self.camera.rest()
        self._cost = None
        if self._refused is not None:
            self._refused = None
            self._window.reading_banner.clear()
        self._pass_over()
        self.clear()
        for number in list(self._unread):
            self._answered(number)
            self.still_unread.emit(UnreadStill(number, Fate.LEFT))

    def _pass_over(self) -> None:
        """Tells where another permit takes the place of one that was not accepted."""
        record = self._page.record
        record.finish_typing()
        if record.untaken:
            self._window.show_untaken(record.untaken)
        model = record.model
        if model is not None and self._permit.sides and not model.accepted:
            self.passed_over.emit()

    def _take_up_stored(self) -> None:
        """The person scans the stored permit in view itself: what is read next belongs to it."""
        if self._stored is not None:
            self._session, self._stored = self._stored, None

    def follow(self, settings: CaptureSection) -> None:
        """Takes pictures as settings say, from the next one on; begins or ends watching a folder."""
        self._files.watch(settings.watched_folder)
        self._session = replace(self._session, sides=settings.sides)
        self.camera.follow(settings)

    @Slot(object)
    def _folder_lost(self, error: CameraError) -> None:
        self._window.show_no_folder(partial(in_words, error))

    @Slot()
    def _tell_no_cost(self) -> None:
        self._cost = None

    def stop(self) -> None:
        """Ends all threads; waits for what is under way, but not for ever: see `hangs`."""
        self._seat.clear()
        self._files.stop()
        self._reading.stop(QDeadlineTimer(READING_END_MS))
        self._seat.stop()

    @property
    def hangs(self) -> bool:
        """Whether after `stop` a thread still waits, as for a driver; the process cannot end in order then."""
        return self._seat.hangs or self._files.hangs or self._reading.is_running

    @Slot()
    def take(self) -> None:
        """The person wants a still of what the camera sees."""
        self._seat.take()

    @Slot()
    def turn_over(self) -> None:
        """The person wants the other side: shows what is there of it, and scans it anew."""
        self._take_up_stored()
        other = Side.BACK if self._page.record.side is Side.FRONT else Side.FRONT
        if self._session.of(other) is not None:
            self._session = self._session.redo(other)
        if self._page.record.model is not None:
            self._page.record.show_side(other)

    @Slot()
    def again(self) -> None:
        """The person wants what lies there once more: the side in view, unless it is another one that was not read."""
        self._take_up_stored()
        if not self._failure and self._session.of(self._page.record.side) is not None:
            self._session = self._session.redo(self._page.record.side)
        self._failure = ""
        self._seat.again()

    @Slot()
    def begin_with_last(self) -> None:
        """The person wants a permit that was refused as another one's to be begun."""
        if self._refused is not None:
            self._window.reading_banner.clear()
            self._pass_over()
            self.clear()
            self._read(self._refused)

    @Slot(list)
    def open_files(self, paths: list[Path]) -> None:
        """Reads pictures from the disk, and plays videos."""
        self._batch.end()
        self._files.load(paths)

    @Slot(object)
    def paste(self, picture: QImage) -> None:
        """Reads a picture that is no file."""
        self._batch.end()
        self._files.take(self.tr("Picture"), picture)

    @Slot(object)
    def _show_preview(self, preview: Preview) -> None:
        # Not before the first picture: loading the reader would keep it waiting.
        self._reading.start()
        live = self._page.live
        ratio = live.devicePixelRatioF()
        self._seat.set_view_size(round(live.width() * ratio), round(live.height() * ratio))
        says = self._cost or guidance(self._words(preview), preview.zone)
        band = says.band if preview.outline is not None else None
        share = self.camera.good_width_share(preview)
        self._page.show_live(LivePicture(preview.image, preview.outline, band, preview.frame_px, share))
        self._page.guide.say(says, preview.progress)

    def _words(self, preview: Preview) -> str:
        """The guide's reason, made fuller by what is known of the permit."""
        reason = preview.reason
        if reason is Reason.CAPTURED and not self._unread:
            if self._failure:
                return self._failure
            prompt = self._session.prompt
            if prompt is Reason.CAPTURED:
                return self._what_is_left()
            return prompt or reason
        if reason is Reason.NO_CARD and self._session.prompt is Reason.TURN_OVER:
            return "show_front" if self._session.front is None else "show_back"
        return reason

    def _what_is_left(self) -> str:
        """Of a permit that was read as a whole: its review, and then the next permit."""
        model = self._page.record.model
        if model is not None and not model.accepted:
            return "check" if doubts(model.bands) else "accept"
        return "complete" if self._session.sides == len(Side) else "complete_one"

    @Slot(object)
    def _still_taken(self, still: Still) -> None:
        self._page.live.flash()
        self.captured.emit()
        self._cost = taken_although(still.reasons[0]) if still.reasons else None
        self._cost_stays.start()
        self._window.reading_banner.clear()
        self._read(_Asked("", still.pixels, None, from_camera=True))
        self._from_camera = self._asked
        self._failure = ""

    @Slot(str, object, object)
    def _file_loaded(self, name: str, pixels: Pixels, content: bytes | None) -> None:
        self._batch.note()
        self._read(_Asked(name, pixels, content, from_camera=False))

    @Slot(str, object)
    def _file_failed(self, name: str, error: StillError) -> None:
        self._batch.note()
        self._batch.tell_unread(name, partial(in_words, error))

    def _tell_unread(self, asked: _Asked, say: Saying, *, begins: bool = False) -> None:
        if asked.from_camera:
            self._refused = asked
            self._window.show_unread("", say, begins=begins)
        else:
            self._batch.tell_unread(asked.name, say)

    def _read(self, asked: _Asked) -> None:
        self._asked += 1
        self._unread[self._asked] = asked
        self._files.note_waiting(len(self._unread))
        self._page.record.set_reading(reading=True)
        self._reading.start()
        self._reading.read_still(self._asked, asked.pixels, with_portrait=True)
        self.still_taken.emit(TakenStill(self._asked, asked.pixels, asked.content))

    @Slot()
    def _reader_ready(self) -> None:
        self._window.status_line.show_reader(lambda: self.tr("On this machine · ready"), ready=True)

    @Slot(object)
    def _was_read(self, answer: Answer) -> None:
        asked = self._answered(answer.number)
        if asked is None:
            return
        before = replace(self._session, sides=self._terms().sides)
        self._session, outcome = (before.add if asked.from_camera else before.add_unseen)(answer.result)
        side = answer.result.side
        if side is None or outcome in REFUSALS:
            self._tell_unread(asked, partial(refusal_text, outcome, side), begins=outcome is Outcome.OTHER_PERMIT)
            self._became_nothing(answer.number, outcome, retry=outcome is Outcome.SIDE_UNKNOWN)
            fate = Fate.NO_PERMIT if outcome is Outcome.SIDE_UNKNOWN else Fate.REFUSED
            self.still_unread.emit(UnreadStill(answer.number, fate))
            return
        self._failure = ""
        if not asked.from_camera:
            self._batch.count(outcome, parted=not before.complete)
        record = self._page.record
        begins = outcome is Outcome.NEXT_PERMIT or self._stored is not None or not self._permit.sides
        if begins:
            self._pass_over()
            self._stored = None
            self._permit = PermitInView()
        review = record.model.review if record.model is not None and self._permit.sides else None
        self._permit.sides[side] = SideReading(answer.result, answer.face, answer.portrait)
        self._permit.provisional = self._will_be_answered()
        model = self._permit.model(self._terms(), review)
        self._page.show_record(model, side)
        if doubts(model.bands):
            self._window.attention_wanted.emit()
        self.side_read.emit(ReadSide(answer.number, side, answer.result, begins))
        if model.complete:
            self._complete = model
            self.completed.emit()

    def tell(self, *, provisional: bool, notes: tuple[Remark, ...]) -> None:
        """What the vault knows of the record in view."""
        permit = self._permit
        if (provisional, notes) != (permit.provisional, permit.notes):
            permit.provisional, permit.notes = provisional, notes
            self._renew()

    def renew_side(self, side: Side, result: PermitResult, others: Mapping[FieldName, str]) -> None:
        """Another recogniser has answered for a side in view; see `PermitInView.renew`."""
        self._permit.renew(side, result, others)
        self._renew()

    def _renew(self) -> None:
        former = self._page.record.model
        if former is None or not self._permit.sides:
            return
        model = self._permit.model(self._terms(), former.review)
        if model.complete:
            self._complete = model
        self._page.record.renew(model)

    @Slot(object)
    def _was_not_read(self, failure: Failure) -> None:
        if failure.number is None:
            self._window.status_line.show_reader(lambda: self.tr("The reader cannot be used"), ready=False)
            self._window.show_unread("", partial(in_words, failure.error))
            return
        asked = self._answered(failure.number)
        if asked is not None:
            self._tell_unread(asked, partial(in_words, failure.error))
            self._became_nothing(failure.number, "unread", retry=True)
            self.still_unread.emit(UnreadStill(failure.number, Fate.NO_PERMIT))

    @Slot(object)
    def _reader_crashed(self, crash: Crash) -> None:
        if crash.number is not None and self._answered(crash.number) is not None:
            self._became_nothing(crash.number, "unread", retry=True)
            self.still_unread.emit(UnreadStill(crash.number, Fate.CRASHED))
        self._window.show_fault(describe(crash.exception))

    def _became_nothing(self, number: int, words: str, *, retry: bool) -> None:
        """Of the camera's last still: the guide says so, and what could not be read is tried once more by itself."""
        if number != self._from_camera:
            return
        self._failure = words
        if retry:
            self._seat.retry()

    def _answered(self, number: int) -> _Asked | None:
        """What was asked for and waits no more; None where the page was left since."""
        asked = self._unread.pop(number, None)
        self._files.note_waiting(len(self._unread))
        self._page.record.set_reading(reading=bool(self._unread))
        return asked
