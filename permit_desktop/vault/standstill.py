"""A queue that stands still until a person did something: remembered, so that the next start does not try in vain.

Trying on with refused credentials locks an access key at the vendor.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from permit_desktop.vault.facts import Facts

_FACT = "standstill"


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why nothing is sent.

    Attributes:
        reason: the code.
        text: the reason in words.
        remedy: what a person can do.
        access: with which address and credentials it happened; with others, sending goes on.
        words: what the service itself said, plain and bounded; empty for nothing.
    """

    reason: str
    text: str
    remedy: str
    access: str
    words: str = ""


class StandstillNote:
    """The note in one vault."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def read(self) -> Standstill | None:
        """The standstill, None when the queue may move."""
        told = self._facts.get(_FACT)
        return None if told is None else Standstill(**json.loads(told))

    def write(self, standstill: Standstill) -> None:
        """From now on nothing is sent."""
        self._facts.put(_FACT, json.dumps(asdict(standstill)))

    def clear(self) -> None:
        """A person did something: sending may be tried again."""
        self._facts.drop(_FACT)
