# ruff: noqa: E501, RUF001 - templates write long lines, and news is typeset
"""Ten pages of invented newsrooms, written after the rules and before any rule saw them.

Each in the markup of another kind of system. All text is ours. What an editor would copy out of
each is listed below it; committed before the pages were first read by the desk. Three expectations
were changed since: the signature of a quotation is part of it, a film's caption goes with its
player, and a picture's credit in an element of its own, without a label, still counts as a caption.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HELD_OUT", "HeldOut"]


@dataclass(frozen=True)
class HeldOut:
    """A page and what a reader calls its headline, day, writers, paragraphs and captions.

    body: the first words of each paragraph, quote and list item, in order; absent: words of what
    is not the story's.
    """

    name: str
    page: str
    headline: str
    day: str | None
    writers: tuple[str, ...]
    body: tuple[str, ...]
    captions: tuple[str, ...] = ()
    subheads: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    agency: str | None = None


SCHOOL = """<html><head><title>School bus route 9 to end in June | KVRL Channel 9 Marlow Valley</title>
<meta property="og:title" content="KVRL Channel 9 - Local news, weather and traffic for Marlow Valley">
<meta property="og:image" content="x.jpg"><meta name="description" content="The Marlow Valley school board voted to end bus route 9.">
<meta property="article:published_time" content="2023-05-11T18:22:00-06:00"></head><body>
<div id="weather-strip">72° Sunny <a href="/w">Full forecast</a></div>
<div class="videoPlayerWrap"><div class="vjs-player" data-id="88">Video Player is loading. This is a modal window.</div><p class="videoCaption">Parents wait at the corner of Elm and Third on Wednesday. (KVRL)</p></div>
<h1 class="headline">School bus route 9 to end in June</h1>
<div class="byline-holder"><span>By: <a href="/team/lena-ford">Lena Ford</a></span> <span class="posted">Posted 6:22 PM, May 11, 2023</span></div>
<div class="social-icons"><a>Facebook</a><a>Email</a></div>
<div class="RichTextBody"><p>MARLOW, Colo. — The Marlow Valley school board voted 5-2 on Thursday to end bus route 9, which carries about forty children from the farms east of the river to two schools in town.</p>
<p>Superintendent Dale Pruitt told the board that the district had been unable to hire a driver for the route since January, and that office staff had been taking turns at the wheel.</p>
<div class="inlineVideo"><p>WATCH: Board members explain their votes on Thursday night</p></div>
<p>&ldquo;We looked at every option we had,&rdquo; Pruitt said. &ldquo;None of them gets a bus to the east side by eight in the morning.&rdquo;</p>
<p>Parents will be paid mileage for driving their children, starting in August, at a rate that the board is to set next month.</p>
<p><em>Copyright 2023 Marlow Broadcasting Inc. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.</em></p></div>
<div class="mostRecent"><h3>Recent Stories from kvrl.example</h3><ul><li><a href="1">Two hurt in crash on Highway 6</a></li><li><a href="2">Peach growers fear a late frost</a></li></ul></div>
<div id="appPromo"><p>Download the KVRL app on your phone for alerts about weather and breaking news.</p></div></body></html>"""

OLD_TABLE = """<HTML><HEAD><TITLE>The Ostrava Bay Courier : Council to sell the old fish market</TITLE></HEAD>
<BODY BGCOLOR="#FFFFFF"><TABLE WIDTH=760 CELLPADDING=0><TR><TD COLSPAN=3><IMG SRC=logo.gif ALT="Courier"></TD></TR>
<TR><TD WIDTH=140 VALIGN=TOP><FONT SIZE=1><A HREF=/>Home</A><BR><A HREF=/n>News</A><BR><A HREF=/s>Sports</A><BR><A HREF=/o>Obituaries</A><BR><A HREF=/c>Classifieds</A></FONT></TD>
<TD WIDTH=460 VALIGN=TOP><FONT SIZE=5><B>Council to sell the old fish market</B></FONT><BR>
<FONT SIZE=2>By MIRIAM STOLL<BR>Courier Staff Writer<BR>Wednesday, October 3, 2001</FONT><BR><BR>
<TABLE ALIGN=RIGHT WIDTH=200><TR><TD><IMG SRC=market.jpg></TD></TR><TR><TD><FONT SIZE=1>The fish market has stood empty since the cannery closed. (Courier photo by Al Dunne)</FONT></TD></TR></TABLE>
<FONT SIZE=3>The city council agreed Tuesday night to put the old fish market up for sale, ending six years of argument over whether the brick hall should become a museum.<BR><BR>
The vote was 4 to 3. Mayor Ruth Engels, who cast the deciding ballot, said the city could no longer pay to heat a building that nobody used.<BR><BR>
&quot;I learned to gut a herring in that hall,&quot; Engels said. &quot;But I will not raise taxes to keep pigeons warm.&quot;<BR><BR>
Bids are due by the end of November. The hall was built in 1911 and was added to the county register of historic places in 1984, so its front may not be altered.<BR><BR>
Friends of the Market, a group of residents, said it would try to raise enough money for a bid of its own.</FONT><BR><BR>
<FONT SIZE=1>&copy; 2001 Ostrava Bay Courier</FONT></TD><TD WIDTH=160 VALIGN=TOP><FONT SIZE=1><B>Also today</B><BR><A HREF=a>Ferry strike enters its third day</A><BR><A HREF=b>Girls soccer team wins in overtime</A></FONT></TD></TR></TABLE></BODY></HTML>"""

TEASER = """<!DOCTYPE html><html lang="en"><head><title>Inside the fall of Hallam Steel</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"https://ledger.example/2022/hallam","name":"Inside the fall of Hallam Steel"},
{"@type":"NewsArticle","isPartOf":{"@id":"https://ledger.example/2022/hallam"},"headline":"Inside the fall of Hallam Steel","datePublished":"2022-09-02T05:00:00Z","dateModified":"2022-09-02T09:10:00Z","isAccessibleForFree":false,
"author":[{"@type":"Person","name":"Odile Marchetti"},{"@type":"Organization","name":"Ledger Data Desk"}],"publisher":{"@type":"Organization","name":"The Northern Ledger"}}]}</script></head>
<body><header><nav><a href="/">The Northern Ledger</a><a href="/biz">Business</a></nav></header><main>
<article><header><p class="kick">Business</p><h1>Inside the fall of Hallam Steel</h1><p class="dek">A mill that armed two navies ran out of money on an ordinary Tuesday.</p></header>
<section class="body"><p>The last slab left the furnace at Hallam at 4:10 in the afternoon, and the men who had rolled it stood for a while with their hands in their pockets, waiting for a whistle that nobody had thought to blow.</p>
<p>By then the company had known for nine days that it could not pay its gas bill. Interviews with eleven managers show that three rescues were tried, and that each failed within an hour of being agreed.</p>
<div class="paywall-gate"><h2>Keep reading for £1</h2><p>You have read your three free articles this month. Subscribe to The Northern Ledger and read everything, cancel at any time.</p><button>Subscribe</button></div></section></article>
<section class="reco"><h2>You may also like</h2><article><h3><a href="/2">Gas prices: who pays and who does not</a></h3><p>The winter bill explained in six charts that your supplier would rather you did not see.</p></article>
<article><h3><a href="/3">The town that bought its own pub</a></h3><p>Two hundred shareholders, one dartboard and a row about crisps that went to court.</p></article></section></main></body></html>"""

TWO_STORIES = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Lighthouse keeper's log found in attic - Skerry Times</title>
<meta property="og:type" content="article"><meta property="og:title" content="Lighthouse keeper's log found in attic"><meta property="article:published_time" content="2021-02-14T08:00:00Z"></head><body>
<div class="site"><main id="content"><article id="post-4411" class="post type-post"><h1 class="entry-title">Lighthouse keeper’s log found in attic</h1>
<div class="entry-meta">14 February 2021 by <a rel="author" href="/a/gil">Gil Carrow</a></div>
<div class="entry-content"><figure class="wp-block-image"><img src="log.jpg"><figcaption>The log covers the years 1898 to 1904. Photo: Gil Carrow</figcaption></figure>
<p>A log kept by the last but one keeper of the Skerry light has been found in an attic in Portlow, wrapped in a sail and hardly touched by damp.</p>
<p>The 212 pages, in the small upright hand of Hamish Orr, record weather, wrecks and visitors, and on most Sundays the price of a sheep.</p>
<blockquote class="wp-block-quote"><p>Wind from the north all night. No vessel seen. The boy has a cough.</p><cite>Entry of 3 January 1899</cite></blockquote>
<h2>Bound for the museum</h2><p>Orr’s great-granddaughter, Isla Fenn, has lent the log to the island museum, which will show it from Easter beside the lamp that he tended.</p></div></article>
<article id="post-4402" class="post type-post"><h2 class="entry-title"><a href="/p/4402">Ferry fares frozen for another year</a></h2><div class="entry-meta">13 February 2021 by <a rel="author" href="/a/jo">Jo Birse</a></div>
<div class="entry-content"><p>Fares on the Portlow ferry will stay as they are until next spring, the council’s transport committee decided on Friday after a short debate.</p>
<p>The operator had asked for an increase of four per cent to cover the cost of fuel. Councillors said islanders had suffered enough this winter.</p></div></article></main>
<section id="comments"><h2>2 thoughts on “Lighthouse keeper’s log found in attic”</h2><ol><li><p>My grandfather spoke of Orr often, and never once mentioned that he could write as well as this.</p></li><li><p>Will the museum put photographs of every page online for those of us who cannot travel?</p></li></ol></section></div></body></html>"""

