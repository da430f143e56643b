"""What happens in a scripted video, as a function of time: hands place, slide, tilt, lift, turn and take permits.

A script is a row of stretches. In each the card goes from one position to another while hand, glare, focus and shadow
do what the stretch says. Everything follows from a seed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random
from typing import Final

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT, PORTRAIT
from permit_desktop.domain.permit import FieldName, Side

FRAMES_PER_S: Final = 30


@dataclass(frozen=True, slots=True)
class Position:
    """Where the card is.

    Attributes:
        x_mm, y_mm: its middle, from the point that the camera looks at.
        turn_deg: clockwise in the desk's plane.
        lean_deg: lifted at its lower edge by so much; a card that is being turned over passes through 90.
        lift_mm: its middle's height above the desk.
        side: which face is up.
    """

    x_mm: float
    y_mm: float
    turn_deg: float
    side: Side
    lean_deg: float = 0.0
    lift_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A lamp's reflection on the card: where its middle is (card millimetres), how wide it is blown out."""

    x_mm: float
    y_mm: float
    radius_mm: float


@dataclass(frozen=True, slots=True)
class Manner:
    """How cards are laid.

    Attributes:
        looseness: how far from the middle and how crooked, 1 as on a desk with room around the card.
        crookedness: how much more crooked than that a card is that lies wrong, 1 as the normal strictness needs it.
        lean_deg: how far a card that is held wrong is lifted at one edge, at least.
    """

    looseness: float = 1.0
    crookedness: float = 1.0
    lean_deg: float = 24.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the script; what has two values goes from the first to the second.

    Attributes:
        start, end: where the card is; None while there is none.
        hand: how far the fingers reach over the card's edge, 1 when they hold it, 0 when they are out of the picture.
        spot: a reflection, moving from one place to another.
        defocus_mm: sigma of the lens's blur on the card.
        shadow: whether somebody's shadow passes over the desk.
        light: how bright the picture is, 1 as the scenery has it.
        person: the number of the permit in this script.
        settled: whether the card lies ready to be taken: at rest, whole, straight, clean, no hand on it.
    """

    seconds: float
    start: Position | None
    end: Position | None
    hand: tuple[float, float] = (0.0, 0.0)
    spot: tuple[Spot, Spot] | None = None
    defocus_mm: tuple[float, float] = (0.0, 0.0)
    shadow: bool = False
    light: tuple[float, float] = (1.0, 1.0)
    person: int = 0
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Instant:
    """A stretch at one moment of it."""

    position: Position | None
    hand: float
    spot: Spot | None
    defocus_mm: float
    shadow: float | None
    light: float
    person: int
    settled: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """A face that lies ready to be taken, once.

    Attributes:
        from_s: from when on the card lies still and no fault is left; the hand may be on its way out.
        until_s: when the hand comes back.
    """

    person: int
    side: Side
    from_s: float
    until_s: float


class Script:
    """Stretches one after the other, with nothing on the desk before and after."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._stretches = stretches
        self._ends_s = list(accumulate(stretch.seconds for stretch in stretches))

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self._ends_s[-1]

    @property
    def placements(self) -> list[Placement]:
        """Each face's first chance to be taken."""
        found: dict[tuple[int, Side], Placement] = {}
        before = self._stretches[0]
        for stretch, end_s in zip(self._stretches, self._ends_s, strict=True):
            if stretch.settled and stretch.end is not None:
                lets_go_s = before.seconds if before.hand == (1.0, 0.0) else 0.0
                key = stretch.person, stretch.end.side
                found.setdefault(key, Placement(*key, end_s - stretch.seconds - lets_go_s, end_s))
            before = stretch
        return list(found.values())

    def at(self, time_s: float) -> Instant:
        """What is seen at a time, from 0 to `seconds`."""
        place = min(bisect_right(self._ends_s, time_s), len(self._stretches) - 1)
        stretch = self._stretches[place]
        share = min(1.0, max(0.0, 1 - (self._ends_s[place] - time_s) / stretch.seconds))
        return Instant(
            position=_between(stretch.start, stretch.end, _eased(share)),
            hand=_mix(*stretch.hand, _eased(share)),
            spot=_moved(stretch.spot, share),
            defocus_mm=_mix(*stretch.defocus_mm, share),
            shadow=share if stretch.shadow else None,
            light=_mix(*stretch.light, share),
            person=stretch.person,
            settled=stretch.settled,
        )


def write_script(
    seed: int,
    people: int,
    *,
    reach_mm: tuple[float, float],
    manner: Manner = Manner(),
) -> Script:
    """A script in which so many permits are shown, both faces of each.

    Args:
        reach_mm: width and height of the piece of desk that the camera sees.
    """
    return _Writer(Random(f"script {seed}"), reach_mm, manner).write(people)


