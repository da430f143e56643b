"""Says why a still could not be read."""

from __future__ import annotations

from typing import Final

from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import locate_card
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.quality import measure
from permit_desktop.imaging.rectify import px_per_mm, rectify

_OVERHANG_MM: Final = 1.5
_SEEN: Final = 0.5
_SHARP_ENOUGH: Final = 0.3
_LOOK_PX_PER_MM: Final = 8.0


def overhang_mm(still: Pixels, outline: Quad) -> float:
    """How far a card reaches beyond the picture, less the print's tolerance, in millimetres; 0 when it does not."""
    height_px, width_px = still.shape[:2]
    beyond_px: float = max(max(-corner.x, -corner.y, corner.x - width_px, corner.y - height_px) for corner in outline)
    return max(0.0, float(beyond_px / px_per_mm(outline)) - _OVERHANG_MM)


def refusal(still: Pixels, outline: Quad | None) -> ReadError:
    """The reason that helps the person most.

    Args:
        outline: where a permit was seen, though it could not be read; None when none was.
    """
    if outline is not None and overhang_mm(still, outline) > 0:
        return ReadError(
            ErrorCode.CUT_OFF,
            "The permit reaches beyond the edge of the picture.",
            "Move it so that all four edges are inside and take the picture again.",
        )
    card = locate_card(still)
    if card is None or card.score < _SEEN:
        return ReadError(
            ErrorCode.NO_PERMIT,
            "There is no permit in this picture.",
            "Place one permit flat on a plain ground and take the picture again.",
        )
    if measure(rectify(still, card.outline, _LOOK_PX_PER_MM)).sharpness < _SHARP_ENOUGH:
        return ReadError(
            ErrorCode.TOO_BLURRED,
            "The picture is too blurred to be read.",
            "Hold the permit still, let the camera focus and take the picture again.",
        )
    return ReadError(
        ErrorCode.NOT_THIS_DOCUMENT,
        "The card in this picture is not a mainland exit-entry permit that this program reads.",
        "Place the front or back of a 往来港澳通行证 or 往来台湾通行证 under the camera.",
    )
