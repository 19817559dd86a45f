# ruff: noqa: E501, RUF001 - documents have long lines, and news is typeset
"""Feeds and wire items in the manner of those who send them; newsrooms, people and text are invented."""

from __future__ import annotations

import json

from tests.quality.intake.forms.told import Document, Told

__all__ = ["WIRES"]

RSS_FULL = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Fjord Weekly</title><link>https://fjord.example</link><language>en-US</language><sy:updatePeriod>hourly</sy:updatePeriod>
<item><title>Whale &#8216;Ragnar&#8217; freed from nets after two days</title><link>https://fjord.example/whale/</link><dc:creator><![CDATA[Siri Halvorsen]]></dc:creator><pubDate>Wed, 10 Jul 2024 08:30:00 +0000</pubDate><category><![CDATA[Nature]]></category><guid isPermaLink="false">https://fjord.example/?p=991</guid><description><![CDATA[<p>A humpback whale was freed [&#8230;]</p><p>The post <a href="https://fjord.example/whale/">Whale freed</a> appeared first on <a href="https://fjord.example">Fjord Weekly</a>.</p>]]></description>
<content:encoded><![CDATA[<p>A humpback whale known to fishermen as Ragnar swam free on Tuesday night after two days in a tangle of herring nets.</p><p>Divers cut the last rope at nine in the evening, the coast guard said.</p><h3>Third rescue this summer</h3><p>It was the third such rescue in the fjord since May.</p><p>The post <a href="https://fjord.example/whale/">Whale freed</a> appeared first on <a href="https://fjord.example">Fjord Weekly</a>.</p>]]></content:encoded></item>
<item><title>Ferry prices to rise</title><link>https://fjord.example/ferry/</link><pubDate>Wed, 10 Jul 2024 07:00:00 +0000</pubDate><guid isPermaLink="false">https://fjord.example/?p=990</guid><description><![CDATA[A return ticket will cost 12 percent more from September, the county council decided.]]></description></item></channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Plateau Post</title><id>urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6</id><updated>2022-05-05T10:00:00Z</updated><author><name>Plateau Post newsroom</name></author><link href="https://plateau.example/" rel="alternate"/>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Rail line to <em>Jos</em> reopens</div></title><id>tag:plateau.example,2022:771</id><link href="https://plateau.example/rail"/><updated>2022-05-05T09:45:00+01:00</updated><published>2022-05-05T08:10:00+01:00</published><author><name>Ngozi Adeyemi</name></author><author><name>Musa Danladi</name></author><category term="transport"/><summary>Trains run again.</summary>
<content type="xhtml" xml:base="https://plateau.example/"><xh:div xmlns:xh="http://www.w3.org/1999/xhtml"><xh:p>The first passenger train in eleven years pulled into Jos on Thursday morning, forty minutes late and full to the doors.</xh:p><xh:blockquote><xh:p>“My father was a driver on this line,” said Esther Pam, who queued for a ticket from four o'clock.</xh:p></xh:blockquote><xh:ul><xh:li>Trains leave Kafanchan at 06:00 and 14:00</xh:li></xh:ul></xh:div></content></entry></feed>"""

RSS_1 = """<?xml version="1.0" encoding="ISO-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://radio.example/"><title>Radio Sud News</title><link>https://radio.example/</link><description>x</description><dc:language>en</dc:language></channel>
<item rdf:about="https://radio.example/n/12"><title>Caf\u00e9 tax struck down</title><link>https://radio.example/n/12</link><description>The constitutional court struck down the tax on coffee on Monday, saying that it had been passed without a quorum.</description><dc:creator>Rui Valad\u00e3o</dc:creator><dc:date>2011-10-03T14:20:00+01:00</dc:date><dc:subject>Politics</dc:subject></item></rdf:RDF>""".encode(
    "latin-1"
)

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Dune Daily",
        "home_page_url": "https://dune.example/",
        "language": "en",
        "items": [
            {
                "id": "https://dune.example/9",
                "url": "https://dune.example/9",
                "title": "Well runs dry at Oued Salah",
                "content_html": "<p>The municipal well at Oued Salah ran dry on Friday for the first time since it was dug in 1958.</p><p>Trucks will bring water until a second bore is ready, the mayor said.</p>",
                "date_published": "2023-06-09T12:00:00+01:00",
                "authors": [{"name": "Karim Benali"}],
                "tags": ["water"],
            }
        ],
    }
).encode()

