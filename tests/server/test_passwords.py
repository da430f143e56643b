from __future__ import annotations

from typing import Literal

from argon2 import PasswordHasher

from permit_desktop.server.passwords import Passwords


class Recording(PasswordHasher):
    """A quick hasher that keeps against which hashes it was asked."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.asked: list[str | bytes] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 (its own name)
        self.asked.append(hash)
        return super().verify(hash, password)


def test_nobodys_password_costs_one_check_as_everybodys_does() -> None:
    hasher = Recording()
    passwords = Passwords(hasher)
    own = passwords.hash("the password")

    assert passwords.holds("the password", own)
    assert not passwords.holds("another", own)
    assert not passwords.holds("the password", None)
    assert not passwords.holds("", None)

    assert hasher.asked[:2] == [own, own]
    nobodys = hasher.asked[2:]
    assert len(nobodys) == 2
    assert str(nobodys[0]).startswith("$argon2id$")
    # With the same parameters, which are what the time goes by.
    assert str(nobodys[0]).rsplit("$", 2)[0] == own.rsplit("$", 2)[0]
