"""Passwords to tokens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from permit_desktop.api.errors import ServiceError
from permit_desktop.server.known_users import KnownUsers
from permit_desktop.server.lockout import USER_LOCK, Lockout
from permit_desktop.server.passwords import Passwords
from permit_desktop.server.refusals import Reason, password_refused, sign_in_refused
from permit_desktop.server.sign_in_turns import SignInTurns
from permit_desktop.server.tokens import Token, Tokens
from permit_desktop.server.users import User

PROJECT_NAME: Final = "ap-southeast-1"
"""Every user's project bears the name of the one region in which the public service offered permit recognition, so
that clients made for that one find it."""

_REFUSED: Final = "The username or password is wrong. After repeated failures, wait 15 minutes."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sign-in asks for.

    Attributes:
        user_name: who.
        password: as given.
        project: the ID or name of a project; None for a token without a scope.
    """

    user_name: str
    password: str = field(repr=False)
    project: str | None


class SignIn:
    """Checks passwords and issues tokens. Used on one event loop.

    An unknown name, a wrong password and a locked user get the same words after the same work, so that nobody learns
    which names exist.
    """

    def __init__(self, users: KnownUsers, passwords: Passwords, tokens: Tokens, now: Callable[[], datetime]) -> None:
        self._users = users
        self._passwords = passwords
        self._tokens = tokens
        self._lockout = Lockout(USER_LOCK, now)
        self._turns = SignInTurns()
        # A thread of its own: asyncio's also look up names, and one that nobody answers for would stop every sign-in.
        # Only one: those of one name are answered in the order they came, so that of many guesses none overtakes the
        # lock.
        self._thread = ThreadPoolExecutor(1, "password")

    async def token(self, asked: Asked, sender: str) -> tuple[User, Token]:
        """A token for a password.

        Args:
            sender: who asks, as far as the network tells.

        Raises:
            NotLetInError: 401, wrong user, password or project, or the user is locked.
            ServiceError: 429, too many at a time; 503, the users are not known just now.
        """
        user = next((user for user in self._users.users() if user.name == asked.user_name), None)
        password_hash = user.password_hash if user is not None else None
        async with self._turns.turn(sender, asked.user_name):
            holds = await asyncio.get_running_loop().run_in_executor(
                self._thread, self._passwords.holds, asked.password, password_hash
            )
        if user is None:
            raise password_refused(_REFUSED, Reason.UNKNOWN_USER)
        # The lock is looked at here, after the waiting: of many guesses at once, only those before it count.
        if self._lockout.is_locked(user.name):
            raise password_refused(_REFUSED, Reason.LOCKED, user.user_id)
        if not holds:
            locks = self._lockout.failed(user.name)
            raise password_refused(_REFUSED, Reason.WRONG_PASSWORD, user.user_id, locks=locks)
        self._lockout.succeeded(user.name)
        if asked.project not in (None, user.project_id, PROJECT_NAME):
            raise password_refused("The user has no such project.", Reason.WRONG_PROJECT, user.user_id)
        return user, self._tokens.issue(user.user_id, user.project_id if asked.project else "")


def asked_from_json(body: object) -> Asked:
    """Reads the documented body of a sign-in; the account (`domain`) is not looked at: there is only this service's.

    Raises:
        ServiceError: 400, it is another one.
    """
    auth = _inner(body, "auth")
    identity = _inner(auth, "identity")
    methods = identity.get("methods")
    user = _inner(_inner(identity, "password"), "user")
    name, password = user.get("name"), user.get("password")
    if not isinstance(methods, list) or "password" not in methods:
        raise _not_understood()
    if not isinstance(name, str) or not isinstance(password, str):
        raise _not_understood()
    return Asked(name, password, _project(auth.get("scope")))


def _project(scope: object) -> str | None:
    if not isinstance(scope, Mapping) or "project" not in scope:
        return None
    project = _inner(scope, "project")
    named = project.get("id") or project.get("name")
    if not isinstance(named, str):
        raise _not_understood()
    return named


def _inner(outer: object, key: str) -> Mapping[str, Any]:
    inner = outer.get(key) if isinstance(outer, Mapping) else None
    if not isinstance(inner, Mapping):
        raise _not_understood()
    return inner


def _not_understood() -> ServiceError:
    return sign_in_refused(400, "The request body is invalid.")
