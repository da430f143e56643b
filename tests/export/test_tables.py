from __future__ import annotations

import csv
import io
import json
import re
import sys
import time
import zipfile
from datetime import datetime
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.wire import result_from_json
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.export.tables import COLUMNS, FORMULA_SIGNS, HEADS, WRITERS, Format, Words, harmless, time_text
from permit_desktop.export.xlsx import Workbook
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.vault.record_row import RecordState
from permit_desktop.vault.records import FieldValue, Record, RecordSummary

SUMMARY = RecordSummary(1, None, None, None, None, None, 0.0, 0.0, None, provisional=False)
PORTRAIT = encode_jpeg(np.full((640, 480, 3), 90, np.uint8))
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def record(texts: dict[FieldName, str]) -> Record:
    return Record(SUMMARY, {field: FieldValue(text, None, "service", None) for field, text in texts.items()}, (), ())


def written(kind: Format, *records: Record, portrait: bytes | None = None, words: Words | None = None) -> bytes:
    file = io.BytesIO()
    writer = WRITERS[kind](file, words or Words())
    for each in records:
        writer.add(each, RecordState.TO_REVIEW, portrait)
    writer.close()
    return file.getvalue()


any_texts = st.dictionaries(st.sampled_from(COLUMNS), st.text(min_size=1, max_size=30), max_size=5)


@given(any_texts)
def test_whatever_a_permit_says_it_stays_in_its_own_cell_and_is_no_formula(texts: dict[FieldName, str]) -> None:
    table = written(Format.CSV, record(texts)).decode("utf-8-sig")

    head, row = csv.reader(io.StringIO(table, newline=""))
    assert len(head) == len(row) == len(HEADS)
    for field, text in texts.items():
        cell = row[head.index(field.value)]
        assert cell.replace("'", "") == text.replace("'", "")
        assert cell[0] not in FORMULA_SIGNS


@given(any_texts)
def test_in_a_workbook_too_every_cell_is_a_text_in_its_own_place(texts: dict[FieldName, str]) -> None:
    head, row = sheet(written(Format.XLSX, record(texts)))

    columns = {name: letters for letters, name in head.items()}
    told = {field: row[columns[field.value]] for field in texts}
    assert told == {field: NOT_IN_XML.sub("\ufffd", text) for field, text in texts.items()}
    assert len(row) == 3 + len(texts), "a record without a review has three values more"


@given(any_texts)
def test_in_a_json_file_the_results_say_the_same_in_the_shape_of_the_api(texts: dict[FieldName, str]) -> None:
    told, _ = json.loads(written(Format.JSON, record(texts), record({})))

    sides = {result["side"]: result for result in told["results"]}
    for field, text in texts.items():
        assert told["fields"][field.value]["value"] == text
        block, dot, key = field.value.partition(".")
        if field is not FieldName.TYPE:
            assert (sides["back"][block][key] if dot else sides["front"][block]) == text
    for result in told["results"]:
        assert result_from_json(result).side is Side(result["side"])


def test_a_file_of_no_records_is_still_one_of_its_kind() -> None:
    assert json.loads(written(Format.JSON)) == []
    assert len(list(csv.reader(io.StringIO(written(Format.CSV).decode("utf-8-sig"))))) == 1
    assert len(sheet(written(Format.XLSX))) == 1


def test_the_columns_of_a_workbook_go_on_after_z() -> None:
    file = io.BytesIO()
    book = Workbook(file)
    book.add_row([str(place) for place in range(1, 60)])
    book.close()
    (row,) = sheet(file.getvalue())
    assert [row[letters] for letters in ("B", "Z", "AA", "AZ", "BA")] == ["1", "25", "26", "51", "52"]


def test_a_workbook_has_the_portraits_small_each_in_the_row_of_its_record() -> None:
    book = written(Format.XLSX, record({}), record({FieldName.NUMBER: "C1"}), portrait=PORTRAIT)

    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("xl/media/")]
        assert decode_still(archive.read(pictures[0])).shape == (160, 120, 3)
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        links = archive.read("xl/drawings/_rels/drawing1.xml.rels").decode()
        lines = archive.read("xl/worksheets/sheet1.xml").decode()
    assert [f"../media/{name.rpartition('/')[2]}" for name in pictures] == re.findall(r'Target="([^"]+)"', links)
    assert re.findall(r'r:embed="([^"]+)"', drawing) == re.findall(r'Id="([^"]+)"', links)
    assert re.findall(r"<xdr:row>(\d+)</xdr:row>", drawing) == ["1", "2"], "counted from 0, below the head"
    assert re.findall(r'<row r="(\d)" ht="63"', lines) == ["2", "3"]


def test_a_portrait_that_is_no_picture_is_left_out() -> None:
    book = written(Format.XLSX, record({FieldName.NUMBER: "C1"}), portrait=b"\xff\xd8\xff no JPEG")
    assert len(sheet(book)) == 2
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("xl/media/")]


