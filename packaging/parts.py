"""Everything in a package, down to what lies inside the wheels: its version, its licence, and that licence's text.

The list in the package and the bill of materials are made from this, so that they cannot disagree. Versions are asked
of the libraries, read in them, or taken from the bill that a wheel brings along; never from a file's name, which counts
interfaces. Of what says no version the name alone is known.
"""

from __future__ import annotations

import json
import re
import ssl
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from packaging.utils import canonicalize_name

import contents
from known_parts import BEFORE_OPENSSL_3, BY_FILE, KNOWN, LICENCES_OF_SOURCES, LINKED_IN_ONNX_RUNTIME, LINKED_IN_OPENCV
from system_libraries import SystemLibrary

PROGRAM: Final = "Permit Desktop"
QT: Final = "Qt"
_WORDS: Final = ("LICEN", "COPYING", "NOTICE", "COPYRIGHT", "AUTHORS")
_TEXTS: Final = contents.ROOT / "packaging" / "licences"
APACHE: Final = contents.ROOT / "LICENSE"
_LESSER: Final = (_TEXTS / "LGPL-3.0.txt", _TEXTS / "GPL-3.0.txt")
_GIVEN: Final = {
    "flatbuffers": (APACHE,),
    "opencv-python-headless": (_TEXTS / "GPL-3.0.txt",),  # of the Fortran library inside
    "PySide6_Essentials": _LESSER,
    "shiboken6": _LESSER,
}
_SPDX: Final = {
    "3-Clause BSD License": "BSD-3-Clause", "Apache 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "GPLv2-or-later with a special exception which allows to use PyInstaller to build and distribute non-free programs"
    " (including commercial ones)": "GPL-2.0-or-later WITH Bootloader-exception",
}  # fmt: skip
"""How licences are called in metadata that is older than SPDX's names."""
_STATED: Final = re.compile(r"SPDX-License-Identifier: (\S+)")
_BUNDLED: Final = re.compile(
    r"(?P<name>lib[\w+-]+?)(?:-r\d+)?"
    r"(?:(?:-[0-9a-f]{8})+(?:\.[\d.]+)?\.so(?:\.[\w.]+)?|-[0-9a-f]{32}\.dll|(?:\.[\d.]+)?\.dylib)"
)
"""A library as the tools that make wheels name those that they put in: with a digest, or on macOS in their folder."""
_DYLIBS: Final = ".dylibs"
_COMMON: Final = Path("/usr/share/common-licenses")
_KEPT_APART: Final = {"LGPL-2.1": "LGPL-2.1", "GPL-3.0": "GPL-3"}
"""What a package of Debian only refers to, although its licence wants it to be passed on."""
_ICU: Final = re.compile(r"libicudata\.so\.(\d+)")
_CRATES: Final = "Rust crates"


@dataclass(frozen=True, slots=True)
class Part:
    """Something in a package that has makers and a licence of its own.

    Attributes:
        name: as its makers write it.
        version: None where nothing says it.
        licence: an SPDX expression where there is one; empty where only its text tells.
        texts: its licence texts, where they lie in the environment that builds.
        folder: where in the package those go; what lies inside a part shares that part's.
        inside: the part that it lies inside; empty for those that stand by themselves.
        address: its package URL; empty where it has none.
        files: its files in the package, where a wheel has it as libraries of their own.
        of_system: whether it was taken from the operating system that built this.
    """

    name: str
    version: str | None
    licence: str
    texts: tuple[Path, ...]
    folder: str
    inside: str = ""
    address: str = ""
    files: tuple[str, ...] = ()
    of_system: bool = False


class NoTextError(Exception):
    """A part comes without any licence text."""


class _Told(NamedTuple):
    """What is told of a version, and the package URL where the teller gave one."""

    version: str
    address: str = ""


def every_part(
    wheels: Iterable[Distribution], present: Collection[str], libraries: Iterable[SystemLibrary]
) -> list[Part]:
    """Everything in a package; what lies inside a part follows it.

    Args:
        wheels: those that it holds something of.
        present: the names of its files, which tell what is left of the wheels.
        libraries: those of the operating system that it holds.

    Raises:
        NoTextError: a part has no licence text.
    """
    program = Part(PROGRAM, contents.version(), "Apache-2.0", (APACHE,), f"{PROGRAM}-{contents.version()}")
    wheels = [*wheels, distribution("pyinstaller")]  # of that, what starts the program
    return [program, *_python(), *(part for wheel in wheels for part in _wheel(wheel, present)), *_system(libraries)]


def texts_of(wheel: Distribution) -> list[Path]:
    """The licence files that a wheel brings, those given for it, and those of what lies inside it.

    Raises:
        NoTextError: there is none.
    """
    found = [*sorted(_brought(wheel)), *_GIVEN.get(wheel.name, ()), *texts_inside(wheel)]
    if not found:
        raise NoTextError(f"{wheel.name} brings no licence text")
    return found


