"""What Windows and macOS want of a program besides itself: its icon in their formats, its version as a resource."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Final

from packaging.version import Version
from PIL import Image
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import contents

ICON: Final = contents.ROOT / "resources" / "icons" / "permit-desktop.svg"
_ICO_PX: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_ICNS_PX: Final = 1024

CAMERA_TEXTS: Final = {
    "en": "The camera shows the permit that you scan. Pictures stay on this Mac unless a service is set to read them.",
    "zh-Hans": "摄像头用于拍摄您要扫描的通行证。除非设置了识别服务，图片不会离开这台 Mac。",
    "zh-Hant": "攝影機用於拍攝您要掃描的通行證。除非設定了辨識服務，圖片不會離開這部 Mac。",
}
"""What macOS says when it asks whether the program may use the camera, by its names for languages."""


def write_windows_files(folder: Path) -> None:
    """Writes `permit-desktop.ico` and `version.txt`, the latter as PyInstaller reads it."""
    pictures = [drawn(size_px) for size_px in _ICO_PX]
    pictures[-1].save(
        folder / "permit-desktop.ico", sizes=[(size_px, size_px) for size_px in _ICO_PX], append_images=pictures[:-1]
    )
    (folder / "version.txt").write_text(version_resource(contents.version()), "utf-8")


def write_macos_files(folder: Path) -> None:
    """Writes `permit-desktop.icns`, and for each language the texts that macOS says in the program's name."""
    drawn(_ICNS_PX).save(folder / "permit-desktop.icns")
    for language, text in CAMERA_TEXTS.items():
        texts = folder / f"{language}.lproj"
        texts.mkdir(exist_ok=True)
        (texts / "InfoPlist.strings").write_bytes(plistlib.dumps({"NSCameraUsageDescription": text}))


def drawn(size_px: int) -> Image.Image:
    """The program's icon as a picture."""
    image = QImage(size_px, size_px, QImage.Format.Format_RGBA8888)
    image.fill(0)
    with QPainter(image) as painter:
        QSvgRenderer(str(ICON)).render(painter)
    return Image.frombytes("RGBA", (size_px, size_px), bytes(image.constBits()), "raw", "RGBA", image.bytesPerLine())


def dotted(version: str) -> str:
    """The version's numbers alone, three of them, as macOS compares them."""
    return ".".join(str(number) for number in [*Version(version).release, 0, 0, 0][:3])


def version_resource(version: str) -> str:
    """The version resource of a Windows executable, which installers, antivirus programs and people look at."""
    numbers = tuple([*Version(version).release, 0, 0, 0, 0][:4])
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
