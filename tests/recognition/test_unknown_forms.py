"""Print in a form that no permit is known to have: told as it is printed, and doubted; never bent into a known form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from permit_desktop.domain.evidence import Evidence, weigh
from permit_desktop.domain.findings import FindingCode, findings
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Side
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens import optics
from tests.specimens.card import render_card
from tests.specimens.desk import Desk, desk_texture
from tests.specimens.endorsements import Destination, Endorsement
from tests.specimens.lay import desk_picture, lay
from tests.specimens.person import InventedPermit, invent
from tests.specimens.view import Pose, project

TODAY = date(2026, 11, 1)
PERMIT = invent(77, PermitType.HK_MACAO, start=date(2020, 3, 1), adult=True)
UPPER = Endorsement(
    Destination.HK,
    "个人旅游（G）",
    "壹次往返有效",
    date(2026, 10, 1),
    date(2027, 9, 30),
    ("持证人在香港逗留不超过7天",),
    "4400-H001",
)
LOWER = replace(UPPER, destination=Destination.MO, kind="逗留（D）", round_trips=None, issue_info="4400-M001")
"""Its remark names the upper one's destination."""
DOUBTED = 0.5
PRINTED = "%Y.%m.%d"


class OddDay(date):
    """A day that is printed in its own way."""

    printed = ""

    def __format__(self, form: str) -> str:
        return self.printed if form == PRINTED else super().__format__(form)


def odd(day: date, printed: str) -> OddDay:
    one = OddDay(day.year, day.month, day.day)
    one.printed = printed
    return one


def read(recogniser: OnDeviceRecogniser, permit: InventedPermit, side: Side) -> PermitResult:
    card = render_card(permit, side, 5, 10.0)
    place = project(Pose(0.6, 5, 30, 3.0), 1920, 1080)
    rng = np.random.default_rng(1)
    picture = lay(card, place, desk_picture(desk_texture(Desk.WOOD, rng), place, 10.0, 1920, 1080), rng, 0.3)
    return recogniser.recognise(optics.from_jpeg(optics.to_jpeg(optics.develop(picture), 90)), with_portrait=False)


def assert_doubted(result: PermitResult, field: FieldName, printed: str) -> None:
    reading = result.readings[field]
    assert reading.value == printed
    assert reading.confidence is not None
    assert reading.confidence <= DOUBTED


@pytest.mark.parametrize("number", ["D12345678", "CI1234567", "C1234S678"])
def test_a_number_in_no_known_form_is_not_bent_into_one(number: str, recogniser: OnDeviceRecogniser) -> None:
    assert_doubted(read(recogniser, replace(PERMIT, number=number), Side.FRONT), FieldName.NUMBER, number)


def test_a_name_with_an_umlaut_is_told_as_printed(recogniser: OnDeviceRecogniser) -> None:
    result = read(recogniser, replace(PERMIT, name="吕布", name_en="LÜ, BU"), Side.FRONT)
    assert_doubted(result, FieldName.NAME_EN, "LÜ, BU")
    assert result.value(FieldName.NAME) == "吕布"


@pytest.mark.parametrize("code", ["4400-H01", "440-H001", "4400-0001"])
def test_an_issue_code_in_no_known_form_is_told_as_printed(code: str, recogniser: OnDeviceRecogniser) -> None:
    endorsed = replace(PERMIT, endorsements=(replace(UPPER, issue_info=code),))
    assert_doubted(read(recogniser, endorsed, Side.BACK), FieldName.HK_ISSUE_INFO, code)


@pytest.mark.parametrize("printed", ["2120.03.01", "1820.03.01", "2020.13.01", "2020.03.32", "2020.3.1"])
def test_a_first_day_in_no_known_form_is_told_as_printed_and_nothing_is_said_for_it(
    printed: str, recogniser: OnDeviceRecogniser
) -> None:
    result = read(recogniser, replace(PERMIT, start=odd(PERMIT.start, printed)), Side.FRONT)
    assert_doubted(result, FieldName.VALID_PERIOD, f"{printed} - {PERMIT.end:{PRINTED}}")
    weight = weigh(result)[FieldName.VALID_PERIOD]
    assert weight.evidence is Evidence.READ
    assert not weight.disputed  # the last day is the line's
    assert FindingCode.IMPOSSIBLE_DATE in {finding.code for finding in findings(result, TODAY)}


@pytest.mark.parametrize("printed", ["1886.05.12", "1986.21.12"])
def test_a_birth_date_in_no_known_form_is_told_as_printed(printed: str, recogniser: OnDeviceRecogniser) -> None:
    permit = replace(PERMIT, birth=odd(date(1986, 5, 12), printed))
    assert_doubted(read(recogniser, permit, Side.FRONT), FieldName.BIRTH_DATE, printed)


@pytest.mark.parametrize("printed", ["2126.10.01", "2026.21.01"])
def test_an_endorsement_s_day_in_no_known_form_is_told_as_printed(printed: str, recogniser: OnDeviceRecogniser) -> None:
    endorsed = replace(PERMIT, endorsements=(replace(UPPER, start=odd(UPPER.start, printed)),))
    result = read(recogniser, endorsed, Side.BACK)
    assert_doubted(result, FieldName.HK_VALID_PERIOD, f"{printed}-{UPPER.end:{PRINTED}}")


def test_two_endorsements_that_name_one_destination_stay_two_and_are_doubted(recogniser: OnDeviceRecogniser) -> None:
    result = read(recogniser, replace(PERMIT, endorsements=(UPPER, LOWER)), Side.BACK)
    assert_doubted(result, FieldName.HK_TYPE, UPPER.kind)
    assert_doubted(result, FieldName.HK_ISSUE_INFO, UPPER.issue_info)
    assert_doubted(result, FieldName.MO_TYPE, LOWER.kind)
    assert_doubted(result, FieldName.MO_ISSUE_INFO, LOWER.issue_info)
    assert FieldName.MO_ROUND_TRIPS not in result.readings
