"""Leaves out of ICU's data the languages that the window does not speak, as Qt's own translations are (Linux).

Qt takes collation and old text encodings from ICU; its wheel brings 32 MB of it, in a library that holds nothing but
one table of named items. Encodings, rules for Unicode and everything of English and Chinese stay.
"""

from __future__ import annotations

import re
from pathlib import Path
from struct import pack_into, unpack_from
from typing import Final

import elf

_PAGE: Final = 0x1000
_LOCALE: Final = re.compile(r"(?!en|zh)[a-z]{2,3}(_\w+)?")
_UNUSED_KINDS: Final = ("translit", "rbnf")
"""Transliteration and spelled-out numbers."""


def trim(library: Path) -> int:
    """Rewrites `libicudata` with less in it; returns the bytes that were saved."""
    whole = library.read_bytes()
    shorter = trimmed(whole)
    library.write_bytes(shorter)
    return len(whole) - len(shorter)


def trimmed(library: bytes) -> bytes:
    """The library with a shorter table.

    Nothing in memory moves: the table keeps its address, and so does what comes after it; only its place in the file
    changes.

    Raises:
        ValueError: this is no ICU data library as Qt's wheels bring it.
    """
    table_at = library.find(b"CmnD") - 12
    segments = elf.segments(library) if library.startswith(b"\x7fELF") else []
    loads = [segment for segment in segments if segment.kind == elf.LOAD]
    if table_at < 0 or len(loads) != 2:
        raise ValueError("no ICU data library as Qt's wheels bring it")
    table = _without_languages(library[table_at:])
    first_end = table_at + len(table)
    first, second = loads
    moved_to = first_end + (second.address - first_end) % _PAGE

    def moved(segment: elf.Segment) -> elf.Segment:
        if segment == first:
            return segment._replace(size=first_end, memory_size=first_end)
        if segment.offset < second.offset:
            return segment
        return segment._replace(offset=segment.offset + moved_to - second.offset)

    begin = (library[:table_at] + table).ljust(moved_to, b"\0")
    whole = begin + library[second.offset : second.offset + second.size]
    return elf.with_segments(whole, [moved(segment) for segment in segments])


def _without_languages(table: bytes) -> bytes:
    """ICU's table: a head, how many items there are, where their names and contents lie, names, contents."""
    (head,) = unpack_from("<H", table)
    (number,) = unpack_from("<I", table, head)
    entries = [unpack_from("<II", table, head + 4 + 8 * each) for each in range(number)]
    names = [table[head + at : table.index(b"\0", head + at)] for at, _ in entries]
    ends = [at for _, at in entries[1:]]
    kept = [
        (name, table[head + at : head + end])
        for name, (_, at), end in zip(names, entries, [*ends, len(table) - head], strict=True)
        if _is_used(name.decode())
    ]
    index_bytes = 4 + 8 * len(kept)
    name_block = b"".join(name + b"\0" for name, _ in kept)
    out = bytearray(table[:head]) + bytearray(index_bytes) + name_block
    pack_into("<I", out, head, len(kept))
    name_at = index_bytes
    for place, (name, content) in enumerate(kept):
        out += bytes(-(len(out) - head) % 16)
        pack_into("<II", out, head + 4 + 8 * place, name_at, len(out) - head)
        name_at += len(name) + 1
        out += content
    return bytes(out)


def _is_used(name: str) -> bool:
    _, *folders, file = name.split("/")
    if folders and folders[0] in _UNUSED_KINDS:
        return False
    stem, _, kind = file.rpartition(".")
    if kind == "dict" or (folders == ["brkitr"] and kind == "res" and stem not in {"root", "pool", "res_index"}):
        return False  # where words end in scripts without spaces; Qt has its own rules
    return not (kind == "res" and _LOCALE.fullmatch(stem))
