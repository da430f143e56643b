from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.capture.auto_capture import AWAY_S, BEST_OF, HOLD_S, RETURN_S, AutoCapture, Shot
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.judgement import Judgement, Reason
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Grey

INTERVAL_S = 1 / 30
OUTLINE = Quad.of([(10, 10), (90, 10), (90, 60), (10, 60)])


def face(seed: int) -> Grey:
    return np.random.default_rng(seed).integers(0, 256, (24, 40), dtype=np.uint8)


FACES = {name: face(seed) for seed, name in enumerate(("front", "back", "other"))}


class Run:
    """Feeds an auto-capture at 30 frames a second."""

    def __init__(self, auto_capture: AutoCapture) -> None:
        self.auto_capture = auto_capture
        self.number = 0
        self.shift = 0.0
        self.shots: list[Shot] = []
        self.progress: list[float] = []

    def frame(self, reason: Reason, *, shows: str = "front", sharpness: float = 0.5) -> Shot | None:
        time_s = self.number * INTERVAL_S
        seen = reason is not Reason.NO_CARD
        judgement = Judgement(
            reason,
            time_s,
            Quad.of([(x + self.shift, y) for x, y in OUTLINE]) if seen else None,
            sharpness if seen else 0.0,
            likeness=FACES[shows] if seen else None,
        )
        shot = self.auto_capture.feed(judgement, Frame(np.zeros((2, 2, 3), np.uint8), self.number, time_s))
        self.number += 1
        self.progress.append(self.auto_capture.progress)
        if shot is not None:
            self.shots.append(shot)
        return shot

    def feed(self, reason: Reason, seconds: float, *, shows: str = "front") -> None:
        for _ in range(round(seconds / INTERVAL_S)):
            self.frame(reason, shows=shows)


@pytest.fixture
def run() -> Run:
    return Run(AutoCapture())


def test_a_clean_card_is_captured_once_it_has_been_held(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, HOLD_S)
    assert not run.shots

    run.feed(Reason.HOLD_STILL, 3 * INTERVAL_S)

    assert len(run.shots) == 1
    assert run.shots[0].automatic


def test_the_sharpest_of_the_last_frames_is_chosen(run: Run) -> None:
    for place in range(30):
        run.frame(Reason.HOLD_STILL, sharpness=0.9 if place == 6 else 0.5)

    assert [shot.frame.number for shot in run.shots] == [6]


def test_a_frame_from_before_the_last_few_is_never_chosen() -> None:
    run = Run(AutoCapture(hold_s=1.0))
    for place in range(40):
        run.frame(Reason.HOLD_STILL, sharpness=1.0 - place / 100)

    chosen = run.shots[0].frame.number
    assert chosen > round(1.0 / INTERVAL_S) - BEST_OF


def test_one_frame_that_is_not_clean_starts_the_holding_anew(run: Run) -> None:
    for _ in range(10):
        run.feed(Reason.HOLD_STILL, HOLD_S - INTERVAL_S)
        run.frame(Reason.MOVING)

    assert not run.shots


def test_a_card_that_stays_is_captured_once(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 10)

    assert len(run.shots) == 1
    assert not run.auto_capture.armed


