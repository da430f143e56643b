"""The programs that the reader's benchmark compares, each in a process of its own: `python -m … ours|peer FILE…`.

Prints one JSON object a line: how long loading took, then what each file gave, then the most memory that the process
ever had.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psutil

Answer = dict[str, Any]


def ours() -> Callable[[Path], Answer]:
    """The on-device reader, file to result."""
    from permit_desktop.domain.bands import Thresholds, band
    from permit_desktop.domain.errors import PermitError
    from permit_desktop.domain.evidence import weigh
    from permit_desktop.imaging.still_file import read_still_file
    from permit_desktop.recognition.reader import OnDeviceRecogniser

    recogniser = OnDeviceRecogniser()

    def read(file: Path) -> Answer:
        try:
            result = recogniser.recognise(read_still_file(file), with_portrait=True)
        except PermitError as error:
            return {"error": error.code.value}
        weights = weigh(result)
        return {
            "fields": {
                field.value: (reading.value, reading.confidence, band(reading, weights[field], Thresholds()).value)
                for field, reading in result.readings.items()
            },
            "outline": result.outline,
            "portrait": result.portrait.outline if result.portrait else None,
        }

    return read


def peer() -> Callable[[Path], Answer]:
    """RapidOCR over the whole picture, as it comes."""
    from rapidocr import RapidOCR

    engine = RapidOCR()
    return lambda file: {"text": "".join(getattr(engine(file), "txts", None) or ())}


def run(subject: str, files: Sequence[Path]) -> tuple[float, list[Answer], float]:
    """Has a process of its own answer for files: seconds to load, one answer a file, and its peak of megabytes."""
    command = [sys.executable, "-m", "tests.benchmarks.subjects", subject, *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    first, *answers, last = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return first["load_seconds"], answers, last["peak_mb"]


def main() -> None:
    """Runs one of them over files."""
    subject, *files = sys.argv[1:]
    started = time.perf_counter()
    read = {"ours": ours, "peer": peer}[subject]()
    _say({"load_seconds": time.perf_counter() - started})
    if files:
        read(Path(files[0]))  # the first run allocates
    for file in files:
        wall, processor = time.perf_counter(), time.process_time()
        answer = read(Path(file))
        seconds = {"seconds": time.perf_counter() - wall, "processor_seconds": time.process_time() - processor}
        _say(answer | seconds)
    _say({"peak_mb": peak_bytes() / 1e6})


def peak_bytes() -> int:
    """The most memory that this process had resident since it began."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) * 1024
    memory = psutil.Process().memory_info()
    return int(getattr(memory, "peak_wset", memory.rss))


def _say(answer: Answer) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