def test_the_same_records_give_the_same_workbook() -> None:
    again = [written(Format.XLSX, record({FieldName.NUMBER: "C1"}), portrait=PORTRAIT) for _ in range(2)]
    assert again[0] == again[1]


NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sheet(workbook: bytes) -> list[dict[str, str]]:
    """The cells of each row by the letters of their column."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/media/"):
                ET.fromstring(archive.read(name))  # noqa: S314 (our own file)
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 (as above)
    return [
        {
            cell.attrib["r"].rstrip("0123456789"): cell.findtext(f"{SPACE}is/{SPACE}t") or ""
            for cell in row.iter(f"{SPACE}c")
            if cell.attrib["t"] == "inlineStr"
        }
        for row in root.iter(f"{SPACE}row")
    ]


def test_ordinary_values_are_left_alone() -> None:
    for text in ("CB3273201", "石生頔", "2019.07.30 - 2029.07.29", "CSC794856232<3103153<7106211<8", ""):
        assert harmless(text) == text


@pytest.mark.parametrize("sign", list("=+-@\t\r\n\0＝＋－＠"))
def test_no_sign_begins_a_formula_at_the_head_of_a_cell_or_after_what_parts_cells_elsewhere(sign: str) -> None:
    assert harmless(f"{sign}1") == f"'{sign}1"
    assert harmless(f"a;{sign}1") == f"a;'{sign}1"
    assert harmless(f"a\t{sign}1") == f"a\t'{sign}1"
    assert harmless(f"a;;{sign}1") == f"a;;'{sign}1"


@given(st.text(alphabet="a;\t=+-@＝", max_size=8))
def test_a_spreadsheet_that_parts_cells_otherwise_finds_no_formula(text: str) -> None:
    cells = re.split("[;\t]", harmless(text))
    assert not [cell for cell in cells if cell[:1] and cell[0] in FORMULA_SIGNS]


def test_every_cell_of_a_csv_file_stands_in_quotes() -> None:
    table = written(Format.CSV, record({FieldName.NAME: "a;b"})).decode("utf-8-sig")
    for line in table.splitlines():
        assert line.startswith('"')
        assert line.endswith('"')
        assert line.count('","') == len(HEADS) - 1


@pytest.mark.skipif(sys.platform == "win32", reason="there a process has no time zone of its own")
def test_a_moment_is_told_in_the_time_of_the_counter_and_can_be_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert time_text(1_795_000_000.0) == "2026-11-18T19:06:40+08:00"
    finally:
        monkeypatch.undo()
        time.tzset()
    assert datetime.fromisoformat(time_text(1_795_000_000.0)).timestamp() == 1_795_000_000.0


@pytest.mark.parametrize("kind", list(Format))
def test_every_kind_of_file_tells_where_a_record_stands(kind: Format) -> None:
    content = written(kind, record({FieldName.NUMBER: "C1"}))
    if kind is Format.CSV:
        head, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        told = row[head.index("state")]
    elif kind is Format.JSON:
        (told,) = (each["state"] for each in json.loads(content))
    else:
        names, cells = sheet(content)
        told = cells[next(letters for letters, name in names.items() if name == "state")]
    assert told == "to_review"


def test_a_workbook_speaks_the_language_of_who_reads_it() -> None:
    words = Words({"number": "证件号码"}, {RecordState.TO_REVIEW: "待核对"}, "记录 {record} 的照片")
    book = written(Format.XLSX, record({FieldName.NUMBER: "C1"}), portrait=PORTRAIT, words=words)
    head, row = sheet(book)
    assert "证件号码" in head.values()
    assert "待核对" in row.values()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert "记录 1 的照片" in archive.read("xl/drawings/drawing1.xml").decode()


def test_the_columns_of_a_workbook_are_as_wide_as_what_stands_in_them_and_its_head_is_bold() -> None:
    book = written(Format.XLSX, record({FieldName.NUMBER: "C", FieldName.NAME: "石" * 9, FieldName.SEX: "x" * 999}))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        lines = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 (our own file)
    widths = dict(enumerate(map(float, re.findall(r'<col [^>]*width="([\d.]+)"', lines)), -1))
    place = {head: number for number, head in enumerate(HEADS)}
    assert widths[place["number"]] == 9
    assert widths[place["name"]] == 19
    assert widths[place["sex"]] == 41
    style = styles.findall(f"{SPACE}cellXfs/{SPACE}xf")[int(re.findall(r'<c r="B1" s="(\d)"', lines)[0])]
    assert styles.findall(f"{SPACE}fonts/{SPACE}font")[int(style.attrib["fontId"])].find(f"{SPACE}b") is not None
    assert 's="0"' in lines.partition('<row r="2"')[2]
