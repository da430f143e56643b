from __future__ import annotations

from pathlib import Path

import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.jobs import IllegalMoveError, JobState
from permit_desktop.domain.permit import FieldName, Note, PermitResult, Portrait
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import MOST_MAYBE_PAID, Job, Options, Trouble
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import Vault, open_vault
from tests.vault.vaults import PERSON, Desk, back, front, still

SERVICE = Options("service")


def due(vault: Vault) -> Job:
    job = vault.outbox.next_due("service")
    assert job is not None
    return job


def test_a_capture_is_there_when_the_vault_is_opened_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = vault.outbox.add(still(1), SERVICE)
    with desk.vault() as vault:
        (job,) = vault.outbox.jobs(JobState.WAITING)
        assert (job.job_id, job.still_id, job.record_id) == (capture.job_id, capture.still_id, capture.record_id)
        assert vault.outbox.content(job) == still(1)


ON_DEVICE = Options("on-device")


@pytest.mark.parametrize("options", [SERVICE, ON_DEVICE])
def test_a_still_that_is_being_read_here_waits_for_that_and_no_longer_than_the_hold(
    tmp_path: Path, options: Options
) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = vault.outbox.add(still(), options, hold_s=30)
        assert (vault.outbox.next_due(options.reader), vault.outbox.next_unread()) == (None, None)
        desk.clock.at_s += 31
        held = vault.outbox.next_due(options.reader)
        assert held is not None
        assert (vault.outbox.next_unread() is not None) is (options is SERVICE)
        desk.clock.at_s -= 31

        assert vault.outbox.read_here(capture.job_id, front()) == capture.record_id
        assert vault.outbox.next_unread() is None
        assert (vault.outbox.next_due(options.reader) is not None) is (options is SERVICE)
        assert vault.records.get(capture.record_id).summary.number == "CB3273201"


