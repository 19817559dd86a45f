"""Find persons by what stands before their names, or by their surnames alone elsewhere.

Must not: look beyond one article, or decide anything of names that bear no title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.entities import names
from copydesk.enrich.entities.article import Mention

if TYPE_CHECKING:
    from copydesk.enrich.entities.article import Article

__all__ = ["surnames_told", "titled"]

_LIKELY = 0.6
_TITLED = 0.75
"""Confidence of a name that only its title tells."""
_BEARER_WORDS_MAX = 3
_FULL_NAME_WORDS = 2
_HYPHENS = frozenset("-&/")

_NO_GIVEN_NAME = names.TITLES | names.CLUB_STARTS
"""What a person's name does not begin with, whatever its last word is."""

_Words = tuple[str, ...]


def surnames_told(found: list[Mention]) -> list[Mention]:
    """'London Breedlove' is a person where 'Breedlove' alone is one, and no place or body."""
    alone: dict[_Words, set[str]] = {}
    for mention in found:
        if len(mention.words) == 1:
            alone.setdefault(mention.words, set()).add(mention.kind)
    out = []
    for mention in found:
        told = (
            mention.kind != "PER"
            and len(mention.words) == _FULL_NAME_WORDS
            and mention.words[0] not in _NO_GIVEN_NAME
            and alone.get(mention.words[1:]) == {"PER"}
        )
        sure = max(mention.confidence, _LIKELY)
        out.append(mention._replace(kind="PER", confidence=sure) if told else mention)
    return out


def titled(article: Article, found: list[Mention]) -> list[Mention]:
    """Take what follows 'Mr.', 'Queen' or 'Prime Minister' for a person, tagged or not."""
    covered = {place for mention in found for place in range(mention.first, mention.last)}
    out = [_as_bearer(article, mention) for mention in found]
    for place in article.capitals:
        if place in covered or not _after_title(article, place):
            continue
        last = place + 1
        while last < len(article.words) and last - place < _BEARER_WORDS_MAX:
            if last in covered or not article.words[last][:1].isupper():
                break
            last += 1
        if not _bears_title(article, place, last):
            continue
        words = names.fold_words(article.words[place:last])
        if words and article.words[last : last + 1] != ["of"]:
            out.append(Mention("PER", place, last, words, _TITLED))
    return sorted(out, key=lambda mention: mention.first)


def _as_bearer(article: Article, mention: Mention) -> Mention:
    """The mention as a person where a title stands before it or begins it."""
    if mention.kind == "PER":
        return mention
    if _bears_title(article, mention.first, mention.last):
        return mention._replace(kind="PER")
    if len(mention.words) > 1 and _bears_title(article, mention.first + 1, mention.last):
        return mention._replace(kind="PER", first=mention.first + 1, words=mention.words[1:])
    return mention


def _bears_title(article: Article, first: int, last: int) -> bool:
    """Whether a personal title stands before the words and they can be its bearer's name."""
    if not _after_title(article, first):
        return False
    beyond = article.words[last] if last < len(article.words) else ""
    return not (
        beyond[:1].isupper()
        or beyond in _HYPHENS
        or any(_is_no_bearer(article, place) for place in range(first + 1, last))
        or (last - first == 1 and article.is_ordinary(first))
        or _is_no_bearer(article, first)
    )


def _after_title(article: Article, at: int) -> bool:
    """Whether a personal title stands before the word, outside headlines."""
    return (
        at > 0
        and names.fold(article.words[at - 1]) in names.TITLES_BEFORE_NAMES
        and not article.case[at]
        and article.block[at - 1] == article.block[at]
    )


def _is_no_bearer(article: Article, at: int) -> bool:
    """Whether the word is one of a body, a place, a nationality, or an ordinary one."""
    folded = names.fold(article.words[at])
    return (
        (article.is_ordinary(at) and not article.is_surname(at))
        or article.is_country(at)
        or (article.is_head(at) and not article.is_surname(at))
        or article.is_demonym(at)
        or not article.words[at][:1].isalpha()
        or folded in names.TITLES
        or folded in names.NOT_NAMES
        or folded in names.CALENDAR
        or folded in names.COUNTRY_ALIASES
    )
