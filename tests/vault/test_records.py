from __future__ import annotations

from pathlib import Path

import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName, PermitResult
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import Vault
from permit_desktop.workers import filing
from permit_desktop.workers.filing import PermitFile
from tests.vault.vaults import PERSON, Desk, back, front, still

HERE, SERVICE = Options("on-device"), Options("service")


def answer(vault: Vault, result: PermitResult) -> None:
    job = vault.outbox.next_due("service")
    assert job is not None
    vault.outbox.answered(job, vault.outbox.begin(job), result)


def test_the_service_upgrades_the_provisional_reading_and_the_difference_stands_beside_it(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), SERVICE, reading=front(name="石生顿"))
        record = vault.records.get(capture.record_id)
        assert record.summary.provisional
        assert record.summary.name == "石生顿"

        answer(vault, front(name="石生頔"))
        record = vault.records.get(capture.record_id)
        assert not record.summary.provisional
        assert record.summary.name == "石生頔"
        assert (record.fields[FieldName.NAME].source, record.fields[FieldName.NAME].other) == ("service", "石生顿")
        assert record.fields[FieldName.NUMBER].other is None
        assert [change.value for change in vault.records.history(1) if change.field == "name"] == ["石生顿", "石生頔"]


def test_what_this_machine_reads_later_never_replaces_the_services_reading(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), SERVICE)
        answer(vault, front(name="石生頔"))
        vault.outbox.provisional(vault.outbox.job(capture.job_id), front(name="石生顿"))
        name = vault.records.get(capture.record_id).fields[FieldName.NAME]
        assert (name.value, name.source, name.other) == ("石生頔", "service", "石生顿")


def test_a_difference_is_withdrawn_by_who_made_it_and_by_nobody_else(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(1), SERVICE, reading=front("CB0000001"))
        vault.records.correct(capture.record_id, FieldName.NUMBER, "CB0000001", PERSON)

        def other() -> str | None:
            return vault.records.get(capture.record_id).fields[FieldName.NUMBER].other

        answer(vault, front("CB9999999"))
        assert other() == "CB9999999"
        vault.outbox.add(still(2), HERE, record_id=capture.record_id, reading=front("CB0000001"))
        assert other() == "CB9999999", "this machine agrees with the person, and the service still does not"
        vault.outbox.add(still(3), HERE, record_id=capture.record_id, reading=front("CB0000002"))
        assert other() == "CB9999999"
        vault.outbox.add(still(4), SERVICE, record_id=capture.record_id)
        answer(vault, front("CB0000001"))
        assert other() is None


def test_what_a_person_corrected_or_confirmed_is_never_overwritten(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), SERVICE, reading=front())
        vault.records.correct(capture.record_id, FieldName.NAME, "石生笛", PERSON)
        vault.records.confirm(capture.record_id, PERSON)
        answer(vault, front(number="CB3273202"))
        record = vault.records.get(capture.record_id)
        name, number = record.fields[FieldName.NAME], record.fields[FieldName.NUMBER]
        assert (name.value, name.source, name.other) == ("石生笛", "person", "石生頔")
        assert (number.value, number.other) == ("CB3273201", "CB3273202")
        assert vault.outbox.job(capture.job_id).state is JobState.ANSWERED, "a person has to look at the differences"


def test_a_reviewed_record_that_is_changed_waits_for_review_again_and_keeps_its_pictures(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), HERE, reading=front())
        vault.outbox.read_here(capture.job_id, front())
        vault.records.confirm(capture.record_id, PERSON)
        vault.records.correct(capture.record_id, FieldName.NUMBER, "CB3273201", PERSON)
        assert vault.records.to_review() == [], "nothing became another"

        vault.records.correct(capture.record_id, FieldName.NUMBER, "CB3273209", PERSON)
        assert vault.records.to_review() == [capture.record_id]
        assert vault.outbox.job(capture.job_id).state is JobState.ANSWERED
        assert vault.retention.purge(end_of_shift=True).stills == 0
        vault.records.confirm(capture.record_id, PERSON)
        assert vault.records.to_review() == []


