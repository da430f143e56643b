"""What the screen calls fields and endorsements, in the person's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from permit_desktop.domain.bands import Band
from permit_desktop.domain.dates import Period, printed
from permit_desktop.domain.entry import Flaw
from permit_desktop.domain.permit import FieldName


def label(field: FieldName) -> str:
    """What the screen calls a field."""
    say = QCoreApplication.translate
    front = {
        FieldName.TYPE: say("Field", "Document"),
        FieldName.SIDE: say("Field", "Side"),
        FieldName.NUMBER: say("Field", "Number"),
        FieldName.NAME: say("Field", "Name"),
        FieldName.NAME_EN: say("Field", "English name"),
        FieldName.SEX: say("Field", "Sex"),
        FieldName.BIRTH_DATE: say("Field", "Birth date"),
        FieldName.VALID_PERIOD: say("Field", "Validity"),
        FieldName.ISSUING_AUTHORITY: say("Field", "Authority"),
        FieldName.ISSUE_PLACE: say("Field", "Issued in"),
        FieldName.MACHINE_CODE: say("Field", "Machine line"),
    }
    endorsement = {
        "endorsement_type": say("Field", "Kind"),
        "valid_round_trips": say("Field", "Round trips"),
        "endorsement_valid_period": say("Field", "Validity"),
        "remark": say("Field", "Remark"),
        "issue_info": say("Field", "Issue code"),
    }
    return front[field] if field in front else endorsement[field.value.rpartition(".")[2]]


def region(block: str) -> str:
    """The destination of an endorsement block (`endorsement_info_hk` …)."""
    say = QCoreApplication.translate
    return {
        "endorsement_info_hk": say("Region", "Hong Kong"),
        "endorsement_info_mo": say("Region", "Macao"),
        "endorsement_info_tw": say("Region", "Taiwan"),
    }[block]


def endorsement_title(block: str) -> str:
    """The heading over an endorsement's fields."""
    return QCoreApplication.translate("Record", "Endorsement for {region}").format(region=region(block))


def endorsement_note(period: Period, today: date) -> tuple[str, Band]:
    """How long an endorsement holds, in words; low when it does not hold today."""
    say = QCoreApplication.translate
    if today > period.end:
        return say("Record", "expired on {day}").format(day=printed(period.end)), Band.LOW
    if today < period.start:
        return say("Record", "valid from {day} on").format(day=printed(period.start)), Band.MEDIUM
    return say("Record", "days left: {left}").format(left=(period.end - today).days), Band.HIGH


def flaw_text(flaw: Flaw, field: FieldName) -> str:
    """What is odd about a typed value, and how it is spelled."""
    say = QCoreApplication.translate
    return {
        Flaw.EMPTY: say("Flaw", "Type a value, or press Esc to keep the former one"),
        Flaw.UNFINISHED: _spelling(field),
        Flaw.NUMBER: say("Flaw", "Not a number of this document: {spelling}").format(spelling=_spelling(field)),
        Flaw.DAY: say("Flaw", "Not a day of the calendar: {spelling}").format(spelling=_spelling(field)),
        Flaw.PERIOD_ENDS_FIRST: say("Flaw", "The last day lies before the first"),
        Flaw.SEX: say("Flaw", "男 or 女; M and F do as well"),
        Flaw.LINE_LENGTH: say("Flaw", "More than 30 characters"),
        Flaw.LINE_CHARACTERS: say("Flaw", "A character that cannot stand there: {spelling}").format(
            spelling=_spelling(field)
        ),
        Flaw.LINE_NUMBER: say("Flaw", "The number's check digit (12th character) does not fit"),
        Flaw.LINE_EXPIRY: say("Flaw", "The expiry date's check digit (20th character) does not fit"),
        Flaw.LINE_BIRTH: say("Flaw", "The birth date's check digit (28th character) does not fit"),
        Flaw.LINE_COMPOSITE: say("Flaw", "The last check digit does not fit"),
        Flaw.ISSUE_CODE: say("Flaw", "An unusual code: {spelling}").format(spelling=_spelling(field)),
    }[flaw]


def _spelling(field: FieldName) -> str:
    """How a field is spelled, with an example."""
    say = QCoreApplication.translate
    kind = field.value.rpartition(".")[2]
    return {
        "number": say("Flaw", "a letter and eight digits, as C12345678 or CA1234567"),
        "birth_date": say("Flaw", "year, month and day, as 1990.01.31"),
        "valid_period": say("Flaw", "first and last day, as 2020.01.31 - 2030.01.30"),
        "endorsement_valid_period": say("Flaw", "first and last day, as 2020.01.31-2021.01.30"),
        "machine_code": say("Flaw", "30 letters, digits and <, as under the portrait"),
        "issue_info": say("Flaw", "four digits, a letter and three digits, as 4401-H001"),
        "sex": say("Flaw", "男 or 女; M and F do as well"),
    }.get(kind, "")
