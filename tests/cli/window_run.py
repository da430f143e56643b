"""A program of its own: the real window on a data folder of its own, before the simulated camera.

`python -m tests.cli.window_run DATA KEYRING SECONDS [hanging]`. The keyring is a file, so that a later run finds the
key; every record that the screen calls saved is printed by its number as soon as it does. With `hanging`, the camera's
driver never answers, and the window is closed while it is waited for.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from threading import Event

from keyring.errors import PasswordDeleteError
from PySide6.QtCore import QCoreApplication, QMetaObject, Qt

from permit_desktop.app import scanning
from permit_desktop.app.options import WindowOptions
from permit_desktop.capture.frame import Frame
from permit_desktop.cli.window import open_window
from permit_desktop.system import secrets
from permit_desktop.ui import storing_flow
from permit_desktop.ui.storing_flow import StoringFlow
from permit_desktop.workers import camera_seat
from permit_desktop.workers.filing import Filed


class FileKeyring:
    """Keeps secrets in a file in the clear: for tests only."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get_password(self, service: str, username: str) -> str | None:
        return self._secrets().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file.write_text(json.dumps(self._secrets() | {f"{service} {username}": password}), "utf-8")

    def delete_password(self, service: str, username: str) -> None:
        secrets = self._secrets()
        if secrets.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError("not found")
        self._file.write_text(json.dumps(secrets), "utf-8")

    def _secrets(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text("utf-8"))) if self._file.exists() else {}


class TellingFlow(StoringFlow):
    """Prints what the screen calls saved."""

    def _tell(self, filed: Filed) -> None:
        super()._tell(filed)
        sys.stdout.write(f"{filed.record_id}\n")
        sys.stdout.flush()


class HangingCamera:
    """Its driver never answers; the window is closed as soon as it is asked."""

    name = "Hanging camera"

    def open(self) -> None:
        sys.stdout.write("the driver was asked\n")
        sys.stdout.flush()
        application = QCoreApplication.instance()
        assert application is not None
        QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)
        Event().wait()

    def read(self) -> Frame | None:
        return None

    def give_up(self) -> None:
        pass

    def close(self) -> None:
        pass


def main(data: Path, keyring: Path, seconds: float, *, hanging: bool) -> int:
    secrets.find_system_keyring = lambda: FileKeyring(keyring)
    if hanging:
        camera_seat.END_MS = 300  # type: ignore[misc] # nobody else waits for less
    camera = HangingCamera if hanging else scanning.simulated_camera
    scanning.real_camera = lambda settings, known: camera()  # noqa: ARG005 - the composition root has no other joint for it
    storing_flow.StoringFlow = TellingFlow  # type: ignore[misc] # taken by the window when it starts
    return open_window(WindowOptions(data_dir=data, seconds=seconds))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), hanging="hanging" in sys.argv[4:]))
