"""Read the corpora into one shape: PER LOC ORG spans over the service's own tokens.

Each corpus cuts hyphens, quotes and possessives its own way, so a sentence is put back into text
and cut again; what the tagger
sees in training is then what it sees in service.
Must not: read crossner-politics-test for training (`training_sources` leaves it out by
construction).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.enrich.entities.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["Sentence", "Source", "load", "retokenised", "training_sources"]

Spans = tuple[tuple[int, int, str], ...]

_TYPES = {
    "PER": "PER", "LOC": "LOC", "ORG": "ORG", "person": "PER", "location": "LOC",
    "corporation": "ORG", "group": "ORG",
    "PERSON": "PER", "GPE": "LOC", "organization": "ORG",
}  # fmt: skip
_GLUED_LEFT = frozenset(".,;:!?)]}%\u201d\u2019") | {
    "'s",
    "\u2019s",
    "n't",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
    "''",
}
_GLUED_RIGHT = frozenset("([{$\u201c\u2018#@") | {"``"}
_STRAIGHT = frozenset(('"',))
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "\u201c", "''": "\u201d"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens and (start, end, type) spans over them, end exclusive."""

    tokens: tuple[str, ...]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Source:
    """One corpus: where it is, how it is read, its terms, and how often its sentences count."""

    name: str
    files: tuple[str, ...]
    share_alike: bool
    splits_hyphens: bool = False
    copies: int = 1


_SOURCES = (
    Source("wikigold", ("wikigold.txt",), share_alike=False),
    Source("btc", ("btc.a", "btc.b", "btc.e", "btc.f", "btc.g", "btc.h"), share_alike=False),
    Source("wnut17", ("wnut17.train", "wnut17.test"), share_alike=False),
    Source(
        "uner-ewt-train", ("uner-en-ewt-train.jsonl.gz",), share_alike=True, splits_hyphens=True
    ),
    Source("uner-ewt-dev", ("uner-en-ewt-dev.iob2",), share_alike=True, splits_hyphens=True),
    Source("uner-pud", ("uner-en-pud.jsonl.gz",), share_alike=True, splits_hyphens=True),
    # CrossNER's files are MIT but its sentences are Wikipedia's, which is share-alike.
    Source("crossner", ("crossner-ai-literature-music-science.jsonl.gz",), share_alike=True),
    Source("fewnerd", ("fewnerd-fully-tagged-sentences.jsonl.gz",), share_alike=True),
)
TEST_SOURCE = Source(
    "crossner-politics-test", ("crossner-politics-test.jsonl.gz",), share_alike=True
)


def training_sources(
    *, without_share_alike: bool = False, holdout: frozenset[str] = frozenset()
) -> list[Source]:
    """The corpora to train on. Raises ValueError for an unknown holdout name."""
    unknown = holdout - {source.name for source in _SOURCES}
    if unknown:
        known = ", ".join(source.name for source in _SOURCES)
        message = f"holdout: no such source {sorted(unknown)}; there are {known}"
        raise ValueError(message)
    return [
        s for s in _SOURCES if s.name not in holdout and not (without_share_alike and s.share_alike)
    ]


def source_named(name: str) -> Source:
    """The corpus of that name, the test set included."""
    return next(source for source in (*_SOURCES, TEST_SOURCE) if source.name == name)


