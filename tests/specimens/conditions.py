"""Conditions under which stills are taken, each a recipe of ranges that a seed draws from.

Blur and shake are given in millimetres on the card, so that a small picture of a card stays as readable as a large one:
in all tiers but the defects a person can read every value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tests.specimens.desk import Desk

Range = tuple[float, float]


class Tier(StrEnum):
    """A named set of conditions; the last four are defects, which cost a reader some of the values or all of them."""

    SCAN = "scan"
    DOCUMENT_CAMERA = "document_camera"
    WEBCAM = "webcam"
    HARD = "hard"
    ROTATED = "rotated"
    SMALL = "small"
    FAR = "far"
    NEAR = "near"
    CUT_OFF = "cut_off"
    BLURRED = "blurred"
    GLARE = "glare"
    COVERED = "covered"

    @property
    def is_defect(self) -> bool:
        """Whether no reader could be asked to read every value of such a still."""
        return self in (Tier.CUT_OFF, Tier.BLURRED, Tier.GLARE, Tier.COVERED)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Ranges and chances of everything that changes from still to still.

    Attributes:
        sizes_px: picture sizes.
        width_fraction: the card's width as a part of the picture's.
        desks: what the card lies on.
        tilt_deg, roll_deg: the camera's tilt, the card's turn.
        upside_down: chance that the card lies the other way up.
        aside: how far its middle lies from the picture's, in parts of the picture.
        card_shadow: darkness of the shadow that the card's edge throws.
        uneven, vignette, shadow_chance, glare_chance: light; see optics.
        burnt_spots: so many spots of glare that burn out whatever they lie on, values too.
        fingers: so many fingers that reach over the card's edge.
        cast, exposure: white balance off by so much, brightness.
        specks, hairs, scratches: at most so many; scratches are the card's own.
        blur_mm, shake_mm: defocus (sigma) and motion (length) in millimetres on the card.
        noise: sigma of the grain, of 255.
        jpeg: quality of the file.
        may_leave_frame: whether the frame cuts the card off.
    """

    sizes_px: tuple[tuple[int, int], ...]
    width_fraction: Range
    desks: tuple[Desk, ...]
    tilt_deg: Range = (0.0, 0.0)
    roll_deg: Range = (-2.0, 2.0)
    upside_down: float = 0.0
    aside: Range = (0.0, 0.05)
    card_shadow: Range = (0.1, 0.4)
    uneven: Range = (0.0, 0.1)
    vignette: float = 0.05
    shadow_chance: float = 0.0
    glare_chance: float = 0.0
    burnt_spots: tuple[int, int] = (0, 0)
    fingers: tuple[int, int] = (0, 0)
    cast: float = 0.02
    exposure: Range = (0.95, 1.03)
    specks: int = 0
    hairs: int = 0
    scratches: int = 0
    blur_mm: Range = (0.0, 0.03)
    shake_mm: float = 0.0
    noise: Range = (0.5, 1.5)
    jpeg: tuple[int, int] = (88, 95)
    may_leave_frame: bool = False


_DESKS: Final = (Desk.PLAIN, Desk.WOOD, Desk.CLOTH, Desk.CHECKED, Desk.DARK, Desk.PAPERS)
_HD: Final = (1280, 720)
_FULL_HD: Final = (1920, 1080)

_WEBCAM: Final = Recipe(
    sizes_px=(_HD, _FULL_HD),
    width_fraction=(0.58, 0.80),
    desks=_DESKS,
    tilt_deg=(3, 16),
    roll_deg=(-9, 9),
    aside=(0.0, 0.10),
    uneven=(0.05, 0.35),
    vignette=0.15,
    shadow_chance=0.15,
    cast=0.07,
    exposure=(0.78, 1.06),
    specks=2,
    scratches=4,
    blur_mm=(0.03, 0.10),
    shake_mm=0.08,
    noise=(2.0, 8.0),
    jpeg=(60, 85),
)

