"""Cut news English into tokens and sentences with exact offsets, so that mentions slice back.

The pieces of a text cover all of it, white space included, so offsets are running sums and can't
drift. A piece is a token with the one blank after it, or other white space: half as many pieces.
Must not: change a character, look at blocks (callers cut there first), or know about labels.
Linear: every repetition that may fail after it matched is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "SENTENCE_TOKENS_MAX",
    "Flag",
    "bare",
    "flags_of",
    "pieces",
    "sentence_starts",
    "sentences",
    "tokenise",
]

SENTENCE_TOKENS_MAX = 200
"""A longer run without a stop is cut here: decoding stays linear and its memory bounded."""


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written as text."""
    return tuple(text.split())


# A stop after these never ends a sentence: a name or a number follows.
_LEADING = _words("""
    Mr Mrs Ms Mx Dr Prof Gov Lt Sen Rep Reps Sens Gen Col Maj Capt Cmdr Cpl Sgt Adm Brig Pvt
    Insp Det Supt Rev Fr Msgr Hon Pres Amb Atty Dist St Ste Mt Ft Pt Vol Messrs Mme Mlle Sr Sra
    Srta Dra Ald Asst Assoc Dep vs Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec approx ca cf
    al
""")
# A stop after these may end one too: it does when a usual opening word follows.
_TRAILING = _words("""
    No Nos Inc Corp Co Cos Ltd Plc Bros LLC Jr Esq etc Ave Blvd Rd Ariz Ark Calif Colo Conn Del
    Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt
    Wash Wis Wyo Ont Que Alta Man Dept Univ Assn Intl Natl
""")
_SUFFIXES = (
    "based|led|born|backed|style|owned|bound|controlled|wide|run|trained|listed|headquartered|funded|made|educated|held|era"
    "|linked|area|sponsored|brokered|occupied|administered|aligned|supported|appointed|registered|flagged|built|educated"
    "|speaking|mediated|dominated|bred|raised|themed|affiliated|inspired|area|like|related|type|level|only|friendly"
)
_WORD = r"[^\W_]+(?:['\u2019](?!s\b|S\b)[^\W_]+)*"
_PLAIN = r"[A-Za-z][a-z]*+(?![\w.:&'\u2019\u2010\u2011-])"
"""A word that nothing can lengthen, nine of ten: tried first, never tried twice (possessive)."""
_TOKEN = "|".join(
    (
        r"[A-Za-z][a-z]*+(?=[ ,])",  # the same, told sooner: a fifth of the time
        r"[,;()\u201c\u201d\"]|\.(?!\.)",
        _PLAIN,
        r"(?:https?://|www\.)[^\s<>\"\u201c\u201d]+",
        r"[#@]\w+",
        rf"(?:{'|'.join(_LEADING + _TRAILING)})\.(?!\w)",
        r"(?:[A-Za-z]\.){2,12}(?![A-Za-z])",  # U.S., p.m., J.R.R.
        r"[A-HJ-Z]\.(?=\s?[A-Z])",  # an initial
        r"[A-Z]{1,6}(?:&[A-Z]{1,6}){1,3}\b",  # AT&T
        r"\d+(?:[.,:]\d+)*(?:%|st\b|nd\b|rd\b|th\b|s\b)?",
        rf"-(?:{_SUFFIXES})\b",
        r"['\u2019][sS]\b",
        rf"{_WORD}(?:[-\u2010\u2011](?!(?:{_SUFFIXES})\b){_WORD})*",
        r"\.{2,}|-{2,}|[!?]{2,}",
        r"\S",
    )
)
_PIECE = re.compile(rf"(?:{_TOKEN}) ?|\s+")
_STARTERS = frozenset(
    _words("""
    The He She It They In But And A An This That We I On At For His Her Its Their There These
    Those When While After Before As If Some Many Most Also However Meanwhile Last Officials
    Police So You What Why How Who No Not Our My One Two
""")
)
_OPENERS = frozenset("([{\u201c\u2018\u00ab")
_CLOSERS = frozenset(")]}\u201d\u2019\u00bb")
_STRAIGHT = frozenset("\"'")
_STOPS = frozenset(".!?\u2026\u3002\u061f\u0964")
_NEVER = frozenset(f"{word}." for word in _LEADING)
_MAYBE = frozenset(f"{word}." for word in _TRAILING)


class Flag:
    """Bits that say what a piece is; kept per distinct piece."""

    SPACE = 1
    STOP = 2
    CLOSER = 4
    STRAIGHT = 8
    MAYBE = 16
    STARTER = 32
    LOWER = 64
    BREAK = 128
    WORD = 256
    """Alphabetic with at least two letters: what votes on a sentence's case."""
    LONG = 512
    """A word of four letters or more."""
    UPPER = 1024
    """A word all in capitals."""
    CAPITAL = 2048
    """A word that begins with a capital."""
    PERIOD = 8192
    """A full stop: headlines end with none."""
    INITIAL = 4096
    """A word that begins with a capital, or does after its hyphen, as al-Harthy does."""


