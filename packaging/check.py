"""Builds the Linux packages, checks them, and prints their figures: `python packaging/check.py [--quick|--untimed]`.

Two builds are compared file by file; the packages are made and validated, and the program is used and timed. Packages
are left in `dist`. `--quick` builds once, packs loosely and measures what is installed alone: enough to install and use
what was built. How much there is to download only the whole check can say.
Needs what README's command `package-tools` installs. `packaging/linux/clean_root.sh` then goes on in a fresh Debian.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

import contents
import linux_packages
import smoke
from build import build

MOST_DOWNLOAD_BYTES: Final = 130_000_000
MOST_INSTALLED_BYTES: Final = 400_000_000
MOST_WARM_S: Final = 1.5
MOST_COLD_S: Final = 3.0
MOST_SELF_TEST_S: Final = 20.0
NEWEST_GLIBC: Final = 36
"""The portable program runs with glibc 2.36 and later, as the Debian that it is built on has it."""
_STARTS: Final = 5
_MB: Final = 1e6
_T = TypeVar("_T")

PARTS: Final = {
    "OpenCV, with FFmpeg and OpenBLAS": ("cv2", "opencv_python_headless.libs"),
    "Qt and PySide6": ("PySide6", "shiboken6"),
    "NumPy, with OpenBLAS": ("numpy", "numpy.libs"),
    "ONNX Runtime": ("onnxruntime",),
    "recognition networks": ("rapidocr",),
    "Python, with its library": ("python", "libpython", "base_library", "permit-desktop"),
    "cryptography": ("cryptography",),
    "Pillow": ("PIL", "pillow.libs"),
    "SQLite": ("apsw",),
    "this program's resources, licence texts": ("permit_desktop",),
}


class CheckError(Exception):
    """A package is not as it should be."""


def main() -> int:
    """Builds, checks, prints."""
    parser = argparse.ArgumentParser(description="Build the Linux packages, check them, print their figures.")
    parser.add_argument("--quick", action="store_true", help="build once, pack loosely, measure the installed size")
    parser.add_argument("--untimed", action="store_true", help="time nothing, on computers that others share")
    arguments = parser.parse_args()
    quick: bool = arguments.quick
    target = contents.ROOT / "dist"
    target.mkdir(exist_ok=True)
    first = _step("build", lambda: build(target, contents.ROOT / "build/pyinstaller"))
    work = contents.ROOT / "build/pyinstaller"
    packing = linux_packages.LOOSE if quick else linux_packages.DENSE
    deb = _step("Debian package", lambda: linux_packages.make_deb(first, work, target, packing))
    portable = _step("portable archive", lambda: linux_packages.make_portable(first, target, packing))
    _step("validation", lambda: validate(deb, work / "deb", first))
    _print_parts(first)
    figures = [
        _bytes("installed, Debian package", _size(work / "deb"), MOST_INSTALLED_BYTES),
        _bytes("unpacked, portable", _size(first), MOST_INSTALLED_BYTES),
    ]
    differing = []
    if not quick:
        with tempfile.TemporaryDirectory() as folder:
            second = _step("second build, elsewhere", lambda: build(Path(folder), Path(folder, "work")))
            differing = differences(first, second)
        figures += [
            ("the same files twice", f"{len(differing)} differ", not differing),
            _bytes("download, Debian package", deb.stat().st_size, MOST_DOWNLOAD_BYTES),
            _bytes("download, portable", portable.stat().st_size, MOST_DOWNLOAD_BYTES),
        ]
    if not (quick or arguments.untimed):
        with display():
            figures += _timed(first / "permit-desktop")
    print(f"\n{'figure':<28}{'':>14}")
    for name, value, good in figures:
        print(f"{name:<28}{value:>24}  {'ok' if good else 'MISSED'}")
    for path in differing[:20]:
        print(f"differs: {path}")
    if quick:
        print("How large the downloads are, and whether two builds are the same, the whole check measures.")
    return 0 if all(good for _, _, good in figures) else 1


def differences(first: Path, second: Path) -> list[str]:
    """The files, links and permissions in which two folders differ."""
    one, other = (
        {path.relative_to(top): path for path in top.rglob("*") if path.is_symlink() or not path.is_dir()}
        for top in (first, second)
    )
    both = one.keys() & other.keys()
    return sorted(
        str(name) for name in one.keys() | other.keys() if name not in both or not _same(one[name], other[name])
    )


def validate(deb: Path, stage: Path, program: Path) -> None:
    """Debian's and the desktop's own checks, links that lead somewhere, and how new a system the program asks for.

    Raises:
        CheckError: one of them has something to say.
    """
    dangling = sorted(str(path) for path in program.rglob("*") if path.is_symlink() and not path.exists())
    if dangling:
        raise CheckError(f"links that lead nowhere: {', '.join(dangling)}")
    wanted = newest_glibc(program)
    if wanted > NEWEST_GLIBC:
        raise CheckError(f"the portable program needs glibc 2.{wanted}, and README promises 2.{NEWEST_GLIBC}")
    share = stage / "usr/share"
    commands: list[list[str | Path]] = [
        ["lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", deb],
        ["desktop-file-validate", *share.glob("applications/*.desktop")],
        ["appstreamcli", "validate", "--no-net", *share.glob("metainfo/*.xml")],
    ]
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
        hinted = command[0] == "desktop-file-validate" and done.stdout  # which ends with 0 all the same
        if done.returncode or hinted:
            raise CheckError(f"{command[0]}: {done.stdout}{done.stderr}")


def newest_glibc(program: Path) -> int:
    """The second number of the newest glibc that a library of the program was linked with; 0 for none."""
    libraries = (file for file in (program / program.name, *program.rglob("*.so*")) if file.is_file())
    versions = (re.findall(rb"GLIBC_2\.(\d+)\b", file.read_bytes()) for file in libraries)
    return max((int(version) for found in versions for version in found), default=0)


@contextmanager
def display() -> Iterator[None]:
    """A virtual screen for the length of a block."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-noreset", "-displayfd", str(write_end), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as ready:
            os.environ["DISPLAY"] = f":{ready.readline().strip()}"
        try:
            yield
        finally:
            del os.environ["DISPLAY"]
            server.terminate()


