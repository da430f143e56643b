"""The queue worked off behind the window, with a real vault and a recogniser that follows a script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from permit_desktop.api import errors as service_errors
from permit_desktop.domain.errors import ErrorCode, PermitError, SettingsError
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import PermitResult
from permit_desktop.sync.engine import Engine, Step, StepKind
from permit_desktop.vault import errors
from permit_desktop.vault.job import Options
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.sync_thread import Condition, Readers, SyncState, SyncThread
from tests.sync.scripted import ScriptedRecogniser, Ticks, failure, number_of, picture
from tests.vault.vaults import Desk, front

SERVICE = Options("service")


class Window(QObject):
    """Hears everything."""

    def __init__(self, sync: SyncThread) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.states: list[SyncState] = []
        self.refusals: list[ErrorCode] = []
        self.crashes: list[Exception] = []
        self.threads: set[int] = set()
        sync.stepped.connect(self.note_step)
        sync.state_changed.connect(self.note_state)
        sync.refused.connect(self.note_refusal)
        sync.crashed.connect(self.note_crash)

    @property
    def condition(self) -> Condition | None:
        return self.states[-1].condition if self.states else None

    @Slot(object)
    def note_step(self, step: Step) -> None:
        self.threads.add(threading.get_ident())
        self.steps.append(step)

    @Slot(object)
    def note_state(self, state: SyncState) -> None:
        self.states.append(state)

    @Slot(object)
    def note_refusal(self, error: PermitError) -> None:
        self.refusals.append(error.code)

    @Slot(object)
    def note_crash(self, bug: Exception) -> None:
        self.crashes.append(bug)


@dataclass
class Counter:
    """A queue before a scripted service."""

    vault: Vault
    sync: SyncThread
    window: Window
    service: ScriptedRecogniser = field(default_factory=ScriptedRecogniser)
    ticks: Ticks = field(default_factory=Ticks)
    network: list[tuple[str, ...]] = field(default_factory=lambda: [()])
    refusal: PermitError | None = None
    interrupt: Callable[[], None] = lambda: None
    forgotten: int = 0

    def add(self, *stills: int) -> None:
        for still in stills:
            self.vault.outbox.add(picture(still), SERVICE)
        self.sync.wake()

    def readers(self) -> Readers:
        engine = Engine(self.vault, "service", self.service, monotonic=self.ticks, uniform=lambda _low, high: high)
        return Readers((engine,), self.vault.outbox.counts, self.refusal, self.interrupt, self.forget_refusals)

    def forget_refusals(self) -> None:
        self.forgotten += 1

    def states(self) -> list[JobState]:
        return [job.state for job in self.vault.outbox.jobs()]


@pytest.fixture
def counter(tmp_path: Path, qtbot: QtBot) -> Iterator[Counter]:
    assert qtbot is not None
    with Desk(tmp_path).vault() as vault:
        made: list[Counter] = []
        sync = SyncThread(addresses=lambda: made[0].network[-1], network_ms=20)
        made.append(Counter(vault, sync, Window(sync)))
        yield made[0]
        sync.stop()


def test_what_is_added_is_answered_and_told_in_the_windows_thread(counter: Counter, qtbot: QtBot) -> None:
    counter.sync.use(counter.readers)
    counter.add(1, 2)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)

    assert counter.states() == [JobState.ANSWERED] * 2
    assert [step.kind for step in counter.window.steps] == [StepKind.ANSWERED] * 2
    assert counter.window.threads == {threading.get_ident()}
    assert counter.vault.records.get(2).summary.number == number_of(2)


def test_without_network_it_says_so_with_the_number_that_waits_and_goes_on_when_it_is_back(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.service.script = [failure(service_errors.UNREACHABLE)]
    counter.sync.use(counter.readers)
    counter.add(1, 2)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.OFFLINE)
    state = counter.window.states[-1]
    assert state.waiting == 2
    assert state.trouble is not None

    counter.network.append(("192.168.0.7",))
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)
    assert counter.states() == [JobState.ANSWERED] * 2


def test_the_person_can_have_it_tried_at_once(counter: Counter, qtbot: QtBot) -> None:
    counter.service.script = [failure(service_errors.UNREACHABLE)]
    counter.sync.use(counter.readers)
    counter.add(1)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.OFFLINE)
    counter.sync.try_now()
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)


def test_a_busy_service_is_told_apart_from_no_network(counter: Counter, qtbot: QtBot) -> None:
    counter.service.script = [failure(service_errors.THROTTLED, retry_after_s=600)]
    counter.sync.use(counter.readers)
    counter.add(1, 2)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.BUSY)


def test_refused_credentials_stop_everything_until_the_person_did_something(counter: Counter, qtbot: QtBot) -> None:
    counter.service.script = [failure(service_errors.SIGN_IN_REFUSED)]
    counter.sync.use(counter.readers)
    counter.add(1, 2)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.STOPPED)
    trouble = counter.window.states[-1].trouble
    assert trouble is not None
    assert trouble.message
    assert trouble.remedy
    counter.sync.try_now()
    qtbot.wait(50)
    assert counter.window.condition is Condition.STOPPED
    assert len(counter.service.seen) == 1

    assert counter.forgotten == 0
    counter.sync.resume(counter.readers)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)
    assert counter.forgotten == 1


def test_missing_credentials_are_said_before_anything_is_sent(counter: Counter, qtbot: QtBot) -> None:
    counter.refusal = SettingsError(ErrorCode.CREDENTIALS_MISSING, "None.", "Store them.")
    counter.sync.use(lambda: Readers((), counter.vault.outbox.counts, counter.refusal))
    counter.add(1)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.STOPPED)
    assert counter.window.states[-1].waiting == 1


def test_paused_by_the_person_nothing_is_sent(counter: Counter, qtbot: QtBot) -> None:
    counter.sync.use(counter.readers)
    counter.sync.pause(True)  # noqa: FBT003 - a slot's value
    qtbot.waitUntil(lambda: counter.window.condition is Condition.PAUSED)
    counter.add(1)
    qtbot.waitUntil(lambda: counter.window.states[-1].waiting == 1)
    assert counter.window.condition is Condition.PAUSED
    assert counter.service.seen == []

    counter.sync.pause(False)  # noqa: FBT003 - a slot's value
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)


def test_a_picture_that_is_refused_needs_a_person_and_holds_nobody(counter: Counter, qtbot: QtBot) -> None:
    counter.service.script = [failure(service_errors.IMAGE_POOR)]
    counter.sync.use(counter.readers)
    counter.add(1, 2)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)
    assert sorted(counter.states()) == [JobState.ANSWERED, JobState.NEEDS_YOU]
    assert counter.window.states[-1].needs_you == 1


def test_a_bug_is_told_and_the_next_job_is_done(counter: Counter, qtbot: QtBot) -> None:
    counter.service.script = [ZeroDivisionError("a bug")]
    counter.sync.use(counter.readers)
    counter.add(1, 2)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)
    assert [type(bug) for bug in counter.window.crashes] == [ZeroDivisionError]
    assert sorted(counter.states()) == [JobState.ANSWERED, JobState.NEEDS_YOU]


def test_an_outcome_that_the_full_disk_refuses_is_kept_and_stored_later(
    counter: Counter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = counter.vault.outbox.answered
    full = [errors.full()]

    def refuse_once(*arguments: object) -> None:
        if full:
            raise full.pop()
        answered(*arguments)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(counter.vault.outbox, "answered", refuse_once)
    counter.sync.use(counter.readers)
    counter.add(1)
    qtbot.waitUntil(lambda: counter.window.refusals == [ErrorCode.VAULT_FULL])
    counter.sync.wake()
    qtbot.waitUntil(lambda: counter.states() == [JobState.ANSWERED])
    assert counter.service.seen == [1], "it is not paid for twice"


def test_a_vault_that_is_closed_ends_the_work_without_a_fault(counter: Counter, qtbot: QtBot) -> None:
    counter.sync.use(counter.readers)
    counter.add(1)
    qtbot.waitUntil(lambda: counter.window.condition is Condition.DONE)
    counter.vault.close()
    counter.sync.wake()
    qtbot.waitUntil(lambda: counter.window.condition is Condition.CLOSED)
    assert counter.window.crashes == []


def test_the_end_of_the_program_does_not_wait_for_a_request_under_way(counter: Counter, qtbot: QtBot) -> None:
    begun, ended = threading.Event(), threading.Event()

    def hang(still: int) -> PermitResult:
        begun.set()
        ended.wait(20)
        if ended.is_set():
            raise failure(service_errors.NO_ANSWER, maybe_sent=True)
        return front(number_of(still))

    counter.service.script = [hang]
    counter.interrupt = ended.set
    counter.sync.use(counter.readers)
    counter.add(1)
    qtbot.waitUntil(begun.is_set)
    counter.sync.stop()

    (job,) = counter.vault.outbox.jobs()
    assert (job.state, job.maybe_paid) == (JobState.WAITING, 1)
