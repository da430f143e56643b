"""Takes the pictures: `python -m tests.ui.pictures FOLDER`, every page, state, look, language, scale."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QDialog

from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from tests.ui.pictures import about, first_run, guide, lock, queue, records, scan, settings, vault
from tests.ui.pictures.stage import Desk, Stage, State
from tests.ui.translating import script

PAGES: Final[Mapping[str, Mapping[str, State]]] = {
    "scan": scan.STATES,
    "guide": guide.STATES,
    "queue": queue.STATES,
    "records": records.STATES,
    "settings": settings.STATES,
    "first-run": first_run.STATES,
    "lock": lock.STATES,
    "vault": vault.STATES,
    "about": about.STATES,
}
LOOKS: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST_DARK, "contrast-light": CONTRAST_LIGHT}
SCALES: Final = ("1", "2")
_SETTLING: Final = 4
"""Layouts within layouts find their sizes one after another."""


def take(folder: Path, wanted: argparse.Namespace) -> None:
    """Saves the pages' states at this process's scale."""
    folder.mkdir(parents=True, exist_ok=True)
    script("compile_translations").compile_all()
    application = QApplication(["pictures"])
    translations = Translations(application)
    desk = Desk()
    for language in wanted.language:
        translations.use(Language(language))
        for look in wanted.look:
            theme = Theme(application, LOOKS[look])
            theme.speak(traditional=language == Language.TRADITIONAL_CHINESE)
            for name, state in _states(wanted.page):
                window = MainWindow(theme)
                window.resize(*map(int, wanted.size.split("x")))
                window.status_line.show_reader(
                    lambda: QApplication.translate("ScanFlow", "On this machine · ready"), ready=True
                )
                window.show()
                application.processEvents()
                kept = state(Stage(window, theme, desk))
                for _ in range(_SETTLING):
                    application.processEvents()
                scale = f"{window.devicePixelRatioF():g}x"
                seen = kept if isinstance(kept, QDialog) else window
                seen.grab().save(str(folder / f"{name}-{language}-{look}-{wanted.size}@{scale}.png"))
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
    parser.add_argument("--language", nargs="+", choices=list(Language), default=["en", "zh_CN"])
    parser.add_argument("--look", nargs="+", choices=LOOKS, default=["light", "dark"])
    parser.add_argument("--scale", nargs="+", default=list(SCALES), metavar="FACTOR")
    parser.add_argument("--page", nargs="+", choices=PAGES, default=list(PAGES))
    parser.add_argument("--size", default="1280x800", metavar="WIDTHxHEIGHT")
    wanted = parser.parse_args(arguments)
    if len(wanted.scale) == 1:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["QT_SCALE_FACTOR"] = wanted.scale[0]
        take(wanted.folder, wanted)
        return 0
    others = ["--language", *wanted.language, "--look", *wanted.look, "--page", *wanted.page, "--size", wanted.size]
    return max(
        subprocess.run(
            [sys.executable, "-m", "tests.ui.pictures", wanted.folder, "--scale", scale, *others], check=False
        ).returncode
        for scale in wanted.scale
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
