"""Renders a script as a camera over the desk sees it, cheaply, with the truth about every frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.judgement import Zone
from permit_desktop.capture.sources.simulated_card import CardShape, CardSprite
from permit_desktop.capture.strictness import Strictness
from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT, PORTRAIT
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from tests.specimens.card import render_card
from tests.specimens.desk import TEXTURE_MM, TEXTURE_PX, Desk, desk_texture
from tests.specimens.person import invent
from tests.specimens.view import CARD, Homography, outline
from tests.videos.script import FRAMES_PER_S, Instant, Manner, Position, Script, Spot, write_script, write_trials

FULL_HD: Final = (1920, 1080)
DESKS: Final = (Desk.WOOD, Desk.CLOTH, Desk.CHECKED, Desk.DARK, Desk.PAPERS, Desk.GLASS_WHITE, Desk.PLAIN)
"""Wood, cloth, patterned, dark, cluttered, white on white, plain."""
_BEYOND_DOUBT: Final = 1.12
"""Of the smallest size: from there on a card that was too far is called so no more."""
_FILLING: Final = 0.87
"""Of the picture's width or height, a card that leaves a hand no more room than it needs."""
_INSIDE: Final = 0.92
"""Of the picture, without the margins that are wanted and what a leaning camera takes."""
_TAPER_OF_TILT: Final = 0.12
"""For these bounds the usual desks' cameras lean as far as they may."""
_LOOSE_ACROSS_MM: Final = 2 * (5 + 8 + 3) + 3.6
_LOOSE_DOWN_MM: Final = 2 * 3 + 6.0
"""What a card that is laid loosely needs besides its own width and height: for where it lies, and how crooked."""
_SHUTTER_S: Final = 1 / 60
_WHITE: Final = 255
_NOISE_PAD_PX: Final = 64
_SKIN_BGR: Final = (128, 158, 208)
_FINGER_MM: Final = 15.0
_FINGER_OVER_MM: Final = 8.0
_ZONES: Final[Mapping[Zone, Box]] = {
    Zone.PORTRAIT: PORTRAIT,
    Zone.NUMBER: FRONT[FieldName.NUMBER],
    Zone.MACHINE_LINE: FRONT[FieldName.MACHINE_CODE],
    Zone.ELSEWHERE: CARD,
}
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scenery:
    """Where the camera stands and what it sees.

    Attributes:
        width_share: the card's width as a part of the picture's.
        exposure: brightness, 1 as it is.
        noise: sigma of the sensor's grain.
        tilt_deg, towards_deg: how far the camera leans, and to which side.
        white_bgr: the most that the camera gives; glare has this colour.
    """

    desk: Desk
    width_share: float = 0.6
    exposure: float = 1.0
    noise: float = 1.5
    tilt_deg: float = 0.0
    towards_deg: float = 0.0
    view_deg: float = 55.0
    white_bgr: tuple[int, int, int] = (255, 255, 255)

    @classmethod
    def drawn(cls, seed: int, desk: Desk) -> Scenery:
        """A desk as it may be in a good office; the same for the same seed."""
        rng = np.random.default_rng([seed, 77])
        return cls(
            desk=desk,
            width_share=float(rng.uniform(0.57, 0.64)),
            # A desk that is burnt out would rightly be called too bright.
            exposure=float(rng.uniform(0.88, 0.97 if desk is Desk.GLASS_WHITE else 1.04)),
            noise=float(rng.uniform(1.0, 3.0)),
            tilt_deg=float(rng.uniform(0, 6)),
            towards_deg=float(rng.uniform(0, 360)),
            view_deg=float(rng.uniform(45, 62)),
        )

    @classmethod
    def of_any_size(cls, seed: int, desk: Desk, bounds: Strictness, size_px: tuple[int, int]) -> Scenery:
        """The same, with cards of any size between the smallest and the largest that bounds accept in such pictures."""
        width, height = size_px
        here = bounds.in_frame(width, height)
        by_area_px = np.sqrt(here.least_area_share * width * height * CARD_WIDTH_MM / CARD_HEIGHT_MM)
        least = _BEYOND_DOUBT * max(here.least_long_side_px, by_area_px) / width
        most = min(_FILLING * height / width * CARD_WIDTH_MM / CARD_HEIGHT_MM, _FILLING)
        rng = np.random.default_rng([seed, 78])
        usual = cls.drawn(seed, desk)
        return replace(
            usual,
            width_share=float(rng.uniform(least, max(least, most))),
            tilt_deg=usual.tilt_deg * bounds.most_taper / _TAPER_OF_TILT,
        )

    def manner(self, bounds: Strictness, size_px: tuple[int, int]) -> Manner:
        """How cards are laid here: as loosely as there is room, and wrong as far as bounds are broken by it."""
        optics = _Optics(self, size_px)
        across_mm, down_mm = (_INSIDE * reach_mm for reach_mm in optics.reach_mm)
        room = min((across_mm - CARD_WIDTH_MM) / _LOOSE_ACROSS_MM, (down_mm - CARD_HEIGHT_MM) / _LOOSE_DOWN_MM)
        lean = np.arcsin(min(0.95, 1.8 * bounds.most_taper * optics.away_mm / CARD_HEIGHT_MM))
        return Manner(
            looseness=float(np.clip(room, 0, 1)),
            crookedness=bounds.most_skew_deg / 10,
            lean_deg=max(24.0, float(np.degrees(lean))),
        )