def test_the_sides_of_a_permit_join_one_record(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        one, other = (vault.outbox.add(still(side), ON_DEVICE, hold_s=30) for side in (1, 2))
        assert one.record_id != other.record_id
        vault.outbox.read_here(one.job_id, front())

        assert vault.outbox.read_here(other.job_id, back(), record_id=one.record_id) == one.record_id
        record = vault.records.get(one.record_id)
        assert record.still_ids == (one.still_id, other.still_id)
        assert record.job_ids == (one.job_id, other.job_id)
        assert FieldName.HK_TYPE in record.fields
        assert [row.record_id for row in vault.record_list.rows(RecordFilter())] == [one.record_id]
        assert {job.state for job in vault.outbox.jobs()} == {JobState.ANSWERED}


def test_an_answer_that_came_before_the_sides_were_joined_goes_along(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        one, other = (vault.outbox.add(still(side), SERVICE) for side in (1, 2))
        job = vault.outbox.job(other.job_id)
        vault.outbox.answered(job, vault.outbox.begin(job), back())
        vault.outbox.read_here(one.job_id, front())

        vault.outbox.read_here(other.job_id, PermitResult({}), record_id=one.record_id)
        held = vault.records.get(one.record_id).fields[FieldName.HK_TYPE]
        assert (held.value, held.source) == ("探亲（T）", "service")


def test_a_side_whose_record_was_purged_meanwhile_keeps_its_own(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), ON_DEVICE, hold_s=30)
        assert vault.outbox.read_here(capture.job_id, back(), record_id=99) == capture.record_id


def test_an_attempt_is_written_before_it_is_made_and_taken_back_at_the_next_start(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(), SERVICE)
        vault.outbox.begin(due(vault))
    with desk.vault() as vault:
        assert vault.notice.interrupted == 1
        (job,) = vault.outbox.jobs()
        assert (job.state, job.sent, job.maybe_paid) == (JobState.WAITING, 1, 1)
        assert vault.outbox.possibly_paid_twice() == 1


@pytest.mark.parametrize("reader", ["service", "on-device"])
def test_a_still_that_ends_the_program_again_and_again_needs_a_person_in_the_end(tmp_path: Path, reader: str) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = vault.outbox.add(still(), Options(reader))
    for _ in range(MOST_MAYBE_PAID):
        with desk.vault() as vault:
            vault.outbox.begin(vault.outbox.job(capture.job_id))
    with desk.vault() as vault:
        job = vault.outbox.job(capture.job_id)
        assert (job.state, job.sent) == (JobState.NEEDS_YOU, MOST_MAYBE_PAID)
        assert job.reason == "interrupted_often"
        paid = MOST_MAYBE_PAID if reader == "service" else 0
        assert (job.maybe_paid, vault.outbox.possibly_paid_twice()) == (paid, paid)
        vault.outbox.retry(capture.job_id)
        assert vault.outbox.next_due(reader) is not None


def test_an_answer_fills_the_record_and_is_kept_for_the_same_still(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        first = vault.outbox.add(still(), SERVICE)
        job = due(vault)
        vault.outbox.answered(job, vault.outbox.begin(job), front())
        assert vault.outbox.job(first.job_id).state is JobState.ANSWERED
        assert vault.records.get(first.record_id).summary.number == "CB3273201"

        second = vault.outbox.add(still(), SERVICE)
        assert vault.outbox.stored_answer(vault.outbox.job(second.job_id)) == front()
        other = vault.outbox.add(still(), Options("service", with_portrait=False))
        assert vault.outbox.stored_answer(vault.outbox.job(other.job_id)) is None


def test_a_job_that_was_put_off_waits_and_the_longest_untried_comes_first(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    trouble = Trouble("service_trouble", "It has trouble.", "Wait.", counts=True)
    with desk.vault() as vault:
        poison = vault.outbox.add(still(1), SERVICE)
        vault.outbox.add(still(2), SERVICE)
        job = due(vault)
        assert job.job_id == poison.job_id
        vault.outbox.put_off(job, vault.outbox.begin(job), trouble, wait_s=10)
        assert due(vault).job_id != poison.job_id
        desk.clock.at_s += 10
        assert due(vault).job_id != poison.job_id, "the one that was tried goes to the end of the queue"
        told = vault.outbox.job(poison.job_id)
        assert (told.reason, told.tries, told.state) == ("service_trouble", 1, JobState.WAITING)


@pytest.mark.parametrize("days", [-30, 30])
def test_a_clock_that_jumps_by_days_holds_no_job_back(tmp_path: Path, days: int) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        job = due(vault)
        vault.outbox.put_off(job, vault.outbox.begin(job), Trouble("x", "x", "x"), wait_s=60)
        assert vault.outbox.next_due("service") is None
        assert vault.outbox.wait_s("service") == 60
        desk.clock.at_s += days * 86400
        assert due(vault).job_id == job.job_id


def test_a_person_may_retry_or_discard_what_needs_them_but_not_what_is_being_sent(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        job = due(vault)
        attempt = vault.outbox.begin(job)
        with pytest.raises(IllegalMoveError):
            vault.outbox.discard(job.job_id)
        vault.outbox.ask(job, attempt, Trouble("no_permit", "No permit.", "Scan again."))
        assert vault.outbox.next_due("service") is None
        vault.outbox.retry(job.job_id)
        assert due(vault).reason is None
        vault.outbox.discard(job.job_id)
        with pytest.raises(IllegalMoveError):
            vault.outbox.retry(job.job_id)
        with pytest.raises(VaultError) as unknown:
            vault.outbox.retry(99)
        assert unknown.value.code is ErrorCode.JOB_UNKNOWN


def test_who_retries_a_job_gives_it_all_its_tries_again(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        job = due(vault)
        vault.outbox.put_off(job, vault.outbox.begin(job), Trouble("x", "X.", "Wait.", counts=True), 0.0)
        job = due(vault)
        assert job.tries == 1
        vault.outbox.ask(job, vault.outbox.begin(job), Trouble("x", "X.", "Wait.", counts=True))
        assert vault.outbox.job(job.job_id).tries == 2
        vault.outbox.retry(job.job_id)
        assert (due(vault).tries, due(vault).sent) == (0, 2)


@pytest.mark.parametrize("number", [-1, 0, 1 << 63, 10**20, -(10**20)])
def test_a_number_that_no_row_can_have_names_no_job_and_no_record(tmp_path: Path, number: int) -> None:
    with Desk(tmp_path).vault() as vault:
        for ask, code in (
            (vault.outbox.retry, ErrorCode.JOB_UNKNOWN),
            (vault.outbox.discard, ErrorCode.JOB_UNKNOWN),
            (vault.records.get, ErrorCode.RECORD_UNKNOWN),
        ):
            with pytest.raises(VaultError) as unknown:
                ask(number)
            assert unknown.value.code is code


def test_below_the_floor_nothing_is_captured_and_nothing_half(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault():
        pass
    space = DiskSpace(desk.folder, floor_bytes=1 << 60)
    vault = open_vault(desk.folder, desk.holder, what="test", now=desk.clock, boot=desk.clock.boot_s, space=space)
    try:
        with pytest.raises(VaultError) as full:
            vault.outbox.add(still(), SERVICE)
        assert full.value.code is ErrorCode.VAULT_FULL
        assert not vault.outbox.jobs()
        assert not vault.record_list.rows(RecordFilter())
    finally:
        vault.close()


def test_the_reading_of_this_machine_is_the_answer_where_no_service_is_asked(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), Options("on-device"), reading=front())
        assert vault.outbox.job(capture.job_id).state is JobState.ANSWERED
        assert not vault.records.get(capture.record_id).summary.provisional


def test_the_other_side_joins_the_record_that_the_first_began(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        first = vault.outbox.add(still(1), SERVICE)
        second = vault.outbox.add(still(2), SERVICE, record_id=first.record_id)
        assert vault.records.get(first.record_id).still_ids == (first.still_id, second.still_id)
        with pytest.raises(VaultError):
            vault.outbox.add(still(3), SERVICE, record_id=99)
        assert len(vault.outbox.jobs()) == 2


def test_a_portrait_is_kept_with_its_still_and_comes_back_with_the_stored_answer(tmp_path: Path) -> None:
    portrait = Portrait(Quad.of([(0, 0), (9, 0), (9, 12), (0, 12)]), b"\xff\xd8\xff portrait")
    corners = Quad.of([(1, 2), (3.5, 2), (3.5, 4), (1, 4)])
    result = PermitResult(front().readings, corners, portrait, frozenset({Note.ANOTHER_PERMIT}))
    with Desk(tmp_path).vault() as vault:
        first = vault.outbox.add(still(), SERVICE)
        job = due(vault)
        vault.outbox.answered(job, vault.outbox.begin(job), result)
        assert vault.stills.portrait(first.still_id) == portrait.jpeg

        again = due_again(vault)
        assert vault.outbox.stored_answer(again) == result
        vault.outbox.reuse(again, result)
        assert again.still_id is not None
        assert vault.stills.portrait(again.still_id) == portrait.jpeg


def due_again(vault: Vault) -> Job:
    vault.outbox.add(still(), SERVICE)
    return due(vault)


def test_until_the_service_answers_the_reading_of_this_machine_stands_in(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(1), SERVICE, reading=front("CB0000001"))
        job = vault.outbox.job(capture.job_id)
        assert vault.outbox.reading(job) == front("CB0000001")
        assert vault.outbox.stored_answer(job) is None
        vault.outbox.answered(job, vault.outbox.begin(job), front("CB0000002"))
        assert vault.outbox.reading(job) == front("CB0000002")
        unread = vault.outbox.add(still(2), SERVICE)
        assert vault.outbox.reading(vault.outbox.job(unread.job_id)) is None


def test_the_audit_trail_tells_the_way_of_a_capture(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), SERVICE)
        job = due(vault)
        vault.outbox.answered(job, vault.outbox.begin(job), front())
        vault.records.confirm(capture.record_id, PERSON)
        events = [entry.event for entry in vault.audit.entries()]
        assert events == ["created", "unlocked", "captured", "sent", "answered", "confirmed"]
        assert vault.outbox.job(capture.job_id).state is JobState.REVIEWED
