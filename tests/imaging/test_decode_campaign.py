"""A long run of damaged files against the decoder: time and memory stay bounded.

Run by name: pytest -m campaign tests/imaging/test_decode_campaign.py
"""

from __future__ import annotations

import contextlib
import random
import sys
import time

import pytest

from permit_desktop.domain.errors import StillError
from permit_desktop.imaging.decode import decode_still
from tests.imaging.test_decode import SEEDS

RUN_S = 60.0
LONGEST_S = 2.0
MOST_MORE_BYTES = 700 * 2**20
"""The largest accepted picture needs about 470 MB while it is converted."""


@pytest.mark.campaign
@pytest.mark.skipif(sys.platform == "win32", reason="the resource module is POSIX")
def test_a_minute_of_damaged_files_neither_hangs_nor_fills_the_memory() -> None:
    draw = random.Random(20_260)
    before = peak_bytes()
    ends, tried, longest_s = time.monotonic() + RUN_S, 0, 0.0
    while time.monotonic() < ends:
        data = damaged(draw)
        started = time.monotonic()
        with contextlib.suppress(StillError):
            decode_still(data)
        longest_s = max(longest_s, time.monotonic() - started)
        tried += 1
        assert longest_s < LONGEST_S
        assert peak_bytes() - before < MOST_MORE_BYTES
    assert tried > 1000


def peak_bytes() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def damaged(draw: random.Random) -> bytes:
    data = bytearray(draw.choice(SEEDS))
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(min(len(data), 120)) if draw.random() < 0.7 else draw.randrange(len(data))
        action = draw.random()
        if action < 0.6:
            data[at] = draw.choice((0, 1, 0x7F, 0x80, 0xFF, draw.randrange(256)))
        elif action < 0.8:
            data[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 8)))
        else:
            del data[at : at + draw.randint(1, 8)]
        if len(data) < 2:
            break
    return bytes(data)
