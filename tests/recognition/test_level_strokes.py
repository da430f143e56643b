"""Names of level strokes are read whole: between those, one upright stroke alone crosses a row."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.specimens.card import render_card
from tests.specimens.person import invent

NAMES = {
    "王一": "WANG, YI",
    "王丁": "WANG, DING",
    "王三": "WANG, SAN",
    "王正": "WANG, ZHENG",
    "张三": "ZHANG, SAN",
    "于三": "YU, SAN",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_level_strokes_is_read_whole(name: str, recogniser: OnDeviceRecogniser) -> None:
    permit = replace(invent(218, PermitType.HK_MACAO), name=name, name_en=NAMES[name])
    card = render_card(permit, Side.FRONT, 218, 10.0).pixels
    on_grey = cv2.copyMakeBorder(card, 60, 60, 60, 60, cv2.BORDER_CONSTANT, value=(90, 90, 90))
    result = recogniser.recognise(np.asarray(on_grey, np.uint8), with_portrait=False)
    assert result.value(FieldName.NAME) == name
    assert result.value(FieldName.NAME_EN) == NAMES[name]