NITF = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.6//EN" "nitf-3-6.dtd"><nitf uno="US:20240812:w1" change.date="March 20, 2007" version="-//IPTC//DTD NITF 3.6//EN"><head><title>US-Wildfire-3rd-Ld</title><meta name="slug" content="BC-US--Wildfire,3rd Ld-Writethru"/><tobject tobject.type="news"><tobject.property tobject.property.type="current"/><tobject.subject tobject.subject.code="DIS" tobject.subject.refnum="03000000" tobject.subject.type="disaster and accident"/></tobject>
<docdata management-status="usable"><doc-id regsrc="WP" id-string="w1-0812"/><urgency ed-urg="4"/><date.issue norm="20240812T214500Z"/><ed-msg info="UPDATES with containment figure. ADDS photos."/><du-key generation="3" part="0" version="3" key="wildfire"/><doc.copyright year="2024" holder="Western Press"/><key-list><keyword key="wildfires"/><keyword key="Juniper Ridge"/></key-list></docdata></head>
<body xml:lang="en-US"><body.head><hedline><hl1>Juniper Ridge fire doubles in size; 2,400 ordered out</hl1></hedline><note noteclass="editorsnote"><body.content><p>Eds: UPDATES with containment figure. With AP Photos.</p></body.content></note><byline>By <person>MARIA DELGADO-FRY</person> and <person>TODD McNEIL</person><byttl>Western Press</byttl></byline><distributor>Western Press</distributor><dateline><location>JUNIPER RIDGE, Ore.</location> (WP)</dateline></body.head>
<body.content><block><p>A fire that began with a lightning strike on Saturday doubled in size on Monday, and sheriffs ordered 2,400 people in three valleys to leave their homes.</p><p>It is 5% contained, the Forest Service said.</p><media media-type="image"><media-metadata name="id" value="77"/><media-reference mime-type="image/jpeg" source="a.jpg"/><media-caption>Smoke rises over Juniper Ridge on Monday. (WP Photo/Al Vance)</media-caption><media-producer>AL VANCE</media-producer></media><hl2>WIND TO SHIFT</hl2><p>Forecasters expect the wind to turn north by Wednesday.</p><ul><li>Shelter: Pine High School gym</li><li>Animals: county fairground</li></ul><table><tr><th>Day</th><th>Acres</th></tr><tr><td>Sunday</td><td>4,100</td></tr></table><p>___</p><p>Delgado-Fry reported from Portland.</p></block></body.content><body.end><tagline>Follow Maria Delgado-Fry on X at @mdfry.</tagline></body.end></body></nitf>"""

NITF_KILL = """<?xml version="1.0"?><nitf><head><title>KILL-Mayor</title><docdata management-status="canceled" management-doc-idref="w1-0700" management-idref-status="canceled"><correction info="Kill: the mayor was not charged." id-string="w1-0700" regsrc="WP"/><doc-id regsrc="WP" id-string="w1-0701"/><date.issue norm="20240712T100000Z"/></docdata></head><body><body.head><hedline><hl1>Kill: Mayor charged</hl1></hedline></body.head><body.content><p>Editors: please kill the story slugged BC-Mayor. A kill is mandatory.</p></body.content></body></nitf>"""

NITF_CORRECTION = """<?xml version="1.0"?><nitf><head><title>Bank merger</title><docdata><correction info="Corrects the price in paragraph two" id-string="w1-0800" regsrc="WP"/><doc-id regsrc="WP" id-string="w1-0802"/><date.issue norm="20240802T080000+0200"/></docdata></head><body><body.head><hedline><hl1><lang iso="en">Two savings banks to merge in January</lang></hl1></hedline><byline>Reporting by Petra Lindqvist; Editing by Olav Moe</byline><abstract><p>Deal is worth 900 million.</p></abstract></body.head><body.content><p>Savings banks in <location>Lund</location> and <org value="x">Skåne Spar</org> will merge in January, their boards said on Friday.</p><p>The price is 900&#160;million crowns, not 90 million as reported earlier.</p></body.content></body></nitf>"""

