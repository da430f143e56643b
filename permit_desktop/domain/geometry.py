"""Points, outlines and boxes, in two coordinate frames.

*Picture* frame: pixels of the original still, origin at its upper left corner, x to the right, y down.
*Card* frame: millimetres on the card's face, origin at the card's upper left corner when its text is upright.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """One position; the frame (picture pixels or card millimetres) is the owner's to say."""

    x: float
    y: float


class Quad(NamedTuple):
    """Four corners in the order of the *object* that they outline: as its text stands upright.

    So `top_left` is the corner at which the card's own print begins, wherever that lies in the picture.
    """

    top_left: Point
    top_right: Point
    bottom_right: Point
    bottom_left: Point

    @classmethod
    def of(cls, corners: Iterable[Sequence[float]]) -> Quad:
        """Makes a quad from any 4 x 2 sequence or array of numbers, upper left first, clockwise."""
        top_left, top_right, bottom_right, bottom_left = (Point(float(x), float(y)) for x, y in corners)
        return cls(top_left, top_right, bottom_right, bottom_left)

    def turned(self) -> Quad:
        """The same outline with its text the other way up (turned by 180 degrees)."""
        return Quad(self.bottom_right, self.bottom_left, self.top_left, self.top_right)


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle on the card's face, in millimetres (card frame)."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        """The x of the right edge."""
        return self.x_mm + self.width_mm

    @property
    def bottom_mm(self) -> float:
        """The y of the lower edge."""
        return self.y_mm + self.height_mm

    def grown(self, by_mm: float) -> Box:
        """The box with every edge moved outwards by `by_mm` (inwards when negative)."""
        return Box(
            self.x_mm - by_mm,
            self.y_mm - by_mm,
            self.width_mm + 2 * by_mm,
            self.height_mm + 2 * by_mm,
        )


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of them; at least one."""
    left, top = min(box.x_mm for box in boxes), min(box.y_mm for box in boxes)
    right, bottom = max(box.right_mm for box in boxes), max(box.bottom_mm for box in boxes)
    return Box(left, top, right - left, bottom - top)
