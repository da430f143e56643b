"""Thumbnails of a card's face, to notice that another face lies there."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.imaging.pixels import Grey

SIZE_PX: Final = (48, 30)
OTHER_FACE: Final = 0.3
"""From this difference on two thumbnails show two faces. Among the specimens the same face, found a little beside its
place and in other light, differs by less than 0.1, front and back by more than 0.85, two fronts by about 0.3."""
_LIGHT_PX: Final = 3.0
"""Changes that are wider than this are light and background, not print."""


def thumbnail(face: Grey) -> Grey:
    """A flat face, made small: uint8, `SIZE_PX`."""
    return np.asarray(cv2.resize(face, SIZE_PX, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def difference(one: Grey, other: Grey) -> float:
    """How unlike two thumbnails are: 0 alike, 1 nothing in common; whichever way up and however lit each of them is."""
    print_of_one, print_of_other = _print(one), _print(other)
    alike = max(float((print_of_one * turned).sum()) for turned in (print_of_other, print_of_other[::-1, ::-1]))
    return 1.0 - max(0.0, alike)


def _print(thumb: Grey) -> NDArray[np.float32]:
    """What is left of a thumbnail without light and background, of unit length."""
    fine = thumb.astype(np.float32)
    fine -= cv2.GaussianBlur(fine, (0, 0), _LIGHT_PX)
    unit: NDArray[np.float32] = fine / max(float(np.linalg.norm(fine)), 1e-6)
    return unit
