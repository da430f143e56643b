"""Finds the line of print that belongs to a zone, where the layout promises it within its tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box
from permit_desktop.recognition.card_view import PX_PER_MM

_MIN_HEIGHT_MM: Final = 1.2
_JOIN_ROWS_MM: Final = 0.25
_FAINT: Final = 0.14
_STRONG: Final = 0.4
_STROKE_MM: Final = 0.5
"""No upright stroke of the print is wider."""
_AROUND_MM: Final = 1.1
"""Level strokes of one character are not farther apart, lines of print are."""
_FEWEST_MARKS: Final = 1.5
_CLEARLY_HIGHER: Final = 1.25
_HIGHEST: Final = 1.2
"""Against the zone's height, for print that little tells from artwork."""
_MARGIN_SHARE: Final = 0.16
"""How much of the line's height is added above and below: the network was trained on lines with some air."""


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look for a line.

    Attributes:
        box: where the layout puts it, as long as its longest text.
        slack_mm: how far it may lie from there in each direction.
        gap_mm: the widest blank inside the line; a wider one ends it.
    """

    box: Box
    slack_mm: float
    gap_mm: float


def find_lines(ink: NDArray[np.float32], search: Search) -> tuple[Box, ...]:
    """The lines of print near a zone, the likeliest first.

    Args:
        ink: float32 (height, width) at `PX_PER_MM` over the whole card.

    Returns:
        Boxes in card millimetres, tight around the ink plus the margin that the recognition network likes.
    """
    box, slack_mm = search.box, search.slack_mm
    top, bottom = _pixels(box.y_mm - slack_mm, box.bottom_mm + slack_mm, ink.shape[0])
    left, right = _pixels(box.x_mm - slack_mm, box.right_mm + slack_mm, ink.shape[1])
    area = ink[top:bottom, left:right]
    if area.size == 0:
        return ()
    marks = _marks(area)
    found = []
    for first, last, is_part in _rows(marks, box.height_mm):
        height_mm = (last - first) / PX_PER_MM
        if height_mm < _MIN_HEIGHT_MM:
            continue
        columns = _columns(marks[first:last], search.gap_mm, start_px=(box.x_mm - slack_mm) * PX_PER_MM - left)
        if columns is None:
            continue
        line = Box(
            (left + columns[0]) / PX_PER_MM,
            (top + first) / PX_PER_MM,
            (columns[1] - columns[0]) / PX_PER_MM,
            height_mm,
        )
        found.append((is_part, -_fit(line, box), line))
    found.sort(key=lambda item: item[:2])
    return tuple(_with_margin(line) for _, _, line in found)


def _pixels(start_mm: float, end_mm: float, limit_px: int) -> tuple[int, int]:
    return max(0, round(start_mm * PX_PER_MM)), min(limit_px, round(end_mm * PX_PER_MM))


def _marks(area: NDArray[np.float32]) -> NDArray[np.float32]:
    """The print in the area as 0 or 1: what is clearly darker than the artwork behind."""
    dark = float(np.quantile(area, 0.985))
    typical = float(np.median(area))
    threshold = max(typical + 0.42 * (dark - typical), 0.06)
    return (area > threshold).astype(np.float32)


def _rows(marks: NDArray[np.float32], expected_mm: float) -> Iterator[tuple[int, int, bool]]:
    """From which to which row lines reach, and whether that is a part of another line.

    One that is too high is told without its faint rows too, which artwork may be. Where few strokes hold it together
    it is told as far as those reach.
    """
    runs = _runs(_row_profile(marks, _FAINT), _JOIN_ROWS_MM)
    for first, last in _runs(_thin_profile(marks), _JOIN_ROWS_MM):
        highest = max((min(end, last) - max(start, first) for start, end in runs), default=0)
        if _CLEARLY_HIGHER * highest < last - first < _HIGHEST * expected_mm * PX_PER_MM:
            yield first, last, False
    for first, last in runs:
        yield first, last, False
        if last - first > expected_mm * PX_PER_MM:
            strong = _runs(_row_profile(marks[first:last], _STRONG), _JOIN_ROWS_MM)
            yield from ((first + start, first + end, True) for start, end in strong if end - start < last - first)


def _row_profile(marks: NDArray[np.float32], least: float) -> NDArray[np.bool_]:
    """Which rows hold print: at least this share of the fullest rows' marks."""
    smooth = _smooth(marks.sum(axis=1))
    return np.asarray(smooth > max(least * float(np.quantile(smooth, 0.95)), _FEWEST_MARKS))


