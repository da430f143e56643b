"""Where a frozen program begins: a process that is started for reading turns into that, every other into a verb."""

import multiprocessing
import os
import sys


def give_back_library_path() -> None:
    """What this program starts belongs to the operating system and wants its libraries, not ours (Linux)."""
    former = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if former is not None:
        os.environ["LD_LIBRARY_PATH"] = former
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    give_back_library_path()
    multiprocessing.freeze_support()
    from permit_desktop.__main__ import main

    sys.exit(main())
