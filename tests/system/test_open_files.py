from __future__ import annotations

import subprocess
import sys

import pytest

LIMITS = "import resource; from permit_desktop.system.open_files import allow_open_files; {}; print(*limits())"
PREPARE = (
    "limits = lambda: resource.getrlimit(resource.RLIMIT_NOFILE); resource.setrlimit(resource.RLIMIT_NOFILE, {}); "
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [((256, 2048), 1000, "1000 2048"), ((256, 512), 1000, "512 512"), ((1500, 2048), 1000, "1500 2048")],
    ids=["raised", "as far as allowed", "never lowered"],
)
def test_the_limit_is_raised_as_far_as_it_may_be(before: tuple[int, int], wanted: int, after: str) -> None:
    code = LIMITS.format(PREPARE.format(before) + f"allow_open_files({wanted})")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == after
