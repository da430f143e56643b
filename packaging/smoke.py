"""Uses a built program as a clerk and a script would, and says in a line each what it did and how long it took.

`python packaging/smoke.py [--inside ROOT] [--picture PNG] [--only STEP] COMMAND…`: COMMAND starts the program, perhaps
in another root folder, ROOT. Everything happens in a scratch folder with a vault of its own, which ends with it.
Standard library only, so that any Python can run it on any system.
"""

from __future__ import annotations

import argparse
import base64
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any, Final

SPECIMENS: Final = Path(__file__).resolve().parents[1] / "resources" / "specimens"
_PASSPHRASE: Final = "four words of smoke"  # noqa: S105 (of a vault that ends with this test)
_PATIENCE_S: Final = 120.0
_LEAST_PICTURE_BYTES: Final = 50_000
_STAYS_S: Final = 1.0
"""For how long a window has to be there until it is believed to stay."""
_LONGEST_START_S: Final = 15.0
_LONGEST_SELF_TEST_S: Final = 60.0
"""Several times what is promised: others may share the computer. `check.py` says how long it takes on a quiet one."""
_INTERRUPTED: Final = 130
_WITHOUT_KEYRING: Final = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
"""The keyring of whoever runs this is nothing to write a test's keys to (Linux)."""


class SmokeError(Exception):
    """The program did not do what it should."""


@dataclass(frozen=True, slots=True)
class Program:
    """The program under test.

    Attributes:
        command: what starts it.
        root: its root folder, as seen from here.
        scratch: a folder below that root, as seen from here.
    """

    command: Sequence[str]
    root: Path
    scratch: Path

    def path(self, *parts: str) -> str:
        """A path in the scratch folder as the program sees it."""
        inside = self.scratch.joinpath(*parts)
        return str(inside) if self.root == Path(self.root.anchor) else f"/{inside.relative_to(self.root)}"

    def run(self, *arguments: str, typed: str = "", offscreen: bool = False, codes: Sequence[int] = (0,)) -> str:
        """Runs it to its end and returns what it printed.

        Raises:
            SmokeError: it ended with none of the codes.
        """
        ended = subprocess.run(
            [*self.command, *arguments],
            input=typed,
            env=_environment(offscreen=offscreen),
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE_S,
            check=False,
        )
        if ended.returncode not in codes:
            raise SmokeError(f"{arguments[0]} ended with {ended.returncode}: {ended.stdout}{ended.stderr}")
        return ended.stdout

    def in_vault(self, *arguments: str) -> str:
        """Runs a verb on the scratch folder's vault."""
        return self.run("--data-dir", self.path("data"), "--json", *arguments, typed=f"{_PASSPHRASE}\n")


def version(program: Program) -> str:
    """It starts at all."""
    return program.run("--version").strip()


def self_test(program: Program) -> str:
    """It finds itself whole."""
    begun = time.perf_counter()
    lines = program.run("--self-test").splitlines()
    _in_time(time.perf_counter() - begun, _LONGEST_SELF_TEST_S)
    return f"{len(lines)} parts are whole"


def read(program: Program) -> str:
    """`read`: a picture to a result."""
    fields = 0
    for truth in _specimens(2):
        answer = json.loads(program.run("read", program.path("specimens", truth["file"])))
        for field, value in truth["fields"].items():
            block, _, key = field.rpartition(".")
            found = (answer["result"].get(block, {}) if block else answer["result"]).get(key)
            if found != value:
                raise SmokeError(f"{truth['file']}: {field} is {found!r}, not {value!r}")
            fields += 1
    return f"{fields} fields of two specimens"


def queue(program: Program) -> str:
    """A vault, captures in it, their synchronisation, and the records that come of it."""
    program.in_vault("vault", "init", "--passphrase")
    program.in_vault("queue", "add", *(program.path("specimens", truth["file"]) for truth in _specimens(2)))
    program.in_vault("queue", "list")
    program.in_vault("queue", "sync")
    records = program.in_vault("records", "list").splitlines()
    out = program.scratch / "data" / "records.csv"
    program.in_vault("records", "export", "--format", "csv", "--out", program.path("data", "records.csv"))
    number = _specimens(1)[0]["fields"]["number"]
    if not records or number not in out.read_text("utf-8-sig"):
        raise SmokeError("the specimen's record was not exported")
    program.in_vault("vault", "check")
    return f"{len(records)} records kept, exported, and the vault checked"


