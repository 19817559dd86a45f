# ruff: noqa: E501, RUF001 - templates write long lines, and news is typeset
"""Web pages in the manner of the systems that make them; newsrooms, people and text are invented."""

from __future__ import annotations

from tests.quality.intake.forms.told import Document, Told

__all__ = ["WEB"]

HTML = "text/html; charset=utf-8"

WORDPRESS = """<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>County approves $4.1 million for Birch Creek levee &#8211; The Tolland Record</title>
<meta property="og:title" content="County approves $4.1 million for Birch Creek levee &#8211; The Tolland Record"><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-03-06T02:14:09+00:00"><meta property="article:section" content="Local Government"><meta property="og:site_name" content="The Tolland Record">
<link rel="canonical" href="https://tollandrecord.example/2024/03/05/birch-creek-levee/"></head>
<body class="post-template-default single single-post postid-8812"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">The Tolland Record</a></p><nav class="main-navigation"><ul><li><a href="/news">News</a></li><li><a href="/sports">Sports</a></li></ul></nav></header>
<main id="primary"><article id="post-8812" class="post-8812 post type-post category-local"><header class="entry-header"><h1 class="entry-title">County approves $4.1 million for Birch Creek levee</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="2024-03-05T20:14:09-06:00">March 5, 2024</time></span><span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/wmcallister">Wren McAllister</a></span></span></div></header>
<div class="entry-content"><figure class="wp-block-image size-large"><img src="l.jpg" alt=""><figcaption class="wp-element-caption">Birch Creek rose over County Road 12 in June. (Record file photo)</figcaption></figure>
<p>TOLLAND &#8212; County supervisors voted 4-1 on Tuesday to spend $4.1 million on a new levee along Birch Creek, which has flooded the south side of town three times in six years.</p>
<p>Supervisor Hal Odom, who voted against the plan, said that the county should have waited for federal money.</p>
<h2 class="wp-block-heading">Work to begin in August</h2>
<p>Engineer Priya Raman told the board that crews could begin in August if the state signs off on permits by May.</p>
<blockquote class="wp-block-quote"><p>&#8220;We are tired of sandbags,&#8221; said Lou Benning, who lives on Fourth Street.</p></blockquote>
<ul class="wp-block-list"><li>Phase one: Fourth Street to the rail bridge, $2.3 million</li><li>Phase two: rail bridge to the lagoon, $1.8 million</li></ul>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Click to share on Facebook (Opens in new window)</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3><p>Sandbag volunteers wanted for Saturday morning at the county shop.</p></div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">Local Government</a></span></footer></article>
<nav class="navigation post-navigation"><div class="nav-previous"><a href="/p">Previous: Wrestlers head to state</a></div></nav>
<div id="comments" class="comments-area"><h2>2 thoughts on &#8220;County approves $4.1 million for Birch Creek levee&#8221;</h2><ol class="comment-list"><li class="comment"><p>About time that somebody did something about that creek.</p></li></ol></div></main>
<footer class="site-footer">Proudly powered by WordPress</footer></body></html>"""

