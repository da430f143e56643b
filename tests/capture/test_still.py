from __future__ import annotations

import numpy as np
import pytest

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.judgement import Judgement, Reason
from permit_desktop.capture.still import cut_still
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import PORTRAIT
from permit_desktop.imaging.rectify import outline_area_share, to_picture
from tests.capture.test_guide import draw, lying

TILTED = lying(width=820, angle_deg=7, taper=0.06)


def judged(outline: Quad | None, *faults: Reason) -> Judgement:
    return Judgement(faults[0] if faults else Reason.HOLD_STILL, 1.5, outline, faults=faults)


def frame_of(outline: Quad | None) -> Frame:
    return Frame(draw(outline), 45, 1.5)


def test_the_card_lies_straight_and_fills_more_than_half_of_the_still() -> None:
    still = cut_still(frame_of(TILTED), judged(TILTED), automatic=True)

    height, width = still.pixels.shape[:2]
    assert still.outline is not None
    corners = np.asarray(still.outline)
    assert corners[0, 1] == pytest.approx(corners[1, 1])
    assert corners[0, 0] == pytest.approx(corners[3, 0])
    assert outline_area_share(still.outline, width, height) > 0.7
    assert width > height


def test_what_is_found_in_the_still_can_be_shown_in_the_frame() -> None:
    still = cut_still(frame_of(TILTED), judged(TILTED), automatic=True)
    assert still.outline is not None

    assert np.allclose(still.in_frame(still.outline), TILTED, atol=2.0)
    portrait = still.in_frame(to_picture(still.outline, PORTRAIT))
    assert np.allclose(portrait, to_picture(TILTED, PORTRAIT), atol=2.0)


def test_an_outline_that_is_a_little_off_is_moved_onto_the_cards_edges() -> None:
    rough = Quad.of((np.asarray(TILTED) + np.array([(4, -3), (-3, 4), (3, 3), (-4, -3)])).tolist())
    still = cut_still(frame_of(TILTED), judged(rough), automatic=True)
    assert still.outline is not None

    assert np.abs(np.asarray(still.in_frame(still.outline)) - np.asarray(TILTED)).max() < 1.5


def test_the_still_is_as_fine_as_the_frame_was() -> None:
    still = cut_still(frame_of(TILTED), judged(TILTED), automatic=True)
    assert still.outline is not None

    assert still.outline.top_right.x - still.outline.top_left.x == pytest.approx(795, rel=0.03)


def test_a_card_at_the_frames_edge_keeps_its_margin() -> None:
    outline = lying(y=255, width=800)
    still = cut_still(frame_of(outline), judged(outline), automatic=True)

    assert still.outline is not None
    assert min(still.outline.top_left) > 20


def test_without_a_card_the_still_is_the_whole_frame() -> None:
    frame = frame_of(None)
    still = cut_still(frame, judged(None, Reason.NO_CARD), automatic=False)

    assert np.array_equal(still.pixels, frame.pixels)
    assert not np.shares_memory(still.pixels, frame.pixels)
    assert still.outline is None
    assert still.in_frame(TILTED) == TILTED


def test_what_the_person_took_says_what_it_cost_and_an_automatic_one_cost_nothing() -> None:
    faults = (Reason.BLURRED, Reason.GLARE)

    assert cut_still(frame_of(TILTED), judged(TILTED, *faults), automatic=False).reasons == faults
    assert cut_still(frame_of(TILTED), judged(TILTED), automatic=False).reasons == ()
    assert cut_still(frame_of(TILTED), judged(TILTED), automatic=True).reasons == ()


def test_the_frame_itself_is_left_as_it_was() -> None:
    frame = frame_of(TILTED)
    before = frame.pixels.copy()
    cut_still(frame, judged(TILTED), automatic=True)

    assert np.array_equal(frame.pixels, before)
