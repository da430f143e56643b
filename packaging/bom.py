"""The bill of materials of a package, CycloneDX 1.6: `python packaging/bom.py PROGRAM FILE`.

Besides the Python packages it names what their metadata cannot see: the libraries that lie inside their wheels,
OpenCV's OpenSSL and FFmpeg first of all, and those that the frozen program takes from the operating system that built
it. Where lists of known defects have a name of their own for something, it has that, too.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

import contents
from known_parts import KNOWN
from parts import Part, every_part
from system_libraries import SystemLibrary

_BUILT: Final = contents.ROOT / "build/pyinstaller/permit_desktop"
"""Where the build wrote down what it took from wheels and from the operating system."""


def bill(program: Path, wheels: Iterable[Distribution], libraries: Iterable[SystemLibrary]) -> str:
    """The bill of a frozen program.

    Args:
        program: built in this environment.
        wheels: those that it holds something of.
        libraries: those of the operating system that it holds.
    """
    itself, *others = every_part(wheels, {file.name for file in program.rglob("*")}, libraries)
    bom = Bom(
        components=[_component(part, program) for part in others],
        serial_number=uuid5(NAMESPACE_URL, f"permit-desktop/{itself.version}/{sys.platform}"),
    )
    bom.metadata.timestamp = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", contents.RELEASE_S)), UTC)
    bom.metadata.component = Component(
        name="permit-desktop",
        version=itself.version,
        type=ComponentType.APPLICATION,
        bom_ref="permit-desktop",
        licenses=[LicenseFactory().make_from_string(itself.licence)],
    )
    bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _component(part: Part, program: Path) -> Component:
    is_model = part.name in contents.MODELS
    product = KNOWN[part.name].product if part.name in KNOWN and part.version else ""
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.MACHINE_LEARNING_MODEL if is_model else ComponentType.LIBRARY,
        bom_ref=" ".join(word for word in (part.name, part.version, part.inside and f"inside {part.inside}") if word),
        purl=PackageURL.from_string(part.address) if part.address else None,
        cpe=f"cpe:2.3:a:{product}:{part.version}:*:*:*:*:*:*:*" if product else None,
        hashes=[_digest(part.name, program)] if is_model else (),
        licenses=[LicenseFactory().make_from_string(part.licence)] if part.licence else (),
        description=_whence(part),
    )


def _whence(part: Part) -> str | None:
    if part.of_system:
        return "taken from the operating system that built this; the Debian package depends on it instead"
    if part.name == "pyinstaller":
        return "its bootloader, which starts the program"
    files = f", as {', '.join(part.files)}" if part.files else ""
    return f"inside {part.inside}{files}" if part.inside else None


def _digest(name: str, program: Path) -> HashType:
    file = next(file for file in program.rglob(name) if not file.is_symlink())
    return HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(file.read_bytes()).hexdigest())


if __name__ == "__main__":
    wheel_names = json.loads((_BUILT / "wheels.json").read_text("utf-8"))
    libraries = [SystemLibrary(**each) for each in json.loads((_BUILT / "system-libraries.json").read_text("utf-8"))]
    Path(sys.argv[2]).write_text(bill(Path(sys.argv[1]), map(distribution, wheel_names), libraries), "utf-8")
