"""Gather an article's mentions into entities: one for each person, organisation and place.

Two full names are one person only when one contains the other; a short form that fits several stays
on its own.
Must not: merge kinds, or merge two persons to gain recall.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from copydesk.draft import Span
from copydesk.enrich.entities import names
from copydesk.enrich.entities.lexicon import WordFlag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.enrich.entities.article import Mention
    from copydesk.enrich.entities.tagger import Tagged

__all__ = ["Entity", "EntityType", "entity_id", "grouped"]

EntityType = Literal["person", "organisation", "location"]

_TYPE_NAMES: dict[str, EntityType] = {"PER": "person", "ORG": "organisation", "LOC": "location"}
_ID_DIGITS = 12
_DOUBT_KEPT = 0.8
"""Each further mention that the tagger found leaves this share of the doubt."""
_CONFIDENCE_MAX = 0.99
_SHOUTED_MIN = 4
_NAMESAKES_MAX = 50
"""Persons looked at who share a word: more make every short form ambiguous anyway."""
_ACRONYM_MIN = 2
_SPANISH_WORDS = 3
_ACRONYM_MAX = 8


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or location with all its mentions in the text, in order.

    id: 12 hex digits of the SHA-256 of type and case-folded name, the same in every article;
    confidence: 0..1, 2 decimals.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Span, ...]
    confidence: float


@dataclass(slots=True)
class _Cluster:
    """Mentions of one thing while they are gathered; `full` is its fullest folded name."""

    kind: str
    full: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)


@lru_cache(maxsize=1 << 14)
def entity_id(entity_type: EntityType, name: str) -> str:
    """The id of an entity of that type and canonical name."""
    text = f"{entity_type}\0{name.casefold()}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


def grouped(
    text: str, tagged: Tagged, mentions: Sequence[Mention], least_confidence: float
) -> tuple[Entity, ...]:
    """The entities of one article in the order of their first mentions.

    least_confidence: 0..1; entities below it are left out.
    """
    clusters = [
        *_persons(tagged, [mention for mention in mentions if mention.kind == "PER"]),
        *_organisations(tagged, [mention for mention in mentions if mention.kind == "ORG"]),
        *_locations([mention for mention in mentions if mention.kind == "LOC"]),
    ]
    entities: dict[str, Entity] = {}
    for cluster in clusters:
        entity = _entity(text, tagged, cluster)
        known = entities.get(entity.id)
        if known is not None:  # two spellings of one name
            spans = tuple(sorted({*known.mentions, *entity.mentions}))
            entity = Entity(
                known.id, known.type, known.name, spans, max(known.confidence, entity.confidence)
            )
        entities[entity.id] = entity
    kept = [entity for entity in entities.values() if entity.confidence >= least_confidence]
    return tuple(sorted(kept, key=lambda entity: (entity.mentions[0], entity.type, entity.name)))


def _persons(tagged: Tagged, mentions: list[Mention]) -> list[_Cluster]:
    """Full names first, the longest leading; then each short form joins the one person it fits."""
    mentions = _told_apart(mentions)
    fulls: dict[tuple[str, ...], _Cluster] = {}
    by_word: dict[str, list[_Cluster]] = {}
    long_names = {mention.words for mention in mentions if len(mention.words) > 1}
    for words in sorted(long_names, key=lambda name: (-len(name), name)):
        fitting = [c for c in _candidates(by_word, words) if _contains(c.full, words)]
        if len(fitting) == 1:
            fulls[words] = fitting[0]
            continue
        fulls[words] = _Cluster("PER", words)
        for word in dict.fromkeys(words):
            namesakes = by_word.setdefault(word, [])
            if len(namesakes) < _NAMESAKES_MAX:
                namesakes.append(fulls[words])
    for mention in mentions:
        if len(mention.words) > 1:
            fulls[mention.words].mentions.append(mention)
    people = list({id(cluster): cluster for cluster in fulls.values()}.values())
    return [*people, *_short_forms_joined(tagged, mentions, by_word, people)]


def _told_apart(mentions: list[Mention]) -> list[Mention]:
    """Mentions without 'Jr.' and the like, but where it tells a father from his son."""
    suffixes: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for mention in mentions:
        bare = names.without_suffixes(mention.words)
        if bare != mention.words:
            suffixes.setdefault(bare, set()).add(mention.words)
    namesakes = {bare[-1] for bare, forms in suffixes.items() if len(forms) > 1}
    if not suffixes:
        return mentions
    return [
        mention
        if names.without_suffixes(mention.words)[-1] in namesakes
        else mention._replace(words=names.without_suffixes(mention.words))
        for mention in mentions
    ]


def _short_forms_joined(
    tagged: Tagged,
    mentions: list[Mention],
    by_word: dict[str, list[_Cluster]],
    people: list[_Cluster],
) -> list[_Cluster]:
    """Give each name of one word to the person it fits; return those that fit none or several.

    Of several persons only one who was named in full before the short form can be meant, or the
    one who bore the title that it bears.
    """
    named_at = {id(person): person.mentions[0].first for person in people}
    alone: dict[tuple[str, ...], _Cluster] = {}
    for mention in mentions:
        words = mention.words
        if len(words) > 1:
            continue
        fitting = [
            person
            for person in _candidates(by_word, words)
            if words[0] in (person.full[0], *_surname_words(person.full))
        ] or _by_first_surname(tagged, mention, people)
        if len(fitting) > 1:
            fitting = [person for person in fitting if named_at[id(person)] < mention.first]
        if len(fitting) > 1:
            title = _title_before(tagged, mention)
            fitting = [
                person
                for person in fitting
                if title and any(_title_before(tagged, full) == title for full in person.mentions)
            ]
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
        else:
            alone.setdefault(words, _Cluster("PER", words)).mentions.append(mention)
    return list(alone.values())


def _by_first_surname(tagged: Tagged, mention: Mention, people: list[_Cluster]) -> list[_Cluster]:
    """The persons of three names whose middle one, a usual surname, stands alone here.

    'Rojas' is Carmen Rojas Iturbe; 'Jessica' is not Sarah Jessica Parker.
    """
    usual = int(tagged.gazetteer[mention.first])
    if not usual & WordFlag.SURNAME or usual & WordFlag.GIVEN:
        return []
    return [
        person
        for person in people
        if len(person.full) == _SPANISH_WORDS and person.full[1:2] == mention.words
    ]


def _title_before(tagged: Tagged, mention: Mention) -> str:
    """The title that stands before a mention; '' for none."""
    before = names.fold(tagged.words[mention.first - 1]) if mention.first else ""
    return before if before in names.TITLES else ""


def _candidates(by_word: dict[str, list[_Cluster]], words: tuple[str, ...]) -> list[_Cluster]:
    """The persons who share the last or the first word of a name."""
    found = {
        id(cluster): cluster
        for word in (words[-1:] + words[:1])
        for cluster in by_word.get(word, ())
    }
    return list(found.values())


def _surname_words(full: tuple[str, ...]) -> tuple[str, ...]:
    """The words a person may be called by alone: the last, of four or more the last two."""
    return full[-2:] if len(full) > 3 else full[-1:]  # noqa: PLR2004 - 'Andres Manuel Lopez Obrador'


def _contains(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether `short` is `full` with words left out or cut to initials, first or last kept."""
    if len(short) > len(full):
        return False
    if short[-1] != full[-1] and not (
        len(full) > len(short) and short[0] == full[0] and short[-1] in full
    ):
        return False
    place = 0
    for word in short:
        while place < len(full) and full[place] != word and not _initial(full[place], word):
            place += 1
        if place == len(full):
            return False
        place += 1
    return True


