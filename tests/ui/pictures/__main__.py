"""Takes the pictures: `python -m tests.ui.pictures FOLDER`, every page in every look and scale."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from tests.ui.pictures import queue, scan
from tests.ui.pictures.stage import Desk, Stage, State

PAGES: Final[Mapping[str, Mapping[str, State]]] = {
    "scan": scan.STATES,
    "queue": queue.STATES,
}
LOOKS: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST_DARK, "contrast-light": CONTRAST_LIGHT}
SCALES: Final = ("1", "2")


def take(folder: Path, looks: list[str], pages: list[str], size: str) -> None:
    """Saves the pages' states at this process's scale."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["pictures"])
    desk = Desk()
    for look in looks:
        theme = Theme(application, LOOKS[look])
        for name, state in _states(pages):
            window = MainWindow(theme)
            window.resize(*map(int, size.split("x")))
            window.show_status("On this machine · ready", ready=True)
            window.show()
            application.processEvents()
            kept = state(Stage(window, theme, desk))
            application.processEvents()
            file = f"{name}-{look}-{size}@{window.devicePixelRatioF():g}x.png"
            window.grab().save(str(folder / file))
            window.close()
            window.deleteLater()
            del kept


def _states(pages: list[str]) -> Iterator[tuple[str, State]]:
    for page in pages:
        for name, state in PAGES[page].items():
            yield f"{page}-{name}", state


def main(arguments: list[str]) -> int:
    """Takes all pictures, or those that are asked for; each scale in a process of its own, as Qt wants it."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", nargs="+", choices=LOOKS, default=list(LOOKS))
    parser.add_argument("--scale", nargs="+", default=list(SCALES), metavar="FACTOR")
    parser.add_argument("--page", nargs="+", choices=PAGES, default=list(PAGES))
    parser.add_argument("--size", default="1280x800", metavar="WIDTHxHEIGHT")
    wanted = parser.parse_args(arguments)
    if len(wanted.scale) == 1:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["QT_SCALE_FACTOR"] = wanted.scale[0]
        take(wanted.folder, wanted.look, wanted.page, wanted.size)
        return 0
    others = ["--look", *wanted.look, "--page", *wanted.page, "--size", wanted.size]
    return max(
        subprocess.run(
            [sys.executable, "-m", "tests.ui.pictures", wanted.folder, "--scale", scale, *others], check=False
        ).returncode
        for scale in wanted.scale
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
