"""The stills in resources/specimens are whole, small, and true to the rules of permits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PIL import Image

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import parse_period
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.system.resources import resource

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


def test_the_committed_truth_is_what_the_renderer_would_write() -> None:
    from tests.specimens.ship import SHIPPED

    truths = [dict(shipped.permit.truth(side)) for shipped in SHIPPED for side in Side]
    assert [entry["fields"] for entry in ENTRIES] == truths
