"""The verb `read`: stills to results, one JSON line each; stores nothing, and on this machine asks no keyring."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, TextIO

from permit_desktop.api.contract_codes import CONTRACT_CODES
from permit_desktop.api.errors import ServiceError
from permit_desktop.api.request import is_plain_url
from permit_desktop.api.wire import result_to_json
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED, USAGE
from permit_desktop.domain import machine_line
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.findings import findings
from permit_desktop.domain.machine_line import MachineLine
from permit_desktop.domain.permit import FieldName, PermitResult
from permit_desktop.imaging.still_file import read_still_file
from permit_desktop.recognition.recogniser import Recogniser, place_by_reading

_ON_DEVICE: Final = "on-device"
_SERVICE: Final = "service"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="JPG, PNG, BMP or TIFF")
    parser.add_argument("--portrait", action="store_true", help="with the portrait's crop and its place in the picture")
    parser.add_argument(
        "--recogniser",
        choices=(_ON_DEVICE, _SERVICE),
        default=_ON_DEVICE,
        help="who reads: this machine (the default), or the service of the settings file",
    )
    parser.add_argument(
        "--url",
        action="append",
        type=_url,
        default=[],
        dest="urls",
        metavar="URL",
        help="a picture that the service is to fetch by itself; may be given more than once",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads the files with the recogniser that the command line names."""
    if not (arguments.files or arguments.urls):
        sys.stderr.write("permit-desktop read: which FILE?\n")
        return USAGE
    if arguments.urls and arguments.recogniser == _ON_DEVICE:
        sys.stderr.write("permit-desktop read: --url needs --recogniser service, nothing else fetches pictures.\n")
        return USAGE
    try:
        return _read(arguments, sys.stdout)
    except PermitError as error:
        sys.stderr.write(f"permit-desktop: {error.message} {error.remedy}\n")
        return SOME_FAILED


def _read(arguments: argparse.Namespace, output: TextIO) -> int:
    with_portrait: bool = arguments.portrait
    if arguments.recogniser == _ON_DEVICE:
        from permit_desktop.recognition.reader import OnDeviceRecogniser

        return read_files(arguments.files, OnDeviceRecogniser(), output, with_portrait=with_portrait)
    from permit_desktop.api.access import open_service
    from permit_desktop.cli.service import Person, find_access, refused_access
    from permit_desktop.cli.settings_access import settings_for
    from permit_desktop.recognition.apart import RecogniserApart
    from permit_desktop.system.secrets import Secrets, find_system_keyring

    settings = settings_for(arguments, "service")
    person = Person(sys.stdin, sys.stderr)
    access = find_access(Secrets(find_system_keyring), settings.service, person)
    refused = refused_access(arguments)
    with (
        closing(RecogniserApart()) as here,  # starts when a card is in doubt
        closing(open_service(access, settings, refused=refused, look_harder=place_by_reading(here))) as service,
    ):
        codes = [read_files(arguments.files, service, output, with_portrait=with_portrait)]
        for url in arguments.urls:
            read = partial(service.recognise_at, url, with_portrait=with_portrait)
            codes.append(_answer({"url": url}, read, output, with_portrait=with_portrait))
    return max(codes)


def read_files(files: Iterable[Path], recogniser: Recogniser, output: TextIO, *, with_portrait: bool) -> int:
    """Reads one file after the other and writes each answer as soon as it is there.

    Returns:
        `SOME_FAILED` when any file could not be read.
    """

    def read(file: Path) -> PermitResult:
        return recogniser.recognise(read_still_file(file), with_portrait=with_portrait)

    return max(
        (
            _answer({"file": _plain_name(file)}, partial(read, file), output, with_portrait=with_portrait)
            for file in files
        ),
        default=DONE,
    )


def _answer(answer: dict[str, Any], read: Callable[[], PermitResult], output: TextIO, *, with_portrait: bool) -> int:
    """Reads one picture and writes its line, which begins with the name of the picture."""
    begun = time.perf_counter()
    code = DONE
    try:
        answer |= _told(read(), with_portrait=with_portrait)
    except PermitError as error:
        code = SOME_FAILED
        answer["error"] = _told_failure(error)
    answer["seconds"] = round(time.perf_counter() - begun, 3)
    output.write(json.dumps(answer, ensure_ascii=False) + "\n")
    output.flush()
    return code


def _url(text: str) -> str:
    if not (is_plain_url(text) and text.lower().startswith(("https://", "http://"))):
        raise argparse.ArgumentTypeError("an address https://… is wanted, with everything but ASCII percent-encoded")
    return text


def _plain_name(file: Path) -> str:
    """The file's name as text that any reader of JSON takes; bytes that are no UTF-8 are spelled out."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def _told_failure(error: PermitError) -> Mapping[str, str]:
    told = {"code": error.code.value, "message": error.message, "remedy": error.remedy}
    contract_code = CONTRACT_CODES.get(error.code)
    if isinstance(error, ServiceError):
        contract_code = error.service_code
        if error.service_message is not None:
            told["service_message"] = error.service_message
        if error.request_id is not None:
            told["request_id"] = error.request_id
    return told if contract_code is None else told | {"error_code": contract_code}


def _told(result: PermitResult, *, with_portrait: bool) -> Mapping[str, Any]:
    """The interface's result object, and beside it what that interface has no place for."""
    line = result.value(FieldName.MACHINE_CODE)
    return {
        "result": result_to_json(result, portrait_image=with_portrait, portrait_location=with_portrait),
        "evidence": {field.value: weight.evidence.value for field, weight in weigh(result).items()},
        **({} if line is None else {"line": _line(machine_line.parse(line))}),
        "findings": [
            {
                "code": finding.code.value,
                "fields": [field.value for field in finding.fields],
                "message": finding.message,
            }
            for finding in findings(result, date.today())  # noqa: DTZ011 - the clerk's own calendar day decides
        ],
    }


def _line(line: MachineLine) -> Mapping[str, Any]:
    """What each check digit of the machine-readable line says, the parts that hold, and what it cannot tell apart."""
    checks = {
        "number": line.number_check,
        "expiry": line.expiry_check,
        "birth": line.birth_check,
        "whole": line.composite_check,
    }
    parts = {"number": line.number, "expiry": line.expiry_yymmdd, "birth": line.birth_yymmdd}
    return {
        "checks": {part: check.value for part, check in checks.items()},
        "parts": {part: text for part, text in parts.items() if text is not None},
        "look_alikes": machine_line.blind_twins(line.number) if line.number is not None else (),
    }
