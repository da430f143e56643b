"""Usable values of every setting, for properties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.setting_kinds import (
    Address,
    Choice,
    FieldThresholds,
    OneNumber,
    Place,
    Proxy,
    Switch,
    Template,
    Text,
    ThresholdTable,
    Whole,
)
from permit_desktop.system.settings import TABLE

_LINES = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40)
_HOSTS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}(:[0-9]{1,5})?", fullmatch=True, alphabet=st.characters(codec="ascii"))
_SHARES = st.floats(0.01, 1)
_THRESHOLDS = st.tuples(_SHARES, _SHARES).map(lambda pair: Thresholds(max(pair), min(pair)))


def _folder(name: str) -> Path:
    return Path.cwd() / "folder" / name.replace("/", "").replace("\\", "")


_BY_KIND: Mapping[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    Choice: lambda kind: st.sampled_from(kind.words),
    Switch: lambda _: st.booleans(),
    Whole: lambda kind: st.integers(kind.least, kind.most),
    OneNumber: lambda kind: st.sampled_from(kind.numbers),
    Text: lambda kind: _LINES.map(lambda text: text[: kind.longest]),
    Template: lambda _: st.sampled_from(["", "{number}\t{name}", "{endorsement_info_hk.remark}\n{birth_date} x"]),
    Address: lambda _: _HOSTS.map("https://{}/v1".format),
    Proxy: lambda _: st.sampled_from(["system", "none"]) | _HOSTS.map("http://{}".format),
    Place: lambda _: st.none() | _LINES.map(_folder),
    ThresholdTable: lambda _: st.builds(
        FieldThresholds,
        _THRESHOLDS,
        st.dictionaries(st.sampled_from(FieldName), _THRESHOLDS, max_size=3).map(
            lambda each: tuple((field, each[field]) for field in FieldName if field in each)
        ),
    ),
}

VALUES = {key: _BY_KIND[type(setting.kind)](setting.kind) for key, setting in TABLE.items()}
