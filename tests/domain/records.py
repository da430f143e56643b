"""Clean records of an invented person, to be broken one field at a time."""

from __future__ import annotations

from datetime import date

from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Reading, Side

TODAY = date(2026, 6, 1)

SPECIMEN_LINE = "CSCA32732010<2901178<8108038<2"
"""The line of the issuing authority's published specimen."""


def front(changes: dict[FieldName, str | None] | None = None) -> PermitResult:
    """The published specimen's front; a change to None leaves the field out."""
    return _result(
        {
            FieldName.TYPE: PermitType.HK_MACAO,
            FieldName.SIDE: Side.FRONT,
            FieldName.NUMBER: "CA3273201",
            FieldName.NAME: "证件样本",
            FieldName.NAME_EN: "ZHENGJIAN, YANGBEN",
            FieldName.SEX: "女",
            FieldName.BIRTH_DATE: "1981.08.03",
            FieldName.VALID_PERIOD: "2019.01.18 - 2029.01.17",
            FieldName.ISSUING_AUTHORITY: "中华人民共和国出入境管理局",
            FieldName.ISSUE_PLACE: "广东",
            FieldName.MACHINE_CODE: SPECIMEN_LINE,
        },
        changes,
    )


def taiwan_front(changes: dict[FieldName, str | None] | None = None) -> PermitResult:
    """The same person's Taiwan permit."""
    return front(
        {
            FieldName.TYPE: PermitType.TAIWAN,
            FieldName.NUMBER: "L00000000",
            FieldName.MACHINE_CODE: "CDL000000007<2901178<8108038<8",
            **(changes or {}),
        }
    )


def back(changes: dict[FieldName, str | None] | None = None) -> PermitResult:
    """The back of the Hong Kong and Macao permit with two running endorsements."""
    return _result(
        {
            FieldName.TYPE: PermitType.HK_MACAO,
            FieldName.SIDE: Side.BACK,
            FieldName.HK_TYPE: "个人旅游（G）",
            FieldName.HK_ROUND_TRIPS: "贰次往返有效",
            FieldName.HK_VALID_PERIOD: "2026.04.21 - 2027.04.20",
            FieldName.HK_REMARK: "持证人每次在香港逗留不超过7天",
            FieldName.HK_ISSUE_INFO: "4400-H001",
            FieldName.MO_TYPE: "个人旅游（G）",
            FieldName.MO_ROUND_TRIPS: "壹次往返有效",
            FieldName.MO_VALID_PERIOD: "2026.04.21 - 2026.07.20",
            FieldName.MO_REMARK: "持证人在澳门逗留不超过7天",
            FieldName.MO_ISSUE_INFO: "4400-M001",
        },
        changes,
    )


def taiwan_back(changes: dict[FieldName, str | None] | None = None) -> PermitResult:
    """The back of the Taiwan permit with one running endorsement."""
    return _result(
        {
            FieldName.TYPE: PermitType.TAIWAN,
            FieldName.SIDE: Side.BACK,
            FieldName.TW_TYPE: "探亲（T）",
            FieldName.TW_ROUND_TRIPS: "多次往返有效",
            FieldName.TW_VALID_PERIOD: "2026.04.21 - 2027.04.20",
            FieldName.TW_ISSUE_INFO: "3500-T001",
        },
        changes,
    )


def _result(fields: dict[FieldName, str], changes: dict[FieldName, str | None] | None) -> PermitResult:
    changed: dict[FieldName, str | None] = {**fields, **(changes or {})}
    return PermitResult({name: Reading(value, 0.97) for name, value in changed.items() if value is not None})
