# ruff: noqa: E501 - documents have long lines, and news is typeset
"""Plain text as wires, archives and mail send it; newsrooms, people and text are invented."""

from __future__ import annotations

from tests.quality.intake.forms.told import Document, Told

__all__ = ["PRINTS"]

TEXT = "text/plain; charset=utf-8"

ANPA = """a0812
 r n BC-MO--Tornado-1stLd-Writethru   07-14 0412
^AM-MO--Tornado, 1st Ld-Writethru,0398<
^Tornado tears roof off school in Harlan County<
^Eds: UPDATES with injuries; minor edits.<
^By DEB KESTER
^Midland Press Writer<
   HARLAN, Mo. (MP) -- A tornado tore the roof off an empty elementary
school and flattened nine barns in Harlan County on Monday night, the
sheriff's office said.
   Two people were treated for cuts, Sheriff Roy Baskin said. No one was
in the school, which let out for the summer in May.
   "We were lucky by about six weeks," Baskin said.
   (more)
   The storm crossed Highway 61 at 9:40 p.m. and lifted near the river,
according to the National Weather Service.
   (Copyright 2013 Midland Press. All rights reserved.)
"""

THIRTY = """For Immediate Release

Riverton Library to Close for Two Weeks

RIVERTON, Vt., June 3, 2018 -- The Riverton Free Library will close for two weeks from June 18 while asbestos is taken out of its reading room, the trustees said on Sunday.

Books may be returned at the fire station, which has put a cart in its lobby.

The library opened in 1904 and has not been closed for so long since the flood of 1927.

-30-
"""

WRAPPED = """Bridge tolls to double on weekends, commission decides

By Arjun Pillai

   The Three Rivers Bridge Commission voted on Thursday to double week-
end tolls from the first of October, in the hope that drivers will use
the upper crossing, which stands half empty most Saturdays.

   The chairman, Leonard Voss, told members that the govern-
ment in the capital would not pay for a third lane and that the commission
had, as he put it, "run out of other people's money".

   Lorries will pay 14 dollars each way. Motorcycles remain free, as do
ambulances and school buses.

ENDS
"""

SHOUTED = """GRAIN PRICES FALL FOR FIFTH DAY

BY TERESA O'MALLEY AND IAN MACGREGOR

WINNIPEG, MANITOBA -- WHEAT FUTURES FELL FOR A FIFTH DAY ON FRIDAY AS RAIN REACHED THE SOUTHERN PRAIRIES, TRADERS SAID.

SEPTEMBER WHEAT LOST SIX CENTS TO CLOSE AT 5.12 DOLLARS A BUSHEL IN THIN TRADE.

"EVERYONE WAS SHORT AND EVERYONE WAS RIGHT," SAID ONE BROKER.
"""

REUTERS = """UPDATE 2-Copper miner halts Andes project after landslide

SANTIAGO, Aug 6 (Reuters) - Copper producer Minera Tres Cruces said on Tuesday it had halted work at its Alto Verde project after a landslide buried an access road.

No one was hurt, the company said in a filing.

The project was due to produce 120,000 tonnes a year from 2026.

(Reporting by Camila Ibáñez in Santiago and Diego Soto-Mayor in Lima; Additional reporting by Ernest Blay; Editing by Ruth Coyle and Mark Penn)
"""

PAGED = "Harbour master resigns over lost logbooks\r\n\r\nBy Finlay MacDonald, Maritime Correspondent\r\n\r\nThe harbour master of Port Ellan resigned on Wednesday after auditors failed to find\r\neleven of the station's logbooks, which record every vessel that entered since 2009.\r\n\r\nPage 1 of 2\r\n\f\r\nMs Iona Rae, who took the post in 2015, said that the books had been moved during a flood\r\nand that she had asked twice for a proper store.\r\n\r\nThe trust will name a successor next month.\r\n\r\nPage 2 of 2\r\n"

TABBED = "\tSchool meals to be free in all primary schools\n\n\tStaff Reporter\n\n\tKANDY - Meals will be free in every primary school from January, the education minister told parliament on Tuesday.\n\n\tThe scheme will cost 4.2 billion rupees a year and reach 1.1 million pupils.\n\n\tTeachers' unions welcomed the plan but asked who would cook.\n"

TRUST_OF_INDIA = """Leopard strays into Nagpur school, tranquillised after 5 hours

Press Trust of India
Nagpur, Jan 9

A leopard that strayed into a school in the Wadi area was tranquillised on Thursday after an operation that lasted five hours, a forest official said.

Classes had not begun and nobody was injured, said deputy conservator Prabha Kulkarni.

The animal, a male of about four years, will be released in the Pench reserve.
"""

CORRESPONDENT = """Villagers block highway over power cuts

OUR CORRESPONDENT
MUZAFFARGARH: Residents of six villages blocked the Multan road for three hours on Sunday in protest against power cuts that they said lasted up to sixteen hours a day.

They dispersed after the subdivisional officer promised repairs within a week.

Police said that no case had been registered against the protesters.
"""

BBC_STYLE = """Nepal's last handloom school saved by online orders

By Sunita Gurung & Tom Eddery
World Radio News, Kathmandu

2 hours ago

Share

The last school for hand-loom weavers in the Kathmandu valley has been saved from closing by orders from abroad, its director says.

Image source, Getty Images
Image caption, A weaver at her loom in Kirtipur

In March it had eleven pupils and no money for thread. Now there is a waiting list.

"We had a video with a cat in it," says Maya Shakya. "The cat did the rest."

Follow us on Facebook
"""

