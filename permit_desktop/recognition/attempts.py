"""The places of one still that were read as a permit, and the best of what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import Candidate
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import px_per_mm
from permit_desktop.recognition.card_reader import CardReader, CardReading
from permit_desktop.recognition.faces import LIKE_A_PERMIT, Sight, sight

_SAME_MM: Final = 0.7
"""Outlines that lie no farther apart read the same."""
_CONVERGING_MM: Final = 1.5
"""Outlines that lie no farther from one that was aligned come to the same by aligning."""
_MOST: Final = 5
_ENOUGH_READINGS: Final = 2
_A_LOOK: Final = 2
_OVERLAP: Final = 0.1
"""Outlines that share less of the smaller one than this are of two cards."""
_DOUBTFUL: Final = 0.52
"""The likeness to a permit below which an outline often lies beside the card: such a one is read last."""


class Attempts:
    """Reads one still, place after place.

    Attributes:
        best: the best reading so far; None when no place was a permit.
    """

    def __init__(self, reader: CardReader, still: Pixels) -> None:
        self._reader = reader
        self._still = still
        self._outlines: list[Quad] = []
        self._unlike: list[Quad] = []
        self._permits: list[Quad] = []
        self._doubtful: list[Sight] = []
        self._readings = 0
        self.best: CardReading | None = None

    @property
    def over(self) -> bool:
        """Whether another place is not worth its time."""
        return len(self._outlines) >= _MOST or (self.best is not None and self.best.complete)

    @property
    def failed(self) -> bool:
        """Whether the card is worth a search by its print: no place was read, or but one, and that does not fit."""
        return self.best is None or (self._readings < _ENOUGH_READINGS and not self.best.complete)

    def read_likeliest(self, candidates: Iterable[Candidate]) -> None:
        """Reads those few of the places that edges showed which hold a permit the likeliest by edges and ink.

        The doubtful ones are left for `read_doubtful`.
        """
        seen: list[tuple[float, Sight]] = []
        for candidate in candidates:
            if _is_among(candidate.outline, self._unlike, _CONVERGING_MM):
                continue
            one = sight(self._still, candidate.outline)
            if one.likeness < LIKE_A_PERMIT:
                self._unlike.append(candidate.outline)
            elif one.likeness < _DOUBTFUL:
                self._doubtful.append(one)
            else:
                self._permits.append(candidate.outline)
                seen.append((candidate.score + one.likeness, one))
        seen.sort(key=lambda place: -place[0])
        self._read_until_over(one for _, one in seen[:_A_LOOK])

    def saw_beside(self, outline: Quad) -> bool:
        """Whether edges and ink showed a permit elsewhere than here."""
        return any(_is_elsewhere(other, outline) for other in self._permits)

    def read_doubtful(self) -> None:
        """Reads the places that were left, the likeliest first."""
        self._doubtful.sort(key=lambda one: -one.likeness)
        self._read_until_over(self._doubtful)

    def _read_until_over(self, places: Iterable[Sight]) -> None:
        for seen in places:
            if self.over:
                return
            self.read(seen)

    def read(self, seen: Sight, *, has_edges: bool = True) -> None:
        """Reads a card that was seen, and once more where its print says that its corners are elsewhere.

        Args:
            has_edges: whether its edges showed it, not its print alone.
        """
        reading = self._read_once(seen, has_edges=has_edges)
        if reading is not None and not reading.whole and reading.by_print is not None:
            self._read_once(replace(seen, outline=reading.by_print), has_edges=has_edges)

    def _read_once(self, seen: Sight, *, has_edges: bool) -> CardReading | None:
        """Reads a place unless it, or one that comes to the same, was read before."""
        if _is_among(seen.outline, self._outlines, _CONVERGING_MM):
            return None
        view = self._reader.aligned(self._still, seen, has_edges=has_edges)
        if _is_among(view.outline, self._outlines, _SAME_MM):
            return None
        self._outlines.append(view.outline)
        reading = self._reader.read(view, seen.face)
        if reading is None:
            return None
        self._readings += 1
        if self.best is None or _merit(reading) > _merit(self.best):
            self.best = reading
        return reading


def _is_among(outline: Quad, others: Iterable[Quad], within_mm: float) -> bool:
    return any(_apart_mm(outline, other) < within_mm for other in others)


def _is_elsewhere(outline: Quad, other: Quad) -> bool:
    """Whether two cards could lie so, beside each other."""
    first, second = (np.asarray(quad, np.float32) for quad in (outline, other))
    common, _ = cv2.intersectConvexConvex(first, second)
    return float(common) < _OVERLAP * min(cv2.contourArea(first), cv2.contourArea(second))


def _merit(reading: CardReading) -> tuple[bool, float, float]:
    return reading.settled, reading.legible, -reading.stretch_mm


def _apart_mm(first: Quad, second: Quad) -> float:
    apart_px = np.linalg.norm(np.asarray(first) - np.asarray(second), axis=1).max()
    return float(apart_px / px_per_mm(first))
