"""What the program says of itself, as from a package and as from its source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog

from permit_desktop.system.licensed_parts import LicensedPart
from permit_desktop.ui.about import About
from tests.ui.pictures.stage import Stage, State

_TEXT: Final = Path(__file__).parents[3] / "LICENSE"
_PARTS: Final = (
    LicensedPart("OpenCV", "5.0.0.93", "Apache-2.0", "", of_system=False, texts=(_TEXT,)),
    LicensedPart("FFmpeg", "8.0.1", "LGPL-2.1-or-later", "OpenCV", of_system=False, texts=()),
    LicensedPart("Qt", "6.11.3", "LGPL-3.0-only", "", of_system=False, texts=()),
    LicensedPart("zlib1g", "1:1.2.13.dfsg-1", "", "", of_system=True, texts=()),
)


def _from_package(stage: Stage) -> QDialog:
    return _opened(stage, _PARTS)


def _from_source(stage: Stage) -> QDialog:
    return _opened(stage, ())


def _opened(stage: Stage, parts: tuple[LicensedPart, ...]) -> QDialog:
    about = About(stage.window, parts)
    about.show()
    return about


STATES: Final[Mapping[str, State]] = {"package": _from_package, "source": _from_source}
