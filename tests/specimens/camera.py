"""The camera: stills of permits under named conditions, each with the whole truth about it.

The order is nature's: the card lies on the desk, light falls on both, the lens blurs, the sensor adds grain, the file
compresses. Everything follows from a seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from tests.specimens import optics
from tests.specimens.card import CardImage, render_card, scratched
from tests.specimens.conditions import RECIPES, Recipe, Tier
from tests.specimens.desk import desk_texture
from tests.specimens.displacement import USUAL, Displacement
from tests.specimens.lay import desk_picture, lay
from tests.specimens.obstacles import burn, lay_finger
from tests.specimens.other_cards import OtherCard, render_other_card
from tests.specimens.person import invent
from tests.specimens.view import CARD, Homography, Pose, fit, outline, px_per_mm

_MARGIN_PX = 6.0
_FINEST_PX_PER_MM = 16.0


@dataclass(frozen=True, slots=True, eq=False)
class SpecimenStill:
    """A still and the truth about it.

    Attributes:
        pixels: what the file decodes to, uint8 (height, width, 3), BGR.
        jpeg: the file.
        tier: the conditions.
        permit_type, side: what is seen; None for pictures without a permit.
        truth: every field that is printed on the side, spelled as the API spells it.
        outline: the card's corners in picture pixels, in the order of its upright text; None without a card.
        portrait: the same for the holder's picture; None on a back.
        homography: card millimetres to picture pixels; None without a card.
        ink: boxes of the printed values, in card millimetres.
    """

    pixels: Pixels
    jpeg: bytes
    tier: Tier
    permit_type: PermitType | None
    side: Side | None
    truth: Mapping[FieldName, str]
    outline: Quad | None
    portrait: Quad | None
    homography: Homography | None
    ink: Mapping[FieldName, Box]


def render_still(
    seed: int,
    tier: Tier,
    *,
    side: Side | None = None,
    permit_type: PermitType | None = None,
    displacement: Displacement = USUAL,
) -> SpecimenStill:
    """Renders a still of an invented permit; the same arguments give the same bytes.

    Args:
        side, permit_type: what to show; by the seed when None.
        displacement: how far from its place the print may lie.
    """
    rng = np.random.default_rng([seed, *tier.value.encode()])
    side = side or tuple(Side)[rng.integers(2)]
    permit_type = permit_type or tuple(PermitType)[int(rng.random() < 0.33)]
    recipe = RECIPES[tier]
    scene = aim(recipe, rng)
    card = render_card(invent(seed, permit_type), side, seed, scene.card_px_per_mm, displacement)
    jpeg = photograph(rng, recipe, scene, card)
    return _still(jpeg, tier, scene, card, permit_type=permit_type, side=side)


def render_other_still(seed: int, tier: Tier, other: OtherCard) -> SpecimenStill:
    """Renders a still of something that is no permit; `truth` is empty, `permit_type` and `side` are None."""
    rng = np.random.default_rng([seed, *tier.value.encode(), *other.value.encode()])
    recipe = RECIPES[tier]
    scene = aim(recipe, rng)
    card = render_other_card(other, seed, scene.card_px_per_mm)
    return _still(photograph(rng, recipe, scene, card), tier, scene, card)


def render_empty_desk(seed: int, tier: Tier) -> SpecimenStill:
    """Renders a desk on which no card lies."""
    rng = np.random.default_rng([seed, *tier.value.encode(), 0])
    recipe = RECIPES[tier]
    scene = aim(recipe, rng)
    return _still(photograph(rng, recipe, scene, None), tier, scene, None)


def specimen_set(
    seed: int, count: int, tiers: tuple[Tier, ...] | None = None, displacement: Displacement = USUAL
) -> Iterator[SpecimenStill]:
    """Stills of readable permits one by one: tiers in turn, both sides, both types.

    Args:
        tiers: which conditions; all but the defects when None.
        displacement: how far from its place the print may lie.
    """
    tiers = tiers or tuple(tier for tier in Tier if not tier.is_defect)
    for index in range(count):
        side = tuple(Side)[index // len(tiers) % 2]
        yield render_still(seed * 100_003 + index, tiers[index % len(tiers)], side=side, displacement=displacement)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Where the camera stands.

    Attributes:
        width_px, height_px: size of the picture.
        homography: card millimetres to picture pixels.
    """

    width_px: int
    height_px: int
    homography: Homography

    @property
    def px_per_mm(self) -> float:
        """The scale at which the card is seen."""
        return px_per_mm(self.homography)

    @property
    def card_px_per_mm(self) -> float:
        """The resolution that a card should be rendered in: a little finer than it is seen."""
        return min(self.px_per_mm * 1.15, _FINEST_PX_PER_MM)


def aim(recipe: Recipe, rng: np.random.Generator) -> Scene:
    """Sets the camera up by a recipe."""
    width, height = recipe.sizes_px[rng.integers(len(recipe.sizes_px))]
    low, high = recipe.aside
    aside = rng.uniform(low, high, 2) * rng.choice((-1, 1), 2)
    pose = Pose(
        width_fraction=float(rng.uniform(*recipe.width_fraction)),
        tilt_deg=float(rng.uniform(*recipe.tilt_deg)),
        towards_deg=float(rng.uniform(0, 360)),
        roll_deg=float(rng.uniform(*recipe.roll_deg)) + (180.0 if rng.random() < recipe.upside_down else 0.0),
        centre=(0.5 + float(aside[0]), 0.5 + float(aside[1])),
        view_deg=float(rng.uniform(42, 66)),
    )
    homography = fit(pose, width, height, _MARGIN_PX)
    if recipe.may_leave_frame:
        homography = _leaving(homography, rng, width, height)
    return Scene(width, height, homography)


