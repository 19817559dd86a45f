"""Fictional news copy with the names a reader would list; written before the grouper.

In `marked`, {P:…}, {L:…} and {O:…} are what the tagger is taken to have found, {p:…} is a person it
is unsure of; text outside is untagged.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CASES", "Case"]


@dataclass(frozen=True, slots=True)
class Case:
    """An article and the names expected, by type and first mention; None = not judged."""

    name: str
    marked: str
    persons: tuple[str, ...] | None = None
    organisations: tuple[str, ...] | None = None
    locations: tuple[str, ...] | None = None


CASES = (
    Case(
        "surname-joins-full-name",
        "{P:Marta Kowalczyk} opened the new bridge on Friday. {P:Kowalczyk} said it took six "
        "years.\n\n"
        "Engineers praised {P:Kowalczyk}'s patience.",
        persons=("Marta Kowalczyk",),
    ),
    Case(
        "two-word-surname-joins",
        "President {P:Luis Alberto Vega Montoya} met the press. {P:Vega Montoya} declined "
        "questions.",
        persons=("Luis Alberto Vega Montoya",),
    ),
    Case(
        "given-name-joins",
        "{P:Adaeze Okonjo}, nine, won the spelling bee. Her mother said {P:Adaeze} reads every "
        "night.",
        persons=("Adaeze Okonjo",),
    ),
    Case(
        "headline-surname-before-full-name",
        "Harlan quits as mayor\n\nMayor {P:Tom Harlan} resigned on Monday. {P:Harlan} gave no "
        "reason.",
        persons=("Tom Harlan",),
    ),
    Case(
        "family-never-merged",
        "{P:Rosa Delgado} and her brother {P:Hector Delgado} own the mill. {P:Rosa Delgado} runs "
        "it.",
        persons=("Rosa Delgado", "Hector Delgado"),
    ),
    Case(
        "ambiguous-surname-stands-alone",
        "{P:Rosa Delgado} and her brother {P:Hector Delgado} own the mill. {P:Delgado} was fined "
        "in May.",
        persons=("Rosa Delgado", "Hector Delgado", "Delgado"),
    ),
    Case(
        "surname-before-the-second-namesake-is-the-first",
        "{P:Ian Farrow} spoke first. {P:Farrow} asked for calm. His daughter {P:June Farrow} "
        "spoke last.",
        persons=("Ian Farrow", "June Farrow"),
    ),
    Case(
        "titles-stay-outside",
        "{P:Sen. Dana Whitlock} and {P:Dr. Imran Qureshi} met {P:Vice President Leo Strand}. "
        "{P:Mr. Strand} smiled.",
        persons=("Dana Whitlock", "Imran Qureshi", "Leo Strand"),
    ),
    Case(
        "possessive-stays-outside",
        "{P:Nils Berg's} boat sank off {L:Malta\u2019s} coast.",
        persons=("Nils Berg",),
        locations=("Malta",),
    ),
    Case(
        "accents-are-folded",
        "{P:Andrés Peña} sang in {L:Bogotá}. {P:Andres Pena} leaves {L:Bogota} on Sunday.",
        persons=("Andrés Peña",),
        locations=("Bogotá",),
    ),
    Case(
        "initial-joins-full-name",
        "{P:Gwen T. Osei} filed the suit. {P:G. Osei} won it, and {P:Gwen Osei} was paid.",
        persons=("Gwen T. Osei",),
    ),
    Case(
        "other-initial-is-another-person",
        "{P:Gwen Osei} filed the suit against {P:K. Osei} in April.",
        persons=("Gwen Osei", "K. Osei"),
    ),
    Case(
        "junior-suffix",
        "{P:Walter Simms Jr.} and the {O:Simms Foundation} gave a park. {P:Simms} cut the ribbon.",
        persons=("Walter Simms Jr.",),
        organisations=("Simms Foundation",),
    ),
    Case(
        "acronym-in-brackets",
        "The {O:Global Fisheries Council} ({O:GFC}) meets today. The {O:GFC} has 40 members.",
        organisations=("Global Fisheries Council",),
    ),
    Case(
        "acronym-as-british-papers-print-it",
        "The {O:National Harbour Safety Agency} ({L:Nhsa}) meets today. {L:Nhsa} has 40 ships.",
        organisations=("National Harbour Safety Agency",),
        locations=(),
    ),
    Case(
        "place-in-brackets-is-no-acronym",
        "The {O:National Harbour Safety Agency} ({L:Oslo}) meets today.",
        organisations=("National Harbour Safety Agency",),
        locations=("Oslo",),
    ),
    Case(
        "acronym-later-with-country",
        "Money came from the {O:U.S. Office for Coastal Repair}. {O:USOCR} said it was a loan.",
        organisations=("U.S. Office for Coastal Repair",),
    ),
    Case(
        "unrelated-acronym-stays-apart",
        "The {O:Global Fisheries Council} wrote to {O:NATO}.",
        organisations=("Global Fisheries Council", "NATO"),
    ),
    Case(
        "country-joined-to-agency",
        "The {L:U.S.} {O:Agency for Polar Research} lost its ship in {L:Greenland}.",
        organisations=("U.S. Agency for Polar Research",),
        locations=("Greenland",),
    ),
    Case(
        "country-aliases",
        "The {L:United States} and {L:Peru} signed. The {L:U.S.} pays half. {L:US} ships sail in "
        "June from {L:U.K.} ports.",
        locations=("United States", "Peru", "United Kingdom"),
    ),
    Case(
        "country-tagged-as-organisation",
        "{O:Britain} beat {O:Kenya} in the final. Fans from {L:Kenya} wept.",
        organisations=(),
        locations=("United Kingdom", "Kenya"),
    ),
    Case(
        "nationality-is-no-place",
        "{L:Mexican} police and {L:Nigerian} officials met {L:Canadians} in {L:Lagos}.",
        locations=("Lagos",),
    ),
    Case(
        "city-and-person-of-one-word",
        "{P:Clara Washington} flew to {L:Washington} on Monday. {P:Washington} is the youngest "
        "delegate.",
        persons=("Clara Washington",),
        locations=("Washington",),
    ),
    Case(
        "weekday-and-month-are-no-entities",
        "{P:Monday} was quiet, {O:The} market said, and {L:March} was worse for {P:Ines Roth}.",
        persons=("Ines Roth",),
        organisations=(),
        locations=(),
    ),
    Case(
        "missed-repeat-of-a-full-name",
        "{P:Olga Brandt} won the seat. Voters liked Olga Brandt. Brandt said so too.",
        persons=("Olga Brandt",),
    ),
    Case(
        "short-form-tagged-as-something-else",
        "{P:Yusuf Demirel} resigned. {O:Demirel} had led the party since 2009. {P:Demirel} is 70.",
        persons=("Yusuf Demirel",),
        organisations=(),
    ),
    Case(
        "company-ending",
        "{O:Northgate Foods Inc.} cut 300 jobs. {O:Northgate Foods} blamed costs.",
        organisations=("Northgate Foods Inc.",),
    ),
    Case(
        "majority-label-wins",
        "{O:Zentrio} bought a rival. {P:Zentrio} shares rose. {O:Zentrio} was founded in 1998.",
        persons=(),
        organisations=("Zentrio",),
    ),
    Case(
        "all-caps-headline",
        "HARGREAVES WINS IN {L:KENYA}\n\n{P:Peter Hargreaves} won the rally in {L:Kenya} on "
        "Sunday.",
        persons=("Peter Hargreaves",),
        locations=("Kenya",),
    ),
    Case(
        "title-case-headline-does-not-become-one-name",
        "{O:Hargreaves Wins Kenya Rally After Late Drama}\n\n{P:Peter Hargreaves} won the rally "
        "in {L:Kenya} on Sunday.",
        persons=("Peter Hargreaves",),
        organisations=(),
        locations=("Kenya",),
    ),
    Case(
        "given-name-tagged-where-the-full-name-stands",
        "{P:Elias Prudhomme} was convicted. A friend called {P:Elias} Prudhomme a gentle man.",
        persons=("Elias Prudhomme",),
    ),
    Case(
        "surname-that-is-also-a-word",
        "{P:Tess Cook} leads the firm. Cook said sales rose. The market grew, and Cook was glad.",
        persons=("Tess Cook",),
    ),
    Case(
        "word-that-is-also-a-surname",
        "{P:Tess Cook} leads the firm. Cook the rice first, then cook the beans.",
        persons=("Tess Cook",),
    ),
    Case(
        "acronym-introduced-with-or",
        "The Harbour Pilots Union, or {O:HPU}, called a strike. {O:HPU} has 900 members.",
        organisations=("Harbour Pilots Union",),
    ),
    Case(
        "law-firm-is-no-person",
        "{P:Abel Stark} of {P:Abel Stark} & {P:Moreau LLP} asked for time.",
        organisations=("Abel Stark & Moreau LLP",),
    ),
    Case(
        "trade-is-no-person",
        "{P:Carmakers} said they had parts for a week. {P:Baker}, who runs the yard, said so too."
        "\n\n{P:Vinegrowers} agreed.",
        persons=("Baker",),
    ),
    Case(
        "science-or-office-is-no-name",
        "{P:Demographer Ana Obeng}, {P:Marine Ortolan} and {P:Cllr Rosa Delgado} disagreed.",
        persons=("Ana Obeng", "Marine Ortolan", "Rosa Delgado"),
    ),
    Case(
        "place-by-its-small-word",
        "The park is in {P:Bunkyo ward}, close to {P:Mukram hills}, {P:Rosa Hills} said.",
        persons=("Rosa Hills",),
        locations=("Bunkyo ward", "Mukram hills"),
    ),
    Case(
        "firm-by-its-end",
        "{P:Karl Lindorf} AG cut jobs. {P:Lindorf} gave no reason. {P:Harold Bishop} & Sons, of "
        "{L:Ortal}, and {P:Polina Grada Norn} (PGN) did not answer {P:Rosa Delgado}.",
        persons=("Rosa Delgado",),
        locations=("Ortal",),
        organisations=("Karl Lindorf AG", "Harold Bishop & Sons", "Polina Grada Norn"),
    ),
    Case(
        "founder-beside-the-firm",
        "{P:Karl Lindorf} AG cut jobs. {P:Jana Lindorf}, who owns it, was away. {P:Lindorf} wept.",
        persons=("Jana Lindorf",),
        organisations=("Karl Lindorf AG",),
    ),
    Case(
        "what-is-left-of-a-body-is-no-place",
        "They went to {O:Norex Medical College} and {L:Hospital} in {L:Belize}.",
        persons=(),
        locations=("Belize",),
    ),
    Case(
        "unsure-person-where-places-stand",
        "He slept outside {p:Kearnow}. A clinic in {p:Khan Yulis} shut. Trust in {p:Milen} fell, "
        "{P:Rosa Milen} said. Trust in {P:Ana Obeng} rose.",
        persons=("Rosa Milen", "Ana Obeng"),
    ),
    Case(
        "ship-is-no-name",
        "The MV {P:Santa Delora} and the {L:HMS Ortal} put to sea, {P:Rosa Delgado} said.",
        persons=("Rosa Delgado",),
    ),
    Case(
        "employer-is-a-body",
        "{P:Norex} lost a plant. {P:Norex} spokesperson {P:Ana Obeng} said so. {P:Rosa Delgado}, "
        "an analyst at {L:Vomura}, agreed. {L:Belize} striker {P:Juan Milen} did not.",
        persons=("Ana Obeng", "Rosa Delgado", "Juan Milen"),
        locations=("Belize",),
        organisations=("Norex", "Vomura"),
    ),
    Case(
        "city-beside-its-university",
        "{P:Rosa Delgado}, a fellow at {L:Orford}, met {P:Ana Obeng} in {L:Orford}. In {L:Orford} "
        "it rained, and roads to {L:Orford} were shut.",
        locations=("Orford",),
    ),
    Case(
        "honours-and-trades-are-no-names",
        "{P:Harriet Stone KC}, {P:Teacher Selin Demir} and {P:Cllrs Margaret Bush} spoke.",
        persons=("Harriet Stone", "Selin Demir", "Margaret Bush"),
    ),
    Case(
        "list-of-places",
        "Gales cut off the islands of {L:Ortal}, {P:Naxen} and {P:Milen}. Drivers at {L:Hunslow "
        "Park} or {P:Bramlow} had voted.",
        persons=(),
        locations=("Ortal", "Naxen", "Milen", "Hunslow Park", "Bramlow"),
    ),
    Case(
        "person-beside-a-place",
        "It rained in {L:Ortal}, and {P:Bramlow} said so. In {L:Ortal} and {P:Obeng}'s office "
        "nobody knew {P:Ana Obeng}. In {L:Ortal}, {P:Milen} and {P:Dorlow} met. Between "
        "{L:Ortal} and {P:Naxen} little was said.",
        persons=("Bramlow", "Ana Obeng", "Milen", "Dorlow", "Naxen"),
        locations=("Ortal",),
    ),
    Case(
        "club-is-no-person",
        "{P:Atlético Ribera} beat {P:FC Norden} on Sunday, and {P:Rosa Ribera} scored.",
        persons=("Rosa Ribera",),
        organisations=("Atlético Ribera", "FC Norden"),
    ),
    Case(
        "two-sides-of-a-match",
        "{O:Atlético Ribera beat Club Cordillera} on Sunday. {P:Ribera} were behind at the break.",
        persons=(),
        organisations=("Atlético Ribera", "Club Cordillera"),
    ),
    Case(
        "storm-is-no-person",
        "Hurricane {P:Odile} reached {L:Belize}. {P:Odile} tore off roofs.",
        persons=(),
        locations=("Belize",),
    ),
    Case(
        "storm-with-its-word",
        "{P:Typhoon Odile} nears {L:Belize}. Schools closed as {P:Odile} turned west.",
        persons=(),
        locations=("Belize",),
    ),
    Case(
        "title-within-a-body",
        "{O:Lagos State Police Commissioner Adewale Fashola} spoke. {P:Fashola} was calm.",
        persons=("Adewale Fashola",),
        organisations=(),
    ),
    Case(
        "country-missed-by-the-tagger",
        "Aid reached the north of Ethiopia, and {P:Ines Roth} flew home.",
        locations=("Ethiopia",),
    ),
    Case(
        "first-word-of-a-company",
        "{O:Veltrano Motors Corp.} will close a plant. {P:Veltrano} shares fell.",
        persons=(),
        organisations=("Veltrano Motors Corp.",),
    ),
    Case(
        "a-building-named-after-a-person",
        "{P:Lena Voss} was taken to the {P:Ada M.} Brook Burn Center. Police held {P:Martin K.} "
        "Prosecutors asked for more time.",
        persons=("Lena Voss", "Martin K."),
    ),
    Case(
        "dateline-in-capitals",
        "{L:PORTO}, Portugal (AP) - {P:Rui Sá} won. {P:Sa} is 19.",
        persons=("Rui Sá",),
        locations=("Porto", "Portugal"),
    ),
)
