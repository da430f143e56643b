"""Who sits at the counter, for the records' history."""

from __future__ import annotations

import getpass


def person_at_counter(chosen: str) -> str:
    """The name of the settings, else the one with which the person signed in to this computer."""
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "unknown"
