"""The verb `read`: stills to results, one JSON line a file; stores nothing, and on this machine asks no keyring."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO

from permit_desktop.api.contract_codes import CONTRACT_CODES
from permit_desktop.api.wire import result_to_json
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.findings import findings
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.still_file import read_still_file
from permit_desktop.recognition.recogniser import Recogniser

_ON_DEVICE: Final = "on-device"
_SERVICE: Final = "service"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JPG, PNG, BMP or TIFF")
    parser.add_argument("--portrait", action="store_true", help="with the portrait's crop and its place in the picture")
    parser.add_argument(
        "--recogniser",
        choices=(_ON_DEVICE, _SERVICE),
        default=_ON_DEVICE,
        help="who reads: this machine (the default), or the service of the settings file",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads the files with the recogniser that the command line names."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8, whatever the console's own encoding
    try:
        recogniser = _open_recogniser(arguments)
    except PermitError as error:
        sys.stderr.write(f"permit-desktop: {error.message} {error.remedy}\n")
        return SOME_FAILED
    return read_files(arguments.files, recogniser, sys.stdout, with_portrait=arguments.portrait)


def _open_recogniser(arguments: argparse.Namespace) -> Recogniser:
    if arguments.recogniser == _ON_DEVICE:
        from permit_desktop.recognition.reader import OnDeviceRecogniser

        return OnDeviceRecogniser()
    from permit_desktop.api.access import open_service
    from permit_desktop.cli.service import Person, find_access
    from permit_desktop.cli.settings_access import settings_for
    from permit_desktop.system.secrets import Secrets, find_system_keyring

    settings = settings_for(arguments, "service")
    person = Person(sys.stdin, sys.stderr)
    return open_service(find_access(Secrets(find_system_keyring), settings.service, person), settings)


def read_files(files: Iterable[Path], recogniser: Recogniser, output: TextIO, *, with_portrait: bool) -> int:
    """Reads one file after the other and writes each answer as soon as it is there.

    Returns:
        `SOME_FAILED` when any file could not be read.
    """
    code = DONE
    for file in files:
        begun = time.perf_counter()
        answer: dict[str, Any] = {"file": _plain_name(file)}
        try:
            result = recogniser.recognise(read_still_file(file), with_portrait=with_portrait)
        except PermitError as error:
            code = SOME_FAILED
            answer["error"] = _told(error)
        else:
            answer |= _answer(result, with_portrait=with_portrait)
        answer["seconds"] = round(time.perf_counter() - begun, 3)
        output.write(json.dumps(answer, ensure_ascii=False) + "\n")
        output.flush()
    return code


def _plain_name(file: Path) -> str:
    """The file's name as text that any reader of JSON takes; bytes that are no UTF-8 are spelled out."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def _told(error: PermitError) -> Mapping[str, str]:
    told = {"code": error.code.value, "message": error.message, "remedy": error.remedy}
    contract_code = CONTRACT_CODES.get(error.code)
    return told if contract_code is None else told | {"error_code": contract_code}


def _answer(result: PermitResult, *, with_portrait: bool) -> Mapping[str, Any]:
    """The interface's result object, and beside it what that interface has no place for."""
    return {
        "result": result_to_json(result, portrait_image=with_portrait, portrait_location=with_portrait),
        "evidence": {field.value: weight.evidence.value for field, weight in weigh(result).items()},
        "findings": [
            {
                "code": finding.code.value,
                "fields": [field.value for field in finding.fields],
                "message": finding.message,
            }
            for finding in findings(result, date.today())  # noqa: DTZ011 - the clerk's own calendar day decides
        ],
    }
