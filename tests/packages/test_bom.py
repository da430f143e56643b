"""The bill of materials names everything in a package, and nothing that is not."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import contents
import licences

pytest.importorskip("cyclonedx", reason="pip install -e '.[package]'")
import bom

MODEL = contents.MODELS[0]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A frozen program with one of the wheels' own libraries and one of the networks."""
    folder = tmp_path / "permit-desktop"
    folder.mkdir()
    library = next(
        file
        for part in contents.shipped()
        for file in part.files or ()
        if bom._BUNDLED.fullmatch(file.name)  # noqa: SLF001 (which of its names is taken differs by system)
    )
    for name in (library.name, MODEL):
        (folder / name).write_bytes(name.encode())
    return folder


def components(program: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bom.bill(program))["components"]
    return found


def test_every_shipped_package_is_named_with_its_version_licence_and_address_among_packages(program: Path) -> None:
    by_reference = {each["bom-ref"]: each for each in components(program)}
    for part in contents.shipped():
        found = by_reference[f"pypi:{part.name}"]
        assert found["version"] == part.version
        assert found["purl"] == f"pkg:pypi/{part.name.lower().replace('_', '-')}@{part.version}"
        assert found["licenses"]


def test_what_metadata_cannot_see_is_named(program: Path) -> None:
    names = {each["name"] for each in components(program)}
    assert {"qt", "sqlite3", "openssl", "python", "pyinstaller"} <= names


def test_of_the_libraries_in_wheels_those_that_are_left_in_the_program_are_named(program: Path) -> None:
    named = [each for each in components(program) if ", as " in each.get("description", "")]
    assert len(named) == 1
    (library,) = {file.name for file in program.iterdir()} - {MODEL}
    assert named[0]["description"].endswith(library)


LICENCE_WORDS = {
    "sharpyuv": "webp", "webpdemux": "webp", "webpmux": "webp", "xz": "liblzma", "jpeg-turbo": "libjpeg",
    "brotlicommon": "brotli", "brotlidec": "brotli",
}  # fmt: skip
"""Libraries that a licence text calls by another name."""


def test_every_library_in_the_bill_has_a_licence_text_that_names_it(tmp_path: Path) -> None:
    for part in contents.shipped():
        for file in part.files or ():
            if bom._BUNDLED.fullmatch(file.name):  # noqa: SLF001 (as above)
                (tmp_path / file.name).touch()
    if sys.platform == "linux":  # elsewhere Qt takes it from the system
        (tmp_path / "libicudata.so.73").touch()
    texts = {
        part.name: " ".join(f"{text.name} {text.read_text('utf-8', 'replace')}" for text in licences.texts_of(part))
        for part in contents.shipped()
    }
    if sys.platform == "linux":
        bundled = {(each["name"], each.get("version")): each for each in components(tmp_path)}
        for name, version, maker in (
            ("openblas", "0.3.15", "openblas_project"), ("openssl", "1.1.1k", "openssl"), ("ffmpeg", "8.1.1", "ffmpeg"),
            ("libpng", "1.6.58", "libpng"), ("libtiff", "4.7.2", "libtiff"), ("libvpx", "1.15.2", "webmproject"),
        ):  # fmt: skip
            found = bundled[name, version]
            assert found["cpe"].startswith(f"cpe:2.3:a:{maker}:{name}:{version}:")
            assert found["purl"] == f"pkg:generic/{name}@{version}"
        assert "version" not in bundled["libquadmath", None]  # its file's name counts interfaces
    libraries = [each for each in components(tmp_path) if "inside " in each.get("description", "")]
    assert {"PCRE2", "double-conversion", "SQLite3 Multiple Ciphers", "libffi", "Rust crates", "sqlite3"} <= {
        each["name"] for each in libraries
    }
    for library in libraries:
        part = library["description"].partition("inside ")[2].partition(",")[0]
        (text,) = [text for name, text in texts.items() if name.replace("_", "-") == part.replace("_", "-")]
        stem = library["name"].removeprefix("lib").rstrip("0123456789")
        assert LICENCE_WORDS.get(stem, stem).casefold() in text.casefold(), library


def test_what_was_compiled_into_a_library_is_named_once_and_without_a_version_that_nobody_knows(
    program: Path,
) -> None:
    pcre = [each for each in components(program) if each["name"] == "PCRE2"]
    assert [each["description"] for each in pcre] == ["inside PySide6_Essentials"]
    assert "version" not in pcre[0]


def test_a_network_is_named_with_its_digest(program: Path) -> None:
    (model,) = [each for each in components(program) if each["type"] == "machine-learning-model"]
    assert model["name"] == MODEL
    assert model["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(MODEL.encode()).hexdigest()}]


def test_the_program_depends_on_every_part_and_each_has_a_name_of_its_own(program: Path) -> None:
    bill = json.loads(bom.bill(program))
    references = [each["bom-ref"] for each in bill["components"]]
    assert len({*references}) == len(references)
    (root,) = [each for each in bill["dependencies"] if each["ref"] == "permit-desktop"]
    assert {*root["dependsOn"]} == {*references}


def test_the_same_program_has_the_same_bill(program: Path) -> None:
    assert bom.bill(program) == bom.bill(program)
