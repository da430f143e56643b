"""How good a picture of a card is, zone by zone, in measures that do not depend on the camera's resolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import FRONT, PORTRAIT
from permit_desktop.domain.permit import FieldName
from permit_desktop.imaging.percentiles import percentile
from permit_desktop.imaging.pixels import Grey, Pixels
from permit_desktop.imaging.rectify import WHOLE_CARD

QUALITY_PX_PER_MM: Final = 6.0
"""The scale at which a card is rectified to be measured: fine enough for the machine-readable line's strokes."""

CRISP_STEEPNESS: Final = 0.5
"""The steepness that counts as sharpness 1: at 6 px/mm, an edge of crisp print crosses about half of the contrast
around it from one pixel to the next."""

_GLARE_FROM: Final = 250
_FLAT_BELOW: Final = 4
_MIN_CONTRAST: Final = 12.0
_MAX_PLACES: Final = 3000


@dataclass(frozen=True, slots=True)
class ZoneQuality:
    """The measures of one zone.

    Attributes:
        sharpness: how steep the zone's steepest edges are: about 1 for crisp print, 0.8 for a blur of 0.1 mm (sigma),
            0.55 for 0.2 mm, 0.4 for 0.3 mm, where characters begin to run together. 0 where the zone has no contrast to
            judge by.
        glare_share: the share of the zone, 0 to 1, that is burnt out: brightest white without any texture.
        brightness: mean grey level, 0 to 255.
        contrast: grey levels between the zone's dark and light parts (5th to 95th percentile).
    """

    sharpness: float
    glare_share: float
    brightness: float
    contrast: float


@dataclass(frozen=True, slots=True)
class CardQuality:
    """The measures of the whole card and of the zones that decide whether its front can be read."""

    card: ZoneQuality
    portrait: ZoneQuality
    number: ZoneQuality
    machine_line: ZoneQuality


def card_quality(card: Pixels) -> CardQuality:
    """Measures a rectified card with its text upright.

    Args:
        card: the whole card as `rectify` gives it at `QUALITY_PX_PER_MM`: uint8 (height, width, 3), BGR.
    """
    grey = np.asarray(cv2.cvtColor(card, cv2.COLOR_BGR2GRAY), np.uint8)
    burnt = _burnt(card)
    zones = (
        zone_quality(_part(grey, box), _part(burnt, box))
        for box in (WHOLE_CARD, PORTRAIT, FRONT[FieldName.NUMBER], FRONT[FieldName.MACHINE_CODE])
    )
    return CardQuality(*zones)


def zone_quality(grey: Grey, burnt: Grey) -> ZoneQuality:
    """Measures one zone.

    Args:
        grey: uint8 (height, width), at `QUALITY_PX_PER_MM`.
        burnt: uint8 of the same shape, not 0 where the picture is burnt out.
    """
    histogram = np.bincount(grey.ravel(), minlength=256)
    running = np.cumsum(histogram)
    dark, light = (int(np.searchsorted(running, share * running[-1])) for share in (0.05, 0.95))
    return ZoneQuality(
        sharpness=sharpness(grey),
        glare_share=float(np.count_nonzero(burnt)) / burnt.size,
        brightness=float(grey.mean()),
        contrast=float(light - dark),
    )


def measure(picture: Pixels) -> ZoneQuality:
    """Measures any crop of a card, taken at `QUALITY_PX_PER_MM`: uint8 (height, width, 3), BGR."""
    return zone_quality(np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8), _burnt(picture))


def sharpness(grey: Grey) -> float:
    """How crisp the print of a zone is, as in `ZoneQuality`; `grey` is at `QUALITY_PX_PER_MM`.

    The steepest steps between neighbours, relative to how far apart light and dark lie around them.
    Dividing by the local range makes the measure one of softness alone: faint print that is sharp counts as sharp.
    """
    if min(grey.shape) < 5:
        return 0.0
    around = np.ones((9, 9), np.uint8)
    local_range = cv2.subtract(cv2.dilate(grey, around), cv2.erode(grey, around))
    across = cv2.absdiff(grey[:-1, 1:], grey[:-1, :-1])
    down = cv2.absdiff(grey[1:, :-1], grey[:-1, :-1])
    step = cv2.max(across, down)
    local_range = local_range[:-1, :-1]
    # Where the range is largest, the print's own edges are; noise and background patterns stay out.
    floor = max(_MIN_CONTRAST, 0.5 * percentile(local_range[::3, ::3], 95))
    strong = local_range > floor
    if np.count_nonzero(strong) < 8:
        return 0.0
    # Some thousand places settle the figure; a live frame has no time for more.
    every = 1 + int(np.count_nonzero(strong)) // _MAX_PLACES
    steepness = step[strong][::every].astype(np.float32) / local_range[strong][::every]
    return percentile(steepness, 80) / CRISP_STEEPNESS


def _burnt(picture: Pixels) -> Grey:
    """Marks what is burnt out (255): brightest white in all channels, and flat all around."""
    darkest = cv2.min(cv2.min(picture[:, :, 0], picture[:, :, 1]), picture[:, :, 2])
    small = np.ones((5, 5), np.uint8)
    flat = cv2.subtract(cv2.dilate(darkest, small), cv2.erode(darkest, small)) < _FLAT_BELOW
    return np.where((np.asarray(darkest) >= _GLARE_FROM) & flat, 255, 0).astype(np.uint8)


def _part(card: Grey, box: Box) -> Grey:
    """The zone's pixels; the card's own size gives the scale."""
    height_px, width_px = card.shape
    scale_x, scale_y = width_px / WHOLE_CARD.width_mm, height_px / WHOLE_CARD.height_mm
    left, right = round(box.x_mm * scale_x), round(box.right_mm * scale_x)
    top, bottom = round(box.y_mm * scale_y), round(box.bottom_mm * scale_y)
    return card[top:bottom, left:right]