def pieces(text: str) -> list[str]:
    """Cut `text` into tokens, each with the blank after it, and other white space.

    Joined they are `text` again.
    """
    return _PIECE.findall(text)


def flags_of(piece: str) -> int:
    """Say what one piece is, as a sum of `Flag` bits."""
    first = piece[0]
    if first.isspace():
        return Flag.SPACE | (Flag.BREAK if piece.count("\n") > 1 else 0)
    if first.isalpha():
        return _word_flags(piece)
    bits = 0
    if first in _STOPS and piece.strip(".!?\u2026") == "":
        bits |= Flag.STOP | (Flag.PERIOD if piece == "." else 0)
    if first in _CLOSERS and len(piece) == 1:
        bits |= Flag.CLOSER
    if first in _STRAIGHT and len(piece) == 1:
        bits |= Flag.STRAIGHT
    return bits


def sentence_starts(
    flags: NDArray[np.int32], spaced: NDArray[np.bool_], opens: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Mark the tokens that begin a sentence.

    flags, spaced, opens: one value a token (white space taken out): its `Flag` bits, whether white
    space stands before
    it, whether it is a block's first. A token that opens a block always begins a sentence; none
    crosses a block.
    """
    count = len(flags)
    if count == 0:
        return np.zeros(0, dtype=np.bool_)
    closing = ((flags & Flag.CLOSER) != 0) | (((flags & Flag.STRAIGHT) != 0) & ~spaced)
    closing &= ~opens
    place = np.where(closing, 0, np.arange(count))
    last = np.maximum.accumulate(place)  # the last token that closes nothing, at or before each
    previous = np.zeros(count, dtype=np.int64)
    previous[1:] = last[:-1]
    before = flags[previous]
    stopped = (before & Flag.STOP) != 0
    stopped |= ((before & Flag.MAYBE) != 0) & ((flags & Flag.STARTER) != 0)
    starts = stopped & ~closing & spaced & ((flags & (Flag.LOWER | Flag.STOP)) == 0)
    starts |= opens
    starts[0] = True
    return _capped(starts)


def tokenise(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every token of `text`, in code points."""
    spans = []
    at = 0
    for piece in pieces(text):
        token = bare(piece)
        if not token[0].isspace():
            spans.append((at, at + len(token)))
        at += len(piece)
    return spans


def bare(piece: str) -> str:
    """The piece without the blank after its token."""
    return piece[:-1] if piece[-1] == " " and len(piece) > 1 and not piece[0].isspace() else piece


def sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every sentence of one block, in code points, from first to last token."""
    spans = tokenise(text)
    if not spans:
        return []
    edges = np.array(spans)
    flags = np.array([flags_of(text[start:end]) for start, end in spans], dtype=np.int32)
    spaced = np.zeros(len(spans), dtype=np.bool_)
    spaced[1:] = edges[1:, 0] > edges[:-1, 1]
    opens = np.zeros(len(spans), dtype=np.bool_)
    firsts = np.flatnonzero(sentence_starts(flags, spaced, opens))
    lasts = np.append(firsts[1:], len(spans)) - 1
    return [
        (int(edges[first, 0]), int(edges[last, 1]))
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _word_flags(piece: str) -> int:
    """Flags of a piece that begins with a letter."""
    bits = 0
    if piece[0].islower():
        bits |= Flag.LOWER
    if piece[0].isupper() or piece.partition("-")[2][:1].isupper():
        bits |= Flag.INITIAL
    if piece in _MAYBE or (piece[1:2] == "." and piece[2:].endswith(".")):
        return bits | Flag.MAYBE
    if piece in _NEVER or piece[-1] == ".":
        return bits
    if piece in _STARTERS:
        bits |= Flag.STARTER
    if len(piece) > 1:
        bits |= Flag.WORD
        if len(piece) > 3:  # noqa: PLR2004 - shorter words (of, the, in) stay small in Title Case
            bits |= Flag.LONG
        if piece.isupper():
            bits |= Flag.UPPER
        if piece[0].isupper():
            bits |= Flag.CAPITAL
    return bits


def _capped(starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cut sentences of more than SENTENCE_TOKENS_MAX tokens into pieces of that length."""
    place = np.arange(len(starts))
    since = place - np.maximum.accumulate(np.where(starts, place, 0))
    capped: NDArray[np.bool_] = starts | (since % SENTENCE_TOKENS_MAX == 0)
    return capped
