"""The licence texts of everything in a package, collected from what is installed.

One folder a part, and `INDEX.txt` over them. Parts whose wheel brings no text get the one that they name from
`packaging/licences`; a part without any is an error, not a gap. What lies inside a part that its own texts do not name
has a text in a folder of the part's name there, and one of the system's below it where only that system's wheel has it.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

from packaging.utils import canonicalize_name

import contents
from system_libraries import SystemLibrary

_WORDS: Final = ("LICEN", "COPYING", "NOTICE", "COPYRIGHT", "AUTHORS")
_TEXTS: Final = contents.ROOT / "packaging" / "licences"
_GIVEN: Final = {
    "flatbuffers": (contents.ROOT / "LICENSE",),  # Apache-2.0, as this program
    "opencv-python-headless": (_TEXTS / "GPL-3.0.txt",),  # of the Fortran library inside
    "PySide6_Essentials": (_TEXTS / "LGPL-3.0.txt", _TEXTS / "GPL-3.0.txt"),
    "shiboken6": (_TEXTS / "LGPL-3.0.txt", _TEXTS / "GPL-3.0.txt"),
}
_QT: Final = (
    "Permit Desktop uses Qt and PySide6 {version} under the GNU Lesser General Public License, version 3. They lie"
    " beside the program as shared libraries of their own, in the folder PySide6, and may be replaced by compatible"
    " ones that you built yourself: put them in place of those with the same names; on macOS, then sign the program for"
    ' your own computer: codesign --force --deep --sign - "Permit Desktop.app". The program may be taken apart to'
    " find out how to do that. Their sources: https://download.qt.io/official_releases/qt/ and"
    " https://download.qt.io/official_releases/QtForPython/\n"
    "The licence's text is in PySide6_Essentials-{version}/LGPL-3.0.txt.\n"
)


class NoTextError(Exception):
    """A part comes without any licence text."""


def collect(folder: Path, libraries: Iterable[SystemLibrary]) -> None:
    """Writes all texts into a new folder.

    Args:
        libraries: those of the operating system that the package holds.

    Raises:
        NoTextError: a part has none.
    """
    lines = []
    for part in contents.shipped():
        copy(texts_of(part), folder / f"{part.name}-{part.version}")
        lines.append(f"{part.name} {part.version}: {licence_of(part)}")
        lines += [f"  inside: {text.stem}" for text in inside(part)]
    copy([_python_licence()], folder / f"Python-{sys.version.split()[0]}")
    lines.append(f"Python {sys.version.split()[0]}: Python-2.0.1")
    bootloader = distribution("pyinstaller")
    copy(texts_of(bootloader), folder / f"PyInstaller-{bootloader.version}")
    lines.append(f"PyInstaller {bootloader.version} (its bootloader): GPL-2.0-or-later WITH Bootloader-exception")
    for package, version in sorted({(library.package, library.version) for library in libraries}):
        copy([Path("/usr/share/doc", package, "copyright")], folder / f"system-{package}")
        lines.append(f"{package} {version} (from the system that built this): see system-{package}")
    shutil.copy(contents.ROOT / "LICENSE", folder / "LICENSE")
    notice = _QT.format(version=distribution("PySide6_Essentials").version)
    heading = "Parts of this package and their licences; the texts lie beside this list, in a folder for each part:"
    text = f"{notice}\n{heading}\n\n" + "".join(f"{line}\n" for line in lines)
    (folder / "INDEX.txt").write_text(text, "utf-8")


def texts_of(part: Distribution) -> list[Path]:
    """The licence files that a part brings, those given for it, and those of what lies inside it.

    Raises:
        NoTextError: there is none.
    """
    names = [file for file in part.files or () if any(word in file.name.upper() for word in _WORDS)]
    found = [Path(str(part.locate_file(file))) for file in names if file.suffix not in {".py", ".pyc", ".pyi"}]
    found += [*_GIVEN.get(part.name, ()), *inside(part)]
    if not found:
        raise NoTextError(f"{part.name} brings no licence text")
    return sorted(found)


def inside(part: Distribution) -> list[Path]:
    """Texts of what lies inside a part on this system; each has the name of what it is about."""
    folder = _TEXTS / canonicalize_name(part.name)
    return sorted([*folder.glob("*.txt"), *(folder / sys.platform).glob("*.txt")])


def licence_of(part: Distribution) -> str:
    """What a part says its licence is."""
    stated = next((part.metadata[key] for key in ("License-Expression", "License") if key in part.metadata), "")
    if stated and "\n" not in stated and stated != "OSI Approved":
        return stated
    classifiers = part.metadata.get_all("Classifier") or ()
    return ", ".join(line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")) or "see there"


def _python_licence() -> Path:
    places = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt")]
    places.append(Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"))
    for place in places:
        if place.is_file():
            return place
    raise NoTextError("Python brings no licence text")


def copy(texts: list[Path], folder: Path) -> None:
    """Copies each text once; those that share a name have their folder's before it, which says what they are about."""
    folder.mkdir(parents=True)
    different = {text.read_bytes(): text for text in reversed(texts)}.values()
    names = Counter(text.name for text in different)
    for text in different:
        name = text.name if names[text.name] == 1 else f"{text.parent.name}-{text.name}"
        if (folder / name).exists():
            raise ValueError(f"two texts would be {folder / name}")
        shutil.copyfile(text, folder / name)
