"""ONNX Runtime keeps what it sees to itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = "from permit_desktop.recognition.reader import OnDeviceRecogniser; OnDeviceRecogniser()"


def test_loading_the_reader_leaves_no_trace_of_telemetry(tmp_path: Path) -> None:
    places = ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_CACHE_HOME", "TMPDIR", "TEMP", "TMP")
    environment = {**os.environ, **dict.fromkeys(places, str(tmp_path)), "ORT_DISABLE_TELEMETRY": "0"}

    subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, check=True, timeout=60)

    assert list(tmp_path.iterdir()) == []
