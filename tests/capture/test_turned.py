from __future__ import annotations

import numpy as np
import pytest

from permit_desktop.capture.sources.turned import Turned
from tests.capture.sources import ScriptedSource, pictures


def turned(rotation_deg: int, *, mirrored: bool = False) -> np.ndarray:
    source = Turned(ScriptedSource(pictures(1)), rotation_deg=rotation_deg, mirrored=mirrored)
    source.open()
    frame = source.read()
    assert frame is not None
    assert frame.pixels.flags.c_contiguous
    return frame.pixels


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_pictures_are_turned_clockwise_by_quarters(quarters: int) -> None:
    (picture,) = pictures(1)

    assert np.array_equal(turned(90 * quarters), np.rot90(picture, -quarters))


def test_a_mirrored_picture_is_put_right_before_it_is_turned() -> None:
    (picture,) = pictures(1)

    assert np.array_equal(turned(0, mirrored=True), picture[:, ::-1])
    assert np.array_equal(turned(90, mirrored=True), np.rot90(picture[:, ::-1], -1))


def test_other_angles_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="quarters"):
        Turned(ScriptedSource([]), rotation_deg=45)
