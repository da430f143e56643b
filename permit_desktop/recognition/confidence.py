"""Turns the decoder's measures into a confidence that means what it says."""

from __future__ import annotations

import math

from permit_desktop.recognition.zones import ZoneReading


def confidence(reading: ZoneReading) -> float:
    """The probability that the text is right."""
    doubt = math.exp(-min(reading.margin, 12.0)) + 0.35 * reading.bend + 0.1 * reading.blur
    return max(0.0, min(0.9999, 1.0 / (1.0 + doubt)))
