"""Turn words into hashed features, the same way in training and in service.

A word has attributes (32-bit hashes of its form, affixes, shape, cluster, gazetteer bits). A static
feature is a function of one word
and its distance from the token being scored, so its weights can be summed once per distinct word; a
context feature joins
attributes of several tokens and is looked up for every token.
Must not: use Python's hash (it differs between runs), or depend on anything but the word, its case
class and the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from copydesk.enrich.entities.lexicon import Lexicon

__all__ = [
    "ATTRIBUTES",
    "CONTEXT_COUNT",
    "GAZETTEER",
    "PAD",
    "STATIC_COUNT",
    "USAGE",
    "WINDOW",
    "CaseClass",
    "attributes",
    "context_rows",
    "lexical_columns",
    "normalised",
    "static_rows",
    "word_hash",
]

PAD = ""
"""The word that stands outside a sentence."""

WINDOW = 2
"""Static features look this many tokens to either side."""


class CaseClass(IntEnum):
    """How a sentence is capitalised; a word is read differently in each."""

    NORMAL = 0
    TITLE = 1
    UPPER = 2


class _A(IntEnum):
    """The attributes of a word, in the order of its attribute row."""

    WORD = 0
    EXACT = 1
    PREFIX2 = 2
    PREFIX3 = 3
    PREFIX4 = 4
    SUFFIX1 = 5
    SUFFIX2 = 6
    SUFFIX3 = 7
    SUFFIX4 = 8
    SHAPE = 9
    KIND = 10
    CLUSTER = 11
    CLUSTER6 = 12
    CLUSTER4 = 13
    GAZETTEER = 14
    USAGE = 15
    KIND_GAZ = 16
    KIND_USAGE = 17
    PART_LEFT = 18
    PART_RIGHT = 19
    KINDS = 20
    ROLE = 21
    KIND_KINDS = 22
    KIND_ROLE = 23


ATTRIBUTES = len(_A)
GAZETTEER = int(_A.GAZETTEER)
USAGE = int(_A.USAGE)

# What is known of a word at each distance; at the token itself everything is.
_BESIDE: tuple[int, ...] = (
    *(_A.WORD, _A.SUFFIX3, _A.SHAPE, _A.CLUSTER, _A.CLUSTER6, _A.CLUSTER4, _A.KIND_GAZ, _A.USAGE),
    *(_A.KIND_KINDS, _A.KIND_ROLE),
)
_STATIC: tuple[tuple[int, ...], ...] = (
    (_A.WORD, _A.CLUSTER6, _A.KIND),
    _BESIDE,
    tuple(_A),
    _BESIDE,
    (_A.WORD, _A.CLUSTER6, _A.KIND),
)
STATIC_COUNT = sum(len(names) for names in _STATIC)

# Joined attributes as (distance, attribute) pairs.
_CONTEXT: tuple[tuple[tuple[int, int], ...], ...] = (
    ((-1, _A.WORD), (0, _A.WORD)),
    ((0, _A.WORD), (1, _A.WORD)),
    ((-1, _A.WORD), (0, _A.KIND_USAGE)),
    ((0, _A.KIND_USAGE), (1, _A.WORD)),
    ((-1, _A.WORD), (0, _A.KIND), (1, _A.WORD)),
    ((-1, _A.KIND_USAGE), (0, _A.KIND_USAGE)),
    ((0, _A.KIND_USAGE), (1, _A.KIND_USAGE)),
    ((-1, _A.KIND), (0, _A.KIND), (1, _A.KIND)),
    ((-2, _A.KIND), (-1, _A.KIND), (0, _A.KIND), (1, _A.KIND), (2, _A.KIND)),
    ((-1, _A.CLUSTER6), (0, _A.CLUSTER6), (0, _A.KIND)),
    ((0, _A.CLUSTER6), (0, _A.KIND), (1, _A.CLUSTER6)),
    ((-1, _A.CLUSTER), (0, _A.KIND_GAZ)),
    ((0, _A.KIND_GAZ), (1, _A.CLUSTER)),
    ((-1, _A.CLUSTER6), (0, _A.KIND), (1, _A.CLUSTER6)),
    ((-1, _A.KIND_GAZ), (0, _A.KIND_GAZ)),
    ((0, _A.KIND_GAZ), (1, _A.KIND_GAZ)),
    ((-2, _A.WORD), (-1, _A.WORD), (0, _A.KIND)),
    ((0, _A.KIND), (1, _A.WORD), (2, _A.WORD)),
    ((-2, _A.CLUSTER6), (-1, _A.CLUSTER6), (0, _A.KIND)),
    ((0, _A.KIND), (1, _A.CLUSTER6), (2, _A.CLUSTER6)),
    ((-1, _A.KIND_KINDS), (0, _A.KIND_KINDS)),
    ((0, _A.KIND_KINDS), (1, _A.KIND_KINDS)),
    ((-1, _A.KIND_ROLE), (0, _A.KIND_ROLE)),
    ((0, _A.KIND_ROLE), (1, _A.KIND_ROLE)),
    ((-1, _A.CLUSTER6), (0, _A.KIND_KINDS)),
    ((0, _A.KIND_KINDS), (1, _A.CLUSTER6)),
)
# After the joined attributes come: gazetteer phrases with the kind of word, and the sentence's case
# with it.
CONTEXT_COUNT = len(_CONTEXT) + 2
_KINDS = tuple((distance, int(_A.KIND)) for distance in (-1, 0, 1))

_GOLDEN = np.uint32(0x9E3779B1)
_MIX = np.uint32(0x85EBCA6B)
_UPPER = re.compile(r"[A-Z]")
_LOWER = re.compile(r"[a-z]")
_DIGIT = re.compile(r"[0-9]")
_RUNS = re.compile(r"(.)\1{2,}")
_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "`": "'",
    }
)
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}
_CHARS_MAX = 40


def attributes(
    words: Sequence[str], cases: Sequence[CaseClass], lexicon: Lexicon
) -> NDArray[np.uint32]:
    """The attribute rows of `words`, ATTRIBUTES hashes each.

    cases: the class of each word's sentence.
    """
    out = np.zeros((len(words), ATTRIBUTES), dtype=np.uint32)
    normal = [normalised(word) for word in words]
    lowers = [word.lower() for word in normal]
    for row, (word, lower, case) in enumerate(zip(normal, lowers, cases, strict=True)):
        kind = _kind(word, case)
        out[row, : _A.KIND + 1] = [word_hash(part) for part in _forms(word, lower, case, kind)]
        parts = lower.replace("-", " ").split() if "-" in lower else []
        out[row, _A.PART_LEFT] = word_hash(parts[0]) if len(parts) > 1 else 0
        out[row, _A.PART_RIGHT] = word_hash(parts[-1]) if len(parts) > 1 else 0
    facts = lexicon.facts([word_hash(word) for word in lowers])
    capital = np.array([word[:1].isupper() for word in normal], dtype=np.bool_)
    cluster = np.where(capital, facts.cluster_title, facts.cluster_lower).astype(np.uint32)
    out[:, _A.CLUSTER] = cluster
    # The low bits of a cluster number are the top of the cluster tree.
    out[:, _A.CLUSTER6] = np.where(cluster > 0, cluster & 63 | 64, 0)
    out[:, _A.CLUSTER4] = np.where(cluster > 0, cluster & 15 | 16, 0)
    out[:, _A.GAZETTEER] = facts.flags
    out[:, _A.USAGE] = facts.usage
    out[:, _A.KINDS] = facts.kinds
    out[:, _A.ROLE] = facts.role
    out[:, _A.KIND_KINDS] = _join(out[:, _A.KIND], out[:, _A.KINDS])
    out[:, _A.KIND_ROLE] = _join(out[:, _A.KIND], out[:, _A.ROLE])
    out[:, _A.KIND_GAZ] = _join(out[:, _A.KIND], out[:, _A.GAZETTEER])
    out[:, _A.KIND_USAGE] = _join(out[:, _A.KIND], out[:, _A.USAGE])
    return out


def static_rows(attribute_rows: NDArray[np.uint32], distance: int, mask: int) -> NDArray[np.uint32]:
    """The weight rows of the static features, shape (words, features).

    distance: how many tokens after the one scored the words stand.
    """
    names = _STATIC[distance + WINDOW]
    columns = attribute_rows[:, list(names)]
    salts = np.array([_salt(1, distance + WINDOW, name) for name in names], dtype=np.uint32)
    return _slot(columns ^ salts, mask)


def context_rows(
    columns: NDArray[np.uint32],
    types: NDArray[np.int64],
    rows: NDArray[np.int64],
    phrases: NDArray[np.uint32],
    mask: int,
) -> NDArray[np.uint32]:
    """The weight rows of the context features of the tokens at `rows`: (CONTEXT_COUNT, tokens).

    columns: attributes by word number, (ATTRIBUTES, numbers); types: word numbers of all tokens,
    with at least WINDOW pads between sentences and at both ends; phrases: what the gazetteer of
    phrases says of each token. All features go in each call: for a single article the calls cost
    more than the arithmetic.
    """
    near = types.take(rows + _JOINS.distances)
    seen = columns.ravel().take(near + _JOINS.names * columns.shape[1])
    mixed = np.empty((CONTEXT_COUNT, len(rows)), dtype=np.uint32)
    joined = mixed[: len(_CONTEXT)]
    joined[:] = _JOINS.salts
    for places in _JOINS.steps:
        joined[: len(places)] = _join(joined[: len(places)], seen[places])
    left, here, right = seen[_JOINS.kinds]
    phrase = phrases.take(rows) ^ _JOINS.phrase_salts
    mixed[-2] = _join(phrase[0], here)
    mixed[-1] = _join(phrase[1], _join(left, right))
    return _slot(mixed, mask)


def lexical_columns() -> NDArray[np.bool_]:
    """Which features name a word outright: static by distance, then context.

    Training drops these at random, so that the others learn to do without.
    """
    named = (_A.WORD, _A.EXACT)
    static = [
        distance == WINDOW and name in named
        for distance, names in enumerate(_STATIC)
        for name in names
    ]
    context = [(0, int(_A.WORD)) in _CONTEXT[number] for number in _JOINS.order]
    return np.array([*static, *context, *[False] * (CONTEXT_COUNT - len(_CONTEXT))], dtype=np.bool_)


def normalised(word: str) -> str:
    """One form for quotes, hyphens, accents and corpus brackets; very long words are cut."""
    if word in _BRACKETS:
        return _BRACKETS[word]
    short = word[:_CHARS_MAX]
    if short.isascii():
        return short.replace("`", "'")
    plain = unicodedata.normalize("NFD", short.translate(_QUOTES))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _forms(word: str, lower: str, case: CaseClass, kind: str) -> tuple[str, ...]:
    """The strings behind the attributes from WORD to KIND."""
    shape = _shape(word) if case is CaseClass.NORMAL else kind
    exact = word if case is CaseClass.NORMAL else f"\0{lower}"
    heads = (lower[:2], lower[:3], lower[:4])
    tails = (lower[-1:], lower[-2:], lower[-3:], lower[-4:])
    return (lower, exact, *heads, *tails, shape, kind)


def _kind(word: str, case: CaseClass) -> str:  # noqa: PLR0911 - a table of cases
    """The coarse look of a word: what its capitals say where they say anything."""
    if not word:
        return "<>"
    first = word[0]
    if not first.isalpha():
        return "9" if first.isdigit() else (word if len(word) < 3 else "#")  # noqa: PLR2004
    if case is CaseClass.UPPER:
        return "u:." if "." in word else "u"
    if case is CaseClass.TITLE:
        return "t" if first.isupper() else "t:x"
    if first.islower():
        return "x" if word.islower() else "xX"
    if len(word) == 1:
        return "X1"
    if "." in word:
        return "X."
    if word.isupper():
        return "XX"
    return "X-x" if "-" in word else ("Xx" if word[1:].islower() else "XxX")


def _shape(word: str) -> str:
    """Capitals to X, small letters to x, digits to 9, with runs cut at two."""
    return _RUNS.sub(r"\1\1", _DIGIT.sub("9", _LOWER.sub("x", _UPPER.sub("X", word))))[:12]


def word_hash(text: str) -> int:
    """A 32-bit hash of the UTF-8 form, lone surrogates included."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _salt(group: int, number: int, name: int) -> int:
    """A fixed constant for each feature."""
    return zlib.crc32(bytes((group, number, name)))


