"""How sure a reading is, from the decoder's measures."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from permit_desktop.domain.geometry import Box
from permit_desktop.recognition.confidence import COEFFICIENTS, NAME_COEFFICIENTS, confidence
from permit_desktop.recognition.ctc import Candidate
from permit_desktop.recognition.zones import ZoneReading


def reading(chance: float, best_path: float = -0.01) -> ZoneReading:
    """A text with the given chance against one other."""
    candidates = [Candidate("王明", math.log(chance)), Candidate("王朋", math.log(1.0 - chance))]
    return ZoneReading.of(candidates, best_path, Box(30, 14, 12, 4))


@pytest.mark.parametrize("coefficients", [COEFFICIENTS, NAME_COEFFICIENTS])
def test_a_larger_margin_is_surer_and_never_certain(coefficients: tuple[float, float, float, float]) -> None:
    sure = [confidence(reading(chance), coefficients) for chance in (0.5, 0.8, 0.95, 0.999, 0.999999)]
    assert all(before < after for before, after in pairwise(sure))
    assert 0.95 < sure[-1] < 1.0


def test_a_name_that_hardly_beats_its_look_alike_is_doubted() -> None:
    assert confidence(reading(0.85), NAME_COEFFICIENTS) < 0.8 < confidence(reading(0.85))


def test_a_blurred_line_is_less_sure() -> None:
    assert confidence(reading(0.999, best_path=-1.0)) < confidence(reading(0.999))
