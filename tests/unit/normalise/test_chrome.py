"""Chrome lines go, story lines stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copydesk.normalise.chrome import RULES, chrome_rule

if TYPE_CHECKING:
    from copydesk.normalise.chrome_rules import Rule

CHROME = (
    "Accessibility links",
    "BREAKING NEWS",
    "Skip to main content",
    "Share",
    "Share this article",
    "Share on Facebook",
    "Facebook | Twitter | WhatsApp",
    "Tweet",
    "Print",
    "Print this page",
    "Embed",
    "Listen",
    "Listen • 4 min",
    "0 comments",
    "Comments (12)",
    "View comments",
    "Leave a comment",
    "Read more:",
    "Read more: Why the harbour wall fell",
    "Related: Ferry fares rise again",
    "Also read: Ferry fares rise again",
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Story continues below advertisement",
    "Sign up for our newsletter",
    "Sign up for our daily Harbour Briefing newsletter and get the news in your inbox.",
    "Subscribe",
    "Subscribe now",
    "Log in",
    "We use cookies to improve your experience. By browsing our site you accept our policy.",
    "This website uses cookies.",
    "Accept all cookies",
    "Follow us on Twitter",
    "Follow us on Facebook, Instagram and Twitter",
    "Follow Ana Obeng on Twitter @anaobeng.",
    "Updated 3 hours ago",
    "Last updated: 7 May 2021 at 14:05 GMT",
    "Published May 7, 2021, 3:15 p.m.",
    "2 days ago",
    "5 min read",
    "Reading time: 5 minutes",
    "1 of 14",
    "Photo 3 of 14",
    "Hide caption",
    "Image source, Getty Images",
    "Home > World > Europe",
    "Privacy Policy",
    "Back to top",
    "All rights reserved",
    "© 2021 Harbour Gazette",
    "Copyright 2021 The Harbour Gazette. All rights reserved. This material may not be published.",
    "(Copyright 2021 The Harbour Gazette. All rights reserved.)",
    "AM-NO--Ferry, 2nd Ld-Writethru, a0412",
    "EDITORS: With AP Photos.",
    "(Reporting by Ana Obeng in Nairobi and Tom Reyes; Editing by Mae O'Hara)",
    "Reporting by Ana Obeng; Additional reporting by Tom Reyes; Writing by Lu Chen",
    "Ana Obeng and Tom Reyes in Farley contributed to this report.",
    "Press Union writer Ana Obeng contributed to this report.",
    "* * *",
    "-30-",
    "ENDS",
    "###",
)

STORY = (
    "Share prices fell",
    "Shares in the ferry company fell 4 percent on Monday, the exchange said.",
    "Comments by the mayor on Monday angered fishermen, who said they had not been asked.",
    "Printers in Farley went on strike",
    "Breaking news is hard work, said the editor.",
    "The advertisement, which ran for a week, showed a bridge.",
    "Cookies baked by pupils raised 400 crowns for the hospital.",
    "“We use cookies to follow nobody,” the minister said.",
    "By accepting the terms of the offer, the union ended its strike.",
    "Copyright law has not been changed since 1994, when the harbour opened.",
    "More than 200 scientists contributed to this report.",
    "Reporting by the Gazette has shown that the wall was never inspected.",
    "Editing genes is forbidden in the republic.",
    "Follow-up talks are planned for June",
    "Read the small print, says watchdog",
    "Sign of the times",
    "Home prices rise",
    "Video shows wall collapsing",
    "Watchdog clears mayor",
    "Subscribers to the paper fell by half in ten years, the company said.",
    "Related cases are pending in two other courts, the prosecutor said.",
    "Related: the two men are cousins, police said, and both worked at the harbour for years.",
    "The report was updated three hours before the vote.",
    "About the Harbour Trust",
    "Analysis: Why the harbour vote matters",
    "Explainer: What the harbour vote means",
    "Contact tracing begins in Farley",
    "Next steps for the harbour",
    "Photo finish in Farley regatta",
    "All rights of way will stay open, the council said.",
    "Two of 14 boats were lost",
    "Guatemala trip",
    "Range of challenges",
    "WASHINGTON —",
    "BC-Alberta pipeline deal signed in 2019",
    "Full access to the lower harbour costs boat owners $40 a year, the trust said.",
    "The post by the mayor appeared first on his own page.",
    "Edson: no ferry before May",
    "(The mayor, who is 61, has not said whether she will stand again.)",
    "a/c",
)


@pytest.mark.parametrize("line", CHROME)
def test_chrome_goes(line: str) -> None:
    """A line that only the page needs is chrome."""
    assert chrome_rule(line) is not None


@pytest.mark.parametrize("line", STORY)
def test_story_stays(line: str) -> None:
    """A line that tells something of the story is none, whatever word it begins with."""
    assert chrome_rule(line) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_takes_its_example(rule: Rule) -> None:
    """The table shows what each rule is for."""
    assert chrome_rule(rule.example) is rule
