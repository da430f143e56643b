"""The service's own error codes as data: what each means, and with which HTTP status and words it is sent.

From the API's published error tables. The documentation gives HTTP statuses only for the gateway's codes (APIG.…);
the recognition codes (AIS.…, ModelArts.…) go with the 400 of the contract's example unless another status is plainer.
Older gateways spell APIG as APIGW, with the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from permit_desktop.api import errors
from permit_desktop.api.errors import Outcome, ServiceError


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    Attributes:
        code: the service's `error_code`.
        http_status: the HTTP status that goes with it.
        text: the documented `error_msg`.
        outcome: what it means to a client.
    """

    code: str
    http_status: int
    text: str
    outcome: Outcome


RULES: Final = (
    Rule("AIS.0101", 400, "The input parameter is invalid.", errors.REQUEST_REFUSED),
    Rule("AIS.0102", 400, "The image format is not supported.", errors.IMAGE_UNUSABLE),
    Rule("AIS.0103", 400, "The image size does not meet the requirements.", errors.IMAGE_UNUSABLE),
    Rule("AIS.0104", 400, "The image is not supported or the image quality is poor.", errors.IMAGE_POOR),
    Rule("AIS.0105", 400, "Recognition failed.", errors.NOT_RECOGNISED),
    # Of the vendor's other OCR services, which a gateway may stand on: templates, classifiers, invoices, ID cards.
    Rule("AIS.0117", 400, "Input ID does not exist.", errors.REQUEST_REFUSED),
    Rule("AIS.0118", 500, "The interface of the tax authority was malfunctioning.", errors.TRANSIENT),
    Rule("AIS.0119", 400, "Template match failed.", errors.IMAGE_POOR),
    Rule("AIS.0120", 400, "Classification failed.", errors.IMAGE_POOR),
    Rule("AIS.0121", 400, "The recognition area of template is not configured.", errors.REQUEST_REFUSED),
    Rule("AIS.0122", 400, "The image contains two or more ID cards with the same side.", errors.IMAGE_POOR),
    Rule("ModelArts.0203", 401, "Invalid token.", errors.TOKEN_REFUSED),
    Rule("ModelArts.0212", 401, "Invalid Token header. The Token not contain project item.", errors.SIGN_IN_REFUSED),
    Rule("ModelArts.4101", 401, "Token header cannot be empty.", errors.SIGN_IN_REFUSED),
    Rule("ModelArts.4102", 401, "Parse Token error.", errors.TOKEN_REFUSED),
    Rule("ModelArts.4103", 401, "Invalid Token header.", errors.TOKEN_REFUSED),
    Rule("ModelArts.4104", 400, "Invalid Request Content Length.", errors.IMAGE_UNUSABLE),
    Rule("ModelArts.4105", 400, "The JSON format of the input data is incorrect.", errors.REQUEST_REFUSED),
    Rule("ModelArts.4106", 403, "Invalid authorization request.", errors.ACCOUNT_STOPPED),
    Rule("ModelArts.4107", 500, "Get user temp ak sk error.", errors.TRANSIENT),
    Rule("ModelArts.4201", 400, "Request url need service id.", errors.ADDRESS_WRONG),
    Rule("ModelArts.4202", 400, "Request url format invalid.", errors.ADDRESS_WRONG),
    Rule("ModelArts.4203", 403, "Access denied! You do not have permission.", errors.NOT_PERMITTED),
    Rule("ModelArts.4204", 403, "Request api error! The API is not subscribed.", errors.NOT_ENABLED),
    Rule("ModelArts.4301", 500, "Have error when get ai-service admin token.", errors.TRANSIENT),
    Rule("ModelArts.4302", 500, "Gateway forwarding error.", errors.TRANSIENT),
    Rule("ModelArts.4401", 429, "Max concurrency error.", errors.THROTTLED),
    Rule("ModelArts.4402", 504, "Backend service timeout error.", errors.TRANSIENT),
    Rule("ModelArts.4403", 503, "Backend service unavailable error.", errors.TRANSIENT),
    Rule("ModelArts.4502", 500, "Backend service response error.", errors.TRANSIENT),
    Rule("ModelArts.4503", 404, "Service found error.", errors.WITHDRAWN),
    Rule("ModelArts.4504", 404, "Api not found.", errors.WITHDRAWN),
    Rule("ModelArts.4505", 500, "Backend service internal error.", errors.TRANSIENT),
    Rule("ModelArts.4506", 404, "SubService not found.", errors.WITHDRAWN),
    Rule("ModelArts.4508", 404, "Service not start.", errors.WITHDRAWN),
    Rule("ModelArts.4601", 400, "The URL is not allowed.", errors.URL_NOT_ALLOWED),
    Rule("ModelArts.4603", 400, "Obtaining the file from the URL failed.", errors.FETCH_FAILED),
    Rule("ModelArts.4702", 400, "Query Obs agency failed.", errors.REQUEST_REFUSED),
    Rule("ModelArts.4703", 400, "Obs URL invalid.", errors.REQUEST_REFUSED),
    Rule("ModelArts.4704", 400, "Obtaining the file from OBS failed.", errors.REQUEST_REFUSED),
    Rule("ModelArts.4705", 400, "The OBS file is oversized.", errors.REQUEST_REFUSED),
    Rule("ModelArts.4706", 400, "The OBS file does not exist.", errors.REQUEST_REFUSED),
    Rule("ModelArts.6201", 403, "The account is frozen.", errors.ACCOUNT_STOPPED),
    Rule("APIG.0101", 404, "The API does not exist or has not been published in the environment.", errors.WITHDRAWN),
    Rule("APIG.0103", 500, "The backend does not exist.", errors.TRANSIENT),
    Rule("APIG.0104", 500, "The plug-ins do not exist.", errors.TRANSIENT),
    Rule("APIG.0105", 500, "The backend configurations do not exist.", errors.TRANSIENT),
    Rule("APIG.0106", 400, "Orchestration error.", errors.REQUEST_REFUSED),
    Rule("APIG.0204", 400, "SSL protocol is not supported.", errors.ADDRESS_WRONG),
    Rule("APIG.0301", 401, "Incorrect IAM authentication information.", errors.TOKEN_REFUSED),
    Rule("APIG.0302", 403, "The IAM user is not authorized to access the API.", errors.NOT_PERMITTED),
    Rule("APIG.0303", 401, "Incorrect app authentication information.", errors.SIGN_IN_REFUSED),
    Rule("APIG.0305", 401, "Incorrect authentication information.", errors.SIGN_IN_REFUSED),
    Rule("APIG.0306", 403, "API access denied.", errors.NOT_PERMITTED),
    Rule("APIG.0307", 401, "The token must be updated.", errors.TOKEN_REFUSED),
    Rule("APIG.0308", 429, "The throttling threshold has been reached.", errors.THROTTLED),
    Rule("APIG.0310", 403, "The project is unavailable.", errors.ACCOUNT_STOPPED),
    Rule("APIG.0311", 401, "Incorrect debugging authentication information.", errors.SIGN_IN_REFUSED),
    Rule("APIG.0501", 405, "The app quota has been used up.", errors.ACCOUNT_STOPPED),
    Rule("APIG.0502", 405, "The app has been frozen.", errors.ACCOUNT_STOPPED),
    Rule("APIG.0601", 500, "Internal server error.", errors.TRANSIENT),
    Rule("APIG.0605", 500, "Domain name resolution failed.", errors.TRANSIENT),
    Rule("APIG.0606", 500, "Failed to load the API configurations.", errors.TRANSIENT),
    Rule("APIG.0607", 400, "The protocol is not supported.", errors.ADDRESS_WRONG),
    Rule("APIG.0608", 500, "Failed to obtain the admin token.", errors.TRANSIENT),
    Rule("APIG.0609", 500, "The VPC backend does not exist.", errors.TRANSIENT),
    Rule("APIG.0610", 502, "No backend available.", errors.TRANSIENT),
    Rule("APIG.0611", 500, "The backend port does not exist.", errors.TRANSIENT),
    Rule("APIG.0612", 500, "An API cannot call itself.", errors.TRANSIENT),
    Rule("APIG.0613", 503, "The IAM service is currently unavailable.", errors.TRANSIENT),
    Rule("APIG.0802", 403, "The IAM user is forbidden in the current region.", errors.ACCOUNT_STOPPED),
)
BY_CODE: Final = {rule.code: rule for rule in RULES}
KEY_LOCKED_WORDS: Final = "AK access failed to reach the limit"

