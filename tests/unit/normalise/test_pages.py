"""Pages saved as text, in the styles in which they come; all of them are fictional."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.unit.normalise.desk import again, clean, texts

from copydesk.draft import BlockKind

SEED = Path(__file__).parents[4] / "shared/data/seed"


@dataclass(frozen=True)
class Case:
    name: str
    body: str
    headline: str | None
    paragraphs: int
    captions: tuple[str, ...] = ()
    subheads: tuple[str, ...] = ()
    lists: int = 0
    byline: str | None = None
    names: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    stated: str | None = None


BROADCASTER = Case(
    name="broadcaster-with-share-chrome",
    body="""\
Harbour wall falls after storm - Farley News

Accessibility links
Skip to content
Home
News
Sport
Weather
Search

Politics

Harbour wall falls after storm

By Jane Doe
Farley News, Port Anselm

Published
7 May 2021

Share

Image source, Reuters
Image caption, The wall had stood for two hundred years

Part of the harbour wall at Port Anselm fell into the sea on Friday after two days of storms.

Nobody was hurt, the coastguard said, but eleven boats were lost.

'No warning'

"There was no warning at all," said Tom Reyes, who has fished there for forty years.

The council had been told in March that the wall needed repair.

What happens next?

Engineers will look at the wall on Monday, when the sea is expected to be calm.

Advertisement

Work could take a year.

More on this story

Ferry fares to rise again
Storm leaves island without power

Related Topics

Port Anselm
Storms

View comments
""",
    headline="Harbour wall falls after storm",
    captions=("The wall had stood for two hundred years",),
    subheads=("No warning", "What happens next?"),
    paragraphs=6,
    byline="By Jane Doe, Farley News, Port Anselm",
    names=("Jane Doe",),
    absent=(
        "Share",
        "Politics",
        "Ferry fares",
        "Storms",
        "Advertisement",
        "Getty",
        "Accessibility",
    ),
)

WIRE = Case(
    name="wire-copy-hard-wrapped",
    body="""\
Farley parliament rejects fishing treaty
By ANA OBENG
Press Union

   PORT ANSELM, Farley (PU) - The parliament of Farley on Tuesday
rejected a treaty that would have opened its waters to boats from
three neighboring countries, a defeat for Prime Minister Lu Chen.
   The vote was 61 to 58, with four abstentions. Two members of the
governing party voted against the bill, which had taken six years
to negotiate.
   "We will begin again tomorrow," Chen told reporters outside the
building, where some 2,000 fishermen had gathered since dawn.
   Neither Norland nor the Isles made any comment.

   Press Union writer Tom Reyes in Norland contributed to this
report.
""",
    headline="Farley parliament rejects fishing treaty",
    paragraphs=4,
    byline="By ANA OBENG, Press Union",
    names=("Ana Obeng",),
    absent=("contributed", "\n   "),
)

AGENCY = Case(
    name="agency-with-trailer",
    body="""\
Farley central bank holds rate at 4 percent

PORT ANSELM (Reuters) - Farley's central bank kept its main rate at 4 percent on Thursday, saying \
inflation would fall by the summer.

Eight of nine economists had expected the decision.

INFLATION SLOWS

Prices rose 3.1 percent in April, down from 3.6 percent a month earlier.

