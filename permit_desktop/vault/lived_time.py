"""How much time went by, by a clock that anybody can set.

Periods are not judged by the stamps that a clock made: it may have stood wrong, and been put right since. They are
judged by a count that only grows, by what the clock went on from purge to purge. Setting the clock back does not count,
and neither does putting it right again. While the program runs, the clock that counts from the computer's start knows
better how much went by: what the other is put forward meanwhile never counts. What is kept is stamped with that count
when a purge sees it first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from permit_desktop.vault.database import Database
from permit_desktop.vault.facts import Facts

HOUR_S: Final = 3600.0
DAY_S: Final = 24 * HOUR_S

GREATEST_LEAP_S: Final = 4 * DAY_S
"""A clock that is further ahead than a long weekend since the last purge may be wrong: the time up to there counts only
once a later purge finds that the clock stood there for half an hour, or went on from there."""
LONGEST_CLOSURE_S: Final = 90 * DAY_S
"""Nobody closes a counter for longer: a greater leap says that the clock was wrong before, or is now."""
_CONFIRMED_AFTER_S: Final = HOUR_S / 2

_NOTE: Final = (
    "INSERT INTO ages (kind, id, stamp_s, since_s) SELECT '{kind}', id, stamp_s, ? - min(max(? - stamp_s, 0), ?)"
    " FROM ({stamps}) WHERE true"
    " ON CONFLICT (kind, id) DO UPDATE SET stamp_s = excluded.stamp_s, since_s = excluded.since_s"
    " WHERE stamp_s <> excluded.stamp_s"
)
_STAMPS: Final = {
    "record": "SELECT id, changed_at_s AS stamp_s FROM records",
    "still": "SELECT still_id AS id, max(changed_at_s) AS stamp_s FROM jobs WHERE still_id IS NOT NULL"
    " GROUP BY still_id",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What the clock is believed to say.

    Attributes:
        lived_s: the time that went by since the vault was made.
        believed: false while the clock leapt ahead, and has yet to stand there or to go on.
    """

    lived_s: float
    believed: bool


class LivedTime:
    """The count of one vault."""

    def __init__(self, database: Database, facts: Facts, now: Callable[[], float], boot: Callable[[], float]) -> None:
        self._database = database
        self._facts = facts
        self._now = now
        self._boot = boot
        self._read = now(), boot()
        """What the two clocks said at the last reading."""
        self._ahead_s = 0.0
        """How far the clock was put forward since the program was started."""

    def begin(self) -> None:
        """The vault was made: its time begins."""
        self._remember("purged_at_s", self._now())

    def go_on(self) -> Moment:
        """Reads the clock, and counts what went by since that was done last."""
        now, boot = self._now(), self._boot()
        put_s = (now - self._read[0]) - (boot - self._read[1])
        ahead_s = max(0.0, self._ahead_s + put_s - min(max(put_s, 0.0), self._fact("behind_s") or 0.0))
        moment = self._database.write(lambda: self._go_on(now, put_s, max(put_s, -self._ahead_s)))
        self._read, self._ahead_s = (now, boot), ahead_s
        return moment

    def _go_on(self, now: float, put_s: float, moved_s: float) -> Moment:
        """Counts up to a reading of the clock.

        Args:
            put_s: by how much the clock was set since the last one.
            moved_s: the same, without what it was set back for another reason than that it was put forward before.
        """
        last, leapt = self._moved("purged_at_s", moved_s), self._moved("leapt_at_s", moved_s)
        if put_s > 0 and (behind_s := self._fact("behind_s")):
            self._remember("behind_s", max(0.0, behind_s - put_s))
        believed = leapt is not None and now - leapt >= _CONFIRMED_AFTER_S
        if leapt is not None and believed:
            last = self._count(last, leapt)  # the clock stood there, or went on from there
        if last is not None and now - last > GREATEST_LEAP_S:
            if leapt is None or believed or now < leapt:
                self._remember("leapt_at_s", now)
        else:
            self._count(last, now)
            self._facts.drop("leapt_at_s")
            believed = True
        return Moment(self._fact("lived_s") or 0.0, believed)

    def _count(self, last: float | None, at: float) -> float:
        """Counts what went by between two readings of the clock; returns the later one."""
        counted_s = 0.0 if last is None else self._counted_s(at - last)
        lived_s = (self._fact("lived_s") or 0.0) + counted_s
        self._remember("purged_at_s", at)
        self._remember("lived_s", lived_s)
        for kind, stamps in _STAMPS.items():
            # Older than by the clock nothing is, and what the last purge did not see is younger than that.
            self._database.run(_NOTE.format(kind=kind, stamps=stamps), lived_s, at, counted_s)
        return at

    def _counted_s(self, went_by_s: float) -> float:
        behind_s = self._fact("behind_s") or 0.0
        if went_by_s < 0:
            self._remember("behind_s", min(behind_s - went_by_s, LONGEST_CLOSURE_S))
            return 0.0
        if went_by_s > LONGEST_CLOSURE_S:
            self._remember("behind_s", 0.0)
            return 0.0
        if went_by_s > DAY_S and behind_s:
            caught_up_s = min(went_by_s, behind_s)
            self._remember("behind_s", behind_s - caught_up_s)
            return went_by_s - caught_up_s
        return went_by_s

    def _moved(self, name: str, by_s: float) -> float | None:
        """A moment that is remembered, as the clock would tell it that was set since."""
        at = self._fact(name)
        if at is None or not by_s:
            return at
        self._remember(name, at + by_s)
        return at + by_s

    def _fact(self, name: str) -> float | None:
        value = self._facts.get(name)
        return None if value is None else float(value)

    def _remember(self, name: str, value: float) -> None:
        self._facts.put(name, str(value))