AMP = """<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>Tram drivers accept pay offer after nine-day strike</title><script async src="https://cdn.ampproject.example/v0.js"></script>
<script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","mainEntityOfPage":"https://m.cityline.example/amp/tram","headline":"Tram drivers accept pay offer after nine-day strike","datePublished":"2025-01-17T16:05:00+01:00","dateModified":"2025-01-17T18:40:00+01:00","author":{"@type":"Person","name":"Jonas Ekblad"},"articleSection":["Transport","City"],"publisher":{"@type":"Organization","name":"Cityline"}}</script></head>
<body><amp-sidebar id="sb" layout="nodisplay"><ul><li><a href="/">Start</a></li><li><a href="/city">City</a></li></ul></amp-sidebar><article>
<h1>Tram drivers accept pay offer after nine-day strike</h1><div class="meta"><span>Jonas Ekblad</span> <time datetime="2025-01-17T16:05:00+01:00">17 January 2025, 16:05</time></div>
<amp-img src="t.jpg" width=800 height=450 layout="responsive"></amp-img><div class="amp-caption caption">Trams stood idle at the Norra depot on Thursday. Photo: Cityline/Lea Sand</div>
<p>Tram drivers in Halmvik have accepted an offer of 4.8 percent, ending a strike that kept the city's yellow trams in their depots for nine days.</p>
<amp-ad width=300 height=250 type="doubleclick"><div placeholder>Advertisement</div></amp-ad>
<p>The union said 61 percent of its members had voted for the deal in a ballot that closed at noon.</p>
<amp-twitter data-tweetid="1"><blockquote placeholder>The trams roll again on Saturday at 05:00!</blockquote></amp-twitter>
<p>Services will resume at five o'clock on Saturday morning, the operator said in a statement.</p>
<amp-list src="x.json"><div>More from City</div></amp-list></article>
<amp-user-notification layout="nodisplay" id="c">We use cookies to make this site work for you. <button>OK</button></amp-user-notification></body></html>"""

ARC = """<!DOCTYPE html><html lang="en"><head><title>Port strike averted hours before deadline - Bayport Tribune</title><meta name="description" content="Dockworkers and shippers reached a deal late Sunday.">
<script type="application/javascript">window.Fusion=window.Fusion||{};Fusion.globalContent={"_id":"ABC","headlines":{"basic":"Port strike averted hours before deadline"}};</script>
<script type="application/ld+json">[{"@context":"https://schema.org","@type":"NewsArticle","headline":"Port strike averted hours before deadline","datePublished":"2024-10-01T03:11:27.553Z","dateModified":"2024-10-01T12:01:00Z","author":[{"@type":"Person","name":"Dana Ruiz"},{"@type":"Person","name":"Marcus Obi"}],"articleSection":"Business"},{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Business"}]}]</script></head>
<body><div id="fusion-app"><header class="c-header"><a href="/">Bayport Tribune</a></header><main class="b-article-main"><div class="b-overline"><a class="c-overline" href="/business">Business</a></div>
<h1 class="b-headline c-heading">Port strike averted hours before deadline</h1><h2 class="b-subheadline c-heading">Two sides agree to keep talking about automation</h2>
<figure class="c-media-item c-media-item__fig-caption"><img src="p.jpg" alt=""><figcaption class="c-media-item__caption"><span class="c-media-item__title">Idle cranes</span><span class="c-media-item__caption-text">Cranes stand idle at the Bayport container terminal. </span><span class="c-media-item__credit">(Tess Yamada/Bayport Tribune)</span></figcaption></figure>
<div class="b-byline c-byline">By <a href="/staff/dana">Dana Ruiz</a> and <a href="/staff/marcus">Marcus Obi</a></div><time class="c-date b-date" datetime="2024-10-01T03:11:27.553Z">September 30, 2024 at 11:11 pm EDT</time>
<article class="b-article-body"><p class="c-paragraph">BAYPORT, Md. (AP) — Dockworkers and the companies that employ them reached a tentative deal late Sunday, hours before a strike that would have closed eleven ports.</p>
<div class="c-ad arcad-wrapper"><div class="arcad">ADVERTISEMENT</div></div>
<p class="c-paragraph">The agreement raises pay by 41% over six years, according to two people who were briefed on the talks.</p>
<p class="c-paragraph"><b>Automation still open</b></p><p class="c-paragraph">The sides put off the harder question of automated cranes until January, the people said.</p>
<div class="b-interstitial-link"><p class="c-paragraph">[ <a href="/x">Read more: What a port strike would have cost Maryland</a> ]</p></div>
<hr><p class="c-paragraph"><i>Associated Press writer Kim Soto in Washington contributed to this report.</i></p></article>
<div class="b-author-bio"><a href="/staff/dana">Dana Ruiz</a><p>Dana Ruiz covers the port and has worked for the Tribune since 2016.</p></div></main></div></body></html>"""

