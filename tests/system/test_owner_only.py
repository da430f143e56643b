from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

import pytest

from permit_desktop.system import owner_only
from permit_desktop.system.durable_file import write_durably
from permit_desktop.system.owner_only import keep_to_owner, replace_access_list

WHOAMI = '"kontor\\schüler","S-1-5-21-3623811015-3361044348-30300820-1013"\r\n'.encode("cp850")


class Tools:
    """Stands for Windows' own programs, by what they print; a failure is raised."""

    def __init__(self, whoami: bytes = WHOAMI, failing: str = "") -> None:
        self.commands: list[list[str]] = []
        self._whoami = whoami
        self._failing = failing

    def run(self, command: Sequence[str]) -> bytes:
        self.commands.append(list(command))
        if self._failing and self._failing in command[0]:
            raise subprocess.CalledProcessError(5, command)
        return self._whoami if "whoami" in command[0] else b""


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_only_its_owner_keeps_rights_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secrets"
    file.touch()
    file.chmod(0o666)
    keep_to_owner(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


# The next four cannot run the programs here: they show that the right ones are asked, and that no failure passes.


def test_on_windows_the_list_lets_in_the_programs_own_account_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", r"D:\WINNT")
    tools = Tools()
    replace_access_list(Path("users.json"), tools.run)

    system = PureWindowsPath(r"D:\WINNT\System32")
    grant = "*S-1-5-21-3623811015-3361044348-30300820-1013:F"
    assert tools.commands == [
        [str(system / "whoami.exe"), "/user", "/fo", "csv", "/nh"],
        [str(system / "icacls.exe"), "users.json", "/inheritance:r", "/grant:r", grant, "/q"],
    ]


def test_the_account_of_a_service_has_a_number_too() -> None:
    tools = Tools(b'"nt authority\\system","S-1-5-18"\r\n')
    replace_access_list(Path("users.json"), tools.run)

    assert "*S-1-5-18:F" in tools.commands[-1]


@pytest.mark.parametrize("tools", [Tools(failing="whoami"), Tools(failing="icacls"), Tools(b"")])
def test_a_list_that_cannot_be_changed_is_a_failure(tools: Tools) -> None:
    with pytest.raises(OSError, match=r"access list|account"):
        replace_access_list(Path("users.json"), tools.run)


def test_nothing_secret_is_written_where_others_could_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> None:
        assert file.read_bytes() == b""
        raise PermissionError

    monkeypatch.setattr("permit_desktop.system.durable_file.keep_to_owner", refuse)
    with pytest.raises(PermissionError):
        write_durably(tmp_path / "secrets", b"secret", secret=True)
    assert list(tmp_path.iterdir()) == []


def test_the_program_that_is_run_is_the_one_that_is_named(tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    tool.write_text('#!/bin/sh\necho "$1"\n')
    tool.chmod(0o700)

    assert owner_only._run_tool([str(tool), "said"]) == b"said\n"  # noqa: SLF001 (what only Windows calls)
    with pytest.raises(OSError, match="No such file"):
        owner_only._run_tool([str(tmp_path / "none")])  # noqa: SLF001 (as above)
