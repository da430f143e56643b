"""Reads the card inside an outline: which side it is, which way up, and every field of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from permit_desktop.domain import machine_line
from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.geometry import Quad, around
from permit_desktop.domain.permit import FieldName, Note, PermitResult, PermitType, Portrait, Reading, Side
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.imaging.refine import refine_outline
from permit_desktop.recognition.back import TW, BackReader, Block, back_anchors, back_landmarks, remark_lines
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.confidence import COEFFICIENTS, NAME_COEFFICIENTS, confidence
from permit_desktop.recognition.faces import Face, Sight
from permit_desktop.recognition.front import FrontReader, front_anchors, front_landmarks
from permit_desktop.recognition.lines import ink_box, print_apart
from permit_desktop.recognition.portrait import find_portrait
from permit_desktop.recognition.registration import misfit, true_outline
from permit_desktop.recognition.zones import ZoneReading

_PORTRAIT_PX_PER_MM: Final = 16.0
_DISPUTED: Final = 0.6
"""The most that a value is trusted which its own second reading or a check digit contradicts."""
_PARTLY: Final = 0.2
"""The confidence of a line some of whose characters are told as unreadable: as a whole it is not what is printed."""
_ALL: Final = 0.99
_PRINT_SHIFT_MM: Final = 2.1
"""What the print's own tolerance moves it by; on specimens' exact outlines it was never more than 1.8."""
_PRINT_STRETCH_MM: Final = {Side.FRONT: 1.6, Side.BACK: 0.9}
"""The same for what stretches it; a front's lines are printed in two goes."""
_NEAR_SHIFT_MM: Final = 3.5
_NEAR_STRETCH_MM: Final = 2.0
"""What print that is all legible may be off for its outline to be left at that: a card's own print can be so."""
_MOSTLY: Final = 0.6
_ALIGNMENTS: Final = 2
_SAME_EDGES_MM: Final = 0.2
"""Edges that lead back to the same outline will do so again: it is the print that lies beside its place."""
_BY_PRINT_ALONE: Final = 3
_SAME_PRINT_MM: Final = 0.5
"""Print that has the card as near as this to where it was looked for tells no more by another look."""
_APART_MM: Final = 2.4
"""Wider than the blank before a bracket, narrower than that between kind and round trips."""
_TWO_LINES_MM: Final = 5.0
_UNTOLD: Final = 0.5
"""The confidence of what could not be read as far as it had to be, and the most of what no list or form knows."""
_UNCONFIRMED: Final = 0.9
"""The most that a type is trusted whose title is hidden, and a name that its other spelling does not confirm: what is
left of a character under glare may look like another one."""
_NAMES: Final = (FieldName.NAME, FieldName.NAME_EN)


@dataclass(frozen=True, slots=True)
class CardReading:
    """What an outline turned out to hold.

    Attributes:
        result: the permit's side, without the portrait.
        view: the card as it was read.
        legible: the share of the side's zones that hold what they should, 0 to 1; 1 says that the outline is right.
        by_print: where the print says that the card's corners are, in picture pixels; None when it does not tell.
        is_other: whether its title names another document.
    """

    result: PermitResult
    view: CardView
    legible: float
    by_print: Quad | None
    is_other: bool = False

    @property
    def whole(self) -> bool:
        """Whether every line was read, and lies about where it should."""
        return self.complete and self.legible >= _ALL

    @property
    def complete(self) -> bool:
        """Whether no other outline is worth a try: none would be read better, though the true one may lie beside."""
        return self.settled or (self.legible >= _ALL and self._is_near)

    @property
    def _is_near(self) -> bool:
        if self.by_print is None:
            return False
        off = misfit(self.view.outline, self.by_print)
        return off.shift_mm < _NEAR_SHIFT_MM and off.stretch_mm < _NEAR_STRETCH_MM

    @property
    def settled(self) -> bool:
        """Whether the outline is the card's: what is not legible in it is so for other reasons."""
        return self.legible > _MOSTLY and _fits(self.result.side or Side.FRONT, self.view.outline, self.by_print)

    @property
    def stretch_mm(self) -> float:
        """How much the print is stretched against the outline, at its corners; infinite when it does not tell."""
        return math.inf if self.by_print is None else misfit(self.view.outline, self.by_print).stretch_mm