def test_a_card_that_could_not_be_read_is_captured_once_more_by_itself_and_not_for_ever(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    for shots in (2, 2, 2):
        run.auto_capture.retry()
        run.feed(Reason.HOLD_STILL, 2)
        assert len(run.shots) == shots


def test_a_card_that_could_not_be_read_is_captured_again_each_time_it_was_moved(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    for _ in range(2):
        run.auto_capture.retry()
        run.feed(Reason.HOLD_STILL, 1)
    assert len(run.shots) == 2

    for place, shots in ((1.0, 2), (6.0, 3), (12.0, 4)):
        run.shift = place
        run.feed(Reason.MOVING, 0.5)
        run.feed(Reason.HOLD_STILL, 1)
        assert len(run.shots) == shots
        if shots > 2:
            run.auto_capture.retry()


def test_the_next_card_that_could_not_be_read_is_captured_once_more_too(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    run.auto_capture.retry()
    run.feed(Reason.HOLD_STILL, 1)
    run.feed(Reason.NO_CARD, 2 * RETURN_S)
    run.feed(Reason.HOLD_STILL, 1, shows="other")
    run.auto_capture.retry()
    run.feed(Reason.HOLD_STILL, 1, shows="other")

    assert len(run.shots) == 4


def test_where_nothing_fires_by_itself_nothing_is_tried_again() -> None:
    run = Run(AutoCapture(automatic=False))
    run.auto_capture.take()
    run.feed(Reason.HOLD_STILL, 1)
    run.auto_capture.retry()
    run.feed(Reason.HOLD_STILL, 1)

    assert len(run.shots) == 1


def test_a_card_that_is_pushed_about_or_glares_for_a_while_is_not_captured_again(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    run.feed(Reason.MOVING, 1)
    run.feed(Reason.GLARE, 1)
    run.feed(Reason.HOLD_STILL, 1)

    assert len(run.shots) == 1


def test_a_card_that_the_locator_loses_for_a_blink_is_not_captured_again(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    run.feed(Reason.NO_CARD, AWAY_S - 2 * INTERVAL_S)
    run.feed(Reason.HOLD_STILL, 1)

    assert len(run.shots) == 1


def test_a_card_that_comes_back_after_it_has_left_is_captured_again(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    run.feed(Reason.NO_CARD, RETURN_S + 2 * INTERVAL_S)
    assert run.auto_capture.armed
    run.feed(Reason.HOLD_STILL, 1)

    assert len(run.shots) == 2


def test_a_card_that_a_hand_covers_for_a_while_is_not_captured_again(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    run.feed(Reason.NO_CARD, RETURN_S - 2 * INTERVAL_S)
    run.feed(Reason.MOVING, 1)
    run.feed(Reason.HOLD_STILL, 1)

    assert len(run.shots) == 1


def test_a_card_that_is_out_of_sight_for_a_second_has_not_left(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    run.feed(Reason.NO_CARD, 1)
    run.feed(Reason.HOLD_STILL, 1)

    assert len(run.shots) == 1


def test_how_long_a_card_has_been_held_is_told_until_it_is_captured(run: Run) -> None:
    run.feed(Reason.MOVING, 0.5)
    assert run.auto_capture.progress == 0
    run.feed(Reason.HOLD_STILL, HOLD_S / 2 + INTERVAL_S)
    assert run.auto_capture.progress == pytest.approx(0.5, abs=0.12)
    run.feed(Reason.MOVING, INTERVAL_S)
    assert run.auto_capture.progress == 0
    run.feed(Reason.HOLD_STILL, 1)
    assert run.auto_capture.progress == 1


def test_the_next_persons_card_is_captured_at_once_however_quickly_the_hand_is(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1, shows="front")
    run.feed(Reason.NO_CARD, AWAY_S + 2 * INTERVAL_S)
    came = run.number
    run.feed(Reason.HOLD_STILL, 1, shows="other")

    assert len(run.shots) == 2
    assert run.shots[1].frame.number - came <= HOLD_S / INTERVAL_S + 1


def test_the_other_face_is_captured_although_the_card_never_left(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1, shows="front")
    run.feed(Reason.HOLD_STILL, 1, shows="back")

    assert len(run.shots) == 2


def test_the_person_can_take_any_frame_at_once(run: Run) -> None:
    run.frame(Reason.TILTED)
    run.auto_capture.take()
    shot = run.frame(Reason.TILTED)

    assert shot is not None
    assert not shot.automatic
    assert shot.frame.number == 1


def test_what_the_person_took_is_not_taken_again_by_itself(run: Run) -> None:
    run.auto_capture.take()
    run.frame(Reason.HOLD_STILL)
    run.feed(Reason.HOLD_STILL, 2)

    assert len(run.shots) == 1


def test_with_auto_capture_off_only_the_person_takes_stills() -> None:
    run = Run(AutoCapture(automatic=False))
    run.feed(Reason.HOLD_STILL, 2)
    assert not run.shots

    run.auto_capture.take()
    run.frame(Reason.HOLD_STILL)

    assert len(run.shots) == 1


def test_a_card_that_lies_there_is_captured_when_auto_capture_is_switched_on() -> None:
    run = Run(AutoCapture(automatic=False))
    run.feed(Reason.HOLD_STILL, 1)
    run.auto_capture.set_automatic(automatic=True)
    run.feed(Reason.HOLD_STILL, 1)

    assert len(run.shots) == 1


def test_a_card_that_is_wanted_again_is_captured_once_more_as_soon_as_it_is_clean(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1)
    run.auto_capture.again()
    run.feed(Reason.GLARE, 1)
    assert len(run.shots) == 1
    run.feed(Reason.HOLD_STILL, 2)

    assert [shot.automatic for shot in run.shots] == [True, True]
    assert run.shots[1].judgement.clean


def test_a_card_that_is_wanted_again_is_taken_at_once_where_nothing_is_captured_by_itself() -> None:
    run = Run(AutoCapture(automatic=False))
    run.auto_capture.again()

    assert run.frame(Reason.GLARE) is not None


def test_the_other_face_is_captured_as_promptly_as_a_fresh_card(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1, shows="front")
    run.feed(Reason.MOVING, 0.5, shows="back")
    turned = run.number
    run.feed(Reason.HOLD_STILL, 1, shows="back")

    assert len(run.shots) == 2
    assert run.shots[1].judgement.likeness is FACES["back"]
    assert (run.shots[1].frame.number - turned) * INTERVAL_S <= HOLD_S + INTERVAL_S


def test_a_face_that_glare_changes_for_a_while_is_not_captured_again(run: Run) -> None:
    run.feed(Reason.HOLD_STILL, 1, shows="front")
    run.feed(Reason.GLARE, 1, shows="back")
    run.feed(Reason.HOLD_STILL, 1, shows="front")

    assert len(run.shots) == 1


_reasons = st.sampled_from(
    [Reason.HOLD_STILL, Reason.HOLD_STILL, Reason.HOLD_STILL, Reason.MOVING, Reason.GLARE, Reason.NO_CARD]
)
_stretches = st.lists(st.tuples(_reasons, st.sampled_from(sorted(FACES)), st.integers(1, 25)), max_size=25)


@given(_stretches)
def test_it_never_fires_twice_without_being_armed_in_between(stretches: list[tuple[Reason, str, int]]) -> None:
    run = Run(AutoCapture())
    armed = True
    for reason, shows, frames in stretches:
        for _ in range(frames):
            shot = run.frame(reason, shows=shows)
            if shot is not None:
                assert armed
                armed = False
            armed = armed or run.auto_capture.armed


@given(_stretches)
def test_it_fires_only_on_clean_frames_after_a_full_hold_of_one_kind(stretches: list[tuple[Reason, str, int]]) -> None:
    run = Run(AutoCapture())
    clean_frames = 0
    for reason, shows, frames in stretches:
        for _ in range(frames):
            shot = run.frame(reason, shows=shows)
            clean_frames = clean_frames + 1 if reason is Reason.HOLD_STILL else 0
            if shot is not None:
                assert shot.judgement.clean
                assert clean_frames * INTERVAL_S >= HOLD_S
                assert run.number - shot.frame.number <= BEST_OF


@given(_stretches)
def test_progress_only_rises_while_a_card_is_held(stretches: list[tuple[Reason, str, int]]) -> None:
    run = Run(AutoCapture())
    for reason, shows, frames in stretches:
        start = len(run.progress)
        for _ in range(frames):
            run.frame(reason, shows=shows)
        assert all(0.0 <= share <= 1.0 for share in run.progress)
        held = run.progress[start:]
        # A card that turns over while it is held is another card: its own holding begins when it is armed.
        if reason is Reason.HOLD_STILL and not (held and held[0] == 1.0):
            assert held == sorted(held)
