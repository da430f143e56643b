"""What a package is made of, and under which licences: what the window, the copyright file and the bill tell."""

from __future__ import annotations

import json
import sys
from pathlib import Path, PurePosixPath

import pytest

import contents
import known_parts
from parts import Part, bundled_name, every_part
from system_libraries import SystemLibrary

pytest.importorskip("PyInstaller", reason="pip install -e '.[package]'")
import licences

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="there other libraries lie inside the wheels")


@pytest.fixture(scope="module")
def whole() -> list[Part]:
    """Of everything that the wheels hold, as if nothing were left out, and a library of the operating system."""
    present = {file.name for wheel in contents.shipped() for file in wheel.files or ()}
    zlib = SystemLibrary("libz.so.1", "zlib1g", "1:1.2.13.dfsg-1", "zlib")
    return every_part(contents.shipped(), present, [zlib] if Path("/usr/share/doc/zlib1g/copyright").exists() else [])


def part(whole: list[Part], name: str, inside: str = "") -> Part:
    (found,) = [each for each in whole if (each.name, each.inside) == (name, inside)]
    return found


@on_linux
def test_of_every_part_the_licence_is_known(whole: list[Part]) -> None:
    assert [each.name for each in whole if not each.licence] == []


def test_every_part_has_a_text_of_its_licence(whole: list[Part]) -> None:
    assert [each.name for each in whole if not each.texts] == []
    assert {each.name for each in contents.shipped()} | {"Permit Desktop", "Python", "pyinstaller"} <= {
        each.name for each in whole
    }


def test_what_wheels_do_not_tell_of_themselves_is_known(whole: list[Part]) -> None:
    assert part(whole, "Qt", "PySide6_Essentials").licence == "LGPL-3.0-only"
    assert part(whole, "apsw_sqlite3mc").licence == "any-OSI"
    assert part(whole, "onnxruntime").licence == "MIT"
    assert part(whole, "pyinstaller").licence == "GPL-2.0-or-later WITH Bootloader-exception"


@on_linux
def test_whatever_lies_inside_a_wheel_is_known(whole: list[Part]) -> None:
    unknown = {each.name for each in whole if each.inside and each.name not in known_parts.KNOWN}
    assert unknown <= {*contents.MODELS, *(each.name for each in whole if each.address.startswith("pkg:cargo/"))}


@on_linux
@pytest.mark.parametrize(
    ("name", "inside", "version", "licence"),
    [
        ("FFmpeg", "opencv-python-headless", "8.1.1", "LGPL-2.1-or-later"),
        ("OpenSSL", "opencv-python-headless", "1.1.1k", "OpenSSL"),
        ("OpenBLAS", "opencv-python-headless", "0.3.15", "BSD-3-Clause"),
        ("libpng", "opencv-python-headless", "1.6.58", "libpng-2.0"),
        ("libvpx", "opencv-python-headless", "1.15.2", "BSD-3-Clause"),
        ("libtiff", "opencv-python-headless", "4.7.1", "libtiff"),
        ("libtiff", "pillow", "4.7.2", "libtiff"),
        ("zlib-ng", "pillow", "2.3.3", "Zlib"),
        ("Abseil", "onnxruntime", "20250814", "Apache-2.0"),
        ("ONNX", "onnxruntime", "1.23.2", "Apache-2.0"),
        ("Protobuf", "onnxruntime", "33.6", "BSD-3-Clause"),
    ],
)
def test_a_version_is_what_a_library_says_and_not_what_its_file_is_called(
    name: str, inside: str, version: str, licence: str, whole: list[Part]
) -> None:
    found = part(whole, name, inside)
    assert (found.version, found.licence) == (version, licence)
    assert found.address == f"pkg:generic/{name.lower()}@{version}"


def test_what_was_built_into_the_library_that_runs_the_networks_is_named_with_the_text_that_names_it(
    whole: list[Part],
) -> None:
    inside = {each.name: each for each in whole if each.inside == "onnxruntime"}
    assert {*known_parts.LINKED_IN_ONNX_RUNTIME} == inside.keys()
    assert inside["JSON for Modern C++"].version == "3.12.0"
    assert all("ThirdPartyNotices.txt" in {text.name for text in each.texts} for each in inside.values())


