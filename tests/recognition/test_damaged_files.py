"""Damaged files, and what is left of them, through the whole reader: no crash, no hang, no flood of memory."""

from __future__ import annotations

import contextlib
import io
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from permit_desktop.domain.errors import StillError
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.system.resources import resource

MOST_S = 2.0
"""From the file to the result where nothing else runs, of processor time and by the clock."""
BUSY = 2.0
"""How much more of processor time the same work takes while other programs share the caches."""
CROWDED = 10.0
"""How much longer it takes by the clock while other programs share the processors; a wait for nothing takes longer."""
MOST_MORE_BYTES = 700_000_000
"""Beside the 300 MB that the reader itself takes."""
SHIPPED = ("hk-macao-1-front.jpg", "hk-macao-2-back.jpg", "taiwan-1-front.jpg")
OTHER_FORMATS: tuple[tuple[str, dict[str, str]], ...] = (
    ("PNG", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("BMP", {}),
)
# Shrinking would take minutes, and a damaged file is no clearer for being shorter.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


def whole_files() -> list[bytes]:
    files = []
    for name in SHIPPED:
        file = resource("specimens", name)
        files.append(file.read_bytes())
        with Image.open(file) as image:
            small = image.resize((image.width // 2, image.height // 2))
        for kind, options in OTHER_FORMATS:
            buffer = io.BytesIO()
            small.save(buffer, kind, **options)
            files.append(buffer.getvalue())
    return files


WHOLE = whole_files()


@dataclass(frozen=True)
class Damaged:
    """A file; what was done to it is told in its place where a test fails."""

    how: tuple[str, ...]
    data: bytes = field(repr=False)


@st.composite
def damaged_files(draw: st.DrawFn) -> Damaged:
    """Some bytes changed, a part left out, doubled or zeroed, or the end cut off; now and then several of these."""
    number = draw(st.integers(0, len(WHOLE) - 1))
    data, how = bytearray(WHOLE[number]), [f"file {number}"]
    for _ in range(draw(st.integers(1, 3))):
        start, length = draw(st.integers(0, len(data) - 1)), draw(st.integers(1, 2000))
        way = draw(st.sampled_from(("change", "leave out", "double", "zero", "cut")))
        how.append(f"{way} {length} from {start}")
        match way:
            case "change":
                places = draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=40))
                for at in places:
                    data[at] = draw(st.integers(0, 255))
            case "leave out":
                del data[start : start + length]
            case "double":
                data[start:start] = data[start : start + length]
            case "zero":
                data[start : start + length] = bytes(min(length, len(data) - start))
            case _:
                del data[max(start, 1) :]
        if len(data) < 2:
            break
    return Damaged(tuple(how), bytes(data))


@dataclass(frozen=True)
class Limits:
    """The most time that a file may take, of the processor and by the clock."""

    processor_s: float
    clock_s: float


@pytest.fixture(scope="module")
def one_thread() -> OnDeviceRecogniser:
    """Reads in one thread, so that its processor time is the time it takes."""
    return OnDeviceRecogniser(threads=1)


@settings(max_examples=12, deadline=None, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(file=damaged_files())
def test_damaged_files_are_read_or_refused_and_none_hangs(file: Damaged, one_thread: OnDeviceRecogniser) -> None:
    assert_read_or_refused(file.data, one_thread, Limits(BUSY * MOST_S, CROWDED * MOST_S))


@pytest.mark.campaign
@pytest.mark.timeout(1800)
@settings(max_examples=500, deadline=None, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(file=damaged_files())
def test_many_damaged_files_are_read_or_refused_within_two_seconds(
    file: Damaged, one_thread: OnDeviceRecogniser
) -> None:
    assert_read_or_refused(file.data, one_thread, Limits(MOST_S, MOST_S))


class Waits:
    """A recogniser that waits for what never comes, for a moment, and costs no processor time at that."""

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        del still, with_portrait
        threading.Event().wait(0.3)
        return PermitResult({})


def test_a_wait_that_costs_no_processor_time_is_a_hang_as_well() -> None:
    limits = Limits(processor_s=BUSY * MOST_S, clock_s=0.2)
    with pytest.raises(AssertionError):
        assert_read_or_refused(WHOLE[1], Waits(), limits)


def assert_read_or_refused(data: bytes, recogniser: Recogniser, most: Limits) -> None:
    before, clock_s, processor_s = begin_peak_bytes(), time.monotonic(), time.process_time()
    with contextlib.suppress(StillError):
        recogniser.recognise(decode_still(data), with_portrait=True)
    assert time.process_time() - processor_s < most.processor_s
    assert time.monotonic() - clock_s < most.clock_s
    assert peak_bytes() - before < MOST_MORE_BYTES


def begin_peak_bytes() -> int:
    """Begins the process's peak of memory anew, where the system can, and says where it stands."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak_bytes()


def peak_bytes() -> int:
    """The most memory since then; 0 where the system cannot tell."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024