LIVE = """<!DOCTYPE html><html lang="en"><head><title>Storm Greta live: trains stopped across the north</title>
<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Storm Greta live: trains stopped across the north","datePublished":"2024-01-21T06:30:00+00:00","author":{"@type":"Person","name":"Bea Tolliver"},"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Bridge closed","datePublished":"2024-01-21T09:12:00+00:00","articleBody":"The bridge is closed."}]}</script></head><body>
<main><h1>Storm Greta live: trains stopped across the north</h1><div class="lb-author">Bea Tolliver</div><ul class="key-points"><li>All trains north of Carrick stopped until noon</li><li>About 18,000 homes without power</li></ul>
<div class="lb-updates"><section class="lb-post"><time datetime="2024-01-21T09:12:00+00:00">09:12</time><h2>Severn Arm bridge closed</h2><p>The Severn Arm bridge has been closed to all traffic after a lorry was blown on to its side, police say. No one is reported to be badly hurt.</p><div class="share"><a>Share</a></div></section>
<section class="lb-post"><time datetime="2024-01-21T08:40:00+00:00">08:40</time><h2>Schools shut in three counties</h2><p>More than four hundred schools will stay closed today, according to lists that the three county councils published this morning.</p><div class="share"><a>Share</a></div></section>
<section class="lb-post"><time datetime="2024-01-21T07:05:00+00:00">07:05</time><h2>Good morning</h2><p>Storm Greta came ashore shortly after four o’clock with gusts of up to ninety miles an hour. We will bring you the latest throughout the day.</p></section></div></main>
<aside><h2>Most viewed</h2><ol><li><a href="1">How to insure a chicken</a></li></ol></aside></body></html>"""

