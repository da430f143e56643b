from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api import errors
from permit_desktop.api.error_table import RULES, outcome_of
from permit_desktop.api.errors import Action, ErrorClass, Outcome, ServiceError

NEW_STILL = ErrorClass.IMAGE, Action.NEW_STILL
PROGRAM = ErrorClass.OURS, Action.REPORT
ADDRESS = ErrorClass.OURS, Action.ASK_ADMINISTRATOR
TOKEN = ErrorClass.AUTHENTICATION, Action.RENEW_TOKEN
CREDENTIALS = ErrorClass.AUTHENTICATION, Action.ASK_CREDENTIALS
NOT_OFFERED = ErrorClass.NOT_OFFERED, Action.ASK_ADMINISTRATOR
ACCOUNT = ErrorClass.ACCOUNT, Action.ASK_ADMINISTRATOR
THROTTLED = ErrorClass.THROTTLED, Action.RETRY_LATER
SERVICE = ErrorClass.TRANSIENT, Action.RETRY_LATER

DOCUMENTED = {
    "AIS.0101": PROGRAM,
    "AIS.0102": NEW_STILL,
    "AIS.0103": NEW_STILL,
    "AIS.0104": NEW_STILL,
    "AIS.0105": (ErrorClass.IMAGE, Action.RETRY_ONCE),
    "AIS.0117": PROGRAM,
    "AIS.0118": SERVICE,
    "AIS.0119": NEW_STILL,
    "AIS.0120": NEW_STILL,
    "AIS.0121": PROGRAM,
    "AIS.0122": NEW_STILL,
    "ModelArts.0203": TOKEN,
    "ModelArts.0212": CREDENTIALS,
    "ModelArts.4101": CREDENTIALS,
    "ModelArts.4102": TOKEN,
    "ModelArts.4103": TOKEN,
    "ModelArts.4104": NEW_STILL,
    "ModelArts.4105": PROGRAM,
    "ModelArts.4106": ACCOUNT,
    "ModelArts.4107": SERVICE,
    "ModelArts.4201": ADDRESS,
    "ModelArts.4202": ADDRESS,
    "ModelArts.4203": ACCOUNT,
    "ModelArts.4204": NOT_OFFERED,
    "ModelArts.4301": SERVICE,
    "ModelArts.4302": SERVICE,
    "ModelArts.4401": THROTTLED,
    "ModelArts.4402": SERVICE,
    "ModelArts.4403": SERVICE,
    "ModelArts.4502": SERVICE,
    "ModelArts.4503": NOT_OFFERED,
    "ModelArts.4504": NOT_OFFERED,
    "ModelArts.4505": SERVICE,
    "ModelArts.4506": NOT_OFFERED,
    "ModelArts.4508": NOT_OFFERED,
    "ModelArts.4601": PROGRAM,
    "ModelArts.4603": (ErrorClass.OURS, Action.RETRY_ONCE),
    "ModelArts.4702": PROGRAM,
    "ModelArts.4703": PROGRAM,
    "ModelArts.4704": PROGRAM,
    "ModelArts.4705": PROGRAM,
    "ModelArts.4706": PROGRAM,
    "ModelArts.6201": ACCOUNT,
    "APIG.0101": NOT_OFFERED,
    "APIG.0103": SERVICE,
    "APIG.0104": SERVICE,
    "APIG.0105": SERVICE,
    "APIG.0106": PROGRAM,
    "APIG.0204": ADDRESS,
    "APIG.0301": TOKEN,
    "APIG.0302": ACCOUNT,
    "APIG.0303": CREDENTIALS,
    "APIG.0305": CREDENTIALS,
    "APIG.0306": ACCOUNT,
    "APIG.0307": TOKEN,
    "APIG.0308": THROTTLED,
    "APIG.0310": ACCOUNT,
    "APIG.0311": CREDENTIALS,
    "APIG.0501": ACCOUNT,
    "APIG.0502": ACCOUNT,
    "APIG.0601": SERVICE,
    "APIG.0605": SERVICE,
    "APIG.0606": SERVICE,
    "APIG.0607": ADDRESS,
    "APIG.0608": SERVICE,
    "APIG.0609": SERVICE,
    "APIG.0610": SERVICE,
    "APIG.0611": SERVICE,
    "APIG.0612": SERVICE,
    "APIG.0613": SERVICE,
    "APIG.0802": ACCOUNT,
}
"""What the service's documentation says of each code: whose failure it is, and what a caller does about it."""

OUTCOMES = [value for value in vars(errors).values() if isinstance(value, Outcome)]


def test_no_code_stands_twice() -> None:
    assert Counter(rule.code for rule in RULES).most_common(1)[0][1] == 1


@pytest.mark.parametrize(("code", "documented"), DOCUMENTED.items())
def test_a_code_means_what_is_documented_whatever_the_status(code: str, documented: tuple[ErrorClass, Action]) -> None:
    outcomes = [outcome_of(code, status) for status in (200, 400, 401, 404, 429, 500)]

    assert {(outcome.error_class, outcome.action) for outcome in outcomes} == {documented}


def test_every_code_of_the_table_is_documented() -> None:
    assert {rule.code for rule in RULES} == DOCUMENTED.keys()


@given(st.sampled_from([rule for rule in RULES if rule.code.startswith("APIG.")]))
def test_the_older_gateway_means_the_same(rule: object) -> None:
    code = str(getattr(rule, "code", ""))

    assert outcome_of(code.replace("APIG.", "APIGW."), 400) is outcome_of(code, 400)


@pytest.mark.parametrize(
    ("status", "error_class"),
    [
        (400, ErrorClass.OURS),
        (413, ErrorClass.IMAGE),
        (414, ErrorClass.OURS),
        (494, ErrorClass.OURS),
        (500, ErrorClass.TRANSIENT),
        (502, ErrorClass.TRANSIENT),
        (504, ErrorClass.TRANSIENT),
    ],
)
def test_the_code_of_four_faults_goes_by_its_status(status: int, error_class: ErrorClass) -> None:
    assert outcome_of("APIG.0201", status).error_class is error_class


@given(st.none() | st.text(max_size=20), st.integers(200, 599))
def test_every_answer_has_an_outcome(code: str | None, status: int) -> None:
    assert outcome_of(code, status) in OUTCOMES


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: str(outcome.message))
def test_every_outcome_says_what_is_wrong_and_what_to_do_in_a_sentence_each(outcome: Outcome) -> None:
    for sentence in (outcome.message, outcome.remedy):
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence.startswith("`")


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: str(outcome.message))
def test_a_remedy_asks_for_no_request_id_that_it_does_not_name(outcome: Outcome) -> None:
    assert "request ID" not in ServiceError(outcome).remedy
    named = ServiceError(outcome, request_id="r{1}").remedy
    assert "request ID r{1}." in named or named == outcome.remedy


def test_what_only_the_services_own_people_can_look_into_is_reported_with_the_request_id() -> None:
    for outcome in (errors.REQUEST_REFUSED, errors.ANSWER_EMPTY, errors.ANSWER_GARBLED):
        assert ServiceError(outcome, request_id="r1").remedy.endswith("with the request ID r1.")


def test_refused_credentials_are_never_simply_tried_again() -> None:
    actions = {outcome.action for outcome in OUTCOMES if outcome.error_class is ErrorClass.AUTHENTICATION}

    assert actions == {Action.RENEW_TOKEN, Action.ASK_CREDENTIALS}


def test_the_withdrawn_api_is_said_in_words() -> None:
    assert outcome_of("APIG.0101", 404).message == "This service does not offer permit recognition any more."