def _initial(left: str, right: str) -> bool:
    """Whether one of two words is the other's initial."""
    return left[0] == right[0] and 1 in (len(left), len(right))


def _organisations(tagged: Tagged, mentions: list[Mention]) -> list[_Cluster]:
    """By bare name; acronyms join the one long form they abbreviate."""
    clusters: dict[tuple[str, ...], _Cluster] = {}
    for mention in mentions:
        clusters.setdefault(
            _company(mention.words), _Cluster("ORG", mention.words)
        ).mentions.append(mention)
    acronyms: dict[str, list[tuple[str, ...]]] = {}
    for key, cluster in clusters.items():
        for short in sorted(_acronyms(tagged, cluster)):
            acronyms.setdefault(short, []).append(key)
    for key in list(clusters):
        owners = (
            [owner for owner in acronyms.get(key[0], ()) if owner != key] if len(key) == 1 else []
        )
        if len(owners) == 1 and _is_acronym(tagged, clusters[key]):
            clusters[owners[0]].mentions += clusters.pop(key).mentions
    ends: dict[str, dict[tuple[str, ...], None]] = {}
    for key in clusters:
        if len(key) > 1:
            ends.setdefault(key[0], {})[key] = None
            ends.setdefault(key[-1], {})[key] = None
    for key in [key for key in clusters if len(key) == 1]:
        owners = list(ends.get(key[0], ()))
        if len(owners) == 1 and (owners[0][-1] == key[0] or _is_company(clusters[owners[0]])):
            clusters[owners[0]].mentions += clusters.pop(key).mentions
    return list(clusters.values())


