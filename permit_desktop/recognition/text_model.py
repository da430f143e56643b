"""The text recognition network: a line of print to the probabilities of its characters."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.imaging.pixels import Pixels

LINE_HEIGHT_PX: Final = 48
"""The height of every line that the network reads (the PP-OCR recognition models' input)."""

_MIN_WIDTH_PX: Final = 32
_MAX_WIDTH_PX: Final = 1600
_MAX_THREADS: Final = 4
_FLOOR: Final = 1e-6


@dataclass(frozen=True, slots=True)
class SeenCharacter:
    """One character of the network's own best text: which, how surely, and where, 0 to 1 along the line."""

    character: str
    sure: float
    middle: float


@dataclass(frozen=True, slots=True, eq=False)
class CharacterProbabilities:
    """What the network sees in one line.

    Attributes:
        steps: float32 (time, characters + 1): the probabilities at each step from left to right; column 0 is CTC's
            blank, column i + 1 belongs to `characters[i]`. A step need not sum to 1.
        characters: one character each, in the order of the columns.
    """

    steps: NDArray[np.float32]
    characters: tuple[str, ...]

    @property
    def best_path(self) -> float:
        """Natural logarithm of the probability of the best single alignment over the columns given."""
        return float(np.log(np.maximum(self.steps.max(axis=1), _FLOOR)).sum())

    @property
    def best_text(self) -> tuple[SeenCharacter, ...]:
        """The characters of that alignment, from left to right."""
        best = self.steps.argmax(axis=1)
        count = len(best)
        seen: list[SeenCharacter] = []
        first = 0
        while first < count:
            last = first
            while last + 1 < count and best[last + 1] == best[first]:
                last += 1
            if best[first]:
                sure = min(1.0, float(self.steps[first : last + 1, best[first]].max()))
                seen.append(SeenCharacter(self.characters[best[first] - 1], sure, (first + last + 1) / 2 / count))
            first = last + 1
        return tuple(seen)


class TextModel:
    """PP-OCRv6 small recognition, run by ONNX Runtime on the processor.

    The model's file comes inside the `rapidocr` wheel; nothing is downloaded.

    Args:
        threads: see `open_session`.
    """

    def __init__(self, model: Path, threads: int | None = None) -> None:
        self._session = open_session(model, threads)
        self._input = self._session.get_inputs()[0].name
        listed = self._session.get_modelmeta().custom_metadata_map["character"].split("\n")
        self.characters: Final = (*listed, " ")
        self._columns = {character: column + 1 for column, character in enumerate(self.characters)}
        self._alphabets: dict[str, tuple[tuple[str, ...], NDArray[np.intp]]] = {}

    def probabilities(self, line: Pixels, squeeze: float = 1.0) -> CharacterProbabilities:
        """Runs one line of print through the network.

        Args:
            line: uint8 (height, width, 3), BGR, the print filling most of the height; any size.
            squeeze: what the line's width is multiplied with on top of its height's scale.
        """
        height, width = line.shape[:2]
        scaled_px = round(width * squeeze * LINE_HEIGHT_PX / height)
        target_px = min(max(scaled_px, _MIN_WIDTH_PX), _MAX_WIDTH_PX)
        shrinking = height > LINE_HEIGHT_PX
        scaled = cv2.resize(
            line, (target_px, LINE_HEIGHT_PX), interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC
        )
        values = (scaled.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)[None]
        steps = self._session.run(None, {self._input: np.ascontiguousarray(values)})[0][0]
        return CharacterProbabilities(steps, self.characters)

    def narrowed(self, line: CharacterProbabilities, alphabet: str) -> CharacterProbabilities:
        """The same line with the columns of an alphabet's characters only; unknown ones are left out."""
        if alphabet not in self._alphabets:
            known = tuple(character for character in dict.fromkeys(alphabet) if character in self._columns)
            columns = np.array([0, *(self._columns[character] for character in known)], np.intp)
            self._alphabets[alphabet] = (known, columns)
        characters, columns = self._alphabets[alphabet]
        return CharacterProbabilities(np.ascontiguousarray(line.steps[:, columns]), characters)


def model_file(name: str) -> Path:
    """The path of a model inside the `rapidocr` wheel, found without importing that package.

    A packaged program holds the models alone, without the package's code around them.

    Raises:
        PermitError: the model is missing from this installation.
    """
    package = find_spec("rapidocr")
    for folder in (package.submodule_search_locations if package is not None else None) or ():
        path = Path(folder) / "models" / name
        if path.is_file():
            return path
    raise PermitError(
        ErrorCode.MODEL_MISSING,
        f"The recognition model {name} is missing from this installation.",
        "Install Permit Desktop again.",
    )


def open_session(model: Path, threads: int | None = None) -> onnxruntime.InferenceSession:
    """Loads a network for the processor.

    Args:
        threads: on how many it runs; None for as many as help a single picture.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or min(os.cpu_count() or 1, _MAX_THREADS)
    options.inter_op_num_threads = 1
    # Without the arena a run's memory goes back to the system: the widest line would otherwise stay resident.
    options.enable_cpu_mem_arena = False
    # Threads that wait by spinning take a processor from the window, and half the speed where others work as well.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