def write_trials(seed: int, *, reach_mm: tuple[float, float], away_mm: float) -> Script:
    """A script of what a well set-up desk never shows: a card too far and too near, a room too dark and too bright.

    Each of them lasts, without a hand, and then is put right; a permit of its own for each.

    Args:
        away_mm: the camera's distance from the desk.
    """
    return _Writer(Random(f"trials {seed}"), reach_mm, Manner()).write_trials(away_mm)


class _Writer:
    """Writes a script, act by act."""

    def __init__(self, dice: Random, reach_mm: tuple[float, float], manner: Manner) -> None:
        self._dice = dice
        self._manner = manner
        self._width_mm, self._height_mm = reach_mm
        self._stretches: list[Stretch] = []
        self._person = 0
        self._here: Position | None = None

    def write(self, people: int) -> Script:
        self._wait(0.4)
        for self._person in range(people):
            sides = [Side.FRONT, Side.BACK]
            if self._dice.random() < 0.3:
                sides.reverse()
            self._place(sides[0])
            self._rest()
            self._turn_over(sides[1])
            self._rest()
            self._leave()
        return Script(self._stretches)

    def write_trials(self, away_mm: float) -> Script:
        dice = self._dice
        self._wait(0.4)
        for self._person, trial in enumerate(("far", "dark", "near", "bright")):
            rest = Position(dice.uniform(-3, 3), dice.uniform(-2, 2), dice.uniform(-4, 4), dice.choice(list(Side)))
            lift_mm, light = 0.0, 1.0
            if trial == "far":
                lift_mm = -away_mm * dice.uniform(0.6, 0.9)
            elif trial == "near":
                lift_mm = away_mm * dice.uniform(0.3, 0.4)
            else:
                light = dice.uniform(0.12, 0.2) if trial == "dark" else dice.uniform(1.7, 2.2)
            self._here = self._outside(rest)
            self._move(replace(rest, lift_mm=lift_mm), dice.uniform(0.4, 0.7), light=(light, light))
            self._stay(0.2, hand=(1.0, 0.0), light=(light, light))
            self._stay(dice.uniform(1.0, 1.5), light=(light, light))
            self._stay(0.3, hand=(0.0, 1.0), light=(light, 1.0))
            self._move(rest, 0.3)
            self._let_go()
            self._stay(dice.uniform(1.0, 1.5), settled=True)
            self._leave()
        return Script(self._stretches)

    def _place(self, side: Side) -> None:
        dice, manner, loose = self._dice, self._manner, self._manner.looseness
        upright = 180.0 if dice.random() < 0.12 else 0.0
        rest = Position(
            loose * dice.uniform(-5, 5), loose * dice.uniform(-3, 3), upright + loose * dice.uniform(-4, 4), side
        )
        self._here = replace(self._outside(rest), turn_deg=rest.turn_deg + dice.uniform(-25, 25))
        detour = dice.choice((None, None, None, "crooked", "cut_off", "lifted"))
        if detour == "crooked":
            turn_deg = manner.crookedness * dice.choice((-1, 1)) * dice.uniform(16, 26)
            crooked = replace(rest, turn_deg=rest.turn_deg + turn_deg)
            self._pause_at(crooked)
        elif detour == "cut_off":
            aside = self._width_mm / 2 - dice.uniform(0.05, 0.3) * CARD_WIDTH_MM
            self._pause_at(replace(rest, x_mm=dice.choice((-1, 1)) * aside))
        elif detour == "lifted":
            self._pause_at(replace(rest, lift_mm=dice.uniform(10, 30), lean_deg=manner.lean_deg + dice.uniform(0, 10)))
        self._move(rest, dice.uniform(0.4, 0.8))
        self._let_go()

    def _rest(self) -> None:
        """The card lies; light or focus may be wrong first, and much may happen after it was taken."""
        dice = self._dice
        trouble = dice.choice((None, None, None, "glare", "focus"))
        if trouble == "glare":
            spot = _spot_on(dice.choice(_ZONES), dice)
            self._stay(dice.uniform(0.5, 0.9), spot=(spot, spot))
            self._stay(0.3, spot=(spot, replace(spot, y_mm=-60.0)))
        elif trouble == "focus":
            self._stay(dice.uniform(0.4, 0.8), defocus_mm=(0.55, 0.5))
            self._stay(0.25, defocus_mm=(0.5, 0.0))
        self._stay(dice.uniform(1.0, 1.5), settled=True, shadow=dice.random() < 0.15)
        after = dice.choice((None, None, None, "nudge", "glare"))
        if after == "nudge" and self._here is not None:
            self._stay(0.2, hand=(0.0, 1.0))
            here = self._here
            loose = self._manner.looseness
            x_mm, turn_deg = here.x_mm + loose * dice.uniform(-8, 8), here.turn_deg + loose * dice.uniform(-3, 3)
            self._move(replace(here, x_mm=x_mm, turn_deg=turn_deg), 0.3)
            self._let_go()
            self._stay(dice.uniform(0.5, 0.9), settled=True)
        elif after == "glare":
            spot = _spot_on(dice.choice(_ZONES), dice)
            self._stay(0.6, spot=(replace(spot, x_mm=-20.0), replace(spot, x_mm=110.0)))
            self._stay(0.5, settled=True)

    def _turn_over(self, side: Side) -> None:
        """The hand lifts the lower edge, turns the card about its long axis and lays it down again."""
        here = self._known()
        self._stay(0.2, hand=(0.0, 1.0))
        upright = replace(here, lean_deg=90.0, lift_mm=CARD_HEIGHT_MM / 2)
        self._move(upright, 0.3)
        self._here = replace(upright, side=side, lean_deg=-90.0)
        self._move(replace(here, side=side, x_mm=here.x_mm + self._manner.looseness * self._dice.uniform(-3, 3)), 0.3)
        self._let_go()

    def _leave(self) -> None:
        here = self._known()
        self._stay(0.2, hand=(0.0, 1.0))
        self._move(self._outside(here), self._dice.uniform(0.35, 0.6))
        self._here = None
        self._wait(self._dice.uniform(0.3, 0.7))

    def _outside(self, position: Position) -> Position:
        """A place out of sight, for a card that lies as at `position`."""
        away = CARD_WIDTH_MM * 0.75
        x, y = self._width_mm / 2 + away, self._height_mm / 2 + away
        x, y = self._dice.choice(((-x, 10.0), (x, 10.0), (10.0, y)))
        return replace(position, x_mm=x, y_mm=y)

    def _pause_at(self, position: Position) -> None:
        self._move(position, self._dice.uniform(0.4, 0.7))
        self._stay(self._dice.uniform(0.5, 0.8), hand=(1.0, 1.0))

    def _let_go(self) -> None:
        self._stay(0.2, hand=(1.0, 0.0))

    def _move(self, to: Position, seconds: float, *, light: tuple[float, float] = (1.0, 1.0)) -> None:
        self._add(Stretch(seconds, self._here, to, hand=(1.0, 1.0), light=light))
        self._here = to

    def _stay(
        self,
        seconds: float,
        *,
        hand: tuple[float, float] = (0.0, 0.0),
        spot: tuple[Spot, Spot] | None = None,
        defocus_mm: tuple[float, float] = (0.0, 0.0),
        shadow: bool = False,
        light: tuple[float, float] = (1.0, 1.0),
        settled: bool = False,
    ) -> None:
        self._add(Stretch(seconds, self._here, self._here, hand, spot, defocus_mm, shadow, light, settled=settled))

    def _wait(self, seconds: float) -> None:
        self._add(Stretch(seconds, None, None))

    def _add(self, stretch: Stretch) -> None:
        self._stretches.append(replace(stretch, person=self._person))

    def _known(self) -> Position:
        if self._here is None:
            raise ValueError("there is no card to be moved")
        return self._here


