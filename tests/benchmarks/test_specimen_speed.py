"""How long the specimens take to make: `pytest -m benchmark tests/benchmarks/test_specimen_speed.py -s`."""

from __future__ import annotations

import time

import numpy as np
import pytest

from permit_desktop.domain.permit import PermitType, Side
from tests.specimens.camera import specimen_set
from tests.specimens.card import render_card
from tests.specimens.lay import place_card
from tests.specimens.person import invent
from tests.specimens.view import Pose, project


@pytest.mark.benchmark
def test_time_of_a_still_and_of_a_motion_frame() -> None:
    started = time.process_time()
    count = sum(1 for _ in specimen_set(5, 12))
    print(f"still: {(time.process_time() - started) / count:.3f} s of processor time")
    card = render_card(invent(1, PermitType.HK_MACAO), Side.FRONT, 1)
    desk = np.full((1080, 1920, 3), 60, np.uint8)
    homography = project(Pose(0.7, 5.0, 20.0, 10.0), 1920, 1080)
    started = time.perf_counter()
    for _ in range(20):
        place_card(card, homography, desk)
    print(f"motion frame: {(time.perf_counter() - started) / 20 * 1000:.1f} ms")