NINJS_1 = json.dumps(
    {
        "uri": "tag:tt.example,2021:88",
        "type": "text",
        "version": "2",
        "versioncreated": "2021-04-19T07:05:00Z",
        "pubstatus": "usable",
        "language": "en",
        "urgency": 3,
        "headline": "Power station cleared to restart",
        "slug": "power",
        "byline": "Elin Åkesson/TT",
        "located": "Malmö",
        "subject": [{"code": "11000000", "name": "politics", "scheme": "subject"}],
        "body_xhtml": "<div><p>The regulator has cleared the Barsta power station to restart after a nine-week inspection of its cooling pipes.</p><p class='intro'>It could be back on the grid by Thursday.</p><p>“We found nothing that worries us,” chief inspector Nils Borg said.</p></div>",
        "associations": {
            "a01": {
                "uri": "tag:tt.example,2021:p1",
                "type": "picture",
                "byline": "Ola Rask/TT",
                "description_text": "The Barsta power station in March.",
                "renditions": {
                    "r1": {
                        "href": "https://x.example/a.jpg",
                        "mimetype": "image/jpeg",
                        "width": 1024,
                    }
                },
            }
        },
    }
).encode()

NINJS_2 = json.dumps(
    {
        "uri": "http://wire.example/ninjs/2.1/77",
        "type": "text",
        "representationtype": "complete",
        "versioncreated": "2022-09-14T15:30:00+00:00",
        "language": "en",
        "standard": {"name": "ninjs", "version": "2.1"},
        "headlines": [
            {"role": "main", "value": "Tennis great Ama Owusu retires at 34"},
            {"role": "short", "value": "Owusu retires"},
        ],
        "by": "By KOJO MENSAH-BONSU, West Wire",
        "bodies": [
            {"role": "short", "contenttype": "text/plain", "value": "Owusu, 34, ends her career."},
            {
                "role": "main",
                "contenttype": "text/plain",
                "charcount": 300,
                "value": 'ACCRA (West Wire) - Ama Owusu, the first player from the region to win a grand slam, said on Wednesday that she was retiring from tennis at 34.\n\n"My knees decided before I did," she told reporters at a school in Accra.\n\nShe will play a last exhibition in December.',
            },
        ],
        "subjects": [{"name": "tennis", "uri": "http://cv.iptc.org/newscodes/mediatopic/20001085"}],
        "renditions": [{"name": "mainimage", "href": "https://x.example/b.jpg"}],
        "associations": [
            {
                "name": "photo1",
                "uri": "http://wire.example/p/5",
                "type": "picture",
                "descriptions": [{"role": "caption", "value": "Owusu at the net in 2019."}],
            }
        ],
    }
).encode()

NINJS_3 = json.dumps(
    {
        "uri": "https://wire.example/n3/5",
        "type": "text",
        "standard": {"name": "ninjs", "version": "3.0"},
        "language": "en-GB",
        "firstCreated": "2024-11-05T06:00:00Z",
        "versionCreated": "2024-11-05T06:20:00Z",
        "headlines": [
            {
                "role": "main",
                "value": "Lift at cathedral tower opens after 14 years",
                "contentType": "text/plain",
            }
        ],
        "people": [{"name": "Hugh Lacey", "rel": "mentions"}],
        "contributors": [{"name": "Bríd Ní Chonaill", "roles": ["writer"]}],
        "by": "Bríd Ní Chonaill",
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "value": "<p>Visitors can ride to the top of St Brannoc's tower from today, fourteen years after the dean first asked for a lift.</p><h2>Eleven seconds</h2><p>The ride takes eleven seconds, the builder says, against nine minutes on the stairs.</p>",
            },
            {"role": "main", "contentType": "text/plain", "value": "Visitors can ride to the top."},
        ],
    }
).encode()

