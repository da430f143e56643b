"""Percentiles without numpy's overhead, which for a live frame's small arrays is most of what they cost."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def percentile(values: NDArray[Any], per_cent: float) -> float:
    """The value below which so many per cent of the others lie, between two of them in proportion; as numpy has it."""
    return percentiles(values, per_cent)[0]


def percentiles(values: NDArray[Any], *per_cent: float) -> list[float]:
    """Several at once; `values` are sorted as little as that needs."""
    flat = values.ravel()
    places = [(flat.size - 1) * share / 100 for share in per_cent]
    lower = [int(place) for place in places]
    upper = [min(low + 1, flat.size - 1) for low in lower]
    part = np.partition(flat, sorted({*lower, *upper}))
    return [
        float(part[low]) + (float(part[high]) - float(part[low])) * (place - low)
        for place, low, high in zip(places, lower, upper, strict=True)
    ]
