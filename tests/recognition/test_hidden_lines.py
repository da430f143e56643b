"""An endorsement of which a line is hidden: the others are told, and the hidden one is missing."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens.camera import SpecimenStill, render_still
from tests.specimens.conditions import Tier

HEAD = {FieldName.HK_TYPE, FieldName.HK_ROUND_TRIPS}
THUMB, GLARE = (120, 150, 205), (255, 255, 255)


@pytest.fixture(scope="module")
def back() -> SpecimenStill:
    return render_still(31, Tier.DOCUMENT_CAMERA, side=Side.BACK)


def under(still: SpecimenStill, patch: Box, colour: tuple[int, int, int]) -> Pixels:
    """The still with a part of its card under a patch."""
    assert still.outline is not None
    picture = still.pixels.copy()
    corners = np.rint(np.asarray(to_picture(still.outline, patch))).astype(np.int32)
    cv2.fillConvexPoly(picture, corners, colour)
    return picture


@pytest.mark.parametrize("colour", [THUMB, GLARE], ids=["thumb", "glare"])
@pytest.mark.parametrize("hidden", [HEAD, {FieldName.HK_VALID_PERIOD}], ids=["first line", "validity"])
def test_the_other_lines_of_an_endorsement_are_told(
    hidden: set[FieldName], colour: tuple[int, int, int], back: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    assert back.outline is not None
    assert hidden <= back.truth.keys()
    first = next(iter(sorted(hidden)))
    line = back.ink[first]
    picture = under(back, Box(19.0, line.y_mm - 0.7, 48.0, line.height_mm + 1.4), colour)
    result = recogniser.recognise(picture, with_portrait=False)
    left = {field: value for field, value in back.truth.items() if field not in hidden}
    assert {field: reading.value for field, reading in result.readings.items()} == left


def test_an_endorsement_of_which_the_first_line_alone_is_seen_is_refused_for_its_destination_is_not_told(
    recogniser: OnDeviceRecogniser,
) -> None:
    back = render_still(32, Tier.DOCUMENT_CAMERA, side=Side.BACK)
    assert {field.block for field in back.truth if field.block} == {"endorsement_info_mo"}
    period, code = back.ink[FieldName.MO_VALID_PERIOD], back.ink[FieldName.MO_ISSUE_INFO]
    hidden = replace(back, pixels=under(back, Box(19.0, period.y_mm - 0.7, 48.0, 15.0), THUMB))
    with pytest.raises(ReadError) as caught:
        recogniser.recognise(under(hidden, code.grown(0.7), THUMB), with_portrait=False)
    assert caught.value.code is ErrorCode.TOO_BLURRED
