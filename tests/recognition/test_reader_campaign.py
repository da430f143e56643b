"""Damaged files, and what is left of them, through the whole reader: no crash, no hang, no flood of memory."""

from __future__ import annotations

import io
import time
from collections import Counter
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from permit_desktop.domain.errors import StillError
from permit_desktop.imaging.decode import decode_still
from permit_desktop.recognition.reader import OnDeviceRecogniser

FILES = 400
MOST_S = 4.0
"""Of a processor's time, which is up to twice as long on a busy machine: 2 s where nothing else runs."""
MOST_BYTES = 1_000_000_000


def mutated(data: bytes, rng: np.random.Generator) -> bytes:
    """Some bytes changed, a part left out, doubled or zeroed, or the end cut off."""
    changed = bytearray(data)
    start, length = int(rng.integers(len(data))), int(rng.integers(1, 2000))
    match rng.integers(5):
        case 0:
            for _ in range(int(rng.integers(1, 40))):
                changed[int(rng.integers(len(changed)))] = int(rng.integers(256))
        case 1:
            del changed[start : start + length]
        case 2:
            changed[start:start] = changed[start : start + length]
        case 3:
            changed[start : start + length] = bytes(min(length, len(changed) - start))
        case _:
            del changed[start:]
    return bytes(changed)


@pytest.mark.campaign
@pytest.mark.timeout(1800)
def test_mutated_files_are_read_or_refused_quickly(recogniser: OnDeviceRecogniser, shipped: Path) -> None:
    files = []
    for name in ("hk-macao-1-front.jpg", "hk-macao-2-back.jpg", "taiwan-1-front.jpg"):
        files.append((shipped / name).read_bytes())
        with Image.open(shipped / name) as image:
            small = image.resize((image.width // 2, image.height // 2))
        for kind, options in (("PNG", {}), ("TIFF", {"compression": "tiff_lzw"}), ("BMP", {})):
            buffer = io.BytesIO()
            small.save(buffer, kind, **options)
            files.append(buffer.getvalue())
    process = psutil.Process()
    outcomes: Counter[str] = Counter()
    longest_s = 0.0
    for seed in range(FILES):
        rng = np.random.default_rng(seed)
        data = mutated(files[seed % len(files)], rng)
        started = time.process_time()
        try:
            recogniser.recognise(decode_still(data), with_portrait=True)
            outcomes["read"] += 1
        except StillError as error:
            outcomes[error.code.value] += 1
        longest_s = max(longest_s, time.process_time() - started)
        assert longest_s < MOST_S, seed
        assert process.memory_info().rss < MOST_BYTES, seed
    assert len(outcomes) > 2