class CardReader:
    """Reads located cards."""

    def __init__(self, front: FrontReader, back: BackReader) -> None:
        self._front = front
        self._back = back

    def aligned(self, picture: Pixels, seen: Sight, *, has_edges: bool) -> CardView:
        """The card on its true edges: what its largest print says of them is tried before anything is read.

        Args:
            has_edges: whether edges showed the card; without, it lies as the print says where none is near enough.
        """
        if not has_edges and seen.face.side is Side.FRONT:
            return _aligned_by_print(picture, seen)
        return _aligned_by_edges(picture, seen, turns_by_print=0 if has_edges else _BY_PRINT_ALONE)

    def read(self, view: CardView, face: Face) -> CardReading | None:
        """Reads a card that shows a face; None when it is no permit after all."""
        return self._read_front(view) if face.side is Side.FRONT else self._read_back(view, face)

    def read_empty_back(self, picture: Pixels, outline: Quad) -> CardReading | None:
        """Reads a back without any endorsement, either way up; None when the place holds none.

        Its one sentence tells the side. It is known of the permit for Hong Kong and Macao alone, which is all that
        tells the type.
        """
        fine = refine_outline(picture, outline)
        for way_up in (fine, fine.turned()):
            view = CardView(picture, way_up)
            footer = self._back.footer_of_empty(view)
            if footer is not None:
                readings = {
                    FieldName.TYPE: Reading(PermitType.HK_MACAO, _UNTOLD),
                    FieldName.SIDE: Reading(Side.BACK, min(confidence(footer), _UNCONFIRMED)),
                }
                return CardReading(PermitResult(readings, way_up), view, legible=1.0, by_print=None)
        return None

    def _read_front(self, view: CardView) -> CardReading | None:
        title = self._front.title(view)
        if title is not None and title.settled:
            zones = {FieldName.TYPE: title, **self._front.fields(view)}
            return self._front_of(view, zones, {FieldName.SIDE: Reading(Side.FRONT, confidence(title))})
        told = self._front.type_by_line(view)
        return None if told is None else self._read_by_line(view, *told)

    def _read_by_line(self, view: CardView, permit_type: PermitType, line: ZoneReading) -> CardReading:
        """Reads a front whose title is hidden, or says something else than its machine-readable line."""
        heading = self._front.heading(view)
        says_otherwise = heading is not None and heading.says_otherwise
        sure = min(confidence(line), _UNTOLD if says_otherwise else _UNCONFIRMED)
        known = {
            FieldName.SIDE: Reading(Side.FRONT, min(confidence(line), _UNCONFIRMED)),
            FieldName.TYPE: Reading(permit_type, sure, heading.ink if heading is not None and says_otherwise else None),
        }
        reading = self._front_of(view, self._front.fields(view, line), known)
        if heading is None or not says_otherwise:
            return reading
        result = replace(reading.result, notes=reading.result.notes | {Note.OTHER_TITLE})
        return replace(reading, result=result, is_other=heading.names_another_document)

    def _front_of(
        self, view: CardView, zones: Mapping[FieldName, ZoneReading], known: Mapping[FieldName, Reading]
    ) -> CardReading:
        readings = {**known, **{field: self._reading(field, zone) for field, zone in zones.items()}}
        if not self._front.agree_on_name(zones):
            readings |= {field: _at_most(readings[field], _UNCONFIRMED) for field in _NAMES if field in readings}
        notes: frozenset[Note] = frozenset()
        if self._front.letter_in_number(zones):
            readings[FieldName.NUMBER] = _at_most(readings[FieldName.NUMBER], _UNCONFIRMED)
            notes = frozenset({Note.LETTER_IN_NUMBER})
        legible = sum(_told_share(zone) for zone in zones.values()) / self._front.zone_count
        result = _doubted(PermitResult(readings, view.outline, notes=notes))
        return CardReading(result, view, legible, true_outline(view.outline, front_anchors(zones)))

    def _read_back(self, view: CardView, face: Face) -> CardReading | None:
        blocks = self._back.blocks(view)
        if not blocks:
            return None
        permit_type = PermitType.TAIWAN if any(block.name == TW for block in blocks) else PermitType.HK_MACAO
        told_type = max(confidence(block.told_by) if block.told_by is not None else _UNTOLD for block in blocks)
        readings = {
            FieldName.TYPE: Reading(permit_type, told_type),
            FieldName.SIDE: Reading(Side.BACK, max(confidence(line) for block in blocks for line in block.lines[:1])),
        }
        for block in blocks:
            told = _told_apart(view, dict(_endorsement(block)))
            readings |= {FieldName(f"{block.name}.{key}"): reading for key, reading in told.items()}
        legible = sum(block.legible for block in blocks) / max(len(blocks), len(face.blocks))
        by_print = true_outline(view.outline, back_anchors(view, blocks))
        return CardReading(PermitResult(readings, view.outline), view, legible, by_print)

    def _reading(self, field: FieldName, zone: ZoneReading) -> Reading:
        sure = confidence(zone, NAME_COEFFICIENTS if field is FieldName.NAME else COEFFICIENTS)
        if machine_line.UNREADABLE in zone.text:
            sure = min(sure, _PARTLY)
        if not zone.settled or not self._front.is_known(field, zone.text):
            sure = min(sure, _UNTOLD)
        return Reading(zone.text, sure, ink_box(zone.box))


def cut_portrait(view: CardView) -> Portrait:
    """The portrait of a front: its place in the picture, and the upright crop."""
    box = find_portrait(view.upright)
    return Portrait(to_picture(view.outline, box), encode_jpeg(view.part(box, _PORTRAIT_PX_PER_MM)))


