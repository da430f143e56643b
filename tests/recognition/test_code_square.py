"""The square code of an endorsement block, found among the print around it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import BACK_CODES, CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.recognition.card_view import PX_PER_MM
from permit_desktop.recognition.code_square import find_code_square

EXPECTED = BACK_CODES[0]
MODULES = 25


def with_code(box: Box, *lines: Box) -> NDArray[np.float32]:
    """The ink of a card with a code of black and white modules, and solid lines of print."""
    ink = np.zeros((round(CARD_HEIGHT_MM * PX_PER_MM), round(CARD_WIDTH_MM * PX_PER_MM)), np.float32)
    modules = np.random.default_rng(5).random((MODULES, MODULES)) < 0.5
    modules[[0, -1]] = modules[:, [0, -1]] = True
    rows, columns = of(box)
    at = [np.arange(part.stop - part.start) * MODULES // (part.stop - part.start) for part in (rows, columns)]
    ink[rows, columns] = modules[np.ix_(*at)]
    for line in lines:
        ink[of(line)] = 0.8
    return ink


def of(box: Box) -> tuple[slice, slice]:
    sides = ((box.y_mm, box.bottom_mm), (box.x_mm, box.right_mm))
    rows, columns = (slice(round(first * PX_PER_MM), round(last * PX_PER_MM)) for first, last in sides)
    return rows, columns


@pytest.mark.parametrize("gap_mm", [0.8, 1.2, 2.0])
def test_a_line_of_print_close_by_is_not_taken_for_a_part_of_it(gap_mm: float) -> None:
    above = Box(EXPECTED.x_mm, EXPECTED.y_mm - gap_mm - 1.5, EXPECTED.width_mm, 1.5)
    beside = Box(EXPECTED.x_mm - gap_mm - 2.0, EXPECTED.y_mm, 2.0, EXPECTED.height_mm)
    for ink in (with_code(EXPECTED), with_code(EXPECTED, above), with_code(EXPECTED, beside)):
        found = find_code_square(ink, EXPECTED)
        assert found is not None
        off = np.subtract(
            (found.x_mm, found.y_mm, found.right_mm, found.bottom_mm),
            (EXPECTED.x_mm, EXPECTED.y_mm, EXPECTED.right_mm, EXPECTED.bottom_mm),
        )
        assert np.abs(off).max() < 0.3


def test_a_bar_is_no_code() -> None:
    bar = Box(EXPECTED.x_mm, EXPECTED.y_mm, EXPECTED.width_mm, EXPECTED.height_mm / 2)
    assert find_code_square(with_code(bar), EXPECTED) is None
