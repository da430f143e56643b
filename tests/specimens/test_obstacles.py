"""Fingers and glare hide a part of the card."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.imaging.pixels import Grey
from tests.specimens.obstacles import burn, lay_finger
from tests.specimens.optics import Light, develop
from tests.specimens.view import CARD, Pose, outline, project

PLACE = project(Pose(0.6, 12.0, 40.0, 20.0), 640, 480)
GREY = 110.0


def desk() -> Light:
    return np.full((480, 640, 3), GREY, np.float32)


def card_mask() -> Grey:
    mask = np.zeros((480, 640), np.uint8)
    return np.asarray(cv2.fillConvexPoly(mask, np.rint(outline(PLACE, CARD)).astype(np.int32), 1), np.uint8)


@pytest.mark.parametrize("seed", range(6))
def test_a_finger_reaches_over_the_card_s_edge_and_covers_a_part_of_it(seed: int) -> None:
    picture = desk()
    lay_finger(np.random.default_rng(seed), picture, PLACE)
    finger, card = (picture != GREY).any(axis=2), card_mask() > 0
    assert cv2.connectedComponents(finger.astype(np.uint8))[0] == 2  # the ground and the finger
    assert 0.005 < (finger & card).sum() / card.sum() < 0.2
    assert (finger & ~card).any()


@pytest.mark.parametrize("seed", range(6))
def test_a_burnt_spot_lies_on_the_card_and_is_white_in_its_middle(seed: int) -> None:
    picture = desk()
    burn(np.random.default_rng(seed), picture, PLACE)
    white = (develop(picture) >= 254).all(axis=2)
    assert (white & (card_mask() > 0)).sum() > 30
    assert white.mean() < 0.1
