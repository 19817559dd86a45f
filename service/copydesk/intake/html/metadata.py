"""What a page says about its article: in JSON-LD, OpenGraph, meta tags, microdata and its heading.

Must not: read the body, or believe a machine-readable headline over the one that is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from copydesk.draft import Source
from copydesk.intake.html import jsonld
from copydesk.intake.html.dates import Moment, day_in, day_in_url, moment
from copydesk.intake.html.statements import (
    BY,
    VALUE_CHARS_MAX,
    Statements,
    listed,
    statements_of,
    values,
)
from copydesk.intake.html.titles import HEADING_SHARE, headline_of, likeness, words_of
from copydesk.intake.items import UNKNOWN_SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element

__all__ = ["Facts", "facts_of"]

_KEYWORDS_MAX: Final = 40
_AUTHORS_MAX: Final = 12

_PUBLISHED: Final = listed(
    "article:published_time article:published datepublished og:published_time publishdate "
    "publish-date publish_date parsely-pub-date sailthru.date dc.date.issued dcterms.created "
    "dcterms.issued dc.date date.created article.published article:publicationdate "
    "og:article:published_time published published-date publication_date pubdate ptime "
    "pub_date originalpublicationdate rnews:datepublished cxenseparse:recs:publishtime date "
    "dcsext.articlefirstpublished"
)
_MODIFIED: Final = listed(
    "article:modified_time datemodified og:updated_time article:modified lastmod "
    "last-modified dcterms.modified dc.date.modified utime article.updated "
    "og:article:modified_time modified"
)
_SECTION: Final = listed(
    "article:section og:article:section articlesection parsely-section section "
    "sailthru.section dc.subject.section cxenseparse:recs:category tmgads.section"
)
_KEYWORDS: Final = listed("news_keywords article:tag keywords parsely-tags sailthru.tags")
_AUTHOR: Final = listed(
    "author byl parsely-author sailthru.author dc.creator dcterms.creator article:author "
    "og:article:author article:author_name dcsext.author cxenseparse:author"
)
_LANGUAGE: Final = listed("inlanguage dc.language content-language language og:locale")

_WORD: Final = re.compile(r"\w+")
_URL_LIKE: Final = re.compile(r"https?:|www\.|[\w.]+@[\w.]+|^@\w+$|^/|\.(?:com|org|net)\b")
_LANGUAGE_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the article but its body.

    authors: names as stated, without the organisation credited (`agency`); credits: printed lines
    that may be the byline, unjudged.
    """

    headline: str | None
    authors: tuple[str, ...]
    agency: str | None
    credits: tuple[str, ...]
    published: Moment | None
    updated: Moment | None
    sections: tuple[str, ...]
    keywords: tuple[str, ...]
    language: str | None
    url: str | None
    source: Source
    dateline: str | None
    located: str | None
    body: str
    described: bool


def facts_of(tree: _Element) -> Facts:
    """Return what the page at `tree` says about its article. Raises nothing."""
    found = statements_of(tree)
    graph = jsonld.nodes(found.scripts)
    article = _own_article(jsonld.articles(graph), found)
    url = _url(article, found)
    site = _site_name(article, graph, found)
    authors, agency = _credited(article, graph, found, site)
    return Facts(
        headline=headline_of(article, found, site, _host(url or "")),
        authors=authors,
        agency=agency,
        credits=_printed_credits(found),
        published=_published(article, found, url),
        updated=_first_moment(
            (*jsonld.texts_of(article.get("dateModified")), *values(found, _MODIFIED))
        ),
        sections=_sections(article, found),
        keywords=_keywords(article, found),
        language=_language(article, found),
        url=url,
        source=_source(site, url),
        dateline=next(iter(jsonld.texts_of(article.get("dateline"))), None),
        located=next(iter(jsonld.texts_of(article.get("locationCreated"))), None)
        or _only(jsonld.texts_of(article.get("contentLocation"))),
        body=_body(article.get("articleBody")),
        described=bool(article) or found.meta.get("og:type", [""])[0].lower() == "article",
    )


def _only(places: tuple[str, ...]) -> str | None:
    """Return the one place a story is set in; of several, none is where it was reported."""
    return places[0] if len(places) == 1 else None