DRUPAL = """<!DOCTYPE html><html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 10 (https://www.drupal.org)" /><title>Ministry suspends two fishing licences | Coral Islands Broadcasting</title>
<meta property="article:published_time" content="2023-08-22T09:30:00+1100"/><link rel="canonical" href="https://cib.example/news/licences"/></head><body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas>
<div class="region region-breadcrumb"><nav role="navigation" aria-labelledby="system-breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ol></nav></div>
<main role="main"><div id="block-content"><article data-history-node-id="5511" class="node node--type-article node--view-mode-full"><h1 class="page-title"><span class="field field--name-title">Ministry suspends two fishing licences</span></h1>
<div class="node__submitted">Submitted by <span><a href="/user/12">Tavita Leota</a></span> on <span>Tue, 22/08/2023 - 09:30</span></div>
<div class="field field--name-field-image"><img src="b.jpg"/><blockquote class="image-field-caption"><p>A longliner in the outer harbour.</p></blockquote></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary"><p>The Ministry of Fisheries has suspended the licences of two longliners after inspectors found shark fins in their holds.</p><p>&nbsp;</p>
<p>Permanent Secretary Sione Vake told reporters on Tuesday that both vessels had been ordered to stay in port.</p><p><strong>Second case this year</strong></p>
<p>In March a vessel flying the same flag paid a fine of $120,000 and left the islands' waters.</p></div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div><div><a href="/t">fisheries</a></div><div><a href="/t2">sharks</a></div></div>
<ul class="links inline"><li class="comment-forbidden"><a href="/user/login">Log in</a> to post comments</li></ul></article></div></main></div></body></html>"""

LIVE_BLOG = """<!DOCTYPE html><html lang="en-GB"><head><title>Storm Nerys live: thousands without power as winds reach 96mph - The Westmarch Mail</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"https://mail.example/live/nerys#p","name":"Storm Nerys"},{"@type":"LiveBlogPosting","@id":"https://mail.example/live/nerys","headline":"Storm Nerys live: thousands without power as winds reach 96mph","datePublished":"2025-02-11T05:45:00Z","dateModified":"2025-02-11T14:02:11Z","coverageStartTime":"2025-02-11T05:45:00Z","author":{"@id":"#w1"},"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Bridge closed in both directions","datePublished":"2025-02-11T13:50:00Z","articleBody":"The Severn crossing is closed."},{"@type":"BlogPosting","headline":"Schools shut","datePublished":"2025-02-11T06:30:00Z","articleBody":"Schools are shut."}]},{"@type":"Person","@id":"#w1","name":"Gwen Pritchard"}]}</script></head>
<body><main><article class="liveblog"><header><h1>Storm Nerys live: thousands without power as winds reach 96mph</h1><p class="standfirst">Red warning in force until six o'clock as trains and ferries stop across the west.</p><div class="byline">Gwen Pritchard</div><time datetime="2025-02-11T14:02:11Z">Updated 14:02</time></header>
<div class="liveblog-posts"><div class="liveblog-post" id="p2"><time datetime="2025-02-11T13:50:00Z">13:50</time><h2>Bridge closed in both directions</h2><p>The Westmarch suspension bridge has been closed in both directions after a lorry overturned near the eastern tower.</p><div class="share">Share this post</div></div>
<div class="liveblog-post" id="p1"><time datetime="2025-02-11T06:30:00Z">06:30</time><h2>All schools shut in three counties</h2><p>Every school in Westmarch, Arden and the Vale is shut today, the three councils said in a joint statement.</p></div></div></article></main></body></html>"""

