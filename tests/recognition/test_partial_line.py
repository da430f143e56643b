"""A machine-readable line that is partly covered: what is legible is told, what is not is told as unreadable."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.domain import machine_line
from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.evidence import Evidence, weigh
from permit_desktop.domain.geometry import Box
from permit_desktop.domain.machine_line import LENGTH, UNREADABLE, Check
from permit_desktop.domain.permit import FieldName, PermitResult, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens.camera import SpecimenStill, render_still
from tests.specimens.conditions import Tier

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
