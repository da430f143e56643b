from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from permit_desktop.domain.bands import Band, Thresholds
from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options, Trouble
from permit_desktop.vault.record_row import TO_REVIEW, RecordFilter, RecordState
from permit_desktop.vault.vault import Vault
from tests.vault.vaults import PERSON, Desk, front, still

HERE, SERVICE = Options("on-device"), Options("service")
HOUR_S = 3600.0
PERIOD = {"valid_period": "2019.07.30 - 2029.07.29"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def vault(desk: Desk) -> Iterator[Vault]:
    """One record in each state, in the order of `RecordState`, an hour apart."""
    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        desk.clock.at_s += HOUR_S
        vault.outbox.add(still(2), SERVICE, reading=front("C11111111"))
        desk.clock.at_s += HOUR_S
        vault.outbox.add(still(3), HERE, reading=front("C22222222", valid_period="2010.01.01-2020.01.01"))
        desk.clock.at_s += HOUR_S
        vault.outbox.add(still(4), HERE, reading=front("C33333333", **PERIOD))
        vault.records.correct(4, FieldName.NAME, "石生笛", PERSON)
        vault.records.confirm(4, PERSON)
        desk.clock.at_s += HOUR_S
        vault.outbox.discard(vault.outbox.add(still(5), SERVICE).job_id)
        yield vault


def usual(_: FieldName) -> Thresholds:
    return Thresholds()


def sure(_: FieldName) -> Thresholds:
    return Thresholds(high=0.9)


def ids(vault: Vault, wanted: RecordFilter) -> list[int]:
    return [row.record_id for row in vault.record_list.rows(wanted)]


def test_a_reviewed_record_waits_for_review_again_when_a_service_answers_otherwise(vault: Vault) -> None:
    assert vault.records.to_review() == [2, 3]
    vault.records.confirm(2, PERSON)
    assert vault.records.to_review() == [3]
    job = vault.outbox.job(2)
    vault.outbox.answered(job, vault.outbox.begin(job), front("C11111112"))
    assert vault.records.to_review() == [2, 3]
    assert 2 in ids(vault, RecordFilter(state=RecordState.TO_REVIEW))
    vault.records.confirm(2, PERSON)
    assert vault.records.to_review() == [3]
    assert 2 in ids(vault, RecordFilter(state=RecordState.REVIEWED))


def test_what_the_list_offers_for_review_is_what_the_review_takes_up(vault: Vault) -> None:
    vault.records.confirm(2, PERSON)  # the service has still to answer
    vault.outbox.add(still(6), HERE, reading=PermitResult({}))
    offered = [row.record_id for row in vault.record_list.rows(RecordFilter()) if row.state in TO_REVIEW]
    assert sorted(offered) == vault.records.to_review() == [3]
    assert [vault.records.waits_for_review(row.record_id) for row in vault.record_list.rows(RecordFilter())] == [
        row.state in TO_REVIEW for row in vault.record_list.rows(RecordFilter())
    ]


def test_each_record_says_where_it_stands(vault: Vault) -> None:
    rows = vault.record_list.rows(RecordFilter())
    assert [row.state for row in reversed(rows)] == list(RecordState)
    for state in RecordState:
        assert [row.state for row in vault.record_list.rows(RecordFilter(state=state))] == [state]


def test_a_record_tells_until_when_its_permit_is_valid_and_whether_a_person_changed_it(vault: Vault) -> None:
    assert [(row.valid_until, row.corrected) for row in vault.record_list.rows(RecordFilter())] == [
        (None, False),
        ("2029.07.29", True),
        ("2020.01.01", False),
        (None, False),
        (None, False),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (RecordFilter(search="2222"), [3]),
        (RecordFilter(search="石生笛"), [4]),
        (RecordFilter(search="1981.08"), [4, 3, 2]),
        (RecordFilter(search="1981-08-03"), [4, 3, 2]),
        (RecordFilter(search="19810803"), [4, 3, 2]),
        (RecordFilter(search="1981年8月3日"), [4, 3, 2]),
        (RecordFilter(search="C 22222222"), [3]),
        (RecordFilter(search="%"), []),
        (RecordFilter(type=PermitType.HK_MACAO), [4, 3, 2]),
        (RecordFilter(type=PermitType.TAIWAN), []),
        (RecordFilter(expired_on=date(2026, 11, 25)), [3]),
        (RecordFilter(expired_on=date(2020, 1, 1)), []),
        (RecordFilter(corrected=True), [4]),
        (RecordFilter(corrected=True, search="2222"), []),
    ],
)
def test_filters_narrow_the_list(vault: Vault, wanted: RecordFilter, found: list[int]) -> None:
    assert ids(vault, wanted) == found