GALLERY = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>In pictures: lantern festival returns to Quay Street</title><meta property="og:title" content="In pictures: lantern festival returns to Quay Street"><meta property="article:published_time" content="2024-02-24T21:00:00+08:00"></head>
<body><article><h1>In pictures: lantern festival returns to Quay Street</h1><p class="byline">Photographs by Mei Tan</p><p class="intro">After four years without it, the lantern festival drew more than 40,000 people to Quay Street on Saturday night.</p>
<div class="gallery"><figure class="slide"><img src="1.jpg"><figcaption>1/3 Children carry paper fish past the old customs house.</figcaption></figure><figure class="slide"><img src="2.jpg"><figcaption>2/3 A dragon of bamboo and silk waits for its dancers.</figcaption></figure><figure class="slide"><img src="3.jpg"><figcaption>3/3 Vendors sold sesame balls until midnight.</figcaption></figure></div>
<p>Organisers said the event would return next year with a second night, if the city council agrees to close the street again.</p></article></body></html>"""

PAYWALL = """<!DOCTYPE html><html lang="en"><head><title>How a cobalt trader lost a ship | Meridian Financial</title><meta name="robots" content="noarchive"><meta property="og:title" content="How a cobalt trader lost a ship"><meta name="article:published_time" content="2024-06-19T04:00:00Z">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"How a cobalt trader lost a ship","isAccessibleForFree":"False","datePublished":"2024-06-19T04:00:00Z","hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".n-content-body"},"author":[{"@type":"Person","name":"Leila Haddad-Reyes in Rotterdam"}]}</script></head>
<body><article><h1>How a cobalt trader lost a ship</h1><div class="n-author">Leila Haddad-Reyes in Rotterdam</div><div class="n-content-body"><p>For eleven weeks the Maria Celeste II sailed in circles off the coast of Angola, and nobody in the trading room in Rotterdam could say who owned what was in her holds.</p></div>
<div class="barrier"><h2>Subscribe to unlock this article</h2><p>Try unlimited access for only €1 for 4 weeks, then €69 per month. Cancel anytime during your trial.</p><ul><li>Complete digital access to quality analysis</li><li>Expert insights every weekday</li></ul><a class="btn">Explore our full range of subscriptions</a></div></article></body></html>"""

TABLE_PAGE = """<HTML><HEAD><TITLE>The Brahmaputra Courier</TITLE></HEAD><BODY><table width=100%><tr><td><a href=/>Home</a> | <a href=/ne>North East</a> | <a href=/biz>Business</a></td></tr>
<tr><td><b>Tea garden workers to get higher wage from May</b><br><i>Guwahati | Published April 12, 2023 09:15 IST | By Ritu Baruah</i><br><br>
Workers in the tea gardens of the Barak valley will be paid 228 rupees a day from May, the labour department said on Tuesday.<br><br>
The rise of 18 rupees was agreed after four rounds of talks between unions and planters.<br><br>
"It is less than we asked for, but more than we were offered," union secretary Dipen Gogoi said.<br><br></td></tr></table></BODY></HTML>"""

WIN_1252 = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Café owner wins appeal over terrace</title></head><body><h1>Café owner wins appeal over terrace</h1><p class="byline">By Zoë Déchamps</p><p class="date">14 May 2019</p>
<p>The owner of the Café Zénith may keep her terrace, the administrative court ruled on Tuesday, ending what her lawyer called “a war of chairs”.</p><p>The city had claimed €2,400 in fees – three times what neighbouring cafés pay.</p><p>“I only want to serve coffee,” said Hélène Brûlé, 61.</p></body></html>""".encode(
    "cp1252"
)

