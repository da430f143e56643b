"""Where things stand on the cards, in millimetres from the face's upper left corner.

Card size: ISO/IEC 7810 ID-1. Front: two published pictures of the issuing authority's specimen, which agree within
about a millimetre. Back of the Hong Kong and Macao permit: the erase areas and text lines of a card printer's
demonstration program. The Taiwan permit is taken to share the front's template and to carry one endorsement block.
Real prints shift by up to `TOLERANCE_MM`.
"""

from __future__ import annotations

from typing import Final

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName

CARD_WIDTH_MM: Final = 85.60
CARD_HEIGHT_MM: Final = 53.98
CORNER_RADIUS_MM: Final = 3.18
TOLERANCE_MM: Final = 1.5

PORTRAIT: Final = Box(5.9, 15.1, 20.8, 27.2)
GHOST_PORTRAIT: Final = Box(66.9, 24.4, 8.6, 11.1)

FRONT: Final = {
    FieldName.TYPE: Box(15.7, 3.9, 37.1, 4.8),
    FieldName.NUMBER: Box(58.0, 6.6, 22.6, 3.8),
    FieldName.NAME: Box(30.1, 13.7, 36.0, 4.1),
    FieldName.NAME_EN: Box(30.2, 18.5, 36.0, 3.2),
    FieldName.BIRTH_DATE: Box(31.1, 26.6, 15.5, 3.2),
    FieldName.SEX: Box(52.5, 26.6, 3.1, 3.3),
    FieldName.VALID_PERIOD: Box(30.5, 33.3, 33.6, 3.0),
    FieldName.ISSUING_AUTHORITY: Box(30.8, 40.0, 28.2, 3.3),
    FieldName.ISSUE_PLACE: Box(60.0, 40.0, 12.0, 3.3),
    FieldName.MACHINE_CODE: Box(7.2, 46.6, 71.9, 3.1),
}
"""The fields of the front; the box of a value of variable length is as long as its space."""

_BACK_VALUE_WIDTH_MM: Final = 46.0
_BACK_LINE_MM: Final = 4.0

BACK_HK: Final = {
    FieldName.HK_TYPE: Box(21, 6, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.HK_ROUND_TRIPS: Box(21, 6, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.HK_VALID_PERIOD: Box(21, 11, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.HK_REMARK: Box(21, 16, _BACK_VALUE_WIDTH_MM, 9),
    FieldName.HK_ISSUE_INFO: Box(68, 21, 13, 3),
}
BACK_MO: Final = {
    FieldName.MO_TYPE: Box(21, 28, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.MO_ROUND_TRIPS: Box(21, 28, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.MO_VALID_PERIOD: Box(21, 33, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.MO_REMARK: Box(21, 38, _BACK_VALUE_WIDTH_MM, 9),
    FieldName.MO_ISSUE_INFO: Box(68, 43, 13, 3),
}
BACK_FOOTER: Final = Box(16.0, 48.0, 58.0, 4.0)
"""The sentence on automatic border gates that every back carries at its foot; no field of the result."""

BACK_LABELS: Final = tuple(
    tuple(Box(9.0, y_mm, 11.0, _BACK_LINE_MM) for y_mm in rows) for rows in ((6.0, 11.0, 16.0), (28.0, 33.0, 38.0))
)
"""The labels of the upper and the lower block's three rows."""

BACK_CODES: Final = (Box(68.0, 6.0, 12.0, 12.0), Box(68.0, 28.0, 12.0, 12.0))
"""The square codes of the upper and the lower block."""

BACK_TW: Final = {
    FieldName.TW_TYPE: Box(21, 6, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.TW_ROUND_TRIPS: Box(21, 6, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.TW_VALID_PERIOD: Box(21, 11, _BACK_VALUE_WIDTH_MM, _BACK_LINE_MM),
    FieldName.TW_REMARK: Box(21, 16, _BACK_VALUE_WIDTH_MM, 9),
    FieldName.TW_ISSUE_INFO: Box(68, 21, 13, 3),
}
"""The lines of an endorsement block; kind and round trips share the first line."""
