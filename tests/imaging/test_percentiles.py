from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from permit_desktop.imaging.percentiles import percentile, percentiles

_shapes = arrays.array_shapes(min_dims=1, max_dims=2, max_side=40)


@given(
    st.one_of(
        arrays.arrays(np.uint8, _shapes),
        arrays.arrays(np.float32, _shapes, elements=st.floats(-1000, 1000, width=32)),
    ),
    st.lists(st.floats(0, 100), min_size=1, max_size=3),
)
def test_they_are_numpys(values: np.ndarray, shares: list[float]) -> None:
    assert percentiles(values, *shares) == pytest.approx(np.percentile(values, shares).tolist(), abs=1e-3)
    assert percentile(values, 50) == pytest.approx(float(np.median(values)), abs=1e-3)


def test_the_values_stay_as_they_were() -> None:
    values = np.array([3, 1, 2], np.uint8)
    percentile(values, 60)

    assert values.tolist() == [3, 1, 2]
