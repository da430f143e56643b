"""The real window, the real keyring and our own service as processes, with a bad network in between."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from permit_desktop.server.passwords import Passwords
from permit_desktop.server.users import NewUser, UserFile
from permit_desktop.system.resources import resource
from tests.cli.test_traces import found_in
from tests.server.program import program
from tests.server.serving import QUICK
from tests.sync.fault_proxy import AFTER_REQUEST, Fault, faulty
from tests.system.keyring_session import SESSION, needs_a_keyring

pytestmark = needs_a_keyring

ROOT = Path(__file__).parents[2]
SPECIMENS = ("hk-macao-1-front", "hk-macao-2-front", "taiwan-1-front", "hk-macao-1-back")
TRUTHS = {
    entry["file"]: entry["fields"].get("number")
    for entry in json.loads(resource("specimens", "specimens.json").read_text("utf-8"))["specimens"]
}


@dataclass
class Served:
    """Our own service as a process: where it is, who may use it, and how many stills it has read so far."""

    port: int
    user: NewUser
    log: Path

    def readings(self) -> int:
        lines = [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]
        return sum(line.get("route") == "recognise" and line.get("status") == 200 for line in lines)


@contextlib.contextmanager
def served(folder: Path, passwords: Passwords = QUICK) -> Iterator[Served]:
    user = UserFile(folder / "service-users.json").add("counter-1", passwords)
    log = folder / "service.log"
    with log.open("w", encoding="utf-8") as lines, program(folder, log=lines) as service:
        yield Served(int(service.url.rpartition(":")[2]), user, log)


def stills(folder: Path, count: int) -> list[tuple[Path, str | None]]:
    """So many pictures, no two the same, and the permit's number on each."""
    made = []
    for place in range(count):
        name = f"{SPECIMENS[place % len(SPECIMENS)]}.jpg"
        file = folder / f"{place}.jpg"
        with Image.open(resource("specimens", name)) as picture:
            picture.save(file, quality=95 - place // len(SPECIMENS) % 40)
        made.append((file, TRUTHS[name]))
    return made


def window(
    folder: Path, port: int, user: NewUser, pictures: list[Path], *, until: str, timeout_s: float
) -> dict[str, Any]:
    """Runs the window until its end; what it told."""
    settings = folder / "settings.toml"
    settings.write_text(
        f'[recogniser]\nkind = "service"\n[service]\nendpoint = "http://127.0.0.1:{port}"\n'
        f'project_id = "{user.user.project_id}"\nproxy = "none"\n',
        "utf-8",
    )
    credentials = json.dumps({"ak": user.user.ak, "sk": user.user.sk})
    watched = folder / "watched"
    (watched / "temp").mkdir(parents=True)
    # The session has a folder of its own, with a name that is short enough for its sockets.
    temporary = [f"{name}={watched / 'temp'}" for name in ("TMPDIR", "TEMP", "TMP")]
    program = [sys.executable, "-m", "tests.cli.window_sync_run", until, watched / "data", settings, credentials]
    words = [SESSION, "env", *temporary, *program]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": str(watched)}
    with subprocess.Popen(
        [str(word) for word in (*words, *pictures)], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            printed, _ = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # the group that was just made, and nothing else
            raise
    assert process.returncode == 0
    told: dict[str, Any] = json.loads(printed.splitlines()[-1])
    assert list(found_in(watched)) == []
    return told


def day_at_the_window(folder: Path, count: int, *, seed: int, share: float, timeout_s: float) -> None:
    (folder / "service").mkdir()
    with served(folder / "service") as service, faulty(service.port, seed, share) as proxy:
        pictures = stills(folder, count)
        told = window(
            folder, proxy.port, service.user, [file for file, _ in pictures], until="done", timeout_s=timeout_s
        )
        readings = service.readings()

    assert told["code"] == 0
    assert told["states"] == ["answered"] * count
    assert told["numbers"] == [number for _, number in pictures]
    assert "service" in told["sources"]
    assert told["trail"] == [None, None]
    lost_answers = sum(proxy.met.count(fault) for fault in AFTER_REQUEST)
    assert {"OFFLINE", "DONE"} <= set(told["conditions"])
    assert count <= readings <= count + lost_answers, "each is paid once, but for answers that were lost on their way"
    assert told["maybe_paid"] >= readings - count
    assert told["sent"] == len(proxy.met)
    assert set(proxy.met) - {Fault.NONE}
    assert told["closing_s"] < 2


def test_what_waits_is_answered_by_our_own_service_through_a_bad_network(tmp_path: Path) -> None:
    # The seed gives one answer that is cut, one connection that is refused and one answer that is garbled.
    day_at_the_window(tmp_path, 3, seed=14528, share=0.5, timeout_s=90)


@pytest.mark.campaign
@pytest.mark.timeout(1200)
def test_two_hundred_pictures_are_answered_by_our_own_service_through_a_bad_network(tmp_path: Path) -> None:
    day_at_the_window(tmp_path, 200, seed=7, share=0.3, timeout_s=1100)


def test_closing_the_window_while_it_connects_takes_no_time_and_loses_nothing(tmp_path: Path) -> None:
    user = UserFile(tmp_path / "service-users.json").add("counter-1", QUICK)
    ((picture, _),) = stills(tmp_path, 1)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener, contextlib.ExitStack() as waiting:
        for _ in range(4):  # fill the queue of connections that nobody accepts
            filler = waiting.enter_context(socket.socket())
            filler.settimeout(0)
            filler.connect_ex(listener.getsockname())
        told = window(tmp_path, listener.getsockname()[1], user, [picture], until="sending", timeout_s=60)

    assert (told["code"], told["states"]) == (0, ["waiting"])
    assert (told["sent"], told["maybe_paid"]) == (1, 0), "it was under way, and nothing had been sent"
    assert told["closing_s"] < 2


def test_a_window_before_a_locked_keyring_says_so_and_closes_at_once(tmp_path: Path) -> None:
    user = UserFile(tmp_path / "service-users.json").add("counter-1", QUICK)
    told = window(tmp_path, 1, user, [], until="locked", timeout_s=60)

    assert told["code"] == 0
    assert len(told["said"]) == 1
    assert told["said"][0].startswith("The keyring is locked.")
    assert "nothing is stored" in told["said"][0]
    assert told["closing_s"] < 2
