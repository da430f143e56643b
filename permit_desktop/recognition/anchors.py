"""Finds the card by its print where its edges fail: on white glass, among papers, on a checked cloth.

Lines of print that can stand on a permit only are read wherever they lie; the layout says where on the card each
belongs, and so where the card's corners are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.anchor_fit import outline_by
from permit_desktop.recognition.faces import LIKE_A_PERMIT, sight
from permit_desktop.recognition.known_lines import Anchor, PrintLine, back_anchors, front_anchors, is_of_permit
from permit_desktop.recognition.text_detector import TextDetector
from permit_desktop.recognition.text_model import LINE_HEIGHT_PX, TextModel

_LOOKS: Final = ((800, 16), (1280, 10))
"""The longest side looked at, in pixels, and how many of the longest lines are read: the first suffices but for small
print, that of a card which fills a quarter of the picture and is tilted."""
_AT_A_TIME: Final = 2
_MOST_LINES: Final = 28
"""Of a look: the longest lines are read first; once some of the card's print is found, those nearest to it."""
_ENOUGH_IF_SEEN: Final = 2
"""Where the ink that they have around them is a permit's."""
_ENOUGH_OF_FRONT: Final = 3
_ENOUGH_OF_BACK: Final = 5
_MOST_HEIGHTS: Final = 30.0
"""How many times as long as high a line may be: on specimens a card's is at most 20, and a page's take long to read."""
_SQUEEZE: Final = 0.65
"""Of long lines: enough to tell which they are."""
_LONG: Final = 12.0
"""From so many times as long as high: thirty characters in less would be left fewer columns than the network needs."""
_WAY_KNOWN: Final = 0.5
"""By how much the lines must have been read surer one way up than the other."""
_AT_BORDER: Final = 0.5
"""In heights of a line, its margin included."""
_SAME_WAY: Final = 0.985
"""The cosine of the angle between lines of one card, seen in perspective, is at least this."""
_CARD_HEIGHTS: Final = 20.0
"""A card is about so many heights of its lines wide."""


@dataclass(frozen=True, slots=True)
class PrintSeen:
    """What a picture shows of a permit's print.

    Attributes:
        outline: the card's corners by it, the first at the upper left of the upright print; None when it does not tell.
            Good to some millimetres: the print itself is not always where it should be. May reach beyond the picture.
        is_permit: whether some of it stands on permits only.
        runs_off: whether a line beside it, and in its direction, runs into the picture's border.
    """

    outline: Quad | None
    is_permit: bool
    runs_off: bool