@dataclass(frozen=True, slots=True)
class Truth:
    """What is so in a frame, whatever the guide says.

    Attributes:
        outline: the card's corners in frame pixels; None when no part of it is in the picture, or it stands on edge.
        seen: the share of the card that lies in the picture, 0 to 1.
        side: which face is up.
        glare: the share of each zone of the front that is blown out; `ELSEWHERE` for the whole card.
        smear_mm: how far the card moves while the shutter is open.
        defocus_mm: the lens's blur, sigma.
        hand: whether a hand is in the picture.
        fingers: whether fingers lie on the card.
        brightness: the card's median grey value, 0 to 255; None where the light is as the scenery has it.
        settled: whether the card lies ready to be taken.
        light: how bright the picture is, 1 as the scenery has it.
    """

    time_s: float
    outline: Quad | None
    seen: float
    side: Side | None
    person: int
    glare: Mapping[Zone, float]
    smear_mm: float
    defocus_mm: float
    hand: bool
    fingers: bool
    brightness: float | None
    settled: bool
    light: float = 1.0


class Film:
    """A script in front of a camera: so many people's permits, or the trials of `write_trials`."""

    def __init__(
        self,
        seed: int,
        scenery: Scenery,
        people: int | None,
        size_px: tuple[int, int] = FULL_HD,
        manner: Manner = Manner(),  # noqa: B008 - frozen
    ) -> None:
        self.size_px = size_px
        self._seed = seed
        self._exposure = scenery.exposure
        self._white_bgr = scenery.white_bgr
        self._optics = _Optics(scenery, size_px)
        reach_mm = self._optics.reach_mm
        self.script: Script = (
            write_trials(seed, reach_mm=reach_mm, away_mm=self._optics.away_mm)
            if people is None
            else write_script(seed, people, reach_mm=reach_mm, manner=manner)
        )
        rng = np.random.default_rng([seed, 5])
        desk = self._optics.desk(desk_texture(scenery.desk, rng), float(rng.uniform(-40, 40)))
        self._desk = _exposed(desk, scenery.exposure)
        width, height = size_px
        grain = rng.standard_normal((height + _NOISE_PAD_PX, width // 2 + _NOISE_PAD_PX, 1), dtype=np.float32)
        noise = np.clip(grain * scenery.noise + 2 * scenery.noise, 0, 255).astype(np.uint8)
        self._noise = np.repeat(np.tile(noise, (1, 2, 1)), 3, axis=2)
        self._sprites: dict[tuple[int, Side], CardSprite] = {}

    def __len__(self) -> int:
        return int(self.script.seconds * FRAMES_PER_S)

    def __iter__(self) -> Iterator[tuple[Frame, Truth]]:
        return (self.shot(number) for number in range(len(self)))

    def shot(self, number: int) -> tuple[Frame, Truth]:
        """One frame and what is true of it."""
        time_s = number / FRAMES_PER_S
        now, before = self.script.at(time_s), self.script.at(time_s - _SHUTTER_S)
        homography = self._optics.card(now.position)
        earlier = self._optics.card(before.position)
        if (
            homography is None
            or earlier is None
            or (now.position and before.position and now.position.side is not before.position.side)
        ):
            earlier = homography
        picture = self._picture(number, now, homography, earlier)
        truth = self._truth(time_s, now, homography, earlier)
        if truth.outline is not None and now.light != 1.0:
            truth = replace(truth, brightness=_median_inside(picture, truth.outline))
        return Frame(picture, number, time_s), truth

    def _truth(self, time_s: float, now: Instant, homography: Homography | None, earlier: Homography | None) -> Truth:
        seen, corners, smear_mm = 0.0, None, 0.0
        if homography is not None and earlier is not None:
            corners = outline(homography, CARD)
            seen = _share_inside(corners, self.size_px)
            shift = np.asarray(corners) - np.asarray(outline(earlier, CARD))
            smear_mm = float(np.abs(shift).mean()) * CARD_WIDTH_MM / _width_of(corners)
        return Truth(
            time_s=time_s,
            outline=corners if seen > 0 else None,
            seen=seen,
            side=now.position.side if now.position else None,
            person=now.person,
            glare={zone: _blown_out(now.spot, box) for zone, box in _ZONES.items()},
            smear_mm=smear_mm,
            defocus_mm=now.defocus_mm,
            hand=now.hand > 0,
            fingers=_finger_tip_mm(now.hand) < CARD_WIDTH_MM,
            brightness=None,
            settled=now.settled,
            light=now.light,
        )

    def _picture(self, number: int, now: Instant, homography: Homography | None, earlier: Homography | None) -> Pixels:
        picture = self._desk.copy()
        if homography is not None and earlier is not None and now.position is not None:
            corners = np.asarray(outline(homography, CARD))
            self._paint_card(picture, now, corners, np.asarray(outline(earlier, CARD)))
            if now.spot is not None:
                _shine(picture, homography, now.spot)
            if now.hand > 0:
                _paint_hand(picture, homography, now.hand, self._exposure)
            if now.defocus_mm > 0:
                sigma = now.defocus_mm * _width_of(Quad.of(corners)) / CARD_WIDTH_MM
                half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
                blurred = cv2.GaussianBlur(half, (0, 0), max(0.3, sigma / 2))
                picture = np.asarray(cv2.resize(blurred, self.size_px), dtype=np.uint8)
        if now.shadow is not None:
            _pass_shadow(picture, now.shadow)
        if now.light != 1.0:
            picture = _exposed(picture, now.light)
        x, y = (number * step % _NOISE_PAD_PX for step in (37, 23))
        width, height = self.size_px
        cv2.add(picture, self._noise[y : y + height, x : x + width], dst=picture)
        if min(self._white_bgr) < _WHITE:
            picture = np.minimum(picture, np.array(self._white_bgr, np.uint8))
        return np.asarray(picture, dtype=np.uint8)

    def _paint_card(self, picture: Pixels, now: Instant, corners: Vector, earlier: Vector) -> None:
        if now.position is None:
            return
        sprite = self._sprite(now.person, now.position.side)
        sprite.paint(picture, corners, (corners - earlier).mean(axis=0), None)

    def _sprite(self, person: int, side: Side) -> CardSprite:
        key = person, side
        if key not in self._sprites:
            for old in [known for known in self._sprites if known[0] < person]:
                del self._sprites[old]
            number = self._seed * 1000 + person
            permit = invent(number, tuple(PermitType)[number % 3 == 0])
            face = render_card(permit, side, number).pixels
            self._sprites[key] = CardSprite(_shape(), _exposed(face, self._exposure))
        return self._sprites[key]


def _exposed(picture: Pixels, exposure: float) -> Pixels:
    return np.asarray(cv2.convertScaleAbs(picture, alpha=exposure), dtype=np.uint8)


@lru_cache(maxsize=1)
def _shape() -> CardShape:
    return CardShape()


class _Optics:
    """A pinhole camera over the desk's plane; x to the right, y down, z into the desk, millimetres."""

    def __init__(self, scenery: Scenery, size_px: tuple[int, int]) -> None:
        width, height = size_px
        focal = width / 2 / np.tan(np.radians(scenery.view_deg) / 2)
        distance = focal * CARD_WIDTH_MM / (scenery.width_share * width)
        self._size_px = size_px
        self._camera = np.array([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1.0]])
        towards = _about_z(scenery.towards_deg)
        self._turn = towards @ _about_x(scenery.tilt_deg) @ towards.T
        self._away = np.array([0, 0, distance])
        self.away_mm = float(distance)
        self.reach_mm = (CARD_WIDTH_MM / scenery.width_share, CARD_WIDTH_MM / scenery.width_share * height / width)

    def card(self, position: Position | None) -> Homography | None:
        """Card millimetres to picture pixels; None where there is no card, or it is seen from its edge."""
        if position is None or abs(position.lean_deg) > 80:
            return None
        turn = _about_z(position.turn_deg) @ _about_x(-position.lean_deg)
        place = np.array([position.x_mm, position.y_mm, -position.lift_mm])
        return self._plane(turn, place - turn @ (CARD_WIDTH_MM / 2, CARD_HEIGHT_MM / 2, 0))

    def desk(self, texture: Pixels, turn_deg: float) -> Pixels:
        """The empty desk."""
        scale = np.diag([TEXTURE_MM / TEXTURE_PX, TEXTURE_MM / TEXTURE_PX, 1.0])
        turn = _about_z(turn_deg)
        plane = self._plane(turn, -turn @ (TEXTURE_MM / 2, TEXTURE_MM / 2, 0)) @ scale
        return np.asarray(
            cv2.warpPerspective(texture, plane, self._size_px, borderMode=cv2.BORDER_REFLECT_101), np.uint8
        )

    def _plane(self, turn: Vector, origin: Vector) -> Homography:
        axes = self._turn @ np.column_stack([turn[:, 0], turn[:, 1], origin])
        axes[:, 2] += self._away
        plane: Homography = self._camera @ axes
        scaled: Homography = plane / plane[2, 2]
        return scaled


def _about_z(degrees: float) -> Vector:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])


