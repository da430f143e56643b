"""`permit-desktop --self-test`: whether this installation is whole, a line for each of its parts.

It reads the specimens that ship with the program, opens a vault of its own whose key is in memory only, paints the
window off screen, refuses a stranger over TLS, and looks for cameras and the keyring. It needs no display and no
network, opens no camera, and changes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import ssl
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TextIO

from permit_desktop import __version__
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.resources import resource

RESOURCES: Final = ("icons", "recognition", "sounds", "specimens", "translations")
_FEWEST_SHADES: Final = 16
_UNSEALED: Final = "-"
"""In place of a file's digest: it is a link, or machine code that is signed later."""
_TELLTALE_BYTES: Final = 32

Check = tuple[str, Callable[[], str]]
"""The name of a part, and what looks at it: it returns what it saw, and raises whatever is wrong."""


class NotWholeError(Exception):
    """A part of the installation is there but does not do what it should."""


def run(_arguments: argparse.Namespace) -> int:
    """Checks everything."""
    # A program started without a console has no output: then only the exit code speaks.
    return check_all(CHECKS, sys.stdout)


def check_all(checks: Sequence[Check], output: TextIO | None) -> int:
    """Runs the checks one after the other and tells each outcome in a line.

    Returns:
        `SOME_FAILED` when any part is not in order.
    """
    code = DONE
    for name, check in checks:
        begun = time.perf_counter()
        try:
            word, told = "ok", check()
        except Exception as error:  # noqa: BLE001 (whatever a broken installation raises is what is looked for)
            word, told = "FAILED", f"{type(error).__name__}: {error}"
            code = SOME_FAILED
        if output is not None:
            told = told.replace("\n", " ")
            output.write(f"{word:<7}{name:<11}{told} ({time.perf_counter() - begun:.1f} s)\n")
            output.flush()
    return code


def _program() -> str:
    for folder in RESOURCES:
        resource(folder)
    kind, there = "installed", "all resources are there"
    if _is_packaged():
        kind, there = "packaged", f"all of its {_whole_files()} files are there as they were built"
    return f"Permit Desktop {__version__}, {kind}, on Python {sys.version.split()[0]}; {there}"


def _whole_files() -> int:
    """Looks for every file that the build listed, and whether its content is what the build wrote down."""
    listed = resource("files.txt")
    inside = listed.parents[2]
    lines = [line.partition("  ") for line in listed.read_text("utf-8").splitlines()]
    missing = [name for _, _, name in lines if not (inside / name).exists()]
    if missing:
        raise NotWholeError(f"{len(missing)} of its {len(lines)} files are missing: {', '.join(missing[:3])}")
    changed = [name for digest, _, name in lines if digest not in (_UNSEALED, _digest(inside / name))]
    if changed:
        raise NotWholeError(
            f"{len(changed)} of its {len(lines)} files are damaged or exchanged: {', '.join(changed[:3])}"
        )
    return len(lines)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _window() -> str:
    from permit_desktop.ui.language import Language
    from permit_desktop.ui.rehearsal import rehearse

    seen = rehearse()
    if seen.shades < _FEWEST_SHADES:
        raise NotWholeError(f"the window was painted in {seen.shades} colours")
    if not seen.icon:
        raise NotWholeError("the icons cannot be drawn")
    if len(seen.languages) < len(Language):
        raise NotWholeError(f"translations are missing: it speaks {', '.join(seen.languages)} alone")
    if seen.screen_fault:
        raise NotWholeError(f"no window could open on a screen: {seen.screen_fault}")
    fonts = "Chinese among them" if seen.chinese else "none of them Chinese: install one, such as Noto Sans CJK"
    return (
        f"{seen.width_px} x {seen.height_px} pixels in {seen.shades} colours; {', '.join(seen.languages)};"
        f" {seen.fonts} fonts, {fonts}"
    )


