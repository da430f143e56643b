"""Makes the Linux packages of a frozen program.

`permit-desktop_VERSION_ARCHITECTURE.deb` takes from the operating system every library that it offers, so that those
come with its security updates; `dpkg-shlibdeps` says which packages that makes it depend on.
`permit-desktop-VERSION-linux-x86_64.tar.xz` holds its own and unpacks anywhere.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import time
from pathlib import Path
from typing import Final, NamedTuple

import contents
import file_list
import licences

HERE: Final = contents.ROOT / "packaging" / "linux"
NAME: Final = "permit-desktop"
MAINTAINER: Final = "The Permit Desktop developers <permit-desktop@users.noreply.github.com>"
DESCRIPTION: Final = """\
scan, read and keep exit-entry permits
 Reads the two exit-entry permits that mainland China issues for travel to
 Hong Kong and Macao and to Taiwan, under a webcam or a document camera: finds
 the card, takes the sharpest picture, fills in every field of both sides with
 its confidence and evidence, and keeps the record encrypted. Needs no account
 and no network."""

_OFFERED_BY_SYSTEM: Final = "system-libraries.json"
_TEXTS: Final = "permit_desktop/resources/licences"


class Packing(NamedTuple):
    """How an archive is compressed: how its name ends, and the command that does it from input to output."""

    suffix: str
    command: tuple[str, ...]


# The filter for machine code makes it 8 % smaller than without, and every xz reads it.
DENSE: Final = Packing("xz", ("xz", "--threads=0", "--x86", "--lzma2=preset=6,dict=32MiB", "--stdout"))
LOOSE: Final = Packing("gz", ("gzip", "--fast", "--no-name", "--stdout"))
"""In a tenth of the time, for packages that are only tried."""


def make_portable(program: Path, target: Path, packing: Packing) -> Path:
    """Packs the folder as it is."""
    archive = target / f"{NAME}-{contents.version()}-linux-{os.uname().machine}.tar.{packing.suffix}"
    top = f"{NAME}-{contents.version()}"
    _compress(program, top, archive, packing)
    return archive


def make_deb(program: Path, work: Path, target: Path, packing: Packing) -> Path:
    """Builds the Debian package.

    Args:
        program: the frozen program.
        work: where its build left the list of libraries that came from the operating system.
        target: the folder for the package.
        packing: how it is compressed.
    """
    stage = work / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    home = stage / "usr/lib" / NAME
    shutil.copytree(program, home, symlinks=True)
    offered = json.loads((work / NAME.replace("-", "_") / _OFFERED_BY_SYSTEM).read_text("utf-8"))
    _leave_to_system(home / "_internal", {library["file"] for library in offered})
    for file in home.rglob("*"):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file == home / NAME else 0o644)
    _place_desktop_files(stage)
    _place_documentation(stage, home)
    architecture = _asked("dpkg", "--print-architecture")
    control = stage / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(stage, home, work, architecture), "utf-8")
    _write_sums(stage, control / "md5sums")
    package = target / f"{NAME}_{debian_version(contents.version())}_{architecture}.deb"
    _pack_deb(stage, work, package, packing)
    return package


def debian_version(version: str) -> str:
    """The version so that Debian sorts a release candidate before its release, as Python does."""
    return re.sub(r"(?=(a|b|rc)\d)", "~", version)


def _leave_to_system(inside: Path, files: set[str]) -> None:
    for file in files:
        (inside / file).unlink()
    gone = files | {f"{_TEXTS}/{text}" for text in licences.leave_to_system(inside / _TEXTS)}
    file_list.leave_out(inside, gone)


def _place_desktop_files(stage: Path) -> None:
    share = stage / "usr/share"
    for source, place in (
        (HERE / f"{NAME}.desktop", share / "applications"),
        (HERE / f"{NAME}.metainfo.xml", share / "metainfo"),
        (contents.ROOT / "resources/icons" / f"{NAME}.svg", share / "icons/hicolor/scalable/apps"),
    ):
        place.mkdir(parents=True)
        shutil.copyfile(source, place / source.name)
    binaries = stage / "usr/bin"
    binaries.mkdir()
    (binaries / NAME).symlink_to(f"../lib/{NAME}/{NAME}")


def _place_documentation(stage: Path, home: Path) -> None:
    documents = stage / "usr/share/doc" / NAME
    documents.mkdir(parents=True)
    parts = (home / "_internal" / _TEXTS / licences.INDEX).read_text("utf-8")
    comment = "".join(f" {line or '.'}\n" for line in parts.splitlines())
    heading, gap, files = (HERE / "copyright").read_text("utf-8").partition("\n\n")
    (documents / "copyright").write_text(f"{heading}\n{comment.rstrip()}{gap}{files}", "utf-8")
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(_epoch_s()))
    title = f"{NAME} ({debian_version(contents.version())}) unstable; urgency=medium"
    changes = f"{title}\n\n  * Release.\n\n -- {MAINTAINER}  {date}\n"
    (documents / "changelog.gz").write_bytes(gzip.compress(changes.encode(), 9, mtime=0))
    manual = stage / "usr/share/man/man1"
    manual.mkdir(parents=True)
    (manual / f"{NAME}.1.gz").write_bytes(gzip.compress((HERE / f"{NAME}.1").read_bytes(), 9, mtime=0))
    overrides = stage / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides / NAME)


def _control(stage: Path, home: Path, work: Path, architecture: str) -> str:
    size_kib = sum(file.lstat().st_size for file in stage.rglob("*") if not file.is_dir()) // 1024
    return (
        f"Package: {NAME}\n"
        f"Version: {debian_version(contents.version())}\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {size_kib}\n"
        f"Depends: {_dependencies(home, work)}, ca-certificates\n"
        "Recommends: gnome-keyring | kwalletmanager, fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei\n"
        "Suggests: xdotool\n"
        "Section: graphics\n"
        "Priority: optional\n"
        f"Description: {DESCRIPTION}\n"
    )


def _dependencies(home: Path, work: Path) -> str:
    """What the shared libraries need of the operating system, as Debian's own tool tells it."""
    place = work / "shlibdeps"
    (place / "debian").mkdir(parents=True, exist_ok=True)
    (place / "debian/control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n", "utf-8")
    libraries = [file for file in sorted(home.rglob("*.so*")) if file.is_file() and not file.is_symlink()]
    # A library of ours satisfies the others, wherever in the program it lies.
    own = sorted({str(file.parent) for file in libraries})
    told = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{folder}" for folder in own), home / NAME, *libraries],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise RuntimeError(told.stderr)
    return told.stdout.strip().removeprefix("shlibs:Depends=")


