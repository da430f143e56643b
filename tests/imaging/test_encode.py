"""Encoding stills."""

from __future__ import annotations

import numpy as np

from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.encode import encode_jpeg
from tests.imaging.drawn import LEVEL, on_desk


def test_an_encoded_still_decodes_to_nearly_the_same_pixels() -> None:
    picture = on_desk(LEVEL)
    again = decode_still(encode_jpeg(picture))
    assert again.shape == picture.shape
    assert np.abs(again.astype(int) - picture).mean() < 2


def test_lower_quality_is_smaller() -> None:
    picture = on_desk(LEVEL)
    assert len(encode_jpeg(picture, 50)) < len(encode_jpeg(picture, 90))
