"""Finds the card in frame after frame: searches when it has to, follows when it can.

A search costs several times what a live frame has time for, most of all where there is nothing to be found. So

- a card that was found stays where it is while the picture does not change;
- when it changes, the card is followed from frame to frame, and searched again now and then, and once the picture has
  come to rest, as a follower can be led astray;
- without a card each frame gets a quick look, and a thorough one once the picture has come to rest;
- where a thorough look remains in doubt, the picture is compared with the desk as it was when it was last empty, which
  also tells a card that the picture's border cuts, and one so near that it fills the picture;
- a picture that still is as it was when nothing was found in it is not searched again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np

from permit_desktop.capture import measures, rim
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.arrival import covers, locate_arrival, locate_cut_arrival, without_parts
from permit_desktop.imaging.cut_card import follow_cut_card, is_cut
from permit_desktop.imaging.locate import Candidate, follow_card, locate_cards
from permit_desktop.imaging.pixels import Grey, Pixels
from permit_desktop.imaging.rectify import is_convex
from permit_desktop.imaging.refine import refine_outline

_LOOK_PX: Final = (128, 72)
_CHANGE: Final = 5
"""Grey levels by which a spot of the tiny copy must differ for the picture to have changed; noise stays below 2."""
_REST_FRAMES: Final = 3
"""So many frames without a change, and the picture has come to rest."""
_EMPTY_FRAMES: Final = 60
"""So many frames at rest without a card, and the desk is taken to be empty: longer than a hand holds still."""
_PARTLY_SEEN_FRAMES: Final = 300
"""The same with what may be a card that is not wholly in the picture: longer than anybody waits for a capture."""
_AGAIN_FRAMES: Final = 12
"""A followed card is searched anew after so many frames of a changing picture."""
LEAST_SCORE: Final = 0.5
"""What scores less is no card."""
_SURE: Final = 0.65
"""What scores less, in a picture at rest, is worth a thorough look for something better."""
_RIPPLE_COST: Final = 0.02
"""What a grey level of ripple along the worst side takes from a doubtful find's score."""
_FILLING_SCORE: Final = 0.6
"""Of what fills the picture: nothing of its outline is seen."""
_FILLING_GROWN: Final = 0.05
"""By so much of the picture its outline is taken to lie beyond the border."""
_JITTER: Final = 0.008
"""In card widths: less is no movement."""
_BETTER: Final = 0.05
"""How much more another outline must score to take the place of a followed one."""


class CardFinder:
    """A locator with a memory. Not thread-safe: frames come one after another."""

    def __init__(self) -> None:
        self._shape: tuple[int, ...] = ()
        self._last: Candidate | None = None
        self._last_seen: Grey | None = None
        """What the picture was like when `_last` was found, or nothing was."""
        self._before: Grey | None = None
        self._searched: Grey | None = None
        """What it was like at the last search of a picture at rest."""
        self._empty: Pixels | None = None
        """The desk when it last lay at rest without a card."""
        self._at_rest = 0
        self._since_search = 0

    def find(self, picture: Pixels) -> Candidate | None:
        """The card in the next picture, None where there is none."""
        if picture.shape != self._shape:
            self._begin(picture.shape)
        seen = _tiny(picture)
        self._at_rest = 0 if _differ(seen, self._before) else self._at_rest + 1
        self._before = seen
        self._since_search += 1
        changed = _differ(seen, self._last_seen)
        if self._at_rest >= _REST_FRAMES and _differ(seen, self._searched):
            self._searched = seen
            kept = self._follow(picture) if changed else self._last
            sure = kept is not None and _is_sure(picture, kept)
            found = self._best(picture, kept, _quickly(picture)) if sure else self._thorough(picture, kept)
            found = _refined(picture, found)
        elif changed:
            found = self._follow(picture) or self._filling(picture)
            if found is None or self._since_search >= _AGAIN_FRAMES:
                found = self._best(picture, found, _quickly(picture))
        else:
            self._note_empty(picture)
            return self._last
        self._last, self._last_seen = found, seen
        return found

    def _begin(self, shape: tuple[int, ...]) -> None:
        """Pictures of another size come: no place in those before is one in these."""
        self._shape = shape
        self._last = None
        self._last_seen = self._before = self._searched = None
        self._empty = None
        self._at_rest = self._since_search = 0

    def _follow(self, picture: Pixels) -> Candidate | None:
        if self._last is None:
            return None
        outline = self._last.outline
        cut = is_cut(picture, outline)
        followed = follow_cut_card(picture, outline) if cut else follow_card(picture, outline, closely=True)
        if followed is None or followed.score < LEAST_SCORE or not _has_plain_rim(picture, followed):
            return None
        # A passing shadow lets single sides be seen now here, now there; a card that moves takes all of them along.
        still = measures.travel(outline, followed.outline) < _JITTER
        return Candidate(outline, followed.score) if still else followed

    def _note_empty(self, picture: Pixels) -> None:
        """Keeps the first picture of a desk at rest without a card, and later those that have stayed so for long."""
        if self._last is not None and self._last.score >= LEAST_SCORE:
            if self._at_rest == _PARTLY_SEEN_FRAMES and is_cut(picture, self._last.outline):
                self._empty = picture
        elif self._at_rest == _EMPTY_FRAMES or (self._empty is None and self._at_rest > _REST_FRAMES):
            self._empty = picture

    def _best(self, picture: Pixels, kept: Candidate | None, found: Candidate | None) -> Candidate | None:
        self._since_search = 0
        if kept is None or found is None:
            return kept or found
        better = found.score > kept.score + _BETTER and _merit(picture, found) > _merit(picture, kept)
        return _in_place_of(kept, found) if better else kept

    def _thorough(self, picture: Pixels, kept: Candidate | None) -> Candidate | None:
        """The best of a thorough look; among doubtful finds, that whose rim bears least print."""
        self._since_search = 0
        found = _with_plain_rims(picture, locate_cards(picture))
        best = next((candidate for candidate in found if _is_sure(picture, candidate)), None)
        if best is None:
            partly_seen = self._partly_seen(picture)
            # An outline that runs through the print has three good sides, too.
            if partly_seen is not None and rim.may_be_a_cards(picture, partly_seen.outline, most_marred=0):
                best = partly_seen
        if best is None:
            arrived = self._arrived(picture, locate_arrival)
            others = [each for each in (kept, arrived, partly_seen) if each is not None]
            doubtful = _with_plain_rims(picture, others) + found
            if self._empty is not None:
                doubtful = without_parts(doubtful, picture, self._empty)
            # What is no card is not preferred to what may be one, however little print its rim bears.
            best = max(doubtful, key=lambda each: (each.score >= LEAST_SCORE, _merit(picture, each)), default=None)
        return _in_place_of(kept, best) if kept is not None and best is not None else best

    def _partly_seen(self, picture: Pixels) -> Candidate | None:
        """A card that reaches beyond the picture. Its print has lines that look like a smaller card's sides."""
        return self._arrived(picture, locate_cut_arrival) or self._filling(picture)

    def _filling(self, picture: Pixels) -> Candidate | None:
        """A card so near that it fills the picture."""
        return self._arrived(picture, _filling)

    def _arrived(self, picture: Pixels, locate: Callable[[Pixels, Pixels], Candidate | None]) -> Candidate | None:
        return locate(picture, self._empty) if self._empty is not None else None


