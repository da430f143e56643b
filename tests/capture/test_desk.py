from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.desk import DWELL_S, Desk, Moment
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.frozen import FrozenWatch
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.judgement import Reason, Zone
from permit_desktop.imaging.pixels import Pixels
from tests.capture.stand_ins import Found, face
from tests.capture.test_guide import draw, glaring, lying

INTERVAL_S = 1 / 30


class Table:
    """A desk whose card lies well, or is not there."""

    def __init__(self, *, watched: bool = True) -> None:
        self.shows_card = True
        self.desk = Desk(Guide(self.locate), AutoCapture(), FrozenWatch() if watched else None)
        self.number = 0
        self.noise = np.random.default_rng(0)
        self.picture = draw(lying())

    def locate(self, small: Pixels) -> Found | None:
        scale = small.shape[1] / 1280
        corners = [(x * scale, y * scale) for x, y in lying()]
        return Found(lying().of(corners)) if self.shows_card else None

    def feed(self, seconds: float, *, live: bool = True) -> Sequence[Moment]:
        moments = []
        for _ in range(round(seconds / INTERVAL_S)):
            if live:
                self.picture = self.picture.copy()
                self.picture[::4, ::4] ^= self.noise.integers(0, 2, (180, 320, 3), dtype=np.uint8)
            moments.append(self.desk.feed(Frame(self.picture, self.number, self.number * INTERVAL_S)))
            self.number += 1
        return moments


def stills(moments: Sequence[Moment]) -> int:
    return sum(moment.still is not None for moment in moments)


def test_a_card_that_lies_well_is_captured_once_and_said_to_be() -> None:
    moments = Table().feed(2)

    assert stills(moments) == 1
    assert moments[-1].reason is Reason.CAPTURED
    taken = next(moment for moment in moments if moment.still is not None)
    assert taken.progress == 1.0
    assert taken.time_s <= 0.5


def test_the_still_is_the_card_with_some_desk_and_its_outline_in_it() -> None:
    still = next(moment.still for moment in Table().feed(1) if moment.still is not None)

    assert still.outline is not None
    height, width = still.pixels.shape[:2]
    assert 800 < width < 920
    assert 800 * 504 / (width * height) > 0.5
    corners = np.asarray(still.outline)
    assert np.allclose(corners.mean(axis=0), (width / 2, height / 2), atol=2)


def test_the_first_picture_of_a_camera_that_is_back_may_be_old_and_is_taken_by_nobody() -> None:
    table = Table()
    table.shows_card = False
    table.feed(0.5)
    table.desk.interrupt()
    table.desk.take()

    assert stills(table.feed(2, live=False)) == 0
    table.desk.take()
    assert stills(table.feed(0.1)) == 1


def test_what_was_asked_of_a_camera_before_it_was_lost_is_not_done_once_it_is_back() -> None:
    table = Table()
    table.shows_card = False
    table.feed(0.5)
    table.desk.take()
    table.desk.interrupt()

    assert stills(table.feed(0.5)) == 0


def test_a_frozen_picture_is_never_captured_nor_taken() -> None:
    table = Table()
    table.shows_card = False
    table.feed(0.5)
    table.shows_card = True
    frozen = table.feed(0.3, live=False)
    table.desk.take()
    frozen = [*frozen, *table.feed(2, live=False)]

    assert stills(frozen) == 0
    assert frozen[-1].reason is Reason.FROZEN


def test_a_shutter_pressed_on_a_frozen_picture_takes_nothing_when_the_picture_moves_again() -> None:
    table = Table()
    table.desk.set_automatic(automatic=False)
    table.feed(0.5)
    table.feed(0.3, live=False)
    table.desk.take()
    table.feed(2, live=False)

    assert stills(table.feed(1)) == 0


def test_after_an_interruption_the_card_must_lie_well_anew_before_it_is_captured() -> None:
    table = Table()
    assert stills(table.feed(0.25)) == 0
    table.desk.interrupt()

    assert stills(table.feed(0.25)) == 0
    assert stills(table.feed(0.25)) == 1


def test_a_picture_that_thaws_is_captured_again() -> None:
    table = Table()
    table.feed(1, live=False)

    assert stills(table.feed(1)) == 1


