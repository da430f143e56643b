"""The API's result object, both ways: from a service's answer, and to one.

Writing gives the documented object exactly. Reading takes what services really send: every key may be missing, both
wordings of `type`, several spellings of dates, confidences as numbers, texts or not at all. What cannot be made sense
of is left out; unknown keys are left out too. A portrait is taken in any form that shows what it is, and what cannot be
used of it is told by a note.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from permit_desktop.api.errors import ANSWER_GARBLED, ServiceError
from permit_desktop.api.plain_text import plain_text
from permit_desktop.api.portrait_image import jpeg_of
from permit_desktop.domain.dates import parse_date, parse_period
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Note, PermitResult, PermitType, Portrait, Reading, Side

MAX_VALUE_CHARS: Final = 300
"""No field is longer: the longest printed one, the English name of the issuing authority, has 76 characters."""
MAX_COORDINATE_PX: Final = 100_000
"""No still is wider (the contract allows 8192 pixels), so no corner lies further out."""

_DOCUMENTED_ORDER: Final = (
    FieldName.NAME,
    FieldName.NAME_EN,
    FieldName.BIRTH_DATE,
    FieldName.SEX,
    FieldName.NUMBER,
    FieldName.VALID_PERIOD,
    FieldName.ISSUING_AUTHORITY,
    FieldName.ISSUE_PLACE,
    FieldName.MACHINE_CODE,
    FieldName.TYPE,
    FieldName.SIDE,
    *(field for field in FieldName if field.block),
)
_TYPES: Final = {
    "往来港澳通行证": PermitType.HK_MACAO.value,
    "往來港澳通行證": PermitType.HK_MACAO.value,
    "exit-entry permit for traveling to and from hong kong and macao": PermitType.HK_MACAO.value,
    "exit-entry permit for travelling to and from hong kong and macao": PermitType.HK_MACAO.value,
    "往来台湾通行证": PermitType.TAIWAN.value,
    "往來台灣通行證": PermitType.TAIWAN.value,
    "往來臺灣通行證": PermitType.TAIWAN.value,
    "大陆居民往来台湾通行证": PermitType.TAIWAN.value,
    "exit-entry permit for traveling to and from taiwan": PermitType.TAIWAN.value,
    "exit-entry permit for travelling to and from taiwan": PermitType.TAIWAN.value,
}
_SEXES: Final = {"m": "男", "male": "男", "f": "女", "female": "女"}
_DATE: Final = re.compile(r"(\d{4})\s*[.\-/年]\s*(\d{1,2})\s*[.\-/月]\s*(\d{1,2})\s*日?", re.ASCII)
_PERIOD: Final = re.compile(rf"({_DATE.pattern})\s*(?:-|–|—|~|至|to)\s*({_DATE.pattern})", re.ASCII)
_NUMBER: Final = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*", re.ASCII)


def result_to_json(result: PermitResult, *, portrait_image: bool, portrait_location: bool) -> dict[str, Any]:
    """The documented result object, ready for `json.dumps`.

    Args:
        portrait_image: whether `portrait_image` was asked for.
        portrait_location: whether `portrait_location` was asked for.
    """
    values: dict[str, Any] = {}
    confidences: dict[str, Any] = {}
    for field in _DOCUMENTED_ORDER:
        reading = result.readings.get(field)
        if reading is None:
            continue
        _put(values, field, reading.value)
        if reading.confidence is not None:
            _put(confidences, field, round(reading.confidence, 4))
    portrait = result.portrait
    if portrait is not None and portrait_image and portrait.jpeg is not None:
        values["portrait_image"] = base64.b64encode(portrait.jpeg).decode("ascii")
    if portrait is not None and portrait_location and portrait.outline is not None:
        values["portrait_location"] = [[round(corner.x), round(corner.y)] for corner in portrait.outline]
    values["confidence"] = confidences
    return values


def result_from_json(result: object) -> PermitResult:
    """Reads the value of an answer's `result` key, whatever it holds.

    Texts are made plain, dates and periods get the spelling of the contract's examples, sex that of the card. Of a
    portrait what is no picture, or no four points, is left out, and noted.

    Raises:
        ServiceError: it is not a JSON object.
    """
    if not isinstance(result, Mapping):
        raise ServiceError(ANSWER_GARBLED, maybe_sent=True)
    confidences = result.get("confidence")
    readings = {}
    for field in FieldName:
        value = _normal_form(field, _text(_at(result, field)))
        if value:
            readings[field] = Reading(value, _confidence(confidences, field))
    return _with_portrait(PermitResult(readings), result)


def _put(target: dict[str, Any], field: FieldName, value: object) -> None:
    block, _, key = field.value.rpartition(".")
    (target.setdefault(block, {}) if block else target)[key] = value


def _at(source: object, field: FieldName) -> object:
    for key in field.value.split("."):
        source = source.get(key) if isinstance(source, Mapping) else None
    return source


def _text(value: object) -> str:
    if _number(value) is not None:
        value = str(value)
    return plain_text(value, MAX_VALUE_CHARS) if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):  # an integer too large for a float; a signalling NaN
        return None
    return number if math.isfinite(number) else None


def _normal_form(field: FieldName, text: str) -> str:
    spell = _SPELLINGS.get(field)
    return (spell(text) or text) if spell else text


def _type(text: str) -> str | None:
    return _TYPES.get(text.casefold())


def _side(text: str) -> str | None:
    return text.lower() if text.lower() in set(Side) else None


def _sex(text: str) -> str | None:
    return _SEXES.get(text.casefold())


def _dotted(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    dotted = f"{year:04}.{month:02}.{day:02}"
    return dotted if parse_date(dotted) else None


def _dotted_period(text: str, hyphen: str) -> str | None:
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    dotted = f"{_dotted(match[1])}{hyphen}{_dotted(match[5])}"
    return dotted if parse_period(dotted) else None


_SPELLINGS: Final[Mapping[FieldName, Callable[[str], str | None]]] = {
    FieldName.TYPE: _type,
    FieldName.SIDE: _side,
    FieldName.SEX: _sex,
    FieldName.BIRTH_DATE: _dotted,
    FieldName.VALID_PERIOD: lambda text: _dotted_period(text, " - "),
    **dict.fromkeys(
        (FieldName.HK_VALID_PERIOD, FieldName.MO_VALID_PERIOD, FieldName.TW_VALID_PERIOD),
        lambda text: _dotted_period(text, "-"),
    ),
}
"""How the contract's examples spell a value; each gives None for what it does not know, which then stays as it is."""


