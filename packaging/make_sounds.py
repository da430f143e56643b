"""Makes resources/sounds: two short, soft tones, so that the repository holds no sound whose origin is not known.

Captured: one rising step, over before the hand is at the next permit. Attention: two equal low notes.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "resources" / "sounds"
RATE: Final = 22_050
LOUDNESS: Final = 0.25
_EDGE_S: Final = 0.008

SOUNDS: Final = {
    "captured": ((988.0, 0.06), (1319.0, 0.12)),
    "attention": ((440.0, 0.13), (0.0, 0.07), (440.0, 0.18)),
}
"""By name, the notes: frequency in hertz (0 is silence) and seconds."""


def samples(frequency: float, seconds: float) -> list[int]:
    """One note that fades, without a click at its ends."""
    count = round(seconds * RATE)
    edge = round(_EDGE_S * RATE)
    values = []
    for place in range(count):
        fade = min(1.0, place / edge, (count - place) / edge) * math.exp(-4 * place / count)
        values.append(round(32767 * LOUDNESS * fade * math.sin(2 * math.pi * frequency * place / RATE)))
    return values


def main() -> None:
    """Writes the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, notes in SOUNDS.items():
        values = [value for note in notes for value in samples(*note)]
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *values))


if __name__ == "__main__":
    main()
