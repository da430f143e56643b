"""What its own second reading contradicts is never trusted, however clear the print is."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import cv2
import numpy as np
import pytest

from permit_desktop.domain import machine_line
from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Side
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens.card import render_card
from tests.specimens.person import InventedPermit, invent

PERMIT = replace(invent(803, PermitType.HK_MACAO), number="C76052180", name="张三", name_en="ZHANG, SAN")


@dataclass(frozen=True, slots=True)
class TwoNumbers(InventedPermit):
    """A permit whose line has another number than its print; the check digits are those of the line's."""

    coded: str

    @property
    def machine_code(self) -> str:
        return machine_line.compose(self.permit_type, self.coded, self.end, self.birth)


def read(recogniser: OnDeviceRecogniser, permit: InventedPermit) -> PermitResult:
    card = render_card(permit, Side.FRONT, 1, 10.0).pixels
    on_grey = cv2.copyMakeBorder(card, 60, 60, 60, 60, cv2.BORDER_CONSTANT, value=(90, 90, 90))
    return recogniser.recognise(np.asarray(on_grey, np.uint8), with_portrait=False)


def sure(result: PermitResult, field: FieldName) -> float:
    confidence = result.readings[field].confidence
    assert confidence is not None
    return confidence


def test_two_numbers_that_differ_are_both_told_and_neither_is_trusted(recogniser: OnDeviceRecogniser) -> None:
    values = {field.name: getattr(PERMIT, field.name) for field in fields(PERMIT)}
    result = read(recogniser, TwoNumbers(**values, coded="C76052187"))
    assert result.value(FieldName.NUMBER) == PERMIT.number
    assert weigh(result)[FieldName.NUMBER].other == "C76052187"
    assert sure(result, FieldName.NUMBER) <= 0.6


@pytest.mark.parametrize(("pinyin", "least", "most"), [("ZHANG, SAN", 0.95, 1.0), ("ZHANG, SHAN", 0.0, 0.9)])
def test_a_name_that_its_pinyin_does_not_spell_is_not_trusted(
    pinyin: str, least: float, most: float, recogniser: OnDeviceRecogniser
) -> None:
    result = read(recogniser, replace(PERMIT, name_en=pinyin))
    assert result.value(FieldName.NAME) == PERMIT.name
    assert result.value(FieldName.NAME_EN) == pinyin
    for field in (FieldName.NAME, FieldName.NAME_EN):
        assert least <= sure(result, field) <= most
