"""Files with secrets: for the account that makes them, and for no other."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path, PureWindowsPath
from typing import Final

_SID: Final = re.compile(rb"S-1-[0-9]+(-[0-9]+)+")
_PATIENCE_S: Final = 30.0

RunTool = Callable[[Sequence[str]], bytes]
"""Runs a program and gives what it printed; raises `OSError` or `SubprocessError` when it fails."""


def keep_to_owner(file: Path) -> None:
    """Takes a file from every account of this computer but the one that the program runs under.

    Raises:
        OSError: that cannot be done.
    """
    if os.name == "nt":
        replace_access_list(file, _run_tool)
    else:
        file.chmod(0o600)


def replace_access_list(file: Path, run: RunTool) -> None:
    """What `keep_to_owner` does on Windows, where a file inherits who may read it from its folder.

    With the programs that Windows brings: `whoami` names the account by its number, which is the same in every language
    and for services without a name; `icacls` drops what was inherited and lets in that account alone.

    Raises:
        OSError: one of them failed.
    """
    folder = PureWindowsPath(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32")  # never by the search path
    try:
        account = _SID.search(run([str(folder / "whoami.exe"), "/user", "/fo", "csv", "/nh"]))
        if account is not None:
            grant = f"*{account[0].decode('ascii')}:F"
            run([str(folder / "icacls.exe"), str(file), "/inheritance:r", "/grant:r", grant, "/q"])
    except subprocess.SubprocessError as error:
        raise PermissionError(f"the access list of {file.name} cannot be changed") from error
    if account is None:
        raise PermissionError("whoami names no account")


def _run_tool(command: Sequence[str]) -> bytes:
    window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    done = subprocess.run(  # noqa: S603 (two programs of the operating system, by their full names)
        command, capture_output=True, check=True, timeout=_PATIENCE_S, creationflags=window
    )
    return done.stdout
