"""One fictional document of every wire format, and the record it makes."""

from __future__ import annotations

import json

from copydesk.draft import Draft, Record
from copydesk.intake import read

LEDE = (
    "The harbour authority of Bergen said on Tuesday that the old ferry pier would be closed for "
    "repairs until the end of the year."
)
SECOND = "“Commuters should use the north landing,” said its head, Maren Holt."
THIRD = "The works will cost 4.2 million crowns — more than twice what was planned."

NINJS_1 = json.dumps(
    {
        "uri": "http://wire.example.com/items/pier-1",
        "type": "text",
        "version": "3",
        "versioncreated": "2026-11-03T10:37:00Z",
        "firstcreated": "2026-11-03T09:00:00Z",
        "embargoed": "2026-11-03T12:00:00+01:00",
        "pubstatus": "usable",
        "language": "en",
        "byline": "Ana Obeng and John Roe",
        "located": "Bergen, Norway",
        "headline": "Ferry pier closes for repairs",
        "subject": [
            {"name": "transport", "rel": "about", "scheme": "medtop:", "code": "20000337"},
            {"name": "Harbours", "rel": "about"},
            {"name": "Skiing", "rel": "mentions"},
        ],
        "infosource": [{"name": "Norland News Agency"}],
        "body_text": f"{LEDE} {SECOND}",
        "body_xhtml": f"<p>{LEDE}</p><h2>North landing</h2><p>{SECOND}</p>",
        "associations": {
            "main": {
                "uri": "http://wire.example.com/items/pier-1-photo",
                "type": "picture",
                "description_text": "The ferry pier at Bergen, Nov. 2, 2026.",
            }
        },
    },
    ensure_ascii=False,
)

NINJS_3 = json.dumps(
    {
        "uri": "urn:newsml:wire.example.com:20261103:pier-2",
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "text",
        "version": "2",
        "versionCreated": "2026-11-03T10:37:00+01:00",
        "contentCreated": "2026-11-03T09:00:00+01:00",
        "embargoedUntil": "2026-11-03T12:00:00+01:00",
        "pubStatus": "usable",
        "language": "en-GB",
        "by": "By Ana Obeng",
        "copyrightHolder": "Norland News Agency",
        "headlines": [
            {"role": "short", "value": "Pier closes"},
            {"role": "main", "value": "Ferry pier closes for repairs"},
        ],
        "subjects": [
            {
                "name": "transport",
                "uri": "http://cv.iptc.org/newscodes/mediatopic/20000337",
                "rel": "about",
            }
        ],
        "bodies": [
            {"role": "text", "contentType": "text/plain", "value": LEDE},
            {
                "role": "xhtml",
                "contentType": "text/html",
                "value": f"<html><body><h1>Ferry pier closes for repairs</h1><p>{LEDE}</p>"
                f"<blockquote><p>{SECOND}</p></blockquote><ul><li>north landing, from 6 a.m.</li>"
                "<li>south quay, from 8 a.m.</li></ul>"
                "<figure><img src='a.jpg'/><div>Photographer</div><figcaption>The pier on Monday."
                "</figcaption></figure></body></html>",
            },
        ],
    },
    ensure_ascii=False,
)

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.example.com/nitf-3-4.dtd">
<nitf xml:lang="en">
 <head>
  <title>Pier closes</title>
  <tobject tobject.type="news">
   <tobject.subject tobject.subject.refnum="20000337" tobject.subject.matter="transport"/>
  </tobject>
  <docdata>
   <doc-id regsrc="NNA" id-string="nna-pier-3"/>
   <du-key key="pier-3" version="2"/>
   <date.issue norm="20261103T090000+0100"/>
   <date.release norm="20261103T120000+0100"/>
   <key-list><keyword key="ferries"/></key-list>
  </docdata>
  <pubdata position.section="Local"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Ferry pier closes for repairs</hl1><hl2>Commuters sent north</hl2></hedline>
   <byline>By Ana Obeng, <byttl>Harbour correspondent</byttl></byline>
   <distributor>Norland News Agency</distributor>
   <dateline><location><city>BERGEN</city>, Norway</location>,
    <story.date norm="20261103">Nov. 3</story.date></dateline>
  </body.head>
  <body.content>
   <block><p lede="true">{LEDE}</p></block>
   <media media-type="image"><media-reference source="pier.jpg"/>
    <media-caption>The pier on Monday.</media-caption>
    <media-producer>J. Roe</media-producer></media>
   <hl2>North landing</hl2>
   <p>{SECOND.replace("“", "&ldquo;").replace("”", "&rdquo;")}</p>
   <p>{THIRD.replace("—", "&mdash;")}</p>
   <table><tr><td>North</td><td>12</td></tr></table>
  </body.content>
  <body.end><tagline>Norland News Agency</tagline></body.end>
 </body>
