"""Reads what is left of a machine-readable line that is partly covered, character by character.

The line's thirty characters stand at an even pitch, so each that the network sees has a place, and the places where it
sees none, or is not sure, are told as unreadable. Nothing is filled in, neither from the print nor from a check digit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import FRONT
from permit_desktop.domain.machine_line import ALPHABET, DOCUMENT_CODES, LENGTH, UNREADABLE
from permit_desktop.domain.permit import FieldName
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.ctc import Candidate
from permit_desktop.recognition.lines import Search, find_lines
from permit_desktop.recognition.text_model import LINE_HEIGHT_PX, TextModel
from permit_desktop.recognition.zones import ZoneReading

_PLACE: Final = FRONT[FieldName.MACHINE_CODE]
_SEARCH: Final = Search(_PLACE, slack_mm=2.2, gap_mm=40.0)
_SQUEEZE: Final = 0.7
_HEIGHTS_MM: Final = (2.0, 5.5)
"""What a line of this print, with its margin, may measure; a thumb at it makes the line seem higher."""
_USUAL_HEIGHT_MM: Final = 3.9
_PITCHES_MM: Final = np.linspace(2.34, 2.46, 13)
_FIRST_MM: Final = np.arange(_PLACE.x_mm - 1.4, _PLACE.x_mm + 3.8, 0.1)
"""Where the middle of the first character may be."""
_OFF_MM: Final = 0.5
_WRONG_KIND: Final = 0.3
_SURE: Final = 0.9
_SURE_BESIDE: Final = 0.985
"""How sure the network must be of a character, and of one beside an unreadable one, which may be covered in part."""
_LEAST_READ: Final = 10
_LEAST_LANDMARKS: Final = 2
_FILLERS: Final = frozenset((12, 20, 28))
_LETTERS: Final = frozenset((0, 1, 2))
_EITHER: Final = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    """One character that the network sees: which, how surely, and where its middle is."""

    character: str
    sure: float
    x_mm: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the middle of the line's first character is, and how far it is from one to the next."""

    first_mm: float
    pitch_mm: float

    def places(self, seen: Sequence[_Seen]) -> NDArray[np.float64]:
        """At which place of the line, in fractions, each character stands."""
        return np.asarray([(one.x_mm - self.first_mm) / self.pitch_mm for one in seen])

    def line(self, strip: Box) -> Box:
        """All the characters' cells, as high as the strip that they were read in."""
        first_mm = self.first_mm - self.pitch_mm / 2
        return Box(first_mm, strip.y_mm, LENGTH * self.pitch_mm, strip.height_mm)


def read_partial_line(view: CardView, model: TextModel) -> ZoneReading | None:
    """The line with `UNREADABLE` for each character that cannot be read; None when there is hardly any of it.

    The reading has the one text as its candidate, no margin, and the place of the whole line, what is covered included.
    """
    for box in (*find_lines(view.ink, _SEARCH)[:2], _PLACE.grown(0.4)):
        strip = _strip(box)
        seen = _characters(view, model, strip)
        if len(seen) < _LEAST_READ:
            continue
        grid = _grid(seen)
        text = _laid_out(seen, grid)
        if text is not None:
            sure = sum(math.log(one.sure) for one in seen)
            return ZoneReading((Candidate(text, sure),), 0.0, sure, grid.line(strip))
    return None


def _strip(line: Box) -> Box:
    """The whole width that the line can take, at the height where a part of it was found."""
    height_mm = line.height_mm if _HEIGHTS_MM[0] < line.height_mm < _HEIGHTS_MM[1] else _USUAL_HEIGHT_MM
    middle_mm = line.y_mm + line.height_mm / 2
    return Box(_PLACE.x_mm - 2.0, middle_mm - height_mm / 2, _PLACE.width_mm + 5.0, height_mm)


def _characters(view: CardView, model: TextModel, strip: Box) -> list[_Seen]:
    line = model.narrowed(model.probabilities(view.part(strip, LINE_HEIGHT_PX / strip.height_mm), _SQUEEZE), ALPHABET)
    return [_Seen(one.character, one.sure, strip.x_mm + one.middle * strip.width_mm) for one in line.best_text]


def _laid_out(seen: Sequence[_Seen], grid: _Grid) -> str | None:
    """The characters at their places; None where they do not make a line."""
    kept: dict[int, _Seen] = {}
    for one, place in zip(seen, grid.places(seen), strict=True):
        cell = round(float(place))
        if 0 <= cell < LENGTH and abs(place - cell) * _PITCHES_MM[0] < 2 * _OFF_MM:
            kept[cell] = max(one, kept.get(cell, one), key=lambda either: either.sure)
    text = _told(kept)
    read = sum(character != UNREADABLE for character in text)
    return text if read >= _LEAST_READ and _is_in_place(text) else None


def _is_in_place(text: str) -> bool:
    """Whether the line cannot be one place off: two fillers, or one and the document code, stand where they must."""
    fillers = sum(text[filler] == "<" for filler in _FILLERS)
    astray = sum(character == "<" for character in text) - fillers
    return astray == 0 and fillers + (text[:2] in DOCUMENT_CODES) >= _LEAST_LANDMARKS


def _grid(seen: Sequence[_Seen]) -> _Grid:
    """The grid that suits the characters best.

    Those on a grid's places count, those where one of their kind may stand the most.
    """
    at_mm = np.array([one.x_mm for one in seen])
    pitch_mm, first_mm = (grid.reshape(-1, 1) for grid in np.meshgrid(_PITCHES_MM, _FIRST_MM))
    places = (at_mm - first_mm) / pitch_mm
    cells = np.rint(places).astype(np.intp)
    near = np.exp(-(((places - cells) * pitch_mm / _OFF_MM) ** 2)) * ((cells >= 0) & (cells < LENGTH))
    fitting = np.array([[_may_stand(one.character, cell) for cell in range(LENGTH)] for one in seen])
    kind = np.where(fitting[np.arange(len(seen)), np.clip(cells, 0, LENGTH - 1)], 1.0, _WRONG_KIND)
    best = int(np.argmax((near * kind * np.array([one.sure for one in seen])).sum(axis=1)))
    return _Grid(float(first_mm[best, 0]), float(pitch_mm[best, 0]))


def _may_stand(character: str, cell: int) -> bool:
    if cell in _FILLERS or character == "<":
        return cell in _FILLERS and character == "<"
    return cell == _EITHER or character.isalpha() == (cell in _LETTERS)


def _told(kept: dict[int, _Seen]) -> str:
    """The text, with what is not surely seen as unreadable."""
    sure = {cell: one.sure if one.sure >= _SURE else 0.0 for cell, one in kept.items()}
    told = []
    for cell in range(LENGTH):
        beside = all(sure.get(other, 0.0) for other in (cell - 1, cell + 1) if 0 <= other < LENGTH)
        enough = sure.get(cell, 0.0) >= (_SURE if beside else _SURE_BESIDE)
        told.append(kept[cell].character if enough and cell in kept else UNREADABLE)
    return "".join(told)
