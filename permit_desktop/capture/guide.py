"""The framing guide: says in one word at a time what is wrong with the picture."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import cv2
import numpy as np

from permit_desktop.capture import measures
from permit_desktop.capture.card_finder import LEAST_SCORE
from permit_desktop.capture.desk_light import DeskLight
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.judgement import Judgement, Reason, Zone
from permit_desktop.capture.likeness import has_changed, thumbnail
from permit_desktop.capture.strictness import NORMAL, Strictness
from permit_desktop.domain.geometry import Point, Quad
from permit_desktop.imaging.percentiles import percentile
from permit_desktop.imaging.pixels import Grey, Pixels

COPY_WIDTH_PX: Final = 1300
"""The card is looked for on a copy not wider than this, however large the camera's pictures are."""
_LEAST_SIDE_PX: Final = 8
"""Of that copy. There is no card in less, and nothing to look for."""
MOTION_SPAN_S: Final = 0.1
"""Corners are compared across this time: between two neighbouring frames the locator's own jitter would be all."""
_SLACK: Final = 0.08
"""A reason that stands goes only when its measure is this much better than the bound that called it."""
_CLEARLY: Final = 0.85
"""A blurred zone is named where all others are sharper than their bounds by so much; else the whole card is meant."""
_LEAST_GLARE: Final[Mapping[Zone, float]] = {Zone.PORTRAIT: 0.25, Zone.NUMBER: 1.0, Zone.MACHINE_LINE: 1.0}
"""Of what is allowed. A zone on which so much light lies is not called blurred: the light's own rim is soft."""
_OF_DIGITS: Final = frozenset({Zone.NUMBER, Zone.MACHINE_LINE})


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
"""Finds the card in the next picture, None when there is none (`CardFinder.find`)."""


@dataclass(frozen=True, slots=True)
class _Motion:
    """How the card moves.

    Attributes:
        speed: of its corners, in card widths a second.
        stirs: whether something moves on its face, as fingers that let go.
    """

    speed: float
    stirs: bool


@dataclass(frozen=True, slots=True)
class _Light:
    """What light and lens have made of the card's face.

    Attributes:
        brightness: its median grey, 0 to 255.
        sharpness: the least of its print, so that a card out of focus at one end is seen; 0 without print to judge by.
        blur: of each zone that can be judged, the least sharpness allowed over its own.
        glare: of each zone, the glare over the most that is allowed: of all of it, or of a digit.
        piece_glare: the same of the worst piece of the card, one as large as a short field or as two digits.
    """

    brightness: float
    sharpness: float
    blur: Mapping[Zone, float]
    glare: Mapping[Zone, float]
    piece_glare: float


class Guide:
    """Judges frames one after another; remembers the last outlines and the reason that stands."""

    def __init__(self, locate: Locator, strictness: Strictness = NORMAL) -> None:
        self._locate = locate
        self._strictness = strictness
        self._trail: deque[tuple[float, Quad, Grey]] = deque()
        self._standing = Reason.NO_CARD
        self._desk_light = DeskLight()

    def set_strictness(self, strictness: Strictness) -> None:
        """Judges by other bounds from the next frame on."""
        self._strictness = strictness

    def judge(self, frame: Frame) -> Judgement:
        """The verdict on the next frame; frames must come in the order of their times."""
        judgement = self._look(frame)
        self._standing = judgement.reason
        return judgement

    def _look(self, frame: Frame) -> Judgement:
        height, width = frame.pixels.shape[:2]
        small = _small_copy(frame.pixels)
        scale = small.shape[1] / width
        found = self._locate(small) if min(small.shape[:2]) >= _LEAST_SIDE_PX else None
        if found is None or found.score < LEAST_SCORE:
            self._trail.clear()
            return _nothing(self._desk_light.reason(small, frame.time_s), frame.time_s)
        outline = Quad(*(Point(x / scale, y / scale) for x, y in found.outline))
        face = measures.flatten(frame.pixels, outline)
        pose = measures.pose(outline, width, height)
        face, zones, upside_down = _upright(face)
        bounds = self._strictness.in_frame(width, height)
        likeness = thumbnail(face)
        motion = self._motion(frame.time_s, outline, likeness)
        light = _light(face, zones, bounds)
        strains = _strains(pose, motion, light, bounds)
        faults = tuple(
            dict.fromkeys(
                reason for reason, strain in strains if strain > (1.0 - _SLACK if reason is self._standing else 1.0)
            )
        )
        reason = faults[0] if faults else Reason.HOLD_STILL
        return Judgement(
            reason=reason,
            time_s=frame.time_s,
            outline=outline.turned() if upside_down else outline,
            sharpness=light.sharpness,
            zone=_zone_of(reason, light),
            likeness=likeness,
            faults=faults,
        )

    def _motion(self, time_s: float, outline: Quad, likeness: Grey) -> _Motion:
        """Across `MOTION_SPAN_S`; a card that has just appeared is on the move."""
        self._trail.append((time_s, outline, likeness))
        while len(self._trail) > 2 and time_s - self._trail[1][0] >= MOTION_SPAN_S - 1e-6:
            self._trail.popleft()
        since_s, earlier, earlier_likeness = self._trail[0]
        span_s = time_s - since_s
        if span_s < MOTION_SPAN_S - 1e-6:
            return _Motion(float("inf"), stirs=True)
        return _Motion(measures.travel(earlier, outline) / span_s, stirs=has_changed(earlier_likeness, likeness))