GALLERY = """<html lang="en"><head><title>In pictures: the salt harvest at Guérolles | Delta Weekly</title><meta name="author" content="Noor Valk"><meta name="date" content="2019-08-30"></head><body>
<nav class="top"><a>Delta Weekly</a></nav><h1>In pictures: the salt harvest at Guérolles</h1><p class="standfirst">For two weeks in August the pans are white, and everybody rakes.</p>
<div class="article-body"><p>The salt of Guérolles has been raked by hand since at least 1312, and for most of that time by the same twenty families, who draw lots for the pans every spring.</p>
<div class="gallery"><div class="slide"><img src="1.jpg"><div class="slide-caption">1/3 Claire Oudin rakes the first pan of the day. <span class="credit">Noor Valk/Delta Weekly</span></div></div>
<div class="slide"><img src="2.jpg"><div class="slide-caption">2/3 Salt dries under the shed roof for a year before it is sold. <span class="credit">Noor Valk/Delta Weekly</span></div></div></div>
<p>This year the harvest came early, after a June without rain. The families filled their sheds by the middle of the month and began to stack the rest in the open, under tarpaulins.</p>
<p>A kilo brings them four euros at the roadside. In the capital, Oudin said, the same kilo is sold in a linen bag for thirty.</p></div>
<div class="tags-row"><a>Salt</a> <a>Harvest</a></div></body></html>"""

