"""Let an article's mentions bear on each other.

Full names decide short forms, and the body decides headlines.

Must not: group, or look beyond one article. Linear in the article's tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.enrich.entities import names
from copydesk.enrich.entities.article import Mention
from copydesk.enrich.entities.bearers import surnames_told, titled
from copydesk.enrich.entities.beside import beside_told, firms_told
from copydesk.enrich.entities.repeats import completed, repeatable, repeats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.enrich.entities.article import Article

__all__ = ["weighed"]

_SURE = 0.8
_LIKELY = 0.6
_DOUBTFUL = 0.5
"""A mention below this counts for nothing unless the same name is likely elsewhere."""
_HEADLINE_WORDS_MAX = 4
_LONG_FORM_TOKENS_MIN = 3
_SHORT_LETTERS_MIN = 3
_COUNTRY_MISSED = 0.7
_HYPHENS = frozenset("-&/")

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What full names of the article say of shorter ones."""

    surnames: frozenset[_Words]
    given: frozenset[_Words]
    companies: frozenset[_Words]
    storms: frozenset[_Words]


def weighed(article: Article, found: list[Mention]) -> list[Mention]:
    """The mentions as the whole article sees them, with the repeats that the tagger missed."""
    found = firms_told(article, surnames_told(found))
    likely = [mention for mention in found if mention.confidence >= _LIKELY]
    names_likely = {mention.words for mention in likely} | _known(article, likely).surnames
    found = [m for m in found if m.confidence >= _DOUBTFUL or _backed(m, names_likely)]
    found = titled(article, _possessors_cut(article, found))
    found = _long_forms(article, found)
    known = _known(article, found)
    found = beside_told(article, found, known.surnames | known.given)
    found = _settled(article, found)
    if article.has_headline:
        found = _headlines_checked(article, found)
    again = repeatable(article, found)
    found = completed(article, found, again)
    added = repeats(article, found, again)
    added += _countries(article, [*found, *added])
    if not added:
        return found
    return _settled(article, sorted([*found, *added], key=lambda mention: mention.first))


def _backed(mention: Mention, likely: set[_Words]) -> bool:
    """Whether a doubtful name is likely elsewhere, whole or, for a person, by its last words."""
    if mention.kind != "PER":
        return mention.words in likely
    return any(mention.words[start:] in likely for start in range(len(mention.words)))


def _possessors_cut(article: Article, found: list[Mention]) -> list[Mention]:
    """'Yoon's New Harmony Party' is a person and a party where Yoon is named in full."""
    possessed = {
        mention
        for mention in found
        if mention.kind == "ORG"
        and mention.last > mention.first + 2
        and names.fold(article.words[mention.first + 1]) == "s"
    }
    if not possessed:
        return found
    known = _known(article, found)
    out: list[Mention] = []
    for mention in found:
        after = mention.first + 2
        if mention in possessed and mention.words[:1] in known.surnames | known.given:
            rest = names.fold_words(article.words[after : mention.last])
            out.append(Mention("PER", mention.first, after - 1, mention.words[:1], _SURE))
            out.append(mention._replace(first=after, words=rest))
        else:
            out.append(mention)
    return out


def _long_forms(article: Article, found: list[Mention]) -> list[Mention]:
    """Read 'World Food Programme (WFP)' as a body's full name where the words spell the acronym.

    British papers print it '(Nasa)'. Then every mention of the short form is the body's.
    """
    longs: list[Mention] = []
    shorts: set[_Words] = set()
    for mention in found:
        if mention.kind == "PER" or len(mention.words) > 1 or not _is_short(article, mention.first):
            continue
        last = _introduced_after(article, mention.first)
        first = _spelt_from(article, last - 1, mention.words[0]) if last else None
        if first is not None:
            shorts.add(mention.words)
            longs.append(
                Mention("ORG", first, last, names.fold_words(article.words[first:last]), _SURE)
            )
    if not longs:
        return found
    taken = {place for long in longs for place in range(long.first, long.last)}
    kept = [
        mention._replace(kind="ORG") if mention.words in shorts else mention
        for mention in found
        if taken.isdisjoint(range(mention.first, mention.last))
    ]
    return sorted([*kept, *longs], key=lambda mention: mention.first)


def _is_short(article: Article, at: int) -> bool:
    """Whether the token at `at` is printed as acronyms are: in capitals, or alone in brackets."""
    word = article.words[at]
    return word.isupper() or (
        len(word) >= _SHORT_LETTERS_MIN
        and word.istitle()
        and article.words[at - 1 : at] == ["("]
        and article.words[at + 1 : at + 2] == [")"]
    )


def _introduced_after(article: Article, at: int) -> int:
    """Where the words end that the token at `at` abbreviates, by '(' or ', or'; 0 = nowhere."""
    if at >= _LONG_FORM_TOKENS_MIN and article.words[at - 1] == "(":
        return at - 1
    if at > _LONG_FORM_TOKENS_MIN and article.words[at - 2 : at] == [",", "or"]:
        return at - 2
    return 0


def _spelt_from(article: Article, last: int, letters: str) -> int | None:
    """Where the words begin that end at `last` and spell `letters`, small connectors left out."""
    place = last
    for letter in reversed(letters):
        while (
            place >= 0
            and names.fold(article.words[place]) in names.CONNECTORS
            and article.words[place].islower()
        ):
            place -= 1
        word = article.words[place] if place >= 0 else ""
        if (
            not word[:1].isupper()
            or names.fold(word)[:1] != letter
            or article.block[place] != article.block[last]
        ):
            return None
        place -= 1
    return place + 1 if len(letters) > 1 else None