def texts_inside(wheel: Distribution) -> list[Path]:
    """Texts of what lies inside a wheel on this system; each has the name of what it is about."""
    folder = _TEXTS / canonicalize_name(wheel.name)
    return sorted([*folder.glob("*.txt"), *(folder / sys.platform).glob("*.txt")])


def licence_of(wheel: Distribution) -> str:
    """What a wheel says its licence is, by its SPDX name where it can be known."""
    metadata = wheel.metadata
    stated = next((metadata[key] for key in ("License-Expression", "License") if key in metadata), "")
    if stated and "\n" not in stated and stated != "OSI Approved":
        return _SPDX.get(stated, stated)
    lines = [line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or () if "License ::" in line]
    told = [_STATED.search(text.read_text("utf-8", "replace")) for text in _brought(wheel)]
    return " OR ".join(_SPDX.get(line, line) for line in lines) or next((each[1] for each in told if each), "")


def _brought(wheel: Distribution) -> list[Path]:
    names = [file for file in wheel.files or () if any(word in file.name.upper() for word in _WORDS)]
    return [Path(str(wheel.locate_file(file))) for file in names if file.suffix not in {".py", ".pyc", ".pyi"}]


def _python() -> Iterator[Part]:
    version, text = sys.version.split()[0], _python_licence()
    yield Part("Python", version, "Python-2.0.1", (text,), f"Python-{version}", "", _generic("python", version))
    if sys.platform != "linux":  # there its OpenSSL is the operating system's
        told = _Told(_number(ssl.OPENSSL_VERSION))
        yield _known("OpenSSL", told, (text, APACHE), inside="Python", folder=f"Python-{version}")