AMP_PAGE = """<!doctype html><html amp4ads lang="en"><head><meta charset="utf-8"><title>Doctors strike ends after night of talks</title><link rel="canonical" href="https://news.capewire.example/2020/11/05/doctors-strike-ends">
<script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","headline":"Doctors strike ends after night of talks","datePublished":"2020-11-05T07:48:00+0200","author":{"@type":"Organization","name":"Agence France-Presse"},"publisher":{"@type":"Organization","name":"Cape Wire"}}</script></head><body>
<amp-story-auto-ads></amp-story-auto-ads><div class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">Doctors strike ends after night of talks</h1><div class="amp-wp-meta amp-wp-byline">AFP</div></header>
<figure class="amp-wp-article-featured-image"><amp-img src="a.jpg"></amp-img><figcaption class="wp-caption-text">Doctors outside the general hospital in Port Verity. Image: AFP/Sam Okoro</figcaption></figure>
<div class="amp-wp-article-content"><p>Doctors at state hospitals went back to work on Thursday after their union and the health ministry signed an agreement shortly before dawn, ending a strike of nineteen days.</p>
<p>Under the deal, night duty will be paid at one and a half times the day rate and four hundred posts will be filled by March.</p><amp-ad type="x"></amp-ad>
<p>&#8220;Nobody has won,&#8221; said the union&#8217;s president, Grace Mbeki-Holt. &#8220;But patients will be seen today, and that is what we are for.&#8221;</p>
<p>ALSO READ: <a href="/x">What the strike cost the country’s clinics</a></p>
<p>The ministry said that about 12,000 operations had been put off and that it would take until summer to catch up.</p></div><footer class="amp-wp-article-footer"><div class="amp-wp-meta">Tags: <a>health</a></div></footer></div></body></html>"""

REACT = """<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>Rain ends the longest match in county history</title><meta property="og:site_name" content="The Shire Post"/><meta property="og:title" content="Rain ends the longest match in county history"/><meta property="article:modified_time" content="2018-07-09T20:01:00.000Z"/><meta property="article:published_time" content="2018-07-09T17:45:12.000Z"/></head><body><div id="__next"><div class="css-1a2b3c"><div class="css-99x"><a class="css-l">Sign in</a><a class="css-l">Subscribe</a></div><div class="css-77q"><h1 class="css-h1x">Rain ends the longest match in county history</h1><div class="css-by1"><div class="css-0">Tamsin Reeve</div><div class="css-1">Cricket correspondent</div></div><div class="css-dt">Mon 9 Jul 2018 18.45 BST</div><div class="css-img"><picture><img src="p.jpg"/></picture><div class="css-cap">The covers come on at Wexcombe for the ninth time. <span>Photograph: Ian Lowe/The Shire Post</span></div></div><div class="css-body"><div class="css-p">It took nine days, four hundred and eleven overs and three umpires, and in the end it was the rain that settled it: Wexcombe and Upper Dane drew the longest match that the county has seen.</div><div class="css-p">Upper Dane needed two runs, with one wicket left, when the first drops fell at ten past three. The captains shook hands an hour later, under the only umbrella that anyone had brought.</div><div class="css-nl"><div>Get the best of county sport every Monday</div><div>Enter your email</div></div><div class="css-p">“I have bowled at that man since Friday week,” said the Wexcombe spinner, Abel Grist. “I hope never to see him again.”</div><div class="css-h2"><strong>A record from 1939</strong></div><div class="css-p">The old record, of seven days, was set by the same two villages in the last summer before the war, when a hay wagon stopped play.</div></div><div class="css-more"><div>More on this story</div><a href="1"><div>Village cricket in numbers</div><div>Everything you did not want to know about overs, in nine tables.</div></a></div></div></div></div></body></html>"""

