"""One recogniser for all threads: its models are loaded once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.recogniser import Recogniser


class SharedRecogniser:
    """Loads the recogniser when it is first wanted; threads read one after another. Implements `Recogniser`.

    Args:
        factory: makes the recogniser; raises `PermitError` where that is not possible.
    """

    def __init__(self, factory: Callable[[], Recogniser]) -> None:
        self._factory = factory
        self._turn = threading.Lock()
        self._recogniser: Recogniser | None = None

    def loaded(self) -> SharedRecogniser:
        """The same, with its models loaded; raises what the factory raises, and tries again the next time."""
        with self._turn:
            self._load()
        return self

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        """Reads a still, as soon as the one before is read."""
        with self._turn:
            return self._load().recognise(still, with_portrait=with_portrait)

    def _load(self) -> Recogniser:
        if self._recogniser is None:
            self._recogniser = self._factory()
        return self._recogniser
