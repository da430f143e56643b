from __future__ import annotations

import csv
import io
import re
import zipfile
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.permit import FieldName
from permit_desktop.export.tables import COLUMNS, harmless, records_to_csv, records_to_xlsx
from permit_desktop.export.xlsx import rows_to_xlsx
from permit_desktop.vault.records import FieldValue, Record, RecordSummary

SUMMARY = RecordSummary(1, None, None, None, None, None, 0.0, 0.0, None, provisional=False)


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(min_size=1, max_size=30), max_size=5))
def test_whatever_a_permit_says_it_stays_in_its_own_cell_and_is_no_formula(texts: dict[FieldName, str]) -> None:
    fields = {field: FieldValue(text, None, "service", None) for field, text in texts.items()}
    written = records_to_csv([Record(SUMMARY, fields, (), ())])

    head, row = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert len(head) == len(row) == 3 + len(COLUMNS)
    for field, text in texts.items():
        cell = row[head.index(field.value)]
        assert cell in (text, f"'{text}")
        assert cell[0] not in "=+-@\t\r\n＝＋－＠"


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(min_size=1, max_size=30), max_size=5))
def test_in_a_workbook_too_every_cell_is_a_text_in_its_own_place(texts: dict[FieldName, str]) -> None:
    fields = {field: FieldValue(text, None, "service", None) for field, text in texts.items()}
    head, row = sheet(records_to_xlsx([Record(SUMMARY, fields, (), ())]))

    columns = {name: letters for letters, name in head.items()}
    told = {field: row[columns[field.value]] for field in texts}
    assert told == {field: NOT_IN_XML.sub("\ufffd", text) for field, text in texts.items()}
    assert len(row) == 2 + len(texts), "a record without a review has two values more"


def test_the_columns_of_a_workbook_go_on_after_z() -> None:
    (row,) = sheet(rows_to_xlsx([[str(place) for place in range(60)]]))
    assert [row[letters] for letters in ("A", "Z", "AA", "AZ", "BA")] == ["0", "25", "26", "51", "52"]


NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sheet(workbook: bytes) -> list[dict[str, str]]:
    """The cells of each row by the letters of their column."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 (our own file)
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 (as above)
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return [
        {
            cell.attrib["r"].rstrip("0123456789"): cell.findtext(f"{space}is/{space}t") or ""
            for cell in row.iter(f"{space}c")
            if cell.attrib["t"] == "inlineStr"
        }
        for row in root.iter(f"{space}row")
    ]


def test_ordinary_values_are_left_alone() -> None:
    for text in ("CB3273201", "石生頔", "2019.07.30 - 2029.07.29", "CSC794856232<3103153<7106211<8", ""):
        assert harmless(text) == text
