"""Auto-capture: fires once, on time, on the sharpest frame.

    watching ──clean for `hold_s`──▶ taken ──card gone, or another face──▶ watching

A card that was taken is not taken again until it has left or shows another face, however long it lies there. A hand
over the card hides it from the locator for a while: a face that comes back soon is the one that was taken.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.judgement import Judgement, Reason
from permit_desktop.capture.likeness import OTHER_FACE, OTHER_FACE_ON_TOP, difference, is_other_face
from permit_desktop.domain.geometry import Quad

HOLD_S: Final = 0.3
AWAY_S: Final = 0.25
"""How long another face must lie there before the next capture: longer than a slip of the locator."""
COME_S: Final = 0.12
"""The same after the card was out of sight; a frame or two in which the outline is not yet right prove nothing."""
RETURN_S: Final = 1.5
"""A card that was out of sight for less and shows the same face has not left."""
MOVED: Final = 0.03
"""A corner that is so much of the card's length away from where it was has been moved."""
PLAINLY_OTHER: Final = 0.65
"""Of specimens the same face differs by 0.44 at most however glare, dark and blur change it, the other side by 0.8."""
_CHANGED_LIGHT: Final = frozenset({Reason.GLARE, Reason.BLURRED, Reason.TOO_DARK})
BEST_OF: Final = 8
"""The sharpest is chosen from so many frames at most, the latest ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """A frame that was chosen, with what was said of it."""

    frame: Frame
    judgement: Judgement
    automatic: bool


class AutoCapture:
    """Watches judgements and picks the moment. Pure: time comes with the judgements."""

    def __init__(self, *, hold_s: float = HOLD_S, automatic: bool = True) -> None:
        """Args: hold_s: how long the card must be clean; automatic: False to wait for `take` alone."""
        self._hold_s = hold_s
        self._automatic = automatic
        self._recent = _Sharpest(BEST_OF)
        self._clean_since_s: float | None = None
        self._taken: Judgement | None = None
        self._gone_since_s: float | None = None
        self._was_gone = False
        self._other_since_s: float | None = None
        self._looks_other = False
        self._asked = False
        self._retried = False
        self._waits_for_move = False
        self._progress = 0.0

    @property
    def armed(self) -> bool:
        """Whether the next clean card will be captured; False while a captured one still lies there."""
        return self._taken is None

    @property
    def lies_taken(self) -> bool:
        """Whether the captured card still lies there, as far as can be told; at the first sign of another it is not."""
        if self._taken is None or self._looks_other:
            return False
        return self._other_since_s is None and not self._was_gone

    @property
    def progress(self) -> float:
        """How much of the holding time has passed, 0 to 1; 1 while a captured card still lies there."""
        return self._progress

    def set_automatic(self, *, automatic: bool) -> None:
        """Switches the firing by itself on or off; `take` works either way."""
        if automatic is not self._automatic:
            self._automatic = automatic
            self._forget()

    def take(self) -> None:
        """The person wants a still now: the next frame fed is taken, or a sharper one just before it."""
        self._asked = True

    def again(self) -> None:
        """The person wants the card that was captured once more: once it is clean, at once where nothing fires."""
        if self._automatic:
            self._arm()
            self._forget()
        else:
            self.take()

    def retry(self) -> None:
        """What was captured could not be read: takes it once more by itself, and then again each time it was moved."""
        if not self._automatic or self._taken is None:
            return
        if self._retried:
            self._waits_for_move = True
        else:
            self._try_again()

    def forget_asked(self) -> None:
        """What the person wanted taken is not there: a picture that comes later is not what was meant."""
        self._asked = False

    def interrupt(self) -> None:
        """No picture came for a while: what was wanted before, and frames from before, count no more."""
        self.forget_asked()
        self._forget()

    def feed(self, judgement: Judgement, frame: Frame) -> Shot | None:
        """Takes the next frame in; returns a shot at the moment of capture."""
        self._rearm(judgement)
        if judgement.clean:
            self._recent.add(frame, judgement)
            if self._clean_since_s is None:
                self._clean_since_s = judgement.time_s
        else:
            self._forget()
        if self._asked:
            self._asked = False
            return self._shoot(*(self._recent.best or (frame, judgement)), automatic=False, now=judgement)
        if not (self._automatic and self.armed) or self._clean_since_s is None or self._recent.best is None:
            return None
        held_s = judgement.time_s - self._clean_since_s
        self._progress = min(1.0, held_s / self._hold_s)
        # Stream times are sums of frame intervals, so the last step may fall short by a rounding error.
        if held_s < self._hold_s - 1e-6:
            return None
        return self._shoot(*self._recent.best, automatic=True, now=judgement)

    def _shoot(self, frame: Frame, judgement: Judgement, *, automatic: bool, now: Judgement) -> Shot:
        self._forget()
        self._taken = now
        self._stays()
        self._progress = 1.0
        return Shot(frame, judgement, automatic)

    def _forget(self) -> None:
        self._recent.clear()
        self._clean_since_s = None
        self._progress = 0.0 if self.armed else 1.0

    def _rearm(self, judgement: Judgement) -> None:
        if self._taken is None:
            return
        now_s = judgement.time_s
        if judgement.outline is None:
            self._gone_since_s = now_s if self._gone_since_s is None else self._gone_since_s
            absent_s = now_s - self._gone_since_s + 1e-6
            self._was_gone = self._was_gone or absent_s >= AWAY_S
            if absent_s >= RETURN_S:
                self._arm()
            return
        self._gone_since_s = None
        self._looks_other = not judgement.clean and _is_plainly_another(self._taken, judgement)
        if not judgement.clean:
            return
        if not _is_another_face(self._taken, judgement, OTHER_FACE if self._was_gone else OTHER_FACE_ON_TOP):
            self._stays()
            if self._waits_for_move and _is_moved(self._taken.outline, judgement.outline):
                self._try_again()
            return
        if self._other_since_s is None:
            self._other_since_s = now_s
            # Frames of the captured face must not count for the other one.
            self._forget()
        if now_s - self._other_since_s >= (COME_S if self._was_gone else AWAY_S) - 1e-6:
            self._arm()

    def _stays(self) -> None:
        self._gone_since_s = self._other_since_s = None
        self._was_gone = self._looks_other = False

    def _try_again(self) -> None:
        self._arm()
        self._forget()
        self._retried = True

    def _arm(self) -> None:
        self._taken = None
        self._retried = self._waits_for_move = False
        self._stays()
        self._progress = 0.0


class _Sharpest:
    """The sharpest of the last frames; holds only those that can still become it, as frames are large."""

    def __init__(self, of: int) -> None:
        self._of = of
        self._count = 0
        self._candidates: deque[tuple[int, Frame, Judgement]] = deque()

    @property
    def best(self) -> tuple[Frame, Judgement] | None:
        return self._candidates[0][1:] if self._candidates else None

    def add(self, frame: Frame, judgement: Judgement) -> None:
        while self._candidates and self._candidates[-1][2].sharpness < judgement.sharpness:
            self._candidates.pop()
        self._candidates.append((self._count, frame, judgement))
        self._count += 1
        if self._candidates[0][0] < self._count - self._of:
            self._candidates.popleft()

    def clear(self) -> None:
        self._candidates.clear()


def _is_moved(before: Quad | None, now: Quad) -> bool:
    """Whether a card lies elsewhere, or otherwise, by more than its outline trembles."""
    if before is None:
        return True
    corners, former = np.array(now), np.array(before)
    return float(np.abs(corners - former).max()) > MOVED * float(np.ptp(former, axis=0).max())


def _is_plainly_another(taken: Judgement, now: Judgement) -> bool:
    """Whether a face that lies still in bad light is another than the captured one: to be told, not to fire at."""
    if taken.likeness is None or now.likeness is None or not now.faults or not _CHANGED_LIGHT.issuperset(now.faults):
        return False
    return difference(taken.likeness, now.likeness) > PLAINLY_OTHER


def _is_another_face(taken: Judgement, now: Judgement, least_difference: float) -> bool:
    """Whether a face lies there that is not the captured one; asked of clean pictures only, as glare changes a face."""
    if now.likeness is None:
        return False
    return taken.likeness is None or is_other_face(taken.likeness, now.likeness, least_difference)
