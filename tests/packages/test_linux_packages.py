"""The Linux packages' own making, with a program that is small: the whole one is for packaging/check.py."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

import build
import check
import contents
import file_list
import linux_packages
import smoke

TOOLS = ("dpkg-shlibdeps", "dpkg-deb", "ar", "xz", "gzip")
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not all(map(shutil.which, TOOLS)), reason="needs Debian's tools"
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A frozen program as the build leaves it, with one library of its own and one that the system offers."""
    folder = tmp_path / "permit-desktop"
    texts = folder / "_internal/permit_desktop/resources/licences"
    texts.mkdir(parents=True)
    of = {"licence": "Any", "inside": "", "version": "1"}
    listed = [
        {**of, "name": "Qt", "of_system": False, "texts": ["Qt/text"]},
        {**of, "name": "zlib1g", "of_system": True, "texts": ["system-zlib1g/copyright", "system-zlib1g/GPL-3"]},
    ]
    (texts / "parts.json").write_text(json.dumps(listed), "utf-8")
    for text in ("Qt/text", "system-zlib1g/copyright", "system-zlib1g/GPL-3"):
        (texts / text).parent.mkdir(exist_ok=True)
        (texts / text).touch()
    names = [
        "libown.so.1",
        "libz.so.1",
        "permit_desktop/resources/licences/parts.json",
        "permit_desktop/resources/licences/system-zlib1g/copyright",
    ]
    for name in ("libown.so.1", "libz.so.1"):
        shutil.copyfile("/bin/true", folder / "_internal" / name)
    (folder / "_internal" / "libown.so").symlink_to("libown.so.1")
    (texts.parent / "files.txt").write_text("".join(f"-  {name}\n" for name in ["libown.so", *names]), "utf-8")
    file_list.seal(folder / "_internal")
    shutil.copy("/bin/true", folder / "permit-desktop")
    notes = tmp_path / "work/permit_desktop"
    notes.mkdir(parents=True)
    (notes / "system-libraries.json").write_text(json.dumps([{"file": "libz.so.1", "package": "zlib1g"}]), "utf-8")
    return folder


def make(program: Path, target: Path, packing: linux_packages.Packing = linux_packages.LOOSE) -> Path:
    target.mkdir()
    return linux_packages.make_deb(program, program.parent / "work", target, packing)


@pytest.mark.parametrize("packing", [linux_packages.DENSE, linux_packages.LOOSE], ids=lambda packing: packing.suffix)
def test_the_debian_package_leaves_to_the_system_what_it_offers_and_depends_on_it(
    packing: linux_packages.Packing, program: Path, tmp_path: Path
) -> None:
    deb = make(program, tmp_path / "out", packing)

    def told(option: str) -> str:
        return subprocess.run(["dpkg-deb", option, deb], capture_output=True, text=True, check=True).stdout

    files = {line.split()[5]: line for line in told("--contents").splitlines()}
    assert "./usr/bin/permit-desktop" in files
    assert files["./usr/bin/permit-desktop"].endswith("-> ../lib/permit-desktop/permit-desktop")
    assert "./usr/lib/permit-desktop/_internal/libown.so.1" in files
    assert "./usr/lib/permit-desktop/_internal/libz.so.1" not in files
    assert {
        "./usr/share/applications/permit-desktop.desktop",
        "./usr/share/man/man1/permit-desktop.1.gz",
    } <= files.keys()
    assert all(" root/root " in line for line in files.values())
    assert re.search(r"^ Depends: .*libc6 \(>= .*, ca-certificates$", told("--info"), re.MULTILINE)
    assert "gnome-keyring | kwalletmanager" in told("--info")
    assert "fonts-noto-cjk | fonts-wqy-microhei" in told("--info")


