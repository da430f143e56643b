"""Where the program keeps its data."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

DATA_DIR_VARIABLE: Final = "PERMIT_DESKTOP_DATA_DIR"
SETTINGS_NAME: Final = "settings.toml"
POLICY_NAME: Final = "policy.toml"


def data_dir(chosen: Path | None, environment: Mapping[str, str]) -> Path:
    """The data folder: the one chosen, else that of the environment, else the operating system's place for it.

    It need not exist.
    """
    if chosen is not None:
        return chosen
    named = environment.get(DATA_DIR_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path("permit-desktop", appauthor=False)


def settings_file(chosen: Path | None, chosen_data: Path | None, environment: Mapping[str, str]) -> Path:
    """The user's settings file: the one chosen, else that in a chosen data folder, else the operating system's place.

    It need not exist.
    """
    if chosen is not None:
        return chosen
    if chosen_data is not None or environment.get(DATA_DIR_VARIABLE):
        return data_dir(chosen_data, environment) / SETTINGS_NAME
    return platformdirs.user_config_path("permit-desktop", appauthor=False) / SETTINGS_NAME


def policy_file() -> Path:
    """The administrator's policy file, where only an administrator can write. No option and no variable moves it."""
    # `platformdirs.site_config_path` would heed WIN_PD_OVERRIDE_COMMON_APPDATA and, on macOS, XDG_CONFIG_DIRS.
    if sys.platform == "win32":
        from platformdirs.windows import get_win_folder_via_ctypes

        return Path(get_win_folder_via_ctypes("CSIDL_COMMON_APPDATA"), "permit-desktop", POLICY_NAME)
    if sys.platform == "darwin":
        return Path("/Library/Application Support/permit-desktop") / POLICY_NAME
    return Path("/etc/permit-desktop") / POLICY_NAME
