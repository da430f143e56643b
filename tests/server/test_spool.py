from __future__ import annotations

import errno
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from permit_desktop.server.spool import Spool, without_buffer
from tests.server.program import END_S, program
from tests.server.serving import WAIT_S


def told_lost(lines: int) -> str:
    return f"lost {lines}\n"


class HeldUp(io.StringIO):
    """Takes no line until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.entered = threading.Event()
        self.go_on = threading.Event()

    def write(self, text: str, /) -> int:
        self.entered.set()
        assert self.go_on.wait(WAIT_S)
        return super().write(text)


def test_who_writes_never_waits_and_what_was_lost_is_counted_in_its_place() -> None:
    output = HeldUp()
    spool = Spool(output, told_lost, most_waiting=3)
    for number in range(6):
        spool.write(f"{number}\n")
        assert output.entered.wait(WAIT_S)
    spool.close(patience_s=0)
    assert output.getvalue() == ""
    output.go_on.set()
    spool.close(WAIT_S)
    spool.write("6\n")
    spool.close(WAIT_S)

    assert output.getvalue().splitlines() == ["0", "1", "2", "lost 3", "6"]


def test_an_output_that_cannot_be_written_holds_up_nobody() -> None:
    class FullAtFirst(io.StringIO):
        full = True

        def write(self, text: str, /) -> int:
            if self.full:
                self.full = False
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(text)

    output = FullAtFirst()
    spool = Spool(output, told_lost)
    spool.write("first\n")
    spool.write("second\n")
    spool.close(WAIT_S)

    assert output.getvalue() == "second\n"


def test_an_output_is_written_past_its_buffer_where_it_is_a_file(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as output:
        without_buffer(output).write("张\n")
        assert (tmp_path / "log").read_bytes() == "张\n".encode()
    text = io.StringIO()
    assert without_buffer(text) is text


@pytest.mark.skipif(sys.platform != "linux", reason="only there a pipe's size can be set")
def test_a_service_whose_log_nobody_reads_answers_on_and_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    import requests

    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # it would take away the buffer and its lock
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)  # room for some 30 lines
    try:
        with os.fdopen(writing, "w") as log, program(tmp_path, log=log) as service, requests.Session() as http:
            http.trust_env = False
            for _ in range(100):
                assert http.get(service.url + "/healthz", timeout=WAIT_S).ok
            service.process.terminate()
            assert service.process.wait(END_S) == 0
    finally:
        os.close(reading)
