"""The first questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QPushButton

from permit_desktop.system.settings import Settings
from permit_desktop.ui.first_run_page import FirstRunPage
from tests.ui.pictures.settings import CAMERAS
from tests.ui.pictures.stage import Stage, State


def _step(stage: Stage, steps: int) -> FirstRunPage:
    page = FirstRunPage(stage.theme)
    page.show_settings(Settings())
    page.show_cameras(CAMERAS)
    stage.window.show_apart(page)
    for _ in range(steps):
        page.findChildren(QPushButton)[-1].click()
    return page


STATES: Final[Mapping[str, State]] = {
    "language": lambda stage: _step(stage, 0),
    "camera": lambda stage: _step(stage, 1),
    "recogniser": lambda stage: _step(stage, 2),
}
