"""Bands: confidence and evidence as one of three words that a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from permit_desktop.domain.evidence import Evidence, Weight
from permit_desktop.domain.permit import Reading


class Band(StrEnum):
    """How much a value needs a look."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which confidence on a value is high or medium.

    The defaults are the limits at which the on-device recogniser's confidence is calibrated.
    """

    high: float = 0.95
    medium: float = 0.80


def worst(bands: Iterable[Band]) -> Band:
    """The band of what is least sure; high where there is nothing."""
    return max(bands, key=list(Band).index, default=Band.HIGH)


def band(reading: Reading, weight: Weight, thresholds: Thresholds) -> Band:
    """The band of a field.

    A value that a check digit proves, or that a person typed, is high; one whose second reading differs, or that a
    check digit refutes, never is; one without a confidence is medium at best.
    """
    if weight.evidence is Evidence.EDITED:
        return Band.HIGH
    undisputed = not weight.disputed
    if weight.evidence is Evidence.PROVED and undisputed:
        return Band.HIGH
    confidence = reading.confidence
    if confidence is None:
        return Band.MEDIUM
    if confidence >= thresholds.high and undisputed:
        return Band.HIGH
    # Last, so that a confidence that is no number (NaN) lands here too.
    return Band.MEDIUM if confidence >= thresholds.medium else Band.LOW
