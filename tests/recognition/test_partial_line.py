"""A machine-readable line that is partly covered: what is legible is told, what is not is told as unreadable."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.domain import machine_line
from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.evidence import Evidence, weigh
from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.machine_line import LENGTH, UNREADABLE, Check
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.recognition.card_view import PX_PER_MM, CardView
from permit_desktop.recognition.lines import ink_box
from permit_desktop.recognition.partial_line import read_partial_line
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.recognition.text_model import TextModel
from tests.specimens.camera import SpecimenStill, render_still
from tests.specimens.card import render_card
from tests.specimens.conditions import Tier
from tests.specimens.person import invent

THUMB = (120, 150, 205)
WHITE = (255, 255, 255)


@pytest.fixture(scope="module")
def front() -> SpecimenStill:
    return render_still(301, Tier.DOCUMENT_CAMERA, side=Side.FRONT)


def covered(still: SpecimenStill, first: int, last: int, colour: tuple[int, int, int]) -> Pixels:
    """The still with some characters of its line (0 to 29) under a patch."""
    assert still.outline is not None
    ink = still.ink[FieldName.MACHINE_CODE]
    pitch_mm = ink.width_mm / LENGTH
    patch = Box(ink.x_mm + first * pitch_mm, ink.y_mm - 1.0, (last + 1 - first) * pitch_mm, ink.height_mm + 2.0)
    picture = still.pixels.copy()
    corners = np.rint(np.asarray(to_picture(still.outline, patch))).astype(np.int32)
    cv2.fillConvexPoly(picture, corners, colour, cv2.LINE_AA)
    return picture


def read(recogniser: OnDeviceRecogniser, picture: Pixels) -> PermitResult:
    return recogniser.recognise(picture, with_portrait=False)


@pytest.mark.parametrize("colour", [THUMB, WHITE], ids=["thumb", "glare"])
@pytest.mark.parametrize(("first", "last"), [(0, 4), (5, 7), (12, 17), (22, 29)])
def test_covered_characters_are_unreadable_and_no_other_is_invented(
    first: int, last: int, colour: tuple[int, int, int], front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    text = read(recogniser, covered(front, first, last, colour)).value(FieldName.MACHINE_CODE)
    true = front.truth[FieldName.MACHINE_CODE]
    assert text is not None
    assert len(text) == LENGTH
    assert set(text[first : last + 1]) == {UNREADABLE}
    assert all(character in (UNREADABLE, printed) for character, printed in zip(text, true, strict=True))
    # Beside the patch a character may be covered in part; the others are read.
    assert text.count(UNREADABLE) <= last + 1 - first + 2


def test_the_blocks_beside_the_patch_are_proved_and_prove_their_fields(
    front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    result = read(recogniser, covered(front, 14, 16, THUMB))
    line = machine_line.parse(result.value(FieldName.MACHINE_CODE) or "")
    assert (line.number_check, line.expiry_check, line.birth_check, line.composite_check) == (
        Check.PROVED,
        Check.UNREADABLE,
        Check.PROVED,
        Check.UNREADABLE,
    )
    weights = weigh(result)
    assert weights[FieldName.BIRTH_DATE].evidence is Evidence.PROVED
    assert weights[FieldName.VALID_PERIOD].evidence is Evidence.READ
    reading = result.readings[FieldName.MACHINE_CODE]
    assert band(reading, weights[FieldName.MACHINE_CODE], Thresholds()) is Band.LOW


@pytest.mark.parametrize("place", [1, 4, 8, 11, 12, 20, 28])
def test_one_covered_character_is_unreadable_although_the_grammar_has_one_for_it(
    place: int, front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    line = read(recogniser, covered(front, place, place, THUMB)).value(FieldName.MACHINE_CODE)
    true = front.truth[FieldName.MACHINE_CODE]
    assert line == true[:place] + UNREADABLE + true[place + 1 :]


@pytest.mark.parametrize("place", [12, 20, 28])
def test_glare_on_a_filler_shifts_no_other_character(
    place: int, front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    line = read(recogniser, covered(front, place, place, WHITE)).value(FieldName.MACHINE_CODE)
    true = front.truth[FieldName.MACHINE_CODE]
    if line is not None:  # in the line's own white a gap may leave too little to tell the places by
        assert all(character in (UNREADABLE, printed) for character, printed in zip(line, true, strict=True))


def test_a_line_that_is_covered_whole_is_absent(front: SpecimenStill, recogniser: OnDeviceRecogniser) -> None:
    result = read(recogniser, covered(front, 0, 29, THUMB))
    assert FieldName.MACHINE_CODE not in result.readings
    assert result.value(FieldName.NUMBER) == front.truth[FieldName.NUMBER]


@pytest.mark.parametrize(("first", "last"), [(0, 4), (12, 17), (22, 29)], ids=["beginning", "middle", "end"])
def test_a_partly_covered_line_lies_where_all_of_it_is_printed(first: int, last: int, model: TextModel) -> None:
    card = render_card(invent(31, PermitType.HK_MACAO), Side.FRONT, 31, PX_PER_MM)
    ink = card.ink[FieldName.MACHINE_CODE]
    pitch_mm = ink.width_mm / LENGTH
    left, right = (round((ink.x_mm + place * pitch_mm) * PX_PER_MM) for place in (first, last + 1))
    picture = card.pixels.copy()
    picture[round((ink.y_mm - 1.0) * PX_PER_MM) : round((ink.bottom_mm + 1.0) * PX_PER_MM), left:right] = THUMB
    height_px, width_px = picture.shape[:2]
    whole = np.array([(0, 0), (width_px, 0), (width_px, height_px), (0, height_px)]) - 0.5
    starts_mm = []
    for displaced_mm in (-1.0, 0.0, 1.0):
        line = read_partial_line(CardView(picture, Quad.of(whole - (displaced_mm * PX_PER_MM, 0))), model)
        assert line is not None
        found = ink_box(line.box)
        assert found.x_mm == pytest.approx(ink.x_mm + displaced_mm, abs=pitch_mm / 2)
        assert found.right_mm == pytest.approx(ink.right_mm + displaced_mm, abs=pitch_mm / 2)
        starts_mm.append(found.x_mm)
    assert np.diff(starts_mm) == pytest.approx(1.0, abs=0.3)