def _about_x(degrees: float) -> Vector:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])


def _width_of(corners: Quad) -> float:
    points = np.asarray(corners)
    return float(np.linalg.norm(points[1] - points[0]) + np.linalg.norm(points[2] - points[3])) / 2


def _share_inside(corners: Quad, size_px: tuple[int, int]) -> float:
    width, height = size_px
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    card = np.asarray(corners, np.float32)
    common, _ = cv2.intersectConvexConvex(card, frame)
    share = float(common) / max(1.0, float(cv2.contourArea(card)))
    return 1.0 if share > 0.999 else share


def _median_inside(picture: Pixels, corners: Quad) -> float:
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.rint(np.asarray(corners)).astype(np.int32), 255)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[mask > 0]
    return float(np.median(grey)) if grey.size else 0.0


def _blown_out(spot: Spot | None, box: Box) -> float:
    if spot is None:
        return 0.0
    x = np.linspace(box.x_mm, box.right_mm, 60)[None, :]
    y = np.linspace(box.y_mm, box.bottom_mm, 40)[:, None]
    return float((np.hypot(x - spot.x_mm, y - spot.y_mm) <= spot.radius_mm).mean())


def _shine(picture: Pixels, homography: Homography, spot: Spot) -> None:
    """Adds the lamp's reflection: white within its radius, fading beyond, on the card alone."""
    reach = 2.2 * spot.radius_mm
    box = Box(spot.x_mm, spot.y_mm, 0, 0).grown(reach)
    corners = np.asarray(outline(homography, box))
    left, top = np.maximum(0, np.floor(corners.min(axis=0))).astype(int)
    right, bottom = np.minimum((picture.shape[1], picture.shape[0]), np.ceil(corners.max(axis=0))).astype(int)
    if left >= right or top >= bottom:
        return
    x, y = np.meshgrid(np.arange(left, right, dtype=np.float64) + 0.5, np.arange(top, bottom, dtype=np.float64) + 0.5)
    place = np.linalg.inv(homography) @ np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
    card_x, card_y = place[0] / place[2], place[1] / place[2]
    light = 255 * np.exp(1 - np.hypot(card_x - spot.x_mm, card_y - spot.y_mm) ** 2 / spot.radius_mm**2)
    on_card = (card_x >= 0) & (card_x <= CARD_WIDTH_MM) & (card_y >= 0) & (card_y <= CARD_HEIGHT_MM)
    spread = np.where(on_card, np.minimum(255, light), 0).reshape(x.shape).astype(np.uint8)
    part = picture[top:bottom, left:right]
    cv2.add(part, cv2.cvtColor(spread, cv2.COLOR_GRAY2BGR), dst=part)


