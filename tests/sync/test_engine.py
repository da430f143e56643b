from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from permit_desktop.api import errors
from permit_desktop.api.errors import Action, ErrorClass, Outcome, ServiceError
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import Note
from permit_desktop.sync.engine import MOST_TRIES, StepKind
from permit_desktop.vault.errors import VaultError, full
from permit_desktop.vault.job import MOST_MAYBE_PAID
from permit_desktop.vault.outbox import Outbox
from permit_desktop.vault.vault import Vault
from tests.sync.scripted import SERVICE, ScriptedRecogniser, SyncDesk, failure, number_of, picture, steps_until
from tests.vault.vaults import front

REST = (StepKind.IDLE, StepKind.WAITING, StepKind.PAUSED, StepKind.STOPPED)


@pytest.fixture
def desk(tmp_path: Path) -> SyncDesk:
    return SyncDesk(tmp_path)


def states(vault: Vault) -> list[JobState]:
    return [job.state for job in vault.outbox.jobs()]


def test_every_job_is_answered_one_a_step_and_each_answer_is_its_own(desk: SyncDesk) -> None:
    with desk.running(3) as (vault, engine):
        assert [engine.step().kind for _ in range(4)] == [*[StepKind.ANSWERED] * 3, StepKind.IDLE]
        assert [vault.records.get(job.record_id).summary.number for job in vault.outbox.jobs()] == [
            number_of(1), number_of(2), number_of(3),
        ]  # fmt: skip
        assert {job.sent for job in vault.outbox.jobs()} == {1}


def test_the_same_still_is_sent_and_paid_once(desk: SyncDesk) -> None:
    with desk.running(1) as (vault, engine):
        engine.step()
        vault.outbox.add(picture(1), SERVICE)
        assert engine.step().kind is StepKind.REUSED
        assert desk.recogniser.seen == [1]
        assert states(vault) == [JobState.ANSWERED] * 2


def test_what_is_to_be_said_of_an_answer_is_said_with_it_and_kept(desk: SyncDesk) -> None:
    whole = frozenset({Note.WHOLE_PICTURE_SENT})
    desk.recogniser.script = [replace(front(number_of(1)), notes=whole)]
    with desk.running(1) as (vault, engine):
        answered = engine.step()
        vault.outbox.add(picture(1), SERVICE)
        reused = engine.step()
        kept = [vault.outbox.reading(job) for job in vault.outbox.jobs()]

    assert (answered.notes, reused.notes) == (whole, whole)
    assert [reading.notes for reading in kept if reading is not None] == [whole, whole]


@pytest.mark.parametrize("outcome", [errors.UNREACHABLE, errors.TLS_FAILED, errors.PROXY_FAILED, errors.PORTAL])
def test_without_a_connection_the_queue_pauses_longer_and_longer_and_never_gives_up(
    desk: SyncDesk, outcome: Outcome
) -> None:
    desk.recogniser.script = [failure(outcome)] * 30
    waits = []
    with desk.running(2) as (vault, engine):
        for _ in range(30):
            assert engine.step().kind is StepKind.PUT_OFF
            paused = engine.step()
            assert paused.kind is StepKind.PAUSED
            assert paused.wait_s is not None
            waits.append(paused.wait_s)
            desk.pass_time(paused.wait_s)
        assert waits[:5] == [2, 4, 8, 16, 32]
        assert set(waits[9:]) == {300}
        assert [job.tries for job in vault.outbox.jobs()] == [0, 0]
        assert desk.recogniser.seen[:4] == [1, 2, 1, 2], "another job tries the way each time"
        steps_until(engine, StepKind.IDLE)
        assert states(vault) == [JobState.ANSWERED] * 2


def test_when_the_link_is_up_it_is_tried_at_once(desk: SyncDesk) -> None:
    desk.recogniser.script = [failure(errors.UNREACHABLE)]
    with desk.running(1) as (_, engine):
        engine.step()
        assert engine.step().kind is StepKind.PAUSED
        engine.link_up()
        assert engine.step().kind is StepKind.ANSWERED


def test_a_connection_that_works_again_ends_the_long_waits(desk: SyncDesk) -> None:
    desk.recogniser.script = [failure(errors.UNREACHABLE), failure(errors.UNREACHABLE), None, failure(errors.NO_ANSWER)]
    with desk.running(3) as (_, engine):
        engine.step()
        desk.pass_time(2)
        engine.step()
        desk.pass_time(4)
        assert engine.step().kind is StepKind.ANSWERED
        assert engine.step().kind is StepKind.PUT_OFF
        assert engine.step().wait_s == 2


