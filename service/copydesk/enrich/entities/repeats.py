"""Find the mentions that the tagger missed of names that it found elsewhere in the article.

Must not: decide the kind of a name that was found. Linear in the article's tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.entities import names
from copydesk.enrich.entities.article import Mention

if TYPE_CHECKING:
    from copydesk.enrich.entities.article import Article

__all__ = ["Known", "completed", "repeatable", "repeats"]

_SURE = 0.8
_LIKELY = 0.6
_NAMESAKES_MAX = 20
"""Full names tried for one given name."""

_Words = tuple[str, ...]

Known = dict[_Words, tuple[str, float]]
"""Folded names with their kind and confidence."""


def completed(article: Article, found: list[Mention], known: Known) -> list[Mention]:
    """Lengthen a person's given name to the full name that stands there and is known."""
    starts = {mention.first for mention in found}
    by_given: dict[str, list[_Words]] = {}
    for words, (kind, _) in known.items():
        if kind == "PER" and len(words) > 1:
            by_given.setdefault(words[0], []).append(words)
    out = []
    for mention in found:
        longer = mention
        if mention.kind == "PER" and len(mention.words) == 1:
            for words in by_given.get(mention.words[0], ())[:_NAMESAKES_MAX]:
                last = mention.first + len(words)
                if (
                    last > len(article.words)
                    or article.block[last - 1] != article.block[mention.first]
                ):
                    continue
                free = not any(place in starts for place in range(mention.last, last))
                if free and names.fold_words(article.words[mention.first : last]) == words:
                    longer = mention._replace(last=last, words=words)
        out.append(longer)
    return out


def repeats(article: Article, found: list[Mention], known: Known) -> list[Mention]:
    """The missed repeats of sure names, and of the surnames of persons named in full."""
    if not known:
        return []
    longest: dict[str, int] = {}
    for words in known:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    covered = bytearray(len(article.words))
    for mention in found:
        covered[mention.first : mention.last] = b"\1" * (mention.last - mention.first)
    added: list[Mention] = []
    free_from = 0
    for place in article.capitals:
        if place < free_from or covered[place]:
            continue
        limit = longest.get(names.fold(article.words[place]), 0)
        match = _longest_match(article, place, limit, known, covered) if limit else None
        if match is not None:
            added.append(match)
            free_from = match.last
    return added


def repeatable(article: Article, found: list[Mention]) -> Known:
    """Folded names worth looking for, with their kind and confidence."""
    known: Known = {}

    def offer(words: _Words, mention: Mention) -> None:
        if words not in known or known[words][1] < mention.confidence:
            known[words] = (mention.kind, mention.confidence)

    for mention in found:
        if mention.confidence < (_LIKELY if len(mention.words) > 1 else _SURE):
            continue
        offer(mention.words, mention)
        words = names.without_suffixes(mention.words)
        surname = mention.first + len(words) - 1
        full = mention.kind == "PER" and 1 < len(words) <= mention.last - mention.first
        if full and not article.is_place(surname):
            offer(words[-1:], mention)
        given = mention.first
        if (full and _family_name_first(article.words[mention.last - 1])) or (
            full and article.is_mostly_capital(given) and not article.is_place(given)
        ):
            offer(words[:1], mention)
        if mention.kind == "ORG" and len(words) > 1 and words[-1] in names.COMPANY_ENDS:
            offer(words[:-1], mention)
    return known


def _family_name_first(last_word: str) -> bool:
    """Whether a name ends like 'Park Min-jun', whose bearer is called Park."""
    _, hyphen, rest = last_word.partition("-")
    return bool(hyphen) and rest.islower()


def _longest_match(
    article: Article,
    place: int,
    limit: int,
    known: Known,
    covered: bytearray,
) -> Mention | None:
    """The longest known name that stands at `place` on free tokens of one block."""
    for length in range(min(limit, len(article.words) - place), 0, -1):
        last = place + length
        words = names.fold_words(article.words[place:last])
        if (
            words not in known
            or any(covered[place:last])
            or article.block[place] != article.block[last - 1]
        ):
            continue
        if length == 1 and not _reads_as_name(article, place):
            return None
        kind, confidence = known[words]
        return Mention(kind, place, last, words, confidence, repeat=True)
    return None


def _reads_as_name(article: Article, place: int) -> bool:
    """Whether a lone capitalised word, a name elsewhere in the article, is one here too."""
    word = article.words[place]
    after = article.words[place + 1] if place + 1 < len(article.words) else ""
    if article.case[place]:
        return article.is_mostly_capital(place)
    if after[:1].isupper():
        return False  # the head of a longer name that the tagger judged otherwise
    if not article.opens[place] or not article.is_ordinary(place):
        return True
    # 'Brown' opening a sentence: only what a person or a company does may follow.
    return word.lower() not in article.small and after in names.AFTER_A_NAME
