from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permit_desktop.domain.bands import Band
from permit_desktop.domain.findings import FindingCode, findings
from permit_desktop.domain.permit import FieldName, Note, PermitResult, PermitType
from permit_desktop.ui.finding_text import _SENTENCES, finding_text, gravity
from tests.domain.records import SPECIMEN_LINE, TODAY, back, front, taiwan_back

LINE = FieldName.MACHINE_CODE
NUMBER, BIRTH, VALID = FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.VALID_PERIOD
HK_VALID, MO_TYPE = FieldName.HK_VALID_PERIOD, FieldName.MO_TYPE


def told(result: PermitResult, today: date = TODAY, other: PermitResult | None = None) -> dict[FindingCode, str]:
    return {finding.code: finding_text(finding, result, today) for finding in findings(result, today, other)}


@pytest.mark.parametrize(
    ("side", "code", "words"),
    [
        (front({NUMBER: "CA3273207"}), FindingCode.NUMBER_DIFFERS, ["CA3273207", "CA3273201", "machine line"]),
        (front({NUMBER: "C03273201"}), FindingCode.NUMBER_LOOK_ALIKE, ["CA3273201", "A / 0"]),
        (front({NUMBER: "X1"}), FindingCode.NUMBER_FORMAT, ["X1"]),
        (front({BIRTH: "1981.08.08"}), FindingCode.BIRTH_DIFFERS, ["Birth date", "1981.08.08", "810803"]),
        (front({BIRTH: "1981.02.30"}), FindingCode.IMPOSSIBLE_DATE, ["Birth date", "1981.02.30"]),
        (front({VALID: "2019.01.18 - 2029.01.18"}), FindingCode.EXPIRY_DIFFERS, ["Validity", "2029.01.18", "290117"]),
        (front({VALID: "2019.01.18 - 2029.01.18"}), FindingCode.VALIDITY_SPAN, ["2029.01.18"]),
        (front({VALID: "2013.01.18 - 2023.01.17"}), FindingCode.STARTS_BEFORE_CARD, ["2013.01.18"]),
        (front({VALID: "2013.01.18 - 2023.01.17"}), FindingCode.EXPIRED, ["2023.01.17"]),
        (front({LINE: SPECIMEN_LINE[:-1]}), FindingCode.LINE_UNREADABLE, ["machine line"]),
        (front({LINE: SPECIMEN_LINE[:-1] + "3"}), FindingCode.LINE_REFUTED, ["machine line", "check digits"]),
        (front({LINE: "CT" + SPECIMEN_LINE[2:]}), FindingCode.DOCUMENT_CODE, ["machine line"]),
        (back({HK_VALID: "2020.01.01 - 2020.02.01"}), FindingCode.ENDORSEMENT_EXPIRED, ["Hong Kong", "2020.02.01"]),
        (back({HK_VALID: "2020.13.01"}), FindingCode.IMPOSSIBLE_DATE, ["Hong Kong", "validity", "2020.13.01"]),
        (back({MO_TYPE: "旅游"}), FindingCode.ENDORSEMENT_UNUSUAL, ["Macao", "旅游"]),
        (back({FieldName.MO_ISSUE_INFO: "12"}), FindingCode.ISSUE_CODE, ["Macao", "issue code", "12"]),
        (
            replace(back(), notes=frozenset({Note.WHOLE_PICTURE_SENT})),
            FindingCode.WHOLE_PICTURE_SENT,
            ["whole picture"],
        ),
        (replace(front(), notes=frozenset({Note.PORTRAIT_UNUSABLE})), FindingCode.PORTRAIT_UNUSABLE, ["portrait"]),
        (
            taiwan_back({FieldName.TW_VALID_PERIOD: "2020.01.01 - 2020.02.01"}),
            FindingCode.ENDORSEMENT_EXPIRED,
            ["Taiwan"],
        ),
    ],
)
def test_a_finding_is_told_with_its_values_in_plain_words(
    side: PermitResult, code: FindingCode, words: list[str]
) -> None:
    sentence = told(side)[code]

    assert [word for word in words if word.lower() not in sentence.lower()] == []
    assert "{" not in sentence


def test_findings_that_need_both_sides_are_told() -> None:
    late = back({HK_VALID: "2026.01.01 - 2030.01.01"})
    other = front({FieldName.TYPE: PermitType.TAIWAN})

    assert "Hong Kong" in told(late, other=front())[FindingCode.ENDORSEMENT_OUTLIVES_PERMIT]
    assert told(back(), other=other)[FindingCode.SIDES_DIFFER]


def test_what_was_noticed_of_the_picture_is_told() -> None:
    odd = told(replace(front(), notes=frozenset(Note)))

    assert "title" in odd[FindingCode.OTHER_TITLE]
    assert "CA3273201" in odd[FindingCode.LETTER_IN_NUMBER]
    assert "another permit" in odd[FindingCode.ANOTHER_PERMIT].lower()


def test_the_days_that_are_left_are_counted() -> None:
    assert "30" in told(front(), date(2028, 12, 18))[FindingCode.EXPIRES_SOON]


def test_contradictions_are_grave_and_an_endorsement_that_ran_out_is_not() -> None:
    graver = {
        finding.code: gravity(finding)
        for side in (
            front({NUMBER: "CA3273207"}),
            front({LINE: SPECIMEN_LINE[:-1] + "3"}),
            back({HK_VALID: "2020.01.01 - 2020.02.01"}),
        )
        for finding in findings(side, TODAY)
    }

    assert graver[FindingCode.NUMBER_DIFFERS] is Band.LOW
    assert graver[FindingCode.LINE_REFUTED] is Band.LOW
    assert graver[FindingCode.ENDORSEMENT_EXPIRED] is Band.MEDIUM


def test_every_rule_has_its_sentence() -> None:
    assert set(_SENTENCES) == set(FindingCode)
