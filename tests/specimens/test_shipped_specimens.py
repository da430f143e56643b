"""The stills in resources/specimens are whole, small, and true to the rules of permits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import parse_period
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.system.resources import resource
from tests.specimens.ship import write_specimens

FOLDER = resource("specimens")
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "specimens.json").read_text(encoding="utf-8"))["specimens"]
FRONTS = [entry for entry in ENTRIES if entry["side"] == Side.FRONT]
MOST_BYTES = 3_000_000


def test_there_are_six_permits_with_both_sides_and_nothing_else() -> None:
    assert {entry["file"] for entry in ENTRIES} == {path.name for path in FOLDER.glob("*.jpg")}
    assert len(ENTRIES) == 12
    assert sorted(entry["type"] for entry in FRONTS) == sorted([PermitType.HK_MACAO] * 4 + [PermitType.TAIWAN] * 2)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_picture_is_within_the_contract_and_holds_the_whole_card(entry: dict[str, Any]) -> None:
    with Image.open(FOLDER / entry["file"]) as picture:
        picture.load()
        assert picture.format == "JPEG"
        assert 15 <= min(picture.size) <= max(picture.size) <= 8192
        for x, y in entry["outline"] + (entry["portrait"] or []):
            assert 0 < x < picture.width
            assert 0 < y < picture.height


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_fields_are_those_of_the_side(entry: dict[str, Any]) -> None:
    fields = {FieldName(path) for path in entry["fields"]}

    assert entry["fields"]["side"] == entry["side"]
    assert entry["fields"]["type"] == entry["type"]
    assert (FieldName.MACHINE_CODE in fields) == (entry["side"] == Side.FRONT)
    assert (entry["portrait"] is not None) == (entry["side"] == Side.FRONT)


@pytest.mark.parametrize("entry", FRONTS, ids=lambda entry: entry["file"])
def test_the_four_check_digits_hold_and_agree_with_the_print(entry: dict[str, Any]) -> None:
    fields = entry["fields"]
    line = machine_line.parse(fields["machine_code"])
    period = parse_period(fields["valid_period"])

    assert line.proved
    assert line.permit_type == entry["type"]
    assert line.number == fields["number"]
    assert period is not None
    assert line.expiry_yymmdd == f"{period.end:%y%m%d}"
    assert line.birth_yymmdd == fields["birth_date"].replace(".", "")[2:]


def test_the_renderer_writes_the_committed_stills_again(tmp_path: Path) -> None:
    write_specimens(tmp_path)

    assert json.loads((tmp_path / "specimens.json").read_text(encoding="utf-8"))["specimens"] == ENTRIES
    for entry in ENTRIES:
        with Image.open(tmp_path / entry["file"]) as written, Image.open(FOLDER / entry["file"]) as committed:
            difference = np.abs(np.asarray(written, np.int16) - np.asarray(committed, np.int16))
        # Fonts and libraries of another version may move an edge; the picture as a whole stays.
        assert difference.mean() < 4
