"""Quality measures: each follows its cause and nothing else."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.domain.permit import Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.quality import QUALITY_PX_PER_MM, card_quality, measure
from permit_desktop.imaging.rectify import rectify
from tests.specimens.camera import render_still
from tests.specimens.conditions import Tier


@pytest.fixture(scope="module")
def crisp() -> Pixels:
    specimen = render_still(21, Tier.DOCUMENT_CAMERA, side=Side.FRONT)
    assert specimen.outline is not None
    return rectify(specimen.pixels, specimen.outline, QUALITY_PX_PER_MM)


def blurred(card: Pixels, sigma_mm: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(card, (0, 0), sigma_mm * QUALITY_PX_PER_MM), np.uint8)


def test_sharpness_falls_with_blur_in_every_zone(crisp: Pixels) -> None:
    rows = [card_quality(card) for card in (crisp, blurred(crisp, 0.15), blurred(crisp, 0.3), blurred(crisp, 0.6))]
    for zone in ("card", "number", "machine_line"):
        values = [getattr(row, zone).sharpness for row in rows]
        assert values == sorted(values, reverse=True)
        assert values[0] > 0.6
        assert values[-1] < 0.45


def test_sharpness_does_not_depend_on_light_and_contrast(crisp: Pixels) -> None:
    dim = (crisp * 0.5 + 20).astype(np.uint8)
    assert card_quality(dim).machine_line.sharpness == pytest.approx(
        card_quality(crisp).machine_line.sharpness, rel=0.15
    )


def test_noise_is_not_taken_for_sharpness(crisp: Pixels) -> None:
    soft = blurred(crisp, 0.4)
    noisy = np.clip(soft + np.random.default_rng(2).normal(0, 5, soft.shape), 0, 255).astype(np.uint8)
    assert card_quality(noisy).machine_line.sharpness < 0.6


def test_a_specimen_out_of_focus_is_told_from_one_in_focus() -> None:
    values = {}
    for tier in (Tier.WEBCAM, Tier.BLURRED):
        specimens = [render_still(seed, tier, side=Side.FRONT) for seed in (31, 32, 33)]
        cards = [rectify(s.pixels, s.outline, QUALITY_PX_PER_MM) for s in specimens if s.outline]
        values[tier] = [card_quality(card).machine_line.sharpness for card in cards]
    assert min(values[Tier.WEBCAM]) > max(values[Tier.BLURRED])


def test_glare_is_measured_where_it_lies(crisp: Pixels) -> None:
    burnt = crisp.copy()
    height, width = burnt.shape[:2]
    cv2.circle(burnt, (round(width * 0.19), round(height * 0.53)), round(height * 0.12), (255, 255, 255), -1)
    before, after = card_quality(crisp), card_quality(burnt)
    assert after.portrait.glare_share - before.portrait.glare_share == pytest.approx(0.23, abs=0.05)
    assert after.machine_line.glare_share == before.machine_line.glare_share


def test_bright_print_is_no_glare() -> None:
    stripes = np.zeros((60, 60, 3), np.uint8)
    stripes[:, ::4] = stripes[:, 1::4] = 255
    assert measure(stripes).glare_share == 0


def test_coloured_light_is_no_glare() -> None:
    yellow = np.full((60, 60, 3), (120, 255, 255), np.uint8)
    assert measure(yellow).glare_share == 0
    assert measure(np.full((60, 60, 3), 255, np.uint8)).glare_share == 1


def test_brightness_and_contrast_are_grey_levels() -> None:
    half = np.full((60, 60, 3), 50, np.uint8)
    half[:, 30:] = 150
    quality = measure(half)
    assert quality.brightness == pytest.approx(100)
    assert quality.contrast == pytest.approx(100)


def test_an_even_zone_has_no_sharpness_to_judge() -> None:
    assert measure(np.full((60, 60, 3), 128, np.uint8)).sharpness == 0
    assert measure(np.full((2, 2, 3), 128, np.uint8)).sharpness == 0
