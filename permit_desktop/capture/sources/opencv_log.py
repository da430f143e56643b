"""OpenCV's own messages."""

from __future__ import annotations

import cv2


def silence_opencv() -> None:
    """Keeps OpenCV from writing to the terminal: what fails is told by a `CameraError`, in words and once."""
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
