# ruff: noqa: E501, RUF001 - templates write long lines, and news is typeset
"""Pages of six invented newsrooms, each in the markup of another kind of system. All text is ours."""

from __future__ import annotations

__all__ = ["AMP", "BLOG", "DIV_SOUP", "LIVE", "LOCAL", "TEASERS", "WINDOWS"]

DIV_SOUP = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour council votes to keep night ferry | The Brackwater Gazette</title>
<meta property="og:site_name" content="The Brackwater Gazette">
<meta property="og:title" content="Council keeps the night ferry">
<meta property="og:type" content="article">
<link rel="canonical" href="https://www.brackwatergazette.example/news/night-ferry-vote">
<script type="application/ld+json">
<!--
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Brackwater Gazette"},
 {"@type": "Organization", "@id": "#org", "name": "The Brackwater Gazette"},
 {"@type": "Person", "@id": "#p1", "name": "Ines Halloran"},
 {"@type": ["NewsArticle", "Article"], "headline": "Harbour council votes to keep night ferry",
  "datePublished": "2024-03-08T21:14:00+01:00", "dateModified": "2024-03-09T07:02:10+01:00",
  "author": [{"@id": "#p1"}, {"@type": "Person", "name": "Tomas Veldt"}],
  "publisher": {"@id": "#org"}, "articleSection": "Local", "keywords": ["ferries", "council"],}
]}
-->
</script></head>
<body class="page has-sidebar with-comments">
<div id="top-nav"><div><a href="/">Home</a></div><div><a href="/news">News</a></div><div><a href="/sport">Sport</a></div></div>
<div class="outer"><div class="inner"><div class="c-article share-enabled">
<div class="c-article__title"><h1>Harbour council votes to keep night ferry</h1></div>
<div class="c-byline">By Ines Halloran and Tomas Veldt</div>
<div class="share-bar"><a href="#f">Share on Facebook</a> <a href="#t">Tweet</a></div>
<div class="img-wrap"><img src="f.jpg"><div class="c-media__caption">The Marigold at the east quay on Thursday. <span class="credit">Photo: Pia Norling</span></div></div>
<div class="c-text"><div>Harbour councillors in Brackwater voted on Friday to keep the night ferry to Sallow Island running until at least next spring, ending a dispute that had divided the town for months.</div>
<div>The 14-to-9 vote followed four hours of debate in which islanders described late shifts at the cannery and the price of a room in town. &ldquo;Nobody should have to sleep in a car to keep a job,&rdquo; said Oda Reyes, who has worked there for eleven years.</div>
<div class="ad-slot"><div>Advertisement</div></div>
<div><b>Costs still unclear</b></div>
<div>The operator, Norling Lines, had asked for twice its present subsidy. Its director, Emil Norling, said after the vote that the company would need &ldquo;some weeks&rdquo; to decide whether it could accept the council&rsquo;s terms.</div>
<div class="inline-related"><div>Related</div><div><a href="/x1">Ferry fares rise again as fuel costs climb for a third year</a></div><div><a href="/x2">What islanders pay for a loaf of bread this winter</a></div></div>
<div>A report by the harbour office puts the yearly loss at 1.2 million crowns. It counted 31,000 passengers on the late crossing last year, a fifth fewer than before the new bridge opened at Lorn.</div>
<div>The council is to look at the figures again in October, before the winter timetable is printed.</div></div>
<div class="newsletter-box"><div>Get the day's harbour news in your inbox every morning, free of charge and without advertising.</div><form><input name="m"><div>Sign up</div></form></div>
<div class="author-box"><div>Ines Halloran has covered the harbour for the Gazette since 2015 and lives on the east quay.</div></div>
</div></div>
<div class="sidebar"><div class="t">Most read</div><div><a href="/1">Storm closes the coast road for a second night running</a></div><div><a href="/2">Cannery to hire forty for the herring season</a></div></div></div>
<div class="comments"><div class="comment">I have taken that boat for thirty years and the council never once asked any of us what we thought of it.</div>
<div class="comment">Let those who use the ferry pay for the ferry, as the rest of us pay for our own cars and fuel.</div></div>
<div class="footer">Copyright 2024 The Brackwater Gazette</div></body></html>"""

AMP = """<!doctype html><html amp lang="en-US"><head><meta charset="utf-8">
<title>Glacier lake drains overnight above Tarnhollow - Upland Wire</title>
<link rel="canonical" href="https://uplandwire.example/2023/07/19/glacier-lake/">
<script type="application/ld+json">[{"@type":"BreadcrumbList","itemListElement":[]},
{"@type":"ReportageNewsArticle","headline":"Glacier lake drains overnight above Tarnhollow",
"datePublished":"2023-07-19T11:40:00Z","author":{"@type":"Person","name":"Wanda Pruss"},
"publisher":{"@type":"NewsMediaOrganization","name":"Upland Wire"},
"mainEntityOfPage":{"@id":"https://uplandwire.example/2023/07/19/glacier-lake/"},
"articleSection":["Environment","Mountains"],"inLanguage":"en-US"}]</script>
<style amp-custom>p{margin:0}</style></head><body>
<amp-sidebar id="s"><ul><li><a href="/w">World</a></li><li><a href="/e">Environment</a></li></ul></amp-sidebar>
<header><a href="/">Upland Wire</a></header>
<main><article><h1 class="title">Glacier lake drains overnight above Tarnhollow</h1>
<p class="byline">By Wanda Pruss</p><time datetime="2023-07-19T11:40:00Z">19 July</time>
<amp-social-share type="email"></amp-social-share>
<amp-img src="a.jpg"></amp-img>
<figure><amp-img src="b.jpg"></amp-img><figcaption>Mud covers the lower meadows on Wednesday. (Upland Wire/Lars Imhof)</figcaption></figure>
<p>TARNHOLLOW &mdash; A lake that had formed on the surface of the Grau glacier drained within hours early on Wednesday, sending a brown wave through the upper valley and cutting the only road to three farms.</p>
<p>No one was hurt, the district&rsquo;s rescue service said. Sensors installed after the flood of 2019 had given the alarm at 2:10 a.m., forty minutes before the water reached the first bridge.</p>
<amp-ad width="300"><div>Ad</div></amp-ad>
<h2>A warning forty minutes ahead</h2>
<p>Rescuers woke the families by telephone and led them, with some sixty head of cattle, to a barn above the river. By noon the water had fallen by two metres.</p>
<blockquote><p>We heard it before we saw it, like a train that does not stop.</p><footer>Berta Kolm, farmer</footer></blockquote>
<p>Engineers will now cut a channel into the ice, so that the lake cannot fill to the same height again. The work should take ten days if the weather holds, the district engineer, Jonas Werle, said.</p>
<ul><li>The lake held about 300,000 cubic metres of water.</li><li>It had formed in May, two months earlier than in other years.</li><li>Two footbridges were lost.</li></ul>
<p>The road is to open again for farm traffic on Saturday.</p>
<section class="related"><h3>Read next</h3><ul><li><a href="/a">Why glaciers make lakes at all</a></li></ul></section></article></main>
<amp-consent><div>We use cookies to make this site better for you and for our partners.</div></amp-consent></body></html>"""

BLOG = """<!DOCTYPE html><html lang="en"><head><title>A library of seeds opens in Quillmouth &#8211; Quillmouth Notes</title>
<meta property="og:title" content="A library of seeds opens in Quillmouth &#8211; Quillmouth Notes">
<meta property="og:site_name" content="Quillmouth Notes">
<meta property="article:published_time" content="2022-11-02T08:15:00+00:00">
<meta property="article:section" content="Community"><meta name="author" content="Kofi Ansell">
<script type="application/ld+json">{"@type": "BlogPosting", "headline": "A library of seeds opens in Quillmouth" "datePublished": oops}</script></head>
<body class="post-template-default single single-post postid-77 single-format-standard">
<div id="page" class="site"><nav class="main-navigation"><ul id="menu"><li class="menu-item"><a href="/">Home</a></li><li class="menu-item"><a href="/about">About</a></li></ul></nav>
<main id="main"><article id="post-77" class="post-77 post type-post hentry category-community tag-seeds">
<header class="entry-header"><h1 class="entry-title">A library of seeds opens in Quillmouth</h1><div class="entry-meta"><span class="posted-on">Posted on <a href="#"><time class="entry-date published" datetime="2022-11-02T08:15:00+00:00">November 2, 2022</time></a></span> <span class="byline">by <a href="/author/kofi">Kofi Ansell</a></span></div></header>
<div class="entry-content">
<p>Beans that a grandmother carried across a border in a matchbox, barley that nobody has sown since the war, and a pumpkin without a name are among the first loans of a library that opened on Tuesday in the old post office of Quillmouth.</p>
<div id="attachment_12" class="wp-caption aligncenter"><img src="x.jpg"><p class="wp-caption-text">Drawers of beans in the old sorting room.</p></div>
<p>Members take out a packet in spring and bring back two in autumn. &#8220;It is the only library I know that wants its books eaten,&#8221; said Marguerite Oyelaran, who looks after the drawers.</p>
<h3>How to join</h3>
<p>A card costs nothing. The library asks only that borrowers write down what they did: when they sowed, how much it rained, which snails came.</p>
<figure class="wp-block-pullquote"><blockquote><p>It is the only library I know that wants its books eaten</p></blockquote></figure>
<p>Two schools have asked for beds of their own, and the town has promised a patch of ground behind the fire station, where the first barley will go in at the end of March.</p>
<p><a href="/seed-list">Read the full list of seeds</a></p>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Twitter</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline">Related</h3></div>
</div><footer class="entry-footer"><span class="tags-links">Tagged <a href="/tag/seeds">seeds</a></span></footer></article>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on &ldquo;A library of seeds&rdquo;</h2><ol class="comment-list"><li class="comment"><p>My aunt has kept the same tomatoes since 1961 and would love to bring some over to the library next week.</p></li></ol></div></main>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>Recent Posts</h2><ul><li><a href="/b">The ferry that came too early</a></li></ul></section></aside></div></body></html>"""

LIVE = """<!DOCTYPE html><html lang="en"><head><title>Election night in Marrowdale: live updates - Dale Post</title>
<meta property="og:site_name" content="Dale Post">
<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Election night in Marrowdale: live updates",
"coverageStartTime":"2025-05-04T18:00:00+02:00","datePublished":"2025-05-04T17:30:00+02:00","dateModified":"2025-05-04T23:55:00+02:00",
"author":{"@type":"Organization","name":"Dale Post"},
"liveBlogUpdate":[{"@type":"BlogPosting","headline":"Turnout at 61 percent","datePublished":"2025-05-04T19:10:00+02:00","articleBody":"x"}]}</script></head><body>
<header class="site-header"><nav><a href="/">Dale Post</a></nav></header>
<main><article class="liveblog"><h1>Election night in Marrowdale: live updates</h1>
<div class="liveblog-posts">
<div class="post"><time datetime="2025-05-04T23:40:00+02:00">23:40</time><h2>Varga concedes</h2><p>Mayor Lena Varga has conceded defeat in a short speech at the town hall, thanking the volunteers who had counted through a power cut earlier in the evening.</p><p>Her challenger, the schoolteacher Piet Amadi, leads by 1,204 votes with two districts left to count, the election office says.</p></div>
<div class="post"><time datetime="2025-05-04T21:05:00+02:00">21:05</time><h2>Lights out in the north</h2><p>A power cut has stopped the count in the three northern districts. Officials are carrying on by torchlight, according to our reporter at the sports hall.</p></div>
<div class="post"><time datetime="2025-05-04T19:10:00+02:00">19:10</time><h2>Turnout at 61 percent</h2><p>Turnout stands at 61 percent an hour after the polls closed, nine points higher than four years ago and the highest since the first free vote.</p></div>
</div></article></main><footer>Dale Post 2025</footer></body></html>"""

LOCAL = """<html><head><title>Bakery fire in Elm Street ruled accident | Wexcombe Courier</title>
<meta name="keywords" content="fire, bakery, Elm Street"></head><body>
<table width="100%"><tr><td class="leftnav"><a href="/">Front page</a><br><a href="/sport">Sport</a><br><a href="/farm">Farming</a></td>
<td><h1>Bakery fire in Elm Street ruled accident</h1>
<p class="author">By PETRA LINDQVIST</p>
<p class="date">Monday, 14 October 2019</p>
<p class="caption">Firefighters at the bakery on Sunday morning. Picture: Jon Aske</p>
<p>The fire that gutted a bakery in Elm Street at the weekend was an accident, investigators said on Monday, and began in the motor of an oven that was switched off.</p>
<p>Two bakers who were asleep above the shop climbed onto a neighbour's roof and were brought down by ladder. Neither was badly hurt.</p>
<p><strong>Sold out by Tuesday</strong></p>
<p>A fund set up by customers had reached 9,400 by noon. The owner, Grete Salomon, 58, said she would bake in the kitchen of the parish hall until the shop could be rebuilt.</p>
<p class="caption">Grete Salomon outside what is left of her shop.</p>
<p>The fire service reminded households to pull the plug on old appliances, which it said had caused one in six fires in the county last year.</p>
<p><a href="/archive/1">Earlier: Elm Street to be closed for a week</a></p>
</td></tr></table></body></html>"""

WINDOWS = (
    '<html lang="fr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    "<title>Le marché couvert rouvre – L’Écho du Val</title></head><body>"
    "<h1>Le marché couvert rouvre après un an de travaux</h1>"
    "<p>Le marché couvert de Saint-Aubrin a rouvert samedi, après un an de travaux et trois reports, "
    "devant une foule que la mairie évalue à deux mille personnes.</p>"
    "<p>«&nbsp;On n’y croyait plus&nbsp;», confie Élodie Marchetti, fromagère, qui vendait depuis "
    "l’été dernier sur le parking de la gare, sous une tente prêtée par les pompiers.</p>"
    "<p>La toiture a coûté 4,3 millions d’euros, soit près du double de la somme prévue. La commune "
    "espère encore une aide de la région, qui doit se prononcer en décembre.</p></body></html>"
).encode("cp1252")

TEASERS = """<html><head><title>Front page - Dale Post</title></head><body><nav><a href="/">Home</a></nav>
<div class="grid"><div><h2><a href="/1">Mayor concedes</a></h2></div><div><h2><a href="/2">Lights out</a></h2></div>
<div><h2><a href="/3">Turnout rises</a></h2></div></div></body></html>"""
