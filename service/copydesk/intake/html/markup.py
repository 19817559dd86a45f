"""What the names that pages give their elements mean: caption, quote, or furniture.

Newsrooms' templates share their vocabulary, whatever the system that made them; these tables hold
it. A name only raises suspicion of furniture: `story` acquits an element that holds the story.
Must not: look at text or at the tree.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final

__all__ = ["BREAKS", "DROPPED", "IMAGES", "INLINE", "Trait", "trait_of"]


class Trait(Enum):
    """What an element's tag or names say it is."""

    NONE = "none"
    CAPTION = "caption"
    FIGURE = "figure"
    PICTURE = "picture"
    QUOTE = "quote"
    LIST = "list"
    FURNITURE = "furniture"
    HIDDEN = "hidden"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


INLINE: Final = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q ruby rb "
    "s samp small span strike strong sub sup time tt u var wbr"
)
"""Elements that stand within a line; any other begins a block of its own."""

BREAKS: Final = frozenset({"br"})

IMAGES: Final = frozenset({"img", "amp-img", "picture"})

DROPPED: Final = _words(
    "title script style noscript template svg math iframe object embed applet select option "
    "datalist button input textarea audio video canvas map head dialog progress rt rp amp-ad "
    "amp-social-share amp-sidebar amp-consent amp-user-notification amp-embed amp-sticky-ad "
    "amp-twitter amp-facebook amp-instagram amp-tiktok amp-youtube amp-reddit amp-pinterest "
    "amp-list amp-next-page amp-iframe amp-analytics amp-lightbox amp-story-player"
)
"""Elements whose text no reader of the story sees."""

_BY_TAG: Final = {
    "figcaption": Trait.CAPTION,
    "figure": Trait.FIGURE,
    "blockquote": Trait.QUOTE,
    "ul": Trait.LIST,
    "ol": Trait.LIST,
    "dl": Trait.LIST,
    "nav": Trait.FURNITURE,
    "aside": Trait.FURNITURE,
    "footer": Trait.FURNITURE,
    "form": Trait.FURNITURE,
    "menu": Trait.FURNITURE,
}
_FURNITURE_ROLES: Final = _words(
    "navigation complementary banner contentinfo search dialog alert alertdialog menu menubar "
    "toolbar tablist form"
)

_CAPTION: Final = re.compile(
    r"\b(?:fig)?caption(?:s|ed|text|box)?\b|\bcutlines?\b|\b(?:img|image|photo|picture|media|foto"
    r"|bild|photographer)-?(?:credits?|sources?|desc|description|legends?|copyright|byline)\b"
    r"|\b(?:credits?|copyright-holder|off-screen-credit|legende|leyenda|epigrafe|didascalia"
    r"|bildunterschrift|bildtext|pie-(?:de-)?(?:foto|imagen|photo))\b"
)
_QUOTE: Final = re.compile(r"\b(?:pull-?quotes?|block-?quotes?|quote|quotes|zitat|citation)\b")
_PICTURE: Final = re.compile(
    r"\b(?:images?|img|photos?|photograph|pictures?|pics?|foto|fotos|bild|bilder|media|illustration)\b"
)
_HIDDEN: Final = re.compile(
    r"\b(?:sr-only|visually-?hidden|visuallyhidden|screen-?reader(?:-text|-only)?|off-?screen"
    r"|a11y-(?:hidden|text)|hidden-?text|is-hidden|u-hidden|hide-(?:text|visually)|accessibility)\b"
)
_FURNITURE: Final = re.compile(
    r"\b(?:related\w*|recirc\w*|recommend\w*|read-?(?:more|next|also)|more-(?:stories|news|on|from"
    r"|coverage|links|headlines)|see-also|also-(?:read|see|in)|(?:most|more)-?(?:read|popular|viewed"
    r"|shared|commented|recent)|popular\w*|trending|teasers?|promos?|promo-\w+|newsletters?"
    r"|sign-?up|subscri\w+|paywall\w*|share\w*|sharing|social\w*|addthis\w*|comments?|commentlist"
    r"|respond|replies|disqus\w*|livefyre\w*|coral\w*|talkback"
    r"|(?:author|writer|contributor)s?-?(?:bio|box|info|card|about|profile|details|description)"
    r"|about-(?:the-)?authors?|bio|biography|breadcrumbs?|tags|tag-?(?:list|links|cloud)|topics"
    r"|topic-?(?:list|links)|keywords|adverts?|advert\w+|ads?|ad-?(?:slot|unit|container|wrapper|box)"
    r"|dfp|sponsor\w*|outbrain\w*|taboola\w*|zergnet|teads|cookies?|consent|gdpr|modals?|popups?"
    r"|pop-up|overlay|lightbox|toolbar|tools|nav|navbar|navigation|menus?|side-?bar|rail|widgets?"
    r"|footer|masthead|pagination|pager|post-navigation|prev-?next|skip-?(?:link|to|nav)\w*|log-?in"
    r"|sign-?in|donat\w+|donation|(?:article|entry|post)-?(?:meta|tags|footer|tools|actions)|byline"
    r"|bylines|timestamp|pubdate|follow\w*|follow-us|app-(?:download|promo)|print-only|no-?screen"
    r"|player|playlist|timeline-?nav|jump-?links?|toc|table-of-contents|disclaimer|copyright"
    r"|corrections-?link|feedback|survey|poll|quiz|games?|weather|stock-?ticker|ticker|banner"
    r"|interstitial|up-?next|next-?(?:article|story|post)|story-?(?:list|links|promo)|link-?list"
    r"|external-?links|partner\w*|syndicat\w+|marketing|cta|call-to-action|kicker|eyebrow|liveblog-nav"
    r"|a2a\w*|jp-relatedposts|sharedaddy|marginalia|supplemental|rightcol\w*|right-?(?:rail|column"
    r"|side)|secondary|bottom-?(?:links|bar)|lire|zur-person|autor(?:en)?-?(?:box|info)"
    r"|mehr-zum-thema|notas-relacionadas|relacionad\w+)\b"
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_NAME: Final = re.compile(r"[^a-z0-9]+")
_INVISIBLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMES_CHARS_MAX: Final = 400


def trait_of(tag: str, names: str, role: str, style: str) -> Trait:
    """Return what an element is by its tag, its names (class and id), its role and style."""
    if style and _INVISIBLE.search(style[:_NAMES_CHARS_MAX]):
        return Trait.FURNITURE
    if role in _FURNITURE_ROLES:
        return Trait.FURNITURE
    by_name = _named(names[:_NAMES_CHARS_MAX]) if names else Trait.NONE
    by_tag = _BY_TAG.get(tag, Trait.NONE)
    if by_name is Trait.NONE or by_tag is Trait.CAPTION:
        return by_tag
    if by_tag is Trait.FURNITURE and by_name is not Trait.QUOTE:
        return by_tag
    if by_tag is Trait.FIGURE and by_name in {Trait.FURNITURE, Trait.PICTURE}:
        return by_tag
    return by_name


@lru_cache(maxsize=4096)
def _named(names: str) -> Trait:
    """Return what class and id say, each name's words joined by hyphens."""
    words = " ".join(
        _NOT_NAME.sub("-", _CAMEL.sub("-", name).lower()).strip("-") for name in names.split()
    )
    if _HIDDEN.search(words):
        return Trait.HIDDEN
    if _CAPTION.search(words):
        return Trait.CAPTION
    if _QUOTE.search(words):
        return Trait.QUOTE
    if _FURNITURE.search(words):
        return Trait.FURNITURE
    if _PICTURE.search(words):
        return Trait.PICTURE
    return Trait.NONE
