from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.capture.card_finder import CardFinder
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.judgement import Judgement, Reason, Zone
from permit_desktop.capture.measures import ZONES
from permit_desktop.capture.strictness import NORMAL, RELAXED, STRICT, Strictness
from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import WHOLE_CARD
from tests.capture.stand_ins import PX_PER_MM, Found, face
from tests.specimens.card import render_card
from tests.specimens.person import invent

WIDTH, HEIGHT = 1280, 720
INTERVAL_S = 1 / 30


class Scene:
    """A drawn card on a dark desk, and a locator that knows where it lies."""

    def __init__(self, strictness: Strictness = NORMAL) -> None:
        self.outline: Quad | None = None
        self.score = 1.0
        self.number = 0
        self.guide = Guide(self.locate, strictness)

    def locate(self, small: Pixels) -> Found | None:
        if self.outline is None:
            return None
        scale = small.shape[1] / WIDTH
        return Found(Quad.of([(x * scale, y * scale) for x, y in self.outline]), self.score)

    def judge(self, picture: Pixels) -> Judgement:
        self.number += 1
        return self.guide.judge(Frame(picture, self.number - 1, (self.number - 1) * INTERVAL_S))

    def rest(self, picture: Pixels, outline: Quad | None) -> Judgement:
        """The verdict once the card has been lying there for a moment."""
        self.outline = outline
        return [self.judge(picture) for _ in range(6)][-1]


def lying(x: float = 640, y: float = 360, width: float = 800, angle_deg: float = 0.0, taper: float = 0.0) -> Quad:
    """An ID-1 outline around a middle."""
    half = np.array([width / 2, width / 2 * 53.98 / 85.6])
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    corners[:2, 0] *= 1 - taper
    turn = np.deg2rad(angle_deg)
    rotation = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    return Quad.of((corners @ rotation + (x, y)).tolist())


def draw(outline: Quad | None, card: Pixels | None = None) -> Pixels:
    desk = np.full((HEIGHT, WIDTH, 3), 60, np.uint8)
    if outline is None:
        return desk
    card = face(front=True) if card is None else card
    height, width = card.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    transform = cv2.getPerspectiveTransform(flat, np.asarray(outline, np.float32))
    return np.asarray(
        cv2.warpPerspective(card, transform, (WIDTH, HEIGHT), dst=desk, borderMode=cv2.BORDER_TRANSPARENT), np.uint8
    )


def glaring(zone: Zone) -> Pixels:
    card = face(front=True)
    box = ZONES[zone]
    middle = (
        round((box.x_mm + box.width_mm / 2) * PX_PER_MM),
        round((box.y_mm + box.height_mm / 2) * PX_PER_MM),
    )
    cv2.circle(card, middle, 4 * PX_PER_MM, (255, 255, 255), -1)
    return card


@pytest.mark.parametrize("strictness", [RELAXED, NORMAL])
def test_a_card_that_lies_well_has_nothing_but_to_be_held(strictness: Strictness) -> None:
    judgement = Scene(strictness).rest(draw(lying()), lying())

    assert judgement.reason is Reason.HOLD_STILL
    assert judgement.clean
    assert judgement.outline is not None
    assert np.allclose(judgement.outline, lying(), atol=0.01)


@pytest.mark.parametrize(
    ("outline", "reason"),
    [
        (None, Reason.NO_CARD),
        (lying(width=560), Reason.TOO_FAR),
        (lying(y=262), Reason.EDGE_OUTSIDE),
        (lying(x=390), Reason.EDGE_OUTSIDE),
        (lying(width=1250), Reason.TOO_CLOSE),
        (lying(angle_deg=12), Reason.TILTED),
        (lying(angle_deg=-12), Reason.TILTED),
        (lying(width=660, angle_deg=90), Reason.TILTED),
        (lying(taper=0.15), Reason.TILTED),
        (lying(angle_deg=180), Reason.HOLD_STILL),
        (lying(angle_deg=5), Reason.HOLD_STILL),
    ],
)
def test_where_the_card_lies_is_said_in_one_word(outline: Quad | None, reason: Reason) -> None:
    assert Scene().rest(draw(outline), outline).reason is reason