def _body(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return unescape(value).encode("utf-8", "replace").decode("utf-8")


def _own_article(articles: Sequence[jsonld.Node], found: Statements) -> Mapping[str, object]:
    """Return the description of the page's own article among those of its teasers."""
    titles = [*found.headings[:1], *found.meta.get("og:title", [])[:1], found.title]
    words = [words_of(title) for title in titles if title]
    alike = [
        article
        for article in articles
        for headline in jsonld.texts_of(article.get("headline"))[:1]
        if any(likeness(words_of(headline), title) >= HEADING_SHARE for title in words)
    ]
    if alike:
        return alike[0]
    return articles[0] if len(articles) == 1 else {}


def _url(article: Mapping[str, object], found: Statements) -> str | None:
    described = article.get("mainEntityOfPage")
    if isinstance(described, dict):
        described = described.get("@id")
    candidates = (
        found.canonical,
        *found.meta.get("og:url", ()),
        *jsonld.texts_of(article.get("url")),
        *jsonld.texts_of(described),
    )
    return next((url for url in map(str.strip, candidates) if _host(url)), None)


def _host(url: str) -> str:
    """Return the host of a web address, '' for anything else."""
    if len(url) > VALUE_CHARS_MAX or any(char.isspace() for char in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.lower() if parts.scheme in {"http", "https"} and "." in host else ""


def _site_name(
    article: Mapping[str, object], graph: Sequence[jsonld.Node], found: Statements
) -> str | None:
    names = (
        *found.meta.get("og:site_name", ()),
        *jsonld.names_of(article.get("publisher"), graph),
        *found.meta.get("application-name", ()),
        *found.meta.get("dc.publisher", ()),
        *found.meta.get("apple-mobile-web-app-title", ()),
    )
    return next((name for name in names if not _URL_LIKE.search(name)), None)


def _source(site: str | None, url: str | None) -> Source:
    host = _host(url or "").removeprefix("www.")
    if not host and not site:
        return UNKNOWN_SOURCE
    name_id = "-".join(_WORD.findall((site or "").lower()))
    return Source(
        id=host or name_id or UNKNOWN_SOURCE.id,
        name=site,
        url=f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" if url and host else None,
    )


def _credited(
    article: Mapping[str, object],
    graph: Sequence[jsonld.Node],
    found: Statements,
    site: str | None,
) -> tuple[tuple[str, ...], str | None]:
    """Return the writers, and the organisation credited with them or alone.

    A site that names itself as the author has not said who wrote, where the page does say so.
    """
    written = article.get("author") or article.get("creator")
    organisations = jsonld.organisations_of(written, graph)
    stated = [name for name in jsonld.names_of(written, graph) if name not in organisations]
    if not stated:
        groups = (
            *(found.meta.get(name, ()) for name in _AUTHOR),
            found.items.get("author", ())[:1],
        )
        stated = next((list(group) for group in groups if any(map(_is_credit, group))), [])
    names = [BY.sub("", name).strip(" ,;|") for name in stated if _is_credit(name)]
    once = {name.casefold(): name for name in reversed(names) if name not in {"", *organisations}}
    authors = tuple(reversed(once.values()))[:_AUTHORS_MAX]
    is_said_elsewhere = bool(authors) or any(map(BY.match, found.credits))
    others = (name for name in organisations if not (is_said_elsewhere and name == site))
    return authors, next(filter(_is_credit, others), None)


def _printed_credits(found: Statements) -> tuple[str, ...]:
    lines = (text for text in found.credits if not _URL_LIKE.search(text))
    return tuple(dict.fromkeys(lines))[:_AUTHORS_MAX]


def _is_credit(name: str) -> bool:
    return bool(name.strip()) and len(name) <= 200 and not _URL_LIKE.search(name)  # noqa: PLR2004


def _published(article: Mapping[str, object], found: Statements, url: str | None) -> Moment | None:
    times = [stated for stated, is_update in found.times if not is_update]
    stated = (
        *jsonld.texts_of(article.get("datePublished")),
        *values(found, _PUBLISHED),
        *times[:1],
    )
    lines = (*found.printed[:5], *found.credits[:5])
    printed = [day for text in lines if (day := day_in(text)) is not None]
    created = jsonld.texts_of(article.get("dateCreated"))
    return (
        _first_moment(stated)
        or _first_moment(created)
        or next(iter(printed), None)
        or day_in_url(url or "")
        or day_in(found.title)
    )


def _first_moment(stated: Iterable[str]) -> Moment | None:
    """Return the first date that can be read, or a later one of that day that says more."""
    moments = [read for one in stated if (read := moment(one)) is not None]
    if not moments:
        return None
    day = moments[0].at.date()
    same = [one for one in moments if abs((one.at.date() - day).days) <= 1]
    return max(same, key=lambda one: (one.has_time, one.has_zone))


def _sections(article: Mapping[str, object], found: Statements) -> tuple[str, ...]:
    stated = jsonld.texts_of(article.get("articleSection"))
    if not stated:
        groups = (values(found, (name,)) for name in _SECTION)
        stated = next((group for group in groups if group), ())
    stated = tuple(part for label in stated for part in _path_parts(label))
    labels = [label for label in stated if len(label) <= 100 and not _is_code(label)]  # noqa: PLR2004
    return tuple(dict.fromkeys(labels))[:10]


def _path_parts(label: str) -> tuple[str, ...]:
    """Return the sections of a path, '/world/middle_east', as names; any other label as it is."""
    if not label.startswith("/"):
        return (label,)
    return tuple(re.sub(r"[_-]+", " ", part) for part in label.split("/") if part)


def _is_code(label: str) -> bool:
    """Whether a label is an identifier rather than a name: a UUID, a number, a path."""
    return (
        not any(char.isalpha() for char in label)
        or re.fullmatch(r"[0-9A-Fa-f-]{20,}", label) is not None
    )


def _keywords(article: Mapping[str, object], found: Statements) -> tuple[str, ...]:
    stated: tuple[str, ...] = jsonld.texts_of(article.get("keywords"))
    if not stated:
        groups = (found.meta.get(name, ()) for name in _KEYWORDS)
        stated = next((tuple(group) for group in groups if group), ())
    words = [word.strip() for text in stated for word in re.split(r"[,;]", text)]
    return tuple(dict.fromkeys(w for w in words if w and w.lower() != "null"))[:_KEYWORDS_MAX]


def _language(article: Mapping[str, object], found: Statements) -> str | None:
    stated = (
        found.language,
        *jsonld.texts_of(article.get("inLanguage")),
        *values(found, _LANGUAGE),
    )
    for value in stated:
        tag = _LANGUAGE_TAG.match(value.strip())
        if tag:
            region = f"-{tag.group(2)}" if tag.group(2) else ""
            return f"{tag.group(1).lower()}{region}"
    return None
