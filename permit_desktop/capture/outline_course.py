"""Where the card is by now.

A frame is shown at once and judged a little later; a card on the move would leave its outline behind. So the outline is
carried on as it moved between the last two judgements.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from permit_desktop.capture import measures
from permit_desktop.capture.desk import Moment
from permit_desktop.domain.geometry import Quad

_MOST_AHEAD_S: Final = 0.1
_MOST_BETWEEN_S: Final = 0.2
_STILL: Final = 0.004
"""In card widths from one judgement to the next: less is the locator's jitter."""
_JUMP: Final = 0.4
"""More is another card, or the same one found anew."""


class OutlineCourse:
    """Follows the outlines of the moments that it is told."""

    def __init__(self) -> None:
        self._last: tuple[float, Quad] | None = None
        self._before: tuple[float, Quad] | None = None

    def note(self, moment: Moment) -> None:
        """Takes the next judgement in."""
        self._before = self._last
        self._last = (moment.time_s, moment.outline) if moment.outline is not None else None

    def at(self, time_s: float) -> Quad | None:
        """The outline at a time at or after the last judgement; None without a card."""
        if self._last is None:
            return None
        since_s, outline = self._last
        if self._before is None:
            return outline
        before_s, earlier = self._before
        between_s = since_s - before_s
        ahead_s = min(time_s - since_s, _MOST_AHEAD_S)
        if not 0 < between_s <= _MOST_BETWEEN_S or ahead_s <= 0:
            return outline
        if not _STILL < measures.travel(earlier, outline) < _JUMP:
            return outline
        now, then = np.asarray(outline), _same_order(np.asarray(earlier), np.asarray(outline))
        return Quad.of(now + (now - then) * (ahead_s / between_s))


def _same_order(corners: np.ndarray, like: np.ndarray) -> np.ndarray:
    """Corners beginning with the one that is nearest to the first of others."""
    turns = [np.roll(corners, turn, axis=0) for turn in range(4)]
    return min(turns, key=lambda turned: float(np.abs(turned - like).sum()))
