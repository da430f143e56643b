"""The checkout itself: what lies in it, what README promises, what the lock pins, what a wheel carries."""

from __future__ import annotations

import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "permit_desktop", "resources", "tests", "packaging", "docs"}
MADE_BY_TOOLS = {"build", "dist", "out"}  # and ignored by git


def readme_command(name: str) -> str:
    match = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)
    assert match is not None, f"README has no one-line command {name}"
    return match.group(1)


def locked() -> dict[str, list[tuple[Requirement, str]]]:
    """For every package of the lock, its pins (some differ by Python version) and the text of their hashes."""
    pins: dict[str, list[tuple[Requirement, str]]] = {}
    logical_lines = LOCK.replace("\\\n", " ").splitlines()
    for line in logical_lines:
        if line and not line.startswith("#"):
            requirement, _, hashes = line.partition("--hash")
            pin = Requirement(requirement)
            pins.setdefault(canonicalize_name(pin.name), []).append((pin, f"--hash{hashes}"))
    return pins


def run_python(code: str, folder: Path, environment: dict[str, str]) -> str:
    """Runs a line of Python in a fresh process and returns what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


def test_nothing_unexpected_lies_at_the_top() -> None:
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert visible - MADE_BY_TOOLS == TOP_LEVEL


@pytest.mark.parametrize("name", ["packages", "package-tools", "demo", "tests"])
def test_ci_takes_from_readme_exactly_the_command_that_stands_there(name: str) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("CI's script is for bash")
    script: list[str | Path] = [bash, ROOT / ".ci" / "readme_command"]
    done = subprocess.run([*script, name], capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert done.stdout.strip() == readme_command(name)
    assert subprocess.run([*script, f"no-{name}"], capture_output=True, check=False, timeout=60).returncode == 1


def test_ci_names_no_package_and_no_test_of_its_own() -> None:
    assert "readme_command packages" in CI
    assert "readme_command tests" in CI
    assert "apt-get" not in CI
    assert "pytest" not in CI


@pytest.mark.parametrize("complete", [True, False])
def test_where_everything_is_there_a_test_that_is_skipped_for_want_of_something_fails(
    tmp_path: Path, *, complete: bool
) -> None:
    wanting = ["could not import", "needs the packages", "1 skipped, 2 errors"] if complete else ["3 skipped"]
    (tmp_path / "test_module.py").write_text("import pytest\npytest.importorskip('no_such_package')\n", "utf-8")
    (tmp_path / "test_some.py").write_text(
        "import pytest\n"
        "@pytest.mark.skipif(True, reason='needs the packages dbus and gnome-keyring')\n"
        "def test_keyring(): pass\n"
        "@pytest.mark.skipif(True, reason='signals are POSIX\\'s')\n"
        "def test_signal(): pass\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-rsfE", "--continue-on-collection-errors", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PERMIT_TESTS_COMPLETE": "1" if complete else ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert bool(done.returncode) == complete, done.stdout
    for words in wanting:
        assert words in done.stdout
    assert "PERMIT_TESTS_COMPLETE=1" in CI


@pytest.mark.parametrize("name", ["demo", "tests"])
def test_each_readme_command_begins_with_nothing_and_makes_its_own_environment(name: str) -> None:
    steps = readme_command(name).split(" && ")
    assert steps[0] == "python3 -m venv .venv"
    assert steps[1].startswith(".venv/bin/pip install ")
    assert steps[2].startswith(".venv/bin/")


def test_readme_shows_windows_the_same_two_commands() -> None:
    for name in ("demo", "tests"):
        for step in readme_command(name).split(" && ")[1:]:
            assert step.replace("/bin/", "\\Scripts\\") in README


def test_every_package_of_the_lock_is_pinned_and_hashed() -> None:
    pins = [pin for package in locked().values() for pin in package]
    assert pins
    for requirement, hashes in pins:
        assert re.fullmatch(r"==[0-9a-z.+!]+", str(requirement.specifier)), requirement
        assert re.fullmatch(r"(--hash=sha256:[0-9a-f]{64}\s*)+", hashes), requirement


def test_the_lock_names_no_address_and_no_folder() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-[a-z]|--(?!hash=))", LOCK, re.MULTILINE)
    assert "file:" not in LOCK


def test_the_lock_satisfies_every_dependency_of_the_project() -> None:
    pins = locked()
    wanted = [
        *PROJECT["dependencies"],
        *(name for extra in PROJECT["optional-dependencies"].values() for name in extra),
    ]
    for text in wanted:
        dependency = Requirement(text)
        if canonicalize_name(dependency.name) == PROJECT["name"]:  # one extra takes in another
            continue
        found = pins.get(canonicalize_name(dependency.name), [])
        assert found, f"{dependency.name} is not locked: bash packaging/lock.sh"
        for pin, _ in found:
            (version,) = (specifier.version for specifier in pin.specifier)
            assert version in dependency.specifier, f"{pin} does not fit {dependency}: bash packaging/lock.sh"


@pytest.mark.parametrize("name", ["opencv-python", "opencv-contrib-python"])
def test_the_opencv_that_brings_a_second_qt_is_neither_locked_nor_installed(name: str) -> None:
    assert name not in locked()
    with pytest.raises(PackageNotFoundError):
        distribution(name)


def test_importing_opencv_leaves_no_qt_setting_behind(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    code = "import cv2, os; print([name for name in os.environ if name.startswith('QT_')])"
    assert run_python(code, tmp_path, environment) == "[]"


def test_a_wheel_carries_the_resources_and_finds_them(tmp_path: Path) -> None:
    built = tmp_path / "built"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", built],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    (wheel,) = built.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    files = (path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file())
    # The screenshots are README's alone, and of translations the compiled form is what Qt reads.
    shipped = [path for path in files if path.parts[1] != "screenshots" and path.suffix != ".ts"]
    assert any(path.suffix == ".qm" for path in shipped)
    for path in shipped:
        assert (installed / "permit_desktop" / path).is_file()
    assert not (installed / "permit_desktop" / "resources" / "screenshots").exists()

    code = "from permit_desktop.system.resources import resource; print(resource('.'))"
    environment = os.environ | {"PYTHONPATH": str(installed)}
    found = run_python(code, tmp_path, environment)
    assert Path(found).resolve() == (installed / "permit_desktop" / "resources").resolve()
    assert (installed / "permit_desktop" / "py.typed").is_file()


def test_the_command_starts_a_function_that_exists() -> None:
    assert callable(pkgutil.resolve_name(PROJECT["scripts"]["permit-desktop"]))
