"""Notices a camera that repeats its last picture.

An unplugged camera may go on giving its last frame as if all were well. Two frames of a live sensor always differ by
noise, so equal pixels for longer than a hiccup mean that the picture is frozen. Only a picture without any contrast
says nothing: a covered lens may well give the same black again and again.

A driver that compresses the same picture anew each time, or writes the time into it, is told by the device's own clock,
where it has one: that stands.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from permit_desktop.capture.frame import Frame
from permit_desktop.imaging.pixels import Pixels

_ACROSS: Final = 240
"""About so many pixels of a row are looked at, and as many rows apart: noise shows there as well as anywhere."""
_LEAST_CONTRAST: Final = 24
_GOES_AFTER: Final = 30
"""A device's clock counts as one once it went on so many times: some drivers give any number, the same for ever."""


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


class ClockWatch:
    """Tells for how long the clock of a device has stood, by the stamps of its pictures."""

    def __init__(self) -> None:
        self._stamp: float | None = None
        self._went_on = 0
        self._since_s = 0.0

    def stood_s(self, stamp: float, time_s: float) -> float:
        """Takes the next picture's stamp in; returns the seconds since it last changed, 0 where it is no clock's.

        Args:
            stamp: the device's, in any unit.
            time_s: when it was read, by a clock that goes on while the device is opened anew.
        """
        if stamp != self._stamp:
            self._went_on += self._stamp is not None
            self._stamp = stamp
            self._since_s = time_s
        return time_s - self._since_s if self._went_on >= _GOES_AFTER else 0.0
