"""A recogniser as bad as a library on a hostile picture can be; it imports little, because processes load it anew."""

from __future__ import annotations

import os
import signal
import threading

from permit_desktop.domain.errors import ErrorCode, PermitError, ReadError
from permit_desktop.domain.permit import FieldName, PermitResult, Reading
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.recogniser import Recogniser

GOOD, NO_PERMIT, BUG, FATAL, ENDLESS, STOPPED = ((tone, tone, tone) for tone in (10, 50, 90, 130, 170, 210))


class Fragile:
    """Goes by the colour of the first pixel."""

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        assert not with_portrait
        colour = tuple(int(value) for value in still[0, 0])
        if colour == NO_PERMIT:
            raise ReadError(ErrorCode.NO_PERMIT, "There is no permit.", "Take another picture.")
        if colour == BUG:
            raise RuntimeError
        if colour == FATAL:
            os._exit(139)
        if colour == ENDLESS:
            threading.Event().wait()
        if colour == STOPPED:
            os.kill(os.getpid(), signal.SIGTERM)
        return PermitResult({FieldName.SIDE: Reading("front", 0.9)})


def load_fragile() -> Recogniser:
    return Fragile()


def load_nothing() -> Recogniser:
    raise PermitError(ErrorCode.MODEL_MISSING, "The model is missing.", "Install it.")


def load_with_a_bug() -> Recogniser:
    raise ZeroDivisionError
