"""What the screen says of an expected failure, in the person's language.

The core writes its errors in English and knows nothing of Qt. Their texts are gathered beforehand
(`error_messages`, made by packaging/update_translations.py); here a text is found again among them, with whatever
was filled in, and said in the language of the window. A text that is not among them is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from PySide6.QtCore import QCoreApplication

from permit_desktop.domain.errors import PermitError
from permit_desktop.ui.error_messages import ERROR_MESSAGES
from permit_desktop.ui.plain_text import plain

_PLACE: Final = re.compile(r"\\{([0-9])\\}")
_LONGEST_WORDS: Final = 120
_LONGEST_REMEDY: Final = 280
_Template = tuple[str, re.Pattern[str]]


def in_words(error: PermitError) -> tuple[str, str]:
    """What went wrong, and what to do."""
    return translated(error.message), translated(error.remedy)


def service_words(words: str) -> str:
    """What a service itself said of a failure, quoted, in its own language; empty where it said nothing."""
    text = plain(words, _LONGEST_WORDS).rstrip(".。")
    return QCoreApplication.translate("ServiceWords", 'The service says: "{words}".').format(words=text) if text else ""


def with_service_words(words: str, remedy: str) -> str:
    """What to do, after what the service itself said; plain and bounded."""
    return plain(" ".join(filter(None, (service_words(words), remedy))), _LONGEST_REMEDY)


def translated(text: str) -> str:
    """A message or remedy of a `PermitError` in the language of the window."""
    if text in ERROR_MESSAGES:
        return QCoreApplication.translate("PermitError", text)
    for template, pattern in _templates():
        if (filled := pattern.fullmatch(text)) is not None:
            return QCoreApplication.translate("PermitError", template).format(*filled.groups())
    return text


@cache
def _templates() -> tuple[_Template, ...]:
    """The texts with something to fill in; the most particular first, so that none takes what belongs to another."""
    found = [(text, re.compile(_PLACE.sub("(.*)", re.escape(text)), re.DOTALL)) for text in ERROR_MESSAGES]
    return tuple(sorted((each for each in found if each[1].groups), key=lambda each: -len(each[0])))
