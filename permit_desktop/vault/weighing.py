"""A stored record's fields as evidence and bands, the same way as a reading that has just come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.evidence import Evidence, Weight, weigh
from permit_desktop.domain.permit import FieldName, PermitResult, Reading, Side
from permit_desktop.vault.records import CONFIRMED, PERSON, FieldValue


def result_of(fields: Mapping[FieldName, FieldValue]) -> PermitResult:
    """The record's values as one result, both sides together."""
    return PermitResult({field: Reading(value.value, value.confidence) for field, value in fields.items()})


def weights_of(fields: Mapping[FieldName, FieldValue]) -> Mapping[FieldName, Weight]:
    """The evidence for each field: a person's word, else what arithmetic and agreement say."""
    weights = dict(weigh(result_of(fields)))
    for field, value in fields.items():
        if value.source == PERSON:
            weights[field] = Weight(Evidence.EDITED)
        elif value.other is not None:
            weights[field] = replace(weights[field], other=value.other)
    return weights


def bands_of(
    fields: Mapping[FieldName, FieldValue], thresholds: Callable[[FieldName], Thresholds]
) -> Mapping[FieldName, Band]:
    """The band of each field.

    Args:
        thresholds: those that hold for a field.
    """
    readings, weights = result_of(fields).readings, weights_of(fields)
    return {
        field: Band.HIGH if fields[field].source == CONFIRMED else band(reading, weights[field], thresholds(field))
        for field, reading in readings.items()
    }


def sides_of(fields: Mapping[FieldName, FieldValue]) -> Mapping[Side, PermitResult]:
    """The record's values as the results of its sides; a side of which nothing is known is left out."""
    values: dict[Side, dict[FieldName, Reading]] = {Side.FRONT: {}, Side.BACK: {}}
    for field, reading in result_of(fields).readings.items():
        if field is not FieldName.TYPE:
            values[Side.BACK if field.block else Side.FRONT][field] = reading
    kind = {FieldName.TYPE: Reading(value.value, value.confidence)} if (value := fields.get(FieldName.TYPE)) else {}
    return {
        side: PermitResult({**kind, FieldName.SIDE: Reading(side.value, None), **readings})
        for side, readings in values.items()
        if readings
    }