NINJS_WITHHELD = json.dumps(
    {
        "uri": "tag:tt.example,2021:89",
        "type": "text",
        "pubstatus": "withheld",
        "version": "3",
        "headline": "x",
        "body_text": "Withheld until the court has decided.",
    }
).encode()

G2 = """<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:h="http://www.w3.org/1999/xhtml"><header><sent>2024-03-14T13:00:00Z</sent></header><itemSet>
<planningItem guid="urn:newsml:agence.example:20240314:plan1" version="1"><itemMeta><itemClass qcode="plinat:newscoverage"/><pubStatus qcode="stat:usable"/></itemMeta><newsCoverageSet><newsCoverage><planning><g2contentType>text</g2contentType></planning></newsCoverage></newsCoverageSet></planningItem>
<newsItem guid="urn:newsml:agence.example:20240314:txt9" version="2" standard="NewsML-G2" standardversion="2.31" conformance="power" xml:lang="en"><catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_37.xml"/><rightsInfo><copyrightNotice>(c) Agence</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:AGX"/><versionCreated>2024-03-14T12:58:30Z</versionCreated><firstCreated>2024-03-14T12:40:00Z</firstCreated><pubStatus qcode="stat:usable"/><edNote>Updates with vote count</edNote></itemMeta>
<contentMeta><urgency>3</urgency><creator role="crol:text" qcode="p:1"><name>Camille Duvivier</name></creator><creator role="crol:photog"><name>Guy Roux</name></creator><language tag="en"/><subject type="cpnat:abstract" qcode="medtop:20000621"><name xml:lang="en">government budget</name></subject><slugline separator="-">France-budget-vote</slugline><headline>Lower house passes budget by two votes</headline><by>by Camille Duvivier</by><dateline>PARIS, March 14, 2024 (AGX)</dateline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml" wordcount="60"><h:html><h:head><h:title>t</h:title></h:head><h:body><h:p>France's lower house passed the budget by two votes on Thursday after a debate that lasted until dawn.</h:p><h:p><h:strong>Eleven hours</h:strong></h:p><h:p>The finance minister, <h:em>Luc Perrin</h:em>, spoke four times in eleven hours.</h:p><h:p>cdu/gro/jk</h:p></h:body></h:html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:agence.example:20240313:txt2" version="5"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:withheld"/><edNote>Withheld: legal</edNote></itemMeta></newsItem></itemSet></newsMessage>"""

XML = "application/xml"

