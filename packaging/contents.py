"""What belongs into a package: the program's own dependencies and nothing else that happens to be installed.

The spec, the licence texts and the bill of materials ask here, so that they cannot disagree. Everything is read from
the metadata of the environment that builds; `packaging/requirements.lock` says what that environment holds.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Collection, Iterable
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path, PurePath, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
DATA_ONLY = "rapidocr"
"""Of this package only two networks are used; its code and what that code needs stay out."""

RELEASE_S = 1795564800
"""Seconds since 1970: what stands for the time of a build where SOURCE_DATE_EPOCH names none."""
MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")
FILE_LIST = PurePosixPath("permit_desktop/resources/files.txt")
"""Where a frozen program has the names and digests of all its files."""
_SHIPPED = ("resources", "permit_desktop", "packaging/licences")
"""What a build takes from the checkout as it lies there."""
_NOT_SHIPPED = ("screenshots", "licences")
"""Of the resources: README's pictures; texts that a build collects anew."""


def version() -> str:
    """The program's version, from the one place that states it."""
    text = (ROOT / "permit_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("permit_desktop/__init__.py states no version")
    return found[1]


def unlocked() -> list[str]:
    """What this environment would put into a package in another version than the lock's, as NAME VERSION."""
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    pins = set(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock, re.MULTILINE))  # some names have one for each Python
    parts = [*shipped(), distribution("pyinstaller")]
    return [f"{part.name} {part.version}" for part in parts if (canonicalize_name(part.name), part.version) not in pins]


def resources() -> list[Path]:
    """The resource files of a package; translations are compiled first and ship so, not as their source."""
    folder = ROOT / "resources"
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix != ".ts")
    return [file for file in files if file.relative_to(folder).parts[0] not in _NOT_SHIPPED]


def strangers(root: Path) -> list[str]:
    """What would be shipped and the repository does not know; none where there is no repository.

    Compiled translations are made by every build.
    """
    if not (root / ".git").exists():
        return []
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--others", "--", *_SHIPPED]
    listed = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True).stdout
    return sorted(name for name in listed.split("\0") if name and not name.endswith((".qm", ".pyc")))


def shipped() -> list[Distribution]:
    """The distributions that a package holds, by name: the program's dependencies, and theirs, on this system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["server"])]
    found: dict[str, Distribution] = {}
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        if name in found:
            continue
        found[name] = distribution(name)
        if name != DATA_ONLY:
            needed = (Requirement(text) for text in found[name].requires or ())
            wanted += [each for each in needed if each.marker is None or each.marker.evaluate({"extra": ""})]
    return [found[name] for name in sorted(found)]


def used(wheels: Iterable[Distribution], modules: Collection[str], files: Collection[str]) -> list[Distribution]:
    """Those of which a build holds anything: some are asked for by others whose code for that stays out.

    Args:
        wheels: all that it may hold something of.
        modules: those that it holds.
        files: its other files, by their places.
    """
    places = {PurePath(file).as_posix() for file in files}

    def is_used(file: PurePath) -> bool:
        whole = file.parent if file.stem == "__init__" else file.with_suffix("")
        is_module = file.suffix == ".py" and ".".join(whole.parts) in modules
        return is_module or (file.as_posix() in places and not file.parts[0].endswith(".dist-info"))

    return [wheel for wheel in wheels if any(is_used(file) for file in wheel.files or ())]


def metadata_files(wheels: Iterable[Distribution]) -> list[Path]:
    """What says of each distribution which version it is: for the program's diagnostics, and for scanners."""
    files = [(part, file) for part in wheels for file in part.files or () if file.name == "METADATA"]
    return [Path(str(part.locate_file(file))) for part, file in files if len(file.parts) == 2]


def foreign_modules() -> list[str]:
    """Top-level modules of everything else that is installed: tests, checks, and the tools that build."""
    ours = {canonicalize_name(each.name) for each in shipped()} - {DATA_ONLY} | {"permit-desktop"}
    own_modules = {name for each in distributions() if canonicalize_name(each.name) in ours for name in _modules(each)}
    others = {name for each in distributions() if canonicalize_name(each.name) not in ours for name in _modules(each)}
    return sorted(others - own_modules)


def _modules(part: Distribution) -> set[str]:
    tops = {file.parts[0] for file in part.files or () if file.suffix in {".py", ".pyi", ".so", ".pyd"}}
    names = {top.split(".")[0] for top in tops}
    return {name for name in names if name.isidentifier()}


if __name__ == "__main__":
    print(version())
