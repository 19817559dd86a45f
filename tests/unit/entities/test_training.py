"""How corpora are read for training, and that the shipped files are those described."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import pytest
from tests.unit.entities.desk import MODEL

from copydesk.enrich.entities.lexicon import WordFlag
from training.entities.corpora import (
    TEST_SOURCE,
    Sentence,
    Spans,
    retokenised,
    tag_spans,
    training_sources,
)
from training.entities.harmonise import harmonised

FLAGS = {"freedonian": int(WordFlag.DEMONYM), "kenya": int(WordFlag.COUNTRY)}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence as a corpus marks it, and the spans wanted."""

    name: str
    tokens: str
    spans: Spans
    expected: Spans


HARMONISED = (
    Case("title-outside", "Mr. Ola Berg left", ((0, 3, "PER"),), ((1, 3, "PER"),)),
    Case("the-outside", "in the Hague today", ((1, 3, "LOC"),), ((2, 3, "LOC"),)),
    Case("nationality-is-no-place", "Freedonian troops", ((0, 1, "LOC"),), ()),
    Case("country-stays", "Kenya won", ((0, 1, "LOC"),), ((0, 1, "LOC"),)),
    Case(
        "city-and-state-are-two",
        "in Plano , Texas",
        ((1, 4, "LOC"),),
        ((1, 2, "LOC"), (3, 4, "LOC")),
    ),
    Case("possessive-outside", "Ola 's boat", ((0, 2, "PER"),), ((0, 1, "PER"),)),
)
RECUT = (
    Case("split-name-joined", "Al - Nahar said", ((0, 3, "ORG"),), ((0, 1, "ORG"),)),
    Case("suffix-cut-off", "a Cairo - based firm", ((1, 2, "LOC"),), ((1, 2, "LOC"),)),
    Case("spaced-dash-stays", "Cairo - Police said", ((0, 1, "LOC"),), ((0, 1, "LOC"),)),
)


@pytest.mark.parametrize("case", HARMONISED, ids=lambda case: case.name)
def test_sources_are_made_to_agree(case: Case) -> None:
    """A name begins and ends where newswire practice says, whatever the corpus marked."""
    sentence = harmonised(Sentence(tuple(case.tokens.split()), case.spans), FLAGS)
    assert sentence.spans == case.expected


@pytest.mark.parametrize("case", RECUT, ids=lambda case: case.name)
def test_sentences_are_cut_as_the_service_cuts(case: Case) -> None:
    """Hyphens that a corpus set apart are put back before the service's tokeniser cuts."""
    sentence = retokenised(Sentence(tuple(case.tokens.split()), case.spans), splits_hyphens=True)
    assert sentence is not None
    assert sentence.spans == case.expected


def test_tags_of_either_scheme_give_spans() -> None:
    """IOB1 and IOB2 both read; an unknown type gives no span."""
    assert tag_spans(["I-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-MISC"]) == (
        (0, 2, "PER"),
        (3, 4, "LOC"),
        (4, 5, "LOC"),
    )


def test_politics_is_never_trained_on() -> None:
    """The test source is in no training set."""
    assert TEST_SOURCE.name not in {source.name for source in training_sources()}


def test_share_alike_can_be_left_out() -> None:
    """The option leaves only sources that are not share-alike."""
    assert not any(source.share_alike for source in training_sources(without_share_alike=True))


def test_shipped_files_are_those_described() -> None:
    """The digests in model.json are the files', and all is within 20 MB."""
    digests = json.loads((MODEL / "model.json").read_text(encoding="utf-8"))["sha256"]
    for name, digest in digests.items():
        content = (MODEL / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
    assert sum((MODEL / name).stat().st_size for name in digests) < 20_000_000
