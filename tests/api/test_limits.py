from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from permit_desktop.api.limits import (
    MAX_BASE64_CHARS,
    PreparedStill,
    base64_length,
    prepare,
)
from permit_desktop.domain.errors import ErrorCode, StillError
from permit_desktop.domain.geometry import Point, Quad
from permit_desktop.imaging.decode import MAX_SIDE_PX, MIN_SIDE_PX
from permit_desktop.imaging.pixels import Pixels

MIN_CARD_SHARE = 0.5  # of the picture, says the contract
NOISE = np.random.default_rng(4)


def picture(width_px: int, height_px: int) -> Pixels:
    return np.full((height_px, width_px, 3), 90, np.uint8)


def decoded(prepared: PreparedStill) -> Pixels:
    with Image.open(io.BytesIO(prepared.jpeg), formats=["JPEG"]) as image:
        assert image.size == (prepared.width_px, prepared.height_px)
        return np.ascontiguousarray(np.asarray(image.convert("RGB"))[..., ::-1])


@pytest.mark.parametrize(
    "size",
    [(15, 15), (300, 200), (8192, 15), (9000, 400), (15, 9001), (20_000, 16)],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
def test_every_still_is_sent_within_the_limits(size: tuple[int, int]) -> None:
    sent = decoded(prepare(picture(*size)))

    height_px, width_px = sent.shape[:2]
    assert min(height_px, width_px) >= MIN_SIDE_PX
    assert max(height_px, width_px) <= MAX_SIDE_PX


def test_a_still_within_the_limits_keeps_its_size() -> None:
    prepared = prepare(picture(300, 200))

    assert (prepared.width_px, prepared.height_px) == (300, 200)
    assert np.array_equal(prepared.to_original, np.eye(3))


@pytest.mark.parametrize("size", [(14, 200), (200, 14), (1, 1)])
def test_a_still_below_the_least_side_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(StillError) as refused:
        prepare(picture(*size))

    assert refused.value.code is ErrorCode.IMAGE_TOO_SMALL


@pytest.mark.parametrize("limit", [100_000, 20_000, 2_000])
def test_a_file_that_is_too_large_is_made_smaller_until_it_fits(limit: int) -> None:
    noise: Pixels = NOISE.integers(0, 256, (600, 900, 3), np.uint8)
    assert base64_length(len(prepare(noise).jpeg)) > limit

    assert base64_length(len(prepare(noise, max_base64_chars=limit).jpeg)) <= limit


def test_the_limit_is_that_of_the_contract() -> None:
    assert MAX_BASE64_CHARS <= 10 * 1024 * 1024


@given(st.binary(max_size=100))
def test_the_length_of_base64(data: bytes) -> None:
    import base64

    assert base64_length(len(data)) == len(base64.b64encode(data))


ANGLES = st.floats(-180, 180)


def card(angle_deg: float, scale: float) -> Quad:
    """A card about the middle of a picture of 1200 by 900 pixels, turned."""
    turn = np.deg2rad(angle_deg)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    half = np.array([[-85.6, -53.98], [85.6, -53.98], [85.6, 53.98], [-85.6, 53.98]]) / 2 * scale
    return Quad.of((half @ rotation.T + (600, 450)).tolist())


def area(outline: Quad) -> float:
    x, y = np.array(outline).T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


@settings(deadline=None, max_examples=25)
@given(ANGLES, st.floats(1.5, 7))
def test_a_known_card_fills_more_than_half_of_what_is_sent(angle_deg: float, scale: float) -> None:
    outline = card(angle_deg, scale)
    prepared = prepare(picture(1200, 900), outline)

    sent_area = area(
        prepared.in_original(
            Quad.of([(0, 0), (prepared.width_px, 0), (prepared.width_px, prepared.height_px), (0, prepared.height_px)])
        )
    )
    assert area(outline) / sent_area > MIN_CARD_SHARE
    assert area(outline) < sent_area, "the edges are in the picture"


@settings(deadline=None, max_examples=15)
@given(ANGLES, st.floats(3, 7))
def test_a_place_in_the_sent_card_is_found_again_in_the_original(angle_deg: float, scale: float) -> None:
    outline = card(angle_deg, scale)
    corners = np.array(outline)
    spot = corners[0] * 0.56 + corners[1] * 0.24 + corners[2] * 0.06 + corners[3] * 0.14
    still = picture(1200, 900)
    rows, columns = np.mgrid[0:900, 0:1200]
    still[np.hypot(columns - spot[0], rows - spot[1]) < 2 * scale] = 255

    prepared = prepare(still, outline)
    bright = np.argwhere(decoded(prepared)[..., 0] > 170)
    y, x = bright.mean(axis=0)
    found = prepared.in_original(Quad(*(Point(float(x), float(y)),) * 4)).top_left

    assert np.hypot(found.x - spot[0], found.y - spot[1]) < 1.0


def test_a_place_in_a_still_that_was_sent_smaller_is_found_again() -> None:
    still = picture(32_768, 400)
    still[100:200, 9000:9100] = 255

    prepared = prepare(still)
    y, x = np.argwhere(decoded(prepared)[..., 0] > 170).mean(axis=0)
    found = prepared.in_original(Quad(*(Point(float(x), float(y)),) * 4)).top_left

    assert found == pytest.approx((9049.5, 149.5), abs=0.5)


def test_the_still_is_not_changed() -> None:
    still: Pixels = NOISE.integers(0, 256, (300, 400, 3), np.uint8)
    before = still.copy()

    prepare(still, Quad.of([(50, 50), (300, 60), (290, 220), (40, 210)]), max_base64_chars=3000)

    assert np.array_equal(still, before)