</nitf>
"""

G2_TEXT = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2"
 guid="urn:newsml:wire.example.com:20261103:pier-4" version="7" xml:lang="en">
 <itemMeta>
  <itemClass qcode="ninat:text"/>
  <provider qcode="nprov:NNA"><name>Norland News Agency</name></provider>
  <versionCreated>2026-11-03T10:37:00+01:00</versionCreated>
  <firstCreated>2026-11-03T09:00:00+01:00</firstCreated>
  <embargoed>2026-11-03T12:00:00+01:00</embargoed>
  <pubStatus qcode="stat:usable"/>
 </itemMeta>
 <contentMeta>
  <located qcode="city:bergen"><name>Bergen</name><broader><name>Norway</name></broader></located>
  <by>By Ana Obeng</by>
  <dateline>BERGEN, Norway, Nov. 3 (NNA)</dateline>
  <language tag="en-GB"/>
  <subject type="cpnat:abstract" qcode="medtop:20000337"><name>transport</name></subject>
  <subject type="cpnat:person" qcode="pers:7"><name>Maren Holt</name></subject>
  <headline>Ferry pier closes for repairs</headline>
 </contentMeta>
 <contentSet>
  <inlineXML contenttype="application/xhtml+xml">
   <html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
    <body><p>{LEDE}</p><p><b>North landing</b></p><p>{SECOND}</p></body></html>
  </inlineXML>
 </contentSet>
</newsItem>"""

G2_PICTURE = """<newsItem guid="urn:newsml:wire.example.com:20261103:photo">
 <itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
 <contentSet><remoteContent href="http://wire.example.com/pier.jpg"/></contentSet>
</newsItem>"""

G2_CANCELED = """<newsItem guid="urn:newsml:wire.example.com:20261102:old" version="2">
 <itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:canceled"/></itemMeta>
</newsItem>"""

G2_MESSAGE = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
 <header><sent>2026-11-03T09:40:00Z</sent></header>
 <itemSet><packageItem guid="p"/>{G2_TEXT}{G2_PICTURE}{G2_CANCELED}</itemSet>
</newsMessage>"""

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
 <title>Harbour Post</title><atom:link rel="self" href="https://post.example.com/feed"/>
 <link>https://post.example.com/</link><language>en-gb</language>
 <item>
  <title>Ferry pier &amp; landing: what&#8217;s closed</title>
  <link>https://post.example.com/local/pier</link>
  <guid isPermaLink="false">4711</guid>
  <pubDate>Tue, 03 Nov 2026 09:00:00 +0100</pubDate>
  <dc:creator>Ana Obeng</dc:creator><dc:creator>John Roe</dc:creator>
  <category>Local</category><category>Transport</category>
  <media:title>A photo</media:title>
  <description>A summary.</description>
  <content:encoded><![CDATA[<p>{LEDE}</p><p>{SECOND}</p><script>x()</script>]]></content:encoded>
 </item>
 <item>
  <title>Second story</title>
  <link>https://post.example.com/local/second</link>
  <author>desk@post.example.com (Maren Holt)</author>
  <pubDate>soon</pubDate>
  <description>&lt;p&gt;{LEDE}&lt;/p&gt;</description>
 </item>
 <item><title>Nothing but a headline</title></item>
 <item><title>Neither id nor link</title><description>{LEDE}</description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
 xml:lang="en">
 <id>https://post.example.com/</id><title>Harbour Post</title>
 <link rel="self" href="https://post.example.com/atom"/><link href="https://post.example.com/"/>
 <entry>
  <id>tag:post.example.com,2026:1</id><title type="html">Pier &lt;b&gt;closes&lt;/b&gt;</title>
  <link href="https://post.example.com/pier"/>
  <published>2026-11-03T09:00:00+01:00</published><updated>2026-11-03T10:00:00+01:00</updated>
  <author><name>Ana Obeng</name></author><category term="local" label="Local"/>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LEDE}</p>
   <h3>North landing</h3><p>{SECOND}</p></div></content>
 </entry>
 <entry>
  <id>tag:post.example.com,2026:2</id><title>Second</title>
  <updated>2026-11-03T11:00:00Z</updated><summary>{LEDE}</summary>
 </entry>
 <at:deleted-entry ref="tag:post.example.com,2026:0" when="2026-11-03T12:00:00Z"/>
</feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "home_page_url": "https://post.example.com/",
        "language": "en-GB",
        "items": [
            {
                "id": 4711,
                "url": "https://post.example.com/pier",
                "title": "Ferry pier closes for repairs",
                "content_html": f"<p>{LEDE}</p><h3>North landing</h3><p>{SECOND}</p>",
                "date_published": "2026-11-03T09:00:00+01:00",
                "date_modified": "2026-11-03T10:00:00+01:00",
                "authors": [{"name": "Ana Obeng"}, {"name": "John Roe"}, "x"],
                "tags": ["Local", 7],
            },
            {"id": "https://post.example.com/2", "summary": LEDE, "author": {"name": "Maren Holt"}},
            {"id": "https://post.example.com/3", "title": "Nothing but a headline"},
            "no item",
        ],
    },
    ensure_ascii=False,
)

WIRES = {
    "ninjs-1": NINJS_1,
    "ninjs-3": NINJS_3,
    "nitf": NITF,
    "newsml-g2-message": G2_MESSAGE,
    "rss": RSS,
    "atom": ATOM,
    "json-feed": JSON_FEED,
}


def record(
    document: str | bytes, content_type: str | None = None, key: bytes | None = None
) -> Record:
    """Return the record of a document, as a producer would send it."""
    value = document.encode() if isinstance(document, str) else document
    headers = () if content_type is None else (("content-type", content_type.encode()),)
    return Record(value=value, key=key, headers=headers)


def drafts(document: str | bytes, content_type: str | None = None) -> tuple[Draft, ...]:
    """Return the drafts in a document, without its withdrawals and refusals."""
    return tuple(
        one for one in read(record(document, content_type)).articles if isinstance(one, Draft)
    )
