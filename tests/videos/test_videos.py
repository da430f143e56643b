"""Scripted videos under the desk: a short version of `tests/benchmarks/bench_capture.py`, and the truth itself."""

from __future__ import annotations

from collections import Counter

import cv2
import numpy as np
import pytest

from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.card_finder import CardFinder
from permit_desktop.capture.desk import Desk as CaptureDesk
from permit_desktop.capture.frozen import FrozenWatch
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.strictness import NORMAL
from permit_desktop.domain.permit import Side
from tests.specimens.desk import Desk
from tests.videos.film import Film, Scenery
from tests.videos.score import show
from tests.videos.script import FRAMES_PER_S

SMALL = (1280, 720)
SEED = 41
NEAR = 2
"""Whose permit is shown too near in the trials."""


@pytest.mark.parametrize("desk", [Desk.WOOD, Desk.CHECKED, Desk.GLASS_WHITE])
def test_each_face_is_taken_once_and_in_time_and_what_is_said_is_true(desk: Desk) -> None:
    film = Film(SEED, Scenery.drawn(SEED, desk), people=1, size_px=SMALL)
    score = show(film, CaptureDesk(Guide(CardFinder().find), AutoCapture(), FrozenWatch()), NORMAL)

    assert score.placements == 2
    assert not score.missed
    assert not score.premature
    assert not score.double
    assert score.wrong_share <= 0.02, score.wrong_words
    assert np.mean(score.overlaps) >= 0.96
    assert max(score.delays_s) <= 0.8


@pytest.mark.parametrize("desk", [Desk.CLOTH, Desk.PLAIN])
def test_a_card_so_near_that_the_border_cuts_it_is_said_to_be_and_never_taken_for_a_part_of_itself(desk: Desk) -> None:
    film = Film(SEED, Scenery.drawn(SEED, desk), people=None, size_px=SMALL)
    capture = CaptureDesk(Guide(CardFinder().find), AutoCapture(), FrozenWatch())
    near = [number for number in range(len(film)) if film.script.at(number / FRAMES_PER_S).person == NEAR]
    said = Counter[Reason]()
    for number in (*range(12), *near):
        frame, truth = film.shot(number)
        moment = capture.feed(frame)
        assert moment.still is None or truth.settled
        if truth.outline is not None and truth.seen < 1 and not truth.hand:
            said[moment.reason] += 1

    assert said[Reason.TOO_FAR] == 0
    assert said[Reason.TOO_CLOSE] + said[Reason.EDGE_OUTSIDE] > 0.5 * said.total()


def test_a_film_is_the_same_whenever_it_is_shown() -> None:
    films = [Film(7, Scenery.drawn(7, Desk.WOOD), people=1, size_px=(320, 180)) for _ in range(2)]
    number = round(films[0].script.placements[0].from_s * FRAMES_PER_S)

    shots = [film.shot(number) for film in films]

    assert np.array_equal(shots[0][0].pixels, shots[1][0].pixels)
    assert shots[0][1] == shots[1][1]


def test_the_true_outline_lies_on_the_cards_edges() -> None:
    film = Film(7, Scenery(Desk.DARK, noise=0.5), people=1, size_px=(640, 360))
    placement = film.script.placements[0]
    frame, truth = film.shot(round((placement.until_s - 0.05) * FRAMES_PER_S))
    assert truth.outline is not None
    mask = np.zeros(frame.pixels.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.rint(np.asarray(truth.outline)).astype(np.int32), 255)
    inside = cv2.erode(mask, np.ones((9, 9), np.uint8)) > 0
    outside = cv2.dilate(mask, np.ones((5, 5), np.uint8)) == 0

    assert np.median(frame.pixels[inside]) > 2 * np.median(frame.pixels[outside])


def test_every_permit_gets_a_chance_with_each_face() -> None:
    placements = Film(3, Scenery.drawn(3, Desk.PLAIN), people=5, size_px=(160, 90)).script.placements

    assert len(placements) == 10
    assert {(placement.person, placement.side) for placement in placements} == {
        (person, side) for person in range(5) for side in Side
    }
    assert all(placement.until_s - placement.from_s >= 0.99 for placement in placements)
