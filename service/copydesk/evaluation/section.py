"""How often the classifier files labelled articles right, how sure it is, and what it mixes up.

Every article is answered for the figures of accuracy; coverage says how many would be answered in
service, where less sure ones stay without a section. Must not: read files or print.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.enrich.section import SectionInput, chances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copydesk.enrich.section import SectionModel

__all__ = ["NONE", "Figures", "Labelled", "TopicFigures", "measured"]

NONE = "none"
"""The answer to what is no English prose, in the confusion table."""

_BINS = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and the top terms that a desk would accept, the best first, at least one."""

    headline: str
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """One topic: articles that have it first, and shares from 0 to 1 (0 where there are none)."""

    rows: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1, rounded to four decimals.

    accuracy: right answers among all articles, when each is answered; macro_f1: mean F1 of the
    topics that the file has. coverage: articles answered at the threshold, accuracy_answered: right
    among those. calibration_error: expected, over ten equal bins of confidence. confusion: (right
    topic, answer) to articles, by top code; an accepted answer counts as the right topic.
    """

    rows: int
    accuracy: float
    macro_f1: float
    threshold: float
    coverage: float
    accuracy_answered: float
    calibration_error: float
    topics: Mapping[str, TopicFigures]
    confusion: Mapping[tuple[str, str], int]


def measured(
    model: SectionModel, rows: Sequence[Labelled], among: Sequence[str] | None = None
) -> Figures:
    """Return the figures; `among`: the only topics to choose from, where a source has no others."""
    classifier = model.classifier
    allowed = None if among is None else [classifier.codes.index(code) for code in among]
    inputs = [SectionInput(row.headline, row.text, language="en") for row in rows]
    pairs: Counter[tuple[str, str]] = Counter()
    sure: list[tuple[float, bool]] = []
    for row, likely in zip(rows, chances(classifier, inputs, allowed), strict=True):
        answer = NONE if likely is None else classifier.codes[int(likely.argmax())]
        is_right = answer in row.codes
        pairs[answer if is_right else row.codes[0], answer] += 1
        if likely is not None:
            sure.append((float(likely.max()), is_right))
    answered = [is_right for chance, is_right in sure if chance >= classifier.threshold]
    topics = _topics(pairs)
    scored = [one.f1 for one in topics.values() if one.rows]
    return Figures(
        len(rows),
        _share(sum(count for (right, said), count in pairs.items() if right == said), len(rows)),
        _share(sum(scored), len(scored)),
        classifier.threshold,
        _share(len(answered), len(rows)),
        _share(sum(answered), len(answered)),
        _calibration_error(sure),
        topics,
        dict(sorted(pairs.items())),
    )


def _topics(pairs: Mapping[tuple[str, str], int]) -> dict[str, TopicFigures]:
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for (truth, answer), count in pairs.items():
        rows[truth] += count
        said[answer] += count
        right[truth] += count if truth == answer else 0
    return {
        code: TopicFigures(
            rows[code],
            _share(right[code], said[code]),
            _share(right[code], rows[code]),
            _share(2 * right[code], rows[code] + said[code]),
        )
        for code in sorted({*rows, *said} - {NONE})
    }


def _calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, is_right in sure:
        bins.setdefault(min(int(chance * _BINS), _BINS - 1), []).append((chance, is_right))
    gaps = (abs(sum(chance - is_right for chance, is_right in one)) for one in bins.values())
    return _share(sum(gaps), len(sure))


def _share(part: float, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
