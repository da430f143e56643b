"""Which of the listed records go into a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from permit_desktop.vault.record_row import RecordRow, RecordState

_LEFT_OUT: Final = frozenset({RecordState.WAITING, RecordState.DISCARDED})
"""Nothing has been read of them, or their captures were given up."""


def exported(listed: Iterable[RecordRow], only: RecordState | None = None) -> list[int]:
    """The records among the listed ones that go into a file, in the same order.

    Args:
        only: the state to which the list is narrowed; who asks for discarded records gets them.
    """
    return [row.record_id for row in listed if row.state is only or row.state not in _LEFT_OUT]
