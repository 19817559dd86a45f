"""From labels to mentions: joined, trimmed of titles and articles, refused where no name is left.

Must not: weigh one mention against another (evidence does), or group.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.enrich.entities import names
from copydesk.enrich.entities.article import Article, Mention
from copydesk.enrich.entities.evidence import weighed

if TYPE_CHECKING:
    from copydesk.enrich.entities.model import EntityModel
    from copydesk.enrich.entities.tagger import Tagged

__all__ = ["mentions_of"]

_SURE = 0.8
_COUNTRY_LEAST = 0.85
"""Countries and their unions are names whatever the tagger's margin."""
_FULL_NAME_WORDS = 2
_NAME_WORDS_MAX = 12
_PAIRED_WORDS_MIN = 3
_INNER_TITLE_AT_MAX = 3
_BEARER_WORDS = 2
_BACKED = 0.6
"""Least confidence of a name that its own words tell."""
_HEADED = 0.65
"""Confidence of a body whose name goes on after 'Agency for' or the like."""
_POSSESSIVE_WORDS = 2
_OFFICES = frozenset(
    ("director-general", "secretary-general", "president", "chairman", "chairwoman", "spokesman")
)
"""Who stands behind a body's name without a comma: 'FAO Director-General Qu Dongyu'."""
_HEAD_LINKS = ("for", "of")
_TRADE = re.compile(
    r"[^\W\d_]{2,}(?:makers|workers|growers|holders|owners|goers|keepers|sellers|buyers|builders"
    r"|dwellers|breeders|fighters|givers|takers|lenders|payers|earners|seekers|hunters|walkers"
    r"|planners)",
    re.IGNORECASE,
)
"""Many who do one thing: 'Carmakers' at the head of a sentence is in no list of words."""
_SCIENCE = re.compile(r"[a-z]{2,}(?:ologist|ographer|onomist|onomer|iatrist|iatrician)")
"""Who does a science: 'Demographer Ana Obeng'. No name ends so."""
_BEATS = frozenset(
    ("beat", "beats", "defeated", "defeats", "face", "faces", "host", "hosts", "v", "vs")
)
"""What one side does to another between their names."""
_ADDRESS = re.compile(r"://|(?:^| )[@#]")
_DIGIT = re.compile(r"\d")
_INITIAL = re.compile(r"[^\W\d_]\.?")

_Found = tuple[int, int, str, float]


def mentions_of(tagged: Tagged, model: EntityModel) -> list[Mention]:
    """The mentions of an article in order, none overlapping."""
    if not tagged.label.any():
        return []
    article = Article(tagged, model)
    found = []
    for span in _joined(article, article.spans()):
        parts = (part for side in _sides(article, span) for part in _cut(article, side))
        trimmed = (_trimmed(article, *part) for part in parts)
        found += [mention for mention in trimmed if mention is not None]
    return weighed(article, found)


def _joined(article: Article, spans: list[_Found]) -> list[_Found]:
    """Put back together what was cut.

    'U.S.' + 'Agency for …', 'Abbott' & 'Cole LLP', '… for Health' + 'and Safety'.
    """
    out: list[_Found] = []
    words = article.words
    for first, last, kind, found in spans:
        start, end, settled, confidence = first, last, kind, found
        if (
            kind != "LOC"
            and names.fold(words[last - 1]) in names.STRICT_COMPANY_ENDS
            and last - first > 1
        ):
            settled = "ORG"
            if (
                first > 1
                and words[first - 1] == "&"
                and out
                and out[-1][1] == first - 1
                and _one_block(article, first - 2, first)
            ):
                start = out.pop()[0]
        if settled == "ORG":
            if (
                start
                and article.is_body_head(start)
                and _abbreviates_country(words[start - 1])
                and _one_block(article, start - 1, start)
            ):
                start -= 1
                if out and out[-1][1] > start:
                    out.pop()
            end, headed = _paired_end(article, start, end), _headed_end(article, start, end)
            if headed > end:
                end, confidence = headed, max(confidence, _HEADED)
        out.append((start, end, settled, confidence))
    return out


def _abbreviates_country(word: str) -> bool:
    return "." in word and names.fold(word) in names.COUNTRY_ALIASES


def _one_block(article: Article, left: int, right: int) -> bool:
    return article.block[left] == article.block[right]


def _headed_end(article: Article, first: int, last: int) -> int:
    """The end of 'U.S. Agency for International Development' where only its head was found."""
    words = article.words
    if (
        last + 1 >= len(words)
        or words[last] not in _HEAD_LINKS
        or article.case[first]
        or not article.is_body_head(last - 1)
    ):
        return last
    end = last + 1
    while (
        end < len(words)
        and words[end][0].isupper()
        and not article.labels[end]
        and names.fold(words[end]) not in names.CALENDAR
        and _one_block(article, first, end)
    ):
        end += 1
    return end if end > last + 1 else last