_BY_STATUS: Final = {
    401: errors.TOKEN_REFUSED,
    403: errors.NOT_PERMITTED,
    404: errors.ADDRESS_WRONG,
    405: errors.ADDRESS_WRONG,
    407: errors.PROXY_FAILED,
    408: errors.TRANSIENT,
    410: errors.WITHDRAWN,
    413: errors.IMAGE_UNUSABLE,
    425: errors.TRANSIENT,
    429: errors.THROTTLED,
    511: errors.PORTAL,
}


def refusal(service_code: str, detail: str = "", *, retry_after_s: float | None = None) -> ServiceError:
    """The failure that a service answers with one of its documented codes, with a detail after the documented words."""
    rule = BY_CODE[service_code]
    words = f"{rule.text.rstrip('.')}: {detail}" if detail else rule.text
    return ServiceError(
        rule.outcome,
        service_code=rule.code,
        service_message=words,
        http_status=rule.http_status,
        retry_after_s=retry_after_s,
    )


def outcome_of(service_code: str | None, http_status: int, words: str = "") -> Outcome:
    """What an answer means: by its code where the table has it, by its HTTP status otherwise.

    `APIG.0201` is not in the table: it stands for four different faults, which its HTTP status tells apart. One fault
    has no code of its own, so that only the documented words tell it from others: a locked access key.
    """
    if http_status == 401 and KEY_LOCKED_WORDS in words:
        return errors.KEY_LOCKED
    rule = BY_CODE.get((service_code or "").replace("APIGW.", "APIG."))
    if rule is not None:
        return rule.outcome
    if http_status in _BY_STATUS:
        return _BY_STATUS[http_status]
    if 300 <= http_status < 400:
        return errors.REDIRECTED
    if 400 <= http_status < 500:
        return errors.REQUEST_REFUSED
    # 5xx; and a code that nobody documents inside an answer that claims success.
    return errors.TRANSIENT