def _reader() -> str:
    from permit_desktop.imaging.still_file import read_still_file
    from permit_desktop.recognition.reader import OnDeviceRecogniser

    folder = resource("specimens")
    entries = json.loads((folder / "specimens.json").read_text("utf-8"))["specimens"]
    recogniser = OnDeviceRecogniser()
    wrong = []
    for entry in entries:
        result = recogniser.recognise(read_still_file(folder / entry["file"]), with_portrait=False)
        read = {field.value: result.value(field) for field in FieldName}
        wrong += [f"{entry['file']} {field}" for field, true in entry["fields"].items() if read[field] != true]
    if wrong:
        raise NotWholeError(f"{len(wrong)} fields of the specimens were misread: {', '.join(wrong[:3])}")
    return f"{len(entries)} specimens, {sum(len(entry['fields']) for entry in entries)} fields, all read as they are"


def _vault() -> str:
    from permit_desktop.vault.database import sqlite_version
    from permit_desktop.vault.disk_space import DiskSpace
    from permit_desktop.vault.job import Options
    from permit_desktop.vault.key_holders import MemoryHolder
    from permit_desktop.vault.records import ON_DEVICE
    from permit_desktop.vault.vault import open_vault

    content = resource("specimens", "specimens.json").read_bytes()
    with TemporaryDirectory(prefix="permit-desktop-self-test-", ignore_cleanup_errors=True) as name:
        folder, holder = Path(name), MemoryHolder()
        space = DiskSpace(folder, floor_bytes=0, ballast_bytes=0)
        with closing(open_vault(folder, holder, what="--self-test", space=space)) as vault:
            still_id = vault.outbox.add(content, Options(ON_DEVICE)).still_id
        if any(content[:_TELLTALE_BYTES] in file.read_bytes() for file in folder.iterdir()):
            raise NotWholeError("the vault does not encrypt")
        with closing(open_vault(folder, holder, what="--self-test", space=space)) as vault:
            vault.check()
            if vault.stills.content(still_id) != content:
                raise NotWholeError("the vault does not give back what was put in")
    release = ".".join(str(part) for part in sqlite_version())
    return f"made, closed and opened again; what it keeps is encrypted; SQLite {release}"


def _cameras() -> str:
    from permit_desktop.capture.sources.camera_list import back_ends_left_out, list_cameras

    left_out = back_ends_left_out()
    if left_out:
        raise NotWholeError(f"OpenCV was built without {', '.join(left_out)}")
    return f"OpenCV can open cameras; this computer has {len(list_cameras())}"


def _tls() -> str:
    from permit_desktop.api.rehearsal import refuses_strangers

    if not refuses_strangers():
        raise NotWholeError("a certificate that nobody vouches for was taken")
    return f"{ssl.OPENSSL_VERSION}, with this system's certificates; a stranger is refused"


def _keyring() -> str:
    from permit_desktop.system.secrets import SecretsError, find_system_keyring, import_keyring_library

    library = import_keyring_library()
    try:
        found = type(find_system_keyring()).__module__.rpartition(".")[2]
    except SecretsError as error:
        return f"{library} is there. {error.message}"
    return f"{library} is there; this computer has {found}"


def _service() -> str:
    try:
        from permit_desktop.server.reader_process import ReaderProcess
        from permit_desktop.server.service import Service
    except ModuleNotFoundError:
        if _is_packaged():
            raise
        return "not installed here: it is the extra `server`"
    reader = ReaderProcess()
    try:
        reader.open()
    finally:
        reader.close()
    return f"{Service.__module__} is there; its reading process starts"


def _is_packaged() -> bool:
    return bool(getattr(sys, "frozen", False))


CHECKS: Final[Sequence[Check]] = (
    ("program", _program),
    ("window", _window),
    ("reader", _reader),
    ("cameras", _cameras),
    ("vault", _vault),
    ("TLS", _tls),
    ("keyring", _keyring),
    ("service", _service),
)
