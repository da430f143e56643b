"""The on-device recogniser: a still to a permit result, without network and account."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Portrait, Reading, Side
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.locate import locate_cards
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import to_picture
from permit_desktop.imaging.refine import refine_outline
from permit_desktop.recognition.back import BackReader, Block, remark_lines
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.confidence import confidence
from permit_desktop.recognition.faces import guesses
from permit_desktop.recognition.front import FrontReader
from permit_desktop.recognition.names import PinyinTable
from permit_desktop.recognition.portrait import find_portrait
from permit_desktop.recognition.text_model import TextModel, model_file
from permit_desktop.recognition.zones import ZoneReading
from permit_desktop.system.resources import resource

RECOGNITION_MODEL: Final = "PP-OCRv6_rec_small.onnx"
_PORTRAIT_PX_PER_MM: Final = 16.0


class OnDeviceRecogniser:
    """Reads permits on this machine; implements `Recogniser`.

    Loading takes a moment, so it is done when the object is made: make it off the window's thread.

    Raises:
        PermitError: a model is missing from this installation.
    """

    def __init__(self, recognition_model: Path | None = None) -> None:
        model = TextModel(recognition_model or model_file(RECOGNITION_MODEL))
        self._front = FrontReader(model, PinyinTable(resource("recognition", "pinyin.txt")))
        self._back = BackReader(model)

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        """Reads one side of one permit; see `Recogniser`."""
        for candidate in locate_cards(still):
            outline = refine_outline(still, candidate.outline)
            result = self.read_card(still, outline, with_portrait=with_portrait)
            if result is not None:
                return result
        raise ReadError(
            ErrorCode.NO_PERMIT,
            "There is no permit in this picture.",
            "Place one permit flat on a plain ground and take the picture again.",
        )

    def read_card(self, still: Pixels, outline: Quad, *, with_portrait: bool) -> PermitResult | None:
        """Reads the card inside an outline, whichever way up it lies; None when it is no permit."""
        for guess in guesses(CardView(still, outline)):
            if guess.side is Side.FRONT:
                result = self._read_front(guess.view, with_portrait=with_portrait)
            else:
                result = self._read_back(guess.view)
            if result is not None:
                return result
        return None

    def _read_front(self, view: CardView, *, with_portrait: bool) -> PermitResult | None:
        title = self._front.title(view)
        if title is None or not title.settled:
            return None
        readings = {
            FieldName.TYPE: _reading(title),
            FieldName.SIDE: Reading(Side.FRONT, confidence(title)),
        }
        for field, zone in self._front.fields(view).items():
            readings[field] = _reading(zone)
        line = self._front.machine_line(view)
        if line is not None:
            readings[FieldName.MACHINE_CODE] = _reading(line)
        portrait = None
        if with_portrait:
            box = find_portrait(view.upright)
            portrait = Portrait(to_picture(view.outline, box), encode_jpeg(view.part(box, _PORTRAIT_PX_PER_MM)))
        return PermitResult(readings, view.outline, portrait)

    def _read_back(self, view: CardView) -> PermitResult | None:
        blocks = self._back.blocks(view)
        if not blocks:
            return None
        taiwan = any(block.name == "endorsement_info_tw" for block in blocks)
        sure = max(confidence(block.head) for block in blocks)
        readings = {
            FieldName.TYPE: Reading(PermitType.TAIWAN if taiwan else PermitType.HK_MACAO, sure),
            FieldName.SIDE: Reading(Side.BACK, sure),
        }
        for block in blocks:
            for key, reading in _endorsement(block):
                readings[FieldName(f"{block.name}.{key}")] = reading
        return PermitResult(readings, view.outline)


def _reading(zone: ZoneReading) -> Reading:
    return Reading(zone.text, confidence(zone), zone.box)


def _endorsement(block: Block) -> Iterable[tuple[str, Reading]]:
    """The API's keys of one block, each with its reading."""
    kind, bracket, count = block.head.text.partition("）")
    sure = confidence(block.head)
    yield "endorsement_type", Reading(kind + bracket, sure, block.head.box)
    if count:
        yield "valid_round_trips", Reading(count, sure, block.head.box)
    if block.period is not None:
        yield "endorsement_valid_period", _reading(block.period)
    lines = tuple(remark_lines(block))
    if lines:
        text = "".join(line.text for line in lines)
        yield "remark", Reading(text, min(confidence(line) for line in lines), lines[0].box)
    if block.issue_code is not None:
        yield "issue_info", _reading(block.issue_code)
