"""The licence texts of everything in a package, and the lists of what they belong to.

One folder a part; `parts.json` is the list for the program's own window, `INDEX.txt` the same for people.
"""

from __future__ import annotations

import json
import shutil
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from parts import APACHE, QT, Part

LIST: Final = "parts.json"
INDEX: Final = "INDEX.txt"
_QT: Final = (
    "Permit Desktop uses Qt and PySide6 {version} under the GNU Lesser General Public License, version 3. They lie"
    " beside the program as shared libraries of their own, in the folder PySide6, and may be replaced by compatible"
    " ones that you built yourself: put them in place of those with the same names; on macOS, then sign the program for"
    ' your own computer: codesign --force --deep --sign - "Permit Desktop.app". The program may be taken apart to'
    " find out how to do that. Their sources: https://download.qt.io/official_releases/qt/ and"
    " https://download.qt.io/official_releases/QtForPython/"
)
_HEADING: Final = (
    "The parts of this package: name, version, licence, and which files beside this list hold its text. What lies"
    " inside a part stands below it."
)
_LINE: Final = 100


def collect(folder: Path, parts: Sequence[Part]) -> None:
    """Writes all texts and both lists into a new folder."""
    by_folder: dict[str, set[Path]] = defaultdict(set)
    for part in parts:
        by_folder[part.folder] |= {*part.texts} - {APACHE}
    folder.mkdir(parents=True)
    shutil.copyfile(APACHE, folder / APACHE.name)  # at the top, for it is ours, and of many others
    placed = {
        (name, text): f"{name}/{copied}"
        for name, texts in by_folder.items()
        if texts
        for text, copied in copy(sorted(texts), folder / name).items()
    }
    entries = []
    for part in parts:
        texts = dict.fromkeys(placed.get((part.folder, text), APACHE.name) for text in part.texts)
        entries.append(
            {
                "name": part.name,
                "version": part.version or "",
                "licence": part.licence,
                "inside": part.inside,
                "of_system": part.of_system,
                "texts": [*texts],
            }
        )
    _write_lists(folder, entries)


def leave_to_system(folder: Path) -> set[str]:
    """Takes what came from the operating system out of a package's texts and lists; returns the files that went."""
    entries = json.loads((folder / LIST).read_text("utf-8"))
    gone = {text for entry in entries if entry["of_system"] for text in entry["texts"]}
    for left in {(folder / text).parent for text in gone}:
        shutil.rmtree(left)
    _write_lists(folder, [entry for entry in entries if not entry["of_system"]])
    return gone


def copy(texts: Iterable[Path], folder: Path) -> dict[Path, str]:
    """Copies each text once; those that share a name have their folder's before it, which says what they are about.

    Returns:
        The name that each has there.
    """
    folder.mkdir()
    names: dict[Path, str] = {}
    firsts: dict[bytes, Path] = {}
    for text in texts:
        firsts.setdefault(text.read_bytes(), text)
    shared = Counter(text.name for text in firsts.values())
    for text in firsts.values():
        names[text] = text.name if shared[text.name] == 1 else f"{text.parent.name}-{text.name}"
        if (folder / names[text]).exists():
            raise ValueError(f"two texts would be {folder / names[text]}")
        shutil.copyfile(text, folder / names[text])
    return {text: names[firsts[text.read_bytes()]] for text in texts}


def _write_lists(folder: Path, entries: Sequence[dict[str, Any]]) -> None:
    (folder / LIST).write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    (qt,) = [entry for entry in entries if entry["name"] == QT]
    notices = [
        textwrap.fill(text, _LINE, break_on_hyphens=False) for text in (_QT.format(version=qt["version"]), _HEADING)
    ]
    lines = "\n".join(_line(entry) for entry in entries)
    (folder / INDEX).write_text("\n\n".join([*notices, lines]) + "\n", "utf-8", newline="\n")


def _line(entry: dict[str, Any]) -> str:
    told = " ".join(word for word in (entry["name"], entry["version"]) if word)
    licence = entry["licence"] or "as its text says"
    return f"{'  ' if entry['inside'] else ''}{told}: {licence} ({', '.join(entry['texts'])})"
