"""Libraries that were made smaller still load, and do what they did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from struct import pack_into, unpack_from

import PySide6
import pytest

import elf
import icu
import strip

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux packages are trimmed so")

ICU = next(Path(str(PySide6.__file__)).parent.glob("Qt/lib/libicudata.so.*"), None)
QUESTIONS = """
from functools import cmp_to_key
from PySide6.QtCore import QCollator, QLocale, QStringDecoder, QStringEncoder
for name in ("zh_CN", "zh_TW", "en_US"):
    collator = QCollator(QLocale(name))
    print(sorted(["张", "王", "李", "陈", "apple", "Äpfel", "Zoo"], key=cmp_to_key(collator.compare)))
print(QStringEncoder("GB18030").isValid(), QStringDecoder("Big5").isValid(), len(QStringDecoder.availableCodecs()))
print(QLocale("tr_TR").toUpper("i"), QLocale("de").toUpper("straße"))
print(next(line.split()[-1] for line in open("/proc/self/maps") if "libicudata" in line))
"""


def answers(environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", QUESTIONS],
        env={**os.environ, **environment, "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.mark.skipif(ICU is None, reason="this Qt brings no ICU")
def test_qt_sorts_and_decodes_with_the_shorter_icu_as_with_the_whole(tmp_path: Path) -> None:
    assert ICU is not None
    shorter = tmp_path / ICU.name
    shorter.write_bytes(icu.trimmed(ICU.read_bytes()))

    *with_whole, _ = answers({})
    *with_shorter, used = answers({"LD_LIBRARY_PATH": str(tmp_path)})

    assert with_shorter == with_whole
    assert used == str(shorter)
    assert shorter.stat().st_size < ICU.stat().st_size / 2


@pytest.mark.parametrize("content", [b"", b"\x7fELF" + bytes(200), bytes(3000) + b"CmnD" + bytes(3000)])
def test_what_is_no_icu_library_is_left_alone(content: bytes) -> None:
    with pytest.raises(ValueError, match="no ICU data library"):
        icu.trimmed(content)


def test_a_library_whose_segments_lie_askew_is_not_taken() -> None:
    content = bytearray(Path(sys.executable).resolve().read_bytes())
    assert strip.is_loadable(bytes(content))

    (headers_at,) = unpack_from("<Q", content, 32)
    (header_bytes,) = unpack_from("<H", content, 54)
    (number,) = unpack_from("<H", content, 56)
    places = [headers_at + each * header_bytes for each in range(number)]
    load = [place for place in places if unpack_from("<I", content, place) == (1,)][-1]
    (offset,) = unpack_from("<Q", content, load + 8)
    pack_into("<Q", content, load + 8, offset + 8)

    assert not strip.is_loadable(bytes(content))


def test_a_library_without_the_gaps_between_its_pieces_does_what_it_did(tmp_path: Path) -> None:
    import numpy as np
    import PIL

    blas = next(Path(np.__file__).parents[1].glob("numpy.libs/libscipy_openblas64_*.so"))
    authority = next(Path(PIL.__file__).parents[1].glob("pillow.libs/libXau*.so*"))
    for library in (blas, authority):
        content = library.read_bytes()
        shorter = elf.without_gaps(content)
        assert len(shorter) < len(content) - 900_000
        assert strip.is_loadable(shorter)
        (tmp_path / library.name).write_bytes(shorter)
    code = (
        "import numpy as np; from PIL import Image; a = np.arange(90000.0).reshape(300, 300) % 7;"
        "print((a @ a).sum(), np.linalg.svd(a)[1][:3].round(6), Image.new('L', (4, 4)).size);"
        f"print(sum({str(tmp_path)!r} in line for line in open('/proc/self/maps')) > 5)"
    )
    results = []
    taken = f"{tmp_path / blas.name} {tmp_path / authority.name}"
    for environment in ({}, {"LD_PRELOAD": taken, "LD_LIBRARY_PATH": str(blas.parent)}):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=True, timeout=60,
        )  # fmt: skip
        results.append(done.stdout.splitlines())
    assert results[0][:-1] == results[1][:-1]
    assert [result[-1] for result in results] == ["False", "True"]


def test_pieces_that_overlap_are_left_as_they_are() -> None:
    content = Path(sys.executable).resolve().read_bytes()
    first = next(each for each in elf.segments(content) if each.kind == elf.LOAD)
    longer = first._replace(size=first.size + 0x2000)
    changed = elf.with_segments(content, [longer if each == first else each for each in elf.segments(content)])
    assert elf.without_gaps(changed) == changed


@pytest.mark.skipif(shutil.which("strip") is None, reason="strip is not installed: apt install binutils")
def test_a_search_path_into_the_computer_that_built_a_library_is_forgotten_and_one_beside_it_is_kept(
    tmp_path: Path,
) -> None:
    plugin = Path(str(PySide6.__file__)).parent / "Qt/plugins/imageformats/libqjpeg.so"
    beside = elf.search_path(plugin.read_bytes())
    assert beside.startswith("$ORIGIN")
    foreign = "/home/builder".ljust(len(beside), "x")
    kept, forgotten = tmp_path / "libkept.so", tmp_path / "libforgotten.so"
    kept.write_bytes(plugin.read_bytes())
    forgotten.write_bytes(plugin.read_bytes().replace(beside.encode(), foreign.encode()))
    assert elf.search_path(forgotten.read_bytes()) == foreign

    strip.strip_libraries(tmp_path)

    assert elf.search_path(kept.read_bytes()) == beside
    assert elf.search_path(forgotten.read_bytes()) == ""
    load = f"import PySide6.QtGui, ctypes; ctypes.CDLL({str(forgotten)!r}).qt_plugin_instance"
    subprocess.run([sys.executable, "-c", load], check=True, timeout=60)
