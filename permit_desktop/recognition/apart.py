"""The recogniser in a process of its own: nothing that reading costs or breaks reaches the window.

In a thread it shared Python's interpreter with the window. However it was ranked, the window waited for it: for a long
search inside a library that keeps the interpreter, or for a reader that was ranked behind and held it meanwhile.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from permit_desktop.domain.errors import ErrorCode, PermitError, ReadError
from permit_desktop.domain.permit import PermitResult
from permit_desktop.system.child_process import ChildProcess, Pipe
from permit_desktop.system.turns import give_way

if TYPE_CHECKING:  # this process needs neither the networks nor the pixel libraries to have a still read
    from permit_desktop.imaging.pixels import Pixels
    from permit_desktop.recognition.recogniser import Recogniser

LOADING_PATIENCE_S: Final = 120.0
READING_PATIENCE_S: Final = 60.0
"""Reading the largest picture takes some seconds; what takes longer hangs."""
CLOSING_PATIENCE_S: Final = 2.0

Load: TypeAlias = "Callable[[], Recogniser]"
"""Makes the recogniser inside the process; a function of a module, since it is sent there by its name."""


def load_on_device() -> Recogniser:
    """The on-device recogniser, behind everything else that this computer does."""
    give_way()  # before the networks' own threads start
    from permit_desktop.recognition.reader import OnDeviceRecogniser

    return OnDeviceRecogniser()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A `PermitError` as plain values: an exception of its own constructor does not survive the way through a pipe."""

    code: ErrorCode
    message: str
    remedy: str

    @classmethod
    def of(cls, error: PermitError) -> Refusal:
        """Of the error that was raised."""
        return cls(error.code, error.message, error.remedy)


def not_started() -> PermitError:
    """The reading process does not come up, and says nothing of why."""
    return PermitError(
        ErrorCode.MODEL_MISSING,
        "The reading process cannot be started.",
        "Check the free memory of this computer, or install Permit Desktop again.",
    )


class ReaderFaultError(Exception):
    """A bug came up in the reading process; the notes say where."""


class RecogniserApart:
    """One recogniser for all threads, which read one after another; implements `Recogniser`.

    Its process starts when it is first wanted, and anew when a picture brought it down.
    """

    def __init__(
        self,
        load: Load = load_on_device,
        *,
        loading_patience_s: float = LOADING_PATIENCE_S,
        reading_patience_s: float = READING_PATIENCE_S,
        closing_patience_s: float = CLOSING_PATIENCE_S,
    ) -> None:
        self._child = ChildProcess("reader", _read_for, load)
        self._loading_patience_s = loading_patience_s
        self._reading_patience_s = reading_patience_s
        self._closing_patience_s = closing_patience_s
        self._turn = threading.Lock()

    def loaded(self) -> RecogniserApart:
        """The same, with its models loaded.

        Raises:
            PermitError: a model is missing, or the process does not come up; the next call tries again.
        """
        with self._turn:
            self._opened()
        return self

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        """Reads a still, as soon as the one before is read; see `Recogniser`.

        Raises:
            ReaderFaultError: a bug came up; the next still is read all the same.
        """
        with self._turn:
            try:
                answer = self._ask(self._opened(), still, with_portrait=with_portrait)
            except OSError:  # it ended since the still before
                self._child.end()
                answer = self._ask(self._opened(), still, with_portrait=with_portrait)
            if isinstance(answer, PermitResult):
                return answer
            if isinstance(answer, Refusal):
                raise ReadError(answer.code, answer.message, answer.remedy)
            if isinstance(answer, _Bug):
                raise _fault(answer)
            self._child.end()
            raise ReadError(
                ErrorCode.READER_ENDED,
                "The reader stopped over this picture.",
                "Take the picture again; the reader starts anew by itself.",
            )

    def close(self) -> None:
        """Ends the process; a still that is being read has some seconds left, and then counts as unreadable."""
        while not self._turn.acquire(timeout=self._closing_patience_s):
            self._child.kill()
        try:
            self._child.end()
        finally:
            self._turn.release()

    def _opened(self) -> Pipe:
        return self._child.pipe or self._open()

    def _open(self) -> Pipe:
        try:
            pipe = self._child.start()
        except OSError:
            raise not_started() from None
        told = self._told(self._loading_patience_s)
        if isinstance(told, _Ready):
            return pipe
        self._child.end()
        if isinstance(told, Refusal):
            raise PermitError(told.code, told.message, told.remedy)
        if isinstance(told, _Bug):
            raise _fault(told)
        raise not_started()

    def _ask(self, pipe: Pipe, still: Pixels, *, with_portrait: bool) -> object:
        pipe.send((still.shape, with_portrait))
        pipe.send_bytes(still.data.cast("B"))  # as they lie there: a copy of a large still would take long
        return self._told(self._reading_patience_s)

    def _told(self, patience_s: float) -> object:
        """What the process says; None when it hangs or has ended."""
        try:
            return self._child.told(patience_s)
        except (TimeoutError, EOFError):
            return None


@dataclass(frozen=True, slots=True)
class _Ready:
    """The models are loaded."""


@dataclass(frozen=True, slots=True)
class _Bug:
    """An unexpected exception without its message, which may hold what stands on a permit."""

    kind: str
    places: tuple[str, ...]


def _fault(bug: _Bug) -> ReaderFaultError:
    fault = ReaderFaultError()
    for line in (bug.kind, *bug.places):
        fault.add_note(line)
    return fault


def _read_for(pipe: Pipe, load: Load) -> None:
    """What the process does: loads, says so, then reads until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the window, which ends this
    try:
        recogniser = _guarded(load)
        if isinstance(recogniser, Refusal | _Bug):
            pipe.send(recogniser)
            return
        pipe.send(_Ready())
        while True:
            still, with_portrait = _received(pipe)
            pipe.send(_guarded(lambda: recogniser.recognise(still, with_portrait=with_portrait)))  # noqa: B023 - called at once
    except (EOFError, OSError):
        return


def _received(pipe: Pipe) -> tuple[Pixels, bool]:
    import numpy as np

    shape, with_portrait = pipe.recv()
    return np.frombuffer(pipe.recv_bytes(), np.uint8).reshape(shape), with_portrait


def _guarded(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except PermitError as error:
        return Refusal.of(error)
    except Exception as bug:  # noqa: BLE001 (shown as a bug by the window; the next still is read)
        steps = traceback.extract_tb(bug.__traceback__)
        places = tuple(f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps)
        return _Bug(type(bug).__name__, places)
