"""Decoding stills: what is accepted, how it is converted, and that nothing else gets out than a StillError."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from permit_desktop.domain.errors import ErrorCode, StillError
from permit_desktop.imaging import decode
from permit_desktop.imaging.decode import MAX_FILE_BYTES, MAX_SIDE_PX, decode_still

FORMATS = ("JPEG", "PNG", "BMP", "TIFF")


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def scene(width: int = 64, height: int = 40) -> Image.Image:
    ramp = np.linspace(0, 255, width * height * 3).reshape(height, width, 3)
    return Image.fromarray(ramp.astype(np.uint8))


def code_of(data: bytes) -> ErrorCode:
    with pytest.raises(StillError) as caught:
        decode_still(data)
    return caught.value.code


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_of_the_contract_gives_blue_green_red_pixels(kind: str) -> None:
    pixels = decode_still(encoded(Image.new("RGB", (30, 20), (200, 100, 50)), kind))
    assert pixels.shape == (20, 30, 3)
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert pixels.flags.writeable
    assert np.abs(pixels.astype(int) - (50, 100, 200)).max() <= 3


def test_lossless_pixels_come_out_unchanged_over_several_strips() -> None:
    image = scene(50, 700)
    assert np.array_equal(decode_still(encoded(image)), np.asarray(image)[:, :, ::-1])


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "RGBA", "LA", "I;16"])
@pytest.mark.parametrize("level", [0, 255])
def test_every_kind_of_pixel_keeps_black_and_white(mode: str, level: int) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.full((20, 20), level * 257, np.uint16))
    else:
        image = Image.new("RGB", (20, 20), (level, level, level)).convert("L" if mode == "1" else mode).convert(mode)
    pixels = decode_still(encoded(image, "TIFF"))
    assert np.abs(pixels.astype(int) - level).max() <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    if mode == "P":
        image = Image.new("P", (20, 20), 0)
        data = encoded(image, transparency=0)
    else:
        data = encoded(Image.new(mode, (20, 20), 0))
    assert (decode_still(data) == 255).all()


def test_orientation_notes_are_not_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decode_still(encoded(scene(64, 40), "JPEG", exif=exif)).shape == (40, 64, 3)


def test_a_phone_picture_with_a_preview_behind_it_gives_the_picture() -> None:
    data = encoded(scene(64, 40), "MPO", save_all=True, append_images=[scene(32, 20)])
    assert decode_still(data).shape == (40, 64, 3)


@pytest.mark.parametrize("kind", ["TIFF", "PNG"])
def test_several_pages_are_refused(kind: str) -> None:
    other = scene().rotate(180)
    assert code_of(encoded(scene(), kind, save_all=True, append_images=[other])) is ErrorCode.SEVERAL_PAGES


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_damaged_not_half_a_picture(kind: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (60, 80, 3)).astype(np.uint8)
    data = encoded(Image.fromarray(noise), kind)
    assert code_of(data[: int(len(data) * share)]) is ErrorCode.IMAGE_DAMAGED


def test_no_bytes_are_an_empty_file() -> None:
    assert code_of(b"") is ErrorCode.EMPTY_FILE


@pytest.mark.parametrize("data", [b"%PDF-1.7 and so on", b"hello", b"\x00" * 300, b"GIF89a" + b"\x00" * 60])
def test_other_files_are_not_images(data: bytes) -> None:
    assert code_of(data) is ErrorCode.NOT_AN_IMAGE


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PPM"])
def test_formats_outside_the_contract_are_not_images_even_where_pillow_reads_them(kind: str) -> None:
    assert code_of(encoded(scene(), kind)) is ErrorCode.NOT_AN_IMAGE


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at() -> None:
    assert code_of(b"x" * (MAX_FILE_BYTES + 1)) is ErrorCode.FILE_TOO_LARGE
    assert code_of(b"x" * MAX_FILE_BYTES) is ErrorCode.NOT_AN_IMAGE


@pytest.mark.parametrize("size", [(14, 100), (100, 14)])
def test_sides_below_the_contract_are_too_small(size: tuple[int, int]) -> None:
    assert code_of(encoded(Image.new("L", size))) is ErrorCode.IMAGE_TOO_SMALL


@pytest.mark.parametrize("size", [(15, 15), (15, MAX_SIDE_PX), (MAX_SIDE_PX, 15)])
def test_sides_at_the_contract_s_limits_are_accepted(size: tuple[int, int]) -> None:
    assert decode_still(encoded(Image.new("L", size))).shape == (size[1], size[0], 3)


@pytest.mark.parametrize("size", [(15, MAX_SIDE_PX + 1), (32_000, 32_000), (2**31 - 1, 2**31 - 1)])
def test_sides_above_the_contract_are_refused_by_the_header_alone(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 1, 0, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    monkeypatch.setattr(decode, "_to_pixels", lambda _image: pytest.fail("decoded before the sides were checked"))
    assert code_of(data) is ErrorCode.IMAGE_TOO_LARGE


def test_a_tighter_limit_of_the_sides_is_looked_at_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decode_still(encoded(scene(64, 40)), 64).shape == (40, 64, 3)
    monkeypatch.setattr(decode, "_to_pixels", lambda _image: pytest.fail("decoded before the sides were checked"))
    with pytest.raises(StillError) as caught:
        decode_still(encoded(scene(65, 40)), 64)
    assert caught.value.code is ErrorCode.IMAGE_TOO_LARGE


def test_a_png_that_claims_a_huge_chunk_is_damaged() -> None:
    header = struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + b"IHDR"
        + header
        + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    data += struct.pack(">I", 0xFFFFFFF0) + b"IDAT" + b"\x00" * 40
    assert code_of(data) is ErrorCode.IMAGE_DAMAGED


SEEDS = [encoded(scene(), kind) for kind in FORMATS] + [
    encoded(scene().convert("P")),
    encoded(scene().convert("CMYK"), "JPEG"),
    encoded(scene(), "JPEG", progressive=True),
    encoded(scene(), "TIFF", compression="tiff_lzw"),
    encoded(scene().convert("1"), "TIFF", compression="group4"),
]


def assert_pixels_or_still_error(data: bytes) -> None:
    try:
        pixels = decode_still(data)
    except StillError:
        return
    assert pixels.ndim == 3
    assert max(pixels.shape) <= MAX_SIDE_PX


@given(st.binary(max_size=400))
def test_any_bytes_give_pixels_or_a_still_error(data: bytes) -> None:
    assert_pixels_or_still_error(data)


@given(st.sampled_from(SEEDS), st.data())
def test_mutated_pictures_give_pixels_or_a_still_error(seed: bytes, data: st.DataObject) -> None:
    mutated = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        # Headers are where damage matters most.
        at = data.draw(st.one_of(st.integers(0, min(90, len(seed) - 1)), st.integers(0, len(seed) - 1)))
        mutated[at] = data.draw(st.one_of(st.integers(0, 255), st.sampled_from([0, 1, 0x7F, 0x80, 0xFF])))
    assert_pixels_or_still_error(bytes(mutated))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells a process's own peak by Linux's /proc")
def test_the_largest_picture_of_the_contract_is_decoded_within_half_a_gigabyte() -> None:
    # In a process of its own, whose peak is the decoder's and nobody else's; getrusage would begin at this process's.
    program = (
        "import io\n"
        "from pathlib import Path\n"
        "from PIL import Image\n"
        "from permit_desktop.imaging.decode import decode_still\n"
        "file = io.BytesIO()\n"
        "Image.new('L', (8192, 8192)).save(file, 'PNG')\n"
        "def peak_kb():\n"
        "    return int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
        "before = peak_kb()\n"
        "assert decode_still(file.getvalue()).shape == (8192, 8192, 3)\n"
        "print(peak_kb() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert 64 * 1024 < int(done.stdout) < 512 * 1024  # the pixels alone are 192 MB