@pytest.mark.parametrize(("asked_s", "wait_s"), [(None, 5), (30.0, 30), (0.0, 1), (1e9, 6 * 3600)])
def test_a_busy_service_is_left_alone_as_long_as_it_asks_within_reason(
    desk: SyncDesk, asked_s: float | None, wait_s: float
) -> None:
    desk.recogniser.script = [failure(errors.THROTTLED, retry_after_s=asked_s)]
    with desk.running(2) as (vault, engine):
        assert engine.step().kind is StepKind.PUT_OFF
        paused = engine.step()
        assert (paused.kind, paused.wait_s) == (StepKind.PAUSED, wait_s)
        assert vault.outbox.job(1).tries == 0
        desk.pass_time(wait_s)
        steps_until(engine, StepKind.IDLE)
        assert states(vault) == [JobState.ANSWERED] * 2


@pytest.mark.parametrize("outcome", [errors.TRANSIENT, errors.ANSWER_EMPTY, errors.ANSWER_GARBLED])
def test_a_service_that_fails_with_one_still_gets_five_tries_while_the_others_go_on(
    desk: SyncDesk, outcome: Outcome
) -> None:
    with desk.running(3) as (vault, engine):
        desk.recogniser.script = [failure(outcome), None, None, *[failure(outcome)] * (MOST_TRIES - 1)]
        waits = []
        while (step := engine.step()).kind is not StepKind.NEEDS_YOU:
            if step.kind is StepKind.WAITING:
                assert step.wait_s is not None
                waits.append(step.wait_s)
                desk.pass_time(step.wait_s)
        assert desk.recogniser.seen == [1, 2, 3, 1, 1, 1, 1]
        assert waits == [2, 4, 8, 16]
        assert states(vault) == [JobState.NEEDS_YOU, JobState.ANSWERED, JobState.ANSWERED]


@pytest.mark.parametrize("outcome", [errors.IMAGE_POOR, errors.IMAGE_UNUSABLE, errors.REQUEST_REFUSED])
def test_a_still_that_is_refused_needs_a_person_and_holds_nothing(desk: SyncDesk, outcome: Outcome) -> None:
    desk.recogniser.script = [failure(outcome)]
    with desk.running(2) as (vault, engine):
        step = engine.step()
        assert (step.kind, step.job_id) == (StepKind.NEEDS_YOU, 1)
        assert engine.step().kind is StepKind.ANSWERED
        job = vault.outbox.job(1)
        assert (job.reason, job.reason_text, job.remedy) == (outcome.code, outcome.message, outcome.remedy)


def test_a_failed_recognition_is_tried_once_more(desk: SyncDesk) -> None:
    desk.recogniser.script = [failure(errors.NOT_RECOGNISED)] * 2
    with desk.running(1) as (vault, engine):
        assert engine.step().kind is StepKind.PUT_OFF
        desk.pass_time(5)
        assert engine.step().kind is StepKind.NEEDS_YOU
        assert desk.recogniser.seen == [1, 1]
        assert states(vault) == [JobState.NEEDS_YOU]


STOPS = [
    outcome
    for outcome in vars(errors).values()
    if isinstance(outcome, Outcome)
    and outcome.action in (Action.ASK_ADMINISTRATOR, Action.ASK_CREDENTIALS, Action.RENEW_TOKEN)
]


@pytest.mark.parametrize("outcome", STOPS, ids=lambda outcome: f"{outcome.code}-{outcome.message[:20]}")
def test_what_concerns_the_account_stops_the_whole_queue_after_one_request(desk: SyncDesk, outcome: Outcome) -> None:
    desk.recogniser.script = [failure(outcome)]
    with desk.running(3) as (vault, engine):
        assert engine.step().kind is StepKind.STOPPED
        desk.pass_time(1e6)
        stopped = engine.step()
        assert (stopped.kind, stopped.wait_s) == (StepKind.STOPPED, None)
        assert states(vault) == [JobState.WAITING] * 3
        assert [job.tries for job in vault.outbox.jobs()] == [0] * 3
    with desk.vault() as vault:
        assert desk.engine(vault).step().kind is StepKind.STOPPED, "the next start remembers"
        assert desk.recogniser.seen == [1]
        engine = desk.engine(vault)
        engine.resume()
        steps_until(engine, StepKind.IDLE)
        assert states(vault) == [JobState.ANSWERED] * 3


