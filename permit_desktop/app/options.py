"""How the window is opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from permit_desktop.system.settings_store import SettingsStore
from permit_desktop.ui.tokens import CONTRAST_DARK, DARK, LIGHT

LOOKS: Final = {"light": LIGHT, "dark": DARK, "high-contrast": CONTRAST_DARK}


class Source(StrEnum):
    """Where the live picture comes from."""

    CAMERA = "camera"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window is opened.

    Attributes:
        source: the first camera, or the simulated one.
        look: a key of `LOOKS`; None follows the system.
        seconds: after how long the window closes by itself; None leaves it open.
        data_dir: the data folder; None for the environment's, or the operating system's place for it.
        store: the settings' files; None for the defaults, which nobody keeps.
        screenshot: where to save a picture of the window when it closes; without `seconds` it closes by itself as
            soon as a record with both sides is on the screen.
    """

    source: Source = Source.CAMERA
    look: str | None = None
    seconds: float | None = None
    screenshot: Path | None = None
    data_dir: Path | None = None
    store: SettingsStore | None = None
