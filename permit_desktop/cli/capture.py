"""The verb `capture`: guide, auto-capture and reader without the window, one JSON line for each side; stores nothing.

It drives the same machine as the window: the desk that watches the frames, and the session that pairs sides.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TextIO

from permit_desktop.api.wire import result_to_json
from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.card_finder import CardFinder
from permit_desktop.capture.desk import Desk
from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.frame_loop import TimeOver, live_frames, recorded_frames
from permit_desktop.capture.frozen import FrozenWatch
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.permit_session import REFUSALS, Outcome, PermitSession
from permit_desktop.capture.sources.known_ways import NAME as WAYS_NAME
from permit_desktop.capture.sources.known_ways import KnownWays
from permit_desktop.capture.sources.opencv_camera import OpenCvCamera, at_index, wishes_of
from permit_desktop.capture.sources.turned import Turned
from permit_desktop.capture.sources.video_file import VideoFile
from permit_desktop.capture.still import Still
from permit_desktop.capture.strictness import LEVELS, Strictness
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.settings_access import settings_for
from permit_desktop.domain.errors import CameraError, ErrorCode, PermitError, ReadError, StillError
from permit_desktop.domain.evidence import weigh
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.system.paths import data_dir
from permit_desktop.system.settings import CameraSection

_LONGEST_S: Final = 86_400.0
_MOST_PERMITS: Final = 1_000_000
_START_AGAIN: Final = "Plug it in, close other programs that use it, and start again; with --timeout it is waited for."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    parser.add_argument(
        "--camera",
        required=True,
        metavar="INDEX|FILE",
        help="0 for the first camera, or a video file, never an address",
    )
    parser.add_argument(
        "--sides", type=int, choices=(1, 2), help="how many sides make a permit; else as the settings say"
    )
    parser.add_argument("--count", type=_count, metavar="N", help="end after N permits")
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=math.inf,
        metavar="S",
        help="end after S seconds of the video's time, or of a camera's whether it gives pictures or not; a "
        "camera that is not there yet is waited for",
    )
    parser.add_argument("--fast", action="store_true", help="a video as fast as it decodes, by its own time stamps")
    parser.add_argument("--stills", type=Path, metavar="FOLDER", help="write each still there, as a JPEG file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Watches what the command line names."""
    name: str = arguments.camera
    if (misnamed := _misnamed(name)) is not None:
        return _complain(*misnamed)
    from permit_desktop.recognition.reader import OnDeviceRecogniser

    stills: Path | None = arguments.stills
    if stills is not None and not stills.is_dir():
        return _complain(f"There is no folder {stills}.", "Name a folder that exists.")
    try:
        settings = settings_for(arguments, "camera", "capture")
        watch = Watch(
            OnDeviceRecogniser(),
            sys.stdout,
            sides=arguments.sides or settings.capture.sides,
            count=arguments.count,
            stills=stills,
        )
        if name.isdecimal():
            frames = live_frames(
                _camera(int(name), settings.camera, KnownWays(data_dir(arguments.data_dir, os.environ) / WAYS_NAME)),
                arguments.timeout,
                tell=_tell_trouble,
            )
        else:
            frames = recorded_frames(VideoFile(Path(name), fast=arguments.fast), arguments.timeout)
        strictness = LEVELS[settings.capture.strictness]
        desk = Desk(Guide(CardFinder().find, strictness), AutoCapture(), FrozenWatch() if name.isdecimal() else None)
        with closing(frames):
            watch.run(_telling_small(frames, strictness), desk)
    except TimeOver:
        return DONE if arguments.count is None else SOME_FAILED
    except CameraError as error:
        waited_for = name.isdecimal() and error.code in (ErrorCode.NO_CAMERA, ErrorCode.CAMERA_BUSY)
        return _complain(error.message, _START_AGAIN if waited_for else error.remedy)
    except PermitError as error:
        return _complain(error.message, error.remedy)
    return DONE


def _misnamed(name: str) -> tuple[str, str] | None:
    """Why a name can be neither a camera's nor a file's, and what to do."""
    if not name.strip():
        return "No camera is named.", "Use 0 for the first camera, or the name of a video file."
    if name.startswith("-") and name[1:].isdecimal():
        return f"There is no camera {name}.", "Use 0 for the first camera, 1 for the second."
    return None


def _camera(index: int, settings: CameraSection, known: KnownWays) -> FrameSource:
    """The camera of a number, turned as the settings say; opened first as it was the last time, by the window or here.

    Raises:
        SettingsError: the number is no camera's.
    """
    source = OpenCvCamera(at_index(index), f"Camera {index}", wishes_of(settings), known=known)
    return Turned(source, rotation_deg=settings.rotation, mirrored=settings.mirror)


