"""Texts with a record's fields in braces, as other programs take them from the clipboard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from permit_desktop.domain.permit import FieldName

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_PARTING: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def fill(template: str, values: Mapping[FieldName, str]) -> str:
    """The template with the fields' values in their places; a field that was not read leaves its place empty.

    What a value brings of tabs and line breaks becomes a blank: only the template parts the fields.
    """

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in set(FieldName):
            return match.group()
        return _PARTING.sub(" ", values.get(FieldName(name), "")).strip()

    return _PLACE.sub(value, template)
