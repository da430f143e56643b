"""Fits the coefficients of `permit_desktop.recognition.confidence`: python -m tests.benchmarks.fit_confidence [STILLS].

Reads stills of a training seed as they are and twice spoiled (blur, a coarser picture or grain, and strong
compression), and fits a logistic model by Newton's method with a small ridge. Names have a model of their own, whose
stills are fronts with rare characters: there is little to learn from common ones.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import px_per_mm
from permit_desktop.imaging.refine import refine_outline
from permit_desktop.recognition.back import BackReader, Block
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.confidence import measures
from permit_desktop.recognition.front import FrontReader
from permit_desktop.recognition.names import NameTables
from permit_desktop.recognition.text_model import TextModel, model_file
from permit_desktop.recognition.zones import ZoneReading
from permit_desktop.system.resources import resource
from tests.benchmarks.rare_names import rare_fronts
from tests.specimens import optics
from tests.specimens.camera import SpecimenStill, specimen_set

SEED = 2
NAME_SEED = 62
_RIDGE = 0.05
_SPOILED_ONCE = 2
_SPOILED_TWICE = 3

Row = tuple[bool, ZoneReading]


def main() -> None:
    """Prints the coefficients."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    model = TextModel(model_file("PP-OCRv6_rec_small.onnx"))
    front = FrontReader(model, NameTables(resource("recognition")))
    back = BackReader(model)
    rows: list[Row] = []
    for index, still in enumerate(specimen_set(SEED, count)):
        for view in _views(still, index, _SPOILED_TWICE):
            rows += _front_rows(front, view, still) if still.side is Side.FRONT else _back_rows(back, view, still)
    _print("lines", rows, slice(None))
    names: list[Row] = []
    for index, still in enumerate(rare_fronts(NAME_SEED, count)):
        for view in _views(still, index, _SPOILED_ONCE):
            zone = front.fields(view).get(FieldName.NAME)
            if zone is not None:
                names.append((zone.text == still.truth[FieldName.NAME], zone))
    _print("names, the bend left out", names, [0, 1, 3])


def _print(what: str, rows: list[Row], columns: slice | list[int]) -> None:
    right = np.array([row[0] for row in rows], np.float64)
    weights = fit(np.array([measures(row[1]) for row in rows])[:, columns], right)
    sys.stdout.write(f"{len(rows)} {what}, {int((1 - right).sum())} wrong: {weights.round(3).tolist()}\n")


def _views(still: SpecimenStill, index: int, times: int) -> Iterator[CardView]:
    rng = np.random.default_rng(index)
    for time in range(times):
        yield _view(still, rng, spoil=time > 0)


def fit(values: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic model's weights, one a column of `values` (the first is all ones and bears no ridge)."""
    ridge = np.full(values.shape[1], _RIDGE)
    ridge[0] = 1e-6
    weights = np.zeros(values.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - ridge * weights
        curve = (values.T * (chance * (1 - chance))) @ values + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights, np.float64)


def _view(still: SpecimenStill, rng: np.random.Generator, *, spoil: bool) -> CardView:
    """The card as the reader would see it, its outline a little off before it is refined."""
    assert still.outline is not None
    picture, scale = _spoiled(still.pixels, rng, px_per_mm(still.outline)) if spoil else (still.pixels, 1.0)
    corners = np.asarray(still.outline) * scale
    off = rng.normal(0, 0.25 * scale * px_per_mm(still.outline), (4, 2))
    return CardView(picture, refine_outline(picture, Quad.of(corners + off)))


def _spoiled(picture: Pixels, rng: np.random.Generator, scale_px_per_mm: float) -> tuple[Pixels, float]:
    severity, kind, scale = rng.uniform(), rng.integers(3), 1.0
    if kind == 0:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), (0.08 + 0.3 * severity) * scale_px_per_mm), np.uint8)
    elif kind == 1:
        scale = min(1.0, (7 - 4.2 * severity) / scale_px_per_mm)
        picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    else:
        grain = rng.normal(0, 10 + 50 * severity, picture.shape)
        picture = np.clip(picture + grain, 0, 255).astype(np.uint8)
    return optics.from_jpeg(optics.to_jpeg(picture, int(rng.integers(30, 80)))), scale


def _front_rows(reader: FrontReader, view: CardView, still: SpecimenStill) -> Iterator[Row]:
    for field, zone in reader.fields(view).items():
        yield zone.text == still.truth[field], zone


def _back_rows(reader: BackReader, view: CardView, still: SpecimenStill) -> Iterator[Row]:
    for block in reader.blocks(view):
        truth = {
            field.value.partition(".")[2]: value for field, value in still.truth.items() if field.block == block.name
        }
        if truth:
            yield from _block_rows(block, truth)


def _block_rows(block: Block, truth: dict[str, str]) -> Iterable[Row]:
    if block.head is not None:
        yield block.head.text == truth["endorsement_type"] + truth.get("valid_round_trips", ""), block.head
    if block.period is not None:
        yield block.period.text == truth["endorsement_valid_period"], block.period
    if block.issue_code is not None:
        yield block.issue_code.text == truth["issue_info"], block.issue_code
    if block.remark_first is not None:
        yield truth["remark"].startswith(block.remark_first.text), block.remark_first
    if block.remark_second is not None:
        yield truth["remark"].endswith(block.remark_second.text), block.remark_second


if __name__ == "__main__":
    main()
