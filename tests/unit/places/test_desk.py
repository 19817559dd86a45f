"""What the places desk makes of an article as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.unit.places.desk import desk, marked, meant, placed

from copydesk.draft import Span
from copydesk.enrich.places import DatelinePlace, PlacesInput, SourceArea

TEXAN = SourceArea("US", ("Paris, Texas",))


def test_a_place_has_what_a_map_needs() -> None:
    """GeoNames id, customary name, country, division, coordinates and all mentions, in order."""
    _, found = placed("Talks in [[Washington]] ended; the [[U.S.]] said [[Washington]] was ready.")
    washington, states = found.places
    assert (washington.id, washington.geonames_id, washington.name) == ("p1", 4140963, "Washington")
    assert (washington.country, washington.admin1) == ("US", "US.DC")
    assert (round(washington.lat, 1), round(washington.lon, 1)) == (38.9, -77.0)
    assert [span.start for span in washington.mentions] == [9, 41]
    assert (states.id, states.country, states.admin1) == ("p2", "US", None)


def test_two_names_of_one_place_are_one_place() -> None:
    """'U.S.', 'US' and 'United States' are one entry with all their mentions."""
    _, found = placed("The [[U.S.]] spoke. The [[United States]] voted. [[US]] farmers cheered.")
    (only,) = found.places
    assert (only.geonames_id, len(only.mentions)) == (6252001, 3)


def test_one_sense_per_article_unless_two_regions_are_said() -> None:
    """A name keeps its sense through the article; with two regions it has two."""
    _, found = placed(
        "Fire broke out in [[Springfield]], Mo., on Monday. [[Springfield]] has one engine. "
        "The mayor of [[Springfield]], Ill., sent another."
    )
    assert [(place.admin1, len(place.mentions)) for place in found.places] == [
        ("US.MO", 2),
        ("US.IL", 1),
    ]


@pytest.mark.parametrize("people", ["Kenyan", "Roman", "English", "Dutch", "Israelis"])
def test_a_people_is_never_a_place(people: str) -> None:
    """The name of a people is no place, even where a town somewhere is called so."""
    _, found = placed(f"The [[{people}]] team won in the rain.")
    assert found.places == ()


def test_measuring_takes_a_people_for_its_country() -> None:
    """A file that marks 'Kenyan' as a place is answered with the country, for the figure only."""
    plain, spans = marked("The [[Kenyan]] team won.")
    (place,) = desk().located(PlacesInput(plain, spans))
    assert place is not None
    assert place.country == "KE"


@pytest.mark.parametrize("unknown", ["Qwxyzt", "x" * 300, "", "...", "مكان بعيد", "\ud800"])
def test_what_is_no_known_name_is_no_place(unknown: str) -> None:
    """A name that the gazetteer lacks, or that is none, is left out without an exception."""
    _, found = placed(f"They met in [[{unknown}]] on Friday.")
    assert found.places == ()


def test_the_home_of_the_source_decides() -> None:
    """What Paris means in a paper of Paris, Texas, is Paris, Texas, and so for its neighbours."""
    text = "The council of [[Paris]] met on Monday with that of [[Clarksville]]."
    assert [meant(text, name, source=TEXAN) for name in ("Paris", "Clarksville")] != [None, None]
    found = [meant(text, name, source=TEXAN) for name in ("Paris", "Clarksville")]
    assert [place.admin1 for place in found if place] == ["US.TX", "US.TX"]
    elsewhere = meant(text, "Paris")
    assert elsewhere is not None
    assert elsewhere.country == "FR"


def test_the_home_does_not_decide_against_the_text() -> None:
    """A region in the text beats the source's home."""
    place = meant("She flew to [[Paris]], [[France]], on Monday.", "Paris", source=TEXAN)
    assert place is not None
    assert place.country == "FR"


