"""What goes into a package: all that the program imports, and nothing of what only tests and builds need."""

from __future__ import annotations

import ast
import hashlib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

import contents
import trim
from permit_desktop import __version__

ROOT = Path(__file__).parents[2]


def imported_modules() -> set[str]:
    names = set()
    for file in (ROOT / "permit_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_the_version_is_the_one_that_the_program_states() -> None:
    assert contents.version() == __version__


def test_every_library_that_the_program_imports_is_shipped_and_none_of_the_tests() -> None:
    shipped = {part.name for part in contents.shipped()}
    owners = packages_distributions()
    for module in {name.partition(".")[0] for name in imported_modules()}:
        assert set(owners.get(module, ())) <= shipped | {"permit-desktop"}, module
    assert not shipped & {"pytest", "hypothesis", "pyinstaller", "huaweicloudsdkocr", "shapely", "opencv-python"}


def test_of_wheels_only_those_count_whose_modules_or_files_a_build_holds() -> None:
    (mark,) = [part for part in contents.shipped() if part.name == "keyring"]
    (numpy,) = [part for part in contents.shipped() if part.name == "numpy"]
    metadata = f"numpy-{numpy.version}.dist-info/METADATA"
    assert contents.used([mark, numpy], {"keyring.backends", "json"}, {metadata}) == [mark]
    assert contents.used([mark, numpy], {"keyrings"}, {"numpy/version.pyi", metadata}) == [numpy]
    assert contents.used([mark, numpy], set(), {metadata}) == []
    assert {file.parent.name.partition("-")[0] for file in contents.metadata_files([mark])} == {"keyring"}


def test_what_the_lock_does_not_pin_is_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PyInstaller")
    assert "numpy 0.1" not in contents.unlocked()

    (other,) = [part for part in contents.shipped() if part.name == "numpy"]
    monkeypatch.setattr(type(other), "version", "0.1")
    assert "numpy 0.1" in contents.unlocked()


def test_nothing_that_the_program_imports_is_left_out() -> None:
    left_out = {*contents.foreign_modules(), *trim.UNUSED_MODULES}
    for name in imported_modules():
        parents = {name.rsplit(".", depth)[0] for depth in range(name.count(".") + 1)}
        assert not parents & left_out, name


def test_the_resources_are_those_that_the_program_asks_for() -> None:
    files = {file.relative_to(ROOT / "resources").as_posix() for file in contents.resources()}
    assert {"icons/permit-desktop.svg", "recognition/pinyin.txt", "specimens/specimens.json"} <= files
    assert not [name for name in files if name.startswith("screenshots/") or name.endswith(".ts")]


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/translations/qtbase_zh_TW.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
    ],
)
def test_of_qt_what_a_window_needs_is_kept(name: str, *, is_kept: bool) -> None:
    assert bool(trim.kept([(name, "somewhere", "BINARY")])) is is_kept


def test_what_is_left_out_is_counted_by_the_files_that_it_would_have_brought(tmp_path: Path) -> None:
    (tmp_path / "library.so").write_bytes(bytes(70))
    entries = [("library.so", str(tmp_path / "library.so"), "BINARY"), ("link.so", "library.so", "SYMLINK")]
    assert trim.bytes_of(entries) == 70
    assert trim.bytes_of([]) == 0


def test_links_to_what_was_left_out_go_with_it() -> None:
    library = ("PySide6/lib/libkept.so", "somewhere", "BINARY")
    kept = ("libkept.so", "PySide6/lib/libkept.so", "SYMLINK")
    beside = ("PySide6/libkept.so", "lib/libkept.so", "SYMLINK")
    gone = ("libgone.so", "PySide6/lib/libgone.so", "SYMLINK")
    data = ("notes.txt", "somewhere", "DATA")
    assert trim.without_dangling([kept, gone, beside, data], [library]) == [kept, beside, data]
    assert trim.without_dangling([library, gone], [data]) == [library]


def test_each_text_that_this_project_gives_belongs_to_a_part_and_a_system() -> None:
    folders = {folder for folder in (ROOT / "packaging" / "licences").iterdir() if folder.is_dir()}
    assert {folder.name for folder in folders} <= {canonicalize_name(part.name) for part in contents.shipped()}
    systems = {below.name for folder in folders for below in folder.iterdir() if below.is_dir()}
    assert systems <= {"linux", "win32", "darwin"}


def test_there_is_a_wheel_of_everything_for_each_python_on_each_system() -> None:
    """`packaging/lock.sh` asks the index whenever it renews the lock, and writes down for which lock that was."""
    digest, *found = (ROOT / "packaging" / "wheels.txt").read_text("utf-8").splitlines()
    systems = ("x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-manylinux_2_34")
    assert found == [f"{system} {python}" for system in systems for python in ("3.11", "3.12", "3.13")]
    lock = (ROOT / "packaging" / "requirements.lock").read_bytes().replace(b"\r\n", b"\n")
    assert digest == f"sha256 {hashlib.sha256(lock).hexdigest()}", "bash packaging/lock.sh"
