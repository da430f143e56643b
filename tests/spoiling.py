"""Bytes as hostile or broken software sends them."""

from __future__ import annotations

import random
from collections.abc import Sequence


def spoiled(data: bytes, chance: random.Random, inserted: Sequence[bytes]) -> bytes:
    """The data with one to four places changed.

    Args:
        inserted: pieces that have hurt such readers before; put in now and then.
    """
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data)), chance.randint(1, 40)
        elsewhere = chance.randrange(len(data))
        piece = chance.choice(
            (b"", chance.randbytes(chance.randint(1, 4)), data[elsewhere : elsewhere + length], chance.choice(inserted))
        )
        data = data[:at] + piece + data[at + chance.choice((0, 0, 1, length)) :]
        if not data:
            break
    return data
