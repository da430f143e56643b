"""The bill of materials names everything in a package, and nothing that is not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import contents

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
    assert {"qt", "sqlite3", "openssl", "avcodec", "python"} <= names


def test_of_the_libraries_in_wheels_those_that_are_left_in_the_program_are_named(program: Path) -> None:
    named = [each for each in components(program) if ", as " in each.get("description", "")]
    assert len(named) == 1
    (library,) = {file.name for file in program.iterdir()} - {MODEL}
    assert named[0]["description"].endswith(library)


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