def _paired_end(article: Article, first: int, last: int) -> int:
    """The end of a body's name whose last of two common nouns was left out."""
    words = article.words
    end = last + 1
    if (
        last - first < _PAIRED_WORDS_MIN
        or end >= len(words)
        or words[last] not in ("and", "&")
        or article.case[first]
    ):
        return last
    # England is no common noun, so 'Bank of England and Treasury officials' stays apart.
    if not article.is_ordinary(last - 1) or not any(
        article.is_ordinary(place) for place in range(first + 1, last - 1)
    ):
        return last
    while (
        end < len(words)
        and words[end][0].isupper()
        and article.is_ordinary(end)
        and not article.labels[end]
        and _one_block(article, first, end)
    ):
        end += 1
    return end if end > last + 1 else last


def _sides(article: Article, span: _Found) -> list[_Found]:
    """Two names where one beats the other."""
    first, last, kind, confidence = span
    at = next((p for p in range(first + 1, last - 1) if article.words[p] in _BEATS), None)
    if at is None:
        return [span]
    return [(first, at, kind, confidence), (at + 1, last, kind, confidence)]


def _cut(article: Article, span: _Found) -> list[_Found]:
    """Two names where one holds a place's possessive; a title's bearer where one stands within."""
    first, last, kind, confidence = span
    if kind == "PER":
        return _realm_cut(article, span)
    person = _surnamed(article, span)
    if kind == "LOC" and confidence < _BACKED:
        joined = next((p for p in range(first + 1, last - 1) if article.words[p] == "and"), None)
        if joined is not None and article.is_place(first):
            return [(first, joined, kind, _BACKED), (joined + 1, last, kind, _BACKED)]
    if kind == "LOC" or (
        person[2] == "PER" and last - first == _BEARER_WORDS and article.is_country(first)
    ):
        return [person]
    after = first + _POSSESSIVE_WORDS
    if last > after and names.fold(article.words[after - 1]) == "s" and article.is_place(first):
        return [(first, first + 1, "LOC", confidence), (after, last, kind, confidence)]
    for place in range(last - 2, first, -1):
        if names.fold(article.words[place]) in names.INNER_TITLES:
            named = _names_person(article, place + 1, last)
            return [(place + 1, last, "PER", confidence)] if named else [span]
    return [span]


def _realm_cut(article: Article, span: _Found) -> list[_Found]:
    """'Edmund' and 'Norvania' where a title stands before 'Edmund of Norvania' or within it."""
    first, last, kind, confidence = span
    at = next((p for p in range(first + 1, last - 1) if article.words[p] == "of"), None)
    titled = any(
        names.fold(article.words[place]) in names.TITLES_BEFORE_NAMES
        for place in range(max(first - 1, 0), first + 1)
    )
    if at is None or not titled:
        return [span]
    return [(first, at, kind, confidence), (at + 1, last, "LOC", confidence)]


def _surnamed(article: Article, span: _Found) -> _Found:
    """'Jordan Ames' where 'Jordan' was taken for the country and 'Ames' for nothing.

    The first word is a given name too, the second a surname, no place and no ordinary word.
    """
    first, last, _, confidence = span
    end = last if last - first == _BEARER_WORDS else last + 1
    if (
        end - first != _BEARER_WORDS
        or end > len(article.words)
        or article.case[first]
        or not _one_block(article, first, end - 1)
        or (end > last and article.labels[last])
        or article.words[end : end + 1][:1] == ["-"]
        or any(word[:1].isupper() for word in article.words[end : end + 1])
    ):
        return span
    surname = end - 1
    bears = (
        article.words[surname][:1].isupper()
        and article.is_given(first)
        and article.is_surname(surname)
        and not article.is_country(surname)
        and not article.is_head(surname)
        and not article.is_ordinary(surname)
    )
    return (first, end, "PER", confidence) if bears else span


def _names_person(article: Article, first: int, last: int) -> bool:
    """Whether what follows a title within a body's name is the bearer's name.

    'State Police Commissioner' and two capitalised words.
    """
    return last - first == _BEARER_WORDS and all(
        article.words[place][0].isupper()
        and not article.is_body_head(place)
        and not article.is_ordinary(place)
        for place in range(first, last)
    )