MOJIBAKE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Council backs caf\u00c3\u00a9 curfew</title><meta property="article:published_time" content="2020-11-02T10:00:00Z"></head><body><article><h1>Council backs caf\u00c3\u00a9 curfew</h1><p>The council\u00e2\u20ac\u2122s licensing panel has backed a curfew for every caf\u00c3\u00a9 on Mill Road, which will have to close at ten o\u00e2\u20ac\u2122clock.</p><p>\u00e2\u20ac\u0153It is a sad day for the street,\u00e2\u20ac\u009d said the owner of one of them.</p></article></body></html>"""

DIV_BYLINE = """<!DOCTYPE html><html><head><title>Mayor vetoes stadium bond</title></head><body><div id=wrap><div class=hd>Daily Register</div><h1>Mayor vetoes stadium bond</h1><h3>Council could override as soon as Monday</h3>
<div class=who>Sam O'Rourke | Staff Writer<br>sorourke@dailyregister.example<br>July 9, 2022</div><div class=txt><p>Mayor Inez Calderon on Friday vetoed a $310 million bond for a new baseball stadium, saying that the city had more urgent needs.</p>
<p>The council passed the bond 9-4 last week. It takes nine votes to override a veto.</p><p>Contact the writer: sorourke@dailyregister.example or 555-0142</p></div></div></body></html>"""

BROADCASTER = """<!doctype html><html lang="en-GB"><head><title>Kenya's flower farms count cost of flights halt - NBC Worldwide</title><meta property="og:title" content="Kenya's flower farms count cost of flights halt"></head><body><main id="main-content"><article>
<div data-component="headline-block"><h1>Kenya's flower farms count cost of flights halt</h1></div><div data-component="byline-block"><div><time datetime="2021-03-02T07:12:44.000Z">2 March 2021</time></div><div><span>Achieng Wafula</span></div><div><span>NBC News, Nairobi</span></div></div>
<div data-component="image-block"><figure><img src="f.jpg"><div><span>Getty Images</span></div><figcaption>Roses are sorted at a farm near Naivasha</figcaption></figure></div>
<div data-component="text-block"><p>Flower growers around Lake Naivasha say they are throwing away up to 300,000 stems a day since cargo flights to Europe were halted.</p><p>"We cut them, we pack them, and then we compost them," says Peter Kamau, who manages a farm of 40 hectares.</p></div>
<div data-component="subheadline-block"><h2>'Nobody is buying'</h2></div><div data-component="text-block"><p>At the auction in Aalsmeer prices have fallen to a third of what they were in January.</p></div>
<div data-component="links-block"><p>More on this story</p><ul><li><a href="/1">Why Valentine's roses travel so far</a></li></ul></div></article></main></body></html>"""


