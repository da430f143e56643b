"""Where the program keeps its data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

DATA_DIR_VARIABLE: Final = "PERMIT_DESKTOP_DATA_DIR"


def data_dir(chosen: Path | None, environment: Mapping[str, str]) -> Path:
    """The data folder: the one chosen, else that of the environment, else the operating system's place for it.

    It need not exist.
    """
    if chosen is not None:
        return chosen
    named = environment.get(DATA_DIR_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path("permit-desktop", appauthor=False)