def _trimmed(
    article: Article, first: int, last: int, kind: str, confidence: float
) -> Mention | None:
    """The mention without articles, titles and possessives; None where no name is left."""
    words = article.words
    while last > first and (not words[last - 1][:1].isalnum()):
        last -= 1
    while first < last and (
        not words[first][:1].isalnum()
        or words[first].lower() in names.ARTICLES
        or words[first] in names.DIRECTIONS  # written small: 'eastern Congo' is Congo
    ):
        first += 1
    if kind == "PER" and last - first > 1 and words[last - 1] in names.PLACE_WORDS:
        kind = "LOC"
    if kind == "PER" and last - first > 1 and names.fold(words[first]) in names.CLUB_STARTS:
        kind = "ORG"
    if kind == "PER":
        first = _after_titles(article, first, last)
        last = _before_honours(article, first, last)
    while kind == "ORG" and last - first > 1 and names.fold(words[last - 1]) in _OFFICES:
        last -= 1
    if not 0 < last - first <= _NAME_WORDS_MAX:
        return None
    folded = names.fold_words(words[first:last])
    name = " ".join(folded)
    if kind != "PER" and (
        (article.is_country(first) and last - first == 1)
        or name in names.COUNTRY_ALIASES
        or name in names.BODIES
    ):
        confidence = max(confidence, _COUNTRY_LEAST)
    if confidence < _BACKED and _is_backed(article, kind, first, last):
        confidence = _BACKED
    mention = Mention(kind, first, last, folded, confidence)
    return mention if _is_name(article, mention) else None


def _before_honours(article: Article, first: int, last: int) -> int:
    """Where a person's name ends before 'KC' or 'MP'; two words are always left of it."""
    while last - first > _FULL_NAME_WORDS and article.words[last - 1] in names.POSTNOMINALS:
        last -= 1
    return last


def _is_backed(article: Article, kind: str, first: int, last: int) -> bool:
    """Whether a name is told by its words: a given name, a body's head, a place where places stand.

    A head stands at a body's end or before its 'for' or 'of', as in 'Agency for Development'.
    """
    if article.case[first]:
        return False
    if kind == "LOC":
        return article.is_place(first) and article.after_preposition(first)
    if last - first == 1:
        return False
    if kind == "PER":
        known = article.is_given(first) or article.is_surname(last - 1)
        return known and not article.is_ordinary(last - 1)
    if kind != "ORG" or article.is_ordinary(first):
        return False
    words = article.words
    return article.is_body_head(last - 1) or any(
        words[place + 1] in _HEAD_LINKS and article.is_body_head(place)
        for place in range(first, last - 1)
    )


def _after_titles(article: Article, first: int, last: int) -> int:
    """Where a person's name begins."""
    words = article.words
    for place in range(min(last - 1, first + _INNER_TITLE_AT_MAX) - 1, first, -1):
        if names.fold(words[place]) in names.INNER_TITLES:
            first = place
            break
    while last - first > 1 and _is_title(names.fold(words[first])):
        first += 1
    return first


def _is_title(word: str) -> bool:
    return word in names.TITLES or _SCIENCE.fullmatch(word) is not None


def _is_name(article: Article, mention: Mention) -> bool:
    """Refuse what no reader would call a name."""
    surface = article.words[mention.first : mention.last]
    printed = " ".join(surface)
    if not mention.words or printed.lower() == printed or _ADDRESS.search(printed):
        return False
    if mention.kind == "PER" and (_DIGIT.search(printed) or _names_a_house(article, mention.last)):
        return False
    if surface[0] == "State" and _is_office(article, mention.first):
        return False
    if all(
        word in names.CALENDAR or word in names.NOT_NAMES or word in names.TITLES or word.isdigit()
        for word in mention.words
    ):
        return False
    if (mention.kind == "LOC" or len(surface) == 1) and article.is_demonym(mention.last - 1):
        return False
    return len(surface) > 1 or _is_lone_name(article, mention, surface[0])


def _names_a_house(article: Article, at: int) -> bool:
    """Whether a person's name goes on, after its initial, as 'Ada M. Brook Burn Center' does."""
    words = article.words
    if article.case[at - 1] or not _INITIAL.fullmatch(words[at - 1]):
        return False
    end = at
    while end < len(words) and words[end][:1].isupper() and _one_block(article, at - 1, end):
        end += 1
    return end > at + 1 and article.is_head(end - 1)


def _is_office(article: Article, at: int) -> bool:
    """Whether 'State' is part of an office: 'Secretary of State', 'Minister of State for Fuel'."""
    before = article.words[max(at - 2, 0) : at]
    return len(before) == 2 and before[1] == "of" and names.fold(before[0]) in names.TITLES  # noqa: PLR2004


def _is_lone_name(article: Article, mention: Mention, word: str) -> bool:
    """Refuse letters, points of the compass, pairs of places, trades and mere capitalised words."""
    if len(mention.words[0]) == 1 or (
        mention.kind == "LOC" and mention.words[0] in names.DIRECTIONS
    ):
        return False
    if (
        "-" in word
        and mention.kind != "PER"
        and all(article.part_is_place(part) for part in word.split("-") if part)
    ):
        return False
    if (
        mention.kind == "LOC"
        and article.is_head(mention.first)
        and article.is_ordinary(mention.first)
    ):
        return False  # 'Hospital', cut off 'Medical College and Hospital'
    odd = article.opens[mention.first] or article.case[mention.first]
    if odd and mention.kind == "PER" and _TRADE.fullmatch(word) is not None:
        return False
    return not (odd and article.is_ordinary(mention.first) and mention.confidence < _SURE)
