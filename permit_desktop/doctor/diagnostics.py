"""A file for support: what runs where, how it is set, and what the check-up says. No personal data, no secrets."""

from __future__ import annotations

import json
import os
import platform
import ssl
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from permit_desktop import __version__
from permit_desktop.domain.checks import Line
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.durable_file import write_durably
from permit_desktop.system.settings import TABLE, Settings
from permit_desktop.system.settings_file import Problem
from permit_desktop.vault.database import sqlite_version

_LIBRARIES: Final = (
    "PySide6-Essentials",
    "opencv-python-headless",
    "numpy",
    "onnxruntime",
    "rapidocr",
    "requests",
    "keyring",
    "Pillow",
    "cryptography",
    "apsw-sqlite3mc",
)
_TOLD_AS_SET: Final = frozenset(
    {"desk.person", "service.project_id", "service.enterprise_project_id", "service.ca_file", "capture.watched_folder"}
)
"""Names of people, accounts and folders; folders often carry a person's name."""


def diagnostics(
    settings: Settings,
    problems: Sequence[Problem],
    lines: Sequence[Line],
    *,
    faults: Sequence[str] = (),
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What the file holds.

    Args:
        lines: of the check-up.
        faults: bugs that came up, by kind and place, see `permit_desktop.ui.faults.describe`.
        more: what only the window knows, such as its screens.
    """
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "program": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processors": os.cpu_count(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "sqlite": ".".join(str(part) for part in sqlite_version()),
        "tls": ssl.OPENSSL_VERSION,
        "settings": {key: _told(settings, key) for key in TABLE},
        "problems": [
            {"line": problem.line, "setting": problem.key if problem.key in TABLE else None} for problem in problems
        ],
        "check_up": [
            {"check": line.check, "state": line.state, "code": line.code, "message": line.message} for line in lines
        ],
        "faults": list(faults),
        **(more or {}),
    }


def save_diagnostics(file: Path, content: Mapping[str, Any]) -> None:
    """Writes the file.

    Raises:
        SettingsError: it cannot be written.
    """
    try:
        write_durably(file, json.dumps(content, ensure_ascii=False, indent=1).encode())
    except OSError:
        raise SettingsError(
            ErrorCode.SETTINGS_NOT_SAVED,
            "The diagnostics cannot be written there.",
            "Choose another folder, with free space.",
        ) from None


def _told(settings: Settings, key: str) -> dict[str, Any]:
    entry = settings.entry(key)
    return {"value": ("set" if entry else "") if key in _TOLD_AS_SET else entry, "origin": settings.origin(key)}


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
