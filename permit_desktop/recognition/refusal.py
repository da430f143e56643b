"""Says why a still could not be read."""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np

from permit_desktop.domain import machine_line
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.frame_edge import runs_into_frame
from permit_desktop.imaging.locate import Candidate
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.quality import QUALITY_PX_PER_MM, measure, sharpness
from permit_desktop.imaging.rectify import px_per_mm, rectify
from permit_desktop.recognition.anchors import PrintSeen
from permit_desktop.recognition.card_reader import CardReading

_EDGE_TOLERANCE_MM: Final = 1.8
"""How far a whole card's corners may seem to lie beyond the picture: what a tight crop takes of it, and an error of its
outline."""
_PRINT_TOLERANCE_MM: Final = {Side.FRONT: 2.2, Side.BACK: 4.0}
"""The same for corners told by the print, which is shifted by up to 2 mm, and tells less of a back."""
_INSIDE_BY_PRINT_MM: Final = {Side.FRONT: 0.5, Side.BACK: -1.5}
"""Up to this the print has the card whole in the picture; what runs on into the border then is something else."""
_BOTH_TOLERANCE_MM: Final = 1.2
"""The same for corners that edges and print both have there."""
_PULLED_MM: Final = 1.0
"""The most that the print may say is missing of a card whose outline does not fit it, for the outline to be wrong."""
_SEEN_EDGES_MM: Final = 2.0
"""What the print must say more to contradict an outline whose four sides all lie inside the picture."""
_AT_BORDER_MM: Final = 0.7
_LINES_MISSING: Final = 0.85
"""Below this more than one line of a front is missing."""
_MOSTLY_MISSING: Final = {Side.FRONT: 0.6, Side.BACK: 0.5}
"""Below this so little of a side holds what it should that the rest may be no better than chance, and a block of which
its first line alone is legible may be any destination's."""
_SEEN: Final = 0.5
_PERHAPS_SEEN: Final = 0.3
_OF_SOMETHING: Final = 40.0
"""Grey levels between light and dark that an even desk with some dust does not show."""
_CARD_IN_PICTURE_PX: Final = 800
"""The longer side at which a picture that a card fills by two thirds shows it at `QUALITY_PX_PER_MM`."""
_SHARP_ENOUGH: Final = 0.38
"""Sharpness of cards without their grain; print that a person can just read reaches 0.45."""
_GRAIN_PX: Final = 1.0


def is_cut(still: Pixels, reading: CardReading) -> bool:
    """Whether the frame cuts the card off, by its edges, by its print, or because a line is missing at the border."""
    outline, by_print = reading.view.outline, reading.by_print
    beyond_mm = overhang_mm(still, outline)
    print_beyond_mm = math.inf if by_print is None else overhang_mm(still, by_print)
    side = reading.result.side or Side.FRONT
    # A finger at the card's edge pulls the outline outwards; the print stays where it is.
    is_pulled = not reading.settled and print_beyond_mm < _PULLED_MM
    if beyond_mm > _EDGE_TOLERANCE_MM and not is_pulled:
        return True
    if print_beyond_mm > _INSIDE_BY_PRINT_MM[side] and runs_into_frame(still, outline):
        return True
    if by_print is not None and _is_cut_by_print(side, beyond_mm, print_beyond_mm):
        return True
    # Print that seems to reach beyond the border may be displaced; then the line nearest to it is not damaged.
    if _lacks_machine_line(reading) and beyond_mm > -_AT_BORDER_MM and _PULLED_MM < print_beyond_mm < math.inf:
        return True
    # Of a card that its outline fits, no more is missing than its margin.
    return reading.legible < _LINES_MISSING and beyond_mm > -_AT_BORDER_MM and not (reading.settled or is_pulled)


def _lacks_machine_line(reading: CardReading) -> bool:
    """Whether a front's line at the foot, which runs along three of its edges, is missing or damaged."""
    line = reading.result.value(FieldName.MACHINE_CODE)
    return reading.result.side is Side.FRONT and (line is None or machine_line.UNREADABLE in line)