_ZONES: Final = (PORTRAIT, FRONT[FieldName.NUMBER], FRONT[FieldName.MACHINE_CODE])


def _spot_on(zone: Box, dice: Random) -> Spot:
    return Spot(
        zone.x_mm + zone.width_mm * dice.uniform(0.3, 0.7), zone.y_mm + zone.height_mm / 2, dice.uniform(4.5, 8.0)
    )


def _moved(spot: tuple[Spot, Spot] | None, share: float) -> Spot | None:
    if spot is None:
        return None
    start, end = spot
    return replace(start, x_mm=_mix(start.x_mm, end.x_mm, share), y_mm=_mix(start.y_mm, end.y_mm, share))


def _between(start: Position | None, end: Position | None, share: float) -> Position | None:
    if start is None or end is None:
        return None
    return Position(
        x_mm=_mix(start.x_mm, end.x_mm, share),
        y_mm=_mix(start.y_mm, end.y_mm, share),
        turn_deg=_mix(start.turn_deg, end.turn_deg, share),
        side=end.side,
        lean_deg=_mix(start.lean_deg, end.lean_deg, share),
        lift_mm=_mix(start.lift_mm, end.lift_mm, share),
    )


def _mix(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def _eased(share: float) -> float:
    """Hands start and stop gently."""
    return share * share * (3 - 2 * share)
