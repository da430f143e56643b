"""How good a picture must be before it is taken."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.system.settings import StrictnessLevel

_ASPECT: Final = CARD_WIDTH_MM / CARD_HEIGHT_MM
_ROOM: Final = 0.8
"""Of the largest card that a frame holds, the smallest that must be enough: a hand lays it a little off the middle, a
little crooked, and what was called too far must come nearer by more than to the bound."""
_USUAL_WIDTH_SHARE: Final = 0.62
"""Of the picture: a card that is so wide is large enough in most cameras' pictures, and has room around it."""
_WELL_ABOVE: Final = 1.1
_WELL_BELOW: Final = 0.96


@dataclass(frozen=True, slots=True)
class Strictness:
    """The guide's bounds.

    Attributes:
        least_long_side_px: the card's long side, in frames that can hold it (see `in_frame`); 505 px are 150 dpi on an
            ID-1 card, below which the machine-readable line has less than 15 px a character; 1010 px are 300 dpi.
        least_area_share: of the frame's area; less and the outline cannot be found dependably.
        most_area_share: of the frame's area; more and the edges leave the picture at the first movement.
        least_margin_share: between each corner and the frame's edges, of the frame's width or height.
        most_skew_deg: angle between the card's long edges and the picture's horizontal.
        most_taper: how much longer one edge may be than its opposite, as a ratio minus 1: the card leans.
        most_speed: of the corners, in card widths a second.
        least_brightness, most_brightness: of the card's median grey value, 0 to 255.
        least_sharpness: of the print, see `measures.sharpness`. Of specimens in focus a number's is 0.67 at least, in
            coarse grain.
        least_portrait_sharpness: the same of the portrait. Of specimens it is 0.42 to 0.64 as they were printed, 0.36
            to 0.48 with a blur of 0.2 mm, 0.32 to 0.39 with 0.3 mm, whatever size and light: less may be the print's.
        most_card_glare, most_zone_glare: share of blown-out pixels, of the card and of one zone.
        most_piece_glare: the same of the worst piece of the card that is as large as a short field.
        most_spot_glare: the same of the worst one that is as large as two digits: a half is one of them.
        most_digit_glare: of number and machine-readable line the same of what is as large as one digit.
    """

    least_long_side_px: float
    least_area_share: float
    most_area_share: float
    least_margin_share: float
    most_skew_deg: float
    most_taper: float
    most_speed: float
    least_brightness: float
    most_brightness: float
    least_sharpness: float
    least_portrait_sharpness: float
    most_card_glare: float
    most_zone_glare: float
    most_piece_glare: float
    most_spot_glare: float
    most_digit_glare: float

    def in_frame(self, width_px: int, height_px: int) -> Strictness:
        """The bounds for frames of one size: no card has to be larger than a frame can hold with room to spare."""
        side_px = min(self.least_long_side_px, _ROOM * self._most_side_px(width_px, height_px))
        area_share = min(self.least_area_share, side_px**2 / _ASPECT / (width_px * height_px))
        return replace(self, least_long_side_px=side_px, least_area_share=area_share)

    def is_cramped_in(self, width_px: int, height_px: int) -> bool:
        """Whether frames of that size are too small for a card as large as is wanted."""
        return self.in_frame(width_px, height_px).least_long_side_px < self.least_long_side_px

    def good_width_share(self, width_px: int, height_px: int) -> float:
        """How wide a card lies well, as a part of the width of frames of one size."""
        bounds = self.in_frame(width_px, height_px)
        least_px = _WELL_ABOVE * max(
            bounds.least_long_side_px, math.sqrt(bounds.least_area_share * width_px * height_px * _ASPECT)
        )
        most_px = _WELL_BELOW * self._most_side_px(width_px, height_px)
        return min(max(_USUAL_WIDTH_SHARE * width_px, least_px), most_px) / width_px

    def _most_side_px(self, width_px: int, height_px: int) -> float:
        """The long side of the largest card that lies straight in a frame and breaks no bound."""
        inside = 1 - 2 * self.least_margin_share
        by_area = math.sqrt(self.most_area_share * width_px * height_px * _ASPECT)
        return min(inside * width_px, inside * height_px * _ASPECT, by_area)


RELAXED: Final = Strictness(
    least_long_side_px=505,
    least_area_share=0.06,
    most_area_share=0.92,
    least_margin_share=0.005,
    most_skew_deg=20.0,
    most_taper=0.20,
    most_speed=0.12,
    least_brightness=45,
    most_brightness=250,
    least_sharpness=0.50,
    least_portrait_sharpness=0.33,
    most_card_glare=0.03,
    most_zone_glare=0.10,
    most_piece_glare=0.60,
    most_spot_glare=0.95,
    most_digit_glare=0.70,
)
NORMAL: Final = Strictness(
    least_long_side_px=640,
    least_area_share=0.08,
    most_area_share=0.85,
    least_margin_share=0.02,
    most_skew_deg=10.0,
    most_taper=0.12,
    most_speed=0.08,
    least_brightness=60,
    most_brightness=245,
    least_sharpness=0.60,
    least_portrait_sharpness=0.36,
    most_card_glare=0.01,
    most_zone_glare=0.04,
    most_piece_glare=0.40,
    most_spot_glare=0.75,
    most_digit_glare=0.50,
)
STRICT: Final = Strictness(
    least_long_side_px=1010,
    least_area_share=0.10,
    most_area_share=0.80,
    least_margin_share=0.03,
    most_skew_deg=6.0,
    most_taper=0.08,
    most_speed=0.05,
    least_brightness=75,
    most_brightness=238,
    least_sharpness=0.63,
    least_portrait_sharpness=0.38,
    most_card_glare=0.005,
    most_zone_glare=0.02,
    most_piece_glare=0.25,
    most_spot_glare=0.55,
    most_digit_glare=0.35,
)

LEVELS: Final[Mapping[StrictnessLevel, Strictness]] = {
    StrictnessLevel.RELAXED: RELAXED,
    StrictnessLevel.NORMAL: NORMAL,
    StrictnessLevel.STRICT: STRICT,
}
"""By the words of the settings."""
