from __future__ import annotations

import cv2
import numpy as np

from permit_desktop.capture.likeness import OTHER_FACE, OTHER_FACE_ON_TOP, difference, is_other_face, thumbnail
from permit_desktop.capture.sources.specimens import SpecimenPermits
from permit_desktop.imaging.pixels import Grey
from permit_desktop.system.resources import resource
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


def test_a_face_seen_through_a_crooked_outline_is_the_same_face() -> None:
    one = SpecimenPermits(resource("specimens"))[0].front
    height, width = one.shape[:2]
    skewed = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    found = skewed + np.array([(0, 0), (0.015 * width, 0), (0.015 * width, 0), (0, 0.022 * height)], np.float32)
    crooked = cv2.warpPerspective(one, cv2.getPerspectiveTransform(found, skewed), (width, height))
    thumbs = [thumbnail(np.asarray(cv2.cvtColor(each, cv2.COLOR_BGR2GRAY), np.uint8)) for each in (one, crooked)]

    assert difference(thumbs[0], thumbs[1]) > 0.2
    assert not is_other_face(thumbs[0], thumbs[1], 0.2)


def test_a_face_seen_through_an_outline_that_misses_strips_of_the_card_is_the_same_face() -> None:
    permits = SpecimenPermits(resource("specimens"))
    whole, another = (
        np.asarray(cv2.cvtColor(permits[number].front, cv2.COLOR_BGR2GRAY), np.uint8) for number in (0, 1)
    )
    height, width = whole.shape
    strips = whole[height // 12 :, width // 13 :]
    seen = thumbnail(np.asarray(cv2.resize(strips, (514, 324), interpolation=cv2.INTER_AREA), np.uint8))

    assert difference(thumbnail(whole), seen) > OTHER_FACE_ON_TOP
    assert not is_other_face(thumbnail(whole), seen, OTHER_FACE_ON_TOP)
    assert not is_other_face(seen, thumbnail(whole), OTHER_FACE_ON_TOP)
    assert is_other_face(thumbnail(another), seen, OTHER_FACE)


def test_another_face_is_no_warp_of_the_first() -> None:
    front, back, flat = thumbnail(grey(front=True)), thumbnail(grey(front=False)), np.full((100, 160), 200, np.uint8)

    assert is_other_face(front, back, OTHER_FACE)
    assert is_other_face(front, flat, OTHER_FACE)
    assert not is_other_face(front, front, OTHER_FACE)
