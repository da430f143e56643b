"""Reads stills on a thread of its own, one at a time, and prepares their pictures for the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot
from PySide6.QtGui import QImage

from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import rectify
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.workers.preview import to_image

_FACE_PX_PER_MM: Final = 12.0
"""Fine enough for the ink of a field at twice its size on the screen."""
_FACE_FIT_PX: Final = (2048, 2048)

RecogniserFactory = Callable[[], Recogniser]
"""Makes the recogniser and loads its models; called once, in the reading thread.

Raises:
    PermitError: the recogniser cannot be made here.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """A still to be read; `number` is the asker's own and comes back with the answer."""

    number: int
    still: Pixels
    with_portrait: bool


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What was read, with the pictures that the screen shows of it.

    Attributes:
        face: the card alone, flat and upright; None when its place in the still is not known.
        portrait: the holder's picture; None when it was not asked for or is no picture.
    """

    number: int
    result: PermitResult
    face: QImage | None
    portrait: QImage | None


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """Why nothing was read; `number` is None when the recogniser failed to load before anything was asked."""

    number: int | None
    error: PermitError


@dataclass(frozen=True, slots=True, eq=False)
class Crash:
    """A bug that came up while reading; the next still is read all the same."""

    number: int | None
    exception: Exception


class ReadingWorker(QObject):
    """Lives in the reading thread.

    Signals:
        ready(): the recogniser is loaded.
        read(Answer), failed(Failure), crashed(Crash): one of them for each request.
    """

    ready = Signal()
    read = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(self, factory: RecogniserFactory) -> None:
        super().__init__()
        self._factory = factory
        self._recogniser: Recogniser | None = None
        self._unwanted = Event()

    def give_up(self) -> None:
        """Begins nothing any more. From any thread."""
        self._unwanted.set()

    @Slot()
    def warm_up(self) -> None:
        """Loads the recogniser before it is needed."""
        self._guarded(None, self._load)

    @Slot(object)
    def read_still(self, request: Request) -> None:
        """Reads one still."""
        self._guarded(request.number, lambda: self._read(request))

    def _load(self) -> Recogniser:
        if self._recogniser is None:
            self._recogniser = self._factory()
            self.ready.emit()
        return self._recogniser

    def _read(self, request: Request) -> None:
        recogniser = self._load()
        result = recogniser.recognise(request.still, with_portrait=request.with_portrait)
        self.read.emit(Answer(request.number, result, face_of(request.still, result), portrait_of(result)))

    def _guarded(self, number: int | None, work: Callable[[], object]) -> None:
        if self._unwanted.is_set():
            return
        try:
            work()
        except PermitError as error:
            self.failed.emit(Failure(number, error))
        except Exception as bug:  # noqa: BLE001 - shown as a bug by the receiver of `crashed`; the program goes on
            self.crashed.emit(Crash(number, bug))


class ReadingThread(QObject):
    """Owns the reading thread. Lives in the window's thread.

    Signals, all delivered to methods of QObjects in the window's thread: those of `ReadingWorker`.
    """

    ready = Signal()
    read = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    _asked = Signal(object)
    _warm_up_asked = Signal()

    def __init__(self, factory: RecogniserFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ReadingWorker(factory)
        self._thread = QThread(self)
        self._thread.setObjectName("reading")
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.read_still)
        self._warm_up_asked.connect(self._worker.warm_up)
        self._worker.ready.connect(self.ready)
        self._worker.read.connect(self.read)
        self._worker.failed.connect(self.failed)
        self._worker.crashed.connect(self.crashed)

    def start(self) -> None:
        """Starts the thread and loads the recogniser in it; `ready` tells when that is done. Harmless once it runs."""
        if not self._thread.isRunning():
            self._thread.start()
            self._warm_up_asked.emit()

    def read_still(self, number: int, still: Pixels, *, with_portrait: bool) -> None:
        """Puts a still behind those that are being read; `number` comes back with the answer.

        Args:
            still: uint8 (height, width, 3), BGR; must not be changed afterwards.
        """
        self._asked.emit(Request(number, still, with_portrait))

    def stop(self, most: QDeadlineTimer) -> bool:
        """Waits for the still that is being read; those behind it are left. Returns whether it came to its end.

        While it has not, this object must not be destroyed.
        """
        self._worker.give_up()
        self._thread.quit()
        return self._thread.wait(most)

    @property
    def is_running(self) -> bool:
        """Whether the thread runs."""
        return self._thread.isRunning()


def face_of(still: Pixels, result: PermitResult) -> QImage | None:
    """The card alone, flat and upright; None when its place in the still is not known."""
    if result.outline is None:
        return None
    return to_image(rectify(still, result.outline, _FACE_PX_PER_MM), _FACE_FIT_PX)


def portrait_of(result: PermitResult) -> QImage | None:
    """The holder's picture; None where there is none."""
    if result.portrait is None or result.portrait.jpeg is None:
        return None
    picture = QImage.fromData(result.portrait.jpeg)
    return None if picture.isNull() else picture.convertToFormat(QImage.Format.Format_RGB32)
