"""A day at the counter, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from permit_desktop.domain.bands import Band


@dataclass(frozen=True, slots=True)
class HourFigures:
    """The permits scanned in one hour of a day.

    Attributes:
        hour: counted from the day's beginning.
        bands: how many have their least sure field in which band.
        waiting: those of which nothing has been read yet, or that wait for a service.
    """

    hour: int
    bands: Mapping[Band, int]
    waiting: int

    @property
    def scanned(self) -> int:
        """All of them."""
        return sum(self.bands.values()) + self.waiting

    def in_band(self, band: Band) -> int:
        """Those in a band."""
        return self.bands.get(band, 0)


@dataclass(frozen=True, slots=True)
class Day:
    """The hours of a day in which something was scanned, in order."""

    hours: tuple[HourFigures, ...] = ()

    @property
    def scanned(self) -> int:
        """All permits of the day."""
        return sum(hour.scanned for hour in self.hours)

    @property
    def waiting(self) -> int:
        """Those that wait."""
        return sum(hour.waiting for hour in self.hours)

    def in_band(self, band: Band) -> int:
        """Those in a band."""
        return sum(hour.in_band(band) for hour in self.hours)