def test_what_is_left_to_the_system_is_nothing_that_the_self_test_misses(program: Path, tmp_path: Path) -> None:
    make(program, tmp_path / "out")
    inside = tmp_path / "work/deb/usr/lib/permit-desktop/_internal"
    parts = "permit_desktop/resources/licences/parts.json"  # which the package has without the system's
    own, lists = (hashlib.sha256((inside / name).read_bytes()).hexdigest() for name in ("libown.so.1", parts))
    listed = (inside / "permit_desktop/resources/files.txt").read_text("utf-8")
    assert listed == f"-  libown.so\n{own}  libown.so.1\n{lists}  {parts}\n"


def test_the_list_of_parts_is_a_comment_in_the_copyright_file(program: Path, tmp_path: Path) -> None:
    make(program, tmp_path / "out")
    text = (tmp_path / "work/deb/usr/share/doc/permit-desktop/copyright").read_text("utf-8")
    first, *others = text.split("\n\n")
    assert first.endswith("\n .\n Qt 1: Any (Qt/text)")
    assert "zlib1g" not in text
    assert [other.partition(":")[0] for other in others] == ["Files", "Files"]


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "libgone.so").symlink_to("nowhere")
    with pytest.raises(check.CheckError, match=r"links that lead nowhere: .*libgone\.so"):
        check.validate(tmp_path / "none.deb", tmp_path, tmp_path)


def test_the_same_program_gives_the_same_package_at_any_time(program: Path, tmp_path: Path) -> None:
    first = make(program, tmp_path / "first")
    for file in program.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    second = make(program, tmp_path / "second")

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("packing", [linux_packages.DENSE, linux_packages.LOOSE], ids=lambda packing: packing.suffix)
def test_the_portable_archive_unpacks_into_one_folder_that_is_the_program(
    packing: linux_packages.Packing, program: Path, tmp_path: Path
) -> None:
    archive = linux_packages.make_portable(program, tmp_path, packing)

    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", unpacked], check=True)
    (folder,) = unpacked.iterdir()
    assert check.differences(folder, program) == []