def _countries(article: Article, found: list[Mention]) -> list[Mention]:
    """Countries that stand alone in running text and that the tagger missed."""
    covered = {place for mention in found for place in range(mention.first, mention.last)}
    missed = [
        place
        for place in article.capitals
        if article.is_country(place) and not article.case[place] and place not in covered
    ]
    if not missed:
        return []
    known = _known(article, found)
    added = []
    for place in missed:
        words = names.fold_words([article.words[place]])
        beside = article.words[max(place - 1, 0) : place] + article.words[place + 1 : place + 2]
        free = not any(near[0].isupper() or near in _HYPHENS for near in beside)
        if free and article.is_mostly_capital(place) and words not in known.surnames | known.given:
            added.append(Mention("LOC", place, place + 1, words, _COUNTRY_MISSED))
    return added


def _settled(article: Article, found: list[Mention]) -> list[Mention]:
    """One kind for one name: its mentions vote, and full names decide their short forms."""
    votes: dict[_Words, dict[str, float]] = {}
    for mention in found:
        kinds = votes.setdefault(mention.words, {})
        kinds[mention.kind] = kinds.get(mention.kind, 0.0) + mention.confidence
    known = _known(article, found)
    out = []
    for mention in found:
        kind = _kind_of(article, mention, votes[mention.words], known)
        if kind == "PER" and mention.words in known.storms:
            continue
        out.append(mention if kind == mention.kind else mention._replace(kind=kind))
    return out


def _known(article: Article, found: Iterable[Mention]) -> _Known:
    """Read the parts of the full names."""
    surnames: set[_Words] = set()
    given: set[_Words] = set()
    companies: set[_Words] = set()
    storms: set[_Words] = set()
    for mention in found:
        words = mention.words
        if mention.kind == "PER":
            if mention.first and names.fold(article.words[mention.first - 1]) in names.STORMS:
                storms.add(words)
            if names.fold(words[0]) in names.STORMS:  # a headline's capitals made it part of it
                storms.update((words, words[1:]))
            words = names.without_suffixes(words)
            if len(words) > 1 and mention.confidence >= _LIKELY:
                surnames.update(
                    words[start:] for start in range(1, len(words)) if len(words[start]) > 1
                )
                given.add(words[:1])
        elif mention.kind == "ORG" and len(words) > 1 and words[-1] in names.COMPANY_ENDS:
            end = len(words)
            while end > 1 and words[end - 1] in names.COMPANY_ENDS:
                end -= 1
            companies.update((words[:end], words[:1]))
        elif mention.kind == "ORG" and len(words) > 1 and words[0] in names.CLUB_STARTS:
            companies.add(words[1:])
    return _Known(frozenset(surnames), frozenset(given), frozenset(companies), frozenset(storms))


def _kind_of(  # noqa: PLR0911 - a table of rules, the first that fits decides
    article: Article, mention: Mention, votes: dict[str, float], known: _Known
) -> str:
    """The kind a mention settles on."""
    words = mention.words
    name = " ".join(words)
    if name in names.COUNTRIES:
        return "LOC"
    if name in names.BODIES:
        return "ORG"
    if words in known.surnames:
        return "LOC" if _stands_as_place(article, mention) else "PER"
    if words in known.given:
        # '"Jordan has always been a winner"' is Henderson; 'in Paris' is no Jackson.
        stays = article.is_place(mention.first) and not _opens(article, mention.first)
        return "LOC" if mention.kind == "LOC" and stays else "PER"
    if words in known.companies:
        return "LOC" if _stands_as_place(article, mention) else "ORG"
    if mention.kind == "ORG" and len(words) == 1 and article.is_country(mention.first):
        return "LOC"
    if len(votes) == 1:
        return mention.kind
    return max(votes, key=lambda kind: (votes[kind], kind == mention.kind, kind))


def _opens(article: Article, at: int) -> bool:
    """Whether a word begins a sentence or what is quoted: nothing before it says what it is."""
    return bool(article.opens[at]) or not article.words[at - 1][:1].isalnum()


def _stands_as_place(article: Article, mention: Mention) -> bool:
    """Whether a mention taken for a place stands where places do, or is a country."""
    return mention.kind == "LOC" and (
        article.after_preposition(mention.first) or article.is_country(mention.first)
    )


def _headlines_checked(article: Article, found: list[Mention]) -> list[Mention]:
    """Keep a mention in Title Case or ALL CAPS where the body agrees or it stands by itself."""
    body = [mention for mention in found if not article.case[mention.first]]
    known = _known(article, body)
    agreed = {mention.words for mention in body} | known.surnames | known.companies
    return [
        mention
        for mention in found
        if not article.case[mention.first]
        or mention.words in agreed
        or _stands_in_headline(article, mention)
    ]


def _stands_in_headline(article: Article, mention: Mention) -> bool:
    """Whether a headline's mention holds alone: a place, or short, sure and of no ordinary word."""
    if mention.kind == "LOC" and (
        " ".join(mention.words) in names.COUNTRY_ALIASES
        or (len(mention.words) == 1 and article.is_place(mention.first))
    ):
        return True
    if mention.last - mention.first > _HEADLINE_WORDS_MAX or (
        article.has_body and mention.confidence < _SURE
    ):
        return False
    return not any(
        article.words[place].lower() in article.small or article.is_ordinary(place)
        for place in range(mention.first, mention.last)
        if article.words[place][0].isupper() and len(article.words[place]) > 1
    )
