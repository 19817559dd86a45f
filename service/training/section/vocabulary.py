"""Choose the words, stems and pairs that the model may know.

Must not: look at labels; what a feature is worth is fit.py's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.section.features import RARITY_ONE, STEM_BITS, Vocabulary
from copydesk.enrich.section.words import word_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["STOP_WORDS", "WORD_ROWS_MIN", "build", "stem"]

STOP_WORDS = frozenset(
    b"""\
    a about after again all also although am an and any are as at away be because been before
    being below both but by came can cannot come could did do does doing don done during each
    either else even ever every few for from further get gets getting go goes going got had has
    have having he her here hers herself him himself his how however i if in into is isn it its
    itself just ll let like made make makes making many may me might more most much must my
    myself no nor not now of off often on once one only onto or other others our ours ourselves
    out over own per quite re really s said same say saying says see seen shall she should since
    so some such t take taken takes than that the their theirs them themselves then there these
    they thing things this those though through thus to too two under until up upon us use used
    using ve very via was wasn way we well were weren what when where whether which while who
    whom whose why will with within without won would yes yet you your yours yourself d m
    reuters ap afp upi pti ians xinhua bloomberg huffpost huffington wikinews wikipedia cnn bbc
    photo photos video videos getty images image caption gallery slideshow click read tweet
    tweeted com www http https monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december
    """.split()
)
"""Words without a topic: grammar, agencies and sites (they tell the source), days and months."""

_SUFFIXES = (
    (b"ies", b"y"),
    (b"sses", b"ss"),
    (b"shes", b"sh"),
    (b"ches", b"ch"),
    (b"ing", b""),
    (b"edly", b""),
    (b"ied", b"y"),
    (b"ed", b""),
    (b"es", b""),
    (b"s", b""),
)
_STEM_MIN = 3
WORD_ROWS_MIN = 3
_PAIR_ROWS_MIN = 3
_HEADLINE_ROWS_MIN = 5
"""Texts, or headlines, that must have a feature."""


def stem(word: bytes) -> bytes:
    """Return `word` without its inflection: sources differ in tense more than in topic."""
    if word.endswith((b"ss", b"us", b"is", b"0")):
        return word
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM_MIN:
            root = word[: -len(suffix)] + instead
            if not instead and root[-1:] == root[-2:-1] and root[-1:] not in b"sl":
                root = root[:-1]
            return root[:-1] if root.endswith(b"e") else root
    return word[:-1] if word.endswith(b"e") and len(word) > _STEM_MIN else word


def build(
    heads: Sequence[list[bytes]], bodies: Sequence[list[bytes]], general: Sequence[bytes] = ()
) -> Vocabulary:
    """Return the vocabulary of the tokenised headlines and bodies, one of each a text.

    general: words of the language, known even if the texts do not have them.
    """
    texts = [head + body for head, body in zip(heads, bodies, strict=True)]
    texts += [[word] for word in general]
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    flat = [word for words in texts for word in words]
    keys = word_keys(flat)
    known, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    rows = np.bincount(_once(owner, inverse.astype(np.int64), len(known)), minlength=len(known))
    stopped = np.fromiter(
        (flat[at] in STOP_WORDS or (len(flat[at]) == 1 and flat[at] != b"0") for at in first),
        dtype=np.bool_,
    )
    kept = ((rows >= WORD_ROWS_MIN) | np.isin(known, word_keys(list(general)))) & ~stopped
    words = [flat[at] for at in first[kept]]
    numbers: dict[bytes, int] = {}
    stems = np.array(
        [numbers.setdefault(stem(word), len(numbers)) for word in words], dtype=np.uint32
    )
    number_of = np.cumsum(kept) - 1
    present = kept[inverse]
    owner, word_number = owner[present], number_of[inverse[present]]
    stem_of = stems[word_number].astype(np.uint64)
    pair_keys = (stem_of[:-1] << np.uint64(STEM_BITS)) | stem_of[1:]
    same = owner[:-1] == owner[1:]
    pairs, pair_inverse = np.unique(pair_keys[same], return_inverse=True)
    pair_rows = np.bincount(
        _once(owner[:-1][same], pair_inverse.astype(np.int64), len(pairs)), minlength=len(pairs)
    )
    frequent = pair_rows >= _PAIR_ROWS_MIN
    return Vocabulary(
        known[kept],
        stems,
        pairs[frequent],
        _headline_features(known[kept], heads),
        _rarity(np.concatenate((rows[kept], pair_rows[frequent])), len(heads)),
    )


def _headline_features(
    words: NDArray[np.uint32], heads: Sequence[list[bytes]]
) -> NDArray[np.int32]:
    """Return each word's place among those that enough headlines have, -1 for the others."""
    lengths = np.fromiter(map(len, heads), dtype=np.int64, count=len(heads))
    owner = np.repeat(np.arange(len(heads), dtype=np.int64), lengths)
    keys = word_keys([word for head in heads for word in head])
    place = np.minimum(np.searchsorted(words, keys), len(words) - 1)
    found = words[place] == keys
    rows = np.bincount(_once(owner[found], place[found], len(words)), minlength=len(words))
    kept = rows >= _HEADLINE_ROWS_MIN
    return np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)


def _rarity(rows: NDArray[np.int64], texts: int) -> NDArray[np.uint8]:
    """Return the inverse document frequency of features that `rows` of the texts have."""
    return np.rint(RARITY_ONE * (1.0 + np.log(texts / (1.0 + rows)))).astype(np.uint8)


def _once(owner: NDArray[np.int64], feature: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return each feature as often as there are texts that hold it."""
    return np.unique(owner * size + feature) % size
