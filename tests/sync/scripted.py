"""A recogniser that follows a script, and a desk to run the engine on without waiting."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from permit_desktop.api.errors import Outcome, ServiceError
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.sync.engine import Engine, Step, StepKind
from permit_desktop.vault.job import Options
from permit_desktop.vault.vault import Vault
from tests.vault.vaults import Desk, front

SERVICE = Options("service")


def number_of(still: int) -> str:
    """The permit number that the scripted recognisers read on a still."""
    return f"CB{still:07d}"


def picture(still: int) -> bytes:
    """A small PNG that says in its first pixels which still it is."""
    pixels = np.zeros((16, 16, 3), np.uint8)
    pixels[0, 0] = (still >> 16 & 255, still >> 8 & 255, still & 255)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def which(still: Pixels) -> int:
    """The still that `picture` made."""
    blue, green, red = (int(value) for value in still[0, 0])
    return red << 16 | green << 8 | blue


def drawn(still: int) -> bytes:
    """A picture that says which still it is in squares, so that it survives JPEG compression."""
    bits = np.array([still >> place & 1 for place in range(16)], np.uint8).reshape(4, 4) * 255
    buffer = io.BytesIO()
    Image.fromarray(np.kron(bits, np.ones((16, 16), np.uint8))).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def which_drawn(still: Pixels) -> int:
    """The still that `drawn` made."""
    bits = still[8::16, 8::16, 1] > 127
    return sum(int(bit) << place for place, bit in enumerate(bits.reshape(-1)))


Reaction = PermitResult | Exception | Callable[[int], PermitResult] | None
"""What a scripted recogniser does: a result, a failure; None reads the still's own number."""


@dataclass
class ScriptedRecogniser:
    """Does what its script says, one reaction a call; after its end, reads."""

    script: list[Reaction] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:  # noqa: ARG002 (the protocol's)
        self.seen.append(which(still))
        reaction = self.script.pop(0) if self.script else None
        if isinstance(reaction, Exception):
            raise reaction
        if callable(reaction):
            return reaction(which(still))
        return reaction if reaction is not None else front(number_of(which(still)))


@dataclass
class Ticks:
    """A monotonic clock that is turned by hand."""

    at_s: float = 0.0

    def __call__(self) -> float:
        return self.at_s


class SyncDesk(Desk):
    """A desk with an engine."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.ticks = Ticks()
        self.recogniser = ScriptedRecogniser()
        self.here: ScriptedRecogniser | None = None
        self.access = "one"

    def pass_time(self, seconds: float) -> None:
        self.ticks.at_s += seconds
        self.clock.at_s += seconds

    def engine(self, vault: Vault) -> Engine:
        """An engine whose chance is always the longest wait."""
        return Engine(
            vault,
            "service",
            self.recogniser,
            access=self.access,
            read_here=self.here,
            monotonic=self.ticks,
            uniform=lambda _low, high: high,
        )

    @contextlib.contextmanager
    def running(self, stills: int) -> Iterator[tuple[Vault, Engine]]:
        """A vault with so many waiting stills, numbered from 1, and its engine."""
        with self.vault() as vault:
            for still in range(1, stills + 1):
                vault.outbox.add(picture(still), SERVICE)
            yield vault, self.engine(vault)


def failure(outcome: Outcome, *, maybe_sent: bool = False, retry_after_s: float | None = None) -> ServiceError:
    return ServiceError(outcome, maybe_sent=maybe_sent, retry_after_s=retry_after_s)


def steps_until(engine: Engine, *kinds: StepKind, most: int = 200) -> list[Step]:
    """Steps up to and including the first of one of these kinds."""
    done = []
    for _ in range(most):
        done.append(engine.step())
        if done[-1].kind in kinds:
            return done
    raise AssertionError(f"none of {kinds} in {most} steps: {[step.kind.value for step in done[-5:]]}")
