"""The framing guide: says in one word at a time what is wrong with the picture."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Protocol

import cv2
import numpy as np

from permit_desktop.capture import measures
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.judgement import Judgement, Reason, Zone
from permit_desktop.capture.likeness import thumbnail
from permit_desktop.capture.strictness import NORMAL, Strictness
from permit_desktop.domain.geometry import Point, Quad
from permit_desktop.imaging.pixels import Grey, Pixels

COPY_WIDTH_PX: Final = 640
MOTION_SPAN_S: Final = 0.1
"""Corners are compared across this time: between two neighbouring frames the locator's own jitter would be all."""
_SLACK: Final = 0.08
"""A reason that stands goes only when its measure is this much better than the bound that called it."""
_LEAST_SCORE: Final = 0.5
"""Below this the locator itself calls its find doubtful; a live picture soon brings a better one."""
_DARK_FRAME: Final = 25
_BRIGHT_FRAME: Final = 250


class Located(Protocol):
    """What a locator found."""

    @property
    def outline(self) -> Quad:
        """The card's corners in the pixels of the picture that was searched."""
        ...

    @property
    def score(self) -> float:
        """0 to 1, how surely it is a card."""
        ...


Locator = Callable[[Pixels], Located | None]
"""Finds the card in a picture, None when there is none (`imaging.locate.locate_card`)."""


class Guide:
    """Judges frames one after another; remembers the last outlines and the reason that stands."""

    def __init__(self, locate: Locator, strictness: Strictness = NORMAL) -> None:
        self._locate = locate
        self._strictness = strictness
        self._trail: deque[tuple[float, Quad]] = deque()
        self._standing = Reason.NO_CARD

    def judge(self, frame: Frame) -> Judgement:
        """The verdict on the next frame; frames must come in the order of their times."""
        judgement = self._look(frame)
        self._standing = judgement.reason
        return judgement

    def _look(self, frame: Frame) -> Judgement:
        height, width = frame.pixels.shape[:2]
        scale = min(1.0, COPY_WIDTH_PX / width)
        small = np.asarray(
            cv2.resize(frame.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR), dtype=np.uint8
        )
        found = self._locate(small)
        if found is None or found.score < _LEAST_SCORE:
            self._trail.clear()
            return Judgement(_reason_of_empty(small), frame.time_s)
        outline = Quad(*(Point(x / scale, y / scale) for x, y in found.outline))
        speed = self._speed(outline, frame.time_s)
        face = measures.flatten(np.asarray(cv2.cvtColor(frame.pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8), outline)
        sharpness = measures.sharpness(face)
        glares = _glares(face)
        judgement = Judgement(Reason.HOLD_STILL, frame.time_s, outline, sharpness, likeness=thumbnail(face))
        for reason, strain in self._strains(measures.pose(outline, width, height), speed, face, sharpness, glares):
            if strain > (1.0 - _SLACK if reason is self._standing else 1.0):
                zone = self._worst_zone(glares) if reason is Reason.GLARE else None
                return replace(judgement, reason=reason, glare_at=zone)
        return judgement

    def _strains(
        self, pose: measures.Pose, speed: float, face: Grey, sharpness: float, glares: Mapping[Zone, float]
    ) -> tuple[tuple[Reason, float], ...]:
        """Each reason with its measure over its bound (above 1: the reason holds), most urgent first."""
        bounds = self._strictness
        brightness = float(np.median(face[::4, ::4]))
        return (
            (Reason.TOO_CLOSE, pose.area_share / bounds.most_area_share),
            (Reason.EDGE_OUTSIDE, _short_of(pose.margin_share, bounds.least_margin_share)),
            (Reason.TOO_FAR, _short_of(pose.long_side_px, bounds.least_long_side_px)),
            (Reason.TOO_FAR, _short_of(pose.area_share, bounds.least_area_share)),
            (Reason.TILTED, max(pose.skew_deg / bounds.most_skew_deg, pose.taper / bounds.most_taper)),
            (Reason.MOVING, speed / bounds.most_speed),
            (Reason.TOO_DARK, _short_of(brightness, bounds.least_brightness)),
            (Reason.TOO_BRIGHT, brightness / bounds.most_brightness),
            (Reason.BLURRED, _short_of(sharpness, bounds.least_sharpness)),
            (Reason.GLARE, max(share / self._most_glare(zone) for zone, share in glares.items())),
        )

    def _speed(self, outline: Quad, time_s: float) -> float:
        """In card widths a second, across `MOTION_SPAN_S`; a card that has just appeared is on the move."""
        self._trail.append((time_s, outline))
        while len(self._trail) > 2 and time_s - self._trail[1][0] >= MOTION_SPAN_S - 1e-6:
            self._trail.popleft()
        since_s, earlier = self._trail[0]
        span_s = time_s - since_s
        if span_s < MOTION_SPAN_S - 1e-6:
            return float("inf")
        return measures.travel(earlier, outline) / span_s

    def _most_glare(self, zone: Zone) -> float:
        return self._strictness.most_card_glare if zone is Zone.ELSEWHERE else self._strictness.most_zone_glare

    def _worst_zone(self, glares: Mapping[Zone, float]) -> Zone:
        named = {zone: share for zone, share in glares.items() if zone is not Zone.ELSEWHERE}
        worst = max(named, key=lambda zone: named[zone])
        return worst if named[worst] > self._most_glare(worst) else Zone.ELSEWHERE


def _glares(face: Grey) -> dict[Zone, float]:
    """The share of glare by zone; `ELSEWHERE` stands for the card as a whole."""
    shares = {zone: measures.glare(measures.zone_of(face, box)) for zone, box in measures.ZONES.items()}
    return {**shares, Zone.ELSEWHERE: measures.glare(face)}


def _short_of(measure: float, least: float) -> float:
    """The strain of a measure that must not be small: above 1 when it falls short of `least`."""
    return least / measure if measure > 0 else float("inf")


def _reason_of_empty(small: Pixels) -> Reason:
    """Why no card was found: the room is too dark or too bright to find one, or there is none."""
    brightness = float(np.median(small[::4, ::4]))
    if brightness < _DARK_FRAME:
        return Reason.TOO_DARK
    return Reason.TOO_BRIGHT if brightness > _BRIGHT_FRAME else Reason.NO_CARD