def load(folder: Path, source: Source) -> list[Sentence]:
    """The sentences of one corpus as it cuts them, types folded to PER LOC ORG, others left out."""
    out: list[Sentence] = []
    for name in source.files:
        path = folder / name
        reader: Callable[[Iterable[str]], Iterator[Sentence]]
        if name.endswith(".jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                out += _json_lines(lines)
        else:
            reader = _iob2_numbered if name.endswith(".iob2") else _columns
            with path.open(encoding="utf-8") as lines:
                out += reader(lines)
    return [_handles_joined(sentence) for sentence in out if sentence.tokens]


def retokenised(sentence: Sentence, *, splits_hyphens: bool) -> Sentence | None:
    """The sentence cut by the service's tokeniser; None when a span's edge falls inside a token."""
    text, bounds = _text_of(sentence, splits_hyphens=splits_hyphens)
    tokens = tokenise(text)
    starts = {start: number for number, (start, _) in enumerate(tokens)}
    ends = {end: number + 1 for number, (_, end) in enumerate(tokens)}
    spans = []
    for first, last, kind in sentence.spans:
        start, end = starts.get(bounds[first][0]), ends.get(bounds[last - 1][1])
        if start is None or end is None:
            return None
        spans.append((start, end, kind))
    return Sentence(tuple(text[start:end] for start, end in tokens), tuple(spans))


def _text_of(sentence: Sentence, *, splits_hyphens: bool) -> tuple[str, list[tuple[int, int]]]:
    """Put a sentence back into text; also each token's place in it."""
    inside = {place for first, last, _ in sentence.spans for place in range(first + 1, last)}
    text = ""
    bounds = []
    tokens = [_BRACKETS.get(token, token) for token in sentence.tokens]
    quote_open = False
    for place, token in enumerate(tokens):
        glue = place == 0 or token in _GLUED_LEFT or tokens[place - 1] in _GLUED_RIGHT
        if token in _STRAIGHT:
            glue = glue or quote_open
            quote_open = not quote_open
        elif place and tokens[place - 1] == '"' and quote_open:
            glue = True
        if splits_hyphens and place:
            glue = glue or _hyphen_joins(tokens, place, inside)
        if not glue:
            text += " "
        bounds.append((len(text), len(text) + len(token)))
        text += token
    return text, bounds


def _hyphen_joins(tokens: list[str], place: int, inside: set[int]) -> bool:
    """Whether the token at `place` and the one before it were one hyphenated word."""
    for hyphen in (place, place - 1):
        if tokens[hyphen] != "-" or not 0 < hyphen < len(tokens) - 1:
            continue
        left, right = tokens[hyphen - 1], tokens[hyphen + 1]
        if not (left[-1:].isalnum() or left.endswith(".")) or not right[:1].isalnum():
            return False
        # A spaced dash separates; between small letters, or within a name, it is a hyphen.
        return hyphen in inside or right[0].islower() or left[-1].isdigit()
    return False


def _handles_joined(sentence: Sentence) -> Sentence:
    """A user name cut as '@', 'name' becomes one token, and is no person."""
    tokens = sentence.tokens
    if "@" not in tokens[:-1] and not any(
        token.startswith("@") and len(token) > 1 for token in tokens
    ):
        return sentence
    place_of: dict[int, int] = {}
    out: list[str] = []
    for place, token in enumerate(tokens):
        if place and tokens[place - 1] == "@" and token[:1].isalnum():
            out[-1] += token
        else:
            out.append(token)
        place_of[place] = len(out) - 1
    spans = []
    for first, last, kind in sentence.spans:
        start, end = place_of[first], place_of[last - 1] + 1
        if (
            not any(token.startswith("@") for token in out[start:end])
            and (start, end, kind) not in spans
        ):
            spans.append((start, end, kind))
    return Sentence(tuple(out), tuple(spans))


def _json_lines(lines: Iterable[str]) -> Iterator[Sentence]:
    for line in lines:
        row = json.loads(line)
        spans = tuple(
            (start, end, _TYPES[kind]) for start, end, kind in row["spans"] if kind in _TYPES
        )
        yield Sentence(tuple(row["tokens"]), spans)


def _iob2_numbered(lines: Iterable[str]) -> Iterator[Sentence]:
    """Universal NER: number, token, tag, two more columns; comments begin with '#'."""
    columns = (
        line if not line.strip() else "\t".join(line.split("\t")[1:3]) + "\n"
        for line in lines
        if line[:1] != "#"
    )
    return _columns(columns)


def _columns(lines: Iterable[str]) -> Iterator[Sentence]:
    """Token first, IOB tag last, an empty line between sentences."""
    tokens: list[str] = []
    tags: list[str] = []
    for line in lines:
        cells = line.rstrip("\r\n").split("\t") if "\t" in line else line.split()
        if len(cells) > 1 and cells[0].strip():
            tokens.append(cells[0].strip())
            tags.append(cells[-1].strip())
        elif tokens:
            yield Sentence(tuple(tokens), tag_spans(tags))
            tokens, tags = [], []
    if tokens:
        yield Sentence(tuple(tokens), tag_spans(tags))


def tag_spans(tags: list[str]) -> Spans:
    """The spans of IOB1 or IOB2 tags, in our types; unknown types are left out."""
    spans: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        head, _, name = tag.partition("-")
        if kind and (head != "I" or name != kind):
            if kind in _TYPES:
                spans.append((start, place, _TYPES[kind]))
            kind = ""
        if head in ("B", "I") and not kind:
            start, kind = place, name
    return tuple(spans)