@on_linux
def test_what_says_no_version_is_asked_of_the_bill_that_its_wheel_brings_along(whole: list[Part]) -> None:
    drm = part(whole, "libdrm", "opencv-python-headless")
    assert drm.address == f"pkg:rpm/almalinux/libdrm@{drm.version}"
    assert part(whole, "libxcb", "pillow").version == "1.17.0"
    assert part(whole, "libquadmath", "numpy").version is None  # its file's name counts interfaces


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("numpy.libs/libgfortran-040039e1-0352e75f.so.5.0.0", "libgfortran"),
        ("opencv_python_headless.libs/libopenblasp-r0-59ffcd50.3.15.so", "OpenBLAS"),
        ("numpy.libs/libscipy_openblas64_-63c857e738469261263c764a36be9436.dll", "OpenBLAS"),
        ("PIL/.dylibs/libtiff.6.dylib", "libtiff"),
        ("numpy/.dylibs/libscipy_openblas64_.dylib", "OpenBLAS"),
        ("onnxruntime/capi/libonnxruntime.1.32.0.dylib", ""),
        ("PySide6/Qt/lib/libQt6Core.so.6", ""),
        ("cv2/cv2.abi3.so", ""),
    ],
)
def test_what_was_put_into_a_wheel_is_told_from_what_is_its_own_on_every_system(file: str, name: str) -> None:
    assert bundled_name(PurePosixPath(file)) == name


@on_linux
def test_libraries_that_were_left_out_of_the_package_are_not_listed(whole: list[Part]) -> None:
    assert part(whole, "libwebp", "pillow").files
    assert not [
        each
        for each in every_part(contents.shipped(), {"no.so"}, ())
        if (each.name, each.inside) == ("libwebp", "pillow")
    ]


@on_linux
def test_the_text_of_what_lies_inside_a_part_speaks_of_it(whole: list[Part]) -> None:
    for each in whole:
        if each.inside and each.name not in contents.MODELS and each.name != "Qt":
            said = " ".join(f"{text.name} {text.read_text('utf-8', 'replace')}" for text in each.texts)
            also = known_parts.KNOWN[each.name].also if each.name in known_parts.KNOWN else ()
            assert any(word.casefold() in said.casefold() for word in (each.name, *also)), each


def test_each_crate_stands_in_the_text_with_its_version(whole: list[Part]) -> None:
    crates = [each for each in whole if each.address.startswith("pkg:cargo/")]
    assert crates
    for crate in crates:
        (text,) = crate.texts
        assert f"\n{crate.name} {crate.version}: {crate.licence}" in text.read_text("utf-8")


def test_the_lists_name_each_part_and_files_that_are_there(whole: list[Part], tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    licences.collect(folder, whole)

    entries = json.loads((folder / licences.LIST).read_text("utf-8"))
    assert [entry["name"] for entry in entries] == [each.name for each in whole]
    texts = {text for entry in entries for text in entry["texts"]}
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert files == texts | {licences.LIST, licences.INDEX}
    index = (folder / licences.INDEX).read_text("utf-8")
    assert "\nPermit Desktop " in index
    assert "(LICENSE)" in index
    assert " ".join(index.split()).count("GNU Lesser General Public License, version 3") == 1
    assert f"\n  Qt {part(whole, 'Qt', 'PySide6_Essentials').version}: LGPL-3.0-only (PySide6_Essentials-" in index
    assert "\n  PCRE2 " in index


@on_linux
def test_what_a_package_leaves_to_the_system_leaves_its_lists_too(whole: list[Part], tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    licences.collect(folder, whole)
    assert "zlib1g" in (folder / licences.INDEX).read_text("utf-8")

    assert licences.leave_to_system(folder) == {"system-zlib1g/copyright"}

    assert not (folder / "system-zlib1g").exists()
    assert "zlib1g" not in (folder / licences.INDEX).read_text("utf-8") + (folder / licences.LIST).read_text("utf-8")


def test_texts_of_one_name_are_told_apart_and_none_is_there_twice(tmp_path: Path) -> None:
    texts = [tmp_path / "wheel" / folder / "LICENSE" for folder in ("one", "three", "two")]
    for text in texts:
        text.parent.mkdir(parents=True)
        text.write_text(text.parent.name.replace("three", "two"), "utf-8")
    names = licences.copy(texts, tmp_path / "texts")
    assert [names[text] for text in texts] == ["one-LICENSE", "three-LICENSE", "three-LICENSE"]
    assert {file.name: file.read_text("utf-8") for file in (tmp_path / "texts").iterdir()} == {
        "one-LICENSE": "one",
        "three-LICENSE": "two",
    }