RECIPES: Final[Mapping[Tier, Recipe]] = {
    Tier.SCAN: Recipe(
        sizes_px=((1240, 877), (1417, 945), (1772, 1181), (1654, 1169), (1102, 787)),  # 105 to 150 mm of glass
        width_fraction=(0.60, 0.78),
        desks=(Desk.GLASS_WHITE, Desk.GLASS_WHITE, Desk.GLASS_GREY),
        roll_deg=(-3, 3),
        aside=(0.0, 0.09),
        card_shadow=(0.12, 0.35),
        vignette=0.0,
        uneven=(0.0, 0.03),
        specks=6,
        hairs=1,
    ),
    Tier.DOCUMENT_CAMERA: Recipe(
        sizes_px=(_FULL_HD,),
        width_fraction=(0.60, 0.82),
        desks=_DESKS,
        tilt_deg=(0, 5),
        roll_deg=(-5, 5),
        uneven=(0.02, 0.2),
        cast=0.04,
        exposure=(0.88, 1.04),
        blur_mm=(0.01, 0.05),
        noise=(1.0, 3.0),
        jpeg=(80, 92),
    ),
    Tier.WEBCAM: _WEBCAM,
    Tier.HARD: replace(
        _WEBCAM,
        sizes_px=(_FULL_HD, (1600, 1200)),
        desks=(Desk.PAPERS, Desk.PAPERS, Desk.CHECKED, Desk.WOOD, Desk.CLOTH, Desk.DARK),
        tilt_deg=(10, 25),
        roll_deg=(-20, 20),
        uneven=(0.25, 0.7),
        vignette=0.25,
        shadow_chance=0.6,
        glare_chance=0.7,
        exposure=(0.6, 1.15),
        specks=6,
        hairs=2,
        scratches=8,
        blur_mm=(0.04, 0.11),
        shake_mm=0.12,
        noise=(3.0, 10.0),
        jpeg=(65, 88),
    ),
    Tier.ROTATED: Recipe(
        sizes_px=(_FULL_HD, (1600, 1200)),
        width_fraction=(0.55, 0.75),
        desks=_DESKS,
        tilt_deg=(0, 10),
        roll_deg=(0, 360),
        uneven=(0.02, 0.25),
        cast=0.05,
        exposure=(0.85, 1.05),
        blur_mm=(0.01, 0.06),
        noise=(1.0, 4.0),
        jpeg=(75, 92),
    ),
    Tier.SMALL: Recipe(
        sizes_px=(_FULL_HD, (2048, 1536), (2592, 1458)),
        width_fraction=(0.33, 0.48),
        desks=_DESKS,
        tilt_deg=(0, 12),
        roll_deg=(-12, 12),
        upside_down=0.1,
        aside=(0.0, 0.2),
        uneven=(0.02, 0.25),
        shadow_chance=0.1,
        cast=0.05,
        exposure=(0.85, 1.05),
        blur_mm=(0.01, 0.06),
        noise=(1.0, 4.0),
        jpeg=(78, 92),
    ),
    Tier.FAR: Recipe(
        sizes_px=((2592, 1458), (2592, 1944), (3264, 1836)),
        width_fraction=(0.25, 0.34),
        desks=_DESKS,
        tilt_deg=(0, 25),
        roll_deg=(-25, 25),
        aside=(0.0, 0.25),
        uneven=(0.02, 0.3),
        shadow_chance=0.1,
        cast=0.05,
        exposure=(0.8, 1.05),
        blur_mm=(0.01, 0.06),
        noise=(1.0, 4.0),
        jpeg=(78, 92),
    ),
    Tier.NEAR: replace(
        _WEBCAM,
        sizes_px=((1280, 960), (1600, 1200), (2048, 1536)),
        width_fraction=(0.82, 0.95),
        desks=(*_DESKS, Desk.GLASS_WHITE),
        tilt_deg=(0, 12),
        roll_deg=(-3, 3),
        aside=(0.0, 0.02),
    ),
    Tier.CUT_OFF: replace(_WEBCAM, width_fraction=(0.6, 0.85), may_leave_frame=True),
    Tier.BLURRED: replace(_WEBCAM, blur_mm=(0.8, 1.3), shake_mm=1.0),
    Tier.GLARE: replace(_WEBCAM, burnt_spots=(1, 3)),
    Tier.COVERED: replace(_WEBCAM, fingers=(1, 3)),
}