WIRES = (
    Document(
        "rss-content-and-summary",
        RSS_FULL.encode(),
        "text/xml",
        (
            Told(
                "Whale ‘Ragnar’ freed from nets after two days",
                ("Siri Halvorsen",),
                at="2024-07-10T08:30",
                body=("A humpback whale known", "Divers cut the last", "It was the third"),
                subheads=("Third rescue this summer",),
                labels=("Nature",),
                absent=("appeared first on",),
            ),
            Told(
                "Ferry prices to rise",
                at="2024-07-10T07:00",
                body=("A return ticket will",),
                warnings=("summary-only",),
            ),
        ),
    ),
    Document(
        "atom-xhtml-with-prefix",
        ATOM.encode(),
        "application/atom+xml",
        (
            Told(
                "Rail line to Jos reopens",
                ("Ngozi Adeyemi", "Musa Danladi"),
                at="2022-05-05T07:10",
                body=("The first passenger train", "“My father was a", "Trains leave Kafanchan at"),
                labels=("transport",),
            ),
        ),
    ),
    Document(
        "rss-1-latin-1",
        RSS_1,
        XML,
        (
            Told(
                "Café tax struck down",
                ("Rui Valadão",),
                at="2011-10-03T13:20",
                body=("The constitutional court struck",),
                labels=("Politics",),
                warnings=("summary-only",),
            ),
        ),
    ),
    Document(
        "json-feed",
        JSON_FEED,
        "application/feed+json",
        (
            Told(
                "Well runs dry at Oued Salah",
                ("Karim Benali",),
                at="2023-06-09T11:00",
                body=("The municipal well at", "Trucks will bring water"),
                labels=("water",),
            ),
        ),
    ),
    Document(
        "nitf-note-media-table-tagline",
        NITF.encode(),
        XML,
        (
            Told(
                "Juniper Ridge fire doubles in size; 2,400 ordered out",
                ("Maria Delgado-Fry", "Todd McNeil"),
                agency="Western Press",
                at="2024-08-12T21:45",
                body=(
                    "A fire that began",
                    "It is 5% contained,",
                    "Forecasters expect the wind",
                    "Shelter: Pine High",
                    "Animals: county fairground",
                    "Day Acres",
                    "Sunday 4,100",
                    "Delgado-Fry reported from",
                ),
                captions=("Smoke rises over",),
                subheads=("WIND TO SHIFT",),
                labels=("medtop:03000000",),
                absent=("Eds:", "Follow Maria", "AL VANCE"),
            ),
        ),
    ),
    Document("nitf-kill", NITF_KILL.encode(), XML, (Told(kill="w1-0700"), Told(kill="w1-0701"))),
    Document(
        "nitf-correction",
        NITF_CORRECTION.encode(),
        XML,
        (
            Told(
                "Two savings banks to merge in January",
                ("Petra Lindqvist",),
                at="2024-08-02T06:00",
                body=("Savings banks in Lund and", "The price is 900 million"),
            ),
        ),
    ),
    Document(
        "ninjs-1-xhtml",
        NINJS_1,
        "application/json",
        (
            Told(
                "Power station cleared to restart",
                ("Elin Åkesson",),
                agency="TT",
                at="2021-04-19T07:05",
                body=("The regulator has cleared", "It could be back", "“We found nothing that"),
                captions=("The Barsta power",),
                labels=("medtop:11000000",),
            ),
        ),
    ),
    Document(
        "ninjs-2-several-bodies",
        NINJS_2,
        "application/json",
        (
            Told(
                "Tennis great Ama Owusu retires at 34",
                ("Kojo Mensah-Bonsu",),
                agency="West Wire",
                at="2022-09-14T15:30",
                body=("ACCRA (West Wire) -", '"My knees decided before', "She will play a"),
                labels=("medtop:20001085",),
            ),
        ),
    ),
    Document(
        "ninjs-3-html-and-plain",
        NINJS_3,
        "application/json",
        (
            Told(
                "Lift at cathedral tower opens after 14 years",
                ("Bríd Ní Chonaill",),
                at="2024-11-05T06:00",
                body=("Visitors can ride to", "The ride takes eleven"),
                subheads=("Eleven seconds",),
            ),
        ),
    ),
    Document(
        "ninjs-withheld", NINJS_WITHHELD, "application/json", (Told(kill="tag:tt.example,2021:89"),)
    ),
    Document(
        "newsml-g2-planning-text-withheld",
        G2.encode(),
        XML,
        (
            Told(
                "Lower house passes budget by two votes",
                ("Camille Duvivier",),
                at="2024-03-14T12:40",
                body=("France's lower house passed", "The finance minister, Luc"),
                subheads=("Eleven hours",),
                labels=("medtop:20000621",),
                absent=("Updates with", "cdu/gro"),
            ),
            Told(kill="urn:newsml:agence.example:20240313:txt2"),
        ),
    ),
)
