"""Whether the vault was closed in order; after any other end all of it is checked before it is used again."""

from __future__ import annotations

from permit_desktop.vault.facts import Facts

_FACT = "closed_in_order"


class EndNote:
    """The note in one vault: there while the vault is closed, and only then.

    A power cut, a crash and a disk that failed all leave it out.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def is_there(self) -> bool:
        """Whether the vault was closed in order."""
        return self._facts.get(_FACT) is not None

    def write(self) -> None:
        """The vault is closed next, and nothing failed."""
        self._facts.put(_FACT)

    def drop(self) -> None:
        """The vault is in use from now on; to be called before anything in it is changed."""
        self._facts.drop(_FACT)
