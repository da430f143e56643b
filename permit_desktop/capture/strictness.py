"""How good a picture must be before it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from permit_desktop.system.settings import StrictnessLevel


@dataclass(frozen=True, slots=True)
class Strictness:
    """The guide's bounds.

    Attributes:
        least_long_side_px: the card's long side in the frame; 505 px are 150 dpi on an ID-1 card, below which the
            machine-readable line has less than 15 px a character; 1010 px are 300 dpi.
        least_area_share: of the frame's area; less and the outline cannot be found dependably.
        most_area_share: of the frame's area; more and the edges leave the picture at the first movement.
        least_margin_share: between each corner and the frame's edges, of the frame's width or height.
        most_skew_deg: angle between the card's long edges and the picture's horizontal.
        most_taper: how much longer one edge may be than its opposite, as a ratio minus 1: the card leans.
        most_speed: of the corners, in card widths a second.
        least_brightness, most_brightness: of the card's median grey value, 0 to 255.
        least_sharpness: see `measures.sharpness`.
        most_card_glare, most_zone_glare: share of blown-out pixels, of the card and of one zone.
        most_piece_glare: the same of the worst piece of the card that is as large as a short field.
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
    most_card_glare: float
    most_zone_glare: float
    most_piece_glare: float


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
    most_card_glare=0.03,
    most_zone_glare=0.10,
    most_piece_glare=0.60,
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
    most_card_glare=0.01,
    most_zone_glare=0.04,
    most_piece_glare=0.40,
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
    least_sharpness=0.70,
    most_card_glare=0.005,
    most_zone_glare=0.02,
    most_piece_glare=0.25,
)

LEVELS: Final[Mapping[StrictnessLevel, Strictness]] = {
    StrictnessLevel.RELAXED: RELAXED,
    StrictnessLevel.NORMAL: NORMAL,
    StrictnessLevel.STRICT: STRICT,
}
"""By the words of the settings."""
