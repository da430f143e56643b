from __future__ import annotations

import gc

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from permit_desktop.workers.preview import to_image


def picture(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("width", [64, 65, 67])
def test_colours_arrive_in_place_whatever_the_width(width: int) -> None:
    pixels = picture(5, width)
    image = to_image(pixels, (width, 5))
    del_later = pixels.copy()
    del pixels
    gc.collect()

    for x, y in ((0, 0), (width - 1, 4), (3, 2)):
        blue, green, red = (int(value) for value in del_later[y, x])
        assert image.pixelColor(x, y) == QColor(red, green, blue)
    assert image.format() is QImage.Format.Format_RGB32


@pytest.mark.parametrize(
    ("fit_px", "size"), [((960, 540), (960, 540)), ((960, 900), (960, 540)), ((400, 540), (400, 225)), ((1, 1), (1, 1))]
)
def test_a_picture_keeps_its_shape_within_the_view(fit_px: tuple[int, int], size: tuple[int, int]) -> None:
    image = to_image(picture(1080, 1920), fit_px)

    assert (image.width(), image.height()) == size


def test_a_small_picture_is_never_enlarged() -> None:
    assert to_image(picture(48, 64), (1920, 1080)).width() == 64
