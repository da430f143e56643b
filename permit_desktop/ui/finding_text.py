"""What the screen says of a finding, in the person's language, and how grave it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from permit_desktop.domain import machine_line
from permit_desktop.domain.bands import Band
from permit_desktop.domain.dates import parse_period, printed
from permit_desktop.domain.findings import Finding, FindingCode
from permit_desktop.domain.front_rules import expiry_date
from permit_desktop.domain.permit import FieldName, PermitResult
from permit_desktop.ui.field_text import label, region

_GRAVE: Final = frozenset(
    {
        FindingCode.EXPIRED,
        FindingCode.IMPOSSIBLE_DATE,
        FindingCode.NUMBER_DIFFERS,
        FindingCode.BIRTH_DIFFERS,
        FindingCode.EXPIRY_DIFFERS,
        FindingCode.LINE_REFUTED,
        FindingCode.SIDES_DIFFER,
        FindingCode.OTHER_TITLE,
    }
)
"""The permit has run out, or contradicts itself; all others ask for a look only."""


def gravity(finding: Finding) -> Band:
    """Low for what most often stops the work at the counter, medium for what is worth a look."""
    return Band.LOW if finding.code in _GRAVE else Band.MEDIUM


def finding_text(finding: Finding, result: PermitResult, today: date) -> str:
    """One sentence without its full stop.

    Args:
        result: the side of the permit that the finding is about.
    """
    return _SENTENCES[finding.code](finding, result, today)


_Sentence = Callable[[Finding, PermitResult, date], str]


def _say(text: str, **values: object) -> str:
    return text.format(**values)


def _value(finding: Finding, result: PermitResult) -> str:
    return result.value(finding.fields[0]) or "–"


def _what(finding: Finding) -> str:
    """The field in question; with its destination where it belongs to an endorsement."""
    field = finding.fields[0]
    if field.block is None:
        return label(field)
    endorsement = QCoreApplication.translate("Finding", "{region} endorsement, {field}")
    return _say(endorsement, region=region(field.block), field=label(field).lower())


def _where(finding: Finding) -> str:
    return region(finding.fields[0].block or "")


def _expired(_: Finding, result: PermitResult, __: date) -> str:
    day = expiry_date(result)
    return _say(QCoreApplication.translate("Finding", "The permit expired on {day}"), day=printed(day) if day else "–")


def _expires_soon(_: Finding, result: PermitResult, today: date) -> str:
    day = expiry_date(result) or today
    text = QCoreApplication.translate("Finding", "The permit expires on {day}; days left: {left}")
    return _say(text, day=printed(day), left=(day - today).days)


def _impossible_date(finding: Finding, result: PermitResult, _: date) -> str:
    text = QCoreApplication.translate("Finding", "{what}: {value} cannot be right")
    return _say(text, what=_what(finding), value=_value(finding, result))


def _span(finding: Finding, result: PermitResult, _: date) -> str:
    text = QCoreApplication.translate("Finding", "The validity {value} is of an unusual length")
    return _say(text, value=_value(finding, result))


def _before_card(finding: Finding, result: PermitResult, _: date) -> str:
    period = parse_period(_value(finding, result))
    text = QCoreApplication.translate("Finding", "The validity starts on {day}, before this card was introduced")
    return _say(text, day=printed(period.start) if period else "–")


def _number_format(finding: Finding, result: PermitResult, _: date) -> str:
    text = QCoreApplication.translate("Finding", "The number {value} is not spelled like one of this document")
    return _say(text, value=_value(finding, result))


def _differs(place: slice) -> _Sentence:
    def sentence(finding: Finding, result: PermitResult, _: date) -> str:
        line = machine_line.parse(result.value(FieldName.MACHINE_CODE) or "").text
        text = QCoreApplication.translate("Finding", "{what}: {value} in print, {coded} in the machine line")
        return _say(text, what=_what(finding), value=_value(finding, result), coded=line[place])

    return sentence


def _readings_differ(finding: Finding, _: PermitResult, __: date) -> str:
    return _say(QCoreApplication.translate("Finding", "{what} was read in two ways"), what=_what(finding))


def _look_alike(_: Finding, result: PermitResult, __: date) -> str:
    coded = machine_line.parse(result.value(FieldName.MACHINE_CODE) or "").text[2:11]
    letters = " / ".join(number[1] for number in (coded, *machine_line.blind_twins(coded)))
    text = QCoreApplication.translate(
        "Finding", "Compare with the card: the number {coded} may have {letters} after the C"
    )
    return _say(text, coded=coded, letters=letters)


def _line_refuted(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate("Finding", "The machine line's check digits do not fit what was read")


def _line_unreadable(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate("Finding", "The machine line was not read completely")


def _document_code(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate("Finding", "The machine line begins like that of another document")


def _sides_differ(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate("Finding", "Front and back are of different documents")


def _endorsement_expired(finding: Finding, result: PermitResult, _: date) -> str:
    period = parse_period(_value(finding, result))
    text = QCoreApplication.translate("Finding", "The {region} endorsement expired on {day}")
    return _say(text, region=_where(finding), day=printed(period.end) if period else "–")


def _outlives(finding: Finding, result: PermitResult, _: date) -> str:
    period = parse_period(_value(finding, result))
    text = QCoreApplication.translate("Finding", "The {region} endorsement ends on {day}, after the permit itself")
    return _say(text, region=_where(finding), day=printed(period.end) if period else "–")


def _unusual(finding: Finding, result: PermitResult, _: date) -> str:
    text = QCoreApplication.translate("Finding", "An unusual {region} endorsement: {kind}; please look")
    values = [value for field in finding.fields[:2] if (value := result.value(field))]
    return _say(text, region=_where(finding), kind=" ".join(values))


def _issue_code(finding: Finding, result: PermitResult, _: date) -> str:
    text = QCoreApplication.translate("Finding", "{what}: {value} is of an unusual form")
    return _say(text, what=_what(finding), value=_value(finding, result))


def _whole_picture_sent(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate(
        "Finding", "The card was not found, so the whole picture was sent: place it closer"
    )


def _portrait_unusable(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate(
        "Finding", "The service sent the portrait, or its place, in a form that cannot be used"
    )


def _other_title(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate("Finding", "The title does not read as a permit's; compare it with the card")


def _letter_in_number(finding: Finding, result: PermitResult, _: date) -> str:
    text = QCoreApplication.translate("Finding", "The number {value} may have a letter O or I for a digit; compare it")
    return _say(text, value=_value(finding, result))


def _another_permit(_: Finding, __: PermitResult, ___: date) -> str:
    return QCoreApplication.translate("Finding", "Another permit lies in the picture; only this one was read")


_SENTENCES: Final[Mapping[FindingCode, _Sentence]] = {
    FindingCode.READINGS_DIFFER: _readings_differ,
    FindingCode.EXPIRED: _expired,
    FindingCode.EXPIRES_SOON: _expires_soon,
    FindingCode.IMPOSSIBLE_DATE: _impossible_date,
    FindingCode.VALIDITY_SPAN: _span,
    FindingCode.STARTS_BEFORE_CARD: _before_card,
    FindingCode.NUMBER_FORMAT: _number_format,
    FindingCode.NUMBER_DIFFERS: _differs(slice(2, 11)),
    FindingCode.NUMBER_LOOK_ALIKE: _look_alike,
    FindingCode.BIRTH_DIFFERS: _differs(slice(21, 27)),
    FindingCode.EXPIRY_DIFFERS: _differs(slice(13, 19)),
    FindingCode.LINE_REFUTED: _line_refuted,
    FindingCode.LINE_UNREADABLE: _line_unreadable,
    FindingCode.DOCUMENT_CODE: _document_code,
    FindingCode.SIDES_DIFFER: _sides_differ,
    FindingCode.ENDORSEMENT_EXPIRED: _endorsement_expired,
    FindingCode.ENDORSEMENT_OUTLIVES_PERMIT: _outlives,
    FindingCode.ENDORSEMENT_UNUSUAL: _unusual,
    FindingCode.ISSUE_CODE: _issue_code,
    FindingCode.WHOLE_PICTURE_SENT: _whole_picture_sent,
    FindingCode.PORTRAIT_UNUSABLE: _portrait_unusable,
    FindingCode.OTHER_TITLE: _other_title,
    FindingCode.LETTER_IN_NUMBER: _letter_in_number,
    FindingCode.ANOTHER_PERMIT: _another_permit,
}
