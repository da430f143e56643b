"""Why no card was found: the room is too dark or too bright to find one, or there is none."""

from __future__ import annotations

from typing import Final

from permit_desktop.capture.judgement import Reason
from permit_desktop.imaging.percentiles import percentiles
from permit_desktop.imaging.pixels import Pixels

_BLACK: Final = 12
"""Where half of the picture is darker, nothing is seen whatever lies there."""
_BURNT_OUT: Final = 254
_DIM: Final = 60
"""Where the palest things are darker, a card would be too dark; but so is a black mat without one, in any light."""
_FALLEN: Final = 0.4
"""Of how light the desk was: so dark does it not become by itself."""
_FOLLOWED_S: Final = 2.0
"""In so long what is known of the desk follows what is seen: slower than a lamp, and than a hand that passes."""
_REMEMBERED_S: Final = 60.0
"""For so long the desk is called dark; then this is how it is, as after a black mat was laid down."""


class DeskLight:
    """Remembers how light the desk was: a picture alone does not tell a dark desk from a dark room."""

    def __init__(self) -> None:
        self._level = 0.0
        """How light the darkest parts of the desk are, which a card or a hand covers last."""
        self._seen_s = 0.0
        self._dark_since_s: float | None = None

    def reason(self, picture: Pixels, time_s: float) -> Reason:
        """`TOO_DARK`, `TOO_BRIGHT`, or `NO_CARD` where the light is not what keeps a card from being found."""
        darkest, middle, palest = percentiles(picture[::4, ::4], 5, 50, 98)
        if middle > _BURNT_OUT:
            return Reason.TOO_BRIGHT
        if middle < _BLACK or self._has_fallen(darkest, palest, time_s):
            return Reason.TOO_DARK
        return Reason.NO_CARD

    def _has_fallen(self, darkest: float, palest: float, time_s: float) -> bool:
        if palest < _DIM and darkest < _FALLEN * self._level:
            self._dark_since_s = time_s if self._dark_since_s is None else self._dark_since_s
            if time_s - self._dark_since_s < _REMEMBERED_S:
                return True
            self._level = darkest
        self._dark_since_s = None
        share = min(1.0, (time_s - self._seen_s) / _FOLLOWED_S) if self._level else 1.0
        self._level += share * (darkest - self._level)
        self._seen_s = time_s
        return False
