"""Documents damaged on their way, and what must hold of whatever comes of them.

Shared by the short test of each run (`test_fuzz`) and the long one by hand (`make fuzz`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st
from tests.unit.intake.html import pages
from tests.unit.intake.wires import LEDE, SECOND, THIRD, WIRES

from copydesk.draft import Article, Draft, Record, Refusal, Withdrawal
from copydesk.errors import RejectedError
from copydesk.intake import read
from copydesk.normalise import normalise

if TYPE_CHECKING:
    from copydesk.draft import Headers

__all__ = ["DAMAGED", "PARSERS", "Damage", "check", "damaged"]

PLAIN = (
    f"Ferry pier closes for repairs\n\nBy ANA OBENG and John Roe, Norland News Agency\n\n"
    f"FILE - The pier on Monday. (NNA Photo/J. Roe)\n\nBERGEN, Norway (NNA) — {LEDE}\n{SECOND}\n\n"
    f"Commuters sent north\n\n{THIRD}\n\nRead more:\nFerries\n\n(Reporting by Ana Obeng)\n"
)
RAW = (
    '{"id": "pier-9", "source": {"id": "nna", "timezone": "Europe/Oslo"}, '
    '"headline": "Pier closes", "byline": "By ANA OBENG, Norland News Agency", '
    '"published_at": "2026-11-03T09:00:00", "keywords": ["ferries"], "section": "Local", '
    f'"body": "{LEDE}\\n\\n{SECOND}"}}'
)
RAW_HTML = (
    '{"id": "pier-9", "source": {"id": "nna"}, "content_type": "text/html", "body": "<h1>Pier '
    f'closes</h1><p>{LEDE}</p><blockquote>{SECOND}</blockquote><ul><li>North</li></ul>"}}'
)

PARSERS: Final = {
    "raw-json": (RAW, RAW_HTML),
    "plain-text": (PLAIN,),
    "html": (
        *(pages.AMP, pages.BLOG, pages.DIV_SOUP, pages.LIVE, pages.LOCAL, pages.TEASERS),
        pages.WINDOWS.decode("cp1252"),
    ),
    "ninjs": (WIRES["ninjs-1"], WIRES["ninjs-3"]),
    "nitf": (WIRES["nitf"],),
    "newsml-g2": (WIRES["newsml-g2-message"],),
    "rss": (WIRES["rss"],),
    "atom": (WIRES["atom"],),
    "json-feed": (WIRES["json-feed"],),
}
"""Sound documents by the name of their format in the table of intake."""

POISON: Final = (
    *("<p>", "</p>", "<br/>", "<b>", "<table><tr><td>", "</td>", "<li>", "<![CDATA[", "]]>"),
    *("<!--", "-->", "&amp;", "&lt;", "&mdash;", "&#0;", "&#xD800;", "&#x1F600;", "&x;", "<?xml?>"),
    *("<a/>", '"', "'", "{", "}", "[", "]", ":", ",", "null", "7", "\\ud800", "\\u0000", "\x00"),
    *("\ufffe", "\r\n", "\u00a0", "\u202e", "é", "\U0001f600", "Ã©", "â€™", "9999-99-99T99:99:99Z"),
    *("0001-01-01", "<hl2>", "<nitf>", "<newsItem>", "<item>", "<entry>", "xmlns=''", "<figure>"),
    *("xml:lang='xx'", "<blockquote>", "<pre>", "\n\n", "</figure>", "<media>", "<x:y>", "</html>"),
    *("qcode='stat:canceled'", "<h1>", "<script>", "</script>", "<style>", "<title>", "<meta"),
    *('<div class="', "By ", " and ", ", ", " — ", "(AP Photo/", "Image caption, ", "> ", "-\n"),
    *(
        "Reporting by ",
        "charset=utf-16",
        "\u0301",
        "\ufeff",
        "\u200d",
        "<frameset>",
        "<svg>",
        "<=>",
    ),
)

Edit = tuple[str, float, float, str]
EDITS: Final[st.SearchStrategy[list[Edit]]] = st.lists(
    st.tuples(
        st.sampled_from(["cut", "double", "insert", "swap", "repeat"]),
        st.floats(0, 1),
        st.floats(0, 0.3),
        st.sampled_from(POISON) | st.text(max_size=8),
    ),
    min_size=1,
    max_size=6,
)
Damage = tuple[int, list[Edit], str, list[tuple[float, bytes]]]
"""Which document, edits of its text, the encoding it is written in, bytes put over the written."""

DAMAGED: Final[st.SearchStrategy[Damage]] = st.tuples(
    st.integers(0, 99),
    EDITS,
    st.sampled_from(["utf-8", "utf-8", "utf-16", "cp1252"]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=3),
)

REPEATED_CHARS_MAX: Final = 2_000


def damaged(name: str, damage: Damage) -> bytes:
    """Return a damaged document of the format."""
    place, edits, charset, overwritten = damage
    documents = PARSERS[name]
    value = _edited(documents[place % len(documents)], edits).encode(charset, "replace")
    for at, written in overwritten:
        start = int(at * len(value))
        value = value[:start] + written + value[start + len(written) :]
    return value


def _edited(document: str, edits: list[Edit]) -> str:
    """Return `document` with parts of it cut, doubled, reversed, and poison put in."""
    for kind, at, share, poison in edits:
        start = int(at * len(document))
        end = start + int(share * len(document))
        part = document[start:end]
        if kind == "cut":
            document = document[:start] + document[end:]
        elif kind == "double":
            document = document[:end] + document[start:]
        elif kind == "insert":
            document = document[:start] + poison + document[start:]
        elif kind == "repeat":
            times = int(share * REPEATED_CHARS_MAX / max(1, len(poison)))
            document = document[:start] + poison * times + document[start:]
        else:
            document = document[:start] + part[::-1] + document[end:]
    return document


def check(value: bytes, content_type: str | None) -> None:
    """Read a record, and the clean copy of its drafts: nothing but a refusal may come of it."""
    headers: Headers = ()
    if content_type is not None:
        headers = (("content-type", content_type.encode()),)
    articles: tuple[Article, ...] = ()
    refusal = ""
    try:
        articles = read(Record(value, headers=headers)).articles
    except RejectedError as error:
        refusal = str(error)
    assert bool(articles) != bool(refusal)
    assert "\n" not in refusal
    for one in articles:
        assert isinstance(one, Draft | Withdrawal | Refusal)
        if isinstance(one, Draft):
            _check_draft(one)


def _check_draft(draft: Draft) -> None:
    copy = normalise(draft, lambda _text: None)
    assert copy == normalise(draft, lambda _text: None)
    copy.text.encode()
    (draft.article_id or "").encode()
    (copy.byline or "").encode()
    assert all(copy.text[block.start : block.end].strip() for block in copy.blocks)
    assert not copy.byline_names or copy.byline
    dates = (draft.published_at, draft.updated_at, draft.embargoed_until)
    assert all(moment is None or moment.tzinfo for moment in dates)
