from __future__ import annotations

import numpy as np
import pytest

from permit_desktop.domain.errors import StillError
from permit_desktop.imaging.decode import decode_at_least, decode_still
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.thumbnail import small, thumbnail


def picture(width: int, height: int) -> bytes:
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[:, : width // 2] = 255
    return encode_jpeg(pixels)


@pytest.mark.parametrize(
    ("size", "expected"), [((3000, 2000), (160, 107)), ((2000, 3000), (71, 107)), ((40, 20), (40, 20))]
)
def test_a_picture_fits_in_its_room_in_its_own_shape_and_is_never_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    pixels = small(picture(*size), (160, 107))
    assert (pixels.shape[1], pixels.shape[0]) == expected
    assert pixels[:, 2].mean() > 250
    assert pixels[:, -3].mean() < 5


def test_only_as_much_is_decoded_as_the_small_picture_needs() -> None:
    assert decode_at_least(picture(3000, 2000), (160, 107)).shape == (250, 375, 3)
    assert decode_at_least(picture(300, 200), (160, 107)).shape == (200, 300, 3)


def test_a_thumbnail_is_a_file_of_its_own() -> None:
    made = thumbnail(picture(3000, 2000), (120, 160))
    assert decode_still(made.jpeg).shape == (made.height_px, made.width_px, 3)
    assert b"Exif" not in made.jpeg


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff nothing", picture(10, 10)])
def test_what_is_no_acceptable_picture_is_refused(content: bytes) -> None:
    with pytest.raises(StillError):
        small(content, (100, 100))