def _paint_hand(picture: Pixels, homography: Homography, hold: float, exposure: float) -> None:
    """Three fingers at the card's right edge; they draw back as the hold loosens."""
    colour = tuple(round(min(255.0, channel * exposure)) for channel in _SKIN_BGR)
    shade = tuple(round(channel * 0.8) for channel in colour)
    tip = _finger_tip_mm(hold)
    scale = _width_of(outline(homography, CARD)) / CARD_WIDTH_MM
    for y_mm in (14.0, 30.0, 45.0):
        ends = np.asarray(outline(homography, Box(tip, y_mm, 120.0, 0.0)))[:2]
        start, end = ((round(float(x)), round(float(y))) for x, y in ends)
        for thickness, tone in ((_FINGER_MM, shade), (_FINGER_MM * 0.85, colour)):
            cv2.line(picture, start, end, tone, max(1, round(thickness * scale)), cv2.LINE_AA)


def _finger_tip_mm(hold: float) -> float:
    """How far the fingers reach in from the card's right edge, as a place on the card."""
    return CARD_WIDTH_MM - _FINGER_OVER_MM + (1 - hold) * 130


def _pass_shadow(picture: Pixels, share: float) -> None:
    """A soft shadow, as of a person who leans over, goes from left to right."""
    width = picture.shape[1]
    middle = (share * 1.6 - 0.3) * width
    x = np.arange(width, dtype=np.float32)
    light = 1 - 0.3 * np.exp(-(((x - middle) / (0.18 * width)) ** 2))
    row = np.repeat(np.rint(255 * light).astype(np.uint8)[None, :, None], 3, axis=2)
    cv2.multiply(picture, np.broadcast_to(row, picture.shape).copy(), dst=picture, scale=1 / 255)