def _join(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Mix two hash columns; the order matters."""
    mixed: NDArray[np.uint32] = (left ^ (left >> np.uint32(15))) * _MIX + right
    return mixed


def _slot(mixed: NDArray[np.uint32], mask: int) -> NDArray[np.uint32]:
    """Spread hashes over the rows of the weight table, a power of two minus one being `mask`."""
    spread = (mixed ^ (mixed >> np.uint32(16))) * _GOLDEN
    slots: NDArray[np.uint32] = (spread ^ (spread >> np.uint32(15))) & np.uint32(mask)
    return slots


@dataclass(frozen=True, slots=True)
class _Joins:
    """`_CONTEXT` as arrays, the features of most parts first.

    order: their numbers in `_CONTEXT`; distances, names: each part that any of them has, a column;
    steps: for the first, second ... part of the features that have one, its place among them;
    kinds: where the kinds of the tokens around stand; salts: a constant a feature, a column.
    """

    order: tuple[int, ...]
    distances: NDArray[np.int64]
    names: NDArray[np.int64]
    steps: tuple[NDArray[np.int64], ...]
    kinds: NDArray[np.int64]
    salts: NDArray[np.uint32]
    phrase_salts: NDArray[np.uint32]


def _joins() -> _Joins:
    order = sorted(range(len(_CONTEXT)), key=lambda number: -len(_CONTEXT[number]))
    parts = sorted({part for feature in _CONTEXT for part in feature} | set(_KINDS))
    place = {part: at for at, part in enumerate(parts)}
    features = [_CONTEXT[number] for number in order]
    column = np.array(parts, dtype=np.int64).T[:, :, None]
    return _Joins(
        order=tuple(order),
        distances=column[0],
        names=column[1],
        steps=tuple(
            np.array([place[feature[step]] for feature in features if len(feature) > step])
            for step in range(len(features[0]))
        ),
        kinds=np.array([place[part] for part in _KINDS]),
        salts=np.array([[_salt(2, number, 0)] for number in order], dtype=np.uint32),
        phrase_salts=np.array([[_salt(3, 0, 0)], [_salt(3, 1, 0)]], dtype=np.uint32),
    )


_JOINS = _joins()
