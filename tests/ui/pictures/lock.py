"""The locked window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from permit_desktop.ui.error_text import in_words
from permit_desktop.vault import errors
from tests.ui.pictures.stage import Stage, State


def _by_keyring(stage: Stage) -> None:
    stage.window.lock(by_passphrase=False)


def _refused(stage: Stage) -> None:
    stage.window.lock(by_passphrase=True)
    stage.window.lock_page.refuse(*in_words(errors.key_wrong()))


STATES: Final[Mapping[str, State]] = {"keyring": _by_keyring, "refused": _refused}
