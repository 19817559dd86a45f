"""Gather an article's location names into groups that have one sense each.

Must not: choose a sense; what is decided here is what the words say: which names are one, which
region stands behind a name, which names a list puts side by side, and what is a people, no place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from copydesk.draft import Span
from copydesk.enrich.places.keys import name_key
from copydesk.enrich.places.kinds import Kind, Use
from copydesk.enrich.places.naming import Named, called_around, named_places, region_after
from copydesk.enrich.places.scores import Name, likeliest, said_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.enrich.places.gazetteer import Gazetteer
    from copydesk.enrich.places.naming import Region
    from copydesk.enrich.places.scores import Weights
    from copydesk.enrich.places.values import DatelinePlace

__all__ = ["Group", "Grouping", "names_of"]

LIST_GAP_CHARS = 12
SHORT_LETTERS_MAX = 5
_LIST_GAP = re.compile(
    r"\s?[,;/]\s?|,?\s(?:and|or|&|but not|as well as)\s(?:the\s|in\s)?|,\s(?:the|in)\s"
)


@dataclass(slots=True)
class Group:
    """The mentions of one name that has one sense; empty mentions where the text has none.

    region: what stands behind it after a comma; claimed_by: the groups that it stands behind.
    """

    named: Named
    mentions: list[Span]
    region: Region | None = None
    dateline: bool = False
    claimed_by: list[int] = field(default_factory=list)
    listed_with: set[int] = field(default_factory=set)


class Grouping:
    """Builds the groups of one article; spans are of `text`."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights, text: str) -> None:
        """Start without any group."""
        self._gazetteer = gazetteer
        self._weights = weights
        self._text = text
        self._groups: dict[str, list[Group]] = {}

    def add_dateline(self, dateline: DatelinePlace) -> Span | None:
        """Add the dateline's place, the first of several; return where the text has it, or None."""
        at = _dateline_span(self._text, dateline)
        self.add_written(dateline.place.split("/")[0].strip(), [] if at is None else [at])
        return at

    def add_written(self, written: str, mentions: list[Span]) -> None:
        """Add a place written by itself, with or without its region: 'Portland, Ore.'.

        Nothing is added where no place of the name lies in the region.
        """
        name, region = written, None
        if "," in written:
            name, tail = written.split(",", 1)
            stop = "." if len(tail.strip()) <= SHORT_LETTERS_MAX and tail[-1:] != "." else ""
            region = region_after(self._gazetteer, written + stop, len(name))
        named = named_places(self._gazetteer, name)
        if named is not None and region is not None and not said_of(named.bearers, region.bearers):
            named = None
        if named is None:  # 'Washington, D.C.' may be the name itself
            name, named, region = written, named_places(self._gazetteer, written), None
        if named is not None and (named.exact or region is not None):
            group = Group(named, mentions, region, dateline=True)
            self._groups.setdefault(name_key(name), []).append(group)

    def add(self, span: Span, *, peoples: bool = False) -> None:
        """Add a mention; `peoples`: take the name of a people for its country, not for nothing."""
        surface, end = self._text[span.start : span.end], span.end
        if "," in surface:
            comma = span.start + surface.index(",")
            inner = self._named(self._text[span.start : comma], comma)
            if inner is not None and (
                inner.region or named_places(self._gazetteer, surface) is None
            ):
                surface, end = self._text[span.start : comma], comma
        group = self._named(surface, end)
        if (group is None or group.region is None) and self._is_people(surface, group):
            number = self._gazetteer.demonyms[surface]
            group = Group(Named(self._gazetteer.place(number)), []) if peoples else None
        if group is not None:
            group.mentions.append(span)
            _join(self._groups.setdefault(name_key(surface), []), group)

    def _named(self, surface: str, end: int) -> Group | None:
        """Return the group of a name that ends at `end`, with the region behind it."""
        named = named_places(self._gazetteer, surface)
        if named is None:
            return None
        region = region_after(self._gazetteer, self._text, end)
        if region is not None and not self._is_region_of(region, named):
            region = None
        if not named.called and region is None:
            named = replace(named, called=called_around(self._text, end - len(surface), end))
        return Group(named, [], region)

    def groups(self) -> list[Group]:
        """Return the groups by first mention, with what they say of each other."""
        groups = sorted(
            (group for same in self._groups.values() for group in same),
            key=lambda group: group.mentions[0].start if group.mentions else -1,
        )
        starts = {span.start: n for n, group in enumerate(groups) for span in group.mentions}
        for number, group in enumerate(groups):
            if group.region is not None and group.region.start in starts:
                groups[starts[group.region.start]].claimed_by.append(number)
        _note_lists(groups, self._text)
        return groups

    def _is_region_of(self, region: Region, named: Named) -> bool:
        """Tell 'Georgia, USA' and 'Lebanon, Ky.' from a list of countries or of states."""
        if not said_of(named.bearers, region.bearers):
            return False
        kind = named.bearers.kind[likeliest(named.bearers, self._weights)]
        outer = region.bearers.kind[likeliest(region.bearers, self._weights)]
        if kind == Kind.COUNTRY:
            return bool(outer != Kind.COUNTRY) and not region.list_goes_on
        if outer == Kind.ADMIN1 and region.list_goes_on:  # 'Washington, Oregon and Idaho'
            return not (named.bearers.kind == Kind.ADMIN1).any()
        return True

    def _is_people(self, surface: str, group: Group | None) -> bool:
        """Tell 'Roman' and 'English' from places; 'Caribbean' is a people's and a sea's name."""
        if surface not in self._gazetteer.demonyms:
            return False
        if group is None:
            return True
        bearers = group.named.bearers
        own = (bearers.use <= Use.ENGLISH) & (bearers.kind != Kind.CITY)
        return not own.any()