def test_a_find_that_the_locator_doubts_is_no_card() -> None:
    scene = Scene()
    scene.score = 0.3

    assert scene.rest(draw(lying()), lying()).reason is Reason.NO_CARD


def test_a_card_that_moves_is_never_clean() -> None:
    scene = Scene()
    for step in range(10):
        scene.outline = lying(x=600 + 8 * step)
        judgement = scene.judge(draw(scene.outline))
        assert judgement.reason is Reason.MOVING


def test_a_card_that_has_just_appeared_counts_as_moving() -> None:
    scene = Scene()
    scene.outline = lying()

    assert scene.judge(draw(scene.outline)).reason is Reason.MOVING


def test_the_locators_own_jitter_is_no_movement() -> None:
    scene = Scene()
    generator = np.random.default_rng(0)
    reasons = []
    for _ in range(30):
        scene.outline = Quad.of((np.asarray(lying()) + generator.uniform(-1, 1, (4, 2))).tolist())
        reasons.append(scene.judge(draw(lying())).reason)

    assert set(reasons[6:]) == {Reason.HOLD_STILL}


def test_an_outline_that_begins_at_another_corner_is_no_movement() -> None:
    scene = Scene()
    scene.rest(draw(lying()), lying())

    assert scene.rest(draw(lying()), lying().turned()).reason is Reason.HOLD_STILL


def test_what_stirs_on_a_card_that_lies_still_is_movement(front: Pixels) -> None:
    scene = Scene()
    scene.rest(draw(lying(), front), lying())
    for step in range(6):
        finger = Box(30 + 5 * step, 24, 8, 14)
        judgement = scene.judge(draw(lying(), lit(front, finger, (128, 158, 208))))

    assert judgement.reason is Reason.MOVING


def test_a_front_that_lies_upside_down_is_outlined_from_where_its_text_begins(front: Pixels) -> None:
    there = lying(angle_deg=180)

    judgement = Scene().rest(draw(there, front), lying())

    assert judgement.outline is not None
    assert np.allclose(judgement.outline, there, atol=0.01)


def test_the_card_is_looked_for_on_a_small_copy_of_a_large_cameras_picture() -> None:
    widths = set()

    def locate(small: Pixels) -> Found:
        widths.add(small.shape[1])
        scale = small.shape[1] / WIDTH
        return Found(Quad.of([(x * scale, y * scale) for x, y in lying()]))

    picture = np.asarray(cv2.resize(draw(lying()), None, fx=3, fy=3), np.uint8)
    judgement = Guide(locate).judge(Frame(picture, 0, 0.0))

    assert picture.shape[1] == 3840
    assert all(480 <= width <= 1000 for width in widths)
    assert judgement.outline is not None
    assert np.allclose(judgement.outline, 3 * np.asarray(lying()), atol=0.01)


def test_a_blurred_card_is_told_from_a_sharp_one() -> None:
    sharp = draw(lying())
    blurred = np.asarray(cv2.GaussianBlur(sharp, (0, 0), 4), np.uint8)

    crisp, smeared = Scene().rest(sharp, lying()), Scene().rest(blurred, lying())

    assert smeared.reason is Reason.BLURRED
    assert smeared.sharpness < crisp.sharpness / 1.5


def test_blur_at_one_end_of_the_card_is_seen_and_named() -> None:
    picture = draw(lying())
    picture[480:] = cv2.GaussianBlur(picture, (0, 0), 3)[480:]

    judgement = Scene().rest(picture, lying())

    assert judgement.reason is Reason.BLURRED
    assert judgement.zone is Zone.MACHINE_LINE


@pytest.fixture(scope="module")
def front() -> Pixels:
    return render_card(invent(1, PermitType.HK_MACAO), Side.FRONT, 1).pixels


def smeared(card: Pixels, box: Box, blur_mm: float) -> Pixels:
    """A card with a blurred piece, as grease on the glass makes one."""
    scale = card.shape[1] / CARD_WIDTH_MM
    left, top, right, bottom = (round(edge * scale) for edge in (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm))
    spoilt = card.copy()
    blurred = cv2.GaussianBlur(card, (0, 0), blur_mm * scale)
    spoilt[top:bottom, left:right] = blurred[top:bottom, left:right]
    return spoilt


