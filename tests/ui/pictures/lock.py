"""The locked window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.ui.pictures.stage import Stage, State


def _by_keyring(stage: Stage) -> None:
    stage.window.lock(by_passphrase=False)


def _refused(stage: Stage) -> None:
    stage.window.lock(by_passphrase=True)
    stage.window.lock_page.refuse("The passphrase is wrong.", "Check it and try again.")


STATES: Final[Mapping[str, State]] = {"keyring": _by_keyring, "refused": _refused}
