"""The real GNOME Keyring in a session of its own, each in a process of its own."""

from __future__ import annotations

from tests.system.keyring_session import in_a_session, needs_a_keyring

pytestmark = needs_a_keyring

PREPARE = """
from permit_desktop.system.secrets import Secrets, SecretsError, find_system_keyring
secrets = Secrets(find_system_keyring, deadline_s=10)
def told(use):
    try:
        return use()
    except SecretsError as error:
        return str(error.code)
"""


def test_a_secret_is_kept_replaced_and_deleted() -> None:
    assert in_a_session(
        PREPARE
        + """
print(type(find_system_keyring()).__module__)
print(secrets.read("a"))
secrets.write("a", "one"); secrets.write("b", "密"); secrets.write("a", "x" * 100_000)
print(len(secrets.read("a")), ascii(secrets.read("b")))
secrets.delete("a"); secrets.delete("a")
print(secrets.read("a"))
"""
    ) == ["keyring.backends.SecretService", "None", "100000", r"'\u5bc6'", "None"]


def test_a_keyring_that_died_and_came_back_locked_is_said_to_be_locked() -> None:
    assert in_a_session(
        PREPARE
        + """
from tests.system.session_bus import kill_keyring
secrets.write("a", "one")
kill_keyring()
print(told(lambda: secrets.read("a")))
"""
    )[-1:] == ["keyring_locked"]