BR_BLOG = """<html><head><title>Harbour Notes: The tram that never came</title></head><body><div id="wrap"><div id="head"><a href="/">Harbour Notes</a></div><div id="main">
<div class="post"><h2 class="date-header">Sunday, 4 March 2012</h2><h3 class="post-title"><a href="http://harbournotes.example/2012/03/the-tram.html">The tram that never came</a></h3>
<div class="post-body"><a href="t.jpg"><img src="t.jpg"></a><br /><br />On Friday the city gave up its plan for a tram along the quays, forty years and eleven studies after it was first promised to the people of the east side.<br /><br />The money that was left, about nine million crowns, will go into buses instead. The transport office says that they will be electric and that they will come every six minutes.<br /><br />I have lived at the end of that line since before it was a line. My street still has the two brass studs that a surveyor hammered into the kerb in 1974, and children jump from one to the other.<br /><br />Nobody at the office could tell me what becomes of the depot at Fenwharf, which was built in 1988 and has never held a tram.<div class="post-footer">Posted by <span class="fn">Peder Quist</span> at <a href="x">21:14</a> <a href="c">3 comments:</a></div></div></div>
<div id="comments"><h4>3 comments:</h4><p>The studs are in my street too and my son has a scar from one of them.</p><p>Buses every six minutes, I will believe that when I am dead.</p></div>
<div id="sidebar"><h2>Blog Archive</h2><ul><li><a href="a">February 2012 (6)</a></li><li><a href="b">January 2012 (9)</a></li></ul><h2>About Me</h2><p>I write about the harbour because nobody stops me.</p></div></div></div></body></html>"""

DRUPAL = """<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 8"/><title>Study finds river otters back in nine counties | Inland Public Radio</title><meta property="og:title" content="Study finds river otters back in nine counties"/><meta property="og:type" content="article"/></head>
<body class="node-type-story"><div class="region-nav"><ul class="menu"><li><a href="/">Home</a></li><li><a href="/listen">Listen Live</a></li><li><a href="/give">Donate</a></li></ul></div>
<div class="node node--type-story"><h1><span class="field field--name-title">Study finds river otters back in nine counties</span></h1>
<div class="field--name-field-audio"><div class="audio-label">Listen • 3:12</div></div><div class="submitted">Inland Public Radio | By <a href="/p/hollis">Hollis Brandt</a><br>Published April 22, 2022 at 5:30 AM PDT</div>
<div class="field--name-field-image"><img src="o.jpg"><div class="image-credit">Department of Wildlife</div><div class="image-caption">A river otter eats a crayfish near Tolland in 2021.</div></div>
<div class="field--name-body"><p>River otters, trapped out of the inland valleys a century ago, have come back to nine counties, according to a study published this week by biologists at Tolland College.</p><p>The team set two hundred cameras along streams and counted tracks in the mud for three winters. They found otters, or signs of them, at sixty-one places.</p>
<p>“They came up the ditches,” said Marguerite Ash, who led the study. “Nobody invited them and nobody stopped them.”</p><ul><li>Most otters were seen between midnight and four in the morning.</li><li>None was seen in the two counties with the most traffic.</li></ul>
<p>Farmers who lose fish to otters can ask the state to pay for fences, but only eleven have done so.</p><p><em>This story is part of a series on animals that returned. You can find the other parts at inland.example/returned.</em></p></div>
<div class="field--name-author-bio"><img src="h.jpg"><a href="/p/hollis">Hollis Brandt</a> <div>Hollis covers rivers and farms for Inland Public Radio.</div><a href="/p/hollis">See stories by Hollis Brandt</a></div></div>
<div class="block-newsletter"><h2>Stay Connected</h2><p>Sign up for the morning letter from Inland Public Radio and start the day with the news of the valleys.</p></div></body></html>"""

