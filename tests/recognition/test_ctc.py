"""Constrained decoding agrees with the definition of connectionist temporal classification."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from permit_desktop.recognition.ctc import Grammar, decode
from permit_desktop.recognition.text_model import CharacterProbabilities

CHARACTERS = ("a", "b", "1")


@st.composite
def lines(draw: st.DrawFn, longest: int = 4) -> CharacterProbabilities:
    """Random probabilities over the blank and three characters, none of them so small that the search rounds it."""
    length = draw(st.integers(1, longest))
    weights = draw(st.lists(st.lists(st.floats(0.02, 1.0), min_size=4, max_size=4), min_size=length, max_size=length))
    steps = np.array(weights, np.float32)
    return CharacterProbabilities(steps / steps.sum(axis=1, keepdims=True), CHARACTERS)


def by_definition(line: CharacterProbabilities) -> dict[str, float]:
    """The probability of every text: the sum over all paths that collapse to it."""
    sums: defaultdict[str, float] = defaultdict(float)
    for path in itertools.product(range(len(CHARACTERS) + 1), repeat=len(line.steps)):
        collapsed = [key for key, _ in itertools.groupby(path)]
        text = "".join(CHARACTERS[column - 1] for column in collapsed if column)
        sums[text] += math.prod(float(step[column]) for step, column in zip(line.steps, path, strict=True))
    return dict(sums)


@given(lines(longest=2))
def test_probabilities_are_the_sums_over_all_alignments(line: CharacterProbabilities) -> None:
    # Two steps over three characters leave at most thirteen texts: one more than the beam holds.
    truth = by_definition(line)
    for candidate in decode(line):
        assert math.exp(candidate.log_probability) == pytest.approx(truth[candidate.text], rel=1e-4)


@given(lines())
def test_no_text_is_given_more_than_its_probability(line: CharacterProbabilities) -> None:
    truth = by_definition(line)
    found = decode(line)
    assert found
    for candidate in found:
        assert math.exp(candidate.log_probability) <= truth[candidate.text] * 1.001


@given(lines())
def test_the_best_text_comes_first_and_is_the_best_within_the_grammar(line: CharacterProbabilities) -> None:
    grammar = Grammar.of("a+1?|b", "ab1")
    found = decode(line, grammar)
    truth = {text: chance for text, chance in by_definition(line).items() if grammar.holds(text)}
    assert [one.log_probability for one in found] == sorted((one.log_probability for one in found), reverse=True)
    assert all(grammar.holds(candidate.text) for candidate in found)
    if found:
        assert truth[found[0].text] >= 0.5 * max(truth.values())


def test_the_second_choice_wins_where_the_first_is_impossible() -> None:
    line = CharacterProbabilities(_steps([0.1, 0.2, 0.1, 0.6], [0.9, 0.05, 0.03, 0.02]), CHARACTERS)
    assert decode(line)[0].text == "1"
    assert decode(line, Grammar.of("[ab]", "ab1"))[0].text == "a"


def test_a_doubled_character_needs_a_blank_between() -> None:
    sure = [0.001, 0.997, 0.001, 0.001]
    blank = [0.9999, 0.00004, 0.00003, 0.00003]
    assert decode(CharacterProbabilities(_steps(sure, sure), CHARACTERS))[0].text == "a"
    assert decode(CharacterProbabilities(_steps(sure, blank, sure), CHARACTERS))[0].text == "aa"


def test_nothing_is_found_where_the_grammar_holds_nothing_of_the_line() -> None:
    line = CharacterProbabilities(_steps([0.01, 0.9, 0.05, 0.04]), CHARACTERS)
    assert decode(line, Grammar.of("1{5}", "ab1")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", True), ("2", True), ("2016.0", True), ("2016.02.31", True), ("3", False), ("2016-", False)],
)
def test_a_grammar_knows_what_can_still_become_one_of_its_texts(text: str, *, expected: bool) -> None:
    date = Grammar.of(r"(?:19|20)[0-9]{2}\.(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12][0-9]|3[01])", "0123456789.")
    assert date.may_begin(text) is expected


@given(st.text("ab1", max_size=6))
def test_every_beginning_of_a_text_may_begin_it(text: str) -> None:
    grammar = Grammar.of("(?:ab|b1){2}a?", "ab1")
    if grammar.holds(text):
        assert all(grammar.may_begin(text[:end]) for end in range(len(text) + 1))


def _steps(*rows: list[float]) -> NDArray[np.float32]:
    return np.array(rows, np.float32)
