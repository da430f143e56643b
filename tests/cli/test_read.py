"""The verb `read`: one JSON line a file, whatever the files are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from permit_desktop.cli.command_line import run
from permit_desktop.cli.read import read_files
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.machine_line import compose
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Portrait, Reading, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.resources import resource

OUTLINE = Quad.of([(0, 0), (10, 0), (10, 6), (0, 6)])
LINE = compose(PermitType.HK_MACAO, "CB3273201", date(2019, 1, 17), date(1981, 8, 3))
FRONT = PermitResult(
    {
        FieldName.TYPE: Reading(PermitType.HK_MACAO, 0.99),
        FieldName.SIDE: Reading(Side.FRONT, 0.99),
        FieldName.NUMBER: Reading("CB3273201", 0.98),
        FieldName.VALID_PERIOD: Reading("2009.01.18 - 2019.01.17", 0.97),
        FieldName.MACHINE_CODE: Reading(LINE, 0.96),
    },
    OUTLINE,
)


class Stub:
    """Reads every still as the same front; a dark one as no permit."""

    def __init__(self, front: PermitResult = FRONT) -> None:
        self._front = front

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        if still.mean() < 10:
            raise ReadError(ErrorCode.NO_PERMIT, "There is no permit.", "Place one.")
        portrait = Portrait(OUTLINE, b"\xff\xd8\xff") if with_portrait else None
        return PermitResult(self._front.readings, self._front.outline, portrait)


def picture(folder: Path, name: str, grey: int = 200) -> Path:
    file = folder / name
    Image.new("RGB", (64, 48), (grey, grey, grey)).save(file)
    return file


def answers(*files: Path, with_portrait: bool = False, front: PermitResult = FRONT) -> tuple[int, list[dict[str, Any]]]:
    output = StringIO()
    code = read_files(files, Stub(front), output, with_portrait=with_portrait)
    return code, [json.loads(line) for line in output.getvalue().splitlines()]


@pytest.mark.parametrize("suffix", ["jpg", "png", "bmp", "tiff"])
def test_each_format_of_the_contract_is_answered_with_the_result_object(tmp_path: Path, suffix: str) -> None:
    file = picture(tmp_path, f"front.{suffix}")

    code, (answer,) = answers(file)

    assert code == 0
    assert answer["file"] == str(file)
    assert answer["result"]["number"] == "CB3273201"
    assert answer["result"]["confidence"]["number"] == 0.98
    assert answer["evidence"]["number"] == "proved"
    assert answer["line"] == {
        "checks": dict.fromkeys(("number", "expiry", "birth", "whole"), "proved"),
        "parts": {"number": "CB3273201", "expiry": "190117", "birth": "810803"},
        "look_alikes": [],
    }
    assert "expired" in [finding["code"] for finding in answer["findings"]]
    assert answer["seconds"] >= 0


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (
            LINE[:22] + "?" + LINE[23:],
            {
                "checks": {"number": "proved", "expiry": "proved", "birth": "unreadable", "whole": "unreadable"},
                "parts": {"number": "CB3273201", "expiry": "190117"},
                "look_alikes": [],
            },
        ),
        (
            compose(PermitType.HK_MACAO, "CS3273201", date(2019, 1, 17), date(1981, 8, 3))[:19] + "0<8108038<2",
            {
                "checks": {"number": "proved", "expiry": "refuted", "birth": "proved", "whole": "refuted"},
                "parts": {"number": "CS3273201", "birth": "810803"},
                "look_alikes": ["C83273201"],
            },
        ),
    ],
    ids=["covered", "misread, with a look-alike"],
)
def test_each_check_digit_of_the_line_is_told_and_what_it_cannot_tell_apart(
    tmp_path: Path, read: str, told: Mapping[str, Any]
) -> None:
    front = PermitResult({FieldName.MACHINE_CODE: Reading(read, 0.9)}, OUTLINE)
    _, (answer,) = answers(picture(tmp_path, "front.png"), front=front)
    assert answer["line"] == told


def test_a_result_without_a_line_tells_none(tmp_path: Path) -> None:
    back = PermitResult({FieldName.SIDE: Reading(Side.BACK, 0.9)}, OUTLINE)
    _, (answer,) = answers(picture(tmp_path, "back.png"), front=back)
    assert "line" not in answer


def test_the_portrait_is_given_only_when_asked_for(tmp_path: Path) -> None:
    file = picture(tmp_path, "front.png")

    _, (without,) = answers(file)
    _, (with_it,) = answers(file, with_portrait=True)

    assert not {"portrait_image", "portrait_location"} & set(without["result"])
    assert with_it["result"]["portrait_location"] == [[0, 0], [10, 0], [10, 6], [0, 6]]
    assert with_it["result"]["portrait_image"] == "/9j/"


def bad_files(folder: Path) -> Mapping[str, Path]:
    """Files that cannot be read, by the code that each is answered with."""
    whole = picture(folder, "whole.png").read_bytes()
    contents = {
        "empty_file": b"",
        "not_an_image": b"no picture at all",
        "image_damaged": whole[: len(whole) // 2],
    }
    files = {code: folder / f"{code}.png" for code in contents}
    for code, content in contents.items():
        files[code].write_bytes(content)
    Image.fromarray(np.zeros((20, 10_000), np.uint8)).save(folder / "long.png")
    Image.new("1", (30_000, 30_000)).save(folder / "bomb.png")
    return files | {
        "file_missing": folder / "missing.png",
        "is_a_folder": folder,
        "image_too_large": folder / "long.png",
        "image_too_large ": folder / "bomb.png",
        "image_too_small": picture_of(folder / "small.png", (14, 40)),
        "no_permit": picture(folder, "dark.png", grey=0),
    }


def picture_of(file: Path, size: tuple[int, int]) -> Path:
    Image.new("RGB", size, "white").save(file)
    return file


def test_a_bad_file_has_its_error_and_the_others_are_still_read(tmp_path: Path) -> None:
    bad = bad_files(tmp_path)
    good = picture(tmp_path, "good.png")

    code, told = answers(*bad.values(), good)

    assert code == 1
    assert [answer["error"]["code"] for answer in told[:-1]] == [code.strip() for code in bad]
    assert all(answer["error"]["message"] and answer["error"]["remedy"] for answer in told[:-1])
    assert told[-1]["result"]["number"] == "CB3273201"


def test_a_refusal_carries_the_code_that_the_contract_has_for_it(tmp_path: Path) -> None:
    _, told = answers(picture(tmp_path, "dark.png", grey=0), tmp_path / "missing.png")

    assert told[0]["error"]["error_code"] == "AIS.0104"
    assert "error_code" not in told[1]["error"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse file names that are no text")
def test_a_name_that_is_no_text_is_spelled_out_and_the_next_file_is_read(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.png"))
    odd.write_bytes(picture(tmp_path, "good.png").read_bytes())

    code, told = answers(odd, tmp_path / "good.png")

    assert code == 0
    assert told[0]["file"].endswith("bad\\xff.png")
    assert [answer["result"]["number"] for answer in told] == ["CB3273201"] * 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "FILE"),
        (["--url", "https://pictures.example/1.jpg"], "--recogniser service"),
        (["--recogniser", "service", "--url", "ftp://pictures.example/1.jpg"], "https"),
        (["--recogniser", "service", "--url", "https://pictures.example/证.jpg"], "percent-encoded"),
    ],
)
def test_what_cannot_be_read_at_all_is_a_usage_error(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        sys.exit(run(["read", *arguments]))  # as the program does; what it cannot parse ends it earlier
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_a_reader_that_goes_away_ends_the_command_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "permit_desktop", "read", *[str(tmp_path / "missing.png")] * 3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read()

    assert running.returncode == 1
    assert complaint == b""


def test_the_command_reads_a_shipped_specimen_and_says_nothing_else(tmp_path: Path) -> None:
    still = resource("specimens", "taiwan-1-front.jpg")
    truth = next(
        entry["fields"]
        for entry in json.loads(resource("specimens", "specimens.json").read_text("utf-8"))["specimens"]
        if entry["file"] == still.name
    )

    # A console that knows no Chinese must not keep the answer from being written.
    done = subprocess.run(
        [sys.executable, "-m", "permit_desktop", "read", "--portrait", str(still), str(tmp_path / "missing.jpg")],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        timeout=60,
        check=False,
    )

    answer, missing = (json.loads(line) for line in done.stdout.decode("utf-8").splitlines())
    assert done.returncode == 1
    assert done.stderr == b""
    assert {key: answer["result"][key] for key in truth} == truth
    assert len(answer["result"]["portrait_location"]) == 4
    assert missing["error"]["code"] == "file_missing"