def _told_share(zone: ZoneReading) -> float:
    """1 for a zone that holds what it should, 0 for one that does not; half for a line that is covered in part."""
    if not zone.settled:
        return 0.0
    return 0.5 if machine_line.UNREADABLE in zone.text else 1.0


def _aligned_by_edges(picture: Pixels, seen: Sight, *, turns_by_print: int) -> CardView:
    """The card on the edges that lie nearest to where its print has it, at last where the print alone has it."""
    view = CardView(picture, refine_outline(picture, seen.outline))
    for turn in range(_ALIGNMENTS + turns_by_print):
        by_print = _by_largest_print(view, seen.face)
        if by_print is None or _fits(seen.face.side, view.outline, by_print):
            break
        before = view.outline
        view = CardView(picture, refine_outline(picture, by_print) if turn < _ALIGNMENTS else by_print)
        if not turns_by_print and misfit(before, view.outline).shift_mm < _SAME_EDGES_MM:
            break
    return view


def _aligned_by_print(picture: Pixels, seen: Sight) -> CardView:
    """The card where its print has it, on the edges near there if they fit; those farther away may be the desk's."""
    view = CardView(picture, seen.outline)
    last_mm = math.inf
    for _ in range(_BY_PRINT_ALONE):
        by_print = _by_largest_print(view, seen.face)
        if by_print is None:
            break
        off_mm = misfit(view.outline, by_print).shift_mm
        if not _SAME_PRINT_MM < off_mm < last_mm:
            break
        view, last_mm = CardView(picture, by_print), off_mm
    on_edges = CardView(picture, refine_outline(picture, view.outline))
    by_print = _by_largest_print(on_edges, seen.face)
    return on_edges if by_print is None or _fits(seen.face.side, on_edges.outline, by_print) else view


def _by_largest_print(view: CardView, face: Face) -> Quad | None:
    """Where the card's corners are by what of its print is known unread; None when that does not tell."""
    landmarks = front_landmarks(view) if face.side is Side.FRONT else back_landmarks(view, face.blocks)
    return true_outline(view.outline, landmarks)


def _doubted(result: PermitResult) -> PermitResult:
    """The result, less sure of what its own second reading or a check digit disputes."""
    readings = dict(result.readings)
    for field, weight in weigh(result).items():
        if weight.disputed:
            readings[field] = _at_most(readings[field], _DISPUTED)
    return replace(result, readings=readings)


def _at_most(reading: Reading, sure: float) -> Reading:
    return reading if reading.confidence is None else replace(reading, confidence=min(reading.confidence, sure))


def _fits(side: Side, outline: Quad, by_print: Quad | None) -> bool:
    """Whether the print lies where it should within its tolerance."""
    if by_print is None:
        return False
    off = misfit(outline, by_print)
    return off.shift_mm < _PRINT_SHIFT_MM and off.stretch_mm < _PRINT_STRETCH_MM[side]


def _endorsement(block: Block) -> Iterable[tuple[str, Reading]]:
    """The API's keys of one block, each with its reading; none is surer than the block's destination."""
    most = confidence(block.told_by) if block.told_by is not None else _UNTOLD

    def reading(text: str, zone: ZoneReading, at_most: float = most) -> Reading:
        return Reading(text, min(confidence(zone), at_most), ink_box(zone.box))

    if block.head is not None:
        kind, bracket, count = block.head.text.partition("）")
        head_at_most = most if block.known_head else min(most, _UNTOLD)
        yield "endorsement_type", reading(kind + bracket, block.head, head_at_most)
        if count:
            yield "valid_round_trips", reading(count, block.head, head_at_most)
    if block.period is not None:
        period_at_most = most if block.known_period else min(most, _UNTOLD)
        yield "endorsement_valid_period", reading(block.period.text, block.period, period_at_most)
    lines = tuple(remark_lines(block))
    if lines:
        least_sure = min(lines, key=confidence)
        at_most = min(most, _UNTOLD) if block.lacks_line or not block.known_remark else most
        whole = reading("".join(line.text for line in lines), least_sure, at_most)
        yield "remark", replace(whole, ink=around([ink_box(line.box) for line in lines]))
    if block.issue_code is not None:
        yield "issue_info", reading(block.issue_code.text, block.issue_code, most if block.known_code else _UNTOLD)


def _told_apart(view: CardView, told: dict[str, Reading]) -> dict[str, Reading]:
    """Each value's own ink, where blanks keep it apart from its neighbours in the same line.

    Kind and round trips share one; behind it and behind the remark may follow the edge of the square code.
    """
    for keys in (("endorsement_type", "valid_round_trips"), ("remark",)):
        ink = told[keys[0]].ink if told.keys() >= set(keys) else None
        parts = print_apart(view.ink, ink, _APART_MM) if ink is not None and ink.height_mm < _TWO_LINES_MM else ()
        if len(parts) >= len(keys):
            told |= {key: replace(told[key], ink=part) for key, part in zip(keys, parts, strict=False)}
    return told
