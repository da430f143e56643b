"""A card that the picture's border cuts, told by its sides that run on into the border."""

from __future__ import annotations

import numpy as np
import pytest

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.frame_edge import runs_into_frame
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import px_per_mm
from tests.imaging.drawn import LEVEL, on_desk

SCALE = px_per_mm(LEVEL)
LEFT, TOP = (int(min(corner[axis] for corner in LEVEL)) for axis in (0, 1))


def without(picture: Pixels, columns_px: int, rows_px: int) -> tuple[Pixels, Quad]:
    """The picture without its first columns and rows, and where the whole card's outline then lies."""
    moved = Quad.of(np.asarray(LEVEL) - (columns_px, rows_px))
    return np.ascontiguousarray(picture[rows_px:, columns_px:]), moved


def at_border(outline: Quad) -> Quad:
    """The outline as an edge finder gives it for a cut card: with the border in the missing side's place."""
    return Quad.of(np.maximum(np.asarray(outline), 0.0))


@pytest.mark.parametrize("desk", [30, 150, 250])
@pytest.mark.parametrize("missing_mm", [2.5, 3.5, 6.0])
def test_sides_that_run_into_the_border_tell_a_cut(desk: int, missing_mm: float) -> None:
    picture = on_desk(LEVEL, desk=desk)
    columns_px, rows_px = LEFT + round(missing_mm * SCALE), TOP + round(missing_mm * SCALE)
    for cut, outline in (without(picture, columns_px, 0), without(picture, 0, rows_px)):
        assert runs_into_frame(cut, at_border(outline))


@pytest.mark.parametrize("desk", [30, 150, 250])
@pytest.mark.parametrize("kept_mm", [0.0, 1.0, 4.0])
def test_round_corners_near_the_border_tell_a_whole_card(desk: int, kept_mm: float) -> None:
    kept_px = round(kept_mm * SCALE)
    cut, outline = without(on_desk(LEVEL, desk=desk), LEFT - kept_px, TOP - kept_px)
    assert not runs_into_frame(cut, outline)


@pytest.mark.parametrize("paper", [(30, 60, 40), (20, 20, 120)])
def test_a_papers_edge_that_meets_a_whole_cards_corner_is_no_cut(paper: tuple[int, int, int]) -> None:
    cut, outline = without(on_desk(LEVEL, desk=215), 0, TOP - round(0.35 * SCALE))
    corner = outline.top_left
    cut[: round(corner.y + 1.2 * SCALE), : round(corner.x)] = paper
    assert not runs_into_frame(cut, outline)


def test_a_papers_edge_as_strong_as_the_cards_but_of_other_colours_is_no_cut() -> None:
    cut, outline = without(on_desk(LEVEL, desk=215), 0, TOP - round(0.35 * SCALE))
    corner = outline.top_left
    # Its edge is 1.2 times the card's; what tells them apart is the course of their colours alone.
    cut[: round(corner.y + 1.2 * SCALE), : round(corner.x)] = (255, 215, 120)
    assert not runs_into_frame(cut, outline)


def test_a_card_amid_the_picture_is_not_looked_at() -> None:
    assert not runs_into_frame(np.zeros((560, 800, 3), np.uint8), LEVEL)