WEB = (
    Document(
        "wordpress",
        WORDPRESS.encode(),
        HTML,
        (
            Told(
                "County approves $4.1 million for Birch Creek levee",
                ("Wren McAllister",),
                at="2024-03-06T02:14",
                body=(
                    "TOLLAND — County supervisors",
                    "Supervisor Hal Odom",
                    "Engineer Priya Raman",
                    "“We are tired of",
                    "Phase one: Fourth",
                    "Phase two: rail",
                ),
                captions=("Birch Creek rose",),
                subheads=("Work to begin in August",),
                labels=("Local Government",),
                absent=(
                    "Share this",
                    "Sandbag volunteers",
                    "About time that",
                    "Skip to content",
                    "Posted in",
                    "Wrestlers",
                ),
            ),
        ),
    ),
    Document(
        "amp",
        AMP.encode(),
        HTML,
        (
            Told(
                "Tram drivers accept pay offer after nine-day strike",
                ("Jonas Ekblad",),
                at="2025-01-17T15:05",
                body=("Tram drivers in Halmvik", "The union said 61", "Services will resume"),
                captions=("Trams stood idle",),
                labels=("Transport", "City"),
                absent=("Advertisement", "More from City", "cookies", "Start"),
            ),
        ),
    ),
    Document(
        "arc",
        ARC.encode(),
        HTML,
        (
            Told(
                "Port strike averted hours before deadline",
                ("Dana Ruiz", "Marcus Obi"),
                at="2024-10-01T03:11",
                body=("BAYPORT, Md. (AP) —", "The agreement raises pay", "The sides put off"),
                captions=("Idle cranes", "Cranes stand idle"),
                subheads=(
                    "Two sides agree to keep talking about automation",
                    "Automation still open",
                ),
                labels=("Business",),
                absent=(
                    "ADVERTISEMENT",
                    "What a port strike",
                    "contributed to this report",
                    "covers the port",
                ),
            ),
        ),
    ),
    Document(
        "drupal",
        DRUPAL.encode(),
        HTML,
        (
            Told(
                "Ministry suspends two fishing licences",
                ("Tavita Leota",),
                at="2023-08-21T22:30",
                body=(
                    "The Ministry of Fisheries",
                    "Permanent Secretary Sione",
                    "In March a vessel",
                ),
                captions=("A longliner in",),
                subheads=("Second case this year",),
                absent=("Log in", "sharks", "Submitted"),
            ),
        ),
    ),
    Document(
        "live-blog",
        LIVE_BLOG.encode(),
        HTML,
        (
            Told(
                "Storm Nerys live: thousands without power as winds reach 96mph",
                ("Gwen Pritchard",),
                at="2025-02-11T05:45",
                body=("The Westmarch suspension bridge", "Every school in Westmarch"),
                subheads=("Bridge closed in both directions", "All schools shut in three counties"),
                absent=("Share this post",),
            ),
        ),
    ),
    Document(
        "gallery",
        GALLERY.encode(),
        HTML,
        (
            Told(
                "In pictures: lantern festival returns to Quay Street",
                at="2024-02-24T13:00",
                body=("After four years without", "Organisers said the event"),
                captions=("Children carry paper fish", "A dragon of bamboo", "Vendors sold sesame"),
                absent=("1/3",),
            ),
        ),
    ),
    Document(
        "paywall",
        PAYWALL.encode(),
        HTML,
        (
            Told(
                "How a cobalt trader lost a ship",
                ("Leila Haddad-Reyes",),
                at="2024-06-19T04:00",
                body=("For eleven weeks the",),
                absent=(
                    "unlimited access",
                    "Subscribe to unlock",
                    "Explore our",
                    "Expert insights",
                ),
            ),
        ),
    ),
    Document(
        "table-page-with-one-line-head",
        TABLE_PAGE.encode(),
        HTML,
        (
            Told(
                "Tea garden workers to get higher wage from May",
                ("Ritu Baruah",),
                at="2023-04-12",
                body=("Workers in the tea gardens", "The rise of 18 rupees", '"It is less than'),
                absent=("Published", "North East"),
            ),
        ),
    ),
    Document(
        "windows-1252-declared-utf-8",
        WIN_1252,
        HTML,
        (
            Told(
                "Café owner wins appeal over terrace",
                ("Zoë Déchamps",),
                at="2019-05-14",
                body=(
                    "The owner of the Café Zénith",
                    "The city had claimed €2,400",
                    "“I only want to serve coffee,”",
                ),
                absent=("\ufffd",),
            ),
        ),
    ),
    Document(
        "mojibake-inside",
        MOJIBAKE.encode(),
        HTML,
        (
            Told(
                "Council backs café curfew",
                at="2020-11-02T10:00",
                body=("The council’s licensing panel", "“It is a sad day"),
                absent=("Ã", "â€"),
                warnings=("mojibake-repaired",),
            ),
        ),
    ),
    Document(
        "name-bar-job-and-address",
        DIV_BYLINE.encode(),
        HTML,
        (
            Told(
                "Mayor vetoes stadium bond",
                ("Sam O'Rourke",),
                at="2022-07-09",
                body=("Mayor Inez Calderon on", "The council passed the"),
                subheads=("Council could override as soon as Monday",),
                absent=("sorourke", "Daily Register"),
            ),
        ),
    ),
    Document(
        "broadcaster-blocks",
        BROADCASTER.encode(),
        HTML,
        (
            Told(
                "Kenya's flower farms count cost of flights halt",
                ("Achieng Wafula",),
                at="2021-03-02T07:12",
                agency="NBC News",
                body=("Flower growers around Lake", '"We cut them, we', "At the auction in"),
                captions=("Roses are sorted",),
                subheads=("'Nobody is buying'",),
                absent=("More on this story", "Valentine", "Getty"),
            ),
        ),
    ),
)
