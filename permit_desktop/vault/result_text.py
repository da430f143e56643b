"""A permit result as text for the database: everything but the portrait's picture, which is sealed with its still."""

from __future__ import annotations

import json
from typing import Any

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.permit import FieldName, Note, PermitResult, Portrait, Reading


def result_to_text(result: PermitResult) -> str:
    """Writes a result."""
    return json.dumps(
        {
            "readings": {
                field.value: [reading.value, reading.confidence, _place(reading.ink)]
                for field, reading in result.readings.items()
            },
            "outline": _corners(result.outline),
            "portrait": _corners(result.portrait.outline) if result.portrait else None,
            "notes": sorted(result.notes),
        },
        ensure_ascii=False,
    )


def result_from_text(text: str, portrait: bytes | None = None) -> PermitResult:
    """Reads what `result_to_text` wrote.

    Args:
        portrait: the portrait's JPEG file, if there is one.
    """
    told: dict[str, Any] = json.loads(text)
    readings = {
        FieldName(field): Reading(value, confidence, Box(*ink) if ink else None)
        for field, (value, confidence, ink) in told["readings"].items()
    }
    place = _quad(told["portrait"])
    return PermitResult(
        readings,
        _quad(told["outline"]),
        Portrait(place, portrait) if portrait or place else None,
        frozenset(Note(note) for note in told.get("notes", ())),  # older releases wrote none
    )


def _place(box: Box | None) -> tuple[float, float, float, float] | None:
    return None if box is None else (box.x_mm, box.y_mm, box.width_mm, box.height_mm)


def _corners(quad: Quad | None) -> list[tuple[float, float]] | None:
    return None if quad is None else [(corner.x, corner.y) for corner in quad]


def _quad(corners: list[tuple[float, float]] | None) -> Quad | None:
    return None if corners is None else Quad.of(corners)
