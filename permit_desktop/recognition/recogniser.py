"""What every recogniser offers, on this machine or behind a service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.geometry import Quad
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


def place_by_reading(recogniser: Recogniser) -> Callable[[Pixels], Quad | None]:
    """Finds a card by reading it, where its edges leave it in doubt: what could be read there is there.

    Returns:
        A function from a still to the card's corners, in the order of its upright text; None where nothing was read.
    """

    def place(still: Pixels) -> Quad | None:
        try:
            return recogniser.recognise(still, with_portrait=False).outline
        except PermitError:
            return None

    return place