def names_of(groups: Iterable[Group]) -> list[Name]:
    """Return the groups as names to be given a sense."""
    return [
        Name(
            bearers=group.named.bearers,
            at=tuple(span.start for span in group.mentions),
            called=group.named.called,
            region=group.region.bearers if group.region else None,
            claimed_by=tuple(group.claimed_by),
            dateline=group.dateline and group.region is None,
            listed_with=tuple(sorted(group.listed_with)),
        )
        for group in groups
    ]


def _join(same: list[Group], new: Group) -> None:
    """Put a mention to the groups of its name: one sense per article, two with two regions."""
    for group in same:
        if (
            group.region is None
            or new.region is None
            or name_key(group.region.name) == name_key(new.region.name)
        ):
            group.mentions.extend(new.mentions)
            group.region = group.region or new.region
            return
    same.append(new)


def _note_lists(groups: Sequence[Group], text: str) -> None:
    """Note which names a list puts side by side: 'A, B and C', no region among them."""
    order = sorted(
        (span.start, span.end, n) for n, group in enumerate(groups) for span in group.mentions
    )
    for (_, end, one), (start, _, other) in pairwise(order):
        if one == other or not 0 < start - end <= LIST_GAP_CHARS:
            continue
        region = groups[one].region
        if (region is None or region.start != start) and _LIST_GAP.fullmatch(text, end, start):
            groups[one].listed_with.add(other)
            groups[other].listed_with.add(one)


def _dateline_span(text: str, dateline: DatelinePlace) -> Span | None:
    """Return where the dateline's place stands in the text, in any case; None when not there."""
    if dateline.evidence is None:
        return None
    begin, end = dateline.evidence.start, dateline.evidence.end
    name = re.split(r"[,/]", dateline.place, maxsplit=1)[0].strip()
    said = re.search(re.escape(name), text[begin:end], re.IGNORECASE) if name else None
    return Span(begin + said.start(), begin + said.end()) if said else None
