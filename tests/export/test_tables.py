from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.permit import FieldName
from permit_desktop.export.tables import COLUMNS, harmless, records_to_csv
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


def test_ordinary_values_are_left_alone() -> None:
    for text in ("CB3273201", "石生頔", "2019.07.30 - 2029.07.29", "CSC794856232<3103153<7106211<8", ""):
        assert harmless(text) == text
