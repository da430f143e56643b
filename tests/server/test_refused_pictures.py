"""Pictures that the reader on this computer refuses, each for a reason of its own, and what a client is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from permit_desktop.api.error_table import BY_CODE
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.permit import PermitResult, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.reader import OnDeviceRecogniser
from tests.server.serving import Running, body_of, serving
from tests.specimens.camera import SpecimenStill, render_empty_desk, render_other_still, render_still
from tests.specimens.conditions import Tier
from tests.specimens.other_cards import OtherCard


class Noting:
    """The reader on this computer, with a note of the reason of each refusal, which the contract does not tell."""

    def __init__(self) -> None:
        self.reasons: list[ErrorCode] = []
        self._reader = OnDeviceRecogniser()

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        try:
            return self._reader.recognise(still, with_portrait=with_portrait)
        except ReadError as refused:
            self.reasons.append(refused.code)
            raise


@pytest.fixture(scope="module")
def recogniser() -> Noting:
    return Noting()


@pytest.fixture(scope="module")
def reading_service(tmp_path_factory: pytest.TempPathFactory, recogniser: Noting) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("service"), (recogniser,)) as running:
        yield running


def refused_still(reason: ErrorCode) -> SpecimenStill:
    match reason:
        case ErrorCode.NO_PERMIT:
            return render_empty_desk(5, Tier.WEBCAM)
        case ErrorCode.CUT_OFF:
            return render_still(1001, Tier.CUT_OFF, side=Side.FRONT)
        case ErrorCode.TOO_BLURRED:
            return render_still(7008, Tier.BLURRED)
        case _:
            return render_other_still(1, Tier.DOCUMENT_CAMERA, OtherCard.LOYALTY)


@pytest.mark.parametrize(
    "reason", [ErrorCode.NO_PERMIT, ErrorCode.CUT_OFF, ErrorCode.TOO_BLURRED, ErrorCode.NOT_THIS_DOCUMENT]
)
def test_whatever_the_reason_a_refused_picture_has_the_contracts_code_for_poor_pictures(
    reason: ErrorCode, reading_service: Running, recogniser: Noting
) -> None:
    answer = reading_service.recognise(body_of(refused_still(reason).jpeg))

    assert recogniser.reasons[-1:] == [reason]
    assert answer.status_code == 400
    assert answer.json() == {"error_code": "AIS.0104", "error_msg": BY_CODE["AIS.0104"].text}