(Reporting by Ana Obeng and Tom Reyes; Editing by Mae O'Hara)

Our Standards: The Harbour Trust Principles.
""",
    headline="Farley central bank holds rate at 4 percent",
    paragraphs=3,
    subheads=("INFLATION SLOWS",),
    byline="(Reporting by Ana Obeng and Tom Reyes; Editing by Mae O'Hara)",
    names=("Ana Obeng", "Tom Reyes"),
    absent=("Reporting by", "Standards"),
)

LOCAL = Case(
    name="local-paper-with-photo-credit",
    body="""\
LOCAL NEWS

Library to close in June, council says

By John Roe | Harbour Gazette

May 7, 2021 at 5:00 p.m.

Children read in the Farley library, which will close. (Ana Obeng/Gazette via AP)

The council voted 7-2 on Monday to close the town's only library, ending a fight of three years.

Council member Lu Chen said there was no money left for repairs.

Follow John Roe on Twitter @johnroe.

Sign up for our newsletter and get the Gazette in your inbox every morning.

Tags: library, council
""",
    headline="Library to close in June, council says",
    captions=("Children read in the Farley library, which will close.",),
    paragraphs=2,
    byline="By John Roe | Harbour Gazette",
    names=("John Roe",),
    absent=("LOCAL NEWS", "Twitter", "inbox", "Tags"),
)

RELEASE = Case(
    name="press-release",
    body="""\
Harbour Trust Names Lu Chen Chief Executive

PORT ANSELM, Farley, May 7, 2021 -- The Harbour Trust today named Lu Chen its chief executive, \
effective June 1.

"We are delighted," said Mae O'Hara, who chairs the trust.

About the Harbour Trust

The Harbour Trust runs four ports in Farley and employs 900 people.

###
""",
    headline="Harbour Trust Names Lu Chen Chief Executive",
    subheads=("About the Harbour Trust",),
    paragraphs=3,
    absent=("###",),
)

BLOG = Case(
    name="blog-one-paragraph-a-line",
    body="""\
Nobody saw it coming.
By Jane Doe
5 min read
When the ferry stopped last winter, everyone in our street knew somebody who had lost their work, \
and for weeks nobody spoke of anything else at the baker's.
Then came the bus, twice a day, and with it a driver who had once been the captain of the ferry.
She told me that she did not miss the sea.
0 comments
Share this post
""",
    headline="Nobody saw it coming.",
    paragraphs=3,
    byline="By Jane Doe",
    names=("Jane Doe",),
    absent=("min read", "comments", "Share"),
)

NO_HEADLINE = Case(
    name="no-headline",
    body="""\
The council voted on Monday to close the library, and the mayor said that he would not sign it.

It was the third such vote in a year.
""",
    headline=None,
    paragraphs=2,
)

QUESTION = Case(
    name="headline-with-question-mark",
    body="""\
Who will pay for the harbour wall at Port Anselm?

Nobody knows who will pay for the wall that fell into the sea on Friday, the mayor said.

The government has not answered her letter.
""",
    headline="Who will pay for the harbour wall at Port Anselm?",
    paragraphs=2,
)

FULL_STOP = Case(
    name="headline-with-full-stop-in-title-case",
    body="""\
The Wall Has Fallen. Now Comes the Bill.

Nobody knows who will pay for the wall that fell into the sea on Friday, the mayor said.

The government has not answered her letter.
""",
    headline="The Wall Has Fallen. Now Comes the Bill.",
    paragraphs=2,
)

LIST = Case(
    name="page-with-lists",
    body="""\
What the budget means for Farley

The budget passed on Tuesday changes four things for people in Farley, the treasury said:

- Ferry fares fall by a tenth.
- The library stays open.
* Fishing licences double in price

It also names the three largest works of next year.

1. The harbour wall
2. The school at Anselm
3. A road to the north

Parliament votes again in June.
""",
    headline="What the budget means for Farley",
    paragraphs=3,
    lists=6,
)

INTERVIEW = Case(
    name="interview",
    body="""\
'I never wanted to be captain': a talk with Mae O'Hara

Mae O'Hara was captain of the Farley ferry for thirty years. She spoke to the Gazette on Monday.

Q: Did you always want to go to sea?

A: No. I wanted to be a teacher, and for two years I was one.

Q: What changed?

A: My father fell ill and somebody had to take the boat out.

"It was never a plan," she adds, and laughs.
""",
    headline="'I never wanted to be captain': a talk with Mae O'Hara",
    paragraphs=6,
)

TWO_CAPTIONS = Case(
    name="two-captions",
    body="""\
Ministers meet in Port Anselm over fishing

Prime Minister Lu Chen greets the president of Norland in Port Anselm, May 7, 2021.

WASHINGTON —

The leaders of Farley and Norland met on Friday for the first time since fishing talks failed.

FILE - Boats lie in the harbour of Port Anselm during a strike, March 3, 2020.

They agreed to meet again in the autumn.
""",
    headline="Ministers meet in Port Anselm over fishing",
    captions=(
        "Prime Minister Lu Chen greets the president of Norland in Port Anselm, May 7, 2021.",
        "FILE - Boats lie in the harbour of Port Anselm during a strike, March 3, 2020.",
    ),
    paragraphs=2,
)

STATED = Case(
    name="headline-stated-and-repeated",
    body="""\
Farley News
HARBOUR WALL FALLS AFTER STORM

Part of the wall fell into the sea on Friday, the coastguard of Farley said.

> We had no warning.

"We had no warning," said a fisherman.
""",
    stated="Harbour wall falls after storm",
    headline="Harbour wall falls after storm",
    paragraphs=2,
    absent=("HARBOUR", "Farley News"),
)

PRESENT_TENSE = Case(
    name="lede-in-the-present-with-place-and-date",
    body="""\
Festival comes back to the island

The festival of boats returns to the island of Farley on 7 May 2021.

It was called off last year. The mayor opens it in Port Anselm on 8 May 2021.
""",
    headline="Festival comes back to the island",
    paragraphs=2,
)

TABLE = Case(
    name="results-at-the-end",
    body="""\
Anselm win the island regatta

The boat from Port Anselm won the island regatta on Sunday for the third time in a row.

Anselm 4:12
Farley Town 4:15
Norland 4:20
Isles 4:31
""",
    headline="Anselm win the island regatta",
    paragraphs=5,
)

FOREIGN_SERVICE = Case(
    name="writer-beside-the-date",
    body="""\
Skip to main content
VOF News
Africa
Print
Share

Farley Opens New Bridge
May 07, 2021 4:12 PM
Ana Obeng
FILE - Workers stand on the new bridge in Port Anselm, Farley, April 3, 2021.
share
PORT ANSELM, FARLEY \u2014
The prime minister of Farley opened a new bridge on Friday.

'A great day'

"It is a great day," Lu Chen said.

See also:
Farley Floods Kill 3

Related Stories
Bridge Collapse Kills 4
""",
    headline="Farley Opens New Bridge",
    captions=("FILE - Workers stand on the new bridge in Port Anselm, Farley, April 3, 2021.",),
    subheads=("A great day",),
    paragraphs=2,
    byline="Ana Obeng",
    names=("Ana Obeng",),
    absent=("VOF", "Africa", "Floods", "Collapse"),
)

CASES = (
    FOREIGN_SERVICE,
    BROADCASTER,
    WIRE,
    AGENCY,
    LOCAL,
    RELEASE,
    BLOG,
    NO_HEADLINE,
    QUESTION,
    FULL_STOP,
    LIST,
    INTERVIEW,
    TWO_CAPTIONS,
    STATED,
    PRESENT_TENSE,
    TABLE,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_page(case: Case) -> None:
    """A reader of the copy finds the story's parts named, and nothing of the page."""
    copy = clean(case.body, headline=case.stated)
    assert copy.headline() == case.headline
    assert texts(copy, BlockKind.CAPTION) == case.captions
    assert texts(copy, BlockKind.SUBHEAD) == case.subheads
    assert len(texts(copy, BlockKind.PARAGRAPH)) == case.paragraphs
    assert len(texts(copy, BlockKind.LIST)) == case.lists
    assert copy.byline == case.byline
    assert copy.byline_names == case.names
    assert [part for part in case.absent if part in copy.text] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_page_read_again(case: Case) -> None:
    """Clean copy needs no second cleaning."""
    copy = clean(case.body, headline=case.stated)
    assert again(copy, headline=case.stated).text == copy.text


def test_wire_paragraphs() -> None:
    """Wrapped lines are joined, and an indent begins a paragraph."""
    paragraphs = texts(clean(WIRE.body), BlockKind.PARAGRAPH)
    assert paragraphs[1] == (
        "The vote was 61 to 58, with four abstentions. Two members of the governing party voted "
        "against the bill, which had taken six years to negotiate."
    )


def test_place_line_opens_the_lede() -> None:
    """A place on a line of its own, with its dash, is read with the paragraph it opens."""
    lede = texts(clean(TWO_CAPTIONS.body), BlockKind.PARAGRAPH)[0]
    assert lede.startswith("WASHINGTON — The leaders of Farley")


def test_date_line() -> None:
    """A date on a line of its own is a dateline block, not a paragraph."""
    copy = clean(LOCAL.body)
    assert texts(copy, BlockKind.DATELINE) == ("May 7, 2021 at 5:00 p.m.",)


def test_mail_quote() -> None:
    """A paragraph marked '> ' is a quote; one that begins with a quotation mark is none."""
    copy = clean(STATED.body, headline=STATED.stated)
    assert texts(copy, BlockKind.QUOTE) == ("We had no warning.",)
    assert '"We had no warning," said a fisherman.' in texts(copy, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    "body",
    ["", " \n\t\r\n ", "\ufeff\u200b", "Share\n\nBreaking News\n\nPrint\n", "***"],
    ids=["empty", "blank", "invisible", "all-chrome", "ornament"],
)
def test_no_story(body: str) -> None:
    """A body without a story has no text and no blocks, even where a headline is stated."""
    copy = clean(body, headline="Harbour wall falls")
    assert (copy.text, copy.blocks) == ("", ())


def test_stated_byline_wins() -> None:
    """The byline that the source states is kept as printed; the page's own line still goes."""
    copy = clean(BLOG.body, byline="JOHN ROE, Gazette")
    assert (copy.byline, copy.byline_names) == ("JOHN ROE, Gazette", ("John Roe",))
    assert "Jane Doe" not in copy.text


def test_found_headline_is_told() -> None:
    """A headline that the source did not state is named in the warnings."""
    assert clean(BLOG.body).warnings == ("headline-from-text",)
    assert clean(NO_HEADLINE.body).warnings == ()


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed pages are not beside the repository")
def test_seed() -> None:
    """The seed page gives its headline, its one caption, its two subheads, and no chrome."""
    copy = clean(next(SEED.glob("voa-*.txt")).read_text(encoding="utf-8"))
    assert copy.headline() == "US Vice President Calls for Immigration Effort With Mexico"
    (caption,) = texts(copy, BlockKind.CAPTION)
    assert caption.endswith("White House complex in Washington, May 7, 2021.")
    assert texts(copy, BlockKind.SUBHEAD) == ("Range of challenges", "Guatemala trip")
    assert len(texts(copy, BlockKind.PARAGRAPH)) == 15
    assert "Accessibility links" not in copy.text
    assert "Breaking News" not in copy.text