TAKES = """wet-markets 2ndld 3rdtake

New York markets close mixed as oil slides

NEW YORK, May 12 (Newsline) - Shares in New York closed mixed on Monday as a slide in oil took the energy sector down, offsetting gains for chipmakers.

The broad index ended up 0.1 percent; the technology index rose 0.6 percent.

MORE

Crude lost $2.10 to close at $61.35 a barrel after stockpiles rose for a fourth week.

END
"""

COPYRIGHT = """Two held over theft of church bells

Words by Dougal Fyfe | Pictures by Nan Reid
@dougalfyfe

Published: 21:04, 3 February 2017

Two men have been arrested over the theft of six bronze bells from churches in the Borders, police said on Friday.

The oldest of the bells was cast in 1612 and weighs 300 kilos.

Both men are expected to appear at Selkirk Sheriff Court on Monday.

Copyright 2017 The Borders Chronicle. All rights reserved.
"""

PRINTS = (
    Document(
        "anpa-slugs",
        ANPA.encode(),
        TEXT,
        (
            Told(
                "Tornado tears roof off school in Harlan County",
                ("Deb Kester",),
                agency="Midland Press",
                body=(
                    "HARLAN, Mo. (MP) --",
                    "Two people were treated",
                    '"We were lucky by',
                    "The storm crossed Highway",
                ),
                absent=("Writethru", "UPDATES", "(more)", "All rights reserved", "a0812", "^", "<"),
            ),
        ),
    ),
    Document(
        "release-thirty",
        THIRTY.encode(),
        TEXT,
        (
            Told(
                "Riverton Library to Close for Two Weeks",
                body=("RIVERTON, Vt., June 3,", "Books may be returned", "The library opened in"),
                absent=("-30-", "Immediate Release"),
            ),
        ),
    ),
    Document(
        "wrapped-and-hyphenated",
        WRAPPED.encode(),
        TEXT,
        (
            Told(
                "Bridge tolls to double on weekends, commission decides",
                ("Arjun Pillai",),
                body=(
                    "The Three Rivers Bridge Commission voted on Thursday to double weekend",
                    "The chairman, Leonard Voss, told members that the government in",
                    "Lorries will pay 14",
                ),
                absent=("ENDS",),
            ),
        ),
    ),
    Document(
        "all-capitals",
        SHOUTED.encode(),
        TEXT,
        (
            Told(
                "GRAIN PRICES FALL FOR FIFTH DAY",
                ("Teresa O'Malley", "Ian MacGregor"),
                body=(
                    "WINNIPEG, MANITOBA -- WHEAT",
                    "SEPTEMBER WHEAT LOST SIX",
                    '"EVERYONE WAS SHORT AND',
                ),
            ),
        ),
    ),
    Document(
        "reporting-trailer",
        REUTERS.encode(),
        TEXT,
        (
            Told(
                "UPDATE 2-Copper miner halts Andes project after landslide",
                ("Camila Ibáñez", "Diego Soto-Mayor"),
                body=("SANTIAGO, Aug 6 (Reuters)", "No one was hurt,", "The project was due"),
                absent=("Editing by",),
            ),
        ),
    ),
    Document(
        "page-numbers-crlf-form-feed",
        PAGED.encode(),
        TEXT,
        (
            Told(
                "Harbour master resigns over lost logbooks",
                ("Finlay MacDonald",),
                body=("The harbour master of Port", "Ms Iona Rae, who", "The trust will name"),
                absent=("Page 1", "Page 2"),
            ),
        ),
    ),
    Document(
        "tabs",
        TABBED.encode(),
        TEXT,
        (
            Told(
                "School meals to be free in all primary schools",
                body=(
                    "KANDY - Meals will",
                    "The scheme will cost",
                    "Teachers' unions welcomed the",
                ),
                absent=("Staff Reporter",),
            ),
        ),
    ),
    Document(
        "agency-and-place-lines",
        TRUST_OF_INDIA.encode(),
        TEXT,
        (
            Told(
                "Leopard strays into Nagpur school, tranquillised after 5 hours",
                agency="Press Trust of India",
                body=("A leopard that strayed", "Classes had not begun", "The animal, a male"),
            ),
        ),
    ),
    Document(
        "our-correspondent",
        CORRESPONDENT.encode(),
        TEXT,
        (
            Told(
                "Villagers block highway over power cuts",
                body=(
                    "MUZAFFARGARH: Residents of six",
                    "They dispersed after the",
                    "Police said that no",
                ),
                absent=("OUR CORRESPONDENT",),
            ),
        ),
    ),
    Document(
        "broadcaster-page-as-text",
        BBC_STYLE.encode(),
        TEXT,
        (
            Told(
                "Nepal's last handloom school saved by online orders",
                ("Sunita Gurung", "Tom Eddery"),
                agency="World Radio News",
                body=("The last school for", "In March it had", '"We had a video'),
                captions=("A weaver at her",),
                absent=("Share", "Follow us", "Getty", "hours ago"),
            ),
        ),
    ),
    Document(
        "takes-and-more",
        TAKES.encode(),
        TEXT,
        (
            Told(
                "New York markets close mixed as oil slides",
                body=(
                    "NEW YORK, May 12 (Newsline)",
                    "The broad index ended",
                    "Crude lost $2.10 to",
                ),
                absent=("MORE", "END", "3rdtake"),
            ),
        ),
    ),
    Document(
        "words-and-pictures-by",
        COPYRIGHT.encode(),
        TEXT,
        (
            Told(
                "Two held over theft of church bells",
                ("Dougal Fyfe",),
                body=("Two men have been", "The oldest of the", "Both men are expected"),
                absent=("@dougalfyfe", "Published", "rights reserved", "Nan Reid"),
            ),
        ),
    ),
)
