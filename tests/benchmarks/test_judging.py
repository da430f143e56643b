"""The reader's benchmark judges honestly: what was invented is wrong, what is missing has no confidence."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import psutil
import pytest

from permit_desktop.domain.permit import FieldName, Side
from tests.benchmarks.bench_reader import Read, is_printed
from tests.benchmarks.reliability import Judged
from tests.benchmarks.subjects import peak_bytes
from tests.specimens.camera import SpecimenStill, render_still
from tests.specimens.conditions import Tier


@pytest.fixture(scope="module")
def back() -> SpecimenStill:
    return render_still(63, Tier.WEBCAM, side=Side.BACK)


def read(still: SpecimenStill, **changed: str | None) -> Read:
    """An answer that is right at a confidence of 0.9 but for what was changed or left out."""
    fields: dict[str, Any] = {field.value: (value, 0.9, "medium") for field, value in still.truth.items()}
    for field, value in changed.items():
        fields.pop(field, None)
        if value is not None:
            fields[field] = (value, 0.99, "high")
    return Read(still, {"fields": fields})


def test_a_value_where_nothing_is_printed_is_wrong(back: SpecimenStill) -> None:
    invented = read(back, number="C12345678")
    for judged in (invented.all_judged(), invented.values_judged()):
        assert [one for one in judged if not one.right] == [Judged(right=False, confidence=0.99, band="high")]
        assert len(judged) == len(back.truth) + 1


def test_a_missing_value_is_wrong_but_has_no_confidence_to_be_judged(back: SpecimenStill) -> None:
    missing = read(back, type=None)
    assert [one.right for one in missing.all_judged()].count(False) == 1
    assert all(one.right for one in missing.values_judged())
    assert len(missing.values_judged()) == len(back.truth) - 1


def test_nobody_need_find_what_no_card_prints() -> None:
    assert [side for side in Side if is_printed(FieldName.TYPE, side)] == [Side.FRONT]
    assert not any(is_printed(FieldName.SIDE, side) for side in Side)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process that had more before")
def test_memory_that_was_given_back_counts() -> None:
    before = psutil.Process().memory_info().rss
    block = np.ones(100_000_000, np.uint8)
    del block
    assert peak_bytes() > before + 90_000_000
