"""Turns the decoder's measures into a confidence that means what it says.

The models are logistic, monotone in each measure by the signs of their coefficients. They were fitted to specimen
stills of training seeds, many of them spoiled beyond what a counter would accept so that there are errors to learn
from; `python -m tests.benchmarks.fit_confidence` fits them anew. Those of lines are the means of two such fits to 150
stills each. Names have a model of their own, fitted to 600 with rare characters: of an open alphabet the network takes
one look-alike for another with a margin that would settle any other line.
"""

from __future__ import annotations

import math
from typing import Final

from permit_desktop.recognition.zones import ZoneReading

MOST_MARGIN: Final = 9.0
"""Where the decoder's margin stops to say more: its search keeps few texts, and the network shares its own errors."""
MOST_DOUBT: Final = 3.0
COEFFICIENTS: Final = (0.41, 0.778, -0.605, -0.789)
"""Of 1, the margin, the bend and the blur."""
NAME_COEFFICIENTS: Final = (-1.389, 1.051, 0.0, 0.0)
"""The same for Chinese names: the margin alone tells."""


def measures(reading: ZoneReading) -> tuple[float, float, float, float]:
    """What the model looks at, in the order of its coefficients."""
    return 1.0, min(reading.margin, MOST_MARGIN), min(reading.bend, MOST_DOUBT), min(reading.blur, MOST_DOUBT)


def confidence(reading: ZoneReading, coefficients: tuple[float, float, float, float] = COEFFICIENTS) -> float:
    """The probability that the text is right."""
    odds = sum(weight * value for weight, value in zip(coefficients, measures(reading), strict=True))
    return 1.0 / (1.0 + math.exp(-odds))
