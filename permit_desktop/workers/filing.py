"""What becomes of a still in the vault. Plain functions for the vault's thread; they know neither widgets nor signals.

A still is stored at once, under a record of its own, and read at the same time. Which permit it belongs to is known
only when it was read: then it joins the record of the permit's other side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName, PermitResult, Reading, Side
from permit_desktop.vault import errors
from permit_desktop.vault.job import Capture, Options
from permit_desktop.vault.records import ON_DEVICE, PERSON, Duplicate, FieldValue
from permit_desktop.vault.vault import Vault

HOLD_S: Final = 60.0
"""Longer than any reading takes; if the program ends before it is through, the queue takes the still up after that."""


@dataclass(slots=True, eq=False)
class PermitFile:
    """A permit under review as the vault knows it; changed in the vault's thread only.

    Attributes:
        record_id: its record, None until its first side was filed.
        jobs: the job of each side.
    """

    record_id: int | None = None
    jobs: dict[Side, int] = field(default_factory=dict)


@dataclass(slots=True, eq=False, weakref_slot=True)
class StillFile:
    """A still on its way into the vault; changed in the vault's thread only.

    Attributes:
        encode: gives the picture file; what it holds is let go once that is stored.
        options: who is to answer.
        capture: what was stored, None before that.
    """

    encode: Callable[[], bytes] | None
    options: Options
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """What the person is told of a record.

    Attributes:
        record_id: the record.
        provisional: whether a service has still to answer.
        reviewed: whether a person has confirmed it as a whole, and nothing has come since.
        duplicate: an earlier record of the same permit.
    """

    record_id: int
    provisional: bool
    reviewed: bool
    duplicate: Duplicate | None


def keep(still: StillFile, vault: Vault) -> Capture:
    """Stores a still; harmless when it is stored.

    Raises:
        VaultError: vault_full, and whatever else keeps it from being stored.
    """
    if still.capture is None:
        assert still.encode is not None  # noqa: S101 (it goes only when there is a capture)
        still.capture = vault.outbox.add(still.encode(), still.options, hold_s=HOLD_S)
        still.encode = None
    return still.capture


def file_reading(still: StillFile, permit: PermitFile, side: Side, result: PermitResult, vault: Vault) -> Filed:
    """Gives a side's reading to the permit's record; stores the still first, if that could not be done before.

    Raises:
        VaultError: it could not be stored.
    """
    capture = keep(still, vault)
    permit.record_id = vault.outbox.read_here(capture.job_id, result, record_id=permit.record_id)
    former = permit.jobs.get(side)
    permit.jobs[side] = capture.job_id
    if former is not None and former != capture.job_id and vault.outbox.job(former).state is JobState.WAITING:
        _discard(former, vault)  # the side was scanned anew: nobody needs an answer to the picture before
    return told_of(permit.record_id, vault)


def correct(permit: PermitFile, name: FieldName, value: str, person: str, vault: Vault) -> Filed:
    """Stores a person's value for a field; raises `VaultError`."""
    record_id = _record_of(permit)
    vault.records.correct(record_id, name, value, person)
    return told_of(record_id, vault)


def confirm_field(permit: PermitFile, name: FieldName, person: str, vault: Vault) -> Filed:
    """Stores that a person found a field right as it was read; raises `VaultError`."""
    record_id = _record_of(permit)
    vault.records.confirm_field(record_id, name, person)
    return told_of(record_id, vault)


def take_back(permit: PermitFile, name: FieldName, person: str, vault: Vault) -> Filed:
    """Stores that a person took back what they did to a field: what was read holds again; raises `VaultError`."""
    record_id = _record_of(permit)
    vault.records.take_back(record_id, name, list(_readings_of(record_id, name, vault)), person)
    return told_of(record_id, vault)


def _readings_of(record_id: int, name: FieldName, vault: Vault) -> Iterator[tuple[Reading, str]]:
    for job in map(vault.outbox.job, vault.records.get(record_id).job_ids):
        own, answer = vault.outbox.own_reading(job), vault.outbox.stored_answer(job)
        for result, source in ((own, ON_DEVICE), (answer, job.options.reader)):
            reading = result.readings.get(name) if result is not None else None
            if reading is not None:
                yield reading, source


