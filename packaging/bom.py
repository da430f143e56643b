"""The bill of materials of a package, CycloneDX 1.6: `python packaging/bom.py PROGRAM FILE`.

Besides the Python packages it names what metadata cannot see: the libraries that lie inside their wheels, OpenCV's
OpenSSL and FFmpeg first of all, and those that the frozen program takes from the operating system that built it. Their
versions are asked of the libraries themselves, or read in them, and never taken from a file's name, which counts
interfaces; of what says no version the name alone is known. What scanners know by another name has that, too.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import ssl
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

import contents
from licences import inside, licence_of

_LIBRARIES: Final = contents.ROOT / "build/pyinstaller/permit_desktop/system-libraries.json"
_BUNDLED: Final = re.compile(r"(?P<name>lib[\w+-]+?)(?:-r\d+)?(?:-[0-9a-f]{8})+(?:\.[\d.]+)?\.so(?:\.[\w.]+)?")
"""A library as the tools that make wheels name those that they put in, with a digest."""
_FFMPEG: Final = ("ffmpeg", rb"FFmpeg version (\d[\d.]*)\0")
_OPENSSL: Final = ("openssl", rb"OpenSSL (\d+\.\d+\.\d+[a-z]?) ")
_OPENBLAS: Final = ("openblas", rb"OpenBLAS (\d[\d.]*\d) ")
_ALONE: Final = rb"\0(\d+\.\d+\.\d+)\0"
_SAYS: Final = {
    "libavcodec": _FFMPEG, "libavformat": _FFMPEG, "libavutil": _FFMPEG, "libswresample": _FFMPEG,
    "libswscale": _FFMPEG,
    "libcrypto": _OPENSSL, "libssl": _OPENSSL,
    "libopenblasp": _OPENBLAS, "libscipy_openblas64_": _OPENBLAS,
    "libpng16": ("libpng", rb"libpng version (\d[\d.]*\d)"),
    "libtiff": ("libtiff", rb"LIBTIFF, Version (\d[\d.]*\d)"),
    "libjpeg": ("libjpeg-turbo", rb"libjpeg-turbo version (\d[\d.]*\d)"),
    "libvpx": ("libvpx", rb"\0v(\d+\.\d+\.\d+)\0"),
    "libaom": ("libaom", _ALONE), "libavif": ("libavif", _ALONE), "liblzma": ("xz", _ALONE),
    "libzstd": ("zstd", _ALONE),
    "libopenjp2": ("openjpeg", _ALONE),
}  # fmt: skip
"""What a bundled library belongs to, and where that says its version in it."""
_KNOWN_AS: Final = {
    "ffmpeg": "ffmpeg:ffmpeg", "openssl": "openssl:openssl", "openblas": "openblas_project:openblas",
    "libpng": "libpng:libpng", "libtiff": "libtiff:libtiff", "libjpeg-turbo": "libjpeg-turbo:libjpeg-turbo",
    "libvpx": "webmproject:libvpx", "libaom": "aomedia:aomedia", "libavif": "aomedia:libavif", "xz": "tukaani:xz",
    "zstd": "facebook:zstandard", "openjpeg": "uclouvain:openjpeg", "python": "python:python", "qt": "qt:qt",
    "sqlite3": "sqlite:sqlite", "ICU": "icu-project:international_components_for_unicode",
}  # fmt: skip
"""Maker and product in the lists of known defects."""
_ICU: Final = re.compile(r"libicudata\.so\.(\d+)")


def bill(program: Path) -> str:
    """The bill of a frozen program, built in this environment."""
    present = {file.name for file in program.rglob("*")}
    version = contents.version()
    bom = Bom(
        components=[*_python_packages(), *_inside_wheels(present), *_models(program), *_of_system()],
        serial_number=uuid5(NAMESPACE_URL, f"permit-desktop/{version}/{sys.platform}"),
    )
    bom.metadata.timestamp = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", contents.RELEASE_S)), UTC)
    bom.metadata.component = Component(
        name="permit-desktop",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="permit-desktop",
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
    )
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _python_packages() -> Iterator[Component]:
    for part in [*contents.shipped(), distribution("pyinstaller")]:  # of that, what starts the program
        yield Component(
            name=part.name,
            version=part.version,
            bom_ref=f"pypi:{part.name}",
            purl=PackageURL("pypi", name=part.name.lower(), version=part.version),
            licenses=[LicenseFactory().make_from_string(licence_of(part))],
        )
    python = sys.version.split()[0]
    yield _library("python", python, "The interpreter")


def _inside_wheels(present: Collection[str]) -> Iterator[Component]:
    """What lies inside the wheels: told by the libraries themselves, by the names of files, then by licence texts."""
    named = [*_told_by_themselves(), *_icu(present)]
    named += [component for part in contents.shipped() for component in _by_file_names(part, present)]
    yield from named
    names = {component.name.casefold() for component in named}
    for part in contents.shipped():
        for text in inside(part):
            if text.stem.casefold() not in names:
                yield _library(text.stem, None, f"inside {part.name}")


def _told_by_themselves() -> Iterator[Component]:
    import apsw
    import cv2
    from cryptography.hazmat.backends.openssl import backend
    from PySide6.QtCore import qVersion

    yield _library("qt", qVersion(), "inside PySide6_Essentials")
    yield _library("sqlite3", apsw.sqlite_lib_version(), "inside apsw-sqlite3mc, with SQLite3 Multiple Ciphers")
    yield _library("openssl", _number(backend.openssl_version_text()), "inside cryptography")
    yield _library("openssl", _number(ssl.OPENSSL_VERSION), "of Python, for TLS")
    if sys.platform != "linux":  # there its files say FFmpeg's own version
        told = re.findall(r"(avcodec|avformat|avutil|swscale): +YES \(([\d.]+)\)", cv2.getBuildInformation())
        for name, release in told:
            yield _library(name, release, "FFmpeg, inside opencv-python-headless")


def _icu(present: Collection[str]) -> Iterator[Component]:
    for file in sorted(present):
        if found := _ICU.fullmatch(file):
            yield _library("ICU", found[1], "inside PySide6_Essentials")


def _by_file_names(part: Distribution, present: Collection[str]) -> Iterator[Component]:
    files: dict[str, list[str]] = {}
    versions: dict[str, str] = {}
    for file in part.files or ():
        found = _BUNDLED.fullmatch(file.name)
        if found and file.name in present:
            name, telltale = _SAYS.get(found["name"], (found["name"], b""))
            files.setdefault(name, []).append(file.name)
            said = re.search(telltale, Path(str(part.locate_file(file))).read_bytes()) if telltale else None
            if said:
                versions[name] = said[1].decode("ascii")
    for name, own in files.items():
        yield _library(name, versions.get(name), f"inside {part.name}, as {', '.join(sorted({*own}))}")


def _models(program: Path) -> Iterator[Component]:
    for name in contents.MODELS:
        for file in program.rglob(name):
            if not file.is_symlink():
                yield Component(
                    name=name,
                    version=distribution(contents.DATA_ONLY).version,
                    type=ComponentType.MACHINE_LEARNING_MODEL,
                    bom_ref=f"model:{name}",
                    hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(file.read_bytes()).hexdigest())],
                    licenses=[LicenseFactory().make_from_string(licence_of(distribution(contents.DATA_ONLY)))],
                    description=f"from {contents.DATA_ONLY}",
                )


def _of_system() -> Iterator[Component]:
    if not _LIBRARIES.exists():
        return
    told = json.loads(_LIBRARIES.read_text("utf-8"))
    for package, version in sorted({(library["package"], library["version"]) for library in told}):
        yield Component(
            name=package,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"deb:{package}",
            purl=PackageURL("deb", "debian", package, version),
            description="taken from the operating system that built this; the Debian package depends on it instead",
        )


def _library(name: str, version: str | None, where: str) -> Component:
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name} {version or ''} {where}",
        purl=PackageURL("generic", name=name.lower(), version=version) if version else None,
        cpe=f"cpe:2.3:a:{_KNOWN_AS[name]}:{version}:*:*:*:*:*:*:*" if version and name in _KNOWN_AS else None,
        description=where,
    )


def _number(text: str) -> str:
    found = re.search(r"\d+\.\d+\.\d+\w*", text)
    return found[0] if found else text


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(bill(Path(sys.argv[1])), "utf-8")