def _thin_profile(marks: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which rows hold print, also where one upright stroke alone crosses them, as in 王一.

    They are compared with the rows around alone, the next line's not among them, and a level stroke as long as a
    character counts no more there than an upright one.
    """
    rows = marks.sum(axis=1)
    strokes = np.count_nonzero(np.diff(marks, axis=1, prepend=0) > 0, axis=1)
    counted = np.minimum(rows, strokes * _STROKE_MM * PX_PER_MM).astype(np.float32).reshape(-1, 1)
    around = cv2.dilate(counted, np.ones((2 * round(_AROUND_MM * PX_PER_MM) + 1, 1), np.uint8)).reshape(-1)
    return np.asarray(_smooth(rows) > np.maximum(_FAINT * around, _FEWEST_MARKS))


def _smooth(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(rows.reshape(-1, 1), (1, 3), 0.8), np.float32).reshape(-1)


def _runs(present: NDArray[np.bool_], join_mm: float) -> list[tuple[int, int]]:
    """Runs of true values as (first, one past last), those with small holes between them joined."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], present.astype(np.int8), [0]))))
    joined: list[tuple[int, int]] = []
    for first, last in edges.reshape(-1, 2).tolist():
        if joined and first - joined[-1][1] <= join_mm * PX_PER_MM:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _columns(marks: NDArray[np.float32], gap_mm: float, start_px: float) -> tuple[int, int] | None:
    """From where to where the line reaches: the longest run of print, blanks up to `gap_mm` included."""
    present = marks.sum(axis=0) >= 1.0
    runs = [run for run in _runs(present, gap_mm) if run[1] > start_px]
    if not runs:
        return None
    return max(runs, key=lambda run: float(marks[:, run[0] : run[1]].sum()))


def _fit(line: Box, expected: Box) -> float:
    """How well a line fits the zone: overlap in height, less what differs in height and in start."""
    overlap_mm = min(line.bottom_mm, expected.bottom_mm) - max(line.y_mm, expected.y_mm)
    start_mm = abs(line.x_mm - expected.x_mm)
    return overlap_mm / expected.height_mm - 0.4 * abs(line.height_mm / expected.height_mm - 0.85) - 0.05 * start_mm


def _with_margin(line: Box) -> Box:
    return line.grown(_MARGIN_SHARE * line.height_mm)


def ink_box(line: Box) -> Box:
    """The ink alone of a line that `find_lines` found."""
    return line.grown(-_MARGIN_SHARE * line.height_mm / (1 + 2 * _MARGIN_SHARE))


def print_apart(ink: NDArray[np.float32], line: Box, gap_mm: float) -> tuple[Box, ...]:
    """The stretches of print in a line that blanks of more than `gap_mm` keep apart, from left to right."""
    top, bottom = _pixels(line.y_mm, line.bottom_mm, ink.shape[0])
    left, right = _pixels(line.x_mm, line.right_mm, ink.shape[1])
    area = ink[top:bottom, left:right]
    if area.size == 0:
        return ()
    runs = _runs(_marks(area).sum(axis=0) >= 1.0, gap_mm)
    return tuple(
        Box((left + first) / PX_PER_MM, line.y_mm, (last - first) / PX_PER_MM, line.height_mm) for first, last in runs
    )