def accept(permit: PermitFile, person: str, vault: Vault) -> Filed:
    """Stores that a person is done with the record; raises `VaultError`."""
    record_id = _record_of(permit)
    vault.records.confirm(record_id, person)
    return told_of(record_id, vault)


def told_of(record_id: int, vault: Vault) -> Filed:
    """How a record stands; raises `VaultError` (record_unknown)."""
    summary = vault.records.get(record_id).summary
    reviewed = summary.reviewed_at_s is not None and not vault.records.waits_for_review(record_id)
    return Filed(record_id, summary.provisional, reviewed, vault.records.duplicate_of(record_id))


@dataclass(frozen=True, slots=True)
class Renewed:
    """A side in view after another recogniser has answered.

    Attributes:
        result: what holds now; for a field that the person typed, what was read last.
        others: the readings that differ, by field.
    """

    side: Side
    result: PermitResult
    others: Mapping[FieldName, str]
    filed: Filed


def renewed(permit: PermitFile, side: Side, shown: PermitResult, vault: Vault) -> Renewed:
    """What holds of a side now.

    Args:
        shown: the side as it stands on the screen.

    Raises:
        VaultError: the vault cannot be read, or the record is gone.
    """
    record_id = _record_of(permit)
    answer = vault.outbox.reading(vault.outbox.job(permit.jobs[side])) or shown
    result, others = held_of(vault.records.get(record_id).fields, shown, answer)
    return Renewed(side, result, others, told_of(record_id, vault))


def held_of(
    fields: Mapping[FieldName, FieldValue], shown: PermitResult, answer: PermitResult
) -> tuple[PermitResult, Mapping[FieldName, str]]:
    """What a record holds of a side; for a field that a person typed, what was read last.

    Args:
        fields: the record's.
        shown: the side before the answer; ink, outline and portrait stay those of it.
        answer: what was answered last; what is to be said besides is what it says.

    Returns:
        The side, and the readings that differ by field.
    """
    readings: dict[FieldName, Reading] = dict(shown.readings)
    others: dict[FieldName, str] = {}
    for name in {*shown.readings, *answer.readings} - {FieldName.SIDE}:
        held = fields.get(name)
        if held is None:
            continue
        if held.source == PERSON:
            last = answer.readings.get(name) or shown.readings[name]
        else:
            last = Reading(held.value, held.confidence)
            if held.other is not None:
                others[name] = held.other
        seen = shown.readings.get(name)
        readings[name] = last if seen is None else replace(last, ink=seen.ink)
    return replace(shown, readings=readings, notes=answer.notes), others


def file_unread(still: StillFile, vault: Vault) -> bool:
    """No permit was found on the still by this machine: a service may do better, and otherwise nobody needs it.

    Returns:
        Whether it is kept, for the service.

    Raises:
        VaultError: the vault cannot be used.
    """
    if still.options.reader == ON_DEVICE:
        drop(still, vault)
        return False
    vault.outbox.read_here(keep(still, vault).job_id, PermitResult({}))
    return True


def leave_to_queue(still: StillFile, vault: Vault) -> Filed:
    """Stores a still that nobody is reading any more: the queue takes it up, and its record waits for review.

    Raises:
        VaultError: it could not be stored.
    """
    return told_of(keep(still, vault).record_id, vault)


def drop(still: StillFile, vault: Vault) -> None:
    """Gives a still up; it is shredded at the next purge."""
    still.encode = None
    if still.capture is not None:
        _discard(still.capture.job_id, vault)


def _record_of(permit: PermitFile) -> int:
    if permit.record_id is None:
        raise errors.record_unknown()  # its sides could not be stored; they come first when that is tried again
    return permit.record_id


def _discard(job_id: int, vault: Vault) -> None:
    try:
        vault.outbox.discard(job_id)
    except PermitError as error:
        if error.code not in (ErrorCode.JOB_STATE, ErrorCode.JOB_UNKNOWN):
            raise  # otherwise it is under way already, or gone
