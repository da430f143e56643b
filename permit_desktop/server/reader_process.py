"""A process of its own that reads pictures: a hostile or unlucky one can end or hang it, and nothing else."""

from __future__ import annotations

import signal
from typing import Final

from permit_desktop.domain.errors import PermitError
from permit_desktop.recognition.apart import LOADING_PATIENCE_S, READING_PATIENCE_S, Load, Refusal, not_started
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.server.reading import Failed, Outcome, Task, carry_out, fault_of
from permit_desktop.system.child_process import ChildProcess, Pipe

_ENDED: Final = "reading process ended"
_HUNG: Final = "reading process hung"


def load_on_device() -> Recogniser:
    """The on-device recogniser on one thread: with one process a core, more threads only get in each other's way."""
    import cv2

    from permit_desktop.recognition.reader import OnDeviceRecogniser

    cv2.setNumThreads(1)
    return OnDeviceRecogniser(threads=1)


class ReaderProcess:
    """Reads one picture at a time in its process, which is started anew when it ended or was ended.

    For one thread at a time.

    Attributes:
        is_open: whether the process has loaded its models and waits for pictures.
    """

    def __init__(
        self,
        load: Load = load_on_device,
        *,
        reading_patience_s: float = READING_PATIENCE_S,
        loading_patience_s: float = LOADING_PATIENCE_S,
    ) -> None:
        self.is_open = False
        self._is_closed = False
        self._child = ChildProcess("reader", _read_for, load)
        self._reading_patience_s = reading_patience_s
        self._loading_patience_s = loading_patience_s

    def open(self) -> None:
        """Starts the process and waits until it has loaded its models.

        Raises:
            PermitError: a model is missing, the process did not come up, or it was closed.
        """
        if self._is_closed:
            raise not_started()
        try:
            self._child.start()
        except OSError:
            raise not_started() from None
        told = self._told(self._loading_patience_s)
        if told is None:
            self.is_open = True
            return
        self._end()
        if isinstance(told, Refusal):
            raise PermitError(told.code, told.message, told.remedy)
        raise not_started()

    def read(self, task: Task) -> Outcome:
        """Reads one picture, in a fresh process if the last one is gone; never raises."""
        try:
            try:
                self._send(task)
            except OSError:  # it ended since the last picture
                self._end()
                self._send(task)
        except PermitError as error:
            return Failed(error.code.value)
        except OSError:
            self._end()
            return Failed("reading process gone")
        outcome = self._told(self._reading_patience_s)
        if isinstance(outcome, Failed) and outcome.fault in (_ENDED, _HUNG):
            self._end()
        return outcome if isinstance(outcome, Outcome) else Failed("reading process confused")

    def close(self) -> None:
        """Ends the process for good."""
        self._is_closed = True
        self._end()

    def _end(self) -> None:
        """Ends the process; reading opens another."""
        self.is_open = False
        self._child.end()

    def _send(self, task: Task) -> None:
        if self._child.pipe is None:
            self.open()
        assert self._child.pipe is not None  # noqa: S101 (for the type checker: `open` made it)
        self._child.pipe.send(task)

    def _told(self, patience_s: float) -> object:
        try:
            return self._child.told(patience_s)
        except TimeoutError:
            return Failed(_HUNG)
        except EOFError:
            return Failed(_ENDED)


def _read_for(pipe: Pipe, load: Load) -> None:
    """What the process does: loads, says so, then answers tasks until the other end of the pipe is closed."""
    # A stop is sent to the whole group of processes; the service first has answered what it accepted.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        recogniser = load()
    except PermitError as error:
        pipe.send(Refusal.of(error))
        return
    except Exception as error:  # noqa: BLE001 (whatever keeps it from loading is told to the service)
        pipe.send(Failed(fault_of(error)))
        return
    try:
        pipe.send(None)
        while True:
            pipe.send(carry_out(recogniser, pipe.recv()))
    except (EOFError, OSError):
        return
