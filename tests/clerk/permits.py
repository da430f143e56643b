"""The permits of a clerk's day: invented, so that every value on them is known."""

from __future__ import annotations

from permit_desktop.capture.sources.specimens import SpecimenPermit
from permit_desktop.domain.permit import FieldName, PermitType, Side
from tests.specimens.card import render_card
from tests.specimens.person import InventedPermit, invent

_PX_PER_MM = 13.0
_FIRST = 8100


def permit(place: int) -> InventedPermit:
    """The permit that is laid on in this place of the day; every third one is for Taiwan."""
    return invent(_FIRST + place, PermitType.TAIWAN if place % 3 == 2 else PermitType.HK_MACAO)


def faces(place: int) -> SpecimenPermit:
    """Its two faces."""
    sides = [render_card(permit(place), side, _FIRST + place, _PX_PER_MM).pixels for side in Side]
    return SpecimenPermit(*sides)


def truth(place: int) -> dict[FieldName, str]:
    """What a perfect record of it holds."""
    whole = permit(place).truth(Side.FRONT) | permit(place).truth(Side.BACK)
    del whole[FieldName.SIDE]
    return whole
