"""One picture to one answer, in the process that reads: plain values in, plain values out."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from permit_desktop.api.contract_codes import CONTRACT_CODES
from permit_desktop.api.wire import result_to_json
from permit_desktop.domain.errors import PermitError
from permit_desktop.imaging.decode import decode_still
from permit_desktop.recognition.recogniser import Recogniser


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be read.

    Attributes:
        image: the bytes of a picture file, from outside.
        portrait_image: whether the portrait's crop is wanted.
        portrait_location: whether the portrait's place is wanted.
    """

    image: bytes = field(repr=False)
    portrait_image: bool
    portrait_location: bool


@dataclass(frozen=True, slots=True)
class Read:
    """The permit was read; `result` is the API's result object."""

    result: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """The picture is at fault; `service_code` is the API's code for it."""

    service_code: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The service is at fault; `fault` says where, for the log, without anything of the picture."""

    fault: str


Outcome: TypeAlias = Read | Refused | Failed


def carry_out(recogniser: Recogniser, task: Task) -> Outcome:
    """Decodes and reads one picture; never raises, so that no picture ends the process that reads it."""
    try:
        still = decode_still(task.image)
        result = recogniser.recognise(still, with_portrait=task.portrait_image or task.portrait_location)
        return Read(
            result_to_json(result, portrait_image=task.portrait_image, portrait_location=task.portrait_location)
        )
    except PermitError as error:
        service_code = CONTRACT_CODES.get(error.code)
        return Refused(service_code) if service_code else Failed(error.code.value)
    except Exception as error:  # noqa: BLE001 (a bug met by one picture must not take the next ones with it)
        return Failed(fault_of(error))


def fault_of(error: BaseException) -> str:
    """The kind of an unexpected exception and where it was raised; not its text, which may quote the picture."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
