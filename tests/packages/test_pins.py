"""Known defects are looked for in everything that the lock pins, for whichever system."""

from __future__ import annotations

import re
from pathlib import Path

import pins


def test_each_pin_of_the_lock_is_in_one_list_and_no_list_names_a_package_twice(tmp_path: Path) -> None:
    pins.write(tmp_path)

    lists = [file.read_text("utf-8").splitlines() for file in sorted(tmp_path.iterdir())]
    lines = [line for line in pins.LOCK.read_text("utf-8").splitlines() if line[:1].strip() and line[0] != "#"]
    assert sorted(pin for each in lists for pin in each) == sorted(re.split(r"[ ;\\]", line)[0] for line in lines)
    for each in lists:
        assert len({pin.partition("==")[0] for pin in each}) == len(each)
    everywhere = {pin.partition("==")[0] for pin in lists[0]}
    assert {"pywin32-ctypes", "colorama", "pefile", "macholib", "numpy", "onnxruntime"} <= everywhere


def test_what_a_pin_holds_for_and_its_digests_are_left_out() -> None:
    lock = (
        "# by a tool\none==1.0 \\\n    --hash=sha256:00\n"
        "two==2 ; python_version < '3.12' \\\n    --hash=sha256:01\ntwo==3 ; python_version >= '3.12'\n"
    )
    assert pins.lists(lock) == [["one==1.0", "two==2"], ["two==3"]]
    assert pins.lists("") == []