def _small_copy(picture: Pixels) -> Pixels:
    """Halved until it is small enough to be searched; halving averages, and is quick."""
    while picture.shape[1] > COPY_WIDTH_PX:
        size = max(1, picture.shape[1] // 2), max(1, picture.shape[0] // 2)
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    return picture


def _nothing(reason: Reason, time_s: float) -> Judgement:
    """The judgement on a picture without a card."""
    return Judgement(reason, time_s, faults=(reason,))


def _upright(face: Grey) -> tuple[Grey, tuple[Zone, ...], bool]:
    """A face with its text upright, the zones that it has, and whether it had to be turned.

    Of a front only, where the machine-readable line tells it; a back has no zones, and stays as it is.
    """
    if measures.shows_front(face):
        return face, tuple(measures.ZONES), False
    turned = np.ascontiguousarray(face[::-1, ::-1])
    if measures.shows_front(turned):
        return turned, tuple(measures.ZONES), True
    return face, (), False


def _light(face: Grey, zones: Sequence[Zone], bounds: Strictness) -> _Light:
    """What light and lens have made of a face with its text upright."""
    brightness = percentile(face[::4, ::4], 50)
    glare_from = measures.glare_from(brightness)
    even = measures.without_grain(face)
    glare = {zone: _glare_on(zone, even, glare_from, bounds) for zone in (*zones, Zone.ELSEWHERE)}
    sharpness = measures.sharpness(face, [zone for zone in zones if glare[zone] < _LEAST_GLARE[zone]])
    blur = {
        zone: _short_of(value, bounds.least_portrait_sharpness if zone is Zone.PORTRAIT else bounds.least_sharpness)
        for zone, value in sharpness.items()
    }
    of_a_field, of_digits = measures.largest_glare(even, glare_from)
    return _Light(
        brightness=brightness,
        sharpness=min((value for zone, value in sharpness.items() if zone is not Zone.PORTRAIT), default=0.0),
        blur=blur,
        glare=glare,
        piece_glare=max(of_a_field / bounds.most_piece_glare, of_digits / bounds.most_spot_glare),
    )


def _glare_on(zone: Zone, face: Grey, glare_from: int, bounds: Strictness) -> float:
    """How much glare lies on a zone of an upright face, over the most that is allowed."""
    if zone is Zone.ELSEWHERE:
        return measures.glare(face, glare_from) / bounds.most_card_glare
    part = measures.zone_of(face, measures.ZONES[zone])
    of_zone = measures.glare(part, glare_from) / bounds.most_zone_glare
    if zone not in _OF_DIGITS:
        return of_zone
    return max(of_zone, measures.digit_glare(part, glare_from) / bounds.most_digit_glare)


def _strains(
    pose: measures.Pose, motion: _Motion, light: _Light, bounds: Strictness
) -> tuple[tuple[Reason, float], ...]:
    """Each reason with its measure over its bound (above 1: the reason holds), most urgent first."""
    return (
        (Reason.TOO_CLOSE, pose.area_share / bounds.most_area_share),
        (Reason.EDGE_OUTSIDE, _short_of(pose.margin_share, bounds.least_margin_share)),
        (Reason.TOO_FAR, _short_of(pose.long_side_px, bounds.least_long_side_px)),
        (Reason.TOO_FAR, _short_of(pose.area_share, bounds.least_area_share)),
        (Reason.TILTED, max(pose.skew_deg / bounds.most_skew_deg, pose.taper / bounds.most_taper)),
        (Reason.MOVING, motion.speed / bounds.most_speed),
        (Reason.TOO_DARK, _short_of(light.brightness, bounds.least_brightness)),
        (Reason.TOO_BRIGHT, light.brightness / bounds.most_brightness),
        (Reason.BLURRED, max(light.blur.values(), default=float("inf"))),
        (Reason.GLARE, max(light.glare.values())),
        (Reason.GLARE, light.piece_glare),
        (Reason.MOVING, 2.0 if motion.stirs else 0.0),
    )


def _zone_of(reason: Reason, light: _Light) -> Zone | None:
    """The zone that a reason is about; `ELSEWHERE` where it is the card, None where the reason knows no zones."""
    if reason is Reason.BLURRED:
        return _blurred_zone(light.blur)
    if reason is not Reason.GLARE:
        return None
    named = {zone: strain for zone, strain in light.glare.items() if zone is not Zone.ELSEWHERE}
    worst = max(named, key=lambda zone: named[zone], default=Zone.ELSEWHERE)
    return worst if light.glare[worst] > 1 else Zone.ELSEWHERE


def _blurred_zone(blur: Mapping[Zone, float]) -> Zone:
    named = sorted((strain, zone) for zone, strain in blur.items() if zone is not Zone.ELSEWHERE)
    alone = len(named) > 1 and named[-2][0] < _CLEARLY
    return named[-1][1] if alone else Zone.ELSEWHERE


def _short_of(measure: float, least: float) -> float:
    """The strain of a measure that must not be small: above 1 when it falls short of `least`."""
    return least / measure if measure > 0 else float("inf")
