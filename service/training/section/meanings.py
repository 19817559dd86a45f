"""What English words mean, as vectors: words that mean alike stand near each other.

Made once by encode.py from a sentence encoder; here they are read. A row teaches what its words
are about only for those words, so a model of words alone is lost where another site says 'stress'
or 'sleep'; with their meanings it knows what is near what it has learnt.
Must not: know a label.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.section.words import word_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["FILE", "Meanings", "read", "write"]

FILE = Path(__file__).parent / "meanings.npz"
"""Where the vectors are kept."""

_STEPS = 127


@dataclass(frozen=True, slots=True)
class Meanings:
    """words, ascending; vectors: (words, dimensions); is_general: the encoder's own whole words."""

    words: tuple[bytes, ...]
    vectors: NDArray[np.float32]
    is_general: NDArray[np.bool_]

    def general(self) -> list[bytes]:
        """Return the words that any English text may have, whatever the rows say."""
        return [word for word, own in zip(self.words, self.is_general, strict=True) if own]

    def of(self, keys: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return (keys, dimensions) vectors of the words with these CRC-32s, zeros if unknown."""
        place = {int(key): at for at, key in enumerate(word_keys(list(self.words)))}
        found = np.array([place.get(int(key), -1) for key in keys], dtype=np.int64)
        return np.where((found >= 0)[:, None], self.vectors[found], np.float32(0))


def read(path: Path = FILE) -> Meanings:
    """Return the vectors that this module's folder holds."""
    with np.load(path) as file:
        words = file["words"].tobytes().split()
        vectors = file["vectors"].astype(np.float32) * file["scale"].astype(np.float32)
        return Meanings(tuple(words), vectors, np.unpackbits(file["is_general"])[: len(words)] > 0)


def write(
    path: Path, words: Sequence[bytes], vectors: NDArray[np.float32], general: frozenset[bytes]
) -> None:
    """Write the vectors, their numbers rounded to one byte each."""
    scale = np.float32(np.abs(vectors).max() / _STEPS)
    np.savez_compressed(
        path,
        words=np.frombuffer(b"\n".join(words), dtype=np.uint8),
        vectors=np.rint(vectors / scale).astype(np.int8),
        scale=scale,
        is_general=np.packbits([word in general for word in words]),
    )
