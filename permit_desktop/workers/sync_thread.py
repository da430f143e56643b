"""The queue worked off on a thread of its own, one step an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from permit_desktop.api.errors import ServiceError
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.jobs import JobState
from permit_desktop.sync.engine import Engine, Step, StepKind
from permit_desktop.sync.route import LOOK_S, RouteWatch, local_addresses
from permit_desktop.vault.standstill import Standstill
from permit_desktop.workers.vault_thread import BEYOND_USE

_LONGEST_REST_S: Final = 60.0
"""The clock may be set while the queue rests."""
_VAULT_REST_S: Final = 10.0
"""Until an outcome that could not be stored is tried again."""
_END_STEP_MS: Final = 50


class Condition(Enum):
    """How the queue stands."""

    CLOSED = auto()
    """There is no vault."""
    DONE = auto()
    """No job waits."""
    WORKING = auto()
    WAITING = auto()
    """Every waiting job has its time."""
    OFFLINE = auto()
    """The service was not reached; it is tried again."""
    BUSY = auto()
    """The service asked to wait."""
    STOPPED = auto()
    """A person has to do something first."""
    PAUSED = auto()
    """The person paused it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the queue does not move, as the core said it, and what the service itself said."""

    message: str
    remedy: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class SyncState:
    """How the queue stands.

    Attributes:
        waiting, needs_you: how many jobs are in these states.
        trouble: why it is offline, busy or stopped.
    """

    condition: Condition
    waiting: int = 0
    needs_you: int = 0
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """Who works the queue off.

    Attributes:
        engines: one for each recogniser; used in the sync thread only.
        counts: how many jobs are in each state.
        refusal: why there is no engine for the service, though there should be one.
        interrupt: ends a request that is under way; called from any thread.
        forget_refusals: a person says that it was put right: what the service refused lately may be sent again.
    """

    engines: tuple[Engine, ...]
    counts: Callable[[], Mapping[JobState, int]]
    refusal: PermitError | None = None
    interrupt: Callable[[], None] = field(default=lambda: None)
    forget_refusals: Callable[[], None] = field(default=lambda: None)


MakeReaders = Callable[[], Readers]
"""Makes the readers; called in the sync thread, as the keyring may keep it waiting."""


class SyncWorker(QObject):
    """Lives in the sync thread.

    Args:
        addresses: this computer's addresses in the network.
        network_ms: how often they are looked at while the service is not reached.

    Signals:
        stepped(Step): a step that did something.
        state_changed(SyncState): the queue stands differently.
        refused(PermitError): the vault did not do what an engine asked of it.
        crashed(Exception): a bug came up; the queue goes on.
    """

    stepped = Signal(object)
    state_changed = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)

    def __init__(self, addresses: Callable[[], tuple[str, ...]], network_ms: int) -> None:
        super().__init__()
        self._network_ms = network_ms
        self._addresses = addresses
        self._stopping = Event()
        self._readers: Readers | None = None
        self._is_paused = False
        self._turn = 0
        self._rests: dict[int, Step] = {}
        self._last: dict[int, Step] = {}
        self._state = SyncState(Condition.CLOSED)
        self._watch: RouteWatch | None = None

    def stop(self) -> None:
        """Begins nothing any more, and ends the request that is under way, if it has begun. From any thread."""
        self._stopping.set()
        readers = self._readers
        if readers is not None:
            readers.interrupt()

    @Slot()
    def begin(self) -> None:
        """Makes the timers, which belong to this thread."""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.step)
        self._route = QTimer(self)
        self._route.setInterval(self._network_ms)
        self._route.timeout.connect(self.look_at_network)

    @Slot(object)
    def use(self, make: MakeReaders | None) -> None:
        """Works with these readers from now on; None for none."""
        self._make(make)
        self.wake()

    @Slot(object)
    def resume(self, make: MakeReaders) -> None:
        """The person did what was asked for: these readers are to try. The former ones know of nothing else."""
        self._make(make)
        self._guarded(self._resume_engines)
        self.wake()

    def _make(self, make: MakeReaders | None) -> None:
        self._readers = None
        self._rests.clear()
        self._last.clear()
        if make is not None:
            try:
                self._readers = make()
            except PermitError:
                self._readers = None  # the vault is closed again, which its own thread tells
            except Exception as bug:  # noqa: BLE001 - shown as a bug by the receiver of `crashed`
                self.crashed.emit(bug)

    @Slot()
    def wake(self) -> None:
        """Something may have changed: looks at once."""
        self._rests.clear()
        self._next.start(0)

    @Slot()
    def try_now(self) -> None:
        """The person wants it now, or the network is back: waits of the connection are over."""
        for engine in self._engines():
            engine.link_up()
        self.wake()

    @Slot(bool)
    def pause(self, paused: bool) -> None:  # noqa: FBT001 - the signature of a slot
        """Rests, or goes on."""
        self._is_paused = paused
        self.wake()

    @Slot()
    def step(self) -> None:
        """Lets the next engine do one thing, and says when there is more to do."""
        self._tell()
        if self._is_paused or not self._engines() or self._stopping.is_set():
            return
        self._turn = (self._turn + 1) % len(self._engines())
        self._guarded(self._step_engine)
        self._tell()
        if len(self._rests) < len(self._engines()):
            self._next.start(0)
            return
        soonest = min((step.wait_s for step in self._rests.values() if step.wait_s is not None), default=None)
        if soonest is not None:
            self._next.start(round(1000 * min(soonest, _LONGEST_REST_S)) + 1)

    @Slot()
    def look_at_network(self) -> None:
        """While offline: tries at once when this computer's addresses are others, and there are any."""
        if self._watch is not None and self._watch.is_link_up():
            self.try_now()

    @Slot()
    def finish(self) -> None:
        """Ends the thread."""
        self._next.stop()
        self._route.stop()
        self._readers = None
        self.thread().quit()

    def _engines(self) -> tuple[Engine, ...]:
        return self._readers.engines if self._readers is not None else ()

    def _resume_engines(self) -> None:
        if self._readers is not None:
            self._readers.forget_refusals()
        for engine in self._engines():
            engine.resume()

    def _step_engine(self) -> None:
        step = self._engines()[self._turn].step()
        self._last[self._turn] = step
        if step.job_id is not None:
            self.stepped.emit(step)
        if step.job_id is None or step.wait_s != 0:
            self._rests[self._turn] = step

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except PermitError as error:
            self._take_refusal(error)
        except Exception as bug:  # noqa: BLE001 - shown as a bug by the receiver of `crashed`; the queue goes on
            self.crashed.emit(bug)

    def _take_refusal(self, error: PermitError) -> None:
        """The vault did not do what an engine asked of it."""
        if error.code in BEYOND_USE:
            self._readers = None  # opening the vault anew starts over
        else:
            # The engine keeps the outcome that could not be stored, and tries again.
            self._rests[self._turn] = Step(StepKind.WAITING, wait_s=_VAULT_REST_S, error=error)
        self.refused.emit(error)

    def _tell(self) -> None:
        state = self._now()
        if state.condition is Condition.OFFLINE and not self._route.isActive():
            self._watch = RouteWatch(self._addresses)
            self._route.start()
        elif state.condition is not Condition.OFFLINE:
            self._route.stop()
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    def _now(self) -> SyncState:
        if self._readers is None:
            return SyncState(Condition.CLOSED)
        try:
            counts = self._readers.counts()
        except PermitError:
            return SyncState(Condition.CLOSED)
        waiting = counts.get(JobState.WAITING, 0) + counts.get(JobState.SENDING, 0)
        condition, trouble = self._condition(waiting)
        return SyncState(condition, waiting, counts.get(JobState.NEEDS_YOU, 0), trouble)

    def _condition(self, waiting: int) -> tuple[Condition, Trouble | None]:
        refusal = self._readers.refusal if self._readers is not None else None
        kinds = {step.kind: step for step in self._last.values()}
        if self._is_paused:
            return Condition.PAUSED, None
        if refusal is not None:
            return Condition.STOPPED, _trouble(refusal)
        if StepKind.STOPPED in kinds:
            return Condition.STOPPED, _trouble(kinds[StepKind.STOPPED].error)
        if StepKind.PAUSED in kinds:
            paused = kinds[StepKind.PAUSED]
            return Condition.OFFLINE if paused.is_offline else Condition.BUSY, _trouble(paused.error)
        if not waiting:
            return Condition.DONE, None
        return (Condition.WORKING if len(self._rests) < len(self._engines()) else Condition.WAITING), None