def doctor(program: Program) -> str:
    """`doctor` and its file for support, on a computer that has neither camera nor keyring."""
    file = program.scratch / "data" / "diagnostics.json"
    told = program.run(
        "--data-dir", program.path("data"), "--json", "doctor", "--save", program.path("data", file.name), codes=(0, 1)
    )
    checks = [json.loads(line) for line in told.splitlines()]
    diagnostics = json.loads(file.read_text("utf-8"))
    if not diagnostics["frozen"] or not all(diagnostics["libraries"].values()):
        raise SmokeError(f"the diagnostics know too little: {diagnostics['libraries']}")
    return f"{len(checks)} lines, and the versions of {len(diagnostics['libraries'])} libraries"


def serve(program: Program) -> str:
    """`serve`: sign in, send a picture, get its fields; then end it politely."""
    data = ("--data-dir", program.path("data"))
    user = json.loads(program.run(*data, "--json", "serve-users", "add", "smoke"))
    service = subprocess.Popen(
        [*program.command, *data, "serve", "--port", "0", "--workers", "1"],
        env=_environment(offscreen=False),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert service.stdout is not None  # noqa: S101 (for the type checker)
        address = json.loads(service.stdout.readline())["listening"].partition("://")[2]
        connection = http.client.HTTPConnection(address, timeout=_PATIENCE_S)
        who = {"name": user["user"], "password": user["password"], "domain": {"name": "smoke"}}
        body = {
            "auth": {
                "identity": {"methods": ["password"], "password": {"user": who}},
                "scope": {"project": {"id": user["project_id"]}},
            }
        }
        token = _post(connection, "/v3/auth/tokens", body, {}).headers["X-Subject-Token"]
        truth = _specimens(1)[0]
        picture = base64.b64encode((SPECIMENS / truth["file"]).read_bytes()).decode()
        path = f"/v2/{user['project_id']}/ocr/exit-entry-permit"
        answer = _post(connection, path, {"image": picture}, {"X-Auth-Token": str(token)})
        if json.loads(answer.body)["result"]["number"] != truth["fields"]["number"]:
            raise SmokeError("the service misread the specimen")
    finally:
        service.terminate()
        service.communicate(timeout=_PATIENCE_S)
    return "one request signed in, read and answered"


def demo(program: Program) -> str:
    """`demo` without a screen: a permit read and its picture saved."""
    program.run("demo", "--seconds", "10", "--screenshot", program.path("demo.png"), offscreen=True)
    return _pictured(program.scratch / "demo.png")


def window(program: Program) -> str:
    """`demo` on the display at hand: how long until its window is there, and its picture with a record."""
    shown_s = time_to_window([*program.command, "demo", "--seconds", "12", "--screenshot", program.path("window.png")])
    return f"the window was there after {shown_s:.2f} s; {_pictured(program.scratch / 'window.png')}"


def empty_window(program: Program) -> str:
    """The program without a verb, with nothing stored, no keyring and no camera: its window is there and stays."""
    shown_s = time_to_window([*program.command, "--data-dir", program.path("empty")], ends_itself=False)
    return f"the window was there after {shown_s:.2f} s, and stayed"


def vault_window(program: Program) -> str:
    """The program without a verb on a vault that wants its passphrase, which `queue` made."""
    shown_s = time_to_window([*program.command, "--data-dir", program.path("data")], ends_itself=False)
    program.in_vault("vault", "check")
    return f"the window was there after {shown_s:.2f} s, stayed, and left the vault whole"


def time_to_window(command: Sequence[str], *, ends_itself: bool = True) -> float:
    """Starts a program on the display at hand; returns after how many seconds its window was there, once it ended.

    Args:
        command: starts it.
        ends_itself: False for one that stays until it is told to end, as Ctrl+C in a terminal does.

    Raises:
        SmokeError: no window appeared in time, it did not stay, or the program failed.
    """
    begun = time.perf_counter()
    with subprocess.Popen(command, env=_environment(offscreen=False) | _WITHOUT_KEYRING) as running:
        try:
            while not _is_shown():
                if running.poll() is not None or time.perf_counter() - begun > _PATIENCE_S:
                    raise SmokeError("no window appeared")
            shown_s = time.perf_counter() - begun
            _in_time(shown_s, _LONGEST_START_S)
            if not ends_itself:
                time.sleep(_STAYS_S)
                if running.poll() is not None or not _is_shown():
                    raise SmokeError("the window did not stay")
                running.send_signal(signal.SIGINT)
            if running.wait(_PATIENCE_S) != (0 if ends_itself else _INTERRUPTED):
                raise SmokeError(f"it ended with {running.returncode}")
        finally:
            running.kill()
    return shown_s


STEPS: Final[Sequence[Callable[[Program], str]]] = (version, self_test, read, queue, doctor, serve, demo)
WINDOWS: Final[Sequence[Callable[[Program], str]]] = (window, empty_window, vault_window)
"""Those that need a display at hand."""


def smoke(program: Program, picture: Path | None, only: str) -> int:
    """Takes every step, or the one that is named; returns an exit code."""
    shutil.copytree(SPECIMENS, program.scratch / "specimens")
    steps = [*STEPS, *WINDOWS] if os.environ.get("DISPLAY") and shutil.which("xdotool") else [*STEPS]
    if only:
        steps = [step for step in (*STEPS, *WINDOWS) if step.__name__ == only]
    failed = 0
    for step in steps:
        begun = time.perf_counter()
        try:
            word, told = "ok", step(program)
        except (SmokeError, OSError, ValueError, LookupError, AssertionError, subprocess.SubprocessError) as error:
            word, told = "FAILED", f"{type(error).__name__}: {error}"
            failed += 1
        print(f"{word:<7}{step.__name__:<14}{told} ({time.perf_counter() - begun:.1f} s)", flush=True)
    for name in ("window.png", "demo.png"):
        if picture is not None and (program.scratch / name).exists():
            shutil.copyfile(program.scratch / name, picture)
            break
    return min(failed, 1)


@dataclass(frozen=True, slots=True)
class _Answer:
    headers: Message
    body: bytes


def _post(connection: http.client.HTTPConnection, path: str, body: object, headers: dict[str, str]) -> _Answer:
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status not in (200, 201):
        raise SmokeError(f"{path} answered {answer.status}: {content[:200]!r}")
    return _Answer(answer.headers, content)


def _specimens(number: int) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((SPECIMENS / "specimens.json").read_text("utf-8"))["specimens"]
    return entries[:number]


def _pictured(picture: Path) -> str:
    content = picture.read_bytes()
    if not content.startswith(b"\x89PNG") or len(content) < _LEAST_PICTURE_BYTES:
        raise SmokeError("the picture of the window is empty")
    return f"a picture of {len(content) // 1000} kB"


def _in_time(took_s: float, longest_s: float) -> None:
    if took_s > longest_s:
        raise SmokeError(f"it took {took_s:.1f} s, and may take {longest_s:.0f} s")


def _is_shown() -> bool:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "^Permit Desktop$"], capture_output=True, check=False
    )
    return bool(found.stdout.strip())


def _environment(*, offscreen: bool) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"} | ({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})


def main() -> int:
    """Reads the command line and smokes."""
    parser = argparse.ArgumentParser(description="Use a built program as a clerk and a script would.")
    parser.add_argument("--inside", type=Path, metavar="ROOT", help="the program's root folder, when it is another")
    parser.add_argument("--picture", type=Path, metavar="PNG", help="where to keep the demo's picture")
    steps = [step.__name__ for step in (*STEPS, *WINDOWS)]
    parser.add_argument("--only", default="", choices=steps, metavar="STEP", help=f"one of {', '.join(steps)}")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND")
    arguments = parser.parse_args()
    root = arguments.inside.resolve() if arguments.inside else Path(Path.cwd().anchor)
    with tempfile.TemporaryDirectory(
        prefix="permit-desktop-smoke-", dir=root / "tmp" if arguments.inside else None, ignore_cleanup_errors=True
    ) as name:
        scratch = Path(name).resolve()
        if arguments.inside:
            scratch.chmod(0o777)  # the program there runs as somebody else
        return smoke(Program(arguments.command, root, scratch), arguments.picture, arguments.only)


if __name__ == "__main__":
    sys.exit(main())
