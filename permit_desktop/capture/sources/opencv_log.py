"""OpenCV's own messages."""

from __future__ import annotations

import os
from typing import Final

import cv2

_FFMPEG_QUIET: Final = "-8"


def silence_opencv() -> None:
    """Keeps OpenCV from writing to the terminal: what fails is told by a `CameraError`, in words and once."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", _FFMPEG_QUIET)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
