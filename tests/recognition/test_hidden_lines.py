"""An endorsement of which a line is hidden: the others are told, and the hidden one is missing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens.camera import SpecimenStill, render_still
from tests.specimens.conditions import Tier

HEAD = {FieldName.HK_TYPE, FieldName.HK_ROUND_TRIPS}
THUMB, GLARE = (120, 150, 205), (255, 255, 255)


@pytest.fixture(scope="module")
def back() -> SpecimenStill:
    return render_still(31, Tier.DOCUMENT_CAMERA, side=Side.BACK)


@pytest.mark.parametrize("colour", [THUMB, GLARE], ids=["thumb", "glare"])
@pytest.mark.parametrize("hidden", [HEAD, {FieldName.HK_VALID_PERIOD}], ids=["first line", "validity"])
def test_the_other_lines_of_an_endorsement_are_told(
    hidden: set[FieldName], colour: tuple[int, int, int], back: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    assert back.outline is not None
    assert hidden <= back.truth.keys()
    first = next(iter(sorted(hidden)))
    line = back.ink[first]
    patch = Box(19.0, line.y_mm - 0.7, 48.0, line.height_mm + 1.4)
    picture = back.pixels.copy()
    cv2.fillConvexPoly(picture, np.rint(np.asarray(to_picture(back.outline, patch))).astype(np.int32), colour)
    result = recogniser.recognise(picture, with_portrait=False)
    left = {field: value for field, value in back.truth.items() if field not in hidden}
    assert {field: reading.value for field, reading in result.readings.items()} == left