def _telling_small(frames: Iterable[Frame], strictness: Strictness) -> Iterator[Frame]:
    """The same frames; the first one that is small for a permit is told of."""
    told = False
    for frame in frames:
        height, width = frame.pixels.shape[:2]
        if not told and strictness.is_cramped_in(width, height):
            told = True
            _complain(
                f"The pictures are small for a permit: {width} × {height} pixels.",
                "Permits are taken all the same, and read less surely.",
            )
        yield frame


def _tell_trouble(trouble: CameraError) -> None:
    _complain(trouble.message, trouble.remedy)


class Watch:
    """Feeds a desk with frames, reads what it takes, and prints it."""

    def __init__(
        self,
        recogniser: Recogniser,
        output: TextIO,
        *,
        sides: int,
        count: int | None = None,
        stills: Path | None = None,
    ) -> None:
        """Args: count: of permits, after which it ends; stills: where pictures are written, nowhere when None."""
        self._recogniser = recogniser
        self._output = output
        self._count = count
        self._stills = stills
        self._session = PermitSession(sides=sides)
        self._complete = 0

    def run(self, frames: Iterable[Frame], desk: Desk) -> None:
        """Watches until enough permits are complete, or the frames end.

        Raises:
            CameraError, TimeOver: the frames do.
        """
        for frame in frames:
            still = desk.feed(frame).still
            if still is not None:
                if not self._tell(still):
                    desk.retry()
                if self._count is not None and self._complete >= self._count:
                    return

    def _tell(self, still: Still) -> bool:
        """Prints what became of a still; whether something was read on it."""
        answer: dict[str, Any] = {
            "frame": still.frame_number,
            "time_s": round(still.time_s, 3),
            "side": None,
            "still": self._picture(still),
            "result": None,
            "evidence": {},
            "reasons": [reason.value for reason in still.reasons],
        }
        try:
            result = self._recogniser.recognise(still.pixels, with_portrait=True)
        except ReadError as error:
            answer["reasons"].append(error.code.value)
        else:
            answer |= self._pair(still, result, answer["reasons"])
        self._output.write(json.dumps(answer, ensure_ascii=False) + "\n")
        self._output.flush()
        return answer["side"] is not None

    def _pair(self, still: Still, result: PermitResult, reasons: list[str]) -> Mapping[str, Any]:
        self._session, outcome = self._session.add(result)
        if outcome in REFUSALS:
            reasons.append(outcome.value)
        elif self._session.complete and outcome is not Outcome.REPLACED:
            self._complete += 1
        side = result.side
        return {
            "side": side.value if side is not None else None,
            "result": result_to_json(_in_frame(result, still), portrait_image=False, portrait_location=True),
            "evidence": {field.value: weight.evidence.value for field, weight in weigh(result).items()},
            "reasons": reasons,
        }

    def _picture(self, still: Still) -> Mapping[str, Any]:
        """What a script needs to know of a still; the picture itself only where a folder was named for it."""
        jpeg = encode_jpeg(still.pixels)
        height, width = still.pixels.shape[:2]
        told: dict[str, Any] = {
            "width": width,
            "height": height,
            "sha256": hashlib.sha256(jpeg).hexdigest(),
            "outline": None,
        }
        if still.outline is not None:
            told["outline"] = [[round(x, 1), round(y, 1)] for x, y in still.in_frame(still.outline)]
        if self._stills is not None:
            file = self._stills / f"frame-{still.frame_number:06}.jpg"
            try:
                file.write_bytes(jpeg)
            except OSError as error:
                raise StillError(
                    ErrorCode.STILL_NOT_WRITTEN,
                    f"{file} cannot be written.",
                    "Check the rights of its folder, and the free space.",
                ) from error
            told["file"] = str(file)
        return told


def _in_frame(result: PermitResult, still: Still) -> PermitResult:
    """The result with the portrait's place in the camera's frame, not in the still."""
    portrait = result.portrait
    if portrait is None or portrait.outline is None:
        return result
    return replace(result, portrait=replace(portrait, outline=still.in_frame(portrait.outline)))


def _complain(sentence: str, remedy: str) -> int:
    sys.stderr.write(f"permit-desktop: {sentence} {remedy}\n")
    return SOME_FAILED


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_PERMITS:
        raise argparse.ArgumentTypeError("a whole number from 1 on is wanted")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a number of seconds is wanted") from error
    if not (math.isfinite(seconds) and 0 < seconds <= _LONGEST_S):
        raise argparse.ArgumentTypeError("more than 0 seconds and at most a day")
    return seconds
