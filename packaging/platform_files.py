"""What Windows and macOS want of a program besides itself: its icon in their formats, its version as a resource."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import contents

ICON: Final = contents.ROOT / "resources" / "icons" / "permit-desktop.svg"
_ICO_PX: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_ICNS_PX: Final = 1024


def write_windows_files(folder: Path) -> None:
    """Writes `permit-desktop.ico` and `version.txt`, the latter as PyInstaller reads it."""
    pictures = [drawn(size_px) for size_px in _ICO_PX]
    pictures[-1].save(
        folder / "permit-desktop.ico", sizes=[(size_px, size_px) for size_px in _ICO_PX], append_images=pictures[:-1]
    )
    (folder / "version.txt").write_text(version_resource(contents.version()), "utf-8")


def write_macos_files(folder: Path) -> None:
    """Writes `permit-desktop.icns`."""
    drawn(_ICNS_PX).save(folder / "permit-desktop.icns")


def drawn(size_px: int) -> Image.Image:
    """The program's icon as a picture."""
    image = QImage(size_px, size_px, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size_px, size_px), bytes(image.constBits()), "raw", "RGBA", image.bytesPerLine())


def version_resource(version: str) -> str:
    """The version resource of a Windows executable, which installers, antivirus programs and people look at."""
    numbers = tuple([*(int(part) for part in version.split(".")), 0, 0, 0, 0][:4])
    strings = {
        "CompanyName": "The Permit Desktop developers",
        "FileDescription": "Permit Desktop",
        "FileVersion": version,
        "InternalName": "permit-desktop",
        "LegalCopyright": "Apache License 2.0",
        "ProductName": "Permit Desktop",
        "ProductVersion": version,
    }
    lines = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    fixed = f"FixedFileInfo(filevers={numbers}, prodvers={numbers})"
    table = f"StringFileInfo([StringTable('040904B0', [{lines}])])"
    return f"VSVersionInfo(ffi={fixed}, kids=[{table}, VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
