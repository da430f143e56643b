"""A service behind a proxy, both with credentials in the real GNOME Keyring, as somebody types it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from permit_desktop.api.signing import Verdict, verify
from permit_desktop.system.resources import resource
from tests.api.calling import PROJECT
from tests.api.proxying import proxy
from tests.api.scripted_server import answer, serving
from tests.api.test_wire import FRONT
from tests.system.keyring_session import in_a_session, needs_a_keyring

pytestmark = needs_a_keyring

PROGRAM = """
import io, sys
from permit_desktop.cli.command_line import run
def typed(text, *arguments):
    sys.stdin = io.StringIO(text)
    return run(["--settings", SETTINGS, *arguments])
def read():
    return typed("", "read", "--recogniser", "service", STILL)
assert typed('{"ak": "AKTEST", "sk": "the-secret"}', "credentials", "set") == 0
assert read() == 1  # the proxy asks for a password
assert typed('{"user": "clerk", "password": "pw"}', "credentials", "set", "--proxy") == 0
assert read() == 0
assert typed("", "credentials", "clear") == 0
assert read() == 1  # nobody is there to be asked
"""


def test_a_service_behind_a_proxy_is_used_with_what_the_keyring_holds(tmp_path: Path) -> None:
    settings, still = tmp_path / "settings.toml", resource("specimens", "taiwan-1-front.jpg")
    with serving(answer(200, {"result": FRONT})) as server:
        with proxy("clerk:pw") as (port, log):
            service = (
                f'endpoint = "http://{server.netloc}"\nproject_id = "{PROJECT}"\nproxy = "http://127.0.0.1:{port}"\n'
            )
            settings.write_text(f"[service]\n{service}")
            told = in_a_session(f"SETTINGS, STILL = {str(settings)!r}, {str(still)!r}\n{PROGRAM}")
        assert [line.split()[2] for line in log] == ["refused", "let"]

    (request,) = server.requests
    assert verify(request.signable(), "the-secret", datetime.now(UTC)) is Verdict.HOLDS
    assert "the-secret" not in " ".join(told)
