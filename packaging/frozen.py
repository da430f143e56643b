"""Where a frozen program begins: a process that `serve` starts for reading turns into that, every other into a verb."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from permit_desktop.__main__ import main

    sys.exit(main())
