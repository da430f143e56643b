from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError, PasswordSetError

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.secrets import Backend, HeldSecrets, Secrets, SecretsError, find_system_keyring
from tests.eventually import eventually
from tests.system.keyrings import CuttingKeyring, FailingKeyring, MemoryKeyring, PromptingKeyring


def test_a_secret_is_kept_replaced_and_deleted() -> None:
    secrets = Secrets(MemoryKeyring)

    assert secrets.read("a") is None
    secrets.write("a", "one")
    secrets.write("b", "two")
    secrets.write("a", "three")
    assert (secrets.read("a"), secrets.read("b")) == ("three", "two")
    secrets.delete("a")
    secrets.delete("a")
    assert (secrets.read("a"), secrets.read("b")) == (None, "two")


def test_each_secret_has_a_service_name_of_its_own() -> None:
    keyring = MemoryKeyring()
    secrets = Secrets(lambda: keyring)
    secrets.write("a", "1")
    secrets.write("b", "2")

    assert set(keyring.secrets) == {("permit-desktop/a", "a"), ("permit-desktop/b", "b")}


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (NoKeyringError("x"), ErrorCode.KEYRING_MISSING),
        (KeyringLocked("x"), ErrorCode.KEYRING_LOCKED),
        (InitError("x"), ErrorCode.KEYRING_LOCKED),
        (PasswordSetError("x"), ErrorCode.KEYRING_LOST),
        (KeyringError("x"), ErrorCode.KEYRING_LOST),
        (OSError("x"), ErrorCode.KEYRING_LOST),
        (ValueError("the-secret"), ErrorCode.KEYRING_LOST),
    ],
)
def test_every_failure_of_a_keyring_is_said_in_words(raised: Exception, code: ErrorCode) -> None:
    secrets = Secrets(lambda: FailingKeyring(raised))
    uses: list[Callable[[], object]] = [
        lambda: secrets.read("a"),
        lambda: secrets.write("a", "the-secret"),
        lambda: secrets.delete("a"),
    ]
    for use in uses:
        with pytest.raises(SecretsError) as failed:
            use()
        assert failed.value.code is code
        assert "the-secret" not in f"{failed.value.message} {failed.value.__cause__!r} {failed.value.__context__!r}"


def test_a_keyring_that_cuts_a_secret_is_not_trusted_with_it() -> None:
    keyring = CuttingKeyring()
    secrets = Secrets(lambda: keyring)

    secrets.write("a", "short")
    with pytest.raises(SecretsError) as failed:
        secrets.write("a", "longer than ten characters")
    assert failed.value.code is ErrorCode.KEYRING_LOST
    assert secrets.read("a") is None  # what is left of a secret is none


@pytest.mark.parametrize("raised", [NoKeyringError("x"), OSError("x")], ids=["none", "lost"])
def test_what_no_keyring_keeps_is_held_in_memory_and_said_to_be(raised: Exception) -> None:
    held = HeldSecrets(Secrets(lambda: FailingKeyring(raised)))
    uses: list[Callable[[], object]] = [lambda: held.read("a"), lambda: held.delete("a")]
    for use in uses:
        with pytest.raises(SecretsError):
            use()
    held.write("a", "one")

    assert (held.read("a"), held.is_held("a"), held.is_held("b")) == ("one", True, False)
    assert held.read("b") is None
    held.delete("a")
    assert not held.is_held("a")
    with pytest.raises(SecretsError):
        held.read("b")


def test_what_the_keyring_keeps_is_not_held() -> None:
    keyring = CuttingKeyring()
    held = HeldSecrets(Secrets(lambda: keyring))
    held.write("a", "longer than ten characters")
    assert (held.read("a"), held.is_held("a")) == ("longer than ten characters", True)
    held.write("a", "short")
    assert (held.read("a"), held.is_held("a")) == ("short", False)
    held.delete("a")
    assert held.read("a") is None


def test_a_locked_keyring_is_waited_for_and_nothing_is_held() -> None:
    held = HeldSecrets(Secrets(lambda: FailingKeyring(KeyringLocked("x"))))
    with pytest.raises(SecretsError) as failed:
        held.write("a", "one")

    assert failed.value.code is ErrorCode.KEYRING_LOCKED
    assert not held.is_held("a")


def test_a_prompt_that_nobody_answers_ends_with_the_deadline_and_is_not_opened_twice() -> None:
    keyring = PromptingKeyring({("permit-desktop/a", "a"): "one"})
    secrets = Secrets(lambda: keyring, deadline_s=0.05)
    for _ in range(3):
        with pytest.raises(SecretsError) as failed:
            secrets.read("a")
        assert failed.value.code is ErrorCode.KEYRING_LOCKED
    assert keyring.calls == 1

    keyring.unlocked.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(5)
    assert secrets.read("a") == "one"


def test_when_the_program_ends_nobody_waits_for_a_prompt_any_more() -> None:
    keyring = PromptingKeyring()
    secrets = Secrets(lambda: keyring)
    failures: list[ErrorCode] = []

    def ask() -> None:
        try:
            secrets.read("a")
        except SecretsError as error:
            failures.append(error.code)

    asking = [threading.Thread(target=ask) for _ in range(2)]  # one before the prompt, one behind it
    for thread in asking:
        thread.start()
    eventually(lambda: bool(keyring.calls))
    secrets.give_up()
    for thread in asking:
        thread.join(5)
    ask()
    assert failures == [ErrorCode.KEYRING_LOCKED] * 3
    keyring.unlocked.set()


def test_after_a_failure_the_keyring_is_looked_for_again() -> None:
    found: list[Backend] = [FailingKeyring(OSError("the process is gone")), MemoryKeyring()]
    secrets = Secrets(lambda: found.pop(0))

    with pytest.raises(SecretsError):
        secrets.read("a")
    secrets.write("a", "one")
    assert secrets.read("a") == "one"


def test_only_keyrings_of_the_operating_system_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the one that the environment names, nor any that other packages bring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr("keyring.backend.KeyringBackend.viable", None, raising=False)
    for kind in ("SecretService.Keyring", "macOS.Keyring", "Windows.WinVaultKeyring"):
        monkeypatch.setattr(f"keyring.backends.{kind}.viable", None, raising=False)

    with pytest.raises(SecretsError) as failed:
        find_system_keyring()
    assert failed.value.code is ErrorCode.KEYRING_MISSING


@pytest.mark.skipif(sys.platform != "linux", reason="the session bus is Linux's way to a keyring")
def test_without_a_session_bus_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")

    with pytest.raises(SecretsError) as failed:
        Secrets(find_system_keyring).read("a")
    assert failed.value.code is ErrorCode.KEYRING_MISSING
