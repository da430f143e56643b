"""How an unseen hand moves one permit through the simulated camera's picture, as a function of time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from permit_desktop.capture.sources.simulated_card import Placing

CYCLE_S: Final = 10.5
"""One permit: put down, straightened, held, turned over, held, taken away."""

_COME_S: Final = (0.5, 1.2)
_STRAIGHTEN_S: Final = (1.9, 2.4)
_GLARE_S: Final = (2.5, 3.6)
_TURN_OVER_S: Final = (5.4, 6.0)
_LEAVE_S: Final = (9.0, 9.7)


@dataclass(frozen=True, slots=True)
class Hand:
    """The course of one permit, drawn once from a seed.

    Attributes:
        outside_mm: where it comes from, out of sight, as x and y from the middle.
        rest_mm: where it comes to lie.
        crooked_deg: its angle when it is put down.
        rest_deg: its angle once straightened.
    """

    outside_mm: tuple[float, float]
    rest_mm: tuple[float, float]
    crooked_deg: float
    rest_deg: float

    @classmethod
    def drawn(cls, seed: int) -> Hand:
        """A hand with small habits of its own; the same for the same seed."""
        dice = random.Random(seed)  # noqa: S311 - moves a picture, protects nothing
        return cls(
            outside_mm=dice.choice(((-150.0, 18.0), (150.0, 12.0), (-30.0, 110.0), (40.0, 110.0))),
            rest_mm=(dice.uniform(-6, 6), dice.uniform(-3, 3)),
            crooked_deg=dice.choice((-1, 1)) * dice.uniform(14, 19),
            rest_deg=dice.uniform(-2.5, 2.5),
        )

    def placing(self, time_s: float) -> Placing | None:
        """Where the card is at a time within the cycle; None while it is out of sight."""
        if not _COME_S[0] < time_s < _LEAVE_S[1]:
            return None
        come, straighten = _eased(time_s, _COME_S), _eased(time_s, _STRAIGHTEN_S)
        turned, leave = _eased(time_s, _TURN_OVER_S), _eased(time_s, _LEAVE_S)
        away = (1 - come) + leave
        outside = self.outside_mm if leave == 0 else (-self.outside_mm[0], self.outside_mm[1])
        angle = self.crooked_deg * (1 - straighten) + self.rest_deg * straighten
        lifted = 4 * turned * (1 - turned)
        return Placing(
            x_mm=self.rest_mm[0] * (1 - away) + outside[0] * away,
            y_mm=self.rest_mm[1] * (1 - away) + outside[1] * away - 4 * lifted,
            angle_deg=angle + 12 * away + 3 * lifted,
            flip_deg=180 * turned,
            glare=_share(time_s, _GLARE_S) if _GLARE_S[0] < time_s < _GLARE_S[1] else None,
        )


def _share(time_s: float, span_s: tuple[float, float]) -> float:
    """How much of a span has passed, 0 to 1."""
    return min(1.0, max(0.0, (time_s - span_s[0]) / (span_s[1] - span_s[0])))


def _eased(time_s: float, span_s: tuple[float, float]) -> float:
    """How much of a movement is done: hands start and stop gently."""
    share = _share(time_s, span_s)
    return share * share * (3 - 2 * share)