@pytest.mark.parametrize("zone", [Zone.PORTRAIT, Zone.NUMBER, Zone.MACHINE_LINE])
def test_blur_is_named_after_the_zone_that_it_costs(front: Pixels, zone: Zone) -> None:
    judgement = Scene().rest(draw(lying(), smeared(front, ZONES[zone], 0.4)), lying())

    assert judgement.reason is Reason.BLURRED
    assert judgement.zone is zone


@pytest.mark.parametrize("strictness", [RELAXED, NORMAL])
@pytest.mark.parametrize("turn_deg", [0, 180])
def test_a_portrait_that_is_softer_than_print_is_not_called_blurred(
    front: Pixels, strictness: Strictness, turn_deg: float
) -> None:
    soft = smeared(front, ZONES[Zone.PORTRAIT], 0.15)

    assert Scene(strictness).rest(draw(lying(angle_deg=turn_deg), soft), lying(angle_deg=turn_deg)).clean


def test_blur_all_over_names_no_zone(front: Pixels) -> None:
    for blur_mm in (0.25, 0.5):
        judgement = Scene().rest(draw(lying(), smeared(front, WHOLE_CARD, blur_mm)), lying())

        assert judgement.reason is Reason.BLURRED
        assert judgement.zone is Zone.ELSEWHERE


@pytest.mark.parametrize(
    ("zone", "radius_mm", "rim_mm"), [(Zone.PORTRAIT, 9, 2), (Zone.NUMBER, 11, 1), (Zone.MACHINE_LINE, 9, 2)]
)
def test_a_zone_under_glare_is_not_called_blurred(front: Pixels, zone: Zone, radius_mm: float, rim_mm: float) -> None:
    box, scale = ZONES[zone], front.shape[1] / CARD_WIDTH_MM
    middle = round((box.x_mm + box.width_mm / 2) * scale), round((box.y_mm + box.height_mm / 2) * scale)
    spot = cv2.circle(np.zeros_like(front), middle, round(radius_mm * scale), (255, 255, 255), -1)
    spot = cv2.GaussianBlur(spot, (0, 0), rim_mm * scale)
    shone_on = np.asarray(cv2.add(front, spot), np.uint8)

    judgement = Scene().rest(draw(lying(), shone_on), lying())

    assert judgement.reason is Reason.GLARE
    assert judgement.zone is zone


@pytest.mark.parametrize("zone", [Zone.PORTRAIT, Zone.NUMBER, Zone.MACHINE_LINE])
def test_glare_is_named_after_what_it_hides(zone: Zone) -> None:
    judgement = Scene().rest(draw(lying(), glaring(zone)), lying())

    assert judgement.reason is Reason.GLARE
    assert judgement.zone is zone


def lit(card: Pixels, box: Box, light_bgr: tuple[int, int, int] = (255, 255, 255)) -> Pixels:
    """A card of which a piece is lost in light."""
    scale = card.shape[1] / CARD_WIDTH_MM
    left, top, right, bottom = (round(edge * scale) for edge in (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm))
    return np.asarray(cv2.rectangle(card.copy(), (left, top), (right, bottom), light_bgr, -1), np.uint8)


DATE = FRONT[FieldName.BIRTH_DATE]


@pytest.mark.parametrize("strictness", [RELAXED, NORMAL])
@pytest.mark.parametrize("front", [True, False], ids=["front", "back"])
@pytest.mark.parametrize(
    "box",
    [Box(DATE.x_mm, DATE.y_mm, 10.5, 2.7), Box(DATE.x_mm, DATE.y_mm, 4.0, 3.2)],
    ids=["most of a date", "two of its digits"],
)
def test_glare_that_hides_no_more_than_a_part_of_a_date_is_seen(
    box: Box, strictness: Strictness, *, front: bool
) -> None:
    assert box.width_mm * box.height_mm < 0.8 * NORMAL.most_card_glare * CARD_WIDTH_MM * CARD_HEIGHT_MM
    judgement = Scene(strictness).rest(draw(lying(), lit(face(front=front), box)), lying())

    assert judgement.reason is Reason.GLARE
    assert judgement.zone is Zone.ELSEWHERE