class SyncThread(QObject):
    """Owns the sync thread. Lives in the window's thread, and so do all deliveries of its signals.

    Attributes:
        stepped(Step): a step that did something.
        state_changed(SyncState): the queue stands differently.
        refused(PermitError): the vault did not do what an engine asked of it.
        crashed(Exception): a bug came up; the queue goes on.
    """

    stepped = Signal(object)
    state_changed = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    _use_asked = Signal(object)
    _wake_asked = Signal()
    _try_asked = Signal()
    _resume_asked = Signal(object)
    _pause_asked = Signal(bool)
    _finish_asked = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        addresses: Callable[[], tuple[str, ...]] = local_addresses,
        network_ms: int = round(1000 * LOOK_S),
    ) -> None:
        super().__init__(parent)
        self._worker = SyncWorker(addresses, network_ms)
        self._thread = QThread(self)
        self._thread.setObjectName("sync")
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.begin)
        self._use_asked.connect(self._worker.use)
        self._wake_asked.connect(self._worker.wake)
        self._try_asked.connect(self._worker.try_now)
        self._resume_asked.connect(self._worker.resume)
        self._pause_asked.connect(self._worker.pause)
        self._finish_asked.connect(self._worker.finish)
        self._worker.stepped.connect(self.stepped)
        self._worker.state_changed.connect(self.state_changed)
        self._worker.refused.connect(self.refused)
        self._worker.crashed.connect(self.crashed)

    def use(self, make: MakeReaders | None) -> None:
        """Works with these readers from now on; None for none."""
        if not self._thread.isRunning():
            self._thread.start()
        self._use_asked.emit(make)

    @Slot()
    def wake(self) -> None:
        """Something may have changed: looks at once."""
        self._wake_asked.emit()

    @Slot()
    def try_now(self) -> None:
        """Waits of the connection are over."""
        self._try_asked.emit()

    def resume(self, make: MakeReaders) -> None:
        """The person did what was asked for: these readers are to try."""
        self._resume_asked.emit(make)

    @Slot(bool)
    def pause(self, paused: bool) -> None:  # noqa: FBT001 - the signature of a slot
        """Rests, or goes on."""
        self._pause_asked.emit(paused)

    def stop(self) -> None:
        """Ends the request that is under way (it counts as one that may have been paid for), and the thread."""
        if self._thread.isRunning():
            self._finish_asked.emit()
            self._worker.stop()
            while not self._thread.wait(_END_STEP_MS):
                self._worker.stop()  # a request may just have been about to begin


def _trouble(error: PermitError | Standstill | None) -> Trouble | None:
    if isinstance(error, ServiceError):
        return Trouble(error.message, error.remedy, error.service_message or "")
    if isinstance(error, PermitError):
        return Trouble(error.message, error.remedy)
    return Trouble(error.text, error.remedy, error.words) if error is not None else None