def test_a_stop_holds_even_if_nothing_could_be_stored_after_it(desk: SyncDesk) -> None:
    desk.recogniser.script = [failure(STOPS[0])]

    def no_room(*_: object) -> None:
        raise full()

    with desk.running(2) as (vault, engine):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(vault.outbox, "put_off", no_room)
            with pytest.raises(VaultError):
                engine.step()
        assert vault.standstill.read() is not None
    with desk.vault() as vault:
        assert desk.engine(vault).step().kind is StepKind.STOPPED
        assert desk.recogniser.seen == [1]


def test_a_job_keeps_what_the_service_said_until_it_goes_on(desk: SyncDesk) -> None:
    said = [
        ServiceError(errors.TRANSIENT, service_message="Backend timeout."),
        ServiceError(errors.IMAGE_POOR, service_message="The image quality is poor."),
        ServiceError(errors.IMAGE_POOR),
    ]
    desk.recogniser.script = [*said]
    heard = []
    with desk.running(1) as (vault, engine):
        for _ in said:
            engine.step()
            desk.pass_time(600)
            (job,) = vault.outbox.jobs()
            heard.append(job.words)
            if job.state is JobState.NEEDS_YOU:
                vault.outbox.retry(job.job_id)
                assert vault.outbox.job(job.job_id).words is None
        engine.step()
        assert [(each.state, each.words) for each in vault.outbox.jobs()] == [(JobState.ANSWERED, None)]

    assert heard == ["Backend timeout.", "The image quality is poor.", None]


def test_a_standstill_keeps_what_the_service_said(desk: SyncDesk) -> None:
    desk.recogniser.script = [ServiceError(errors.NOT_ENABLED, service_message="Not subscribed.")]
    with desk.running(1) as (vault, engine):
        engine.step()
        standstill = vault.standstill.read()

    assert standstill is not None
    assert standstill.words == "Not subscribed."


def test_with_other_credentials_a_standstill_is_over(desk: SyncDesk) -> None:
    desk.recogniser.script = [failure(errors.SIGN_IN_REFUSED)]
    with desk.running(1) as (vault, engine):
        engine.step()
        desk.access = "two"
        assert desk.engine(vault).step().kind is StepKind.ANSWERED


def test_attempts_that_may_have_been_paid_are_counted_and_bounded(desk: SyncDesk) -> None:
    desk.recogniser.script = [failure(errors.NO_ANSWER, maybe_sent=True)] * MOST_MAYBE_PAID
    with desk.running(1) as (vault, engine):
        for _ in range(MOST_MAYBE_PAID):
            engine.step()
            desk.pass_time(300)
        job = vault.outbox.job(1)
        assert (job.state, job.maybe_paid, job.sent) == (JobState.NEEDS_YOU, MOST_MAYBE_PAID, MOST_MAYBE_PAID)
        assert vault.outbox.possibly_paid_twice() == MOST_MAYBE_PAID
        vault.outbox.retry(1)
        assert engine.step().kind is StepKind.ANSWERED


def test_a_still_that_breaks_every_connection_does_not_hold_the_others(desk: SyncDesk) -> None:
    class Poisoned(ScriptedRecogniser):
        def recognise(self, still: object, *, with_portrait: bool) -> object:  # type: ignore[override] # only the still's number matters
            result = super().recognise(still, with_portrait=with_portrait)  # type: ignore[arg-type]
            if self.seen[-1] == 1:
                raise failure(errors.NO_ANSWER, maybe_sent=True)
            return result

    desk.recogniser = Poisoned()
    with desk.running(4) as (vault, engine):
        for _ in range(12):
            engine.step()
            desk.pass_time(2)
        assert states(vault)[1:] == [JobState.ANSWERED] * 3


def test_a_bug_of_the_recogniser_is_not_hidden_and_not_tried_again(desk: SyncDesk) -> None:
    desk.recogniser.script = [ZeroDivisionError()]
    with desk.running(2) as (vault, engine):
        with pytest.raises(ZeroDivisionError):
            engine.step()
        assert engine.step().kind is StepKind.ANSWERED
        assert states(vault) == [JobState.NEEDS_YOU, JobState.ANSWERED]


def test_a_bug_of_this_machines_reader_is_not_hidden_and_the_service_is_asked_all_the_same(desk: SyncDesk) -> None:
    desk.here = ScriptedRecogniser([ZeroDivisionError()])
    with desk.running(1) as (vault, engine):
        with pytest.raises(ZeroDivisionError):
            engine.step()
        assert engine.step().kind is StepKind.ANSWERED
        assert len(desk.here.seen) == 1
        assert vault.records.get(1).summary.number == number_of(1)