def test_a_video_file_may_repeat_its_pictures() -> None:
    assert stills(Table(watched=False).feed(1, live=False)) == 1


def test_words_change_only_for_what_lasts() -> None:
    table = Table()
    table.shows_card = False
    table.feed(1)
    for _ in range(5):
        table.shows_card = not table.shows_card
        assert {moment.reason for moment in table.feed(DWELL_S - 2 * INTERVAL_S)} == {Reason.NO_CARD}


def test_when_the_card_is_gone_so_is_the_progress() -> None:
    table = Table()
    table.feed(1)
    table.shows_card = False

    assert {moment.progress for moment in table.feed(0.5)} == {0.0}


def test_the_person_may_take_a_picture_without_a_card() -> None:
    table = Table()
    table.shows_card = False
    table.feed(0.2)
    table.desk.take()

    still = table.feed(INTERVAL_S)[0].still

    assert still is not None
    assert still.outline is None
    assert still.pixels.shape == (720, 1280, 3)
    assert not still.automatic


def test_auto_capture_can_be_switched_off() -> None:
    table = Table()
    table.desk.set_automatic(automatic=False)

    assert stills(table.feed(1)) == 0


def test_a_camera_that_gives_one_frame_a_second_takes_a_card_within_some_frames() -> None:
    table = Table()
    moments = []
    for second in range(6):
        table.picture = table.picture.copy()
        table.picture[::4, ::4] ^= table.noise.integers(0, 2, (180, 320, 3), dtype=np.uint8)
        moments.append(table.desk.feed(Frame(table.picture, second, float(second))))

    assert stills(moments[:4]) == 1
    assert stills(moments) == 1


def test_what_the_person_takes_of_a_picture_at_its_first_sight_says_what_it_cost() -> None:
    table = Table()
    table.desk.take()
    (moment,) = table.feed(INTERVAL_S)

    assert moment.still is not None
    assert not moment.still.automatic
    assert moment.still.reasons[0] is Reason.MOVING


def test_glare_on_the_captured_face_changes_no_words_and_on_the_other_face_it_is_told() -> None:
    table = Table()
    assert stills(table.feed(1)) == 1
    table.picture = draw(lying(), glaring(Zone.PORTRAIT))
    assert {moment.reason for moment in table.feed(1)} == {Reason.CAPTURED}

    back = face(front=False)
    cv2.circle(back, (500, 300), 100, (255, 255, 255), -1)
    table.picture = draw(lying(), back)
    moments = table.feed(1)
    assert moments[-1].reason is Reason.GLARE
    assert stills(moments) == 0

    table.picture = draw(lying(), face(front=False))
    assert stills(table.feed(1)) == 1


def test_the_place_of_the_glare_is_as_steady_as_the_words() -> None:
    table = Table()
    table.picture = draw(lying(), glaring(Zone.PORTRAIT))
    shown = [(moment.reason, moment.zone) for moment in table.feed(1)]
    assert shown[-1] == (Reason.GLARE, Zone.PORTRAIT)

    for zone in (Zone.NUMBER, None, Zone.MACHINE_LINE, None):  # for two frames each: too short to be read
        table.picture = draw(lying(), glaring(zone) if zone is not None else None)
        shown = [(moment.reason, moment.zone) for moment in table.feed(2 * INTERVAL_S)]
        assert set(shown) == {(Reason.GLARE, Zone.PORTRAIT)}
        table.picture = draw(lying(), glaring(Zone.PORTRAIT))
        shown = [(moment.reason, moment.zone) for moment in table.feed(0.3)]
        assert set(shown) == {(Reason.GLARE, Zone.PORTRAIT)}

    table.picture = draw(lying(), glaring(Zone.NUMBER))
    assert [(moment.reason, moment.zone) for moment in table.feed(1)][-1] == (Reason.GLARE, Zone.NUMBER)


def test_the_place_of_the_glare_is_told_from_its_first_word_on() -> None:
    table = Table()
    for zone in (Zone.PORTRAIT, Zone.NUMBER):
        table.picture = draw(lying(), glaring(zone))
        glares = [moment.zone for moment in table.feed(1) if moment.reason is Reason.GLARE]
        assert set(glares) == {zone}
        table.shows_card = False
        table.feed(1)
        table.shows_card = True