@pytest.mark.parametrize("strictness", [RELAXED, NORMAL])
@pytest.mark.parametrize(
    ("zone", "box"),
    [
        (Zone.NUMBER, Box(FRONT[FieldName.NUMBER].x_mm + 9, FRONT[FieldName.NUMBER].y_mm + 0.8, 1.8, 2.4)),
        (Zone.MACHINE_LINE, Box(FRONT[FieldName.MACHINE_CODE].x_mm + 30, FRONT[FieldName.MACHINE_CODE].y_mm, 1.8, 2.4)),
    ],
)
def test_glare_that_hides_one_digit_of_the_number_or_of_the_line_is_seen_and_named(
    front: Pixels, zone: Zone, box: Box, strictness: Strictness
) -> None:
    judgement = Scene(strictness).rest(draw(lying(), lit(front, box)), lying())

    assert judgement.reason is Reason.GLARE
    assert judgement.zone is zone


@pytest.mark.parametrize("strictness", [RELAXED, NORMAL])
@pytest.mark.parametrize("light_bgr", [(210, 255, 255), (255, 250, 235), (247, 247, 247)])
@pytest.mark.parametrize(
    ("box", "zone"),
    [
        (ZONES[Zone.PORTRAIT].grown(-4), Zone.PORTRAIT),
        (FRONT[FieldName.NUMBER], Zone.NUMBER),
        (Box(30, 13, 38, 24), Zone.ELSEWHERE),
    ],
    ids=["portrait", "number", "fields"],
)
def test_glare_is_seen_although_the_lamp_is_tinted_or_the_camera_knows_no_pure_white(
    front: Pixels, box: Box, zone: Zone, light_bgr: tuple[int, int, int], strictness: Strictness
) -> None:
    """Where paper is nearly as bright as that, pure white alone is glare."""
    dimmed = np.asarray(cv2.convertScaleAbs(front, alpha=0.97), np.uint8)

    judgement = Scene(strictness).rest(draw(lying(), lit(dimmed, box, light_bgr)), lying())

    assert judgement.reason is Reason.GLARE
    assert judgement.zone is zone


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("exposure", [0.8, 1.0, 1.03])
def test_the_whitest_that_is_printed_is_no_glare_in_bright_even_light(side: Side, exposure: float) -> None:
    """A portrait's background is whiter than the card's paper, and a camera's grain makes it whiter yet."""
    grain = np.random.default_rng(3).normal(0, 2, (HEIGHT, WIDTH, 1))
    card = render_card(invent(1, PermitType.TAIWAN), side, 1).pixels
    picture = np.clip(draw(lying(), card) * exposure + grain, 0, 255).astype(np.uint8)

    assert Scene().rest(picture, lying()).reason is Reason.HOLD_STILL


def test_a_white_portrait_on_a_darker_card_is_no_glare_in_coarse_grain() -> None:
    grain = np.random.default_rng(3).normal(0, 3, (HEIGHT, WIDTH, 1))
    card = render_card(invent(7, PermitType.HK_MACAO), Side.FRONT, 7).pixels

    picture = np.clip(draw(lying(), card) + grain, 0, 255).astype(np.uint8)

    assert Scene().rest(picture, lying()).reason is Reason.HOLD_STILL


def test_a_card_in_the_dark_and_one_in_floodlight_are_told() -> None:
    dim = (draw(lying()) * 0.2).astype(np.uint8)
    washed = np.clip(draw(lying()).astype(np.int32) + 60, 0, 250).astype(np.uint8)

    assert Scene().rest(dim, lying()).reason is Reason.TOO_DARK
    assert Scene().rest(washed, lying()).reason is Reason.TOO_BRIGHT


def test_a_dark_room_is_told_although_no_card_can_be_found() -> None:
    black = np.zeros((HEIGHT, WIDTH, 3), np.uint8)

    assert Scene().rest(black, None).reason is Reason.TOO_DARK