def _is_cut_by_print(side: Side, beyond_mm: float, print_beyond_mm: float) -> bool:
    if min(beyond_mm, print_beyond_mm) > _BOTH_TOLERANCE_MM:
        return True
    tolerance_mm = _PRINT_TOLERANCE_MM[side]
    if beyond_mm < -_AT_BORDER_MM:
        tolerance_mm += _SEEN_EDGES_MM
    return print_beyond_mm > tolerance_mm


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
    """Whether the legible lines are so few that nothing of them is to be believed."""
    return reading.legible < _MOSTLY_MISSING[reading.result.side or Side.FRONT]


def not_legible() -> ReadError:
    """The error for a permit of which hardly anything can be read, for whatever reason."""
    return ReadError(
        ErrorCode.TOO_BLURRED,
        "Most of the permit's print cannot be read.",
        "Avoid glare, shadow and fingers on it, bring it closer and take the picture again.",
    )


def refusal(still: Pixels, card: Candidate | None, seen: PrintSeen | None) -> ReadError:
    """The reason that helps the person most, for a still in which no permit could be read.

    Args:
        card: the likeliest place of a card by its edges; None when nothing looks like one.
        seen: what was seen of a permit's print; None when it was not looked for.
    """
    if seen is not None and seen.is_permit:
        return cut_off() if _print_is_cut(still, seen) else not_legible()
    if _is_too_blurred(still, card):
        return too_blurred()
    if card is None or card.score < _SEEN:
        return ReadError(
            ErrorCode.NO_PERMIT,
            "There is no permit in this picture.",
            "Place one permit flat on a plain ground, bring it closer and take the picture again.",
        )
    if overhang_mm(still, card.outline) > -_AT_BORDER_MM:
        return cut_off()
    return not_this_document()


def not_this_document() -> ReadError:
    """The error for a card that is another document."""
    return ReadError(
        ErrorCode.NOT_THIS_DOCUMENT,
        "The card in this picture is not a mainland exit-entry permit that this program reads.",
        "Place the front or back of a 往来港澳通行证 or 往来台湾通行证 under the camera.",
    )


def _print_is_cut(still: Pixels, seen: PrintSeen) -> bool:
    """Whether the frame cuts a permit by its print: by where that has its corners, or because a line runs off."""
    if seen.outline is not None:
        return overhang_mm(still, seen.outline) > _EDGE_TOLERANCE_MM
    return seen.runs_off


def _is_too_blurred(still: Pixels, card: Candidate | None) -> bool:
    """Whether what may be a card is too blurred, or all that the picture shows; an even desk shows nothing."""
    if card is not None and card.score > _PERHAPS_SEEN:
        return 0.0 < _sharpness(rectify(still, card.outline, QUALITY_PX_PER_MM)) < _SHARP_ENOUGH
    scale = min(1.0, _CARD_IN_PICTURE_PX / max(still.shape[:2]))
    size = (max(1, round(still.shape[1] * scale)), max(1, round(still.shape[0] * scale)))
    small = np.asarray(cv2.resize(still, size, interpolation=cv2.INTER_AREA), np.uint8)
    return measure(small).contrast > _OF_SOMETHING and 0.0 < _sharpness(small) < _SHARP_ENOUGH


def is_blurred(still: Pixels, outline: Quad) -> bool:
    """Whether a card's print is too soft to be read."""
    return _sharpness(rectify(still, outline, QUALITY_PX_PER_MM)) < _SHARP_ENOUGH


def _sharpness(picture: Pixels) -> float:
    """Sharpness without the grain, which is sharp in the most blurred picture; 0 where there is nothing to judge by."""
    smooth = cv2.GaussianBlur(picture, (0, 0), _GRAIN_PX)
    return sharpness(np.asarray(cv2.cvtColor(smooth, cv2.COLOR_BGR2GRAY), np.uint8))