def _leaving(homography: Homography, rng: np.random.Generator, width: int, height: int) -> Homography:
    """The card moved so far that a fifth to two fifths of its width or height is cut off by one edge."""
    corners = np.array(outline(homography, CARD))
    spans = corners.max(axis=0) - corners.min(axis=0)
    axis, sign = int(rng.integers(2)), int(rng.choice((-1, 1)))
    edge = corners[:, axis].max() if sign > 0 else corners[:, axis].min()
    frame = ((width, height)[axis] if sign > 0 else 0) - edge
    move = np.eye(3)
    move[axis, 2] = frame + sign * rng.uniform(0.2, 0.4) * spans[axis]
    moved: Homography = move @ homography
    return moved


def photograph(rng: np.random.Generator, recipe: Recipe, scene: Scene, card: CardImage | None) -> bytes:
    """Takes the picture of a card on a desk, or of a desk alone, as a JPEG file."""
    width, height, homography = scene.width_px, scene.height_px, scene.homography
    texture = desk_texture(recipe.desks[rng.integers(len(recipe.desks))], rng)
    picture = desk_picture(texture, homography, float(rng.uniform(-40, 40)), width, height)
    if card is not None:
        card = scratched(card, rng, int(rng.integers(recipe.scratches + 1)))
        picture = lay(card, homography, picture, rng, float(rng.uniform(*recipe.card_shadow)))
        for _ in range(_some(rng, recipe.fingers)):
            lay_finger(rng, picture, homography)
    optics.shed_light(rng, picture, _lighting(recipe, rng))
    if card is not None and rng.random() < recipe.glare_chance:
        _shine(rng, picture, card, homography)
    if card is not None:
        for _ in range(_some(rng, recipe.burnt_spots)):
            burn(rng, picture, homography)
    optics.scatter_dust(rng, picture, int(rng.integers(recipe.specks + 1)), int(rng.integers(recipe.hairs + 1)))
    picture = optics.defocus(picture, rng.uniform(*recipe.blur_mm) * scene.px_per_mm)
    picture = optics.shake(picture, rng.uniform(0, recipe.shake_mm) * scene.px_per_mm, rng.uniform(0, 180))
    optics.sensor_noise(rng, picture, rng.uniform(*recipe.noise))
    return optics.to_jpeg(optics.develop(picture), int(rng.integers(recipe.jpeg[0], recipe.jpeg[1] + 1)))


def _lighting(recipe: Recipe, rng: np.random.Generator) -> optics.Lighting:
    return optics.Lighting(
        uneven=float(rng.uniform(*recipe.uneven)),
        vignette=float(rng.uniform(0, recipe.vignette)),
        shadow=float(rng.uniform(0.15, 0.45)) if rng.random() < recipe.shadow_chance else 0.0,
        cast=recipe.cast,
        exposure=float(rng.uniform(*recipe.exposure)),
    )


def _still(
    jpeg: bytes,
    tier: Tier,
    scene: Scene,
    card: CardImage | None,
    *,
    permit_type: PermitType | None = None,
    side: Side | None = None,
) -> SpecimenStill:
    return SpecimenStill(
        pixels=optics.from_jpeg(jpeg),
        jpeg=jpeg,
        tier=tier,
        permit_type=permit_type,
        side=side,
        truth=card.truth if card else {},
        outline=outline(scene.homography, CARD) if card else None,
        portrait=outline(scene.homography, card.portrait) if card and card.portrait else None,
        homography=scene.homography if card else None,
        ink=card.ink if card else {},
    )


def _shine(rng: np.random.Generator, picture: optics.Light, card: CardImage, homography: Homography) -> None:
    """One to three spots of glare whose bright middles keep away from the values."""
    scale = px_per_mm(homography)
    for _ in range(int(rng.integers(1, 4))):
        for _attempt in range(20):
            x_mm, y_mm = float(rng.uniform(0, CARD.width_mm)), float(rng.uniform(0, CARD.height_mm))
            core = Box(x_mm, y_mm, 0.0, 0.0).grown(4.0)
            if not any(_overlap(core, box) for box in card.ink.values()):
                break
        else:
            continue
        at = outline(homography, Box(x_mm, y_mm, 0, 0)).top_left
        radii = (float(rng.uniform(3, 7)) * scale, float(rng.uniform(3, 7)) * scale)
        optics.add_glare(picture, at, radii, float(rng.uniform(0.55, 0.95)))


def _some(rng: np.random.Generator, between: tuple[int, int]) -> int:
    """A number of things; draws nothing where there are none, so that other recipes keep their stills."""
    return int(rng.integers(between[0], between[1] + 1)) if between[1] else 0


def _overlap(first: Box, second: Box) -> bool:
    return (
        first.x_mm < second.right_mm
        and second.x_mm < first.right_mm
        and first.y_mm < second.bottom_mm
        and second.y_mm < first.bottom_mm
    )
