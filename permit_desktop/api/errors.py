"""What can go wrong with a recognition service: how each failure is classed, what to do, and what to say.

Two failures that the same action cures have the same `Outcome`. The service's own codes are mapped to outcomes in
`permit_desktop.api.error_table`; failures below HTTP are mapped in `permit_desktop.api.connection`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from permit_desktop.domain.errors import ErrorCode, PermitError


class ErrorClass(StrEnum):
    """Whose failure it is."""

    IMAGE = "image"
    NOT_OFFERED = "not_offered"
    AUTHENTICATION = "authentication"
    THROTTLED = "throttled"
    TRANSIENT = "transient"
    ACCOUNT = "account"
    OURS = "ours"
    CONNECTION = "connection"
    ANSWER = "answer"


class Action(StrEnum):
    """What a caller does about a failure; the client itself only ever renews a token, once."""

    NEW_STILL = "new_still"
    """Sending the same still again is pointless: a person has to take another."""
    RETRY_ONCE = "retry_once"
    """The same still may be sent one more time; after that as `NEW_STILL`."""
    RETRY_LATER = "retry_later"
    """This job waits (`retry_after_s`, or the back-off) and is sent again."""
    PAUSE_AND_PROBE = "pause_and_probe"
    """Nothing can be sent now: the whole queue waits, one job at a time tries the way."""
    RENEW_TOKEN = "renew_token"  # noqa: S105 (the name of an action, no secret)
    """With a token from a password: fetch another one, once. With any other authentication: as `ASK_CREDENTIALS`."""
    ASK_CREDENTIALS = "ask_credentials"
    """Nothing is sent until a person gave other credentials; trying on would lock the access key."""
    ASK_ADMINISTRATOR = "ask_administrator"
    """Nothing is sent until settings or the account at the service were changed."""
    REPORT = "report"
    """The request itself is at fault: a bug of this program or of the service. The job waits for a person."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One kind of failure.

    Attributes:
        code: its stable code.
        error_class: whose failure it is.
        action: what the caller does.
        message: what went wrong, one English sentence.
        remedy: what a person can do, one English sentence.
        remedy_with_id: the same where the service gave the exchange a name, `{0}`, that its support desk asks for.
    """

    code: ErrorCode
    error_class: ErrorClass
    action: Action
    message: str
    remedy: str
    remedy_with_id: str = ""


class ServiceError(PermitError):
    """A recognition service refused, failed, or was not reached.

    Attributes:
        outcome: the kind of failure.
        service_code: the service's own `error_code`, None where it gave none.
        service_message: the service's own words, bounded, without control characters; plain text from outside.
        http_status: the status of the answer, None when there was none.
        request_id: the service's name for the exchange, for its support desk.
        retry_after_s: how long the service asks to wait, None when it does not say.
        maybe_sent: whether the service may have read the still (and charged for it) although no result came back.
    """

    def __init__(
        self,
        outcome: Outcome,
        *,
        service_code: str | None = None,
        service_message: str | None = None,
        http_status: int | None = None,
        request_id: str | None = None,
        retry_after_s: float | None = None,
        maybe_sent: bool = False,
    ) -> None:
        named = outcome.remedy_with_id.format(request_id) if request_id else ""
        super().__init__(outcome.code, outcome.message, named or outcome.remedy)
        self.outcome = outcome
        self.service_code = service_code
        self.service_message = service_message
        self.http_status = http_status
        self.request_id = request_id
        self.retry_after_s = retry_after_s
        self.maybe_sent = maybe_sent

    @property
    def error_class(self) -> ErrorClass:
        """Whose failure it is."""
        return self.outcome.error_class

    @property
    def action(self) -> Action:
        """What the caller does about it."""
        return self.outcome.action


IMAGE_UNUSABLE: Final = Outcome(
    ErrorCode.SERVICE_REFUSED_STILL,
    ErrorClass.IMAGE,
    Action.NEW_STILL,
    "The service does not accept this picture's format or size.",
    "Take the picture again; if it happens with every picture, tell your administrator.",
)
IMAGE_POOR: Final = Outcome(
    ErrorCode.SERVICE_REFUSED_STILL,
    ErrorClass.IMAGE,
    Action.NEW_STILL,
    "The service sees no permit on this picture, or cannot read it.",
    "Take the picture again: the whole permit, sharp, and without glare.",
)
NOT_RECOGNISED: Final = Outcome(
    ErrorCode.SERVICE_REFUSED_STILL,
    ErrorClass.IMAGE,
    Action.RETRY_ONCE,
    "The service failed to read this picture.",
    "Try it once more, then take the picture again.",
)
NOT_ENABLED: Final = Outcome(
    ErrorCode.SERVICE_NOT_ENABLED,
    ErrorClass.NOT_OFFERED,
    Action.ASK_ADMINISTRATOR,
    "Permit recognition is not enabled for this account in this region.",
    "Subscribe to the service in the region that the settings name, or read permits on this device.",
)
WITHDRAWN: Final = Outcome(
    ErrorCode.SERVICE_WITHDRAWN,
    ErrorClass.NOT_OFFERED,
    Action.ASK_ADMINISTRATOR,
    "This service does not offer permit recognition any more.",
    "Check the service's address and project ID, use another service, or read permits on this device.",
)
ADDRESS_WRONG: Final = Outcome(
    ErrorCode.SERVICE_ADDRESS_WRONG,
    ErrorClass.OURS,
    Action.ASK_ADMINISTRATOR,
    "There is no permit recognition at the service address of the settings.",
    "Check the endpoint and the project ID in the settings.",
)
TOKEN_REFUSED: Final = Outcome(
    ErrorCode.SERVICE_SIGN_IN_FAILED,
    ErrorClass.AUTHENTICATION,
    Action.RENEW_TOKEN,
    "The service does not accept the sign-in any more.",
    "Check that the credentials belong to the region that the settings name, and enter them again.",
)
SIGN_IN_REFUSED: Final = Outcome(
    ErrorCode.SERVICE_SIGN_IN_FAILED,
    ErrorClass.AUTHENTICATION,
    Action.ASK_CREDENTIALS,
    "The service does not accept the credentials.",
    "Check the credentials for this region and this computer's clock, and enter them again.",
)
REFUSED_LATELY: Final = Outcome(
    ErrorCode.SERVICE_SIGN_IN_FAILED,
    ErrorClass.AUTHENTICATION,
    Action.ASK_CREDENTIALS,
    "The service refused these credentials a moment ago, so they were not sent again: too many refusals lock the key.",
    "Enter other credentials, or put things right at the service and try again in five minutes.",
)
KEY_LOCKED: Final = Outcome(
    ErrorCode.SERVICE_SIGN_IN_FAILED,
    ErrorClass.THROTTLED,
    Action.RETRY_LATER,
    "The service has locked the access key after too many wrong signatures.",
    "Wait five minutes without trying; if it is locked again then, enter the credentials again.",
)
NOT_PERMITTED: Final = Outcome(
    ErrorCode.SERVICE_ACCOUNT,
    ErrorClass.ACCOUNT,
    Action.ASK_ADMINISTRATOR,
    "The account may not use permit recognition.",
    "Ask the administrator of the account for the permission to call the service.",
)
ACCOUNT_STOPPED: Final = Outcome(
    ErrorCode.SERVICE_ACCOUNT,
    ErrorClass.ACCOUNT,
    Action.ASK_ADMINISTRATOR,
    "The account at the service is restricted, in arrears, or its quota is used up.",
    "Ask the administrator of the account to look into its balance, quota and project.",
)
THROTTLED: Final = Outcome(
    ErrorCode.SERVICE_BUSY,
    ErrorClass.THROTTLED,
    Action.RETRY_LATER,
    "The service takes no more pictures for the moment.",
    "Nothing needs to be done: the picture is sent again in a while.",
)
TRANSIENT: Final = Outcome(
    ErrorCode.SERVICE_TROUBLE,
    ErrorClass.TRANSIENT,
    Action.RETRY_LATER,
    "The service has trouble of its own.",
    "Nothing needs to be done: the picture is sent again in a while.",
)
REQUEST_REFUSED: Final = Outcome(
    ErrorCode.SERVICE_REFUSED_REQUEST,
    ErrorClass.OURS,
    Action.REPORT,
    "The service does not understand the request.",
    "Check the settings of the service; if they are right, report this to whoever runs it.",
    "Check the settings of the service; if they are right, report this with the request ID {0}.",
)
URL_NOT_ALLOWED: Final = Outcome(
    ErrorCode.SERVICE_REFUSED_REQUEST,
    ErrorClass.OURS,
    Action.REPORT,
    "This service does not fetch pictures from that address.",
    "Send the picture itself.",
)
FETCH_FAILED: Final = Outcome(
    ErrorCode.SERVICE_REFUSED_REQUEST,
    ErrorClass.OURS,
    Action.RETRY_ONCE,
    "The service could not fetch the picture from its address.",
    "Check that the picture's address is public and answers, or send the picture itself.",
)

UNREACHABLE: Final = Outcome(
    ErrorCode.SERVICE_UNREACHABLE,
    ErrorClass.CONNECTION,
    Action.PAUSE_AND_PROBE,
    "The service cannot be reached.",
    "Check the network of this computer and the service's address in the settings.",
)
NO_ANSWER: Final = Outcome(
    ErrorCode.SERVICE_NO_ANSWER,
    ErrorClass.CONNECTION,
    Action.PAUSE_AND_PROBE,
    "The service did not answer in time, or the connection broke.",
    "Nothing needs to be done: the picture is sent again. If it goes on, check the network.",
)
NOT_TRUSTED: Final = Outcome(
    ErrorCode.SERVICE_NOT_TRUSTED,
    ErrorClass.CONNECTION,
    Action.ASK_ADMINISTRATOR,
    "The service could not prove its identity, so nothing was sent.",
    "Check this computer's clock and the service's address; `ca_file` takes a certificate authority of your own.",
)
TLS_FAILED: Final = Outcome(
    ErrorCode.SERVICE_TLS_FAILED,
    ErrorClass.CONNECTION,
    Action.PAUSE_AND_PROBE,
    "No secure connection to the service could be made.",
    "Check the service's address and port in the settings, and whether the network intercepts connections.",
)
PROXY_FAILED: Final = Outcome(
    ErrorCode.SERVICE_PROXY_FAILED,
    ErrorClass.CONNECTION,
    Action.PAUSE_AND_PROBE,
    "The proxy does not let the program through to the service.",
    "Check the proxy's address in the settings; `permit-desktop credentials set --proxy` stores its user and password.",
)
PORTAL: Final = Outcome(
    ErrorCode.SERVICE_ANSWER_UNUSABLE,
    ErrorClass.CONNECTION,
    Action.PAUSE_AND_PROBE,
    "A web page answered in place of the service.",
    "Sign in to the network if it asks for it, and check the service's address in the settings.",
)
REDIRECTED: Final = Outcome(
    ErrorCode.SERVICE_ANSWER_UNUSABLE,
    ErrorClass.ANSWER,
    Action.ASK_ADMINISTRATOR,
    "The service points to another address, which the program does not follow with pictures and credentials.",
    "Enter the service's final address in the settings.",
)
ANSWER_EMPTY: Final = Outcome(
    ErrorCode.SERVICE_ANSWER_UNUSABLE,
    ErrorClass.ANSWER,
    Action.RETRY_LATER,
    "The service answered without a result.",
    "Nothing needs to be done: the picture is sent again. If it goes on, report it to whoever runs the service.",
    "Nothing needs to be done: the picture is sent again. If it goes on, report it with the request ID {0}.",
)
ANSWER_GARBLED: Final = Outcome(
    ErrorCode.SERVICE_ANSWER_UNUSABLE,
    ErrorClass.ANSWER,
    Action.RETRY_LATER,
    "The service's answer is damaged or not in the agreed form.",
    "Nothing needs to be done: the picture is sent again. If it goes on, report it to whoever runs the service.",
    "Nothing needs to be done: the picture is sent again. If it goes on, report it with the request ID {0}.",
)
ANSWER_TOO_LARGE: Final = Outcome(
    ErrorCode.SERVICE_ANSWER_UNUSABLE,
    ErrorClass.ANSWER,
    Action.RETRY_LATER,
    "The service's answer is larger than any answer can be.",
    "Check the service's address in the settings.",
)