def test_a_lamp_that_goes_out_is_told_although_no_card_can_be_found() -> None:
    papers = np.full((HEIGHT, WIDTH, 3), 235, np.uint8)
    cv2.putText(papers, "Form 17 b", (60, 300), cv2.FONT_HERSHEY_SIMPLEX, 6, (20, 20, 20), 12)
    dim = np.asarray(cv2.convertScaleAbs(papers, alpha=0.15), np.uint8)
    scene = Scene()

    assert scene.rest(papers, None).reason is Reason.NO_CARD
    assert scene.rest(dim, None).reason is Reason.TOO_DARK
    assert scene.rest(papers, None).reason is Reason.NO_CARD


def test_a_black_mat_is_not_called_a_dark_room() -> None:
    mat = np.random.default_rng(5).integers(24, 32, (HEIGHT, WIDTH, 3), np.uint8)
    scene = Scene()

    assert scene.rest(mat, None).reason is Reason.NO_CARD
    scene.rest(draw(lying()), lying())
    half = mat.copy()
    half[:, : WIDTH // 2] = 220
    assert scene.rest(half, None).reason is Reason.NO_CARD, "a card that is not found yet"
    assert scene.rest(mat, None).reason is Reason.NO_CARD

    for _ in range(15):
        scene.rest(np.full_like(mat, 200), None)
    assert scene.rest(mat, None).reason is Reason.TOO_DARK
    scene.number += 60 * 30
    assert scene.rest(mat, None).reason is Reason.NO_CARD, "it was laid there a minute ago"


def test_a_reason_that_stands_does_not_flicker_at_its_bound() -> None:
    scene = Scene()
    angles = [10.4, *[9.8, 10.2] * 5]
    for angle in angles:
        assert scene.rest(draw(lying(angle_deg=angle)), lying(angle_deg=angle)).reason is Reason.TILTED

    assert scene.rest(draw(lying(angle_deg=8)), lying(angle_deg=8)).reason is Reason.HOLD_STILL


def test_what_is_strict_is_never_looser_than_what_is_relaxed() -> None:
    for least in ("long_side_px", "area_share", "margin_share", "brightness", "sharpness", "portrait_sharpness"):
        values = [getattr(preset, f"least_{least}") for preset in (RELAXED, NORMAL, STRICT)]
        assert values == sorted(values)
    glare = ("card_glare", "zone_glare", "piece_glare", "spot_glare", "digit_glare")
    for most in ("area_share", "skew_deg", "taper", "speed", "brightness", *glare):
        values = [getattr(preset, f"most_{most}") for preset in (RELAXED, NORMAL, STRICT)]
        assert values == sorted(values, reverse=True)


def test_other_bounds_hold_from_the_next_frame_on() -> None:
    scene = Scene()
    assert scene.rest(draw(lying()), lying()).reason is Reason.HOLD_STILL

    scene.guide.set_strictness(STRICT)

    assert scene.rest(draw(lying()), lying()).reason is Reason.TOO_FAR


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (1, 3), (5, 4000), (4000, 5), (20, 8000), (16, 16)])
def test_pictures_of_odd_sizes_hold_no_card_and_do_no_harm(size: tuple[int, int]) -> None:
    generator = np.random.default_rng(1)
    guide = Guide(CardFinder().find)
    for number in range(6):
        picture = generator.integers(0, 256, (*size, 3), np.uint8)
        assert not guide.judge(Frame(picture, number, number * INTERVAL_S)).clean


def test_a_card_is_found_at_once_in_pictures_of_another_size_that_show_the_same() -> None:
    large = np.asarray(cv2.GaussianBlur(draw(lying()), (0, 0), 3), np.uint8)
    half = np.asarray(cv2.resize(large, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    finder = CardFinder()
    for _ in range(8):
        finder.find(large)

    found = finder.find(half)

    assert found is not None
    assert np.allclose(np.asarray(found.outline), np.asarray(lying()) / 2, atol=6)


def test_a_camera_that_changes_its_size_midway_is_judged_on() -> None:
    large = draw(lying())
    small = np.asarray(cv2.resize(large, (960, 540), interpolation=cv2.INTER_AREA), np.uint8)
    guide = Guide(CardFinder().find)
    for number in range(24):
        judgement = guide.judge(Frame(large if number < 12 else small, number, number * INTERVAL_S))

    assert judgement.outline is not None
    assert np.allclose(np.asarray(judgement.outline), np.asarray(lying()) * 0.75, atol=6)
