"""Says why a still could not be read."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import Side
from permit_desktop.imaging.frame_edge import runs_into_frame
from permit_desktop.imaging.locate import locate_card
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.quality import QUALITY_PX_PER_MM, measure
from permit_desktop.imaging.rectify import px_per_mm, rectify
from permit_desktop.recognition.anchors import PrintSeen
from permit_desktop.recognition.card_reader import CardReading

_EDGE_TOLERANCE_MM: Final = 1.8
"""How far a whole card's corners may seem to lie beyond the picture: what a tight crop takes of it, and an error of its
outline."""
_PRINT_TOLERANCE_MM: Final = {Side.FRONT: 2.2, Side.BACK: 4.0}
"""The same for corners told by the print, which is shifted by up to 2 mm, and tells less of a back."""
_SEEN_EDGES_MM: Final = 2.0
"""What the print must say more to contradict an outline whose four sides all lie inside the picture."""
_AT_BORDER_MM: Final = 0.7
_LINES_MISSING: Final = 0.85
"""Below this more than one line of a front is missing."""
_MOSTLY_MISSING: Final = 0.6
"""Below this so little of a front holds what it should that the rest may be no better than chance."""
_SEEN: Final = 0.5
_SHARP_ENOUGH: Final = 0.38
"""Sharpness of cards without their grain; print that a person can just read reaches 0.45."""
_GRAIN_PX: Final = 1.0


def is_cut(still: Pixels, reading: CardReading) -> bool:
    """Whether the frame cuts the card off, by its edges, by its print, or because a line is missing at the border."""
    beyond_mm = overhang_mm(still, reading.view.outline)
    if beyond_mm > _EDGE_TOLERANCE_MM or runs_into_frame(still, reading.view.outline):
        return True
    tolerance_mm = _PRINT_TOLERANCE_MM[reading.result.side or Side.FRONT]
    if beyond_mm < -_AT_BORDER_MM:
        tolerance_mm += _SEEN_EDGES_MM
    if reading.by_print is not None and overhang_mm(still, reading.by_print) > tolerance_mm:
        return True
    return reading.legible < _LINES_MISSING and beyond_mm > -_AT_BORDER_MM


def overhang_mm(still: Pixels, outline: Quad) -> float:
    """How far a card reaches beyond the picture, in millimetres; negative by how far its nearest corner is inside."""
    height_px, width_px = still.shape[:2]
    beyond_px: float = max(max(-corner.x, -corner.y, corner.x - width_px, corner.y - height_px) for corner in outline)
    return float(beyond_px / px_per_mm(outline))


def cut_off() -> ReadError:
    """The error for a card that the frame cuts."""
    return ReadError(
        ErrorCode.CUT_OFF,
        "The permit reaches beyond the edge of the picture.",
        "Move it so that all four edges are inside and take the picture again.",
    )


def too_blurred() -> ReadError:
    """The error for print that nobody can read."""
    return ReadError(
        ErrorCode.TOO_BLURRED,
        "The picture is too blurred to be read.",
        "Hold the permit still, let the camera focus and take the picture again.",
    )


def is_hopeless(still: Pixels, reading: CardReading) -> bool:
    """Whether several lines are missing because the picture is too blurred."""
    return reading.legible < _LINES_MISSING and is_blurred(still, reading.view.outline)


def is_mostly_missing(reading: CardReading) -> bool:
    """Whether a front's lines are so few that nothing of it is to be believed; a back may rightly be empty."""
    return reading.result.side is Side.FRONT and reading.legible < _MOSTLY_MISSING


def not_legible() -> ReadError:
    """The error for a permit of which hardly anything can be read, for whatever reason."""
    return ReadError(
        ErrorCode.TOO_BLURRED,
        "Most of the permit's print cannot be read.",
        "Avoid glare, shadow and fingers on it, bring it closer and take the picture again.",
    )


def refusal(still: Pixels, seen: PrintSeen | None) -> ReadError:
    """The reason that helps the person most, for a still in which no permit could be read.

    Args:
        seen: what was seen of a permit's print; None when it was not looked for.
    """
    if seen is not None and _print_is_cut(still, seen):
        return cut_off()
    card = locate_card(still)
    if card is None or card.score < _SEEN:
        return ReadError(
            ErrorCode.NO_PERMIT,
            "There is no permit in this picture.",
            "Place one permit flat on a plain ground and take the picture again.",
        )
    if overhang_mm(still, card.outline) > -_AT_BORDER_MM:
        return cut_off()
    if is_blurred(still, card.outline):
        return too_blurred()
    return ReadError(
        ErrorCode.NOT_THIS_DOCUMENT,
        "The card in this picture is not a mainland exit-entry permit that this program reads.",
        "Place the front or back of a 往来港澳通行证 or 往来台湾通行证 under the camera.",
    )


def _print_is_cut(still: Pixels, seen: PrintSeen) -> bool:
    """Whether the frame cuts a permit by its print: by where that has its corners, or because a line runs off."""
    if seen.outline is not None:
        return overhang_mm(still, seen.outline) > _EDGE_TOLERANCE_MM
    return seen.is_permit and seen.at_border


def is_blurred(still: Pixels, outline: Quad) -> bool:
    """Whether a card's print is too soft to be read; its grain, sharp in the most blurred picture, is smoothed away."""
    card = cv2.GaussianBlur(rectify(still, outline, QUALITY_PX_PER_MM), (0, 0), _GRAIN_PX)
    return measure(np.asarray(card, np.uint8)).sharpness < _SHARP_ENOUGH
