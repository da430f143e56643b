"""What a loader reads of a 64-bit little-endian ELF file."""

from __future__ import annotations

from struct import calcsize, iter_unpack, pack_into, unpack_from
from typing import Final, NamedTuple

LOAD: Final = 1
DYNAMIC: Final = 2
_PAGE: Final = 0x1000
_HEADER: Final = "<IIQQQQQQ"
_ENTRY: Final = "<qQ"
_END, _STRINGS, _SEARCH_PATHS = 0, 5, (15, 29)
"""Tags of the dynamic section; a search path is an older or a newer one."""


class Segment(NamedTuple):
    """A program header: a piece of the file and where it goes in memory."""

    kind: int
    flags: int
    offset: int
    address: int
    physical: int
    size: int
    memory_size: int
    alignment: int


def segments(elf: bytes) -> list[Segment]:
    """The program headers, in their order."""
    (first,) = unpack_from("<Q", elf, 32)
    (number,) = unpack_from("<H", elf, 56)
    return [Segment(*unpack_from(_HEADER, elf, first + each * calcsize(_HEADER))) for each in range(number)]


def with_segments(elf: bytes, changed: list[Segment]) -> bytes:
    """A file whose content was moved, with the program headers for it and without those of sections."""
    new = bytearray(elf)
    (first,) = unpack_from("<Q", elf, 32)
    for place, segment in enumerate(changed):
        pack_into(_HEADER, new, first + place * calcsize(_HEADER), *segment)
    pack_into("<Q", new, 40, 0)  # no loader reads the sections' headers
    pack_into("<HHH", new, 58, 0, 0, 0)
    return bytes(new)


def without_gaps(elf: bytes) -> bytes:
    """The same library without what lies between the pieces that a loader maps, and after them.

    Nothing moves in memory. Of wheels' libraries, patched after they were linked, some have megabytes of zeros there.
    """
    loads = sorted((each for each in segments(elf) if each.kind == LOAD and each.size), key=lambda each: each.offset)
    content = b""
    moves: list[tuple[Segment, int]] = []
    end = 0
    for load in loads:
        begin = len(content) + (load.address - len(content)) % _PAGE
        if load.offset < end or begin > load.offset or load.address % _PAGE != load.offset % _PAGE:
            return elf  # they overlap, or lie so that they would have to go apart
        content = content.ljust(begin, b"\0") + elf[load.offset : load.offset + load.size]
        moves.append((load, begin - load.offset))
        end = load.offset + load.size

    def moved(segment: Segment) -> Segment:
        for load, by in moves:
            if load.offset <= segment.offset <= load.offset + load.size and segment.address - segment.offset == (
                load.address - load.offset
            ):
                alignment = _PAGE if segment.kind == LOAD else segment.alignment
                return segment._replace(offset=segment.offset + by, alignment=alignment)
        return segment

    return with_segments(content, [moved(segment) for segment in segments(elf)])


def search_path(elf: bytes) -> str:
    """Where the file says that its libraries are looked for; empty when it does not say."""
    found = {tag: value for tag, value in _dynamic(elf) if tag in (_STRINGS, *_SEARCH_PATHS)}
    named = [found[tag] for tag in _SEARCH_PATHS if tag in found]
    if not named:
        return ""
    begin = _place(elf, found[_STRINGS]) + named[-1]
    return elf[begin : elf.index(b"\0", begin)].decode()


def without_search_path(elf: bytes) -> bytes:
    """The same file, which does not say where its libraries are looked for."""
    kept = [(tag, value) for tag, value in _dynamic(elf) if tag not in _SEARCH_PATHS]
    (section,) = [segment for segment in segments(elf) if segment.kind == DYNAMIC]
    entries = b"".join(tag.to_bytes(8, "little", signed=True) + value.to_bytes(8, "little") for tag, value in kept)
    return elf[: section.offset] + entries.ljust(section.size, b"\0") + elf[section.offset + section.size :]


def _dynamic(elf: bytes) -> list[tuple[int, int]]:
    """The entries of the dynamic section up to its end; none in a file without one."""
    entries = []
    for segment in segments(elf):
        if segment.kind == DYNAMIC:
            for tag, value in iter_unpack(_ENTRY, elf[segment.offset : segment.offset + segment.size]):
                if tag == _END:
                    break
                entries.append((tag, value))
    return entries


def _place(elf: bytes, address: int) -> int:
    """Where in the file an address of memory comes from."""
    return next(
        segment.offset + address - segment.address
        for segment in segments(elf)
        if segment.kind == LOAD and segment.address <= address < segment.address + segment.size
    )