def _is_acronym(tagged: Tagged, cluster: _Cluster) -> bool:
    """Whether it is in capitals, or once stands in brackets as '(Nasa)' does in British papers."""
    firsts = [mention.first for mention in cluster.mentions]
    return tagged.words[firsts[0]].replace(".", "").isupper() or any(
        tagged.words[at - 1 : at] == ["("] and tagged.words[at + 1 : at + 2] == [")"]
        for at in firsts
    )


def _is_company(cluster: _Cluster) -> bool:
    """Whether any mention says 'Inc.' or the like, so that its first word may stand for it."""
    return any(_company(mention.words) != mention.words for mention in cluster.mentions)


def _company(words: tuple[str, ...]) -> tuple[str, ...]:
    """A company's name without 'Inc.' and the like."""
    end = len(words)
    while end > 1 and words[end - 1] in names.COMPANY_ENDS:
        end -= 1
    return words[:end]


def _acronyms(tagged: Tagged, cluster: _Cluster) -> set[str]:
    """The acronyms a long name may have.

    Its capitals, with and without the small words' letters, and without a leading country.
    """
    mention = cluster.mentions[0]
    surface = [word for word in tagged.words[mention.first : mention.last] if word[0].isalnum()]
    heads = [names.fold(word) if "." in word else names.fold(word)[:1] for word in surface]
    capitals = [head for word, head in zip(surface, heads, strict=True) if word[0].isupper()]
    forms = {"".join(capitals), "".join(heads), "".join(capitals[1:]) if "." in surface[0] else ""}
    return {
        form for form in forms if _ACRONYM_MIN <= len(form) <= _ACRONYM_MAX and len(surface) > 1
    }


def _locations(mentions: list[Mention]) -> list[_Cluster]:
    """By folded name, aliases of a country under one."""
    clusters: dict[str, _Cluster] = {}
    for mention in mentions:
        key = " ".join(mention.words)
        key = names.COUNTRY_ALIASES.get(key, key)
        clusters.setdefault(key, _Cluster("LOC", mention.words)).mentions.append(mention)
    return list(clusters.values())


def _entity(text: str, tagged: Tagged, cluster: _Cluster) -> Entity:
    """The published form: the fullest name as first written, mixed case before capitals."""
    mentions = sorted(cluster.mentions, key=attrgetter("first"))
    spans = tuple(Span(int(tagged.start[m.first]), int(tagged.end[m.last - 1])) for m in mentions)
    best = (
        min(
            range(len(mentions)),
            key=lambda place: (
                -len(mentions[place].words),
                sum(len(word) == 1 for word in mentions[place].words),
                _shouted(text, spans[place]),
                place,
            ),
        )
        if len(mentions) > 1
        else 0
    )
    name = " ".join(text[spans[best].start : spans[best].end].split())
    alias = (
        names.COUNTRY_ALIASES.get(" ".join(mentions[best].words)) if cluster.kind == "LOC" else None
    )
    if alias is not None:
        name = alias
    elif (
        cluster.kind != "ORG" and name.isupper() and len(name) >= _SHOUTED_MIN
    ):  # datelines and headlines in capitals
        name = name.title()
    found = [mention.confidence for mention in mentions if not mention.repeat] or [
        mentions[0].confidence
    ]
    doubt = (1.0 - max(found)) * _DOUBT_KEPT ** (len(found) - 1)
    kind = _TYPE_NAMES[cluster.kind]
    return Entity(
        entity_id(kind, name), kind, name, spans, round(min(1.0 - doubt, _CONFIDENCE_MAX), 2)
    )


def _shouted(text: str, span: Span) -> bool:
    """Whether a name stands in capitals."""
    return text[span.start : span.end].isupper()