def test_the_list_can_be_narrowed_to_some_hours(vault: Vault, desk: Desk) -> None:
    now_s = desk.clock.at_s
    assert ids(vault, RecordFilter(captured_from_s=now_s - 2 * HOUR_S, captured_before_s=now_s)) == [4, 3]


def test_a_validity_that_is_no_period_is_not_called_expired(desk: Desk) -> None:
    with desk.vault() as vault:
        vault.outbox.add(still(), HERE, reading=front(valid_period="long ago"))
        assert ids(vault, RecordFilter(expired_on=date(2026, 11, 25))) == []


def test_the_list_ends_at_its_limit_with_the_newest(vault: Vault) -> None:
    assert [row.record_id for row in vault.record_list.rows(RecordFilter(), limit=2)] == [5, 4]


def test_a_days_figures_are_by_the_hour_and_by_the_least_sure_field(desk: Desk) -> None:
    with desk.vault() as vault:
        start_s = desk.clock.at_s
        vault.outbox.add(still(1), HERE, reading=front())
        vault.outbox.add(still(2), HERE, reading=front())
        desk.clock.at_s += 2 * HOUR_S
        vault.outbox.add(still(3), SERVICE, reading=front())
        vault.outbox.discard(vault.outbox.add(still(4), SERVICE).job_id)
        vault.outbox.add(still(5), HERE, reading=front(name="石"))
        vault.records.correct(5, FieldName.NAME, "石生", PERSON)

        day = vault.day_figures.of(start_s, start_s + 24 * HOUR_S, sure)
        assert [(hour.hour, hour.in_band(Band.HIGH), hour.waiting) for hour in day.hours] == [(0, 2, 0), (2, 1, 1)]
        assert (day.scanned, day.in_band(Band.HIGH), day.waiting) == (4, 3, 1)
        assert vault.day_figures.of(start_s, start_s + 24 * HOUR_S, usual).in_band(Band.MEDIUM) == 3
        assert vault.day_figures.of(start_s + 24 * HOUR_S, start_s + 48 * HOUR_S, sure).scanned == 0


def test_a_days_figures_follow_what_changes_in_a_record_and_what_comes_and_goes(desk: Desk) -> None:
    with desk.vault() as vault:
        start_s = desk.clock.at_s
        day_s = (start_s, start_s + 24 * HOUR_S)
        vault.outbox.add(still(1), HERE, reading=front())
        assert vault.day_figures.of(*day_s, usual).in_band(Band.HIGH) == 0
        for name in FieldName:
            if name in vault.records.get(1).fields:
                vault.records.confirm_field(1, name, PERSON)
        assert vault.day_figures.of(*day_s, usual).in_band(Band.HIGH) == 1
        vault.outbox.add(still(2), HERE, reading=front())
        assert vault.day_figures.of(*day_s, usual).scanned == 2
        desk.clock.at_s += 60 * 24 * HOUR_S
        assert vault.purge().held_back
        desk.clock.at_s += HOUR_S
        vault.purge(end_of_shift=True)
        assert vault.day_figures.of(*day_s, usual).scanned == 0


def test_a_field_with_two_readings_is_not_sure(desk: Desk) -> None:
    with desk.vault() as vault:
        start_s = desk.clock.at_s
        job = vault.outbox.job(vault.outbox.add(still(), SERVICE, reading=front(name="石生顿")).job_id)
        vault.outbox.answered(job, vault.outbox.begin(job), front(name="石生頔"))
        day = vault.day_figures.of(start_s, start_s + 1, lambda _: Thresholds(high=0.5))
        assert (day.in_band(Band.HIGH), day.in_band(Band.MEDIUM)) == (0, 1)


def test_the_outbox_counts_its_jobs(vault: Vault) -> None:
    job = vault.outbox.job(1)
    vault.outbox.ask(job, vault.outbox.begin(job), Trouble("no_permit", "No permit.", "Again."))
    assert vault.outbox.counts() == {
        JobState.NEEDS_YOU: 1,
        JobState.WAITING: 1,
        JobState.ANSWERED: 1,
        JobState.REVIEWED: 1,
        JobState.DISCARDED: 1,
    }


def test_the_state_of_one_record_is_the_one_that_the_list_shows(vault: Vault) -> None:
    assert [vault.record_list.state(number) for number in range(1, 6)] == list(RecordState)
    with pytest.raises(VaultError) as told:
        vault.record_list.state(999)
    assert told.value.code is ErrorCode.RECORD_UNKNOWN