@pytest.mark.parametrize("typed", ["", "石生笛"], ids=["confirmed", "corrected"])
def test_what_a_person_takes_back_is_as_it_was_read_and_the_history_keeps_both(tmp_path: Path, typed: str) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = vault.outbox.add(still(), SERVICE, reading=front(name="石生顿"))
        file = PermitFile(capture.record_id, {})
        before = vault.records.get(capture.record_id).fields
        if typed:
            filing.correct(file, FieldName.NAME, typed, PERSON, vault)
        else:
            filing.confirm_field(file, FieldName.NAME, PERSON, vault)
        filing.take_back(file, FieldName.NAME, PERSON, vault)

        assert vault.records.get(capture.record_id).fields == before
        assert not vault.record_list.rows(RecordFilter(corrected=True))
        held = [(each.value, each.source) for each in vault.records.history(capture.record_id) if each.person]
        assert held == [(typed or "石生顿", "person" if typed else "confirmed"), ("石生顿", "taken-back")]
        answer(vault, front(name="石生頔"))
        assert vault.records.get(capture.record_id).fields[FieldName.NAME].value == "石生頔"


def test_what_a_service_read_meanwhile_holds_once_the_correction_is_taken_back(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), SERVICE, reading=front(name="石生顿"))
        file = PermitFile(capture.record_id, {})
        filing.correct(file, FieldName.NAME, "石生頔", PERSON, vault)
        answer(vault, front(name="石生頔"))
        filing.take_back(file, FieldName.NAME, PERSON, vault)
        name = vault.records.get(capture.record_id).fields[FieldName.NAME]
        assert (name.value, name.source, name.other) == ("石生頔", "service", "石生顿")


def test_an_answer_that_says_what_was_confirmed_needs_no_second_look(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), SERVICE, reading=front())
        vault.records.confirm(capture.record_id, PERSON)
        answer(vault, front())
        assert vault.outbox.job(capture.job_id).state is JobState.REVIEWED


def test_a_new_side_of_a_confirmed_record_wants_a_look(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), SERVICE, reading=front())
        vault.records.confirm(capture.record_id, PERSON)
        answer(vault, front())
        second = vault.outbox.add(still(2), SERVICE, record_id=capture.record_id)
        answer(vault, back())
        assert vault.outbox.job(second.job_id).state is JobState.ANSWERED
        assert vault.records.get(capture.record_id).fields[FieldName.HK_TYPE].value == "探亲（T）"


def test_the_history_tells_who_changed_what_and_when(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = vault.outbox.add(still(), SERVICE, reading=front())
        desk.clock.at_s += 60
        vault.records.correct(capture.record_id, FieldName.NAME, "石生笛", PERSON)
        *_, last = vault.records.history(capture.record_id)
        assert (last.field, last.value, last.source, last.person, last.at_s) == (
            "name", "石生笛", "person", PERSON, desk.clock.at_s,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", 3),
        ("CB32", 2),
        ("cb3273202", 1),
        ("生頔", 2),
        ("1981.08.03", 3),
        ("台湾", 0),
        ("%", 0),
        ("_", 0),
        ("\\", 0),
    ],
)
def test_records_are_found_by_number_name_and_date(tmp_path: Path, search: str, found: int) -> None:
    with Desk(tmp_path).vault() as vault:
        for number, name in (("CB3273201", "石生頔"), ("CB3273202", "王小明"), ("C79485623", "李生頔")):
            vault.outbox.add(still(), Options("on-device"), reading=front(number, name))
        assert len(vault.record_list.rows(RecordFilter(search=search))) == found


def test_a_permit_that_was_scanned_before_is_noticed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        first = vault.outbox.add(still(1), SERVICE, reading=front())
        other = vault.outbox.add(still(2), SERVICE, reading=front("C79485623"))
        desk.clock.at_s += 240
        again = vault.outbox.add(still(3), SERVICE, reading=front())
        duplicate = vault.records.duplicate_of(again.record_id)
        assert duplicate is not None
        assert (duplicate.record_id, duplicate.seconds_ago) == (first.record_id, 240)
        assert vault.records.duplicate_of(first.record_id) is None, "the later one is no earlier one"
        assert vault.records.duplicate_of(other.record_id) is None
        vault.outbox.discard(first.job_id)
        assert vault.records.duplicate_of(again.record_id) is None, "what was given up is no record"
        assert vault.records.duplicate_of(vault.outbox.add(still(4), SERVICE).record_id) is None


def test_a_record_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        for use in (
            lambda: vault.records.get(7),
            lambda: vault.records.confirm(7, PERSON),
            lambda: vault.records.correct(7, FieldName.NAME, "x", PERSON),
        ):
            with pytest.raises(VaultError) as unknown:
                use()
            assert unknown.value.code is ErrorCode.RECORD_UNKNOWN