def _timed(program: Path) -> list[tuple[str, str, bool]]:
    """How fast it starts and tests itself."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        bare, demo = [str(program), "--data-dir", folder], [str(program), "demo", "--seconds", "1"]
        for name, command, ends_itself in (("window", bare, False), ("demo's window", demo, True)):
            cold_s = []
            for _ in range(_STARTS):
                _forget_files(program.parent)
                cold_s.append(smoke.time_to_window(command, ends_itself=ends_itself))
            smoke.time_to_window(command, ends_itself=ends_itself)
            warm_s = [smoke.time_to_window(command, ends_itself=ends_itself) for _ in range(_STARTS)]
            figures += [_seconds(f"{name}, warm", warm_s, MOST_WARM_S), _seconds(f"{name}, cold", cold_s, MOST_COLD_S)]
    begun = time.perf_counter()
    print(subprocess.run([program, "--self-test"], check=True, capture_output=True, encoding="utf-8").stdout)
    return [*figures, _seconds("self-test", [time.perf_counter() - begun], MOST_SELF_TEST_S)]


def _forget_files(folder: Path) -> None:
    """As after the computer was started: nothing of the folder is in memory; with root's rights, nothing at all."""
    os.sync()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)
    caches = Path("/proc/sys/vm/drop_caches")
    if os.access(caches, os.W_OK):
        caches.write_text("3", "ascii")


def _print_parts(program: Path) -> None:
    sizes: Counter[str] = Counter()
    inside = program / "_internal"
    for file in program.rglob("*"):
        if not file.is_file() or file.is_symlink():
            continue
        top = file.relative_to(inside).parts[0] if file.is_relative_to(inside) else file.name
        part = next((name for name, tops in PARTS.items() if top.startswith(tops)), "")
        if not part:
            part = "the operating system's libraries" if top.startswith("lib") else "other Python packages"
        sizes[part] += file.stat().st_size
    print(f"\n{'part':<42}{'MB':>8}")
    for part, size in [*sizes.most_common(), ("all", sizes.total())]:
        print(f"{part:<42}{size / _MB:>8.1f}")


def _same(one: Path, other: Path) -> bool:
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    return one.stat().st_mode == other.stat().st_mode and filecmp.cmp(one, other, shallow=False)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _bytes(name: str, size: int, most: int) -> tuple[str, str, bool]:
    return name, f"{size / _MB:.1f} of {most / _MB:.0f} MB", size <= most


def _seconds(name: str, values: list[float], most: float) -> tuple[str, str, bool]:
    return name, f"{median(values):.2f} of {most:.1f} s", median(values) <= most


def _step(name: str, work: Callable[[], _T]) -> _T:
    begun = time.perf_counter()
    result = work()
    print(f"{name}: {time.perf_counter() - begun:.0f} s", flush=True)
    return result


if __name__ == "__main__":
    shutil.rmtree(contents.ROOT / "dist", ignore_errors=True)
    sys.exit(main())
