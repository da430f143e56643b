"""Values as lists show them: enough to tell two apart, too little to take away."""

from __future__ import annotations

from typing import Final

from permit_desktop.domain.permit import FieldName

HIDDEN: Final = "•"


def mask_number(number: str) -> str:
    """Keeps the document's letter and the last two characters: `C79485623` becomes `C••••••23`."""
    return number[:1] + HIDDEN * max(0, len(number) - 3) + number[-2:] if len(number) > 4 else HIDDEN * len(number)


def mask_name(name: str) -> str:
    """Keeps the first character, the surname of nearly all holders: `石生頔` becomes `石••`."""
    return name[:1] + HIDDEN * (len(name) - 1)


def mask_date(day: str) -> str:
    """Keeps the year: `1981.08.03` becomes `1981.••.••`."""
    return day[:4] + "".join(sign if sign == "." else HIDDEN for sign in day[4:])


def mask(field: FieldName, value: str) -> str:
    """A field's value as a list shows it; what tells nobody from another stays as it is."""
    match field:
        case FieldName.NUMBER | FieldName.MACHINE_CODE:
            return mask_number(value)
        case FieldName.NAME | FieldName.NAME_EN:
            return mask_name(value)
        case FieldName.BIRTH_DATE:
            return mask_date(value)
        case _:
            return value
