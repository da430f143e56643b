"""What the guide says of one frame, and the words that it says it with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Grey


class Reason(StrEnum):
    """The one sentence that the person is shown at a time; the screen holds the sentence for each."""

    FROZEN = "frozen"
    NO_CARD = "no_card"
    TOO_FAR = "too_far"
    TOO_CLOSE = "too_close"
    EDGE_OUTSIDE = "edge_outside"
    TILTED = "tilted"
    MOVING = "moving"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    GLARE = "glare"
    HOLD_STILL = "hold_still"
    CAPTURED = "captured"
    TURN_OVER = "turn_over"


class Zone(StrEnum):
    """A part of the card whose loss costs a field, so that the words can name it."""

    PORTRAIT = "portrait"
    NUMBER = "number"
    MACHINE_LINE = "machine_line"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The guide's verdict on one frame.

    Attributes:
        reason: what is wrong, `HOLD_STILL` when nothing is.
        time_s: the frame's stream time.
        outline: the card in the frame's pixels, None when there is none.
        sharpness: 0 (smeared) to 1 (crisp), of the card's print; 0 without a card.
        zone: the zone that the reason `GLARE` or `BLURRED` is about, None for other reasons.
        likeness: a thumbnail of the card's face, to notice that another face lies there; None without a card.
        faults: everything that is wrong, most urgent first; `reason` is the first of them.
    """

    reason: Reason
    time_s: float
    outline: Quad | None = None
    sharpness: float = 0.0
    zone: Zone | None = None
    likeness: Grey | None = None
    faults: tuple[Reason, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether a still of this frame could be read: the card is whole, at rest, lit and sharp."""
        return self.reason is Reason.HOLD_STILL
