"""Tells, from a process with a screen of its own, how the window opens on it: `python -m tests.ui.screen`."""

from __future__ import annotations

import json
import sys

from PySide6.QtWidgets import QApplication

from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import LIGHT


def main() -> None:
    """Opens the window and its list of keys; prints the sizes of the screen and of both, in Qt's pixels."""
    application = QApplication([])
    window = MainWindow(Theme(application, LIGHT))
    window.show()
    keys = window.key_list()
    keys.show()
    sizes = (window.screen().availableSize(), window.size(), window.minimumSize(), keys.size())
    sys.stdout.write(json.dumps([[size.width(), size.height()] for size in sizes]))


if __name__ == "__main__":
    main()
