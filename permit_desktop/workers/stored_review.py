"""A stored record as it is taken up for review: what was read of its sides, what a person did with it, its pictures.

`stored_review` runs in the vault's thread, `pictures_of` beside it, as decoding takes its time; neither knows widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtGui import QImage

from permit_desktop.domain.errors import StillError
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName, PermitResult, Side
from permit_desktop.domain.review import Review
from permit_desktop.imaging.decode import decode_still
from permit_desktop.vault.job import Job
from permit_desktop.vault.records import CONFIRMED, ON_DEVICE, PERSON, SERVICE, Change, FieldValue
from permit_desktop.vault.vault import Vault
from permit_desktop.vault.weighing import sides_of
from permit_desktop.workers.filing import Filed, PermitFile, held_of, told_of
from permit_desktop.workers.reading_worker import face_of, portrait_of

_BY_RECOGNISER: Final = frozenset({ON_DEVICE, SERVICE})


@dataclass(frozen=True, slots=True, eq=False)
class StoredSide:
    """One side of a stored record.

    Attributes:
        result: what holds; for a field that a person typed, what was read last.
        others: the readings that differ, by field.
        content: the picture file; None where it is gone.
    """

    result: PermitResult
    others: Mapping[FieldName, str]
    content: bytes | None


@dataclass(frozen=True, slots=True, eq=False)
class StoredReview:
    """A record that waits for a person.

    Attributes:
        file: the permit as the vault knows it.
        sides: those that were read; none where nothing was.
        review: what a person did with it before.
        filed: how it stands.
    """

    file: PermitFile
    sides: Mapping[Side, StoredSide]
    review: Review
    filed: Filed


@dataclass(frozen=True, slots=True, eq=False)
class SidePictures:
    """What the screen shows of a side; None where its picture is gone or cannot be read."""

    face: QImage | None
    portrait: QImage | None


def stored_review(record_id: int, vault: Vault) -> StoredReview:
    """Gathers what a review of a record needs.

    Raises:
        VaultError: the record is gone, or the vault cannot be read.
    """
    record = vault.records.get(record_id)
    known = dict(_known_sides((vault.outbox.job(job_id) for job_id in record.job_ids), vault))
    left = _from_values(record.fields, vault.records.history(record_id))
    sides: dict[Side, StoredSide] = {}
    for side in Side:
        if side in known:
            job, shown, answer = known[side]
            sides[side] = _side(
                record.fields, shown, answer, vault.stills.content(job.still_id) if job.still_id else None
            )
        elif side in left:
            sides[side] = _side(record.fields, left[side], left[side], None)
    file = PermitFile(record_id, {side: job.job_id for side, (job, _, _) in known.items()})
    return StoredReview(file, sides, _review(record.fields), told_of(record_id, vault))


def pictures_of(stored: StoredReview) -> Mapping[Side, SidePictures]:
    """The pictures of all sides, decoded and rectified."""
    return {side: _pictures(each) for side, each in stored.sides.items()}


def _known_sides(jobs: Iterable[Job], vault: Vault) -> Iterable[tuple[Side, tuple[Job, PermitResult, PermitResult]]]:
    """Each side with its job, this machine's reading and the answer; of a side that was scanned anew the last one."""
    for job in jobs:
        answer = vault.outbox.reading(job)
        if answer is None or job.state is JobState.DISCARDED:
            continue
        shown = vault.outbox.own_reading(job) or answer
        side = answer.side or shown.side
        if side is not None:
            yield side, (job, shown, answer)


def _side(
    fields: Mapping[FieldName, FieldValue], shown: PermitResult, answer: PermitResult, content: bytes | None
) -> StoredSide:
    held, others = held_of(fields, shown, answer)
    outline, portrait = shown.outline or answer.outline, answer.portrait or shown.portrait
    return StoredSide(replace(held, outline=outline, portrait=portrait), others, content)


def _from_values(fields: Mapping[FieldName, FieldValue], history: Sequence[Change]) -> Mapping[Side, PermitResult]:
    """The sides as the record's values tell of them; in place of what a person typed stands what was read before."""
    read = {change.field: change.value for change in history if change.source in _BY_RECOGNISER}
    held: dict[FieldName, FieldValue] = {}
    for name, value in fields.items():
        if value.source != PERSON:
            held[name] = value
        elif (before := read.get(name.value)) is not None:
            held[name] = FieldValue(before, None, ON_DEVICE, None)
    return sides_of(held)


def _review(fields: Mapping[FieldName, FieldValue]) -> Review:
    return Review(
        corrected={name: value.value for name, value in fields.items() if value.source == PERSON},
        confirmed={name: value.value for name, value in fields.items() if value.source == CONFIRMED},
    )


def _pictures(side: StoredSide) -> SidePictures:
    portrait = portrait_of(side.result)
    if side.content is None:
        return SidePictures(None, portrait)
    try:
        return SidePictures(face_of(decode_still(side.content), side.result), portrait)
    except StillError:
        return SidePictures(None, portrait)
