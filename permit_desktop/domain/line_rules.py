"""Rules for the machine-readable line: its check digits, its document code, and its agreement with the print."""

from __future__ import annotations

from collections.abc import Iterator

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import parse_date, parse_period, printed
from permit_desktop.domain.finding import Finding, FindingCode
from permit_desktop.domain.machine_line import Check, MachineLine
from permit_desktop.domain.permit import FieldName, PermitResult


def line_findings(result: PermitResult) -> Iterator[Finding]:
    """The findings on a front's machine-readable line; none when the recogniser did not return it."""
    code = result.value(FieldName.MACHINE_CODE)
    if code is None:
        return
    line = machine_line.parse(code)
    yield from _checks(line)
    if len(line.text) == machine_line.LENGTH:
        yield from _document_code(result, line)
        yield from _number(result, line)
        yield from _birth(result, line)
        yield from _expiry(result, line)


def _checks(line: MachineLine) -> Iterator[Finding]:
    fields = (FieldName.MACHINE_CODE,)
    if len(line.text) != machine_line.LENGTH:
        yield Finding(
            FindingCode.LINE_UNREADABLE,
            fields,
            f"The machine-readable line was read with {len(line.text)} characters; it has {machine_line.LENGTH}.",
        )
        return
    checks = {
        "number": line.number_check,
        "expiry": line.expiry_check,
        "birth date": line.birth_check,
        "whole line": line.composite_check,
    }
    unreadable = ", ".join(name for name, check in checks.items() if check is Check.UNREADABLE)
    refuted = ", ".join(name for name, check in checks.items() if check is Check.REFUTED)
    if unreadable:
        yield Finding(
            FindingCode.LINE_UNREADABLE,
            fields,
            f"The machine-readable line cannot be checked; characters that cannot stand there: {unreadable}.",
        )
    if refuted:
        yield Finding(
            FindingCode.LINE_REFUTED,
            fields,
            f"Check digits of the machine-readable line that do not fit what was read: {refuted}.",
        )


def _document_code(result: PermitResult, line: MachineLine) -> Iterator[Finding]:
    if result.type is None or line.permit_type is result.type:
        return
    expected = next(code for code, document in machine_line.DOCUMENT_CODES.items() if document is result.type)
    yield Finding(
        FindingCode.DOCUMENT_CODE,
        (FieldName.MACHINE_CODE, FieldName.TYPE),
        f"The machine-readable line starts with {line.text[:2]}; that of a {result.type} starts with {expected}.",
    )


def _number(result: PermitResult, line: MachineLine) -> Iterator[Finding]:
    if line.number_check is Check.UNREADABLE:
        return
    coded, number = line.text[2:11], result.value(FieldName.NUMBER)
    twins = machine_line.blind_twins(coded)
    if number == coded:
        return
    fields = (FieldName.NUMBER, FieldName.MACHINE_CODE)
    if twins and (number is None or number in twins):
        letters = " or ".join(twin[1] for twin in twins)
        yield Finding(
            FindingCode.NUMBER_LOOK_ALIKE,
            fields,
            f"The second character of the number {coded} could be {letters}: the check digits fit either. "
            "Please compare it with the card.",
        )
    elif number is not None:
        yield Finding(
            FindingCode.NUMBER_DIFFERS,
            fields,
            f"The number is printed as {number}; the machine-readable line has {coded}.",
        )


def _birth(result: PermitResult, line: MachineLine) -> Iterator[Finding]:
    birth = parse_date(result.value(FieldName.BIRTH_DATE) or "")
    coded = line.text[21:27]
    if birth is None or line.birth_check is Check.UNREADABLE or f"{birth:%y%m%d}" == coded:
        return
    yield Finding(
        FindingCode.BIRTH_DIFFERS,
        (FieldName.BIRTH_DATE, FieldName.MACHINE_CODE),
        f"The birth date is printed as {printed(birth)}; the machine-readable line has {coded}.",
    )


def _expiry(result: PermitResult, line: MachineLine) -> Iterator[Finding]:
    period = parse_period(result.value(FieldName.VALID_PERIOD) or "")
    coded = line.text[13:19]
    if period is None or line.expiry_check is Check.UNREADABLE or f"{period.end:%y%m%d}" == coded:
        return
    yield Finding(
        FindingCode.EXPIRY_DIFFERS,
        (FieldName.VALID_PERIOD, FieldName.MACHINE_CODE),
        f"The last day is printed as {printed(period.end)}; the machine-readable line has {coded}.",
    )
