"""A letter that is printed where only a digit may stand is told as printed or flagged, never repaired unsaid."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from permit_desktop.domain import machine_line
from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.evidence import Evidence, weigh
from permit_desktop.domain.findings import FindingCode, findings
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Side
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens import optics
from tests.specimens.card import render_card
from tests.specimens.desk import Desk, desk_texture
from tests.specimens.lay import desk_picture, lay
from tests.specimens.person import InventedPermit, invent
from tests.specimens.view import Pose, project

TODAY = date(2026, 1, 1)
NUMBER_FROM, BIRTH_FROM = 4, 21
"""Where the digits after a number's second character, and those of the birth date, begin in the line."""
LETTERS = {"G": "6", "S": "5", "B": "8", "O": "0", "I": "1", "Z": "2"}
"""Each with the digit that it looks like."""


@dataclass(frozen=True, slots=True)
class Misprinted(InventedPermit):
    """A permit whose line has a letter in place of a digit; its check digits are those of the digit."""

    at: int
    letter: str

    @property
    def machine_code(self) -> str:
        line = machine_line.compose(self.permit_type, self.number, self.end, self.birth)
        assert line[self.at] == LETTERS[self.letter]
        return line[: self.at] + self.letter + line[self.at + 1 :]


PERMIT = replace(invent(803, PermitType.HK_MACAO), number="C76052180", birth=date(1986, 5, 12))


def read_misprinted(recogniser: OnDeviceRecogniser, letter: str, first: int) -> tuple[int, PermitResult]:
    permit = PERMIT
    line = machine_line.compose(permit.permit_type, permit.number, permit.end, permit.birth)
    at = line.index(LETTERS[letter], first)
    return at, read(recogniser, Misprinted(**values_of(permit), at=at, letter=letter))


def values_of(permit: InventedPermit) -> dict[str, Any]:
    return {field.name: getattr(permit, field.name) for field in fields(permit)}


def read(recogniser: OnDeviceRecogniser, permit: InventedPermit) -> PermitResult:
    card = render_card(permit, Side.FRONT, 1, 10.0)
    place = project(Pose(0.6, 5, 30, 3.0), 1920, 1080)
    rng = np.random.default_rng(1)
    picture = lay(card, place, desk_picture(desk_texture(Desk.WOOD, rng), place, 10.0, 1920, 1080), rng, 0.3)
    still = optics.from_jpeg(optics.to_jpeg(optics.develop(picture), 90))
    return recogniser.recognise(still, with_portrait=False)


@dataclass(frozen=True, slots=True)
class MisprintedNumber(InventedPermit):
    """A permit whose printed number has letters in place of digits; its line has the digits."""

    digits: str

    @property
    def machine_code(self) -> str:
        return machine_line.compose(self.permit_type, self.digits, self.end, self.birth)


def is_flagged(result: PermitResult) -> bool:
    """Whether the line is not called proved, no part of it is that holds the letter, and a finding says why."""
    line = machine_line.parse(result.value(FieldName.MACHINE_CODE) or "")
    weight = weigh(result)[FieldName.MACHINE_CODE]
    found = {finding.code for finding in findings(result, TODAY)}
    return not line.proved and weight.evidence is Evidence.READ and FindingCode.LINE_UNREADABLE in found


@pytest.mark.parametrize("first", [NUMBER_FROM, BIRTH_FROM], ids=["in the number", "in the birth date"])
@pytest.mark.parametrize("letter", ["G", "S", "B"])
def test_a_letter_that_the_network_tells_from_the_digit_is_never_bent_to_it(
    letter: str, first: int, recogniser: OnDeviceRecogniser
) -> None:
    at, result = read_misprinted(recogniser, letter, first)
    line = result.value(FieldName.MACHINE_CODE)
    assert line is not None
    assert line[at] in (letter, machine_line.UNREADABLE)
    assert is_flagged(result)
    assert (result.readings[FieldName.MACHINE_CODE].confidence or 0.0) <= 0.6


@pytest.mark.parametrize("first", [NUMBER_FROM, BIRTH_FROM], ids=["in the number", "in the birth date"])
@pytest.mark.parametrize("letter", ["O", "I", "Z"])
def test_a_letter_that_the_network_itself_takes_for_the_digit_is_told_as_it_reads_it(
    letter: str, first: int, recogniser: OnDeviceRecogniser
) -> None:
    at, result = read_misprinted(recogniser, letter, first)
    line = result.value(FieldName.MACHINE_CODE)
    assert line is not None
    assert line[at] in (letter, LETTERS[letter], machine_line.UNREADABLE)
    assert line[at] == LETTERS[letter] or is_flagged(result)


def test_a_letter_that_looks_like_a_digit_of_the_printed_number_is_flagged_and_nothing_is_proved(
    recogniser: OnDeviceRecogniser,
) -> None:
    printed = replace(PERMIT, number=PERMIT.number.replace("0", "O"))
    result = read(recogniser, MisprintedNumber(**values_of(printed), digits=PERMIT.number))
    assert FindingCode.LETTER_IN_NUMBER in {finding.code for finding in findings(result, TODAY)}
    weight = weigh(result)[FieldName.NUMBER]
    assert weight.evidence is Evidence.AGREED
    assert band(result.readings[FieldName.NUMBER], weight, Thresholds()) is not Band.HIGH


def test_a_number_of_digits_is_proved_and_not_flagged(recogniser: OnDeviceRecogniser) -> None:
    result = read(recogniser, PERMIT)
    assert weigh(result)[FieldName.NUMBER].evidence is Evidence.PROVED
    assert not result.notes
