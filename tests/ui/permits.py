"""Records for the tests of the window, made from the shipped specimens' truth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QColor, QImage

from permit_desktop.domain.permit import FieldName, PermitResult, Reading, Side
from permit_desktop.system.resources import resource
from permit_desktop.ui.record_model import RecordModel, SideReading, Terms, record_model

TODAY = date(2026, 11, 23)


def truth(side: Side, permit: str = "hk-macao-1") -> dict[FieldName, str]:
    """What stands on one side of a shipped specimen."""
    entries = json.loads(resource("specimens", "specimens.json").read_text(encoding="utf-8"))["specimens"]
    fields = next(entry["fields"] for entry in entries if entry["file"] == f"{permit}-{side}.jpg")
    return {FieldName(name): value for name, value in fields.items()}


NUMBER = truth(Side.FRONT)[FieldName.NUMBER]
SLIPPED = NUMBER[:-1] + ("8" if NUMBER[-1] != "8" else "3")
"""The number, with its last character misread."""


def reading(
    side: Side,
    *,
    values: Mapping[FieldName, str] | None = None,
    confidences: Mapping[FieldName, float] | None = None,
    permit: str = "hk-macao-1",
) -> SideReading:
    """One side of a shipped specimen, with other values and confidences where wanted."""
    told = {**truth(side, permit), **(values or {})}
    readings = {field: Reading(value, (confidences or {}).get(field, 0.99)) for field, value in told.items()}
    face = QImage(856, 540, QImage.Format.Format_RGB32)
    face.fill(QColor("#C0D0E0"))
    return SideReading(PermitResult(readings), face)


def record(*sides: SideReading) -> RecordModel:
    """The record of some sides, as it is shown on the day of the tests."""
    return record_model({_side(side): side for side in sides}, Terms(TODAY))


def _side(side: SideReading) -> Side:
    named = side.result.side
    assert named is not None
    return named
