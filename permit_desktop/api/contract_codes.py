"""The contract's codes for what a recogniser refuses, so that its clients get the words they know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from permit_desktop.domain.errors import ErrorCode

_FORMAT: Final = "AIS.0102"
_SIZE: Final = "AIS.0103"
_QUALITY: Final = "AIS.0104"

CONTRACT_CODES: Final[Mapping[ErrorCode, str]] = {
    ErrorCode.EMPTY_FILE: _FORMAT,
    ErrorCode.NOT_AN_IMAGE: _FORMAT,
    ErrorCode.IMAGE_DAMAGED: _FORMAT,
    ErrorCode.SEVERAL_PAGES: _FORMAT,
    ErrorCode.FILE_TOO_LARGE: _SIZE,
    ErrorCode.IMAGE_TOO_SMALL: _SIZE,
    ErrorCode.IMAGE_TOO_LARGE: _SIZE,
    ErrorCode.NO_PERMIT: _QUALITY,
    ErrorCode.CUT_OFF: _QUALITY,
    ErrorCode.TOO_BLURRED: _QUALITY,
    ErrorCode.NOT_THIS_DOCUMENT: _QUALITY,
}
"""The contract has one code for each of: unknown or damaged format, wrong size, wrong document or poor picture."""