def _write_sums(stage: Path, target: Path) -> None:
    files = sorted(file for file in stage.rglob("*") if file.is_file() and not file.is_symlink())
    own = (file for file in files if "DEBIAN" not in file.relative_to(stage).parts[:1])
    target.write_text("".join(f"{_md5(file)}  {file.relative_to(stage)}\n" for file in own), "utf-8")


def _pack_deb(stage: Path, work: Path, package: Path, packing: Packing) -> None:
    """A Debian package is an `ar` archive of three members; `dpkg-deb` would leave out the filter for machine code."""
    control = stage / "DEBIAN"
    parts = work / "deb-parts"
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir()
    (parts / "debian-binary").write_text("2.0\n", "utf-8")
    held = work / "deb-control"
    shutil.rmtree(held, ignore_errors=True)
    control.rename(held)
    archives = [f"control.tar.{packing.suffix}", f"data.tar.{packing.suffix}"]
    for folder, archive in zip((held, stage), archives, strict=True):
        _compress(folder, ".", parts / archive, packing)
    package.unlink(missing_ok=True)
    members = ["debian-binary", *archives]
    subprocess.run(["ar", "rcD", package, *members], cwd=parts, check=True)


def _compress(folder: Path, top: str, archive: Path, packing: Packing) -> None:
    """Packs a folder so that the same files give the same archive, whoever owns them here."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = _epoch_s()
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with (
        archive.open("wb") as file,
        subprocess.Popen(packing.command, stdin=subprocess.PIPE, stdout=file) as compressor,
    ):
        assert compressor.stdin is not None  # noqa: S101 (for the type checker)
        with tarfile.open(fileobj=compressor.stdin, mode="w|", format=tarfile.GNU_FORMAT) as tar:
            tar.add(folder, top, filter=plain)  # in the order of names
        compressor.stdin.close()
        if compressor.wait():
            raise RuntimeError(f"{archive} could not be written")


def _epoch_s() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", contents.RELEASE_S))


def _md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