HELD_OUT = (
    HeldOut("local-station-wrong-og-title", SCHOOL, "School bus route 9 to end in June", "2023-05-11", ("Lena Ford",),
        ("MARLOW, Colo. — The", "Superintendent Dale Pruitt told", "“We looked at every", "Parents will be paid"),
        (), (), ("WATCH", "Copyright", "Peach growers", "KVRL app", "modal window")),
    HeldOut("old-table-and-breaks", OLD_TABLE, "Council to sell the old fish market", "2001-10-03", ("Miriam Stoll",),
        ("The city council agreed", "The vote was 4", '"I learned to gut', "Bids are due by", "Friends of the Market,"),
        ("The fish market has stood",), (), ("Obituaries", "Ferry strike", "2001 Ostrava"), "Courier"),
    HeldOut("paywall-teaser-graph-only", TEASER, "Inside the fall of Hallam Steel", "2022-09-02", ("Odile Marchetti",),
        ("The last slab left", "By then the company"), (), (), ("Subscribe", "free articles", "dartboard", "six charts"), "Ledger Data Desk"),
    HeldOut("page-with-two-stories", TWO_STORIES, "Lighthouse keeper’s log found in attic", "2021-02-14", ("Gil Carrow",),
        ("A log kept by", "The 212 pages, in", "Wind from the north", "Entry of 3 January", "Orr’s great-granddaughter, Isla"), ("The log covers the years",),
        ("Bound for the museum",), ("My grandfather", "photographs of every page", "Fares on the Portlow")),
    HeldOut("live-blog", LIVE, "Storm Greta live: trains stopped across the north", "2024-01-21", ("Bea Tolliver",),
        ("All trains north of", "About 18,000 homes", "The Severn Arm bridge", "More than four hundred", "Storm Greta came ashore"), (),
        ("Severn Arm bridge closed", "Schools shut in three counties", "Good morning"), ("chicken", "Share")),
    HeldOut("gallery-with-text", GALLERY, "In pictures: the salt harvest at Guérolles", "2019-08-30", ("Noor Valk",),
        ("The salt of Guérolles", "This year the harvest", "A kilo brings them"), ("Claire Oudin rakes", "Salt dries under"), (), ("Harvest Salt",)),
    HeldOut("amp-of-an-agency", AMP_PAGE, "Doctors strike ends after night of talks", "2020-11-05", (),
        ("Doctors at state hospitals", "Under the deal, night", "“Nobody has won,” said", "The ministry said that"),
        ("Doctors outside the general",), (), ("ALSO READ", "cost the country", "Tags"), "Agence France-Presse"),
    HeldOut("react-without-paragraphs", REACT, "Rain ends the longest match in county history", "2018-07-09", ("Tamsin Reeve",),
        ("It took nine days,", "Upper Dane needed two", "“I have bowled at", "The old record, of"), ("The covers come on",),
        ("A record from 1939",), ("your email", "in numbers", "nine tables", "Sign in")),
    HeldOut("blog-with-breaks-and-comments", BR_BLOG, "The tram that never came", "2012-03-04", ("Peder Quist",),
        ("On Friday the city", "The money that was", "I have lived at", "Nobody at the office"), (), (),
        ("believe that", "scar from one", "Blog Archive", "nobody stops me", "3 comments")),
    HeldOut("public-radio", DRUPAL, "Study finds river otters back in nine counties", "2022-04-22", ("Hollis Brandt",),
        ("River otters, trapped out", "The team set two", "“They came up the", "Most otters were seen", "None was seen in", "Farmers who lose fish"),
        ("Department of Wildlife", "A river otter eats"), (), ("Stay Connected", "morning letter", "Hollis covers", "Listen Live")),
)  # fmt: skip
