from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.secrets import SecretsError
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Capture, Options, Trouble
from permit_desktop.vault.lived_time import DAY_S, HOUR_S
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.records import BY_PERSON
from permit_desktop.vault.retention import Periods
from permit_desktop.vault.vault import Vault
from tests.vault.test_trouble import spoil_a_checked_page
from tests.vault.vaults import PERSON, Desk, front, still

MARKER = "MARKERMARKER"
HERE = Options("on-device")


def reviewed(vault: Vault, number: int = 1) -> Capture:
    capture = vault.outbox.add(still(number), Options("on-device"), reading=front(name=MARKER))
    vault.records.confirm(capture.record_id, PERSON)
    return capture


def hours_of_purges(desk: Desk, vault: Vault, hours: float) -> None:
    """Lets time pass as it does where the program runs: a purge every hour."""
    for _ in range(int(hours)):
        desk.clock.at_s += HOUR_S
        vault.retention.purge()


def days_of_purges(desk: Desk, vault: Vault, days: int) -> None:
    """The same where the program is started once a day."""
    for _ in range(days):
        desk.clock.at_s += DAY_S
        vault.retention.purge()


def test_a_still_goes_a_day_after_review_and_its_record_a_month_later(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = reviewed(vault)
        hours_of_purges(desk, vault, 23)
        assert vault.stills.content(capture.still_id)
        hours_of_purges(desk, vault, 1)
        with pytest.raises(VaultError) as gone:
            vault.stills.content(capture.still_id)
        assert gone.value.code is ErrorCode.STILL_PURGED
        assert vault.records.get(capture.record_id).still_ids == ()
        days_of_purges(desk, vault, 29)
        assert not vault.record_list.rows(RecordFilter())
        assert not vault.outbox.jobs()
        assert vault.audit.first_broken() is None
        assert [entry.subject for entry in vault.audit.entries() if entry.event == "purged"] == ["still 1", "record 1"]


def test_what_was_saved_of_a_damaged_vault_is_kept_no_longer_for_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        for number in range(8):
            reviewed(vault, number)
        days_of_purges(desk, vault, 29)
        vault.outbox.add(still(9, 200_000), Options("service"))  # its picture is what will be damaged
    spoil_a_checked_page(desk)

    with desk.vault() as vault:
        assert vault.notice.salvaged is not None
        assert len(vault.record_list.rows(RecordFilter())) >= 8
        days_of_purges(desk, vault, 2)
        assert [found.record_id for found in vault.record_list.rows(RecordFilter()) if found.record_id <= 8] == []


def test_what_waits_for_a_service_or_a_person_is_never_purged(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        asked = vault.outbox.add(still(1), Options("service"), reading=front())
        job = vault.outbox.job(asked.job_id)
        vault.outbox.ask(job, vault.outbox.begin(job), Trouble("x", "x", "x"))
        vault.outbox.add(still(2), Options("service"), reading=front())
        days_of_purges(desk, vault, 60)
        assert len(vault.record_list.rows(RecordFilter())) == 2
        assert len(vault.outbox.jobs()) == 2
        assert vault.stills.content(asked.still_id) == still(1)


def test_a_record_that_was_read_and_that_nobody_reviewed_goes_with_its_picture_after_a_month(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = vault.outbox.add(still(1), HERE, reading=front())
        hours_of_purges(desk, vault, 29 * 24)
        assert vault.records.to_review() == [capture.record_id]
        assert vault.stills.content(capture.still_id) == still(1)
        hours_of_purges(desk, vault, 24)
        assert not vault.record_list.rows(RecordFilter())
        assert vault.stills.count() == 0


def test_a_reviewed_record_with_a_side_that_still_waits_keeps_that_sides_still(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = reviewed(vault)
        waits = vault.outbox.add(still(2), Options("service"), record_id=capture.record_id)
        days_of_purges(desk, vault, 40)
        assert vault.records.get(capture.record_id).still_ids == (waits.still_id,)


def test_a_discarded_capture_goes_at_the_next_purge(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        capture = vault.outbox.add(still(), Options("service"), reading=front())
        vault.outbox.discard(capture.job_id)
        assert vault.retention.purge().records == 1
        assert not vault.record_list.rows(RecordFilter())


def type_the_name(vault: Vault, record_id: int) -> None:
    vault.records.correct(record_id, FieldName.NAME, "石生", PERSON)


def confirm_the_name(vault: Vault, record_id: int) -> None:
    vault.records.confirm_field(record_id, FieldName.NAME, PERSON)


@pytest.mark.parametrize("touch", [type_the_name, confirm_the_name])
def test_what_a_person_entered_outlives_the_capture_that_was_discarded_and_goes_in_its_time(
    tmp_path: Path, touch: Callable[[Vault, int], None]
) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = vault.outbox.add(still(), Options("service"), reading=front())
        touch(vault, capture.record_id)
        vault.outbox.discard(capture.job_id)
        purged = vault.retention.purge()
        assert (purged.stills, purged.records) == (1, 0)
        days_of_purges(desk, vault, 29)
        assert vault.records.get(capture.record_id).fields[FieldName.NAME].source in BY_PERSON
        days_of_purges(desk, vault, 1)
        assert not vault.record_list.rows(RecordFilter())


def test_the_end_of_a_shift_takes_reviewed_stills_at_once_and_leaves_the_rest(tmp_path: Path) -> None:
    with Desk(tmp_path).vault() as vault:
        reviewed(vault)
        vault.outbox.add(still(2), Options("on-device"), reading=front())
        assert vault.retention.purge().stills == 0
        assert vault.retention.purge(end_of_shift=True).stills == 1
        assert len(vault.record_list.rows(RecordFilter())) == 2


def test_an_end_of_shift_that_was_cut_short_goes_on_at_the_next_start(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        for number in range(3):
            reviewed(vault, number)
        assert vault.retention.purge(end_of_shift=True, most_stills=1).more
        desk.clock.at_s += 60
        later = reviewed(vault, 9)
    with desk.vault() as vault:
        assert vault.retention.purge().stills == 2
        assert vault.stills.content(later.still_id), "of the next shift"
        assert vault.retention.purge().stills == 0


def test_a_purge_may_be_done_by_and_by_and_deletes_a_record_after_its_pictures(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.periods = Periods(stills_s=3 * DAY_S, records_s=3 * DAY_S)
    with desk.vault() as vault:
        for number in range(5):
            capture = reviewed(vault, number)
            vault.outbox.add(still(number + 10), HERE, record_id=capture.record_id, reading=front(name=MARKER))
            vault.records.confirm(capture.record_id, PERSON)
        desk.clock.at_s += 3 * DAY_S
        steps = [vault.retention.purge(most_stills=4) for _ in range(3)]
    assert [(step.stills, step.records, step.more) for step in steps] == [(4, 0, True), (4, 0, True), (2, 5, False)]


def test_a_clock_that_leapt_ahead_purges_nothing_until_it_has_stood_for_an_hour(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
        vault.retention.purge()
        desk.clock.at_s += 400 * DAY_S
        assert vault.retention.purge().held_back
        assert vault.retention.purge().held_back
        desk.clock.at_s -= 400 * DAY_S  # someone put it right
        assert vault.retention.purge().records == 0
        assert len(vault.record_list.rows(RecordFilter())) == 1
        desk.clock.at_s += 40 * DAY_S  # a long holiday
        assert vault.retention.purge().held_back
        desk.clock.at_s += HOUR_S
        assert vault.retention.purge().records == 1


@pytest.mark.parametrize("apart_s", [7 * DAY_S, 5 * DAY_S + 1, 30 * DAY_S])
def test_who_opens_the_vault_rarely_and_not_for_long_purges_at_the_second_time(tmp_path: Path, apart_s: float) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.retention.purge()
        capture = reviewed(vault)
    seen = []
    for _ in range(3):
        desk.clock.at_s += apart_s
        with desk.vault() as vault:
            seen.append(vault.purge())
            desk.clock.at_s += 25 * 60
            assert vault.purge().stills == 0
    assert [purged.stills for purged in seen] == [0, 1, 0], capture
    assert [purged.held_back for purged in seen] == [True, False, False]


def test_daily_purges_after_a_closure_of_five_days_are_not_held_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.retention.purge()
        reviewed(vault)
        desk.clock.at_s += 5 * DAY_S
        assert vault.retention.purge().held_back
        desk.clock.at_s += DAY_S + 1
        assert vault.retention.purge().stills == 1
        assert not vault.retention.purge().held_back


def test_a_clock_that_leaps_twice_counts_only_where_it_stood(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.retention.purge()
        reviewed(vault)
        desk.clock.at_s += 20 * DAY_S
        assert vault.retention.purge().held_back
        desk.clock.at_s += 20 * DAY_S
        assert vault.retention.purge().records == 0, "twenty days went by for sure"
        desk.clock.at_s += HOUR_S
        assert vault.retention.purge().records == 1


def test_a_clock_that_was_set_back_purges_nothing_and_goes_on_later(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
        vault.retention.purge()
        desk.clock.at_s -= 100 * DAY_S
        assert vault.retention.purge().stills == 0
        assert len(vault.record_list.rows(RecordFilter())) == 1


def test_what_was_reviewed_while_the_clock_was_behind_outlives_its_being_put_right(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.retention.purge()
        desk.clock.at_s -= 40 * DAY_S
        vault.retention.purge()
        capture = reviewed(vault)
        desk.clock.at_s += 40 * DAY_S + 600
        assert vault.retention.purge().held_back
        assert vault.retention.purge(end_of_shift=True).records == 0
        assert len(vault.record_list.rows(RecordFilter())) == 1
        desk.clock.at_s += HOUR_S
        assert vault.retention.purge().records == 0
        hours_of_purges(desk, vault, 24)
        days_of_purges(desk, vault, 28)
        assert [found.record_id for found in vault.record_list.rows(RecordFilter())] == [capture.record_id]
        hours_of_purges(desk, vault, 24)
        assert not vault.record_list.rows(RecordFilter())


@pytest.mark.parametrize("days", [3, 40, 2000])
def test_a_clock_that_is_set_back_and_forth_between_two_purges_makes_nothing_old(tmp_path: Path, days: int) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.retention.purge()
        desk.clock.at_s -= days * DAY_S
        capture = reviewed(vault)
        desk.clock.at_s += days * DAY_S + 600
        purged = vault.retention.purge()
        assert (purged.stills, purged.records) == (0, 0)
        hours_of_purges(desk, vault, 23)
        assert vault.stills.content(capture.still_id)
        hours_of_purges(desk, vault, 1)
        assert vault.stills.count() == 0


def test_a_vault_that_was_made_while_the_clock_stood_years_behind_loses_nothing_when_it_is_put_right(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
        hours_of_purges(desk, vault, 2)
        desk.clock.at_s += 2000 * DAY_S
        hours_of_purges(desk, vault, 12)
        assert (vault.stills.count(), len(vault.record_list.rows(RecordFilter()))) == (1, 1)


def test_what_was_reviewed_while_the_clock_was_years_ahead_goes_in_its_time_and_with_the_shift(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.retention.purge()
        desk.clock.at_s += 3650 * DAY_S
        capture, other = reviewed(vault, 1), reviewed(vault, 2)
        desk.clock.at_s -= 3650 * DAY_S
        assert vault.retention.purge().stills == 0
        assert vault.retention.purge(end_of_shift=True, most_stills=1).stills == 1
        assert vault.retention.purge(end_of_shift=True).stills == 1
        third = vault.outbox.add(still(3), HERE, record_id=other.record_id, reading=front(name=MARKER))
        vault.records.confirm(other.record_id, PERSON)
        hours_of_purges(desk, vault, 25)
        with pytest.raises(VaultError):
            vault.stills.content(third.still_id)
        days_of_purges(desk, vault, 30)
        assert not vault.record_list.rows(RecordFilter()), capture


@pytest.mark.parametrize("days", [3, 40, 80, 2000])
def test_a_clock_that_is_put_forward_while_the_program_runs_makes_nothing_old(tmp_path: Path, days: int) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        earlier = reviewed(vault, 1)
        hours_of_purges(desk, vault, 2)
        desk.clock.at_s += HOUR_S - 60
        capture = reviewed(vault, 2)
        desk.clock.at_s += 60
        desk.clock.put(days * DAY_S)
        for _ in range(3):
            purged = vault.retention.purge()
            assert (purged.stills, purged.records, purged.held_back) == (0, 0, False)
            desk.clock.at_s += HOUR_S
        hours_of_purges(desk, vault, 17)
        assert vault.stills.content(earlier.still_id)
        hours_of_purges(desk, vault, 2)
        assert vault.records.get(earlier.record_id).still_ids == (), "its day is over, by the clock that nobody sets"
        assert vault.stills.content(capture.still_id)


@pytest.mark.parametrize("days", [3, 40])
def test_a_clock_that_is_put_forward_and_right_again_while_the_program_runs_counts_every_day_after_it(
    tmp_path: Path, days: int
) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = reviewed(vault)
        for by_s in (days * DAY_S, -days * DAY_S):
            desk.clock.put(by_s)
            hours_of_purges(desk, vault, 1)
    desk.clock.at_s += 3 * DAY_S
    with desk.vault() as vault:
        assert vault.retention.purge().stills == 1, capture


def test_a_clock_that_was_behind_at_the_start_and_is_put_right_while_the_program_runs_owes_nothing(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        capture = reviewed(vault)
        vault.retention.purge()
    desk.clock.put(-40 * DAY_S)
    with desk.vault() as vault:
        vault.retention.purge()
        desk.clock.put(40 * DAY_S)
        assert vault.retention.purge().records == 0
    desk.clock.at_s += 3 * DAY_S
    with desk.vault() as vault:
        assert vault.retention.purge().stills == 1, capture


def test_a_clock_that_is_put_forward_before_the_first_purge_of_a_start_makes_nothing_old(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
    with desk.vault() as vault:
        desk.clock.put(3 * DAY_S)
        assert vault.retention.purge().stills == 0


def test_a_weekend_counts_as_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
        vault.retention.purge()
        desk.clock.at_s += 3 * DAY_S
        assert vault.retention.purge().stills == 1


def test_after_a_purge_nothing_of_it_is_left_even_for_who_has_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same database without encryption holds no trace of what was purged."""
    monkeypatch.setattr("permit_desktop.vault.stills.seal", lambda _key, content, _bound: content)
    monkeypatch.setattr("permit_desktop.vault.stills.unseal", lambda _key, content, _bound: content)
    monkeypatch.setattr("permit_desktop.vault.database.unlock", lambda *_: None)
    desk = Desk(tmp_path)

    def traces() -> int:
        written = b"".join(file.read_bytes() for file in desk.folder.glob("vault.db*"))
        return written.count(MARKER.encode()) + written.count(still(1)[:16])

    with desk.vault() as vault:
        reviewed(vault)
        assert traces() > 0
        vault.retention.purge(end_of_shift=True)
        days_of_purges(desk, vault, 30)
        assert traces() == 0


@pytest.mark.parametrize("overwrites", [True, False])
def test_a_purge_takes_the_key_off_the_disk_even_if_sqlite_did_not_overwrite_what_it_deletes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, overwrites: bool
) -> None:
    monkeypatch.setattr("permit_desktop.vault.database.unlock", lambda *_: None)  # so that the file can be looked into
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
        database = vault._database  # noqa: SLF001 (what it holds, and where)
        ((wrapped_key, sealed),) = database.rows("SELECT wrapped_key, sealed FROM stills")
        database.checkpoint()
        before = (desk.folder / "vault.db").read_bytes()
        assert wrapped_key in before
        assert sealed in before
        if not overwrites:
            database.rows("PRAGMA secure_delete = 0")
        assert vault.retention.purge(end_of_shift=True).stills == 1
        after = b"".join(file.read_bytes() for file in desk.folder.glob("vault.db*"))
        assert wrapped_key not in after
        assert (sealed[100:] in after) is not overwrites


def test_a_purge_exchanges_the_keys_and_one_without_a_keyring_leaves_that_to_the_next(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        first, second = (vault.outbox.add(still(number), Options("on-device"), reading=front()) for number in (1, 2))
        before = vault.chest.keys.current
        vault.records.confirm(first.record_id, PERSON)
        assert vault.purge(end_of_shift=True).stills == 1
        exchanged = vault.chest.keys.current
        assert exchanged > before

        vault.records.confirm(second.record_id, PERSON)
        lost = SecretsError(ErrorCode.KEYRING_LOST, "Lost.", "Find it.")
        with pytest.MonkeyPatch.context() as gone:
            gone.setattr(desk.holder, "make", mock_failure(lost))
            with pytest.raises(SecretsError):
                vault.purge(end_of_shift=True)
        assert (vault.stills.count(), vault.chest.keys.current) == (0, exchanged)
        assert vault.purge().stills == 0
        assert vault.chest.keys.current > exchanged
        later = vault.chest.keys.current
        vault.purge()
        assert vault.chest.keys.current == later, "nothing was deleted, nothing is exchanged"


class PowerFailedError(BaseException):
    """Nothing after it is done."""


def test_a_purge_that_is_cut_short_exchanges_the_keys_at_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PowerFailedError

    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
        before = vault.chest.keys.current
        with monkeypatch.context() as power:
            power.setattr("permit_desktop.vault.retention.Database.checkpoint", fail)
            with pytest.raises(PowerFailedError):
                vault.purge(end_of_shift=True)
    with desk.vault() as vault:
        assert vault.purge().stills == 0, "the picture went with the purge that was cut short"
        assert vault.chest.keys.current > before


def test_a_record_that_goes_without_pictures_takes_the_keys_with_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        reviewed(vault)
        vault.purge(end_of_shift=True)
        before = vault.chest.keys.current
        for _ in range(29):
            desk.clock.at_s += DAY_S
            assert not vault.purge().records
        assert vault.chest.keys.current == before
        desk.clock.at_s += DAY_S
        assert vault.purge().records == 1
        assert vault.chest.keys.current > before


def mock_failure(error: Exception) -> Callable[[str], None]:
    def fail(_: str) -> None:
        raise error

    return fail
