"""Records for the tests of the list: specimens' data, made up like it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from permit_desktop.domain.bands import Band
from permit_desktop.domain.permit import PermitType
from permit_desktop.vault.day import Day, HourFigures
from permit_desktop.vault.record_row import RecordRow, RecordState

TODAY = date(2026, 11, 23)
_NOW_S = datetime.fromisoformat("2026-11-23T15:42").astimezone().timestamp()
_SURNAMES = "石王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林"
_GIVEN = "生頔伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华文"
_STATES = (RecordState.REVIEWED, RecordState.REVIEWED, RecordState.TO_REVIEW, RecordState.PROVISIONAL)

DAY = Day(
    tuple(
        HourFigures(hour, {Band.HIGH: high, Band.MEDIUM: medium, Band.LOW: low}, waiting)
        for hour, high, medium, low, waiting in (
            (8, 6, 1, 0, 0),
            (9, 14, 2, 1, 0),
            (10, 17, 3, 0, 0),
            (11, 11, 2, 1, 0),
            (12, 4, 0, 0, 0),
            (13, 9, 1, 0, 1),
            (14, 15, 2, 1, 2),
            (15, 8, 1, 0, 5),
        )
    )
)


def rows(count: int) -> Iterator[RecordRow]:
    """So many records, newest first, some minutes apart; always the same ones."""
    for number in range(count, 0, -1):
        taiwan = number % 5 == 0
        letter = "L" if taiwan else "C"
        name = _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number * 7 % len(_GIVEN)] + _GIVEN[number * 3 % len(_GIVEN)]
        state = RecordState.WAITING if number == count else _STATES[number * 3 % len(_STATES)]
        known = state is not RecordState.WAITING
        yield RecordRow(
            number,
            type=(PermitType.TAIWAN if taiwan else PermitType.HK_MACAO).value if known else None,
            number=f"{letter}{(number * 7919) % 10**8:08}" if known else None,
            name=name if known else None,
            name_en=None,
            birth_date=f"{1950 + number % 55}.{1 + number % 12:02}.{1 + number % 28:02}" if known else None,
            valid_until=f"{2025 + number % 9}.{1 + number * 5 % 12:02}.{1 + number % 28:02}" if known else None,
            created_at_s=_NOW_S - (count - number) * 260,
            state=state,
            corrected=number % 11 == 0,
        )


def row(record_id: int, **changes: object) -> RecordRow:
    """One record with some values of its own."""
    values: dict[str, object] = {
        "type": PermitType.HK_MACAO.value,
        "number": "CB3273201",
        "name": "石生頔",
        "name_en": "SHI, SHENGDI",
        "birth_date": "1981.08.03",
        "valid_until": "2029.07.29",
        "created_at_s": _NOW_S + record_id,
        "state": RecordState.REVIEWED,
        "corrected": False,
        **changes,
    }
    return RecordRow(record_id, **values)  # type: ignore[arg-type] # the values are those of the class