def test_the_country_of_the_source_decides() -> None:
    """A Canadian source without a known home means the greater town of its country more often."""
    text = "Water is short in [[Hamilton]] and in [[London]]."
    canadian = meant(text, "Hamilton", source=SourceArea("CA"))
    assert canadian is not None
    assert canadian.admin1 == "CA.08"


@dataclass(frozen=True)
class Filed:
    name: str
    place: str
    geonames_id: int | None


FILED = (
    Filed("kingston", "Kingston", 3489854),
    Filed("georgetown", "Georgetown", 3378644),
    Filed("san-jose", "San Jose", 3621849),
    Filed("san-jose-calif", "San Jose, Calif.", 5392171),
    Filed("tripoli", "Tripoli", 2210247),
    Filed("st-louis", "St. Louis", 4407066),
    Filed("moscow", "Moscow", 524901),
    Filed("london", "London", 2643743),
    Filed("paris", "Paris", 2988507),
    Filed("valencia", "Valencia", 2509954),
    Filed("new-york-is-the-city", "New York", 5128581),
    Filed("washington-is-the-capital", "Washington", 4140963),
    Filed("portland-ore", "Portland, Ore.", 5746545),
    Filed("portland-maine", "Portland, Maine", 4975802),
    Filed("without-the-stop", "Birmingham, Ala", 4049979),
    Filed("first-of-two", "London/Tokyo", 2643743),
    Filed("older-name", "Peking", 1816670),
    Filed("no-such-town-in-the-region", "Paris, Nevada", None),
    Filed("village-without-region", "Blossom", None),
    Filed("no-place", "Blahville", None),
)


@pytest.mark.parametrize("filed", FILED, ids=lambda one: one.name)
def test_a_dateline_without_country_means_what_agencies_mean(filed: Filed) -> None:
    """Cities that stand alone by agency style are the famous ones; a region beats the style."""
    text = f"{filed.place.upper()}, Nov. 3 (Agency) - Nobody was hurt."
    dateline = DatelinePlace(filed.place, Span(0, len(filed.place) + 16))
    _, found = placed(text, dateline=dateline)
    place = next((one for one in found.places if one.id == found.dateline_id), None)
    assert (place.geonames_id if place else None) == filed.geonames_id


def test_the_dateline_is_one_place_with_the_text() -> None:
    """The dateline's place and the same name in the text are one entry, the dateline's first."""
    text = "KINGSTON, Nov. 3 (Agency) - Rain fell on [[Kingston]] and [[Montego Bay]]."
    _, found = placed(text, dateline=DatelinePlace("Kingston", Span(0, 25)))
    first = found.places[0]
    assert (first.id, found.dateline_id, first.country) == ("p1", "p1", "JM")
    assert [span.start for span in first.mentions] == [0, 41]


def test_a_dateline_decides_for_the_text() -> None:
    """What lies near the place of filing is meant, where sizes do not differ much."""
    text = "CLEVELAND, Nov. 3 (Agency) - A plant in [[Aurora]] and one in [[Akron]] will close."
    _, found = placed(text, dateline=DatelinePlace("Cleveland", Span(0, 26)))
    assert [place.admin1 for place in found.places if place.name == "Akron"] == ["US.OH"]


def test_confidence_falls_with_doubt() -> None:
    """A capital is surer than a name that many towns of one size bear."""
    sure, doubtful = meant("In [[Nairobi]] it rained.", "Nairobi"), meant(
        "In [[Richmond]] it rained.", "Richmond"
    )  # fmt: skip
    assert sure is not None
    assert sure.confidence > (doubtful.confidence if doubtful else 0.5)
    assert 0.5 <= sure.confidence < 1


def test_an_article_is_resolved_alone() -> None:
    """What another article says before never changes an answer."""
    text = "Students of [[Cambridge]] and [[Boston]] walked out."
    _, alone = placed(text)
    for other in ("[[Cambridge]] and [[Ely]] lie in [[England]].", "[[Cambridge]] in [[Ohio]]."):
        placed(other)
    assert placed(text)[1] == alone
