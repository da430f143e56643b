from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.permit_session import Outcome, PermitSession
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Reading, Side


def result(side: Side | None, kind: PermitType | None = PermitType.HK_MACAO, **values: str) -> PermitResult:
    readings = {FieldName[name.upper()]: Reading(text, 0.99) for name, text in values.items()}
    if side is not None:
        readings[FieldName.SIDE] = Reading(side.value, 0.99)
    if kind is not None:
        readings[FieldName.TYPE] = Reading(kind.value, 0.99)
    return PermitResult(readings)


def front(number: str = "CA0000001", kind: PermitType | None = PermitType.HK_MACAO, **values: str) -> PermitResult:
    return result(Side.FRONT, kind, number=number, **values)


def back(text: str = "个人旅游", kind: PermitType | None = PermitType.HK_MACAO) -> PermitResult:
    return result(Side.BACK, kind, hk_type=text, hk_valid_period=text, mo_type=text)


def after(*sides: PermitResult) -> tuple[PermitSession, list[Outcome]]:
    session, outcomes = PermitSession(), []
    for side in sides:
        session, outcome = session.add(side)
        outcomes.append(outcome)
    return session, outcomes


def test_a_front_and_a_back_make_one_permit_in_either_order() -> None:
    for sides in ((front(), back()), (back(), front())):
        session, outcomes = after(*sides)

        assert outcomes == [Outcome.ADDED, Outcome.ADDED]
        assert session.complete


def test_the_prompt_is_to_turn_over_after_one_side_and_nothing_more_after_both() -> None:
    assert PermitSession().prompt is None
    assert after(front())[0].prompt is Reason.TURN_OVER
    assert after(back())[0].prompt is Reason.TURN_OVER
    assert after(front(), back())[0].prompt is Reason.CAPTURED


def test_the_same_front_again_replaces_the_earlier_one_and_keeps_the_back() -> None:
    second = front(name="张三")
    session, outcomes = after(front(), back(), second)

    assert outcomes[-1] is Outcome.REPLACED
    assert session.front is second
    assert session.complete


def test_a_front_whose_number_slipped_is_still_the_same_holders() -> None:
    one = front("CA0000001", name="张三", birth_date="1981.08.03")
    other = front("CA0000007", name="张三", birth_date="1981.08.03")

    assert after(one, back(), other)[1][-1] is Outcome.REPLACED


def test_two_fronts_without_any_number_are_not_taken_for_the_same() -> None:
    assert after(result(Side.FRONT), back(), result(Side.FRONT))[1][-1] is Outcome.NEXT_PERMIT


def test_the_first_side_again_is_refused_and_stays_as_it_was_read() -> None:
    before, _ = after(front())
    session, outcome = before.add(front(name="张三"))

    assert outcome is Outcome.SAME_SIDE
    assert session is before


def test_another_persons_front_in_place_of_the_back_is_refused_and_changes_nothing() -> None:
    before, _ = after(front("CA0000001"))
    session, outcome = before.add(front("CB0000002"))

    assert outcome is Outcome.OTHER_PERMIT
    assert session is before
    assert session.add(back())[0].complete


def test_where_one_side_is_enough_each_is_a_permit_of_its_own() -> None:
    session = PermitSession(sides=1)
    outcomes = []
    for side in (front("CA0000001"), front("CB0000002"), back(), back("探亲"), front("CA0000001")):
        session, outcome = session.add(side)
        outcomes.append(outcome)
        assert session.complete
        assert session.prompt is Reason.CAPTURED

    assert outcomes == [Outcome.ADDED, *[Outcome.NEXT_PERMIT] * 4]


def test_a_front_of_another_number_begins_the_next_permit_without_the_old_back() -> None:
    session, outcomes = after(front("CA0000001"), back(), front("CB0000002"))

    assert outcomes[-1] is Outcome.NEXT_PERMIT
    assert session.back is None
    assert session.prompt is Reason.TURN_OVER


def test_a_back_with_other_print_begins_the_next_permit_once_one_is_complete() -> None:
    session, outcomes = after(front(), back("个人旅游"), back("探亲"))

    assert outcomes[-1] is Outcome.NEXT_PERMIT
    assert session.front is None


def test_a_back_that_was_read_a_little_differently_is_the_same_back() -> None:
    slipped = result(Side.BACK, PermitType.HK_MACAO, hk_type="个人旅游", hk_valid_period="个人旅游", mo_type="个入旅游")

    assert after(front(), back("个人旅游"), slipped)[1][-1] is Outcome.REPLACED


def test_a_side_of_the_other_document_is_refused_and_changes_nothing() -> None:
    before, _ = after(front(kind=PermitType.HK_MACAO))
    taiwan_back = result(Side.BACK, None, tw_type="团队旅游")

    session, outcome = before.add(taiwan_back)

    assert outcome is Outcome.OTHER_TYPE
    assert session is before


def test_a_back_of_unknown_type_is_not_refused() -> None:
    assert after(front(), result(Side.BACK, None))[1][-1] is Outcome.ADDED


