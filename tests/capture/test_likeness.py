from __future__ import annotations

import cv2
import numpy as np

from permit_desktop.capture.likeness import OTHER_FACE, difference, thumbnail
from permit_desktop.imaging.pixels import Grey
from tests.capture.stand_ins import face


def grey(*, front: bool, seed: int = 0) -> Grey:
    return np.asarray(cv2.cvtColor(face(front=front, seed=seed), cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def test_a_face_is_like_itself_upside_down_in_other_light_and_beside_its_place() -> None:
    one = grey(front=True)
    dimmed = (one.astype(np.float32) * np.linspace(0.4, 0.9, one.shape[1], dtype=np.float32)).astype(np.uint8)
    beside = np.roll(dimmed, (3, -4), axis=(0, 1))

    assert difference(thumbnail(one), np.rot90(thumbnail(beside), 2)) < OTHER_FACE


def test_front_and_back_are_unlike() -> None:
    assert difference(thumbnail(grey(front=True)), thumbnail(grey(front=False))) > 2 * OTHER_FACE


def test_a_plain_surface_is_like_nothing() -> None:
    plain = np.full_like(grey(front=True), 200)

    assert difference(thumbnail(plain), thumbnail(grey(front=True))) == 1.0