def _quickly(picture: Pixels) -> Candidate | None:
    """The best find of a quick look; in doubt, as it is seen from near by."""
    best = next(iter(_with_plain_rims(picture, locate_cards(picture, thorough=False))), None)
    if best is None or best.score >= _SURE:
        return best
    closer = follow_card(picture, best.outline, closely=True)
    return closer if closer is not None and closer.score > best.score and _has_plain_rim(picture, closer) else best


def _merit(picture: Pixels, found: Candidate) -> float:
    """How well a doubtful find fares among others: print on the rim speaks against it."""
    return found.score - _RIPPLE_COST * max(rim.ripples(picture, found.outline), default=0.0)


def _with_plain_rims(picture: Pixels, found: Sequence[Candidate]) -> list[Candidate]:
    """Those finds that are not told by their rims to be no cards."""
    return [each for each in found if _has_plain_rim(picture, each)]


def _has_plain_rim(picture: Pixels, found: Candidate) -> bool:
    most_marred = 2 if found.score >= _SURE else 1
    return rim.may_be_a_cards(picture, found.outline, most_marred=most_marred)


def _filling(picture: Pixels, empty: Pixels) -> Candidate | None:
    if not covers(picture, empty):
        return None
    height_px, width_px = picture.shape[:2]
    left, top = -_FILLING_GROWN * width_px, -_FILLING_GROWN * height_px
    right, bottom = width_px - left, height_px - top
    return Candidate(Quad.of([(left, top), (right, top), (right, bottom), (left, bottom)]), _FILLING_SCORE)


def _is_sure(picture: Pixels, found: Candidate) -> bool:
    """Whether a find needs no second look: four good sides, of which one at most bears print, as fingers look like.

    What the border cuts shows fewer, and stays a guess.
    """
    if found.score < _SURE or is_cut(picture, found.outline):
        return False
    seen = rim.ripples(picture, found.outline)
    return len(seen) > 1 and seen[-2] < rim.MOST_RIPPLE


def _refined(picture: Pixels, found: Candidate | None) -> Candidate | None:
    """The find moved onto the card's true edges: worth its time once the card lies still."""
    if found is None or found.score < LEAST_SCORE or not is_convex(found.outline) or is_cut(picture, found.outline):
        return found
    return Candidate(refine_outline(picture, found.outline), found.score)


def _in_place_of(kept: Candidate, found: Candidate) -> Candidate:
    return Candidate(_in_order_of(kept.outline, found.outline), found.score)


def _in_order_of(known: Quad, found: Quad) -> Quad:
    """The found outline with its corners in the order of the known one, so that its face stays the same way up."""
    one, other = np.asarray(known), np.asarray(found)
    turns = [np.roll(other, turn, axis=0) for turn in range(4)]
    return Quad.of(min(turns, key=lambda turned: float(np.abs(turned - one).sum())))


def _tiny(picture: Pixels) -> Grey:
    # In two steps: averaging over large areas at once takes several times as long.
    size_px = max(1, picture.shape[1] // 4), max(1, picture.shape[0] // 4)
    quarter = cv2.resize(picture, size_px, interpolation=cv2.INTER_LINEAR)
    small = cv2.resize(cv2.cvtColor(quarter, cv2.COLOR_BGR2GRAY), _LOOK_PX, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def _differ(one: Grey, other: Grey | None) -> bool:
    return other is None or float(cv2.norm(one, other, cv2.NORM_INF)) > _CHANGE
