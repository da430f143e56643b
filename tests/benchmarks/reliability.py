"""Whether confidences mean what they say: the reliability diagram (Niculescu-Mizil and Caruana, 2005) and its error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from permit_desktop.imaging.pixels import Pixels

BINS = 10
_SIDE_PX = 420
_MARGIN_PX = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """One value: whether it is right, the confidence that it was given, the band that it is shown in."""

    right: bool
    confidence: float
    band: str


def share_right(judged: Iterable[Judged], low: float, high: float) -> tuple[float, int]:
    """Of the values with a confidence from `low` to below `high`: the share that is right, and how many there are."""
    hits = [one.right for one in judged if low <= one.confidence < high]
    return (float(np.mean(hits)) if hits else float("nan")), len(hits)


def calibration_error(judged: list[Judged]) -> float:
    """The expected calibration error: mean gap between confidence and share right over ten bins, by their counts."""
    gap = 0.0
    for members in _bins(judged):
        if members:
            sure = np.mean([one.confidence for one in members])
            right = np.mean([one.right for one in members])
            gap += abs(float(sure - right)) * len(members)
    return gap / len(judged)


def draw_diagram(judged: list[Judged], file: Path) -> None:
    """Draws share right over mean confidence, one disc a bin, as large as the bin is full; the diagonal is perfect."""
    size = _SIDE_PX + 2 * _MARGIN_PX
    picture = np.full((size, size, 3), 255, np.uint8)
    grey, blue, black = (200, 200, 200), (40, 90, 200), (40, 40, 40)
    for tick in range(BINS + 1):
        at = _place(tick / BINS, 0.0)
        cv2.line(picture, at, _place(tick / BINS, 1.0), grey, 1)
        cv2.line(picture, _place(0.0, tick / BINS), _place(1.0, tick / BINS), grey, 1)
        if tick % 2 == 0:
            _write(picture, f"{tick / BINS:.1f}", (at[0] - 10, at[1] + 18), black)
            _write(picture, f"{tick / BINS:.1f}", (_MARGIN_PX - 32, _place(0.0, tick / BINS)[1] + 4), black)
    cv2.line(picture, _place(0.0, 0.0), _place(1.0, 1.0), black, 1, cv2.LINE_AA)
    for members in _bins(judged):
        if members:
            sure = float(np.mean([one.confidence for one in members]))
            right = float(np.mean([one.right for one in members]))
            radius = 3 + round(2 * np.log10(len(members)))
            cv2.circle(picture, _place(sure, right), radius, blue, -1, cv2.LINE_AA)
    _write(picture, f"confidence; {len(judged)} values, error {calibration_error(judged):.4f}", (130, size - 10), black)
    _write(picture, "share right", (10, 30), black)
    Image.fromarray(picture).save(file)


def _bins(judged: list[Judged]) -> list[list[Judged]]:
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        bins[min(BINS - 1, int(one.confidence * BINS))].append(one)
    return bins


def _place(x: float, y: float) -> tuple[int, int]:
    return round(_MARGIN_PX + x * _SIDE_PX), round(_MARGIN_PX + (1.0 - y) * _SIDE_PX)


def _write(picture: Pixels, text: str, at: tuple[int, int], ink: tuple[int, int, int]) -> None:
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.42, ink, 1, cv2.LINE_AA)
