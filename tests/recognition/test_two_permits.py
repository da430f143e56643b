"""More than one permit in a picture: one is read, and the person is told that there is another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from permit_desktop.domain.findings import FindingCode, findings
from permit_desktop.domain.permit import Note, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens import optics
from tests.specimens.card import CardImage, render_card
from tests.specimens.desk import Desk, desk_texture
from tests.specimens.lay import desk_picture, lay
from tests.specimens.other_cards import OtherCard, render_other_card
from tests.specimens.person import invent
from tests.specimens.view import Pose, project

TODAY = date(2026, 1, 1)
BESIDE = ((0.26, 0.5), (0.74, 0.5))
ABOVE = ((0.5, 0.27), (0.5, 0.75))


def permit(side: Side, seed: int = 803) -> CardImage:
    return render_card(invent(seed, PermitType.HK_MACAO), side, seed, 10.0)


def laid(desk: Desk, size: tuple[int, int], cards: dict[tuple[float, float], CardImage]) -> Pixels:
    """A still of cards, each with its middle at a place told in parts of the picture."""
    rng = np.random.default_rng(7)
    share = 0.55 if size[1] > size[0] else 0.42
    views = [project(Pose(share, 2, 30, turn_deg, at), *size) for at, turn_deg in zip(cards, turns(), strict=False)]
    picture = desk_picture(desk_texture(desk, rng), views[0], 10.0, *size)
    for card, view in zip(cards.values(), views, strict=True):
        picture = lay(card, view, picture, rng, 0.25)
    return optics.from_jpeg(optics.to_jpeg(optics.develop(picture), 88))


def turns() -> Iterator[float]:
    yield from (2.0, -3.0)


@pytest.mark.parametrize(
    ("desk", "size", "places", "sides"),
    [
        pytest.param(Desk.GLASS_WHITE, (1240, 1754), ABOVE, (Side.FRONT, Side.BACK), id="both sides on a scan"),
        pytest.param(Desk.WOOD, (1920, 1080), BESIDE, (Side.FRONT, Side.FRONT), id="two fronts under a camera"),
    ],
)
def test_another_permit_in_the_picture_is_told(
    desk: Desk,
    size: tuple[int, int],
    places: tuple[tuple[float, float], ...],
    sides: tuple[Side, Side],
    recogniser: OnDeviceRecogniser,
) -> None:
    first, second = permit(sides[0]), permit(sides[1], 803 if sides[0] is not sides[1] else 804)
    picture = laid(desk, size, dict(zip(places, (first, second), strict=True)))
    result = recogniser.recognise(picture, with_portrait=False)
    assert {field: reading.value for field, reading in result.readings.items()} in (first.truth, second.truth)
    assert FindingCode.ANOTHER_PERMIT in {finding.code for finding in findings(result, TODAY)}


@pytest.mark.parametrize("other", [None, OtherCard.HOME_RETURN])
def test_a_permit_alone_or_beside_another_kind_of_card_is_the_only_one(
    other: OtherCard | None, recogniser: OnDeviceRecogniser
) -> None:
    cards = {BESIDE[0]: permit(Side.FRONT)}
    if other is not None:
        cards[BESIDE[1]] = render_other_card(other, 3, 10.0)
    result = recogniser.recognise(laid(Desk.WOOD, (1920, 1080), cards), with_portrait=False)
    assert Note.ANOTHER_PERMIT not in result.notes
