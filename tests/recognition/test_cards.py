"""What is found on a flat card: its side and way up, its portrait, its corners by the print alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT, PORTRAIT
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.locate import locate_cards
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.anchors import AnchorFinder
from permit_desktop.recognition.back import back_landmarks
from permit_desktop.recognition.card_view import PX_PER_MM, CardView
from permit_desktop.recognition.faces import LIKE_A_PERMIT, sight
from permit_desktop.recognition.portrait import find_portrait
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.recognition.registration import Anchor, true_outline
from permit_desktop.recognition.text_detector import TextDetector
from permit_desktop.recognition.text_model import CharacterProbabilities, TextModel
from tests.benchmarks.bench_outline import overlap
from tests.specimens.card import CardImage, render_card
from tests.specimens.other_cards import OtherCard, render_other_card
from tests.specimens.person import invent


def flat(seed: int, side: Side) -> CardImage:
    return render_card(invent(seed, PermitType.HK_MACAO), side, seed, PX_PER_MM)


def whole(picture: Pixels) -> Quad:
    height_px, width_px = picture.shape[:2]
    return Quad.of([(-0.5, -0.5), (width_px - 0.5, -0.5), (width_px - 0.5, height_px - 0.5), (-0.5, height_px - 0.5)])


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("seed", [11, 12])
def test_ink_tells_the_side_and_the_way_up(seed: int, side: Side) -> None:
    picture = flat(seed, side).pixels
    outline = whole(picture)
    for given in (outline, outline.turned()):
        seen = sight(picture, given)
        assert seen.face.side is side
        assert seen.outline == outline
        assert seen.likeness > LIKE_A_PERMIT


@pytest.mark.parametrize("seed", range(31, 37))
def test_ink_tells_which_endorsement_blocks_are_printed(seed: int) -> None:
    card = flat(seed, Side.BACK)
    printed = {field.block for field in card.truth if field.block}
    blocks = sight(card.pixels, whole(card.pixels)).face.blocks
    assert blocks == tuple(
        place for place, block in enumerate(("endorsement_info_hk", "endorsement_info_mo")) if block in printed
    )


@pytest.mark.parametrize("other", OtherCard)
def test_the_ink_of_other_cards_is_less_like_a_permit_s_than_any_permit_s_own(other: OtherCard) -> None:
    picture = render_other_card(other, 3, PX_PER_MM).pixels
    assert sight(picture, whole(picture)).likeness < 0.5


def test_an_outline_that_cuts_off_a_tenth_of_the_card_is_told_by_the_print_where_the_corners_are() -> None:
    card = flat(41, Side.BACK)
    outline = whole(card.pixels)
    short = Quad.of(
        [outline.top_left, *[(x - 0.1 * card.pixels.shape[1], y) for x, y in outline[1:3]], outline.bottom_left]
    )
    found = true_outline(short, back_landmarks(CardView(card.pixels, short), sight(card.pixels, outline).face.blocks))
    assert found is not None
    assert np.abs(np.asarray(found) - np.asarray(outline)).max() < 3 * PX_PER_MM


@pytest.mark.parametrize("seed", [21, 22, 23])
def test_portrait_frame_is_found_to_half_a_millimetre(seed: int) -> None:
    card = flat(seed, Side.FRONT)
    assert card.portrait is not None
    found = find_portrait(card.pixels)
    for edge in ("x_mm", "y_mm", "right_mm", "bottom_mm"):
        assert getattr(found, edge) == pytest.approx(getattr(card.portrait, edge), abs=0.5)


def test_without_any_edge_the_portrait_stands_where_the_layout_has_it() -> None:
    grey = np.full((round(CARD_HEIGHT_MM * PX_PER_MM), round(CARD_WIDTH_MM * PX_PER_MM), 3), 200, np.uint8)
    assert find_portrait(grey) == PORTRAIT


def without_edges(card: Pixels) -> tuple[Pixels, Quad]:
    """A tilted card's print upside down on white of the card's own, and where the card lies."""
    white = np.full((900, 1200, 3), tuple(card.reshape(-1, 3).max(axis=0)), np.uint8)
    true = Quad.of([(930.0, 690.0), (240.0, 640.0), (280.0, 210.0), (965.0, 260.0)])
    matrix = cv2.getPerspectiveTransform(np.asarray(whole(card), np.float32), np.asarray(true, np.float32))
    ink = cv2.warpPerspective(card, matrix, (1200, 900), borderValue=(255, 255, 255))
    return np.minimum(white, np.where(ink > 150, 255, ink)).astype(np.uint8), true


@pytest.mark.parametrize("side", Side)
def test_print_alone_anchors_a_card_whose_edges_do_not_show(
    side: Side, detector: TextDetector, model: TextModel
) -> None:
    picture, true = without_edges(flat(31, side).pixels)
    found = AnchorFinder(detector, model).find(picture).outline
    assert found is not None
    # Near enough: its ink is a permit's there, and the largest print mends the rest before anything is read.
    assert np.abs(np.asarray(found) - np.asarray(true)).max() < 10.0 * PX_PER_MM
    assert sight(picture, found).likeness >= LIKE_A_PERMIT


@pytest.mark.parametrize("seed", [31, 33])
def test_lines_whose_length_is_not_known_do_not_end_the_search_for_a_front_s_print(
    seed: int, detector: TextDetector, model: TextModel
) -> None:
    front = flat(seed, Side.FRONT).pixels.copy()
    front[round((FRONT[FieldName.MACHINE_CODE].y_mm - 3.0) * PX_PER_MM) :] = front.reshape(-1, 3).max(axis=0)
    picture, true = without_edges(front)
    found = AnchorFinder(detector, model).find(picture).outline
    assert found is not None
    # Where authority, name and dates are taken for as much as title and number, a corner lies more than 2 mm beside.
    assert np.linalg.norm(np.asarray(found) - np.asarray(true), axis=1).max() < 1.7 * PX_PER_MM


@pytest.mark.parametrize("width_px", [500, 620, 800])
def test_the_machine_readable_line_alone_anchors_a_card_that_is_far_away(
    width_px: int, detector: TextDetector, model: TextModel
) -> None:
    front = flat(31, Side.FRONT).pixels
    box = FRONT[FieldName.MACHINE_CODE]
    line = front[round((box.y_mm - 1.5) * PX_PER_MM) :]
    size = (width_px, round(line.shape[0] * width_px / line.shape[1]))
    desk = np.full((1944, 2592, 3), 236, np.uint8)
    desk[900 : 900 + size[1], 700 : 700 + size[0]] = cv2.resize(line, size, interpolation=cv2.INTER_AREA)
    found = AnchorFinder(detector, model).find(desk).outline
    assert found is not None
    corners = np.asarray(found)
    assert abs(np.linalg.norm(corners[1] - corners[0]) / width_px - 1) < 0.15
    assert np.abs(corners[3] - (700, 900 + size[1])).max() < 0.08 * width_px


def test_of_a_page_of_text_no_line_is_read_that_is_longer_than_any_of_a_card(
    detector: TextDetector, model: TextModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = np.full((540, 1600, 3), 255, np.uint8)
    for top in range(30, 530, 60):
        cv2.putText(page, "1234567890" * 14, (10, top), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0, 0, 0), 1, cv2.LINE_AA)
    assert len(detector.lines(page, 800)) > 5
    widths_px: list[int] = []
    run = TextModel.probabilities

    def counted(network: TextModel, line: Pixels, squeeze: float = 1.0) -> CharacterProbabilities:
        widths_px.append(line.shape[1])
        return run(network, line, squeeze)

    monkeypatch.setattr(TextModel, "probabilities", counted)
    assert not AnchorFinder(detector, model).find(page).is_permit
    assert widths_px == []


def test_of_a_page_of_short_lines_those_that_tell_of_no_permit_are_soon_enough(
    detector: TextDetector, model: TextModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = np.full((1200, 1600, 3), 255, np.uint8)
    for row, top in enumerate(range(40, 1180, 60)):
        for column, left in enumerate((40, 840)):
            text = f"Item {row * 37 + column * 11 + 104} Paper and pens"
            cv2.putText(page, text, (left, top), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2, cv2.LINE_AA)
    assert len(detector.lines(page, 800)) > 30
    widths_px: list[int] = []
    run = TextModel.probabilities

    def counted(network: TextModel, line: Pixels, squeeze: float = 1.0) -> CharacterProbabilities:
        widths_px.append(line.shape[1])
        return run(network, line, squeeze)

    monkeypatch.setattr(TextModel, "probabilities", counted)
    assert not AnchorFinder(detector, model).find(page).is_permit
    assert 26 <= len(widths_px) <= 32  # sixteen and ten, the first of each look either way up


@pytest.mark.parametrize("side", Side)
def test_a_card_whose_edges_do_not_show_is_read_to_its_last_field(side: Side, recogniser: OnDeviceRecogniser) -> None:
    card = flat(31, side)
    picture, true = without_edges(card.pixels)
    assert all(overlap(candidate.outline, true) < 0.8 for candidate in locate_cards(picture))

    result = recogniser.recognise(picture, with_portrait=False)

    assert {field: reading.value for field, reading in result.readings.items()} == card.truth
    assert overlap(result.outline, true) > 0.95


def test_a_blank_picture_anchors_nothing(detector: TextDetector, model: TextModel) -> None:
    seen = AnchorFinder(detector, model).find(np.full((400, 600, 3), 230, np.uint8))
    assert seen.outline is None
    assert not seen.is_permit


def test_lines_that_stand_too_far_apart_move_the_corners_outwards() -> None:
    picture = Quad.of([(0, 0), (856, 0), (856, 539.8), (0, 539.8)])
    stretched = [
        Anchor(box, Box(box.x_mm * 1.1, box.y_mm, box.width_mm * 1.1, box.height_mm), ends=True)
        for box in (Box(15, 4, 37, 5), Box(7, 46, 72, 3), Box(58, 6, 22, 4))
    ]
    found = true_outline(picture, stretched)
    assert found is not None
    assert found.top_left == pytest.approx((0, 0), abs=6)
    assert found.bottom_right == pytest.approx((856 * 1.1, 539.8), abs=6)


def test_no_line_tells_nothing_of_the_corners() -> None:
    assert true_outline(Quad.of([(0, 0), (9, 0), (9, 6), (0, 6)]), ()) is None
