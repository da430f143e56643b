"""Every pin of the lock, whatever system or Python it is for: `python packaging/pins.py FOLDER`.

Who looks for known defects on one computer would otherwise see what is installed on that one alone. A file names each
package once; where the lock has several pins of one, there are as many files. Standard library only.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

LOCK: Final = Path(__file__).parent / "requirements.lock"
_PIN: Final = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)


def lists(lock: str) -> list[list[str]]:
    """The pins of a lock as NAME==VERSION, in as few lists as name no package twice."""
    versions: dict[str, list[str]] = defaultdict(list)
    for name, version in _PIN.findall(lock):
        versions[name].append(f"{name}=={version}")
    most = max(map(len, versions.values()), default=0)
    return [[pins[place] for pins in versions.values() if place < len(pins)] for place in range(most)]


def write(folder: Path) -> None:
    """Writes each list into a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, pins in enumerate(lists(LOCK.read_text("utf-8")), 1):
        (folder / f"pins-{number}.txt").write_text("".join(f"{pin}\n" for pin in pins), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