class AnchorFinder:
    """Locates permits by their print."""

    def __init__(self, detector: TextDetector, model: TextModel) -> None:
        self._detector = detector
        self._model = model

    def find(self, picture: Pixels) -> PrintSeen:
        """Looks for a permit's print anywhere in the picture, and closer where none is seen at a glance."""
        for longest_side_px, longest_lines in _LOOKS:
            seen = self._look(picture, longest_side_px, longest_lines)
            if seen.is_permit or max(picture.shape[:2]) <= longest_side_px:
                break
        return seen

    def _look(self, picture: Pixels, longest_side_px: int, longest_lines: int) -> PrintSeen:
        places = self._detector.lines(picture, longest_side_px)
        left = [place for place in places if _may_be_of_card(place)]
        lines: list[PrintLine] = []
        anchors: list[Anchor] = []
        turns = {False: 0.0, True: 0.0}
        outline: Quad | None = None
        while left and len(lines) < _MOST_LINES:
            if anchors:
                around = np.mean([anchor.place for anchor in anchors], axis=(0, 1))
                left.sort(key=lambda place: float(np.linalg.norm(np.mean(place, axis=0) - around)))
            elif len(lines) >= longest_lines:
                break
            lines += self._read(picture, left[:_AT_A_TIME], turns)
            del left[:_AT_A_TIME]
            of_front = front_anchors(lines)
            anchors = of_front or back_anchors(lines)
            outline = outline_by(anchors)
            # Of a front's lines those whose length is not known tell little of its size.
            told = sum(anchor.ends for anchor in of_front) if of_front else len(anchors)
            if told >= (_ENOUGH_OF_FRONT if of_front else _ENOUGH_OF_BACK):
                break
            if told >= _ENOUGH_IF_SEEN and outline is not None and _is_seen(picture, outline):
                break
        permit = [line.place for line in lines if is_of_permit(line.text)]
        at_border = [place for place in places if _at_border(place, picture)]
        runs_off = any(_is_beside(place, line) for place in at_border for line in permit)
        return PrintSeen(outline, bool(permit), runs_off)

    def _read(self, picture: Pixels, places: Sequence[Quad], turns: dict[bool, float]) -> list[PrintLine]:
        """Reads lines; the first few tell which way up the print stands.

        Args:
            turns: how surely lines were read as they lie, and turned; added to.
        """
        lines: list[PrintLine] = []
        for place in places:
            likelier = max(turns, key=lambda way: turns[way])
            known = abs(turns[False] - turns[True]) > _WAY_KNOWN
            ways = []
            for turned in (likelier,) if known else (False, True):
                quad = place.turned() if turned else place
                line, sure = self._line(picture, quad)
                turns[turned] += sure
                ways.append((sure, line))
            lines.append(max(ways, key=lambda way: way[0])[1])
        return lines

    def _line(self, picture: Pixels, place: Quad) -> tuple[PrintLine, float]:
        """A line with the network's own best text, without blanks, and how sure that is (mean probability)."""
        corners = np.asarray(place, np.float32)
        width_px = float(np.linalg.norm(corners[1] - corners[0]))
        height_px = max(1.0, float(np.linalg.norm(corners[3] - corners[0])))
        size = (max(1, round(width_px * LINE_HEIGHT_PX / height_px)), LINE_HEIGHT_PX)
        target = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
        crop = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(corners, target), size, flags=cv2.INTER_AREA)
        seen = self._model.probabilities(np.asarray(crop, np.uint8), _SQUEEZE if width_px > _LONG * height_px else 1.0)
        characters = [one for one in seen.best_text if not one.character.isspace()]
        text = "".join(one.character for one in characters)
        sure = float(np.mean([one.sure for one in characters])) if characters else 0.0
        return PrintLine(text, place, tuple(one.middle for one in characters)), sure


def _may_be_of_card(place: Quad) -> bool:
    corners = np.asarray(place)
    length_px, height_px = (float(np.linalg.norm(corners[corner] - corners[0])) for corner in (1, 3))
    return length_px <= _MOST_HEIGHTS * max(height_px, 1.0)


def _at_border(place: Quad, picture: Pixels) -> bool:
    """Whether a line of print ends, or lies, less than its own height from the border."""
    corners = np.asarray(place)
    height_px = float(np.linalg.norm(corners[3] - corners[0]))
    least, most = corners.min(axis=0), corners.max(axis=0)
    size = np.array(picture.shape[1::-1])
    return bool((least < _AT_BORDER * height_px).any() or (most > size - _AT_BORDER * height_px).any())


def _is_beside(place: Quad, line: Quad) -> bool:
    """Whether a line of print can be on the same card as another."""
    ways = [np.subtract(one.top_right, one.top_left) for one in (place, line)]
    lengths = [max(float(np.linalg.norm(way)), 1e-9) for way in ways]
    apart_px = float(np.linalg.norm(np.mean(place, axis=0) - np.mean(line, axis=0)))
    height_px = float(np.linalg.norm(np.subtract(line.bottom_left, line.top_left)))
    cosine = abs(float(ways[0] @ ways[1])) / (lengths[0] * lengths[1])
    return cosine > _SAME_WAY and apart_px < _CARD_HEIGHTS * height_px


def _is_seen(picture: Pixels, outline: Quad) -> bool:
    return sight(picture, outline).likeness >= LIKE_A_PERMIT
