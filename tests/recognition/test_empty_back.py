"""A back on which no endorsement is printed: its one sentence tells that it is a back, and nothing is invented."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.recognition.back import BackReader
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.recognition.text_model import TextModel
from tests.specimens import optics
from tests.specimens.camera import aim, photograph
from tests.specimens.card import render_card
from tests.specimens.conditions import RECIPES, Tier
from tests.specimens.person import invent
from tests.specimens.view import CARD, outline

WITH_FOOT, WITHOUT_FOOT = 36, 34
"""Seeds of empty backs with and without the sentence on border gates; the former has it with endorsements, too."""


def back(seed: int, tier: Tier, *, empty: bool) -> tuple[Pixels, Quad]:
    """A still of a back, and where the card lies in it."""
    rng = np.random.default_rng(seed)
    scene = aim(RECIPES[tier], rng)
    permit = invent(seed, PermitType.HK_MACAO)
    card = render_card(replace(permit, endorsements=()) if empty else permit, Side.BACK, seed, scene.card_px_per_mm)
    return optics.from_jpeg(photograph(rng, RECIPES[tier], scene, card)), Quad.of(outline(scene.homography, CARD))


@pytest.mark.parametrize("tier", [Tier.SCAN, Tier.DOCUMENT_CAMERA, Tier.WEBCAM, Tier.ROTATED, Tier.HARD])
def test_an_empty_back_is_a_back_of_a_kind_that_is_hardly_known(tier: Tier, recogniser: OnDeviceRecogniser) -> None:
    still, _ = back(WITH_FOOT, tier, empty=True)
    result = recogniser.recognise(still, with_portrait=True)
    assert result.readings.keys() == {FieldName.TYPE, FieldName.SIDE}
    assert result.side is Side.BACK
    assert band(result.readings[FieldName.TYPE], weigh(result)[FieldName.TYPE], Thresholds()) is Band.LOW
    assert result.portrait is None


def test_a_card_of_which_no_print_tells_anything_is_not_this_document(recogniser: OnDeviceRecogniser) -> None:
    still, _ = back(WITHOUT_FOOT, Tier.DOCUMENT_CAMERA, empty=True)
    with pytest.raises(ReadError) as refused:
        recogniser.recognise(still, with_portrait=False)
    assert refused.value.code is ErrorCode.NOT_THIS_DOCUMENT


def test_an_empty_back_that_the_frame_cuts_is_cut_off(recogniser: OnDeviceRecogniser) -> None:
    still, place = back(WITH_FOOT, Tier.SCAN, empty=True)
    top = round(float(np.asarray(to_picture(place, Box(0.0, 6.0, 85.6, 1.0)))[:, 1].max()))
    with pytest.raises(ReadError) as refused:
        recogniser.recognise(still[top:], with_portrait=False)
    assert refused.value.code is ErrorCode.CUT_OFF


@pytest.mark.parametrize("tier", [Tier.SCAN, Tier.WEBCAM, Tier.HARD])
def test_a_back_with_an_endorsement_is_not_empty_even_if_no_line_of_it_is_legible(tier: Tier, model: TextModel) -> None:
    full = CardView(*back(WITH_FOOT, tier, empty=False))
    assert BackReader(model).footer_of_empty(full) is None
    assert BackReader(model).footer_of_empty(CardView(*back(WITH_FOOT, tier, empty=True))) is not None


def test_a_back_whose_endorsements_glare_hides_is_not_called_empty(model: TextModel) -> None:
    still, place = back(WITH_FOOT, Tier.DOCUMENT_CAMERA, empty=True)
    assert BackReader(model).footer_of_empty(CardView(still, place)) is not None
    glare = np.rint(np.asarray(to_picture(place, Box(10.0, 8.0, 30.0, 15.0)))).astype(np.int32)
    cv2.fillConvexPoly(still, glare, (255, 255, 255), cv2.LINE_AA)
    assert BackReader(model).footer_of_empty(CardView(still, place)) is None
