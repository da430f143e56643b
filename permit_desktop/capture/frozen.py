"""Notices a camera that repeats its last picture.

An unplugged camera may go on giving its last frame as if all were well. Two frames of a live sensor always differ by
noise, so equal pixels for longer than a hiccup mean that the picture is frozen. Only a picture without any contrast
says nothing: a covered lens may well give the same black again and again.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from permit_desktop.capture.frame import Frame
from permit_desktop.imaging.pixels import Pixels

_ACROSS: Final = 240
"""About so many pixels of a row are looked at, and as many rows apart: noise shows there as well as anywhere."""
_LEAST_CONTRAST: Final = 24


class FrozenWatch:
    """Tells for how long the same picture has been coming."""

    def __init__(self) -> None:
        self._sample: Pixels | None = None
        self._since_s = 0.0
        self._is_live = True

    @property
    def is_live(self) -> bool:
        """Whether the camera is seen to go on; the first picture after `forget` may be an old one."""
        return self._is_live

    def forget(self) -> None:
        """The camera was opened anew: what it gave before says nothing of it."""
        self._sample = None
        self._is_live = False

    def unchanged_s(self, frame: Frame) -> float:
        """Takes the next frame in; returns the seconds of stream time since the picture last changed."""
        step = max(1, frame.pixels.shape[1] // _ACROSS)
        # Copied first: what lies together in memory is compared many times as fast.
        sample = np.ascontiguousarray(frame.pixels[::step, ::step])
        plain = int(sample.max()) - int(sample.min()) < _LEAST_CONTRAST
        before, self._sample = self._sample, sample
        if plain or before is None or not np.array_equal(sample, before):
            self._is_live = self._is_live or plain or before is not None
            self._since_s = frame.time_s
        return frame.time_s - self._since_s
