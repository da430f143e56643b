"""Fronts of people with rare names, for fitting and judging how much a reader doubts what it can hardly know."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from permit_desktop.domain.permit import PermitType, Side
from tests.specimens.camera import SpecimenStill, render_still
from tests.specimens.conditions import Tier
from tests.specimens.names import RARE_GIVEN
from tests.specimens.person import invent


def rare_fronts(seed: int, count: int) -> Iterator[SpecimenStill]:
    """Fronts under all conditions in turn, of invented people with a rare character in their given name."""
    rare = {written.characters for written in RARE_GIVEN}
    tiers = [tier for tier in Tier if not tier.is_defect]
    found = 0
    for index in itertools.count():
        still_seed, permit_type = seed * 100_003 + index, tuple(PermitType)[index % 2]
        if rare.isdisjoint(invent(still_seed, permit_type).name):
            continue
        yield render_still(still_seed, tiers[index % len(tiers)], side=Side.FRONT, permit_type=permit_type)
        found += 1
        if found == count:
            return
