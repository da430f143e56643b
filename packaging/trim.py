"""What PyInstaller collects and this program never uses.

Works on PyInstaller's lists of (name in the package, source, kind). What is left out is named here, with the reason;
libraries of the operating system that only those parts wanted go with them.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

Entry = tuple[str, str, str]

UNUSED_MODULES: Final = (
    "PIL.AvifImagePlugin", "PIL._avif", "PIL.WebPImagePlugin", "PIL._webp", "PIL.ImageFont", "PIL._imagingft",
    "PIL.ImageCms", "PIL._imagingcms", "PIL.ImageTk", "PIL._imagingtk", "PIL.ImageQt", "PIL.ImageShow",
    "numpy.f2py", "numpy.distutils", "numpy.testing", "numpy.tests",
    "onnxruntime.backend", "onnxruntime.datasets", "onnxruntime.quantization", "onnxruntime.tools",
    "onnxruntime.transformers",
    "curses", "ensurepip", "idlelib", "lib2to3", "pydoc_data", "readline", "test", "tkinter", "turtledemo", "sqlite3",
    "PySide6.QtNetwork", "pydoc", "doctest", "pdb",
)  # fmt: skip

_UNUSED_FILES: Final = (
    r"PySide6/(Qt/)?plugins/egldeviceintegrations/",  # a screen without a window system
    r"PySide6/(Qt/)?plugins/generic/",  # input devices without a window system
    r"PySide6/(Qt/)?plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.",
    r"PySide6/(Qt/)?plugins/platforms/q(direct2d|minimal)\.",
    r"PySide6/(Qt/)?plugins/platformthemes/libqgtk3\.",  # drags GTK in for the colours of file dialogs
    r"PySide6/(Qt/)?plugins/(networkinformation|tls)/",  # the network is Python's
    r"PySide6/(Qt/)?plugins/imageformats/(lib)?q(gif|icns|tga|tiff|wbmp|webp|pdf)\.",  # pictures come through Pillow
    r"PySide6/Qt/lib/libQt6Egl",
    r"libQt6Egl",
    r"PySide6/opengl32sw\.dll",  # 20 MB of OpenGL in software; widgets are painted without it
    r"PySide6/(Qt/)?translations/(?!qt(base)?_(en|zh_CN|zh_TW)\.qm)",
    r"cv2/data/.*\.xml",  # cascades that nobody asks for
    r".*/(tests|testing)/",
)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without the parts that are never used."""
    unused = re.compile("|".join(_UNUSED_FILES))
    return [entry for entry in entries if not unused.match(entry[0].replace("\\", "/"))]


def bytes_of(entries: Iterable[Entry]) -> int:
    """How much room the entries' files take."""
    return sum(Path(source).stat().st_size for _, source, kind in entries if kind != "SYMLINK" and source)


def without_orphans(binaries: list[Entry]) -> list[Entry]:
    """The binaries without shared libraries that none of the others needs any more (Linux)."""
    if not sys.platform.startswith("linux"):
        return binaries
    from PyInstaller.depend.bindepend import get_imports

    libraries = {Path(name).name: source for name, source, kind in binaries if kind == "BINARY" and _is_shared(name)}
    wanted = {name for name in libraries if name.startswith("libpython")}
    waiting = [libraries[name] for name in wanted]
    waiting += [source for name, source, kind in binaries if kind != "SYMLINK" and not _is_shared(name)]
    while waiting:
        names = {Path(name).name for name, _ in get_imports(waiting.pop())} & libraries.keys() - wanted
        wanted |= names
        waiting += [libraries[name] for name in names]
    return [entry for entry in binaries if not _is_shared(entry[0]) or Path(entry[0]).name in wanted]


def without_dangling(entries: list[Entry], others: Iterable[Entry]) -> list[Entry]:
    """The entries without links to what is neither among them nor among the others."""
    present = {posixpath.normpath(name) for name, _, kind in [*entries, *others] if kind != "SYMLINK"}

    def leads_there(name: str, target: str) -> bool:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        return any(each == place or each.startswith(f"{place}/") for each in present)

    return [(name, target, kind) for name, target, kind in entries if kind != "SYMLINK" or leads_there(name, target)]


def _is_shared(name: str) -> bool:
    """Whether it is there for others: a library of the operating system (at the top) or of Qt."""
    return ("/" not in name or name.startswith("PySide6/Qt/lib/")) and ".so." in name
