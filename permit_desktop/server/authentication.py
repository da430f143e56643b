"""Who is calling: by a token, or by a signature with an access key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from permit_desktop.api.error_table import KEY_LOCKED_WORDS
from permit_desktop.api.signing import SignableRequest, Verdict, objection_to, read_authorization, verify
from permit_desktop.server.known_users import KnownUsers
from permit_desktop.server.lockout import ACCESS_KEY_LOCK, Lockout
from permit_desktop.server.refusals import NotLetInError, Reason, not_authenticated
from permit_desktop.server.tokens import Tokens
from permit_desktop.server.users import User


@dataclass(frozen=True, slots=True)
class Caller:
    """Who says to be calling.

    Attributes:
        user: the user of the service.
        project_id: the project that the caller may use; empty for a token without a scope.
        must_sign: whether the signature over the whole request is still to be checked.
    """

    user: User
    project_id: str
    must_sign: bool


class Authenticator:
    """Checks tokens and signatures. Used on one event loop.

    A caller is identified from the headers alone, so that nobody unknown, locked or late gets a body read; a
    signature, which covers the body, is checked once that has arrived.
    """

    def __init__(self, users: KnownUsers, tokens: Tokens, now: Callable[[], datetime]) -> None:
        self._users = users
        self._tokens = tokens
        self._now = now
        self._lockout = Lockout(ACCESS_KEY_LOCK, now)

    def identify(self, headers: Mapping[str, str]) -> Caller:
        """Who the headers name.

        Args:
            headers: by lower-case name.

        Raises:
            NotLetInError: APIG.0301 or APIG.0307, nobody, or nobody who is let in.
            ServiceError: APIG.0613, the users are not known just now.
        """
        token_text = headers.get("x-auth-token")
        if token_text:
            token = self._tokens.check(token_text.strip())
            for user in self._users.users():
                if user.user_id == token.user_id:
                    return Caller(user, token.project_id, must_sign=False)
            raise not_authenticated("decrypt token fail", Reason.UNKNOWN_TOKEN)
        authorization = read_authorization(headers)
        if authorization is None:
            raise not_authenticated("x-auth-token not found", Reason.NOTHING_GIVEN)
        for user in self._users.users():
            if user.ak == authorization.access_key:
                self._refuse_locked(user)
                objection = objection_to(authorization, headers, self._now())
                if objection is not None:
                    raise _refusal(objection, user)
                return Caller(user, user.project_id, must_sign=True)
        raise not_authenticated("Get secretKey failed", Reason.UNKNOWN_KEY)

    def check_signature(self, caller: Caller, request: SignableRequest) -> None:
        """Checks a signature, if the caller has to give one; wrong ones count towards the lock of the key.

        Raises:
            NotLetInError: APIG.0301, it does not hold.
        """
        if not caller.must_sign:
            return
        # Others may have locked the key while this body was on its way.
        self._refuse_locked(caller.user)
        verdict = verify(request, caller.user.sk, self._now())
        if verdict is Verdict.HOLDS:
            self._lockout.succeeded(caller.user.ak)
            return
        # The others are not counted: they try nothing out.
        locks = verdict is Verdict.WRONG and self._lockout.failed(caller.user.ak)
        raise _refusal(verdict, caller.user, locks=locks)

    def _refuse_locked(self, user: User) -> None:
        if self._lockout.is_locked(user.ak):
            raise not_authenticated(f"{KEY_LOCKED_WORDS},forbidden", Reason.LOCKED, user.user_id)


def _refusal(verdict: Verdict, user: User, *, locks: bool = False) -> NotLetInError:
    words = "verify aksk signature fail"
    if verdict is Verdict.OUT_OF_TIME:
        words += ", the time in X-Sdk-Date is off by more than 15 minutes"
        return not_authenticated(words, Reason.WRONG_CLOCK, user.user_id)
    return not_authenticated(words, Reason.WRONG_SIGNATURE, user.user_id, locks=locks)
