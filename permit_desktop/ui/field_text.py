"""What the screen calls fields and endorsements, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

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
