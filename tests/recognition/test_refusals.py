"""What is no readable permit is refused with the reason, and nothing makes the reader fall over."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.layout import FRONT
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import px_per_mm, to_picture
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens.camera import SpecimenStill, render_empty_desk, render_other_still, render_still
from tests.specimens.card import render_card
from tests.specimens.conditions import Tier
from tests.specimens.other_cards import OtherCard
from tests.specimens.person import invent

PX_PER_MM = 11.8
NOT_READ = {ErrorCode.NO_PERMIT, ErrorCode.NOT_THIS_DOCUMENT}


def refused(recogniser: OnDeviceRecogniser, picture: Pixels) -> ErrorCode:
    with pytest.raises(ReadError) as caught:
        recogniser.recognise(picture, with_portrait=True)
    assert caught.value.remedy
    return caught.value.code


@pytest.mark.parametrize("other", [OtherCard.LOYALTY, OtherCard.HOME_RETURN])
def test_other_cards_are_not_this_document(other: OtherCard, recogniser: OnDeviceRecogniser) -> None:
    still = render_other_still(1, Tier.DOCUMENT_CAMERA, other)
    assert refused(recogniser, still.pixels) is ErrorCode.NOT_THIS_DOCUMENT


def test_an_empty_desk_has_no_permit(recogniser: OnDeviceRecogniser) -> None:
    with pytest.raises(ReadError) as caught:
        recogniser.recognise(render_empty_desk(5, Tier.WEBCAM).pixels, with_portrait=False)
    assert caught.value.code is ErrorCode.NO_PERMIT
    assert "closer" in caught.value.remedy  # a card that fills a quarter of the picture is not found on every desk


def test_a_hopeless_blur_is_named(recogniser: OnDeviceRecogniser) -> None:
    assert refused(recogniser, render_still(7008, Tier.BLURRED).pixels) is ErrorCode.TOO_BLURRED


@pytest.fixture(scope="module")
def whole_front() -> SpecimenStill:
    return render_still(1, Tier.SCAN, side=Side.FRONT)


@pytest.mark.parametrize("edge", ["left", "top", "right", "bottom"])
@pytest.mark.parametrize("missing_mm", [3, 6])
def test_a_front_that_the_frame_cuts_is_cut_off_although_every_line_may_be_legible(
    edge: str, missing_mm: float, whole_front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    assert refused(recogniser, cut(whole_front, edge, missing_mm)) is ErrorCode.CUT_OFF


@pytest.mark.parametrize("edge", ["left", "top", "right", "bottom"])
@pytest.mark.parametrize(
    ("seed", "tier"),
    [(61, Tier.DOCUMENT_CAMERA), (65, Tier.DOCUMENT_CAMERA), (65, Tier.WEBCAM), (71, Tier.SCAN), (61, Tier.ROTATED)],
)
def test_a_front_of_which_the_frame_takes_five_millimetres_is_cut_off_on_whichever_desk_and_however_it_is_turned(
    seed: int, tier: Tier, edge: str, recogniser: OnDeviceRecogniser
) -> None:
    assert refused(recogniser, cut(turned_front(seed, tier), edge, 5)) is ErrorCode.CUT_OFF


@cache
def turned_front(seed: int, tier: Tier) -> SpecimenStill:
    """Of these a corner is farthest outside, and less of the rest is missing."""
    return render_still(seed, tier, side=Side.FRONT)


def test_a_scan_of_the_card_and_nothing_else_is_read(
    whole_front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    picture = whole_front.pixels
    for edge in ("left", "top", "right", "bottom"):
        picture = cut(whole_front, edge, 0.3, picture)
    result = recogniser.recognise(picture, with_portrait=False)
    assert {field: reading.value for field, reading in result.readings.items()} == whole_front.truth


@pytest.mark.parametrize("seed", [8612, 8613, 8615])
def test_a_card_scanned_tight_is_not_cut_off_because_a_value_is_hidden(
    seed: int, recogniser: OnDeviceRecogniser
) -> None:
    card = render_card(invent(seed, PermitType.HK_MACAO), Side.FRONT, seed, PX_PER_MM)
    picture = np.where(card.mask[..., np.newaxis] < 128, 240, card.pixels).astype(np.uint8)
    sex = card.ink[FieldName.SEX].grown(0.5)
    rows, columns = (
        slice(round(first * PX_PER_MM), round(last * PX_PER_MM))
        for first, last in ((sex.y_mm, sex.bottom_mm), (sex.x_mm, sex.right_mm))
    )
    picture[rows, columns] = 250
    result = recogniser.recognise(picture, with_portrait=False)
    assert result.value(FieldName.MACHINE_CODE) == card.truth[FieldName.MACHINE_CODE]


@pytest.mark.parametrize(
    ("seed", "side"),
    [
        pytest.param(1001, Side.FRONT, id="most of the front"),
        pytest.param(1003, Side.BACK, id="most of the back"),
        pytest.param(90102703, Side.FRONT, id="no title and half a line"),
        pytest.param(90402724, Side.FRONT, id="but for the machine-readable line no print that tells a place"),
    ],
)
def test_a_card_of_which_the_frame_shows_but_a_part_is_cut_off(
    seed: int, side: Side, recogniser: OnDeviceRecogniser
) -> None:
    assert refused(recogniser, render_still(seed, Tier.CUT_OFF, side=side).pixels) is ErrorCode.CUT_OFF


@pytest.mark.parametrize(("seed", "side"), [(90102703, Side.FRONT), (90102704, Side.BACK)])
def test_a_hopeless_blur_is_named_although_no_edge_and_no_print_shows_the_card(
    seed: int, side: Side, recogniser: OnDeviceRecogniser
) -> None:
    assert refused(recogniser, render_still(seed, Tier.BLURRED, side=side).pixels) is ErrorCode.TOO_BLURRED


def test_a_permit_whose_title_and_line_are_hidden_is_not_another_card_nor_cut_off_by_the_papers_around_it(
    recogniser: OnDeviceRecogniser,
) -> None:
    still = render_still(90202706, Tier.GLARE, side=Side.FRONT)
    assert refused(recogniser, still.pixels) is ErrorCode.TOO_BLURRED


@pytest.mark.parametrize(
    ("seed", "tier", "side", "hidden"),
    [
        pytest.param(90102708, Tier.COVERED, Side.BACK, FieldName.HK_ISSUE_INFO, id="fingers at an edge"),
        pytest.param(90102713, Tier.COVERED, Side.FRONT, FieldName.NUMBER, id="fingers over the number"),
        pytest.param(90102707, Tier.GLARE, Side.FRONT, FieldName.NAME, id="a name burnt out but for strokes"),
        pytest.param(90202713, Tier.GLARE, Side.BACK, FieldName.MO_REMARK, id="a remark without its beginning"),
        pytest.param(90202729, Tier.GLARE, Side.BACK, FieldName.MO_REMARK, id="a remark without its middle"),
    ],
)
def test_what_is_hidden_is_missing_or_doubted_and_the_rest_is_read(
    seed: int, tier: Tier, side: Side, hidden: FieldName, recogniser: OnDeviceRecogniser
) -> None:
    still = render_still(seed, tier, side=side)
    readings = recogniser.recognise(still.pixels, with_portrait=False).readings
    wrong = [field for field, value in still.truth.items() if field not in readings or readings[field].value != value]
    assert hidden in wrong
    assert len(wrong) <= 0.4 * len(still.truth)
    assert not [field for field in wrong if field in readings and (readings[field].confidence or 0.0) >= 0.95]


def test_a_front_whose_title_is_hidden_is_told_by_its_line_and_doubted(
    whole_front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    assert whole_front.outline is not None
    picture = whole_front.pixels.copy()
    title = np.asarray(to_picture(whole_front.outline, FRONT[FieldName.TYPE].grown(1.0)))
    cv2.fillConvexPoly(picture, np.rint(title).astype(np.int32), (90, 110, 160))
    readings = recogniser.recognise(picture, with_portrait=False).readings
    assert {field: reading.value for field, reading in readings.items()} == whole_front.truth
    assert (readings[FieldName.TYPE].confidence or 0.0) < 0.95


@pytest.mark.parametrize("shape", [(15, 15), (15, 24), (15, 8192), (8192, 15), (54, 86)])
@pytest.mark.parametrize("grey", [0, 255])
def test_tiny_pictures_and_strips_are_refused(
    shape: tuple[int, int], grey: int, recogniser: OnDeviceRecogniser
) -> None:
    assert refused(recogniser, np.full((*shape, 3), grey, np.uint8)) is ErrorCode.NO_PERMIT
    noise = np.random.default_rng(grey).integers(0, 256, (*shape, 3), np.uint8)
    assert refused(recogniser, noise) in {*NOT_READ, ErrorCode.TOO_BLURRED}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_part_of_a_still_is_read_or_refused(
    data: st.DataObject, whole_front: SpecimenStill, recogniser: OnDeviceRecogniser
) -> None:
    height_px, width_px = whole_front.pixels.shape[:2]
    left, top = data.draw(st.integers(0, width_px - 15)), data.draw(st.integers(0, height_px - 15))
    right, bottom = data.draw(st.integers(left + 15, width_px)), data.draw(st.integers(top + 15, height_px))
    picture = whole_front.pixels[top:bottom, left:right].copy()
    if data.draw(st.booleans()):
        picture = np.ascontiguousarray(picture[:, ::-1])
    try:
        result = recogniser.recognise(picture, with_portrait=True)
    except ReadError:
        return
    wrong = [field for field, reading in result.readings.items() if reading.value != whole_front.truth[field]]
    assert not [field for field in wrong if (result.readings[field].confidence or 0.0) >= 0.95]


def cut(still: SpecimenStill, edge: str, missing_mm: float, picture: Pixels | None = None) -> Pixels:
    """The still, or what is left of it, with one edge of its frame moved so far into the card."""
    picture = still.pixels if picture is None else picture
    assert still.outline is not None
    corners = np.asarray(still.outline)
    inwards_px = missing_mm * px_per_mm(still.outline)
    first, last = corners.min(axis=0) + inwards_px, corners.max(axis=0) - inwards_px
    offset = np.array(still.pixels.shape[1::-1]) - picture.shape[1::-1]
    parts: dict[str, tuple[slice, slice]] = {
        "left": np.s_[:, round(first[0]) :],
        "top": np.s_[round(first[1]) :, :],
        "right": np.s_[:, : round(last[0] - offset[0])],
        "bottom": np.s_[: round(last[1] - offset[1]), :],
    }
    return np.ascontiguousarray(picture[parts[edge]])
