from __future__ import annotations

import subprocess
import sys

import pytest

LEFT_BEHIND = """
import psutil
from permit_desktop.system.memory import LARGE_BYTES, give_back_large_blocks
own = psutil.Process().memory_info
given = give_back_large_blocks()
before = own().rss
first = bytearray(5 * LARGE_BYTES)
del first  # from here on the library would keep what is smaller than that
large, behind_it = bytearray(b"x") * (3 * LARGE_BYTES), bytes(100_000)
del large
print((own().rss - before) // LARGE_BYTES if given else 0)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only the GNU C library holds large blocks back")
def test_a_large_block_goes_back_to_the_system_when_it_is_freed() -> None:
    left = subprocess.run([sys.executable, "-c", LEFT_BEHIND], capture_output=True, text=True, check=True, timeout=60)

    assert int(left.stdout) == 0
