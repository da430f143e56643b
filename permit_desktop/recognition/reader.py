"""The on-device recogniser: a still to a permit result, without network and account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import PermitResult, Side
from permit_desktop.imaging.locate import locate_cards
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.refine import refine_outline
from permit_desktop.recognition.anchors import AnchorFinder
from permit_desktop.recognition.back import BackReader
from permit_desktop.recognition.card_reader import CardReader, CardReading, cut_portrait
from permit_desktop.recognition.front import FrontReader
from permit_desktop.recognition.names import NameTables
from permit_desktop.recognition.refusal import cut_off, is_cut, is_hopeless, refusal, too_blurred
from permit_desktop.recognition.text_detector import TextDetector
from permit_desktop.recognition.text_model import TextModel, model_file
from permit_desktop.system.resources import resource

_TEXT_MODEL: Final = "PP-OCRv6_rec_small.onnx"
_DETECTION_MODEL: Final = "PP-OCRv6_det_small.onnx"
_CANDIDATES_TRIED: Final = 2
_ENOUGH: Final = 0.99


class OnDeviceRecogniser:
    """Reads permits on this machine; implements `Recogniser`.

    Loading takes a moment, so it is done when the object is made: make it off the window's thread.

    Args:
        models: a folder with the two networks; those inside the `rapidocr` wheel when None.
        threads: on how many threads a network runs; None for as many as help a single picture.

    Raises:
        PermitError: a model is missing from this installation.
    """

    def __init__(self, models: Path | None = None, *, threads: int | None = None) -> None:
        def path(name: str) -> Path:
            return models / name if models is not None else model_file(name)

        model = TextModel(path(_TEXT_MODEL), threads)
        table = NameTables(resource("recognition"))
        self._reader = CardReader(FrontReader(model, table), BackReader(model))
        self._anchors = AnchorFinder(TextDetector(path(_DETECTION_MODEL), threads), model)

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        """Reads one side of one permit; see `Recogniser`."""
        reading = self._by_edges(still)
        outline: Quad | None = None
        if reading is None or reading.legible < _ENOUGH:
            outline = self._anchors.outline(still)
            if outline is not None:
                reading = _better(reading, self._reader.read(still, refine_outline(still, outline)))
        if reading is None:
            raise refusal(still, outline)
        if is_cut(still, reading):
            raise cut_off()
        if is_hopeless(still, reading):
            raise too_blurred()
        if not with_portrait or reading.result.side is not Side.FRONT:
            return reading.result
        return replace(reading.result, portrait=cut_portrait(reading.view))

    def _by_edges(self, still: Pixels) -> CardReading | None:
        """The best reading among the outlines that the card's edges suggest."""
        best: CardReading | None = None
        for candidate in locate_cards(still)[:_CANDIDATES_TRIED]:
            best = _better(best, self._reader.read(still, refine_outline(still, candidate.outline)))
            if best is not None and best.legible >= _ENOUGH:
                break
        return best


def _better(first: CardReading | None, second: CardReading | None) -> CardReading | None:
    if first is None or second is None:
        return first or second
    return second if second.legible > first.legible else first
