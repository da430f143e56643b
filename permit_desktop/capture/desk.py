"""The desk: guide and auto-capture as one machine, for the window and for the headless verb alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

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
_OF_ZONES: Final = (Reason.GLARE, Reason.BLURRED)


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What the screen shows for one frame.

    Attributes:
        time_s: the frame's stream time.
        outline: the card in the frame's pixels, None when there is none.
        reason: the words to show; steady enough to be read.
        progress: how much of the holding time has passed, 0 to 1.
        zone: the zone that the reason `GLARE` or `BLURRED` is about; as steady as the words.
        still: the still that was taken at this moment, None at all others.
    """

    time_s: float
    outline: Quad | None
    reason: Reason
    progress: float
    zone: Zone | None = None
    still: Still | None = None


class Desk:
    """Feeds frames through guide and auto-capture. Not thread-safe: one thread feeds and asks."""

    def __init__(self, guide: Guide, auto_capture: AutoCapture, frozen_watch: FrozenWatch | None = None) -> None:
        """Args: frozen_watch: None for sources that may rightly repeat a picture, such as video files."""
        self._guide = guide
        self._auto_capture = auto_capture
        self._frozen_watch = frozen_watch
        self._reason = _Steady(Reason.NO_CARD, at_once=frozenset({Reason.CAPTURED, Reason.FROZEN}))
        self._zone = _Steady(Zone.ELSEWHERE)

    def take(self) -> None:
        """The person wants a still of the next frame, whatever the guide says of it."""
        self._auto_capture.take()

    def interrupt(self) -> None:
        """The camera was lost: a still of what it sees once it is back is not what the person wanted."""
        self._auto_capture.interrupt()
        if self._frozen_watch is not None:
            self._frozen_watch.forget()

    def again(self) -> None:
        """The person wants the card that was captured once more."""
        self._auto_capture.again()

    def retry(self) -> None:
        """What was captured last could not be read."""
        self._auto_capture.retry()

    def set_automatic(self, *, automatic: bool) -> None:
        """Switches auto-capture on or off."""
        self._auto_capture.set_automatic(automatic=automatic)

    def set_strictness(self, strictness: Strictness) -> None:
        """Judges by other bounds from the next frame on."""
        self._guide.set_strictness(strictness)

    def feed(self, frame: Frame) -> Moment:
        """Judges the next frame, and takes a still when its moment has come."""
        if self._frozen_watch is not None:
            if self._frozen_watch.unchanged_s(frame) > FROZEN_S:
                self._auto_capture.forget_asked()
                return Moment(frame.time_s, None, self._reason.say(Reason.FROZEN, frame.time_s), 0.0)
            if not self._frozen_watch.is_live:
                return Moment(frame.time_s, None, self._reason.shown, 0.0)
        judgement = self._guide.judge(frame)
        shot = self._auto_capture.feed(judgement, frame)
        still = cut_still(shot.frame, shot.judgement, automatic=shot.automatic) if shot else None
        reason, zone = self._say(judgement)
        return Moment(
            time_s=frame.time_s,
            outline=judgement.outline,
            reason=reason,
            progress=self._auto_capture.progress if judgement.outline is not None else 0.0,
            zone=zone,
            still=still,
        )

    def _say(self, judgement: Judgement) -> tuple[Reason, Zone | None]:
        taken = self._auto_capture.lies_taken and judgement.outline is not None
        before = self._reason.shown
        reason = self._reason.say(Reason.CAPTURED if taken else judgement.reason, judgement.time_s)
        if reason is not before:
            self._zone = _Steady(judgement.zone or Zone.ELSEWHERE)
        elif reason is judgement.reason and judgement.zone is not None:
            self._zone.say(judgement.zone, judgement.time_s)
        return reason, self._zone.shown if reason in _OF_ZONES else None


_Word = TypeVar("_Word", bound=Reason | Zone)


class _Steady(Generic[_Word]):
    """Lets a word through only after it has held for a while, so that the words do not flicker.

    Where words alternate so quickly that none holds, the one shown goes once it has not been true for a while.
    """

    def __init__(self, first: _Word, *, at_once: frozenset[_Word] = frozenset()) -> None:
        self.shown = first
        self._at_once = at_once
        self._shown_true_s = 0.0
        self._next = first
        self._since_s = 0.0

    def say(self, word: _Word, time_s: float) -> _Word:
        if word is not self._next:
            self._next, self._since_s = word, time_s
        holds = time_s - self._since_s >= DWELL_S - 1e-6
        stale = time_s - self._shown_true_s >= 1.5 * DWELL_S - 1e-6
        if word in self._at_once or holds or stale:
            self.shown = word
        if word is self.shown:
            self._shown_true_s = time_s
        return self.shown
