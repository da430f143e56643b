"""The desk: guide and auto-capture as one machine, for the window and for the headless verb alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.frozen import FrozenWatch
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.judgement import Judgement, Reason, Zone
from permit_desktop.capture.still import Still, cut_still
from permit_desktop.capture.strictness import Strictness
from permit_desktop.domain.geometry import Quad

FROZEN_S: Final = 0.2
"""Equal pixels for longer than this are never captured."""
DWELL_S: Final = 0.2
"""How long a new reason must hold before the words change: quicker words cannot be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What the screen shows for one frame.

    Attributes:
        time_s: the frame's stream time.
        outline: the card in the frame's pixels, None when there is none.
        reason: the words to show; steady enough to be read.
        progress: how much of the holding time has passed, 0 to 1.
        glare_at: the zone that the reason `GLARE` is about.
        still: the still that was taken at this moment, None at all others.
    """

    time_s: float
    outline: Quad | None
    reason: Reason
    progress: float
    glare_at: Zone | None = None
    still: Still | None = None


class Desk:
    """Feeds frames through guide and auto-capture. Not thread-safe: one thread feeds and asks."""

    def __init__(self, guide: Guide, auto_capture: AutoCapture, frozen_watch: FrozenWatch | None = None) -> None:
        """Args: frozen_watch: None for sources that may rightly repeat a picture, such as video files."""
        self._guide = guide
        self._auto_capture = auto_capture
        self._frozen_watch = frozen_watch
        self._words = _SteadyWords()

    def take(self) -> None:
        """The person wants a still of the next frame, whatever the guide says of it."""
        self._auto_capture.take()

    def set_automatic(self, *, automatic: bool) -> None:
        """Switches auto-capture on or off."""
        self._auto_capture.set_automatic(automatic=automatic)

    def set_strictness(self, strictness: Strictness) -> None:
        """Judges by other bounds from the next frame on."""
        self._guide.set_strictness(strictness)

    def feed(self, frame: Frame) -> Moment:
        """Judges the next frame, and takes a still when its moment has come."""
        if self._frozen_watch is not None and self._frozen_watch.unchanged_s(frame) > FROZEN_S:
            self._auto_capture.forget_asked()
            return Moment(frame.time_s, None, self._words.say(Reason.FROZEN, frame.time_s), 0.0)
        judgement = self._guide.judge(frame)
        shot = self._auto_capture.feed(judgement, frame)
        still = cut_still(shot.frame, shot.judgement, automatic=shot.automatic) if shot else None
        return Moment(
            time_s=frame.time_s,
            outline=judgement.outline,
            reason=self._say(judgement),
            progress=self._auto_capture.progress if judgement.outline is not None else 0.0,
            glare_at=judgement.glare_at,
            still=still,
        )

    def _say(self, judgement: Judgement) -> Reason:
        taken = self._auto_capture.lies_taken and judgement.outline is not None
        return self._words.say(Reason.CAPTURED if taken else judgement.reason, judgement.time_s)


class _SteadyWords:
    """Lets a reason through only after it has held for a while, so that the words do not flicker.

    Where reasons alternate so quickly that none holds, those shown go once they have not been true for a while.
    """

    _AT_ONCE: Final = frozenset({Reason.CAPTURED, Reason.FROZEN})

    def __init__(self) -> None:
        self._shown = Reason.NO_CARD
        self._shown_true_s = 0.0
        self._next = Reason.NO_CARD
        self._since_s = 0.0

    def say(self, reason: Reason, time_s: float) -> Reason:
        if reason is not self._next:
            self._next, self._since_s = reason, time_s
        holds = time_s - self._since_s >= DWELL_S - 1e-6
        stale = time_s - self._shown_true_s >= 1.5 * DWELL_S - 1e-6
        if reason in self._AT_ONCE or holds or stale:
            self._shown = reason
        if reason is self._shown:
            self._shown_true_s = time_s
        return self._shown
