from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api import errors
from permit_desktop.api.error_table import RULES, outcome_of
from permit_desktop.api.errors import Action, ErrorClass, Outcome, ServiceError

OUTCOMES = [value for value in vars(errors).values() if isinstance(value, Outcome)]


def test_no_code_stands_twice() -> None:
    assert Counter(rule.code for rule in RULES).most_common(1)[0][1] == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_a_code_counts_more_than_any_status(rule: object) -> None:
    code, outcome = getattr(rule, "code", ""), getattr(rule, "outcome", None)

    assert {outcome_of(code, status) for status in (200, 400, 401, 404, 429, 500)} == {outcome}


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
