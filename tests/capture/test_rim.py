"""What an outline's rim tells, in the picture and where the border cuts it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.capture.card_finder import CardFinder
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.rim import MOST_RIPPLE, may_be_a_cards, ripples
from permit_desktop.capture.strictness import RELAXED
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.domain.permit import PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from tests.specimens.card import render_card
from tests.specimens.desk import Desk
from tests.specimens.person import invent
from tests.videos.film import Film, Scenery

SIZE_PX = (960, 540)
SQUARE_PX = 60


def chequered() -> Pixels:
    y, x = np.mgrid[: SIZE_PX[1], : SIZE_PX[0]] // SQUARE_PX
    pale = ((x + y) % 2 == 1)[..., np.newaxis]
    return np.where(pale, np.array([140, 175, 190], np.uint8), np.array([130, 105, 175], np.uint8))


def at(x: float, y: float, width: float) -> Quad:
    height = width * CARD_HEIGHT_MM / CARD_WIDTH_MM
    return Quad.of([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


@pytest.fixture(scope="module")
def face() -> Pixels:
    return render_card(invent(3, PermitType.HK_MACAO), Side.FRONT, 3).pixels


def laid(face: Pixels, outline: Quad) -> Pixels:
    height, width = face.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    onto = cv2.getPerspectiveTransform(flat, np.asarray(outline, np.float32))
    return np.asarray(
        cv2.warpPerspective(face, onto, SIZE_PX, dst=chequered(), borderMode=cv2.BORDER_TRANSPARENT), np.uint8
    )


@pytest.mark.parametrize("outline", [at(250, 120, 450), at(250, 120, 450).turned(), at(-120, 100, 500)])
def test_a_cards_rim_is_plain_as_far_as_it_is_seen(face: Pixels, outline: Quad) -> None:
    picture = laid(face, outline)

    assert may_be_a_cards(picture, outline, most_marred=0)


@pytest.mark.parametrize(
    "outline",
    [at(SQUARE_PX, SQUARE_PX, 6 * SQUARE_PX), at(-SQUARE_PX, SQUARE_PX, 9 * SQUARE_PX), at(-4, -4, 850)],
    ids=["whole", "cut at the left", "along the border"],
)
def test_squares_of_a_cloth_are_no_card_although_the_border_cuts_them(outline: Quad) -> None:
    assert not may_be_a_cards(chequered(), outline)


def test_sides_out_of_sight_say_nothing(face: Pixels) -> None:
    whole, cut = at(250, 120, 450), at(-120, 100, 500)

    assert len(ripples(laid(face, whole), whole)) == 4
    assert len(ripples(laid(face, cut), cut)) == 3
    assert ripples(laid(face, whole), at(-300, -300, 2000)) == []


def test_an_outline_through_the_print_has_one_side_with_ripples(face: Pixels) -> None:
    picture = laid(face, at(250, 120, 450))
    through = at(250, 120, 450 - 32 * 450 / CARD_WIDTH_MM)

    assert ripples(picture, through)[-1] > MOST_RIPPLE
    assert not may_be_a_cards(picture, through, most_marred=0)


@pytest.mark.parametrize("desk", [Desk.CHECKED, Desk.PAPERS])
def test_a_small_card_is_found_where_it_lies_among_chequers_and_papers(desk: Desk) -> None:
    scenery = Scenery(desk, width_share=0.45)
    film = Film(5, scenery, 1, (1280, 720))
    placement = film.script.placements[0]
    guide = Guide(CardFinder().find, RELAXED)
    first = round(placement.from_s * 30)
    for number in range(first, first + 14):
        frame, truth = film.shot(number)
        judgement = guide.judge(frame)

    assert truth.settled
    assert judgement.outline is not None
    assert np.allclose(np.asarray(judgement.outline), np.asarray(truth.outline), atol=6)