def test_a_result_without_a_side_is_refused_and_changes_nothing() -> None:
    before, _ = after(front())

    assert before.add(result(None)) == (before, Outcome.SIDE_UNKNOWN)


def test_a_front_that_was_asked_for_again_is_replaced_although_its_number_was_misread() -> None:
    session, _ = after(front("CA0000001", name="石生"), back())
    asked = session.redo(Side.FRONT)

    assert asked.prompt is Reason.TURN_OVER
    renewed, outcome = asked.add(front("CA0000007", name="石生"))

    assert outcome is Outcome.REPLACED
    assert renewed.complete
    assert renewed.again is None


def test_a_front_of_somebody_else_is_never_put_beside_the_first_persons_back() -> None:
    session, _ = after(front("CA0000001", name="石生"), back())

    renewed, outcome = session.redo(Side.FRONT).add(front("CB0000002", name="金水"))

    assert outcome is Outcome.NEXT_PERMIT
    assert renewed.back is None


def test_a_front_of_somebody_else_does_not_replace_the_front_of_a_permit_that_is_begun() -> None:
    begun = after(front("CA0000001"))[0].redo(Side.FRONT)

    assert begun.add(front("CB0000002")) == (begun, Outcome.OTHER_PERMIT)


def test_a_front_of_which_nothing_was_read_is_replaced_by_any() -> None:
    unread = result(Side.FRONT)

    assert after(unread)[0].redo(Side.FRONT).add(front())[1] is Outcome.REPLACED


def test_asking_for_one_side_again_does_not_let_the_other_one_pass_unchecked() -> None:
    session, _ = after(front("CA0000001"), back())

    assert session.redo(Side.BACK).add(front("CB0000002"))[1] is Outcome.NEXT_PERMIT


def test_a_side_that_was_asked_for_again_is_done_with_once_the_permit_is_complete() -> None:
    session, outcome = after(front())[0].redo(Side.FRONT).add(back())

    assert outcome is Outcome.ADDED
    assert session.prompt is Reason.CAPTURED
    one_sided, _ = replace(PermitSession(sides=1), again=Side.FRONT).add(back())
    assert one_sided.prompt is Reason.CAPTURED


def test_a_back_that_was_asked_for_again_is_replaced_by_a_better_reading_of_it() -> None:
    poor = result(Side.BACK, PermitType.HK_MACAO, hk_type="个人旅游", mo_type="个入旅游")
    asked = after(front(), poor)[0].redo(Side.BACK)

    renewed, outcome = asked.add(back())

    assert outcome is Outcome.REPLACED
    assert renewed.prompt is Reason.CAPTURED


def test_another_persons_back_is_never_put_behind_the_first_persons_front() -> None:
    asked = after(front(), back("个人旅游"))[0].redo(Side.BACK)

    assert asked.add(back("探亲")) == (asked, Outcome.OTHER_PERMIT)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["front", "back", "both"])), max_size=8), st.booleans())
def test_of_files_that_come_one_after_another_no_permit_gets_anothers_side(
    scanned: list[tuple[int, str]],
    fronts_first: bool,  # noqa: FBT001 - hypothesis draws it
) -> None:
    """As long as every permit is scanned whole, or all fronts come before all backs."""
    people = [person for person, _ in scanned]
    sides = [(person, side) for person in people for side in Side]
    if fronts_first and len(people) > 1:
        sides = [(person, side) for side in Side for person in people]
    session = PermitSession()
    holder: dict[Side, int] = {}
    for person, side in sides:
        of_person = front(f"CA000000{person}") if side is Side.FRONT else back(str(person))
        session, outcome = session.add_unseen(of_person)
        assert outcome in (Outcome.ADDED, Outcome.NEXT_PERMIT, Outcome.REPLACED)
        holder = ({} if outcome is Outcome.NEXT_PERMIT else holder) | {side: person}
        assert len(set(holder.values())) == 1


_numbers = st.sampled_from(["CA0000001", "CB0000002"])
_kinds = st.sampled_from(PermitType)
_sides = st.one_of(
    st.builds(front, _numbers, _kinds),
    st.builds(back, st.sampled_from(["个人旅游", "探亲"]), _kinds),
    st.just(result(None)),
)


@given(st.lists(_sides, max_size=12))
def test_a_permit_never_holds_sides_of_two_documents(sides: list[PermitResult]) -> None:
    session = PermitSession()
    for side in sides:
        session, _ = session.add(side)
        present = [kept for kept in (session.front, session.back) if kept is not None]
        assert len({kept.type for kept in present}) <= 1
        assert session.front is None or session.front.side is Side.FRONT
        assert session.back is None or session.back.side is Side.BACK


@given(st.lists(_sides, max_size=12))
def test_two_fronts_of_different_numbers_never_share_a_back(sides: list[PermitResult]) -> None:
    session = PermitSession()
    for side in sides:
        before = session
        session, outcome = session.add(side)
        if before.front is not None and session.front is not None and outcome is not Outcome.NEXT_PERMIT:
            assert session.front.value(FieldName.NUMBER) == before.front.value(FieldName.NUMBER)
