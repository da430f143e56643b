"""Shows films to the desk and compares what it says and takes with the truth."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from permit_desktop.capture import measures
from permit_desktop.capture.desk import DWELL_S, Desk, Moment
from permit_desktop.capture.guide import MOTION_SPAN_S
from permit_desktop.capture.judgement import Reason, Zone
from permit_desktop.capture.still import Still
from permit_desktop.capture.strictness import Strictness
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import Side
from tests.videos.film import Film, Truth
from tests.videos.script import FRAMES_PER_S

_LAG_FRAMES: Final = round((DWELL_S + MOTION_SPAN_S + 0.1) * FRAMES_PER_S)
"""Words are held for as long as it takes to read them, and movement is seen across a span: they may be so late."""
_PERHAPS: Final = 0.7
_SURELY: Final = 1.4
"""A fault whose measure is this share of its bound may be called one; from this share on it must be."""
_SHARPNESS, _BLUR_MM = (0.5, 0.6, 0.7), (0.24, 0.2, 0.14)
"""Defocus that the bounds of sharpness stand for."""

_WHITE: Final = 252
_DIM: Final = 0.3
"""In less light the desk may be called too dark before a card lies there."""

Face = tuple[int, Side]


@dataclass
class Score:
    """What came out of some films."""

    frames: int = 0
    with_card: int = 0
    said: Counter[str] = field(default_factory=Counter)
    wrong_words: Counter[str] = field(default_factory=Counter)
    placements: int = 0
    missed: list[str] = field(default_factory=list)
    premature: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    delays_s: list[float] = field(default_factory=list)
    overlaps: list[float] = field(default_factory=list)
    """Of the outlines of cards that lie ready to be taken; those below also of cards that are moved or held."""
    overlaps_whole: list[float] = field(default_factory=list)
    feed_ms: list[float] = field(default_factory=list)

    @property
    def wrong_share(self) -> float:
        """Frames with words that were not right, of those with a card: of an empty desk it is easy to speak."""
        return sum(self.wrong_words.values()) / max(1, self.with_card)

    def add(self, other: Score) -> None:
        """Takes in the score of other films."""
        self.frames += other.frames
        self.with_card += other.with_card
        self.said.update(other.said)
        self.placements += other.placements
        self.wrong_words.update(other.wrong_words)
        for name in ("missed", "premature", "double", "delays_s", "overlaps", "overlaps_whole", "feed_ms"):
            getattr(self, name).extend(getattr(other, name))


def show(film: Film, desk: Desk, bounds: Strictness, label: str = "") -> Score:
    """Shows a film, frame by frame."""
    return _Show(film, bounds, label).run(desk)


def overlap(found: Quad | None, true: Quad) -> float:
    """Intersection over union of two outlines, 0 to 1."""
    if found is None:
        return 0.0
    one, other = np.asarray(found, np.float32), np.asarray(true, np.float32)
    common, _ = cv2.intersectConvexConvex(one, other)
    return float(common) / (cv2.contourArea(one) + cv2.contourArea(other) - float(common))


def strains(now: Truth, before: Truth | None, bounds: Strictness, size_px: tuple[int, int]) -> dict[Reason, float]:
    """How strongly each fault holds in a frame, as a share of its bound; empty without a card.

    Args:
        before: the frame `MOTION_SPAN_S` earlier.
    """
    if now.outline is None:
        return {}
    bounds = bounds.in_frame(*size_px)
    pose = measures.pose(now.outline, *size_px)
    speed = measures.travel(before.outline, now.outline) / MOTION_SPAN_S if before and before.outline else 9.0
    glare = max(
        share / (bounds.most_card_glare if zone is Zone.ELSEWHERE else bounds.most_zone_glare)
        for zone, share in now.glare.items()
    )
    return {
        Reason.TOO_CLOSE: pose.area_share / bounds.most_area_share,
        Reason.EDGE_OUTSIDE: 9.0 if now.seen < 1 else bounds.least_margin_share / max(1e-6, pose.margin_share),
        Reason.TOO_FAR: max(
            bounds.least_long_side_px / pose.long_side_px, bounds.least_area_share / max(1e-6, pose.area_share)
        ),
        Reason.TILTED: max(pose.skew_deg / bounds.most_skew_deg, pose.taper / bounds.most_taper),
        Reason.MOVING: max(speed / bounds.most_speed, 1.5 if now.fingers else 1.0 if now.hand else 0.0),
        Reason.TOO_DARK: bounds.least_brightness / max(1.0, now.brightness) if now.brightness is not None else 0.0,
        Reason.TOO_BRIGHT: _burnt(now.brightness, bounds.most_brightness),
        Reason.BLURRED: (now.defocus_mm + now.smear_mm / 3)
        / float(np.interp(bounds.least_sharpness, _SHARPNESS, _BLUR_MM)),
        Reason.GLARE: glare,
    }


def _burnt(brightness: float | None, most: float) -> float:
    """White is white: where most of a card is, it is beyond every bound."""
    if brightness is None:
        return 0.0
    return 9.0 if brightness > _WHITE else brightness / most


def total(scores: Iterable[Score]) -> Score:
    """All of them as one."""
    whole = Score()
    for score in scores:
        whole.add(score)
    return whole


class _Show:
    """One showing of a film: what has been true so far, and what was taken."""

    def __init__(self, film: Film, bounds: Strictness, label: str) -> None:
        self._film = film
        self._bounds = bounds
        self._label = label
        self._score = Score()
        self._truths: list[Truth] = []
        self._taken: dict[Face, float] = {}

    def run(self, desk: Desk) -> Score:
        score = self._score
        for frame, truth in self._film:
            self._truths.append(truth)
            began_s = time.thread_time()
            moment = desk.feed(frame)
            score.feed_ms.append((time.thread_time() - began_s) * 1000)
            if moment.still is not None:
                self._score_capture(moment, moment.still)
            score.said[moment.reason] += 1
            self._score_words(moment.reason)
            if truth.outline is not None and (truth.settled or truth.seen == 1):
                share = overlap(moment.outline, truth.outline)
                if truth.settled:
                    score.overlaps.append(share)
                if truth.seen == 1:
                    score.overlaps_whole.append(share)
        score.frames = len(self._truths)
        score.with_card = sum(truth.outline is not None for truth in self._truths)
        for placement in self._film.script.placements:
            score.placements += 1
            fired_s = self._taken.get((placement.person, placement.side))
            if fired_s is None:
                score.missed.append(f"{self._label} at {placement.from_s:.2f} s, {placement.side}")
            else:
                score.delays_s.append(fired_s - placement.from_s)
        return score

    def _score_words(self, said: Reason) -> None:
        count = len(self._truths)
        if any(self._may_say(said, count - back) for back in range(min(count, _LAG_FRAMES))):
            return
        held = self._strains(count)
        worst = max(held, key=lambda reason: held[reason], default=Reason.NO_CARD)
        self._score.wrong_words[f"{said} said, {worst} true"] += 1

    def _may_say(self, said: Reason, count: int) -> bool:
        """Whether the words are right for the frame that came as number `count`."""
        now = self._truths[count - 1]
        if now.outline is None or now.side is None:
            return said is Reason.NO_CARD or (said is Reason.TOO_DARK and now.light < _DIM)
        if said is Reason.CAPTURED:
            return (now.person, now.side) in self._taken
        held = self._strains(count)
        if said is Reason.NO_CARD:
            # What is on the move or half outside need not be seen as a card yet.
            return now.seen < 0.98 or held[Reason.MOVING] > _SURELY
        if said is Reason.HOLD_STILL:
            return max(held.values()) < _SURELY
        return held.get(said, 0.0) > _PERHAPS

    def _score_capture(self, moment: Moment, still: Still) -> None:
        at = round(still.time_s * FRAMES_PER_S)
        truth = self._truths[at]
        faults = [reason.value for reason, strain in self._strains(at + 1).items() if strain > _SURELY]
        if truth.side is None or faults:
            self._score.premature.append(f"{self._label} at {still.time_s:.2f} s {'+'.join(faults) or 'no card'}")
        if truth.side is not None:
            face = truth.person, truth.side
            if face in self._taken:
                self._score.double.append(f"{self._label} at {still.time_s:.2f} s, {truth.side}")
            self._taken.setdefault(face, moment.time_s)

    def _strains(self, count: int) -> dict[Reason, float]:
        span = round(MOTION_SPAN_S * FRAMES_PER_S)
        before = self._truths[count - 1 - span] if count > span else None
        return strains(self._truths[count - 1], before, self._bounds, self._film.size_px)