def _confidence(confidences: object, field: FieldName) -> float | None:
    if field.block and isinstance(confidences, Mapping) and not isinstance(confidences.get(field.block), Mapping):
        # The contract leaves the type of a block's confidence open: one number stands for all its fields.
        return _fraction(confidences.get(field.block))
    return _fraction(_at(confidences, field))


def _as_number(value: object) -> object:
    """The number that a text spells; anything else as it is."""
    return float(value) if isinstance(value, str) and len(value) <= 40 and _NUMBER.fullmatch(value) else value


def _fraction(value: object) -> float | None:
    number = _number(_as_number(value))
    return number if number is not None and 0 <= number <= 1 else None


def _with_portrait(read: PermitResult, result: Mapping[Any, Any]) -> PermitResult:
    image, location = (result.get(key) or None for key in ("portrait_image", "portrait_location"))
    jpeg, outline = jpeg_of(image), _outline(location)
    lost = (image is not None and jpeg is None) or (location is not None and outline is None)
    return replace(
        read,
        portrait=Portrait(outline, jpeg) if jpeg or outline else None,
        notes=frozenset({Note.PORTRAIT_UNUSABLE} if lost else ()),
    )


def _outline(corners: object) -> Quad | None:
    if isinstance(corners, list) and len(corners) == 8:  # one number after the other
        corners = [corners[index : index + 2] for index in range(0, 8, 2)]
    if not isinstance(corners, list) or len(corners) != 4:
        return None
    points = [_point(corner) for corner in corners]
    return Quad.of([point for point in points if point]) if all(points) else None


def _point(corner: object) -> tuple[float, float] | None:
    if isinstance(corner, Mapping):
        corner = [corner.get("x"), corner.get("y")]
    if not isinstance(corner, list) or len(corner) != 2:
        return None
    x, y = (_number(_as_number(number)) for number in corner)
    if x is None or y is None or max(abs(x), abs(y)) > MAX_COORDINATE_PX:
        return None
    return x, y
