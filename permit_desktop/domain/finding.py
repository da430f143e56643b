"""What a rule remarks on a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from permit_desktop.domain.permit import FieldName


class FindingCode(StrEnum):
    """Stable codes of the rules' remarks; scripts rely on them, messages may change."""

    EXPIRED = "expired"
    EXPIRES_SOON = "expires_soon"
    IMPOSSIBLE_DATE = "impossible_date"
    VALIDITY_SPAN = "validity_span"
    STARTS_BEFORE_CARD = "starts_before_card"
    NUMBER_FORMAT = "number_format"

    NUMBER_DIFFERS = "number_differs"
    NUMBER_LOOK_ALIKE = "number_look_alike"
    BIRTH_DIFFERS = "birth_differs"
    EXPIRY_DIFFERS = "expiry_differs"
    LINE_REFUTED = "line_refuted"
    LINE_UNREADABLE = "line_unreadable"
    DOCUMENT_CODE = "document_code"

    SIDES_DIFFER = "sides_differ"
    ENDORSEMENT_EXPIRED = "endorsement_expired"
    ENDORSEMENT_OUTLIVES_PERMIT = "endorsement_outlives_permit"
    ENDORSEMENT_UNUSUAL = "endorsement_unusual"
    ISSUE_CODE = "issue_code"

    READINGS_DIFFER = "readings_differ"

    WHOLE_PICTURE_SENT = "whole_picture_sent"
    PORTRAIT_UNUSABLE = "portrait_unusable"
    OTHER_TITLE = "other_title"
    LETTER_IN_NUMBER = "letter_in_number"
    ANOTHER_PERMIT = "another_permit"


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark that asks a person to look; it passes no judgement on the document.

    Attributes:
        code: the rule.
        fields: the fields to look at, the foremost first; none where the picture is meant.
        message: one or two English sentences with the values in question, which are personal data.
    """

    code: FindingCode
    fields: tuple[FieldName, ...]
    message: str