def test_two_builds_are_compared_by_content_permission_link_and_presence(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    for name in ("same", "content", "permission", "missing"):
        (one / name).write_text("as it was", "utf-8")
    (one / "link").symlink_to("same")
    shutil.copytree(one, other, symlinks=True)
    assert check.differences(one, other) == []

    (other / "content").write_text("as it wa$", "utf-8")
    (other / "permission").chmod(0o755)
    (other / "missing").unlink()
    (other / "link").unlink()
    (other / "link").symlink_to("content")

    assert check.differences(one, other) == ["content", "link", "missing", "permission"]


def test_how_new_a_system_the_portable_program_asks_for_is_what_its_libraries_say(tmp_path: Path) -> None:
    program = tmp_path / "permit-desktop"
    (program / "_internal").mkdir(parents=True)
    (program / "permit-desktop").write_bytes(b"\x7fELF\0GLIBC_2.4\0GLIBC_2.34\0")
    assert check.newest_glibc(program) == 34

    (program / "_internal" / "libnew.so.1").write_bytes(b"\x7fELF\0GLIBC_2.38\0GLIBC_PRIVATE\0")
    assert check.newest_glibc(program) == 38


def test_readme_promises_the_glibc_that_is_checked() -> None:
    text = (Path(check.__file__).parent / "README.md").read_text("utf-8")
    assert f"any Linux with glibc 2.{check.NEWEST_GLIBC} or later" in text


def packed(stage: Path, target: Path) -> Path:
    stage.mkdir()
    (stage / "file").write_bytes(bytes(100))
    package = target / f"{stage.name}.package"
    package.write_bytes(bytes(100))
    return package


@pytest.fixture
def _small_build(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small program takes the built one's place, and half a second every start."""

    def built(target: Path, work: Path) -> Path:
        shutil.copytree(program.parent / "work", work, dirs_exist_ok=True)
        return shutil.copytree(program, target / program.name, symlinks=True, dirs_exist_ok=True)

    root = tmp_path / "root"
    root.mkdir()
    monkeypatch.setattr(check, "_STARTS", 1)
    monkeypatch.setattr(contents, "ROOT", root)
    monkeypatch.setattr(check, "build", built)
    monkeypatch.setattr(check, "validate", lambda *_: None)
    monkeypatch.setattr(linux_packages, "make_deb", lambda _program, work, target, _: packed(work / "deb", target))
    monkeypatch.setattr(linux_packages, "make_portable", lambda _program, target, _: packed(target / "tar", target))
    monkeypatch.setattr(check, "display", nullcontext)
    monkeypatch.setattr(check, "_forget_files", lambda _: None)
    monkeypatch.setattr(smoke, "time_to_window", lambda *_, **__: 0.5)


SIZES = {"installed, Debian package", "unpacked, portable"}


@pytest.mark.usefixtures("_small_build")
@pytest.mark.parametrize(
    ("limit", "value", "missed"),
    [
        ("_STARTS", 1, set()),
        ("MOST_INSTALLED_BYTES", 10, SIZES),
        ("MOST_DOWNLOAD_BYTES", 10, {"download, Debian package", "download, portable"}),
        ("MOST_WARM_S", 0.1, {"window, warm", "demo's window, warm"}),
        ("MOST_COLD_S", 0.1, {"window, cold", "demo's window, cold"}),
        ("MOST_SELF_TEST_S", 0.0, {"self-test"}),
        ("differences", lambda *_: ["_internal/one.so"], {"the same files twice"}),
    ],
)
def test_a_figure_that_is_missed_is_found_out(
    limit: str, value: object, missed: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["check.py"])
    monkeypatch.setattr(check, limit, value)

    assert check.main() == int(bool(missed))
    lines = capsys.readouterr().out.splitlines()
    assert {line[:28].strip() for line in lines if line.endswith("MISSED")} == missed
    assert len([line for line in lines if line.endswith((" ok", "MISSED"))]) == 10


@pytest.mark.usefixtures("_small_build")
@pytest.mark.parametrize("most", [check.MOST_INSTALLED_BYTES, 10])
def test_the_quick_check_finds_out_a_package_that_is_too_large(
    most: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["check.py", "--quick"])
    monkeypatch.setattr(check, "MOST_INSTALLED_BYTES", most)

    assert check.main() == int(most == 10)
    assert ("MISSED" in capsys.readouterr().out) is (most == 10)


@pytest.mark.parametrize("faulty", ["", "lintian", "desktop-file-validate", "appstreamcli"])
def test_a_package_that_a_tool_objects_to_is_found_out(
    faulty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("lintian", "desktop-file-validate", "appstreamcli"):
        (tools / tool).write_text(
            f'#!/bin/sh\necho "$@" >"{tools}/$(basename "$0").told"\nexit {int(tool == faulty)}\n'
        )
        (tools / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    program = tmp_path / "permit-desktop"
    program.mkdir()

    with pytest.raises(check.CheckError, match=faulty) if faulty else nullcontext():
        check.validate(tmp_path / "one.deb", tmp_path, program)
    assert (tools / "lintian.told").read_text("utf-8").split()[:2] == ["--fail-on", "error,warning"]


def test_a_build_hangs_on_no_chance_no_time_and_no_other_builds_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, str]] = []

    def run(_command: object, *, env: dict[str, str], check: bool) -> None:
        assert check
        asked.append(env)
        (tmp_path / "work/permit_desktop").mkdir(parents=True)
        (tmp_path / "work/permit_desktop/left-out.txt").write_text("0", "ascii")

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(contents, "strangers", lambda _: [])
    monkeypatch.setattr(contents, "unlocked", list)
    monkeypatch.setattr(build, "compile_all", lambda: None)
    monkeypatch.setattr(build, "strip_libraries", lambda _: 0)
    monkeypatch.setattr(file_list, "seal", lambda _: None)
    monkeypatch.setattr(subprocess, "run", run)

    build.build(tmp_path / "dist", tmp_path / "work")

    (environment,) = asked
    assert environment["PYTHONHASHSEED"] == "1"
    assert environment["SOURCE_DATE_EPOCH"] == str(contents.RELEASE_S)
    assert Path(environment["PYINSTALLER_CONFIG_DIR"]).is_relative_to(tmp_path / "work")