def _python_licence() -> Path:
    places = [Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(sys.base_prefix, "LICENSE.txt")]
    places.append(Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"))
    for place in places:
        if place.is_file():
            return place
    raise NoTextError("Python brings no licence text")


def _wheel(wheel: Distribution, present: Collection[str]) -> Iterator[Part]:
    folder = f"{wheel.name}-{wheel.version}"
    inside, bills = texts_inside(wheel), _bills(wheel)
    own = tuple(text for text in texts_of(wheel) if text not in inside)
    address = f"pkg:pypi/{wheel.name.lower().replace('_', '-')}@{wheel.version}"
    yield Part(wheel.name, wheel.version, licence_of(wheel), own, folder, address=address)
    asked, files = _asked(wheel, present), _bundled(wheel, present)
    names = {*asked, *files, *(text.stem for text in inside)} - {_CRATES}
    for name in sorted(names, key=str.casefold):
        told = asked.get(name) or None
        if told is None or not told.version:
            told = _read(wheel, name, files.get(name, ()), present) or _billed(bills, name)
        own_files = tuple(sorted(files.get(name, ())))
        yield _known(name, told, _about(name, own, inside), inside=wheel.name, folder=folder, files=own_files)
    crates = next((text for text in inside if text.stem == _CRATES), None)
    if crates:
        yield from _crates(bills, crates, inside=wheel.name, folder=folder)
    for name in sorted({*contents.MODELS} & {*present} if wheel.name == contents.DATA_ONLY else ()):
        yield Part(name, wheel.version, licence_of(wheel), own, folder, wheel.name)


def _known(
    name: str, told: _Told | None, texts: tuple[Path, ...], *, inside: str, folder: str, files: tuple[str, ...] = ()
) -> Part:
    """What lies inside another part, with what is known of it."""
    version = told.version if told else None
    licence = KNOWN[name].licence if name in KNOWN else ""
    if name == "OpenSSL" and version and version.startswith("1."):
        licence = BEFORE_OPENSSL_3
    address = (told.address or _generic(name, told.version)) if told and told.version else ""
    return Part(name, version or None, licence, texts, folder, inside, address, files)


def _asked(wheel: Distribution, present: Collection[str]) -> dict[str, _Told]:
    """What the libraries inside a wheel say of their versions when they are asked."""
    told: dict[str, str] = {}
    name = canonicalize_name(wheel.name)
    if name == "pyside6-essentials":
        from PySide6.QtCore import qVersion

        told[QT] = qVersion()
        told |= {"ICU": found[1] for found in map(_ICU.fullmatch, present) if found}  # noqa: B035 (there is one)
    elif name == "apsw-sqlite3mc":
        import apsw

        ciphers = str(apsw.Connection(":memory:").execute("SELECT sqlite3mc_version()").get)
        told |= {"SQLite": apsw.sqlite_lib_version(), "SQLite3 Multiple Ciphers": _number(ciphers)}
    elif name == "cryptography":
        from cryptography.hazmat.backends.openssl import backend

        told["OpenSSL"] = _number(backend.openssl_version_text())
    elif name == "pillow":
        from PIL import features

        told["zlib-ng"] = features.version("zlib_ng") or ""
    elif name == "onnxruntime":
        told |= dict.fromkeys(LINKED_IN_ONNX_RUNTIME, "")
    elif name == "opencv-python-headless":
        import cv2

        said = {each: re.search(pattern, cv2.getBuildInformation()) for each, pattern in LINKED_IN_OPENCV.items()}
        told |= {each: "".join(found.groups()) for each, found in said.items() if found}
    return {each: _Told(version) for each, version in told.items()}


def _bundled(wheel: Distribution, present: Collection[str]) -> dict[str, set[str]]:
    """The libraries that lie in a wheel as files of their own, as far as they are left in the package."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in wheel.files or ():
        name = bundled_name(file)
        if name and file.name in present:
            found[name].add(file.name)
    return found


def bundled_name(file: PurePath) -> str:
    """Which library a file is that was put into a wheel; empty for one that is the wheel's own."""
    named = _BUNDLED.fullmatch(file.name)
    if named is None or (file.suffix == ".dylib" and file.parent.name != _DYLIBS):
        return ""
    return BY_FILE.get(named["name"], named["name"])


def _read(wheel: Distribution, name: str, own: Collection[str], present: Collection[str]) -> _Told | None:
    """What is written of its version in its own files; where it has none, in whatever of the wheel is machine code."""
    known = KNOWN.get(name)
    if known is None or not known.telltale or not (own or known.tells_anywhere):
        return None
    among = own or {name for name in present if _is_code(name)}
    for file in wheel.files or ():
        if file.name in among:
            said = re.search(known.telltale, Path(str(wheel.locate_file(file))).read_bytes())
            if said:
                return _Told(said[1].decode("ascii").replace("_", "."))
    return None


def _billed(bills: Iterable[dict[str, Any]], name: str) -> _Told | None:
    """What the wheel's own bill of materials says of something that is known to be in the package."""
    names = {each.casefold() for each in (name, *(KNOWN[name].also if name in KNOWN else ()))}
    for component in bills:
        if component["name"].casefold() in names and component.get("version"):
            return _Told(component["version"], component.get("purl", ""))
    return None


def _bills(wheel: Distribution) -> list[dict[str, Any]]:
    """The components of the bills that a wheel brings along."""
    files = [file for file in wheel.files or () if file.parent.name == "sboms" and file.suffix == ".json"]
    bills = [json.loads(Path(str(wheel.locate_file(file))).read_text("utf-8")) for file in files]
    return [component for bill in bills for component in bill.get("components", ())]


def _crates(bills: Iterable[dict[str, Any]], text: Path, *, inside: str, folder: str) -> Iterator[Part]:
    """What the compiled part of a wheel was made of, where it is Rust's."""
    for crate in bills:
        address = crate.get("purl", "")
        if address.startswith("pkg:cargo/") and "download_url=file:" not in address:  # those are the wheel's own
            licence = crate["licenses"][0]["expression"]
            yield Part(crate["name"], crate["version"], licence, (text,), folder, inside, address)


def _about(name: str, texts: tuple[Path, ...], inside: Iterable[Path]) -> tuple[Path, ...]:
    """The texts about what lies inside a wheel: its own, else those of the wheel that name it, else all of them."""
    own = [text for text in inside if text.stem == name]
    if own:
        return (*own, *((APACHE,) if "LICENSE, at the top" in own[0].read_text("utf-8") else ()))
    words = [word.casefold() for word in (name, *(KNOWN[name].also if name in KNOWN else ()))]
    read = {text: text.read_text("utf-8", "replace").casefold() for text in texts}
    return tuple(text for text in texts if any(word in read[text] for word in words)) or texts


def _system(libraries: Iterable[SystemLibrary]) -> Iterator[Part]:
    for package, version, source in sorted({(each.package, each.version, each.source) for each in libraries}):
        licence = next((LICENCES_OF_SOURCES[name] for name in LICENCES_OF_SOURCES if source.startswith(name)), "")
        texts = [Path("/usr/share/doc", package, "copyright")]
        texts += [_COMMON / each for name, each in _KEPT_APART.items() if name in licence]
        address = f"pkg:deb/debian/{package}@{quote(version)}"
        yield Part(package, version, licence, tuple(texts), f"system-{package}", address=address, of_system=True)


def _is_code(name: str) -> bool:
    return ".so" in name or name.endswith((".dll", ".dylib", ".pyd"))


def _generic(name: str, version: str) -> str:
    return f"pkg:generic/{quote(name.lower().replace(' ', '-'))}@{quote(version)}"


def _number(text: str) -> str:
    found = re.search(r"\d+\.\d+\.\d+\w*", text)
    return found[0] if found else text
