"""The on-device recogniser: a still to a permit result, without network and account."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import Note, PermitResult, Side
from permit_desktop.imaging.locate import Candidate, follow_card, hard_looks, quick_looks
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.anchors import AnchorFinder, PrintSeen
from permit_desktop.recognition.attempts import Attempts
from permit_desktop.recognition.back import BackReader
from permit_desktop.recognition.card_reader import CardReader, CardReading, cut_portrait
from permit_desktop.recognition.faces import sight
from permit_desktop.recognition.front import FrontReader
from permit_desktop.recognition.names import NameTables
from permit_desktop.recognition.refusal import (
    cut_off,
    is_cut,
    is_hopeless,
    is_mostly_missing,
    not_legible,
    not_this_document,
    refusal,
    too_blurred,
)
from permit_desktop.recognition.text_detector import TextDetector
from permit_desktop.recognition.text_model import TextModel, model_file
from permit_desktop.system.resources import resource

_TEXT_MODEL: Final = "PP-OCRv6_rec_small.onnx"
_DETECTION_MODEL: Final = "PP-OCRv6_det_small.onnx"
_FINEST_SIDE_PX: Final = 2048
"""Stills of at least twice this side are read from a copy: a card that fills a quarter of it is legible by far, and
none of the contract's pictures takes seconds."""


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
        halvings = max(0, int(math.log2(max(still.shape[:2]) / _FINEST_SIDE_PX)))
        result = self._recognise(_halved(still, halvings), with_portrait=with_portrait)
        return result if halvings == 0 else _enlarged(result, 2.0**halvings)

    def _recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        attempts = Attempts(self._reader, still)
        candidates = _by_edges(attempts, quick_looks(still))
        seen: PrintSeen | None = None
        if attempts.failed:
            seen = self._anchors.find(still)
            _by_print(attempts, still, seen.outline)
        if not attempts.over:
            candidates += _by_edges(attempts, hard_looks(still))
        attempts.read_doubtful()
        reading = attempts.best
        likeliest = max(candidates, key=lambda candidate: candidate.score, default=None)
        if reading is None and likeliest is not None:
            reading = self._reader.read_empty_back(still, likeliest.outline)
        if reading is None:
            raise refusal(still, likeliest, seen)
        _refuse_unusable(still, reading)
        result = reading.result
        if attempts.saw_beside(reading.view.outline):
            result = replace(result, notes=result.notes | {Note.ANOTHER_PERMIT})
        if not with_portrait or result.side is not Side.FRONT:
            return result
        return replace(result, portrait=cut_portrait(reading.view))


def _refuse_unusable(still: Pixels, reading: CardReading) -> None:
    """Raises what speaks against a reading as a whole."""
    if reading.is_other:
        raise not_this_document()
    if is_cut(still, reading):
        raise cut_off()
    if is_hopeless(still, reading):
        raise too_blurred()
    if is_mostly_missing(reading):
        raise not_legible()


def _halved(still: Pixels, times: int) -> Pixels:
    for _ in range(times):
        size = (max(1, still.shape[1] // 2), max(1, still.shape[0] // 2))
        still = np.asarray(cv2.resize(still, size, interpolation=cv2.INTER_AREA), np.uint8)
    return still


def _enlarged(result: PermitResult, factor: float) -> PermitResult:
    """The result of a smaller copy, its places those of the still."""
    portrait = result.portrait
    if portrait is not None:
        portrait = replace(portrait, outline=_scaled(portrait.outline, factor))
    return replace(result, outline=_scaled(result.outline, factor), portrait=portrait)


def _scaled(outline: Quad | None, factor: float) -> Quad | None:
    return None if outline is None else Quad.of(np.asarray(outline) * factor)


def _by_edges(attempts: Attempts, looks: Iterable[list[Candidate]]) -> list[Candidate]:
    """Reads the places that the card's edges suggest, looking no harder than it takes; returns all of them."""
    found: list[Candidate] = []
    for candidates in looks:
        found += candidates
        attempts.read_likeliest(candidates)
        if attempts.over:
            break
    return found


def _by_print(attempts: Attempts, still: Pixels, outline: Quad | None) -> None:
    """Reads the place that the card's print suggests, and the edges that lie near it.

    Of a front the print tells more surely than edges that were not found without it; a back carries little print.
    """
    if outline is None:
        return
    near = follow_card(still, outline)
    places = [sight(still, place) for place in ((outline,) if near is None else (outline, near.outline))]
    if places[0].face.side is Side.BACK:
        places.reverse()
    for place in places:
        attempts.read(place, has_edges=False)
        if attempts.over:
            return
