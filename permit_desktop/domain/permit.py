"""A permit as it was read: what both recognisers return and everything after them works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from permit_desktop.domain.geometry import Box, Quad


class PermitType(StrEnum):
    """The two documents; each value is the title printed on the card and the API's `type`."""

    HK_MACAO = "往来港澳通行证"
    TAIWAN = "往来台湾通行证"


class Side(StrEnum):
    """A face of the card; the values are the API's."""

    FRONT = "front"
    BACK = "back"


class FieldName(StrEnum):
    """A field of a permit; the value is its path in the API's result object."""

    TYPE = "type"
    SIDE = "side"
    NUMBER = "number"
    NAME = "name"
    NAME_EN = "name_en"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    VALID_PERIOD = "valid_period"
    ISSUING_AUTHORITY = "issuing_authority"
    ISSUE_PLACE = "issue_place"
    MACHINE_CODE = "machine_code"
    HK_TYPE = "endorsement_info_hk.endorsement_type"
    HK_ROUND_TRIPS = "endorsement_info_hk.valid_round_trips"
    HK_VALID_PERIOD = "endorsement_info_hk.endorsement_valid_period"
    HK_REMARK = "endorsement_info_hk.remark"
    HK_ISSUE_INFO = "endorsement_info_hk.issue_info"
    MO_TYPE = "endorsement_info_mo.endorsement_type"
    MO_ROUND_TRIPS = "endorsement_info_mo.valid_round_trips"
    MO_VALID_PERIOD = "endorsement_info_mo.endorsement_valid_period"
    MO_REMARK = "endorsement_info_mo.remark"
    MO_ISSUE_INFO = "endorsement_info_mo.issue_info"
    TW_TYPE = "endorsement_info_tw.endorsement_type"
    TW_ROUND_TRIPS = "endorsement_info_tw.valid_round_trips"
    TW_VALID_PERIOD = "endorsement_info_tw.endorsement_valid_period"
    TW_REMARK = "endorsement_info_tw.remark"
    TW_ISSUE_INFO = "endorsement_info_tw.issue_info"

    @property
    def block(self) -> str | None:
        """The endorsement block that the field belongs to (`endorsement_info_hk` …), None for the others."""
        block, dot, _ = self.value.partition(".")
        return block if dot else None


@dataclass(frozen=True, slots=True)
class Reading:
    """One field as a recogniser read it.

    Attributes:
        value: the text as printed, dates and periods spelled as in the API's examples.
        confidence: 0 to 1 as the recogniser gave it; None when a service left it out.
        ink: where on the card's face the text was found; None when the recogniser does not tell.
    """

    value: str
    confidence: float | None
    ink: Box | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """The holder's picture on the front.

    Attributes:
        outline: its four corners in the original picture's pixels; None when a service left them out.
        jpeg: the upright crop as a JPEG file; None when it was not asked for.
    """

    outline: Quad | None
    jpeg: bytes | None


class Note(StrEnum):
    """What is to be said of an answer beside its fields."""

    WHOLE_PICTURE_SENT = "whole_picture_sent"
    """The card was not found in the picture, so that a service got all of it, with the card perhaps small in it."""
    PORTRAIT_UNUSABLE = "portrait_unusable"
    """The portrait, or its place, came in a form that nobody can use."""
    OTHER_TITLE = "other_title"
    """The title is legible, and is none of the two; what else stands there is a permit's."""
    LETTER_IN_NUMBER = "letter_in_number"
    """Where the printed number can have a digit only, a letter that looks like it may stand: O for 0, I for 1."""
    ANOTHER_PERMIT = "another_permit"
    """Two permits, or both sides of one on a scan, lie in the picture; one of them was read."""


@dataclass(frozen=True, slots=True)
class PermitResult:
    """What a recogniser says of one side of one permit.

    Attributes:
        readings: the fields that were read; a field that is not on this side, or is empty, is absent.
        outline: the card's corners in the original picture's pixels; None when the recogniser does not tell.
        portrait: None on a back, and where it was not asked for.
        notes: what is to be said of it besides.
    """

    readings: Mapping[FieldName, Reading]
    outline: Quad | None = None
    portrait: Portrait | None = None
    notes: frozenset[Note] = frozenset()

    def value(self, field: FieldName) -> str | None:
        """The text of a field, None when it was not read."""
        reading = self.readings.get(field)
        return reading.value if reading else None

    @property
    def type(self) -> PermitType | None:
        """The document, None when the recogniser named none of the two."""
        value = self.value(FieldName.TYPE)
        return PermitType(value) if value in set(PermitType) else None

    @property
    def side(self) -> Side | None:
        """The face, None when the recogniser did not say."""
        value = self.value(FieldName.SIDE)
        return Side(value) if value in set(Side) else None
