"""The whole reader: a still in, every field and the portrait out."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.card_reader import CardReader, CardReading
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.faces import Face
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.system.resources import resource
from tests.specimens.camera import Scene, photograph, render_still
from tests.specimens.card import render_card
from tests.specimens.conditions import RECIPES, Tier
from tests.specimens.desk import Desk
from tests.specimens.displacement import UTMOST
from tests.specimens.person import invent
from tests.specimens.view import Pose, project

SHIPPED = json.loads(resource("specimens", "specimens.json").read_text(encoding="utf-8"))["specimens"]
TIERS = [tier for tier in Tier if not tier.is_defect]


def picture_of(file: Path) -> Pixels:
    with Image.open(file) as image:
        return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


def overlap(first: Quad, second: Quad) -> float:
    """Intersection over union."""
    one, other = np.asarray(first, np.float32), np.asarray(second, np.float32)
    common, _ = cv2.intersectConvexConvex(one, other)
    return common / (cv2.contourArea(one) + cv2.contourArea(other) - common)


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry["file"])
def test_every_shipped_still_is_read_without_a_wrong_field(
    entry: dict[str, object], recogniser: OnDeviceRecogniser, shipped: Path
) -> None:
    result = recogniser.recognise(picture_of(shipped / str(entry["file"])), with_portrait=False)
    assert {field.value: reading.value for field, reading in result.readings.items()} == entry["fields"]


@pytest.mark.parametrize(
    ("seed", "tier", "side"),
    [
        pytest.param(50201512, Tier.FAR, Side.FRONT, id="by its print, title and number taken for one line"),
        pytest.param(50201571, Tier.DOCUMENT_CAMERA, Side.FRONT, id="near the border, a paper's edge goes on there"),
        pytest.param(50301531, Tier.HARD, Side.BACK, id="its print alone would have it lie elsewhere"),
        pytest.param(50101511, Tier.SCAN, Side.BACK, id="artwork that touches a line"),
    ],
)
def test_a_whole_card_is_read_although(seed: int, tier: Tier, side: Side, recogniser: OnDeviceRecogniser) -> None:
    still = render_still(seed, tier, side=side)
    result = recogniser.recognise(still.pixels, with_portrait=False)
    assert {field: reading.value for field, reading in result.readings.items()} == still.truth
    assert result.outline is not None
    assert still.outline is not None
    assert overlap(result.outline, still.outline) > 0.97


def test_a_far_card_tilted_and_turned_on_a_checked_cloth_is_found_by_its_small_print(
    recogniser: OnDeviceRecogniser,
) -> None:
    seed = 8302
    pose = Pose(width_fraction=0.25, tilt_deg=25, towards_deg=135, roll_deg=111, centre=(0.4, 0.5))
    scene = Scene(1920, 1080, project(pose, 1920, 1080))
    card = render_card(invent(seed, PermitType.HK_MACAO), Side.BACK, seed, scene.card_px_per_mm)
    recipe = replace(RECIPES[Tier.DOCUMENT_CAMERA], desks=(Desk.CHECKED,))
    picture = decode_still(photograph(np.random.default_rng(seed), recipe, scene, card))
    result = recogniser.recognise(picture, with_portrait=False)
    assert {field: reading.value for field, reading in result.readings.items()} == card.truth


@pytest.mark.parametrize(("tier", "side"), list(zip(TIERS, [*Side] * 4, strict=True)))
def test_a_still_of_every_tier_is_read(tier: Tier, side: Side, recogniser: OnDeviceRecogniser) -> None:
    still = render_still(4713, tier, side=side)
    result = recogniser.recognise(still.pixels, with_portrait=True)
    assert {field: reading.value for field, reading in result.readings.items()} == still.truth
    assert result.outline is not None
    assert still.outline is not None
    assert overlap(result.outline, still.outline) > 0.97
    if still.portrait is None:
        assert result.portrait is None
    else:
        assert result.portrait is not None
        assert result.portrait.outline is not None
        assert overlap(result.portrait.outline, still.portrait) > 0.92


def test_a_card_whose_print_lies_a_little_off_is_read_but_once(
    recogniser: OnDeviceRecogniser, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[CardView] = []
    read = CardReader.read

    def counted(reader: CardReader, view: CardView, face: Face) -> CardReading | None:
        reads.append(view)
        return read(reader, view, face)

    monkeypatch.setattr(CardReader, "read", counted)
    recogniser.recognise(picture_of(shipped / "hk-macao-4-back.jpg"), with_portrait=False)
    assert len(reads) == 1


@pytest.mark.parametrize(
    ("seed", "tier", "side"),
    [
        pytest.param(7100253, Tier.FAR, Side.FRONT, id="every long line of its front is broken in two"),
        pytest.param(510115409, Tier.WEBCAM, Side.BACK, id="other print stands close to its square code"),
        pytest.param(510115376, Tier.DOCUMENT_CAMERA, Side.BACK, id="a paper ends at its corner near the border"),
        pytest.param(771723154, Tier.HARD, Side.FRONT, id="of a front"),
        pytest.param(771723212, Tier.SMALL, Side.BACK, id="of a back"),
    ],
)
def test_print_that_takes_up_its_whole_tolerance_is_read_all_the_same(
    seed: int, tier: Tier, side: Side, recogniser: OnDeviceRecogniser
) -> None:
    still = render_still(seed, tier, side=side, displacement=UTMOST)
    result = recogniser.recognise(still.pixels, with_portrait=False)
    assert {field: reading.value for field, reading in result.readings.items()} == still.truth
    assert result.outline is not None
    assert still.outline is not None
    assert overlap(result.outline, still.outline) > 0.97


@pytest.mark.parametrize(
    ("seed", "side"),
    [
        pytest.param(7100053, Side.FRONT, id="on its print although edges near it lead astray"),
        pytest.param(7100048, Side.FRONT, id="on its print although edges draw it aside turn after turn"),
        pytest.param(7100012, Side.BACK, id="on the edges near its little print"),
    ],
)
def test_a_far_card_that_its_print_alone_tells_is_laid(seed: int, side: Side, recogniser: OnDeviceRecogniser) -> None:
    still = render_still(seed, Tier.FAR, side=side, displacement=UTMOST)
    result = recogniser.recognise(still.pixels, with_portrait=False)
    assert result.outline is not None
    assert still.outline is not None
    assert overlap(result.outline, still.outline) > 0.97


def test_a_clean_permit_is_all_green(recogniser: OnDeviceRecogniser, shipped: Path) -> None:
    result = recogniser.recognise(picture_of(shipped / "hk-macao-2-front.jpg"), with_portrait=False)
    weights = weigh(result)
    bands = {field: band(reading, weights[field], Thresholds()) for field, reading in result.readings.items()}
    assert set(bands.values()) == {Band.HIGH}


def test_turned_by_any_quarter_it_reads_the_same(recogniser: OnDeviceRecogniser, shipped: Path) -> None:
    picture = picture_of(shipped / "taiwan-1-front.jpg")
    upright = recogniser.recognise(picture, with_portrait=False)
    for quarters in (1, 2):
        turned = np.ascontiguousarray(np.rot90(picture, quarters))
        result = recogniser.recognise(turned, with_portrait=False)
        assert {f: r.value for f, r in result.readings.items()} == {f: r.value for f, r in upright.readings.items()}


def test_the_portrait_is_an_upright_jpeg_of_its_proportions_and_only_on_demand(
    recogniser: OnDeviceRecogniser, shipped: Path
) -> None:
    picture = np.ascontiguousarray(np.rot90(picture_of(shipped / "hk-macao-1-front.jpg"), 2))
    portrait = recogniser.recognise(picture, with_portrait=True).portrait
    assert portrait is not None
    assert portrait.jpeg is not None
    assert portrait.outline is not None
    assert portrait.outline.top_left.y > portrait.outline.bottom_left.y  # the card lies on its head
    with Image.open(io.BytesIO(portrait.jpeg)) as image:
        assert image.format == "JPEG"
        assert image.height / image.width == pytest.approx(27.2 / 20.8, rel=0.08)
    assert recogniser.recognise(picture, with_portrait=False).portrait is None


def test_the_picture_is_left_as_it_was(recogniser: OnDeviceRecogniser, shipped: Path) -> None:
    picture = picture_of(shipped / "hk-macao-1-front.jpg")
    before = picture.copy()
    recogniser.recognise(picture, with_portrait=True)
    assert np.array_equal(picture, before)


def test_ink_boxes_lie_on_the_printed_values(recogniser: OnDeviceRecogniser) -> None:
    still = render_still(4712, Tier.DOCUMENT_CAMERA, side=Side.FRONT)
    readings = recogniser.recognise(still.pixels, with_portrait=False).readings
    for field in (FieldName.NUMBER, FieldName.NAME, FieldName.MACHINE_CODE, FieldName.VALID_PERIOD):
        box, true = readings[field].ink, still.ink[field]
        assert box is not None
        assert box.x_mm == pytest.approx(true.x_mm, abs=1.3)
        assert box.right_mm == pytest.approx(true.right_mm, abs=1.3)
