"""Reads the card inside an outline: which side it is, which way up, and every field of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Portrait, Reading, Side
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.recognition.back import TW, BackReader, Block, back_anchors, remark_lines
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.confidence import confidence
from permit_desktop.recognition.faces import guesses
from permit_desktop.recognition.front import FrontReader, front_anchors
from permit_desktop.recognition.lines import ink_box
from permit_desktop.recognition.portrait import find_portrait
from permit_desktop.recognition.registration import Anchor, true_outline
from permit_desktop.recognition.zones import ZoneReading

_PORTRAIT_PX_PER_MM: Final = 16.0
_LEAST_LIKENESS: Final = 0.08
_DISPUTED: Final = 0.9
"""The most that a value is trusted which its own second reading or a check digit contradicts."""
_UNTOLD: Final = 0.5
"""The confidence of what could not be read as far as it had to be."""


@dataclass(frozen=True, slots=True)
class CardReading:
    """What an outline turned out to hold.

    Attributes:
        result: the permit's side, without the portrait.
        view: the card as it was read.
        legible: the share of the side's zones that hold what they should, 0 to 1; 1 says that the outline is right.
        by_print: where the print says that the card's corners are, in picture pixels; None when it does not tell.
    """

    result: PermitResult
    view: CardView
    legible: float
    by_print: Quad | None


class CardReader:
    """Reads located cards."""

    def __init__(self, front: FrontReader, back: BackReader) -> None:
        self._front = front
        self._back = back

    def read(self, picture: Pixels, outline: Quad) -> CardReading | None:
        """Reads the card inside an outline, whichever way up it lies; None when it is no permit."""
        for guess in guesses(CardView(picture, outline)):
            if guess.likeness < _LEAST_LIKENESS:
                break
            read = self._read_front if guess.side is Side.FRONT else self._read_back
            reading = read(guess.view)
            if reading is not None:
                return reading
        return None

    def _read_front(self, view: CardView) -> CardReading | None:
        title = self._front.title(view)
        if title is None or not title.settled:
            return None
        zones = {FieldName.TYPE: title, **self._front.fields(view)}
        sure = confidence(title)
        readings = {FieldName.SIDE: Reading(Side.FRONT, sure)}
        readings |= {field: _reading(zone) for field, zone in zones.items()}
        legible = sum(zone.settled for zone in zones.values()) / self._front.zone_count
        result = _doubted(PermitResult(readings, view.outline))
        return CardReading(result, view, legible, _by_print(view, front_anchors(zones)))

    def _read_back(self, view: CardView) -> CardReading | None:
        blocks = self._back.blocks(view)
        if not blocks:
            return None
        permit_type = PermitType.TAIWAN if any(block.name == TW for block in blocks) else PermitType.HK_MACAO
        told_type = max(confidence(block.told_by) if block.told_by is not None else _UNTOLD for block in blocks)
        readings = {
            FieldName.TYPE: Reading(permit_type, told_type),
            FieldName.SIDE: Reading(Side.BACK, max(confidence(block.head) for block in blocks)),
        }
        for block in blocks:
            readings |= {FieldName(f"{block.name}.{key}"): reading for key, reading in _endorsement(block)}
        legible = sum(block.legible for block in blocks) / len(blocks)
        return CardReading(PermitResult(readings, view.outline), view, legible, _by_print(view, back_anchors(blocks)))


def cut_portrait(view: CardView) -> Portrait:
    """The portrait of a front: its place in the picture, and the upright crop."""
    box = find_portrait(view.upright)
    return Portrait(to_picture(view.outline, box), encode_jpeg(view.part(box, _PORTRAIT_PX_PER_MM)))


def _doubted(result: PermitResult) -> PermitResult:
    """The result, less sure of what its own second reading or a check digit disputes."""
    readings = dict(result.readings)
    for field, weight in weigh(result).items():
        sure = readings[field].confidence
        if weight.disputed and sure is not None:
            readings[field] = replace(readings[field], confidence=min(sure, _DISPUTED))
    return replace(result, readings=readings)


def _by_print(view: CardView, anchors: Iterable[Anchor]) -> Quad | None:
    return true_outline(view.outline, anchors)


def _reading(zone: ZoneReading) -> Reading:
    return Reading(zone.text, confidence(zone), ink_box(zone.box))


def _endorsement(block: Block) -> Iterable[tuple[str, Reading]]:
    """The API's keys of one block, each with its reading; none is surer than the block's destination."""
    most = confidence(block.told_by) if block.told_by is not None else _UNTOLD

    def reading(text: str, zone: ZoneReading, at_most: float = most) -> Reading:
        return Reading(text, min(confidence(zone), at_most), ink_box(zone.box))

    kind, bracket, count = block.head.text.partition("）")
    head_at_most = most if block.known_head else min(most, _UNTOLD)
    yield "endorsement_type", reading(kind + bracket, block.head, head_at_most)
    if count:
        yield "valid_round_trips", reading(count, block.head, head_at_most)
    if block.period is not None:
        yield "endorsement_valid_period", reading(block.period.text, block.period)
    lines = tuple(remark_lines(block))
    if lines:
        least_sure = min(lines, key=confidence)
        at_most = min(most, _UNTOLD) if block.lacks_line else most
        whole = reading("".join(line.text for line in lines), least_sure, at_most)
        yield "remark", replace(whole, ink=ink_box(lines[0].box))
    if block.issue_code is not None:
        yield "issue_info", reading(block.issue_code.text, block.issue_code)
