"""The demo's samples are what their manifest says, and the ledger tells how they fared."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from copydesk.draft import Draft, Withdrawal
from copydesk.errors import RejectedError
from copydesk.intake import read
from copydesk.samples import Expected, Sample, load_samples
from copydesk.samples.ledger import Ledger

SAMPLES = load_samples()


def _name(sample: Sample) -> str:
    return sample.name


@pytest.mark.parametrize("sample", SAMPLES, ids=_name)
def test_intake_makes_of_a_sample_what_the_manifest_says(sample: Sample) -> None:
    """A sample that is to be enriched can be read, a kill is one, and a dead letter cannot."""
    if sample.expected is Expected.DEAD_LETTER:
        with pytest.raises(RejectedError):
            read(sample.record)
        return
    (article,) = read(sample.record).articles
    if sample.expected is Expected.KILL:
        assert isinstance(article, Withdrawal)
    else:
        assert isinstance(article, Draft)
        assert sample.headline is not None
        assert sample.headline in (article.headline or article.body)


def test_samples_show_each_kind_of_outcome() -> None:
    """The demo shows at least eight articles, a dead letter, a kill and a revision."""
    counts = Counter(sample.expected for sample in SAMPLES)
    assert counts[Expected.ENRICHED] >= 8
    assert counts[Expected.DEAD_LETTER] >= 1
    assert counts[Expected.KILL] >= 1
    keys = Counter(s.record.key for s in SAMPLES if s.expected is Expected.ENRICHED)
    assert max(keys.values()) == 2


def test_every_kill_follows_its_article() -> None:
    """A kill withdraws an article published before it."""
    seen: set[bytes | None] = set()
    for sample in SAMPLES:
        assert sample.expected is not Expected.KILL or sample.record.key in seen
        seen.add(sample.record.key)


def test_no_file_is_left_out_of_the_manifest() -> None:
    """Every article in the folder is a sample."""
    articles = [
        entry
        for entry in files("copydesk.samples").iterdir()
        if entry.name[0].isdigit() and entry.is_file()
    ]
    assert len(articles) == sum(1 for sample in SAMPLES if sample.record.value is not None)


def test_ledger_is_complete_once_each_sample_came() -> None:
    """Outcomes are matched by raw partition and offset, a kill by its key."""
    ledger = Ledger()
    for offset, sample in enumerate(SAMPLES):
        ledger.sent(sample, 0, offset)
    for offset, sample in enumerate(SAMPLES):
        assert not ledger.is_complete()
        if sample.expected is Expected.KILL:
            ledger.came_kill(sample.record.key or b"")
        else:
            ledger.came(sample.expected, 0, offset)
    assert ledger.is_complete()
    assert ledger.faults() == ""
    assert ledger.summary() == "14 enriched, 1 dead-letter, 1 kill"


def test_ledger_names_what_is_missing_or_wrong() -> None:
    """The sentence names each sample that did not come, or came as something else."""
    ledger = Ledger()
    for offset, sample in enumerate(SAMPLES[:3]):
        ledger.sent(sample, 2, offset)
    ledger.came(Expected.ENRICHED, 2, 0)
    ledger.came(Expected.DEAD_LETTER, 2, 1)
    ledger.came(Expected.ENRICHED, 3, 0)
    ledger.came_kill(b"somebody-else")
    assert ledger.faults() == (
        "Not every sample came through: 02-measles-trial came out as dead-letter, not enriched; "
        "03-typhoon is missing."
    )
