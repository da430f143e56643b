"""Lines of print that a permit carries, told by their text wherever they lie, and where on the card each belongs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import BACK_FOOTER, BACK_HK, FRONT
from permit_desktop.domain.machine_line import DOCUMENT_CODES, LENGTH
from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.domain.vocabulary import ENDORSEMENT_TYPES


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A line of print that was read.

    Attributes:
        text: without blanks.
        place: where it was detected, in picture pixels; reaches beyond its print.
        middles: of each character of the text, how far along the place its middle is, 0 to 1.
    """

    text: str
    place: Quad
    middles: tuple[float, ...]

    def part(self, begin: int, end: int) -> Quad:
        """The part of the place that some of the characters take up."""
        if len(self.middles) < 2:
            return self.place
        half = (self.middles[-1] - self.middles[0]) / (len(self.middles) - 1) / 2
        first, last = max(0.0, self.middles[begin] - half), min(1.0, self.middles[end - 1] + half)
        top_left, top_right, bottom_right, bottom_left = np.asarray(self.place)
        top, bottom = top_right - top_left, bottom_right - bottom_left
        return Quad.of(
            np.array(
                [
                    top_left + first * top,
                    top_left + last * top,
                    bottom_left + last * bottom,
                    bottom_left + first * bottom,
                ]
            )
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line of the layout, or a part of one, and where it lies in the picture.

    Attributes:
        ends: whether its end is known too; the length of a name or a remark says nothing.
    """

    box: Box
    place: Quad
    ends: bool = True


_TITLES: Final = tuple(permit_type.value for permit_type in PermitType)
_FEWEST_OF_TITLE: Final = 4
_MACHINE_LINE: Final = re.compile(r"(?=.*<)[A-Z0-9<]{26,32}")
_MACHINE_LINE_BEGIN: Final = re.compile(rf"(?:{'|'.join(DOCUMENT_CODES)})[A-Z0-9][A-Z0-9<]{{7,22}}")
"""What the detector leaves of a machine-readable line that it breaks in two."""
_NUMBER: Final = re.compile(r"(?<![A-Z0-9])(?:C[0-9A-Z][0-9]{7}|L[0-9]{8})(?![A-Z0-9<])")
_DAYS: Final = r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}-[0-9]{4}\.[0-9]{2}\.[0-9]{2}"
_BESIDES: Final = (
    (FieldName.NAME_EN, re.compile(r"[A-Z]{2,},[A-Z]{2,}")),
    (FieldName.VALID_PERIOD, re.compile(_DAYS)),
    (FieldName.ISSUING_AUTHORITY, re.compile(r".*出入境管理局")),
)
"""Lines of a front that other documents carry as well, and whose length varies."""
_FOOTER: Final = re.compile(r"预存指纹.*自助通关")
_LABEL: Final = re.compile(r"种类|有效期|备注")
_KIND: Final = re.compile(rf"(?:种类)?(?:{'|'.join(kind[:-3] for kind in ENDORSEMENT_TYPES)})")
_PERIOD: Final = re.compile(rf"(?:有效期)?{_DAYS}")
_REMARK: Final = re.compile(r"(?:备注)?持证人.*(?:逗留|停留|进入许可)")
_ISSUE_CODE: Final = re.compile(r"[0-9]{4}-([A-Z])[0-9]{3}")
_HEAD: Final = BACK_HK[FieldName.HK_TYPE]
_LINE_PITCH_MM: Final = 5.0
_BLOCK_LINES: Final = (
    (_KIND, _HEAD),
    (_PERIOD, BACK_HK[FieldName.HK_VALID_PERIOD]),
    (_REMARK, replace(_HEAD, y_mm=_HEAD.y_mm + 2 * _LINE_PITCH_MM)),
    (_ISSUE_CODE, BACK_HK[FieldName.HK_ISSUE_INFO]),
)
"""The lines of the upper block, and where they are."""
_OF_A_PERMIT: Final = re.compile(
    r"往来(?:港澳|台湾)|来(?:港澳|台湾)通|(?<!前往港)澳通行证|湾通行证|C(?:SC|DL)[0-9A-Z][0-9]{6}|<[0-9]{7}<[0-9]{7}"
    r"|(?<![0-9A-Z])(?:C[0-9A-HJ-NP-Z]|L[0-9])[0-9]{7}(?![0-9])|次往返有效|进入许可的规定|入出(?:香港|澳门|台湾)"
    r"|持证人(?:每次)?在|[0-9]{4}-[HMT][0-9]{3}|自助通关"
)
_LABEL_X_MM: Final = 9.0
_SENTENCE_PITCH_MM: Final = 2.8
"""From one character of a remark, or of the sentence at the foot, to the next: they are set in 8 point."""
_NARROW: Final = 0.55
"""The width of a digit against a Chinese character's."""
_BLOCK_PITCH_MM: Final = 22.0
"""From a line of the upper endorsement block to the same line of the lower one."""


def is_of_permit(text: str) -> bool:
    """Whether a part of a line stands on a permit and hardly anywhere else."""
    return _OF_A_PERMIT.search(text) is not None


def front_anchors(lines: Iterable[PrintLine]) -> list[Anchor]:
    """The lines of a front; none where a number is all that was found, which may stand anywhere."""
    certain: dict[FieldName, Anchor] = {}
    besides: dict[FieldName, Anchor] = {}
    for line in lines:
        for field, anchor in _certain(line):
            certain.setdefault(field, anchor)
        for field, pattern in _BESIDES:
            if pattern.fullmatch(line.text):
                besides.setdefault(field, Anchor(FRONT[field], line.part(0, len(line.text)), ends=False))
    if certain.keys() <= {FieldName.NUMBER} and not (certain and FieldName.ISSUING_AUTHORITY in besides):
        return []
    return [*certain.values(), *besides.values()]


def _certain(line: PrintLine) -> Iterable[tuple[FieldName, Anchor]]:
    """What of a line stands on a permit's front alone; the detector may take the number for the title's end."""
    text, machine_line = line.text, FRONT[FieldName.MACHINE_CODE]
    title = _title(line)
    if title is not None:
        yield FieldName.TYPE, title
    number = _NUMBER.search(text)
    if number is not None:
        yield FieldName.NUMBER, Anchor(FRONT[FieldName.NUMBER], line.part(*number.span()))
    if _MACHINE_LINE.fullmatch(text):
        place = line.part(0, LENGTH) if len(text) == LENGTH else line.place
        yield FieldName.MACHINE_CODE, Anchor(machine_line, place)
    elif _MACHINE_LINE_BEGIN.fullmatch(text):
        begin = _part_of(machine_line, 0, len(text), LENGTH)
        yield FieldName.MACHINE_CODE, Anchor(begin, line.part(0, len(text)))


def _title(line: PrintLine) -> Anchor | None:
    """The most of a title that a line holds."""
    for count in range(len(_TITLES[0]), _FEWEST_OF_TITLE - 1, -1):
        for title in _TITLES:
            for first in range(len(title) - count + 1):
                at = line.text.find(title[first : first + count])
                if at >= 0:
                    box = _part_of(FRONT[FieldName.TYPE], first, first + count, len(title))
                    return Anchor(box, line.part(at, at + count))
    return None


def _part_of(box: Box, begin: int, end: int, count: int) -> Box:
    """Where some of a line's characters stand, which are evenly set."""
    pitch_mm = box.width_mm / count
    return Box(box.x_mm + begin * pitch_mm, box.y_mm, (end - begin) * pitch_mm, box.height_mm)


def back_anchors(lines: Sequence[PrintLine]) -> list[Anchor]:
    """The lines of the endorsement blocks, upper and lower told apart by their order on the card."""
    found = [[line for line in lines if pattern.match(line.text)][:2] for pattern, _ in _BLOCK_LINES]
    blocks = max(len(group) for group in found)
    lower_only = blocks == 1 and any(_is_macao(line.text) for group in found for line in group)
    footers = [line for line in lines if _FOOTER.match(line.text)][:1]
    anchors = [Anchor(_as_long_as(line.text, BACK_FOOTER), line.part(0, len(line.text))) for line in footers]
    for group, (pattern, box) in zip(found, _BLOCK_LINES, strict=True):
        if len(group) < blocks:
            continue  # one of two: there is no telling which block it is of
        for index, line in enumerate(sorted(group, key=lambda line: _down(line.place, lines))):
            x_mm = _LABEL_X_MM if _LABEL.match(line.text) else box.x_mm
            y_mm = box.y_mm + (_BLOCK_PITCH_MM if index or lower_only else 0.0)
            width_mm = box.right_mm - x_mm
            if pattern is _REMARK:
                width_mm = box.x_mm - x_mm + _width_mm(_LABEL.sub("", line.text))
            anchors.append(Anchor(Box(x_mm, y_mm, width_mm, box.height_mm), line.place, ends=pattern is _REMARK))
    # An issue code is about as long as its place; that is known too roughly to count beside anything else.
    return [replace(anchor, ends=True) for anchor in anchors] if len(anchors) == 1 and found[-1] else anchors


def _as_long_as(sentence: str, box: Box) -> Box:
    return Box(box.x_mm, box.y_mm, _width_mm(sentence), box.height_mm)


def _width_mm(sentence: str) -> float:
    return _SENTENCE_PITCH_MM * sum(_NARROW if character.isascii() else 1.0 for character in sentence)


def _is_macao(text: str) -> bool:
    code = _ISSUE_CODE.fullmatch(text)
    return "澳门" in text or (code is not None and code[1] == "M")


def _down(place: Quad, lines: Iterable[PrintLine]) -> float:
    """How far down the card a line lies, along the common direction of the print."""
    along = np.sum([np.subtract(line.place.top_right, line.place.top_left) for line in lines], axis=0)
    across = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-9)
    return float(across @ np.mean(place, axis=0))
