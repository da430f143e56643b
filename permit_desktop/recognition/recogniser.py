"""What every recogniser offers, on this machine or behind a service."""

from __future__ import annotations

from typing import Protocol

from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.pixels import Pixels


class Recogniser(Protocol):
    """Reads one side of one permit."""

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        """Reads a still.

        Args:
            still: the picture, uint8 (height, width, 3), BGR; not changed.
            with_portrait: whether the portrait's crop and place are wanted.

        Raises:
            ReadError: the still shows no permit that can be read, with the reason as code.
        """
        ...
