"""How far a printing is displaced as a whole; each item strays a little more by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from permit_desktop.domain.layout import TOLERANCE_MM

ITEM_X_MM: Final = 0.3
ITEM_Y_MM: Final = 0.15
"""How far an item strays from the others of its printing, at most, in either direction."""

Reach = tuple[float, float]
"""At most so far in either direction, across and down, in millimetres."""


@dataclass(frozen=True, slots=True)
class Displacement:
    """The reach of a card's printings: a front's title, its values with their labels, and a back."""

    title: Reach
    values: Reach
    back: Reach


USUAL: Final = Displacement((0.7, 0.7), (1.0, 0.9), (1.0, 0.8))
"""What printers commonly keep to."""

_ALL: Final = (TOLERANCE_MM - ITEM_X_MM, TOLERANCE_MM - ITEM_Y_MM)
UTMOST: Final = Displacement(_ALL, _ALL, _ALL)
"""All that the layout's tolerance allows."""
