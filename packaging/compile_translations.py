"""Makes the .qm files that Qt reads from the .ts files of resources/translations, when the package is built.

Qt's own lrelease would do the same, but pip builds in an environment of its own: it would bring 220 MB of Qt and the
system libraries that Qt stands on into every build. The format is small; a test compares every message with lrelease.

`python packaging/compile_translations.py` makes them by hand.
"""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from struct import pack
from typing import Any, Final, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER: Final = Path(__file__).parents[1] / "resources" / "translations"

_MAGIC: Final = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8


class CompileTranslations(BuildHookInterface[Any]):
    """What hatchling calls before it packs a wheel, and for an editable install."""

    PLUGIN_NAME = "compile-translations"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the translations and has the wheel carry them."""
        for file in compile_all():
            if version != "editable":
                build_data["force_include"][str(file)] = f"permit_desktop/resources/translations/{file.name}"


class Message(NamedTuple):
    """One translated text."""

    context: str
    source: str
    comment: str
    translation: str


def compile_all(folder: Path = FOLDER) -> list[Path]:
    """Compiles every .ts file of a folder whose .qm file is missing or older; returns all .qm files."""
    compiled = []
    for source in sorted(folder.glob("*.ts")):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            # Whoever looks at it meanwhile, as another process that compiles does, finds a whole one.
            half = target.with_suffix(f".{os.getpid()}")
            half.write_bytes(qm(list(messages(source.read_text(encoding="utf-8")))))
            half.replace(target)
        compiled.append(target)
    return compiled


def messages(ts: str) -> Iterator[Message]:
    """The finished messages of a .ts file."""
    for context in ET.fromstring(ts).iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None:
                yield Message(
                    name, message.findtext("source", ""), message.findtext("comment", ""), translation.text or ""
                )


def qm(translated: list[Message]) -> bytes:
    """A .qm file: where each hash's messages stand, and the messages, each as tagged parts."""
    body = bytearray()
    places = []
    for message in translated:
        places.append((_elf_hash((message.source + message.comment).encode()), len(body)))
        body += _part(_TRANSLATION, message.translation.encode("utf-16-be"))
        body += _part(_COMMENT, message.comment.encode())
        body += _part(_CONTEXT, message.context.encode())
        body += _part(_SOURCE, message.source.encode())
        body.append(_END)
    hashes = b"".join(pack(">II", *place) for place in sorted(places))
    return _MAGIC + _part(_HASHES, hashes) + _part(_MESSAGES, bytes(body))


def _part(tag: int, content: bytes) -> bytes:
    return pack(">BI", tag, len(content)) + content


def _elf_hash(text: bytes) -> int:
    """The hash of the ELF object format, as Qt uses it; never 0."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high
    return value or 1


if __name__ == "__main__":
    compile_all()
