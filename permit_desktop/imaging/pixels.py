"""The one array type that pictures have everywhere in the program."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]
"""A colour picture: uint8, shape (height, width, 3), channels blue, green, red (OpenCV's order), C-contiguous."""

Grey: TypeAlias = NDArray[np.uint8]
"""A grey picture: uint8, shape (height, width)."""
