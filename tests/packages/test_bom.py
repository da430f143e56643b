"""The bill of materials names everything in a package, and nothing that is not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import contents
import parts

pytest.importorskip("cyclonedx", reason="pip install -e '.[package]'")
import bom

MODEL = contents.MODELS[0]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A frozen program with one of the networks."""
    folder = tmp_path_factory.mktemp("permit-desktop")
    (folder / MODEL).write_bytes(MODEL.encode())
    return folder


@pytest.fixture(scope="module")
def bill(program: Path) -> str:
    return bom.bill(program, contents.shipped(), ())


@pytest.fixture(scope="module")
def components(bill: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bill)["components"]
    return found


def test_every_part_is_named_as_it_is_in_the_list_of_licences(components: list[dict[str, Any]]) -> None:
    by_reference = {each["bom-ref"]: each for each in components}
    _itself, *others = parts.every_part(contents.shipped(), {MODEL}, ())
    assert len(by_reference) == len(others)
    for part in contents.shipped():
        found = by_reference[f"{part.name} {part.version}"]
        assert found["purl"] == f"pkg:pypi/{part.name.lower().replace('_', '-')}@{part.version}"
        assert found["licenses"]


def test_what_lists_of_defects_call_otherwise_has_that_name_too(components: list[dict[str, Any]]) -> None:
    found = {each["name"]: each for each in components}
    for name, product in (("Qt", "qt:qt"), ("SQLite", "sqlite:sqlite"), ("Python", "python:python")):
        assert found[name]["cpe"] == f"cpe:2.3:a:{product}:{found[name]['version']}:*:*:*:*:*:*:*"
    assert found["pyinstaller"]["description"] == "its bootloader, which starts the program"


def test_a_network_is_named_with_its_digest(components: list[dict[str, Any]]) -> None:
    (model,) = [each for each in components if each["type"] == "machine-learning-model"]
    assert model["name"] == MODEL
    assert model["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(MODEL.encode()).hexdigest()}]


def test_the_program_depends_on_every_part_and_each_has_a_name_of_its_own(bill: str) -> None:
    told = json.loads(bill)
    references = [each["bom-ref"] for each in told["components"]]
    assert len({*references}) == len(references)
    (root,) = [each for each in told["dependencies"] if each["ref"] == "permit-desktop"]
    assert {*root["dependsOn"]} == {*references}


def test_the_same_program_has_the_same_bill(bill: str, program: Path) -> None:
    assert bom.bill(program, contents.shipped(), ()) == bill
