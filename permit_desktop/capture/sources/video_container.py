"""Opens local video files so that nothing in them can lead anywhere else.

FFmpeg takes names for addresses and patterns, and guesses a file's kind from its content: a playlist that is called
`clip.mp4` would be followed to wherever it points, with the old TLS library that comes in OpenCV's wheel. So the
container is told by its first bytes here, FFmpeg is held to it, and to files.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

import cv2

from permit_desktop.capture.sources.opencv_log import silence_opencv

KINDS: Final = "AVI, M4V, MKV, MOV, MP4, WEBM"
_OPTIONS: Final = "OPENCV_FFMPEG_CAPTURE_OPTIONS"
_HEAD_BYTES: Final = 12
_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"})
"""What a QuickTime or MP4 file may begin with."""
_opening = Lock()
"""OpenCV takes its options from the environment, which the whole process shares."""


def open_container(path: Path) -> cv2.VideoCapture | None:
    """Opens a video file; None where it is not an ordinary file in one of the known containers.

    Raises:
        OSError: the file cannot be read.
    """
    demuxer = _demuxer(path)
    if demuxer is None:
        return None
    silence_opencv()
    with _opening, _options(f"input_format;{demuxer}|protocol_whitelist;file"):
        # An absolute path begins with no protocol's name.
        video = cv2.VideoCapture(str(path.resolve()), cv2.CAP_FFMPEG)
    if video.isOpened():
        return video
    video.release()
    return None


def is_video(path: Path) -> bool:
    """Whether a file is in one of the known containers, by its first bytes; False for what cannot be read."""
    try:
        return _demuxer(path) is not None
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return False


def _demuxer(path: Path) -> str | None:
    """FFmpeg's name for the container, by the file's first bytes."""
    # Without O_NONBLOCK, opening a named pipe waits for a writer for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        head = file.read(_HEAD_BYTES)
    if head[4:8] in _BOXES:
        return "mov"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    return "avi" if head[:4] == b"RIFF" and head[8:12] == b"AVI " else None


@contextmanager
def _options(text: str) -> Iterator[None]:
    before = os.environ.get(_OPTIONS)
    os.environ[_OPTIONS] = text
    try:
        yield
    finally:
        if before is None:
            del os.environ[_OPTIONS]
        else:
            os.environ[_OPTIONS] = before
