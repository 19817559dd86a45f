"""Tell a name's kind by the words right beside it: a firm, a ship, an employer, a list of places.

Must not: look beyond one article, or overrule a name that the article gives in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.enrich.entities import names

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from copydesk.enrich.entities.article import Article, Mention

__all__ = ["beside_told", "firms_told"]

_AND = ("and", "or")
_UNSURE = 0.8
_UNSURE_IN_FULL = 0.7
"""A name of several words is less often a place."""

_Words = tuple[str, ...]


def firms_told(article: Article, found: list[Mention]) -> list[Mention]:
    """The mentions without ships, and with firms that are named after persons as firms.

    The firm's name is then also what is left of it: 'Lindner' is 'Karl Lindner AG', where nobody
    else bears the name.
    """
    ashore = [one for one in found if not _is_ship(article, one)]
    told = [_as_firm(article, one) or one for one in ashore]
    firms = {one.words for one in told} - {one.words for one in found}
    if not firms:
        return told
    borne = {one.words[-1] for one in told if one.kind == "PER" and len(one.words) > 1}
    short = {word for words in firms for word in words} - borne
    return [
        one._replace(kind="ORG")
        if one.kind == "PER" and len(one.words) == 1 and one.words[0] in short
        else one
        for one in told
    ]


def beside_told(article: Article, found: list[Mention], full: AbstractSet[_Words]) -> list[Mention]:
    """The mentions with the kinds that their neighbours tell.

    full: surnames and given names of persons whom the article names in full.
    """
    employers = {one.words for one in found if _has_analysts(article, one)}
    employers |= _speaking(article)
    told = [
        one._replace(kind="ORG")
        if one.words in employers and one.words not in full and not _is_of_place(article, one)
        else one
        for one in found
    ]
    told = [one for one in told if not _stands_in(article, one, full)]
    return _listed(article, told, full)


def _stands_in(article: Article, mention: Mention, full: AbstractSet[_Words]) -> bool:
    """'In Khan Younis', 'outside Kearney': an unsure person who stands where only places do."""
    return (
        mention.kind == "PER"
        and mention.confidence < (_UNSURE if len(mention.words) == 1 else _UNSURE_IN_FULL)
        and (len(mention.words) > 1 or mention.words not in full)
        and mention.first > 0
        and article.words[mention.first - 1] in names.BEFORE_PLACES
    )


def _is_ship(article: Article, mention: Mention) -> bool:
    """'The MV Santa Clarita' is neither a person nor a place."""
    before = article.words[mention.first - 1] if mention.first else ""
    return before in names.SHIP_MARKS or article.words[mention.first] in names.SHIP_MARKS


def _as_firm(article: Article, mention: Mention) -> Mention | None:
    """'Karl Lindner AG' and 'Harold Bishop & Sons' are firms, and 'Polska Grupa (PG)' is a body."""
    if mention.kind != "PER":
        return None
    after = article.words[mention.last : mention.last + 3]
    initials = "".join(word[0] for word in mention.words)
    if len(initials) > 1 and after == ["(", initials.upper(), ")"]:
        return mention._replace(kind="ORG")
    if after and after[0] in names.FIRM_MARKS:
        last = mention.last + 1
    elif after[:1] == ["&"] and names.fold("".join(after[1:2])) in names.FIRM_KIN:
        last = mention.last + 2
    else:
        return None
    words = names.fold_words(article.words[mention.first : last])
    return mention._replace(kind="ORG", last=last, words=words)


def _is_of_place(article: Article, mention: Mention) -> bool:
    """'Brazil striker Neymar' plays for a country; 'in Oxford' means the city."""
    return mention.kind == "LOC" and (
        article.is_country(mention.first)
        or (article.after_preposition(mention.first) and not _has_analysts(article, mention))
    )


def _has_analysts(article: Article, mention: Mention) -> bool:
    """'An analyst at Nomura': who employs is a body."""
    before = [names.fold(word) for word in article.words[max(mention.first - 2, 0) : mention.first]]
    return before[-1:] == ["at"] and before[0] in names.EMPLOYED


def _speaking(article: Article) -> set[_Words]:
    """The single words that somebody speaks or plays for: 'Eskom spokesperson Thandi Mokoena'."""
    words = article.words
    return {
        names.fold_words([words[place]])
        for place in article.capitals
        if place + 2 < len(words)
        and words[place + 1] in names.SPEAKERS
        and words[place + 2][:1].isupper()
    }


def _listed(article: Article, found: list[Mention], full: AbstractSet[_Words]) -> list[Mention]:
    """'In Paros, Naxos and Milos' lists places: a lone word among them is no person's name."""
    out = list(found)
    first = 0
    while first < len(found):
        last = first + 1
        while last < len(found) and _joined(article, found[last - 1], found[last]):
            last += 1
        if _lists_places(article, found[first:last]):
            for at in range(first + 1, last):
                one = found[at]
                if one.kind == "PER" and len(one.words) == 1 and one.words not in full:
                    out[at] = one._replace(kind="LOC")
        first = last
    return out


def _joined(article: Article, one: Mention, other: Mention) -> bool:
    """Whether nothing but a comma, 'and' or 'or' stands between two mentions of a block."""
    between = article.words[one.last : other.first]
    return (
        article.block[one.first] == article.block[other.first]
        and 0 < len(between) <= len(_AND)
        and all(word == "," or word in _AND for word in between)
    )


def _lists_places(article: Article, listed: list[Mention]) -> bool:
    """Whether mentions that are joined begin as places do and end with 'and' or 'or'."""
    opening, closing = listed[0], listed[-1]
    if not opening.first:
        return False
    before = article.words[opening.first - 1]
    after = "".join(article.words[closing.last : closing.last + 1])
    if article.opens[opening.first - 1] and after.isalpha():
        return False  # 'In Paris, Macron and Scholz met.'
    # 'In Leeds, and Bramley said': of two, a comma parts them.
    is_list = article.words[closing.first - 1] in _AND and (
        bool(listed[2:]) or opening.last + 1 == closing.first
    )
    return (
        len(listed) > 1
        and opening.kind == "LOC"
        and is_list
        and (before == "of" or article.after_preposition(opening.first))
    )
