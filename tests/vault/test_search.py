from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.vault.job import Options
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.search import search_clause
from permit_desktop.vault.vault import Vault
from tests.vault.vaults import Desk, front, still


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    folder: Path = tmp_path_factory.mktemp("search")
    desk = Desk(folder)
    with desk.vault() as vault:
        reading = front(
            "C77777777",
            name="石生頔",
            name_en="SHI, SHENGDI",
            birth_date="1981.08.03",
            valid_period="2019.07.30 - 2029.07.29",
        )
        desk.clock.at_s = datetime(2026, 11, 25, 0, 0, 1).astimezone().timestamp()
        vault.outbox.add(still(1), Options("on-device"), reading=reading)
        desk.clock.at_s = datetime(2026, 12, 1, 23, 59, 59).astimezone().timestamp()
        vault.outbox.add(
            still(2), Options("on-device"), reading=front("C88888888", name="王芳", birth_date="1990.12.31")
        )
        yield vault


@pytest.mark.parametrize(
    "spelled",
    [
        "C77777777", "c7777", "C7777 7777", "Ｃ７７７７７７７７", " C77777777 ",
        "石生頔", "石 生頔", "石　生頔", "生頔",
        "SHI, SHENGDI", "shi shengdi", "SHISHENGDI",
        "1981.08.03", "1981-08-03", "1981/8/3", "1981年8月3日", "１９８１．０８．０３", "1981 8 3", "19810803",
        "1981.08", "1981-8", "1981.0", "1981.", "8.3", "1981", "810803",
        "2029.07.29", "2029-7-29", "20290729", "2029年7月29日", "2029.7", "20190730", "2019/7",
        "2026.11.25", "2026-11-25", "20261125", "2026年11月", "2026-11-2", "11.25",
    ],
)  # fmt: skip
def test_a_record_is_found_however_its_values_are_spelled(vault: Vault, spelled: str) -> None:
    assert [record.record_id for record in vault.record_list.rows(RecordFilter(search=spelled))] == [1]


@pytest.mark.parametrize(
    "spelled",
    [
        "1981.8.4",
        "1980-8-3",
        "C7778",
        "石芳",
        "%",
        "_",
        "\\",
        "SHIWANG",
        "1990.1.31",
        "-",
        "/",
        "年",
        "-/",
        "2029",
        "2026",
        "202611",
        "2026-11-26",
        "2026-11-24",
        "20261126",
        "20290730",
        "2024.07.29",
        "99999999",
    ],
)
def test_what_is_another_value_is_not_found(vault: Vault, spelled: str) -> None:
    assert vault.record_list.rows(RecordFilter(search=spelled)) == []


@pytest.mark.parametrize("spelled", ["", "  ", "　", ","])
def test_a_search_for_nothing_finds_everything(vault: Vault, spelled: str) -> None:
    assert len(vault.record_list.rows(RecordFilter(search=spelled))) == 2


@given(st.text(max_size=20) | st.text("1a-./年月日 ,%", max_size=6))
def test_a_search_has_a_text_for_each_question_mark_whatever_is_typed(spelled: str) -> None:
    where, patterns = search_clause(spelled)
    assert where.count("?") == len(patterns)
