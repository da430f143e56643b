"""Builds the frozen program: `python packaging/build.py [FOLDER]` makes FOLDER/permit-desktop (`dist` when not given).

The same commit and the same lock give the same files: the build names no time, no folder and no chance.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import contents
import file_list
import icu
from compile_translations import compile_all
from strip import strip_libraries

SPEC = contents.ROOT / "packaging" / "permit_desktop.spec"


def build(target: Path, work: Path) -> Path:
    """Builds the frozen program.

    Args:
        target: where the folder `permit-desktop` is put.
        work: for what is only needed meanwhile; emptied first.

    Returns:
        The program's folder.
    """
    unknown = contents.strangers(contents.ROOT)
    if unknown:
        raise SystemExit(f"not in the repository, and would be shipped: {', '.join(unknown)}")
    other = contents.unlocked()
    if other:
        raise SystemExit(f"not as packaging/requirements.lock pins it: {', '.join(other)}")
    compile_all()
    shutil.rmtree(work, ignore_errors=True)
    fixed = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(contents.RELEASE_S))}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    subprocess.run(
        [*command, "--distpath", target, "--workpath", work, SPEC],
        env={**os.environ, **fixed, "PYINSTALLER_CONFIG_DIR": str(work / "cache")},
        check=True,
    )
    program = target / "permit-desktop"
    cut = {"unused files": int((work / "permit_desktop/left-out.txt").read_text("ascii"))}
    if sys.platform.startswith("linux"):
        cut["symbols"] = strip_libraries(program)
        data = program.glob("_internal/PySide6/Qt/lib/libicudata.so.*")
        cut["ICU's other languages"] = sum(icu.trim(library) for library in data)
    if sys.platform != "darwin":  # there a signature seals what is machine code, and comes before this
        file_list.seal(program / "_internal")
    print("left out: " + ", ".join(f"{what} {size / 1e6:.1f} MB" for what, size in cut.items()))
    return program


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else contents.ROOT / "dist"
    build(folder, contents.ROOT / "build" / "pyinstaller")