def test_a_still_that_cannot_be_decoded_needs_a_person_and_is_not_sent(desk: SyncDesk) -> None:
    with desk.running(0) as (vault, engine):
        vault.outbox.add(b"\xff\xd8\xff no picture", SERVICE)
        assert engine.step().kind is StepKind.NEEDS_YOU
        assert desk.recogniser.seen == []
        assert vault.outbox.job(1).reason == "image_damaged"


def test_an_answer_that_could_not_be_stored_is_kept_and_stored_later_not_paid_again(
    desk: SyncDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.running(2) as (vault, engine):
        with monkeypatch.context() as broken:

            def no_room(*_: object) -> None:
                raise full()

            broken.setattr(Outbox, "answered", no_room)
            for _ in range(3):
                with pytest.raises(VaultError):
                    engine.step()
        assert engine.step().job_id == 1
        assert desk.recogniser.seen == [1]
        assert states(vault) == [JobState.ANSWERED, JobState.WAITING]


def test_every_capture_is_read_here_first_and_upgraded_by_the_service(desk: SyncDesk) -> None:
    desk.here = ScriptedRecogniser([front("CB0000009"), ReadError(ErrorCode.NO_PERMIT, "x", "x")])
    desk.recogniser.script = [failure(errors.UNREACHABLE)]
    with desk.running(2) as (vault, engine):
        assert [engine.step().kind for _ in range(3)] == [StepKind.READ_HERE, StepKind.READ_HERE, StepKind.PUT_OFF]
        assert vault.records.get(1).summary.number == "CB0000009"
        assert vault.records.get(1).summary.provisional
        desk.pass_time(300)
        steps_until(engine, StepKind.IDLE)
        assert desk.here.seen == [1, 2]
        assert [vault.records.get(record).summary.number for record in (1, 2)] == [number_of(1), number_of(2)]
        assert not vault.records.get(1).summary.provisional


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("by", ["engine", "window"])
def test_a_picture_that_was_captured_twice_is_read_here_once_for_both_records(
    desk: SyncDesk, when: str, by: str
) -> None:
    desk.here = ScriptedRecogniser()
    desk.recogniser.script = [failure(errors.UNREACHABLE)]
    with desk.running(1) as (vault, engine):
        if when == "before":
            vault.outbox.add(picture(1), SERVICE)
        if by == "engine":
            engine.step()
        else:
            vault.outbox.read_here(1, front(number_of(1)))
        if when == "after":
            vault.outbox.add(picture(1), SERVICE)
        assert [vault.records.get(record).summary.number for record in (1, 2)] == [number_of(1)] * 2
        assert desk.here.seen == ([1] if by == "engine" else [])


@pytest.mark.parametrize("outcome", [errors.THROTTLED, errors.KEY_LOCKED])
def test_what_a_busy_service_asked_for_holds_for_the_next_process_too(desk: SyncDesk, outcome: Outcome) -> None:
    desk.recogniser.script = [failure(outcome, retry_after_s=600.0)] * 6
    with desk.running(6) as (_, engine):
        assert engine.step().kind is StepKind.PUT_OFF
    for _ in range(5):
        desk.pass_time(100)
        with desk.vault() as vault:
            paused = desk.engine(vault).step()
            assert (paused.kind, len(desk.recogniser.seen)) == (StepKind.PAUSED, 1)
    desk.pass_time(101)
    with desk.vault() as vault:
        assert desk.engine(vault).step().kind is StepKind.PUT_OFF


def test_the_clock_of_this_computer_may_jump_by_days(desk: SyncDesk) -> None:
    desk.recogniser.script = [failure(errors.TRANSIENT), failure(errors.UNREACHABLE), failure(errors.TRANSIENT)]
    with desk.running(3) as (vault, engine):
        for jump_days in (-30, 60, -30, 0, 0, 0):
            steps_until(engine, *REST)
            desk.clock.at_s += jump_days * 86400
            desk.pass_time(16)
        steps_until(engine, StepKind.IDLE)
        assert states(vault) == [JobState.ANSWERED] * 3


def test_every_outcome_of_the_service_has_its_action_covered() -> None:
    outcomes = [outcome for outcome in vars(errors).values() if isinstance(outcome, Outcome)]
    assert {outcome.action for outcome in outcomes} == set(Action)
    assert all(
        outcome.error_class in (ErrorClass.THROTTLED, ErrorClass.TRANSIENT, ErrorClass.ANSWER)
        for outcome in outcomes
        if outcome.action is Action.RETRY_LATER
    )
