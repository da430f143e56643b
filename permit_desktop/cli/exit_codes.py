"""What every verb ends with."""

from __future__ import annotations

from typing import Final

DONE: Final = 0
SOME_FAILED: Final = 1
USAGE: Final = 2
