"""A front under a clear title that is none of the two: refused as another document, else told and doubted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import cv2
import numpy as np
import pytest

from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.findings import FindingCode, findings
from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import FRONT
from permit_desktop.domain.permit import FieldName, Note, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.recognition.heading import Heading
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens import optics
from tests.specimens.camera import aim, photograph, render_still
from tests.specimens.card import render_card
from tests.specimens.conditions import RECIPES, Tier
from tests.specimens.person import InventedPermit, invent

TODAY = date(2026, 1, 1)
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
PALE = (225, 230, 228)


@dataclass(frozen=True, slots=True)
class Titled(InventedPermit):
    """A permit under another title."""

    printed_title: str

    @property
    def title(self) -> str:
        return self.printed_title


def still_of(title: str, tier: Tier) -> Pixels:
    known = invent(803, PermitType.HK_MACAO)
    permit = Titled(**{field.name: getattr(known, field.name) for field in fields(known)}, printed_title=title)
    rng = np.random.default_rng(803)
    scene = aim(RECIPES[tier], rng)
    card = render_card(permit, Side.FRONT, 803, scene.card_px_per_mm)
    return optics.from_jpeg(photograph(rng, RECIPES[tier], scene, card))


@pytest.mark.parametrize(
    ("title", "tier"), [("前往港澳通行证", Tier.DOCUMENT_CAMERA), ("港澳居民来往内地通行证", Tier.WEBCAM)]
)
def test_a_front_under_another_documents_title_is_that_document(
    title: str, tier: Tier, recogniser: OnDeviceRecogniser
) -> None:
    with pytest.raises(ReadError) as refused:
        recogniser.recognise(still_of(title, tier), with_portrait=False)
    assert refused.value.code is ErrorCode.NOT_THIS_DOCUMENT


@pytest.mark.parametrize(
    ("title", "tier"),
    [("来往港澳通行证", Tier.DOCUMENT_CAMERA), ("往来大陆通行证", Tier.HARD), ("因公港澳通行证", Tier.WEBCAM)],
)
def test_a_title_that_is_nearly_a_permits_is_told_and_the_kind_is_doubted(
    title: str, tier: Tier, recogniser: OnDeviceRecogniser
) -> None:
    result = recogniser.recognise(still_of(title, tier), with_portrait=False)
    told = result.readings[FieldName.TYPE]
    assert told.confidence is not None
    assert told.confidence <= 0.5
    assert told.ink is not None  # the person is shown the title
    assert FindingCode.OTHER_TITLE in {finding.code for finding in findings(result, TODAY)}


@pytest.mark.parametrize("colour", [PALE, (90, 110, 160)], ids=["worn", "covered"])
@pytest.mark.parametrize(("first_mm", "last_mm"), [(-1.0, 12.0), (9.0, 24.0), (20.0, 40.0)])
def test_what_is_left_of_a_hidden_title_says_nothing_else(
    first_mm: float, last_mm: float, colour: tuple[int, int, int], recogniser: OnDeviceRecogniser
) -> None:
    still = render_still(1, Tier.SCAN, side=Side.FRONT)
    assert still.outline is not None
    picture = hidden(still.pixels, still.outline, first_mm, last_mm, colour)
    result = recogniser.recognise(picture, with_portrait=False)
    assert {field: reading.value for field, reading in result.readings.items()} == still.truth
    assert Note.OTHER_TITLE not in result.notes


def hidden(picture: Pixels, outline: Quad, first_mm: float, last_mm: float, colour: tuple[int, int, int]) -> Pixels:
    """The picture with a part of the title, from its beginning on, under a patch."""
    title = FRONT[FieldName.TYPE]
    patch = Box(title.x_mm + first_mm, title.y_mm - 1.5, last_mm - first_mm, title.height_mm + 3.0)
    covered = picture.copy()
    corners = np.rint(np.asarray(to_picture(outline, patch))).astype(np.int32)
    return np.asarray(cv2.fillConvexPoly(covered, corners, colour, cv2.LINE_AA), np.uint8)


@pytest.mark.parametrize("title", [*PermitType, "往来通行证", "来港澳通行", "港澳通行证", "台湾通"])
def test_a_title_and_what_is_left_of_one_is_not_another(title: str) -> None:
    heading = Heading(title, NOWHERE)
    assert not heading.says_otherwise
    assert not heading.names_another_document


@pytest.mark.parametrize("title", ["来往港澳通行证", "往来大陆通行证", "因公港澳通行证", "往来香港通行证"])
def test_a_title_with_other_characters_says_otherwise_and_names_no_document_that_is_known(title: str) -> None:
    heading = Heading(title, NOWHERE)
    assert heading.says_otherwise
    assert not heading.names_another_document


@pytest.mark.parametrize(
    "title", ["前往港澳通行证", "台湾居民来往大陆通行证", "外国人永久居留身份证", "边境地区出入通行证"]
)
def test_a_documents_own_title_names_it(title: str) -> None:
    assert Heading(title, NOWHERE).names_another_document
